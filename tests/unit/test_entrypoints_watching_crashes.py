"""Whatever process ends at whatever step: no change is accepted twice, and the next one is told all the same."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.entrypoints.following import Ends
from hotline.entrypoints.telling_changes import TellsChange
from hotline.entrypoints.untold import SaysUntold
from hotline.entrypoints.watching import Watching
from hotline.errors import OutsideWindow, Unavailable
from hotline.messages import Recipient, Reply
from hotline.services.dossier.changes import LONGEST, knowing
from hotline.services.dossier.disclosure import Disclosure
from hotline.services.dossier.dossiers import Dossier, Found
from hotline.services.dossier.service import Desk
from hotline.storage.watch_items import Consent, Watch
from tests.unit.fakes import CITIZEN, Killed, killed_at
from tests.unit.watch_fakes import UntoldTable, WatchTable, untold_items

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
INTERVAL = timedelta(minutes=30)
MORNING = datetime(2026, 10, 12, 7, 30, tzinfo=ZONE)
CODES = ("H17.19-261008-0975", "H17.19-261008-0976")

ACTIONS = ("change one", "change other", "task", "contact", "window closes", "window opens", "channel fails", "hour")


class World:
    """Two dossiers, whose steps have numbers; each write and each send is a step at which a process may end."""

    def __init__(self, killed: Iterable[int] = ()) -> None:
        self.time = MORNING.timestamp()
        self.reach = killed_at(set(killed))
        self.stands = dict.fromkeys(CODES, 0)
        self.accepted: dict[str, list[int]] = {code: [] for code in CODES}
        self.window_is_open, self.channel_fails = True, False
        self.was_killed = False
        self.table = WatchTable(lambda: self.time, lambda: self.reach())
        self.untold = UntoldTable(self.table)
        end = Ends(self.table, self.untold)
        tells = TellsChange(self.table, end, self.tell, self.desk, lambda: self.time)
        self.task = Watching(self.table, end, self.find, tells, self.desk, INTERVAL, None, lambda: self.time)
        self.says = SaysUntold(self.untold, self.tell_here, "1022", lambda: self.now, ZONE, lambda: self.time)
        for code in CODES:
            told, at = knowing(self.dossier(code), self.now, ZONE), int(self.time)
            ends = at + int(LONGEST.total_seconds())
            self.table.add(Watch(CITIZEN, code, told, Consent("1", at, "zalo"), at, ends))

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self.time, UTC)

    def desk(self, lang: str) -> Desk:
        return Desk(lang, "1022", self.now, Disclosure.MASKED, ZONE)

    def dossier(self, code: str) -> Dossier:
        return Dossier(code, said_status=f"Bước {self.stands[code]}")

    def find(self, code: str) -> Found:
        return Found(self.dossier(code), self.now)

    def tell(self, recipient: Recipient, reply: Reply) -> str:
        """What the task sends: taken only within the channel's window."""
        if not self.window_is_open:
            raise OutsideWindow("Zalo")
        return self.tell_here(recipient, reply)

    def tell_here(self, recipient: Recipient, reply: Reply) -> str:
        """What is said to somebody who has just written."""
        self.reach()
        if self.channel_fails:
            self.channel_fails = False
            raise Unavailable("Zalo")
        code = ""
        for line in reply.text.splitlines():
            code = next((one for one in CODES if one in line), code)
            if step := re.fullmatch(r"Cơ quan ghi: Bước (\d+)\.", line):
                self.accepted[code].append(int(step[1]))
        self.reach()
        return "m1"

    def do(self, action: str) -> None:
        if action.startswith("change"):
            self.stands[CODES[action == "change other"]] += 1
        elif action == "task":
            self.run()
        elif action == "contact":
            self.contact()
        elif action.startswith("window"):
            self.window_is_open = action == "window opens"
        elif action == "channel fails":
            self.channel_fails = True
        else:
            self.time += 3_600

    def run(self) -> None:
        """The task, when everything is due again."""
        self.time += INTERVAL.total_seconds() * 1.6
        local = self.now.astimezone(ZONE)
        if local.hour >= 19:
            self.time += 14 * 3_600
        with self.ending():
            self.task(lambda: 300)

    def contact(self) -> None:
        """A message of the citizen's, after whoever answered the one before has ended."""
        self.time += 61
        with self.ending():
            self.says(CITIZEN, untold_items(self.untold, CITIZEN), "vi")

    def ending(self) -> suppress:
        return suppress(Killed)

    def rest(self) -> None:
        """Nothing ends any more, and the channel takes everything."""
        self.reach = killed_at(set())
        self.window_is_open, self.channel_fails = True, False
        for _ in range(3):
            self.run()
            self.contact()


