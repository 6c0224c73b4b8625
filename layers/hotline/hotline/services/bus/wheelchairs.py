"""Whether somebody in a wheelchair can board, as GTFS tells it of stops and of trips: for most feeds, not at all."""

from collections.abc import Set

UNKNOWN, YES, NO = 0, 1, 2


def told(text: str) -> int:
    """`wheelchair_boarding` or `wheelchair_accessible` as it stands in a feed."""
    return int(text) if text in {"1", "2"} else UNKNOWN


def can_ride(trip: int, *stops: int) -> bool | None:
    """Whether a bus can be used from one stop, or between two: it can, and none of them is against it."""
    if trip == NO or NO in stops:
        return False
    return True if trip == YES else None


def can_enter(stops: Set[int]) -> bool | None:
    """Whether one can board at a place; None where its stops differ or say nothing."""
    return stops == {YES} if stops in ({YES}, {NO}) else None


def agreed(answers: Set[bool | None]) -> bool | None:
    """What is said of all; None where they differ."""
    return next(iter(answers)) if len(answers) == 1 else None
