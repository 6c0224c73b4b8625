"""Waits for others only so long: no time limit of a socket covers the looking up of a name."""

import time
from collections.abc import Callable, Iterator, Mapping
from queue import Empty, SimpleQueue
from threading import Thread
from typing import NoReturn

from hotline.errors import HotlineError, Unavailable


def within[T](seconds: float, ask: Callable[[], T]) -> T:
    """What `ask` gives, or raises; Unavailable when the time is over. Whoever still waits then is left behind."""
    ((_, answer),) = side_by_side({"": ask}, seconds)
    return answer()


def side_by_side[K, T](jobs: Mapping[K, Callable[[], T]], seconds: float) -> Iterator[tuple[K, Callable[[], T]]]:
    """Each job, as it ends, with what gives its answer or raises as `within` does."""
    answers: SimpleQueue[tuple[K, Callable[[], T]]] = SimpleQueue()
    for key, job in jobs.items():
        Thread(target=lambda *job: answers.put(_answered(*job)), args=(key, job), daemon=True).start()
    end = time.monotonic() + seconds
    waiting = dict.fromkeys(jobs)
    while waiting:
        try:
            key, answer = answers.get(timeout=max(0.0, end - time.monotonic()))
        except Empty:
            yield from ((key, _raising(Unavailable(f"no answer within {seconds:g} s"))) for key in waiting)
            return
        del waiting[key]
        yield key, answer


def _answered[K, T](key: K, job: Callable[[], T]) -> tuple[K, Callable[[], T]]:
    """What gives the answer, or raises what went wrong, in the thread that waits for it."""
    try:
        answer = job()
    except Exception as error:  # noqa: BLE001  # it is raised where somebody catches it
        return key, _raising(error)
    return key, lambda: answer


def _raising(error: Exception) -> Callable[[], NoReturn]:
    def answer() -> NoReturn:
        if isinstance(error, HotlineError):
            raise error
        raise Unavailable(f"it cannot be asked: {type(error).__name__}") from error

    return answer
