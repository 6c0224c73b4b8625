"""A notice's whole way over stores in memory, under a scheduler that decides, from a seed, who goes on and who ends.

Actors are greenlets: the code under test runs as it is, and gives way before and after each effect on the outside.
There the scheduler may end the process, let another go first, or let time pass. In the storm everything happens; in the
calm after it nothing does, and what was begun must come to its end.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from greenlet import greenlet

from hotline.errors import (
    Blocked,
    HotlineError,
    OutOfService,
    OutsideWindow,
    RateLimited,
    Refused,
    Unavailable,
    Unconfirmed,
)
from hotline.messages import Recipient
from hotline.notices import pacing
from hotline.notices.audit import Audit, audit
from hotline.notices.freezing import Freezing, place
from hotline.notices.ledger import Ledger
from hotline.notices.outcomes import Outcome, Tally
from hotline.notices.pacing import Later, Pace, Turn
from hotline.notices.policy import Stop, Verdict, accepted, failed
from hotline.notices.receipts import Receipts
from hotline.notices.receiving import Entry, Receipt, Receiving
from hotline.notices.sending import Addressee, Chunk, ChunkKey, Done, Job, Sending
from hotline.notices.tending import Tending, Underway
from hotline.notices.transitions import Action, Status, after

NOTICE = "n1"
WORDS = b"words of the notice"
WAVE, CHUNK = 4, 10
VISIBILITY_S = 120
CALM_STEPS = 20_000


class Killed(BaseException):
    """The process ended here."""


@dataclass
class Odds:
    """How likely what is, in the storm."""

    crash: float = 0.02
    leap: float = 0.01
    fault: float = 0.15
    duplicate: float = 0.1


@dataclass
class Message:
    """A chunk's place in the queue."""

    key: ChunkKey
    visible_at: float


