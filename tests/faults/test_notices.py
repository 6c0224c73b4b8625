"""Ten thousand ways in which sending a notice can go wrong."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from hotline.notices.ledger import TRY_AGAIN, Ledger
from hotline.notices.outcomes import Outcome
from hotline.notices.pacing import Turn
from hotline.notices.policy import Verdict
from hotline.notices.sending import Addressee, Chunk, ChunkKey, Job, Sending
from tests.faults.schedules import WAVE, World, findings

SCHEDULES = int(os.environ.get("SCHEDULES", "10000"))


def test_whatever_ends_whenever_nobody_is_told_twice_and_everybody_has_one_outcome() -> None:
    for seed in range(SCHEDULES):
        found = findings(World(seed).run())
        assert not found, f"World({seed}): {found}"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_seed_gives_the_same_schedule_again(seed: int) -> None:
    one, other = World(seed).run(), World(seed).run()

    assert one.store.final() == other.store.final()
    assert one.time == other.time


# ── The protocol, broken on purpose: each must be found out ──────────────────────────────────────────────────────────

MUTANT_SCHEDULES = 1_000


class WritesAfterSending:
    """The announcement of a wave reaches the table after the wave was sent: the two effects are swapped."""

    def __init__(self, world: World) -> None:
        self._store = world.store
        self._held: tuple[ChunkKey, Ledger] | None = None
        self.read, self.job, self.stop = world.store.read, world.store.job, world.store.stop

    def write(self, key: ChunkKey, ledger: Ledger) -> bool:
        self._flush()
        self._held = (key, ledger)
        return self._store.chunks[key].ledger.version == ledger.version

    def close(self, key: ChunkKey, ledger: Ledger) -> bool:
        self._flush()
        return self._store.close(key, ledger)

    def _flush(self) -> None:
        if self._held:
            self._store.write(*self._held)
            self._held = None


class IgnoresVersions(WritesAfterSending):
    """Writes whatever was there."""

    def write(self, key: ChunkKey, ledger: Ledger) -> bool:
        return self._store.write(key, replace(ledger, version=self._store.chunks[key].ledger.version))


class SendsUnknownAgain(WritesAfterSending):
    """Takes whom the last worker had announced for somebody who was not told."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.write, self.close = world.store.write, world.store.close  # type: ignore[method-assign]
        self.read = self._read

    def _read(self, key: ChunkKey) -> tuple[Job, Chunk] | None:
        found = self._store.read(key)
        if found is None:
            return None
        job, chunk = found
        ledger = replace(chunk.ledger, states=chunk.ledger.states.replace(Outcome.UNKNOWN, Outcome.PENDING))
        return job, replace(chunk, ledger=ledger)


class CountsBesideClosing(WritesAfterSending):
    """Adds to the tally before the chunk is closed, and not together with it."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.write = world.store.write  # type: ignore[method-assign]

    def close(self, key: ChunkKey, ledger: Ledger) -> bool:
        before = self._store.tally
        self._store.tally = before + type(before).of(ledger.states)
        self._store.world.step()
        counted, self._store.tally = self._store.tally, before
        closed = self._store.close(key, ledger)
        self._store.tally = counted
        return closed


def chunks_of(mutant: Callable[[World], WritesAfterSending]) -> Callable[[World], Sending]:
    return lambda world: Sending(mutant(world), world.store, world.channel, world.now, WAVE)


def takes_timeouts_for_failures(world: World) -> Sending:
    def send(notice: str, wave: Sequence[Addressee], turn: Turn) -> Sequence[Verdict]:
        verdicts = world.channel(notice, wave, turn)
        return [Verdict(TRY_AGAIN) if one.result.outcome is Outcome.UNKNOWN else one for one in verdicts]

    return Sending(world.store, world.store, send, world.now, WAVE)


def ignores_the_lease(world: World) -> Sending:
    """No harm to anybody: the version alone keeps recipients from being told twice."""

    class NoLease(WritesAfterSending):
        def __init__(self, world: World) -> None:
            super().__init__(world)
            self.write, self.close = world.store.write, world.store.close  # type: ignore[method-assign]
            self.read = self._read

        def _read(self, key: ChunkKey) -> tuple[Job, Chunk] | None:
            found = self._store.read(key)
            return (found[0], replace(found[1], ledger=found[1].ledger.left())) if found else None

    return Sending(NoLease(world), world.store, world.channel, world.now, WAVE)


def all_findings(sending: Callable[[World], Sending], until: str) -> str:
    """What the schedules find, up to the first that says `until`."""
    found = ""
    for seed in range(MUTANT_SCHEDULES):
        found += "; ".join(findings(World(seed).run(sending)))
        if until in found:
            break
    return found


@pytest.mark.parametrize(
    ("sending", "what"),
    [
        (chunks_of(WritesAfterSending), "times"),
        (chunks_of(IgnoresVersions), "times"),
        (chunks_of(SendsUnknownAgain), "times"),
        (chunks_of(CountsBesideClosing), "counted on the way"),
        (takes_timeouts_for_failures, "times"),
    ],
)
def test_a_broken_protocol_is_found_out(sending: Callable[[World], Sending], what: str) -> None:
    assert what in all_findings(sending, what)


def test_the_lease_alone_protects_nobody_and_need_not() -> None:
    assert "times" not in all_findings(ignores_the_lease, "times")


def test_an_attempt_to_freeze_that_writes_over_another_one_is_found_out() -> None:
    for seed in range(MUTANT_SCHEDULES):
        world = World(seed)
        world.store.attempt = lambda: "the same"  # type: ignore[method-assign]
        if findings(world.run()):
            return
    pytest.fail("nobody noticed")
