"""How long we remember, on a table of this test's own."""

from typing import Any

import pytest

from hotline.messages import Recipient
from hotline.storage.aws import Aws
from hotline.storage.citizens import Citizens, Conversation

CITIZEN = Recipient("zalo", "3022000000000000003")
HOUR_S = 3_600  # as docs/privacy.md says


class OneItem(Aws):
    """DynamoDB with one item, which it never removes."""

    def __init__(self) -> None:
        super().__init__()
        self.item: dict[str, Any] = {}

    def __call__(self, service: str, operation: str, **parameters: object) -> dict[str, Any]:
        if operation == "put_item":
            given = parameters["Item"]
            assert isinstance(given, dict)
            self.item = given
        return {"Item": self.item}


@pytest.mark.parametrize(("later_s", "kept"), [(0, True), (HOUR_S - 1, True), (HOUR_S, False), (HOUR_S + 1, False)])
def test_choices_are_forgotten_after_an_hour_even_where_dynamodb_still_has_them(later_s: int, kept: bool) -> None:
    table, now = OneItem(), 1_790_000_000.0
    citizens = Citizens(table, "Citizens", lambda: now)
    said = Conversation(("256 Bạch Đằng", "256 Trần Phú"), "vi")
    citizens.remember(CITIZEN, said)

    now += later_s

    assert table.item["expires"] == {"N": str(1_790_000_000 + HOUR_S)}
    assert citizens.conversation(CITIZEN) == (said if kept else Conversation())
