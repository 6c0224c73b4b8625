"""What following costs: it grows with the dossiers that are followed, and with nothing else."""

from datetime import timedelta

import pytest

from hotline.entrypoints.watching import PAGE
from hotline.messages import Recipient
from hotline.services.dossier.changes import LONGEST, knowing
from hotline.services.dossier.dossiers import Dossier, Found
from hotline.services.dossier.pace import asked_next
from hotline.services.dossier.statuses import Status
from hotline.storage.watch_items import Consent, Watch
from tests.unit.test_entrypoints_watching import INTERVAL, ZONE, World

MINUTES = int(INTERVAL / timedelta(minutes=1))


class City(World):
    """So many follow dossiers in which nothing happens."""

    def __init__(self, watches: int, dossiers: int) -> None:
        super().__init__()
        self.dossier = Dossier("", status=Status.PROCESSING)
        told, at = knowing(self.dossier, self.now, ZONE), int(self.time)
        ends = at + int(LONGEST.total_seconds())
        due = {code: self.first(code) for code in map(code_of, range(dossiers))}
        for number, code in zip(range(watches), list(due) * (watches // dossiers), strict=True):
            citizen = Recipient("zalo", str(number))
            self.table.watches[citizen, code] = Watch(citizen, code, told, Consent("1", at, "zalo"), due[code], ends)
        self.table.index = sorted((watch.due, watch.citizen.user, watch.code) for watch in self.table.watches.values())

    def first(self, code: str) -> int:
        # Not this very second, or it would come again with the interval's last one.
        return int(asked_next(code, self.now + timedelta(seconds=1), INTERVAL, ZONE).timestamp())

    def find(self, code: str) -> Found:
        self.asked[code] += 1
        return Found(self.dossier, self.now)

    def one_interval(self) -> list[int]:
        """Runs each minute of one; the requests in each."""
        by_minute = []
        for _ in range(MINUTES):
            before = sum(self.asked.values())
            self.run(1)
            by_minute.append(sum(self.asked.values()) - before)
        return by_minute


def code_of(number: int) -> str:
    return f"H17.{number // 10_000:02}-261008-{number % 10_000:04}"


@pytest.mark.parametrize("watches", [10, 1_000, 100_000])
def test_a_followed_dossier_costs_one_request_and_one_write_an_interval(watches: int) -> None:
    city = City(watches, watches)
    by_minute = city.one_interval()
    calls = city.table.calls

    assert sum(city.asked.values()) == watches
    assert set(city.asked.values()) == {1}
    assert calls["UpdateItem"] == watches
    pages = watches / PAGE
    assert calls["Query"] <= pages + 2 * MINUTES
    assert calls["BatchGetItem"] <= pages + MINUTES
    assert set(calls) == {"UpdateItem", "Query", "BatchGetItem"}
    if watches >= 1_000:
        assert max(by_minute) < 2.5 * watches / MINUTES


def test_a_thousand_who_follow_one_dossier_cost_one_request() -> None:
    city = City(1_000, 1)
    city.one_interval()

    assert sum(city.asked.values()) == 1
    assert city.table.calls["UpdateItem"] == 1_000


def test_nobody_who_follows_costs_one_query_a_minute() -> None:
    city = City(0, 1)
    city.one_interval()

    assert city.asked == {}
    assert city.table.calls == {"Query": MINUTES}
