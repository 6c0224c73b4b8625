"""Cache: what a map said about addresses, for as long as its terms allow, and whose turn it is to ask it.

key                            part        what
<service>#geocodes#<provider>  <query>     its answer, also that it knows none; nothing says who asked
<service>#geocoder             <provider>  until when nobody may ask
"""

from typing import Any

from hotline.storage.aws import Aws
from hotline.storage.items import ItemKey
from hotline.storage.turns import take_turn

TURN_LIFE_S = 86_400


class Geocodes:
    """The answers of one provider. Times are seconds since 1970, real time."""

    def __init__(self, aws: Aws, table: str, service: str, provider: str) -> None:
        self._aws = aws
        self._table = table
        self._answers = f"{service}#geocodes#{provider}"
        self._turn = ItemKey(table, (("key", f"{service}#geocoder"), ("part", provider)))

    def read(self, query: str, now: float) -> str | None:
        """What is kept of it; None for nothing. Eventually consistent."""
        item = self._aws("dynamodb", "get_item", TableName=self._table, Key=self._key(query)).get("Item")
        # DynamoDB removes what has expired within days, not at once, and the terms say when it ends.
        return item["answer"]["S"] if item and int(item["expires"]["N"]) > now else None

    def write(self, query: str, answer: str, expires: int) -> None:
        """Keeps it until then."""
        values = {":answer": {"S": answer}, ":end": {"N": str(expires)}}
        self._aws(
            "dynamodb",
            "update_item",
            TableName=self._table,
            Key=self._key(query),
            UpdateExpression="SET answer = :answer, expires = :end",
            ExpressionAttributeValues=values,
        )

    def take_turn(self, now: float, until: float) -> bool:
        """Whether it is ours, alone, until then; to the millisecond."""
        return take_turn(self._aws, self._turn, round(now * 1000), round(until * 1000), int(until) + TURN_LIFE_S)

    def _key(self, query: str) -> dict[str, Any]:
        return {"key": {"S": self._answers}, "part": {"S": query}}