@dataclass
class World:
    """Everything outside the code under test."""

    seed: int
    odds: Odds = field(default_factory=Odds)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)  # noqa: S311  # nobody is to be surprised
        self.time = 1_790_000_000.0
        self.stormy = True
        self.crashes = 0
        self.overtaken = 0
        self.main = greenlet.getcurrent()
        self.actors: dict[greenlet, tuple[Callable[[], None], float]] = {}
        self.people = [Addressee(Recipient("zalo", str(number))) for number in range(self.random.randrange(36))]
        self.store = Store(self)
        self.channel = Channel(self)
        self.queue: list[Message] = []
        self.audited: Audit | None = None

    # ── the scheduler ────────────────────────────────────────────────────────────────────────────────────────────────

    def step(self) -> None:
        """Somebody else may go on here, and this process may end."""
        self.main.switch()

    def sleep(self, until: float) -> None:
        """Gives way until then."""
        actor = greenlet.getcurrent()
        while self.time < until:
            self.actors[actor] = (self.actors[actor][0], until)
            self.main.switch()

    def start(self, body: Callable[[], None]) -> None:
        """A process that is started again whenever it ends."""
        self.actors[greenlet(body)] = (body, 0.0)

    def turn(self) -> None:
        """One actor goes on by one step."""
        awake = [actor for actor, (_, until) in self.actors.items() if until <= self.time]
        if not awake:
            self.time = min(until for _, until in self.actors.values())
            return
        actor = self.random.choice(awake)
        body, _ = self.actors[actor]
        self.time += self.random.random() * 0.2
        if self.stormy and self.random.random() < self.odds.leap:
            self.time += self.random.choice((5, 65, 200))
        try:
            if self.stormy and self.random.random() < self.odds.crash:
                self.crashes += 1
                actor.throw(Killed)
            else:
                actor.switch()
        except Killed:
            pass
        if actor.dead:
            del self.actors[actor]
            self.start(body)

    # ── the queue ────────────────────────────────────────────────────────────────────────────────────────────────────

    def enqueue(self, keys: Sequence[ChunkKey]) -> None:
        for key in keys:
            self.step()
            self.queue.append(Message(key, self.time))
        self.step()

    def received(self) -> Message | None:
        """Any that is visible; standard queues keep no order, and deliver more than once."""
        visible = [message for message in self.queue if message.visible_at <= self.time]
        if not visible:
            return None
        message = self.random.choice(visible)
        message.visible_at = self.time + VISIBILITY_S
        if self.stormy and self.random.random() < self.odds.duplicate:
            self.queue.append(replace(message, visible_at=self.time))
        return message

    # ── the actors ───────────────────────────────────────────────────────────────────────────────────────────────────

    def worker(self, sending: Sending) -> None:
        while True:
            message = self.received()
            if message is None:
                self.sleep(self.time + 1)
                continue
            ends_at = self.time + 90
            how = sending(message.key, lambda ends_at=ends_at: ends_at - self.time)  # type: ignore[misc]
            self.step()
            if isinstance(how, Done):
                self.queue = [one for one in self.queue if one is not message]
            else:
                message.visible_at = how.at
            self.step()

    def freezer(self, freezing: Freezing) -> None:
        freezing(NOTICE)
        self.sleep(float("inf"))

    def tender(self, tending: Tending) -> None:
        while True:
            tending()
            self.sleep(self.time + 60)

    def officer(self) -> None:
        """Pauses, resumes, and seldom cancels."""
        while True:
            self.sleep(self.time + self.random.random() * 20)
            action = self.random.choices((Action.PAUSE, Action.RESUME, Action.CANCEL), (3, 4, 0.3 * self.stormy))[0]
            if action is Action.RESUME:
                self.tending.resume(NOTICE, "the officer")
            elif self.stormy and self.store.act(NOTICE, action, "the officer"):
                self.enqueue(self.store.open_chunks(NOTICE) if action is Action.CANCEL else ())

    def postman(self, receiving: Receiving) -> None:
        """Brings receipts late, out of order and twice."""
        while True:
            if not self.channel.receipts:
                self.sleep(self.time + 1)
                continue
            receipt = self.channel.receipts[self.random.randrange(len(self.channel.receipts))]
            self.step()
            again = self.stormy and self.random.random() < self.odds.duplicate
            if receiving(receipt) and not again and receipt in self.channel.receipts:
                self.channel.receipts.remove(receipt)
            self.sleep(self.time + 0.2)

    def run(self, sending: Callable[["World"], Sending] | None = None, storm_steps: int = 400) -> "World":
        """The storm, then the calm until all is over."""
        work = sending(self) if sending else Sending(self.store, self.store, self.channel, self.now, WAVE)
        freezing = Freezing(self.store.audience, self.store, self.enqueue, self.store.attempt, CHUNK)
        self.tending = Tending(self.store, freezing, self.enqueue, self.finish, self.now)
        for _ in range(3):
            self.start(lambda: self.worker(work))
        self.start(lambda: self.freezer(freezing))
        self.start(lambda: self.tender(self.tending))
        self.start(self.officer)
        self.start(lambda: self.postman(Receiving(self.store)))
        for _ in range(storm_steps):
            self.turn()
        self.stormy = False
        for _ in range(CALM_STEPS):
            if self.audited and not self.channel.receipts:
                break
            self.turn()
        for actor in self.actors:
            with suppress(Killed):
                actor.throw(Killed)
        return self

    def now(self) -> float:
        return self.time

    def finish(self, notice: str) -> None:
        self.store.act(notice, Action.FINISH, "all have an outcome")
        self.audited = self.store.audit()


