"""Citizens' part about followed dossiers, in memory, as the tests of the real one describe it."""

import json
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from hotline.messages import Recipient
from hotline.services.dossier.changes import Change, Told
from hotline.storage.items import Item, ItemKey, Items
from hotline.storage.untold import STALE_S, Waiting, joined
from hotline.storage.watch_claims import Standing
from hotline.storage.watch_items import Watch
from hotline.storage.watches import MOST

type Place = tuple[int, str, str]
"""In the index: by `due`, and somehow within a second."""


@dataclass
class WatchTable:
    """What WatchClaims, Watches and Untold do, call by call; `step` is reached before and after each write."""

    now: Callable[[], float]
    step: Callable[[], None] = lambda: None
    watches: dict[tuple[Recipient, str], Watch] = field(default_factory=dict)
    index: list[Place] = field(default_factory=list)
    untold: dict[Recipient, Waiting] = field(default_factory=dict)
    left: dict[Recipient, int] = field(default_factory=dict)
    ended: list[tuple[str, str]] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    versions: Iterator[int] = field(default_factory=lambda: count(1))

    def begin(self, watch: Watch) -> bool:
        mine = self.of(watch.citizen)
        if any(one.code == watch.code for one in mine):
            return True
        if len(mine) >= MOST:
            return False
        self.add(watch)
        return True

    def add(self, watch: Watch) -> None:
        self.watches[watch.citizen, watch.code] = watch
        insort(self.index, place(watch))

    def key(self, citizen: Recipient, code: str) -> ItemKey:
        return ItemKey("Citizens", (("citizen", citizen.key), ("item", f"watch#{code}")))

    def read(self, item: Item | None) -> Watch | None:
        return Watch.from_item(item) if item else None

    def of(self, citizen: Recipient) -> list[Watch]:
        return [watch for (whose, _), watch in self.watches.items() if whose == citizen and watch.ends > self.now()]

    def end(self, watch: Watch, how: str) -> bool:
        self.step()
        self.calls["TransactWriteItems"] += 1
        there = self.watches.get((watch.citizen, watch.code))
        if there is None or there.id != watch.id:
            return False
        del self.watches[watch.citizen, watch.code]
        self.index.remove(place(there))
        self.ended.append((watch.code, how))
        self.step()
        return True

    def due(self, limit: int, after: Watch | None = None) -> list[Watch]:
        self.calls["Query"] += 1
        begin = bisect_right(self.index, place(after)) if after else 0
        page = self.index[begin : begin + limit]
        return [self.watches[Recipient("zalo", user), code] for due, user, code in page if due <= int(self.now())]

    def standings(self, citizens: Iterable[Recipient]) -> dict[Recipient, Standing]:
        self.calls["BatchGetItem"] += 1
        return {one: Standing(self.left.get(one, 0), self.untold.get(one, Waiting())) for one in citizens}

    def advance(self, watch: Watch, due: int) -> bool:
        return self._update(watch, replace(watch, told=watch.known, claimed=None, due=due))

    def claim(self, watch: Watch, told: Told, due: int, ends: int) -> Watch | None:
        after = replace(watch, told=watch.known, claimed=told, due=due, ends=ends)
        return after if self._update(watch, after) else None

    def settle(self, watch: Watch) -> bool:
        return self.advance(watch, watch.due)

    def release(self, watch: Watch, due: int) -> bool:
        return self._update(watch, replace(watch, claimed=None, due=due))

    def keep(self, watch: Watch, change: Change, waiting: Waiting) -> bool:
        self.step()
        self.calls["TransactWriteItems"] += 1
        there = self.untold.get(watch.citizen, Waiting())
        if there.version != waiting.version or not self._is_there(watch):
            return False
        changes = {code: body for code, body in there.changes.items() if code != watch.code}
        if change.news:
            changes[watch.code] = change.to_json()
        self.untold[watch.citizen] = replace(there, changes=changes, version=self._version())
        self._set(replace(watch, told=watch.known, claimed=None))
        self.step()
        return True

    def _update(self, read: Watch, after: Watch) -> bool:
        self.step()
        self.calls["UpdateItem"] += 1
        if not self._is_there(read):
            return False
        self._set(after)
        self.step()
        return True

    def _is_there(self, read: Watch) -> bool:
        there = self.watches.get((read.citizen, read.code))
        return there is not None and (there.id, there.due) == (read.id, read.due)

    def _set(self, watch: Watch) -> None:
        before = self.watches[watch.citizen, watch.code]
        if before.due != watch.due:
            del self.index[bisect_right(self.index, place(before)) - 1]
            insort(self.index, place(watch))
        self.watches[watch.citizen, watch.code] = watch

    def _version(self) -> str:
        return str(next(self.versions))


@dataclass
class UntoldTable:
    """The contact's side of the same table: `storage.untold.Untold`."""

    table: WatchTable

    def key(self, citizen: Recipient) -> ItemKey:
        return ItemKey("Citizens", (("citizen", citizen.key), ("item", "untold")))

    def read(self, citizen: Recipient) -> Waiting:
        return self.table.untold.get(citizen, Waiting())

    def claim(self, citizen: Recipient, waiting: Waiting) -> Waiting | None:
        self.table.step()
        there, now = self.read(citizen), int(self.table.now())
        if not waiting.changes or there.version != waiting.version or there.said_at > now - STALE_S:
            return None
        claimed = Waiting({}, self.table._version(), waiting.changes, now)
        self.table.untold[citizen] = claimed
        self.table.step()
        return claimed

    def settle(self, citizen: Recipient, claimed: Waiting) -> None:
        self.table.step()
        there = self.read(citizen)
        if there.said_at == claimed.said_at:
            self.table.untold[citizen] = Waiting(there.changes, self.table._version())
        self.table.step()

    def release(self, citizen: Recipient, claimed: Waiting) -> None:
        self.table.step()
        there = self.read(citizen)
        if there.said_at == claimed.said_at:
            again = {code: joined(body, there.changes.get(code)) for code, body in claimed.saying.items()}
            self.table.untold[citizen] = Waiting({**there.changes, **again}, self.table._version())
        self.table.step()

    def drop(self, citizen: Recipient, code: str) -> None:
        there = self.read(citizen)
        changes = {each: body for each, body in there.changes.items() if each != code}
        self.table.untold[citizen] = replace(there, changes=changes, version=self.table._version())


def place(watch: Watch) -> Place:
    return watch.due, watch.citizen.user, watch.code


def untold_items(untold: UntoldTable, citizen: Recipient) -> Items:
    """What a message finds, in DynamoDB's form."""
    waiting = untold.read(citizen)
    if not waiting.version:
        return {untold.key(citizen): None}
    item = {f"change#{code}": {"S": json.dumps(body)} for code, body in waiting.changes.items()}
    if waiting.saying:
        item |= {"saying": {"S": json.dumps(waiting.saying)}, "said_at": {"N": str(waiting.said_at)}}
    return {untold.key(citizen): item | {"version": {"S": waiting.version}}}
