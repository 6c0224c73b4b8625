"""Two shared places in turn are a journey from the first to the second; and the language goes on, too."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from hotline.cli import feeds
from hotline.entrypoints.answering import Answering
from hotline.entrypoints.bus import ComposesBus
from hotline.messages import Button, Inbound, Location, Reply
from hotline.observability import Calls
from hotline.routing import understand
from hotline.services.bus.queries import Coordinates
from hotline.services.bus.timetable import Timetable
from hotline.storage.citizens import PLACE_S, Citizens
from tests.small_feeds import at
from tests.unit.fakes import CITIZEN, NOW, Clock, Context, MemoryInbox, Phone, message

# The market, the station five kilometres away, and the market's other side.
MARKET, STATION, BESIDE = Location(16.06781, 108.21402), Location(16.05558, 108.17236), Location(16.0690, 108.2150)


@cache
def sample() -> Timetable:
    return feeds.timetable(None)


class Table:
    """Citizens' items, in memory, as DynamoDB has them."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], dict[str, Any]] = {}

    def __call__(self, service: str, method: str, **asked: Any) -> dict[str, Any]:
        assert method == "put_item"
        item = asked["Item"]
        self.items[item["citizen"]["S"], item["item"]["S"]] = item
        return {}


class Inbox(MemoryInbox):
    """Reads the citizen's items with the message."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table

    def read(self, inbound: Inbound, now: float, beside: Any = ()) -> Any:
        held = super().read(inbound, now, ())
        items = {key: self.table.items.get(tuple(text for _, text in key.parts)) for key in beside}
        return replace(held, beside=items) if held else None


class World:
    def __init__(self) -> None:
        self.table, self.clock, self.phone = Table(), Clock(), Phone()
        self.inbox = Inbox(self.table)
        citizens = Citizens(self.table, "citizens", self.clock)  # type: ignore[arg-type] # called as Aws is
        compose = ComposesBus(sample, "1022", lambda: at("2026-11-24 08:00"))
        self.answering = Answering(self.inbox, citizens, compose, self.phone, Calls(), now=self.clock)
        self.sent = 0

    def send(self, what: str | Location) -> Reply:
        self.sent += 1
        text, place = (what, None) if isinstance(what, str) else ("", what)
        inbound = replace(message(text, self.sent), location=place, attachment="location" if place else "")
        self.inbox.put(inbound, self.clock())
        ended = self.answering({"inbound": inbound.to_json(), "try": 1}, Context())
        assert ended["ended"] == "answered"
        return self.phone.heard[-1]

    @property
    def place(self) -> dict[str, Any] | None:
        return self.table.items.get((f"zalo:{CITIZEN.user}", "place"))


def test_a_second_place_is_where_to_go_from_the_first() -> None:
    world = World()

    assert world.send(MARKET).text.startswith("Xe buýt gần anh/chị")
    reply = world.send(STATION)
    assert reply.text.startswith("Từ vị trí gửi trước đến vị trí vừa gửi (theo lịch):\n1. ")
    assert "xuống" in reply.text


def test_the_stops_near_the_second_place_are_a_button_away_and_so_is_the_way_back() -> None:
    world = World()
    world.send(MARKET)
    near, *others = world.send(STATION).buttons

    assert near.title == "Trạm gần vị trí vừa gửi"
    assert understand(near.says).query == Coordinates(Location(16.05558, 108.17236))
    assert "Từ 16.05558, 108.17236 đến 16.06780, 108.21400" in world.send(_back(others)).text
    assert len(others) < 5


def _back(buttons: Sequence[Button]) -> str:
    return next(button.says for button in buttons if button.title == "Chiều về")


def test_the_same_place_again_is_no_journey() -> None:
    world = World()
    world.send(MARKET)

    assert world.send(BESIDE).text.startswith("Xe buýt gần anh/chị")


def test_a_message_that_is_answered_twice_is_answered_the_same() -> None:
    for place in (MARKET, STATION):
        world = World()
        world.send(MARKET)
        assert world.send(place).text == world.send(place).text


def test_a_place_is_kept_for_ten_minutes_to_four_decimals() -> None:
    world = World()
    world.send(MARKET)
    assert world.place is not None
    assert (world.place["lat"]["N"], world.place["lon"]["N"]) == ("16.0678", "108.2140")
    assert int(world.place["expires"]["N"]) == NOW + PLACE_S

    world.clock.time += PLACE_S - 1
    assert world.send(STATION).text.startswith("Từ vị trí gửi trước")
    world.clock.time += 1
    assert world.send(STATION).text.startswith("Xe buýt gần anh/chị"), "DynamoDB may still have the item"


def test_a_journey_keeps_no_place_longer() -> None:
    world = World()
    world.send(MARKET)
    before = world.place
    world.clock.time += 60
    world.send(STATION)

    assert world.place == before


def test_a_place_is_answered_in_the_language_spoken_last() -> None:
    world = World()
    world.send("where is the nearest bus stop to 54 Nguyễn Lương Bằng")

    assert world.send(MARKET).text.startswith("Buses near you")
    assert world.send(STATION).text.startswith("From the place you sent first to the one you just sent")
    world.send("xe buýt gần 54 Nguyễn Lương Bằng")
    assert world.send(MARKET).text.startswith("Xe buýt gần anh/chị")


@pytest.mark.parametrize("text", ["xe buýt gần 54 Nguyễn Lương Bằng", "05"])
def test_who_speaks_vietnamese_leaves_nothing_behind(text: str) -> None:
    world = World()
    world.send(text)

    assert world.table.items == {}


def test_a_language_leaves_the_choices_of_the_last_question_alone() -> None:
    world = World()
    world.send("where is the bus stop Trần Phú")
    asked = world.table.items.get((f"zalo:{CITIZEN.user}", "conversation"))
    world.send("xe buýt gần 54 Nguyễn Lương Bằng")
    kept = world.table.items.get((f"zalo:{CITIZEN.user}", "conversation"))

    assert asked
    assert kept
    assert kept["choices"] == asked["choices"]
    assert kept["lang"] == {"S": "vi"}