class Store:
    """`Chunks`, `Paces`, `Frozen`, `Notices` and `Books`, each write whole or not at all."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.status = world.random.choice((Status.FREEZING, Status.SCHEDULED))
        self.send_at = datetime.fromtimestamp(world.time + world.random.random() * 60, UTC)
        self.valid_until = datetime.fromtimestamp(
            world.time + world.random.choice((30, 10_000, 10_000, 10_000, 10_000)), UTC
        )
        self.tally = Tally()
        self.frozen_as = ""
        self.frozen = 0
        self.chunks: dict[ChunkKey, Chunk] = {}
        self.receipts: dict[ChunkKey, Receipts] = {}
        self.closed: set[ChunkKey] = set()
        self.moved_at = world.time
        self.resume_at: datetime | None = None
        self.pace = Pace()
        self.attempts = 0

    def _effect(self) -> Iterator[None]:
        self.world.step()
        yield
        self.world.step()

    # ── Frozen ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def audience(self, notice: str) -> Iterable[tuple[str, Addressee]]:
        for who in self.world.people:
            yield who.recipient.user, who
            if self.world.random.random() < 0.2:
                yield who.recipient.user, who
        self.world.step()
        # Somebody subscribes while it is being frozen: a later attempt may see more than an earlier one.
        if self.world.random.random() < 0.3:
            self.world.people.append(Addressee(Recipient("zalo", f"late{len(self.world.people)}")))

    def attempt(self) -> str:
        self.attempts += 1
        return f"attempt {self.attempts}"

    def put(self, chunks: Iterable[tuple[ChunkKey, Sequence[Addressee]]]) -> None:
        for key, recipients in chunks:
            for _ in self._effect():
                self.chunks[key] = Chunk(tuple(recipients), Ledger.fresh(len(recipients)))
                self.receipts[key] = Receipts.fresh(len(recipients))

    def commit(self, notice: str, audience: str, firsts: Sequence[bytes], recipients: int) -> bool:
        done = False
        for _ in self._effect():
            if self.status is Status.FREEZING:
                self.status = after(self.status, Action.FREEZE)
                self.frozen_as, self.frozen, self.moved_at, done = audience, recipients, self.world.time, True
        return done

    # ── Chunks ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def read(self, key: ChunkKey) -> tuple[Job, Chunk] | None:
        self.world.step()
        chunk = self.chunks.get(key)
        return (self._job(), chunk) if chunk else None

    def job(self, notice: str) -> Job:
        self.world.step()
        return self._job()

    def _job(self) -> Job:
        return Job(self.status, self.valid_until, urgent=False, tally=self.tally)

    def write(self, key: ChunkKey, ledger: Ledger) -> bool:
        done = False
        for _ in self._effect():
            done = self._replace(key, ledger)
        return done

    def close(self, key: ChunkKey, ledger: Ledger) -> bool:
        done = False
        for _ in self._effect():
            if not self.chunks[key].closed and self._replace(key, ledger, closed=True):
                self.tally += Tally.of(ledger.states)
                done, self.moved_at = True, self.world.time
        return done

    def _replace(self, key: ChunkKey, ledger: Ledger, *, closed: bool = False) -> bool:
        chunk = self.chunks[key]
        if chunk.ledger.version != ledger.version:
            self.world.overtaken += 1
            return False
        self.chunks[key] = replace(chunk, ledger=replace(ledger, version=ledger.version + 1), closed=closed)
        return True

    def stop(self, notice: str, stop: Stop) -> None:
        for _ in self._effect():
            if self.status is Status.SENDING:
                self.status, self.resume_at = Status.PAUSED, stop.until

    # ── Paces ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def take(self, count: int, *, urgent: bool) -> Turn | Later:
        self.world.step()
        self.pace, turn = pacing.take(self.pace, count, 0.05, self.world.time, urgent=urgent)
        self.world.step()
        return turn

    def put_off(self, until: float) -> None:
        for _ in self._effect():
            self.pace = pacing.put_off(self.pace, until)

    # ── Notices ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _keys(self) -> list[ChunkKey]:
        return [key for key in self.chunks if key.audience == self.frozen_as]

    def underway(self) -> Sequence[Underway]:
        self.world.step()
        keys = self._keys()
        closed = sum(self.chunks[key].closed for key in keys)
        one = Underway(
            NOTICE, self.status, self.valid_until, len(keys), closed, self.moved_at, self.send_at, self.resume_at
        )
        return [] if self.world.audited else [one]

    def open_chunks(self, notice: str) -> Sequence[ChunkKey]:
        self.world.step()
        return [
            key
            for key in self._keys()
            if not self.chunks[key].closed and self.chunks[key].ledger.until <= self.world.time
        ]

    def act(self, notice: str, action: Action, why: str) -> bool:
        done = False
        for _ in self._effect():
            try:
                self.status, done, self.resume_at = after(self.status, action), True, None
            except Refused:
                done = False
        return done

    def touch(self, notice: str) -> None:
        for _ in self._effect():
            self.moved_at = self.world.time

    # ── Books ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def entries(self, recipient: Recipient) -> Iterable[Entry]:
        self.world.step()
        for key in self._keys():
            chunk = self.chunks[key]
            who = [one.recipient for one in chunk.recipients]
            if recipient in who:
                at = who.index(recipient)
                yield Entry(key, at, chunk, self.receipts[key], frozenset({WORDS}))

    def write_receipts(self, key: ChunkKey, receipts: Receipts) -> bool:
        done = False
        for _ in self._effect():
            if self.receipts[key].version == receipts.version:
                self.receipts[key] = replace(receipts, version=receipts.version + 1)
                done = True
        return done

    def audit(self) -> Audit:
        keys = sorted(self._keys(), key=lambda key: key.number)
        return audit([(self.chunks[key], self.receipts[key]) for key in keys], self.frozen, self.tally)

    def final(self) -> dict[Recipient, Outcome]:
        """What the books say of each, at the end."""
        return {
            who.recipient: Outcome(state)
            for key in self._keys()
            for who, state in zip(
                self.chunks[key].recipients, self.receipts[key].over(self.chunks[key].ledger), strict=True
            )
        }


class Channel:
    """Takes messages, or does not, or does and does not say so. What it took is the truth."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.took: Counter[Recipient] = Counter()
        self.silent: Counter[Recipient] = Counter()
        self.receipts: list[Receipt] = []
        self.down_until = 0.0

    def __call__(self, notice: str, wave: Sequence[Addressee], turn: Turn) -> Sequence[Verdict]:
        verdicts: dict[Recipient, Verdict] = {}
        for number, who in enumerate(self.world.random.sample([one.recipient for one in wave], len(wave))):
            self.world.sleep(turn.start + number * turn.every)
            self.world.step()
            try:
                verdicts[who] = accepted(self._deliver(who))
            except HotlineError as error:
                verdicts[who] = failed(error, datetime.fromtimestamp(self.world.time, UTC))
            self.world.step()
        return [verdicts[one.recipient] for one in wave]

    def _deliver(self, who: Recipient) -> str:
        error = self._fault()
        if error and not (isinstance(error, Unconfirmed) and self.world.random.random() < 0.5):
            if isinstance(error, Unconfirmed):
                self.silent[who] += 1
            raise error
        self.took[who] += 1
        message_id = f"m{sum(self.took.values())}"
        if self.world.random.random() < 0.7:
            for outcome in (Outcome.ACCEPTED, Outcome.DELIVERED, Outcome.SEEN):
                words = WORDS if outcome is Outcome.ACCEPTED else b""
                self.receipts.append(Receipt(who, message_id, outcome, words))
        if error:
            self.silent[who] += 1
            raise error
        return message_id

    def _fault(self) -> HotlineError | None:
        world = self.world
        if not world.stormy:
            return None
        if world.time < self.down_until:
            return Unavailable("the token is expired")
        if world.random.random() >= world.odds.fault:
            return None
        now = datetime.fromtimestamp(world.time, UTC)
        kind = world.random.choice((0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7))
        if kind == 7:
            self.down_until = world.time + world.random.random() * 5
        return (
            Unconfirmed("no answer"),
            Unavailable("-200"),
            RateLimited("-32", now + timedelta(seconds=30)),
            RateLimited("-234", now + timedelta(hours=1)),
            OutsideWindow("-230"),
            Blocked("-217"),
            OutOfService("-321"),
            Unavailable("the token is expired"),
        )[kind]