actions = st.lists(st.sampled_from(ACTIONS), max_size=30)


@given(actions=actions)
@settings(max_examples=400)
def test_where_nothing_ends_the_last_state_is_told_and_none_twice(actions: list[str]) -> None:
    world = World()
    for action in actions:
        world.do(action)
    world.rest()

    for code in CODES:
        told = world.accepted[code]
        assert told == sorted(set(told))
        assert told[-1:] == ([world.stands[code]] if world.stands[code] else [])


@given(changes=st.lists(st.sampled_from(ACTIONS[:2]), max_size=12))
def test_where_all_is_well_every_change_is_told_exactly_once(changes: list[str]) -> None:
    world = World()
    for change in changes:
        world.do(change)
        world.run()

    for code in CODES:
        assert world.accepted[code] == list(range(1, world.stands[code] + 1))


@given(actions=actions, killed=st.sets(st.integers(0, 120), max_size=40))
@settings(max_examples=600)
def test_whatever_ends_nothing_is_accepted_twice(actions: list[str], killed: set[int]) -> None:
    world = World(killed)
    for action in actions:
        world.do(action)
    world.rest()

    for code in CODES:
        assert world.accepted[code] == sorted(set(world.accepted[code]))


@given(actions=actions, killed=st.sets(st.integers(0, 120), max_size=40))
@settings(max_examples=600)
def test_after_whatever_has_ended_the_next_change_is_told(actions: list[str], killed: set[int]) -> None:
    world = World(killed)
    for action in actions:
        world.do(action)
    world.rest()
    for code in CODES:
        world.stands[code] += 1
    world.rest()

    for code in CODES:
        assert world.accepted[code].count(world.stands[code]) == 1


def test_a_task_that_ends_between_any_two_steps_costs_one_message_at_most() -> None:
    for window in (True, False):
        for step in range(14):
            world = World({step})
            world.window_is_open = window
            world.stands = dict.fromkeys(CODES, 1)
            world.run()
            world.contact()
            world.rest()
            told = [world.accepted[code] for code in CODES]
            assert all(each in ([], [1]) for each in told), step
            # At a contact both are one message.
            assert told.count([]) <= (1 if window else 2), step


def test_what_is_unknown_is_told_once_more_only_by_the_list() -> None:
    """Ended right after sending: the list of what is followed shows the state, and no message repeats it."""
    world = World({2})
    world.stands[CODES[0]] = 1
    world.run()
    claimed = world.table.watches[CITIZEN, CODES[0]]
    assert claimed.claimed
    assert claimed.known.said_status == "Bước 1"
    assert claimed.told.said_status == "Bước 0"

    world.rest()
    settled = world.table.watches[CITIZEN, CODES[0]]
    assert (settled.claimed, settled.told.said_status) == (None, "Bước 1")
    assert len(world.accepted[CODES[0]]) <= 1


def test_a_citizen_who_is_forgotten_while_a_change_is_told_stays_forgotten() -> None:
    for step in range(10):
        world = World({step})
        world.window_is_open = False
        world.stands = dict.fromkeys(CODES, 1)
        world.run()
        world.table.watches.clear()
        world.table.index.clear()
        world.table.untold.clear()
        world.rest()
        assert world.table.watches == {}
        assert world.table.untold == {}
        assert world.accepted == {code: [] for code in CODES}


def test_nobody_else_hears_of_it() -> None:
    world = World()
    neighbour = Recipient("zalo", "3022000000000000004")
    one = world.table.watches[CITIZEN, CODES[0]]
    world.table.add(replace(one, citizen=neighbour, id="other"))
    heard: list[Recipient] = []
    world.tell_here = lambda recipient, reply: heard.append(recipient) or "m1"  # type: ignore[method-assign,func-returns-value]
    world.stands[CODES[1]] = 1
    world.run()

    assert heard == [CITIZEN]
