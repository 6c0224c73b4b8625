"""What one citizen did lately with dossiers: how many codes they asked for, and what they may see.

Codes have no check digit and the next one is the next number, so what keeps files from being read one after another
is counted here, for each person.
"""

from dataclasses import dataclass, replace
from typing import Any, Self

HOUR_S = 3_600

TRIES = 3
"""Wrong digits that lock a code for this person."""


@dataclass(frozen=True, slots=True)
class Person:
    """The last hour of one citizen. Times are seconds since 1970; what is older than an hour counts for nothing.

    `asked` has each code once, with when it was first asked for: as many as the limit at most, so whatever is done
    with it costs the same for everybody. `last` is the code talked of last, `lang` the language that was spoken then.
    `wrong` has the wrong tries at a code and the time of the newest, `verified` until when a code is open.
    """

    asked: tuple[tuple[str, int], ...] = ()
    last: str = ""
    wrong: tuple[tuple[str, int, int], ...] = ()
    verified: tuple[tuple[str, int], ...] = ()
    lang: str = ""

    def admits(self, code: str, now: int, limit: int) -> bool:
        """Whether this code may be asked for; one that was asked for within the hour costs nothing more."""
        asked = _since(self.asked, now)
        return len(asked) < limit or any(each == code for each, _ in asked)

    def asking(self, code: str, now: int, lang: str = "") -> Self:
        """With this code asked for, to be kept before anything is looked up; the same where nothing is new."""
        asked = _since(self.asked, now)
        if not any(each == code for each, _ in asked):
            asked = (*asked, (code, now))
        return replace(
            self,
            asked=asked,
            last=code,
            wrong=tuple(each for each in self.wrong if now - each[2] < HOUR_S),
            verified=tuple(each for each in self.verified if now < each[1]),
            lang=lang or self.lang,
        )

    def trying(self, code: str, digits_match: bool, now: int) -> Self:
        """With the digits tried at this code. A locked code takes no try, not even a right one.

        A code that does not exist is tried wrongly too, or the lock would tell it from one that does.
        """
        if self.is_locked(code, now):
            return self
        wrong = tuple(each for each in self.wrong if each[0] != code and now - each[2] < HOUR_S)
        verified = tuple(each for each in self.verified if each[0] != code and now < each[1])
        if digits_match:
            return replace(self, wrong=wrong, verified=(*verified, (code, now + HOUR_S)))
        return replace(self, wrong=(*wrong, (code, self._tries(code, now) + 1, now)), verified=verified)

    def is_locked(self, code: str, now: int) -> bool:
        """Whether the last of three wrong tries is less than an hour ago."""
        return self._tries(code, now) >= TRIES

    def is_verified(self, code: str, now: int) -> bool:
        """Whether the right digits were given for it within the hour."""
        return any(each == code and now < until for each, until in self.verified)

    def to_json(self) -> dict[str, Any]:
        """What there is, for the store; `from_json` reads it."""
        known = (("asked", self.asked), ("last", self.last), ("wrong", self.wrong), ("verified", self.verified))
        return {name: value for name, value in (*known, ("lang", self.lang)) if value}

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Self:
        """Reads what `to_json` wrote, and lists where JSON made them of tuples."""
        lists = {name: tuple(map(tuple, body.get(name, ()))) for name in ("asked", "wrong", "verified")}
        return cls(last=body.get("last", ""), lang=body.get("lang", ""), **lists)

    def _tries(self, code: str, now: int) -> int:
        return next((tries for each, tries, at in self.wrong if each == code and now - at < HOUR_S), 0)


def _since(asked: tuple[tuple[str, int], ...], now: int) -> tuple[tuple[str, int], ...]:
    return tuple(each for each in asked if now - each[1] < HOUR_S)