def findings(world: World) -> list[str]:
    """What must not be, by what the channel took."""
    found = [f"{who.user} was told {count} times" for who, count in world.channel.took.items() if count > 1]
    if world.audited is None and world.store.status is not Status.EXPIRED and not _ended_unfrozen(world):
        return [*found, f"never over: {world.store.status}"]
    if world.audited:
        found += world.store.audit().findings
    final = world.store.final()
    for who, outcome in final.items():
        if outcome.is_taken and not world.channel.took[who]:
            found.append(f"{who.user} is {outcome.name}, and was not told")
        if world.channel.took[who] and not (outcome.is_taken or outcome is Outcome.UNKNOWN):
            found.append(f"{who.user} is {outcome.name}, and was told")
    found += [f"{who.user} was told, and is in no book" for who in world.channel.took if who not in final]
    unknown = sum(outcome is Outcome.UNKNOWN for outcome in final.values())
    # Who sleeps past the lease is overtaken, and cannot note what became of the wave.
    if unknown > WAVE * (world.crashes + world.overtaken) + sum(world.channel.silent.values()):
        found.append(f"{unknown} unknown after {world.crashes} crashes")
    return found


def _ended_unfrozen(world: World) -> bool:
    """Cancelled before anybody was frozen: there is nothing to close."""
    return world.store.status is Status.CANCELLED and not world.store.frozen_as


__all__ = ["Chunk", "Odds", "Store", "World", "findings", "place"]
