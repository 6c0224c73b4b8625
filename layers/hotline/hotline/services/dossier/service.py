"""Answers about dossiers.

Whoever has a code sees where the file stands, and no more: codes can be guessed and mistyped. The name is masked, and
what offices wrote into free texts is cleared of names and numbers, until the last four digits of the phone on the file
were given.
"""

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo

from hotline.messages import Button, Reply
from hotline.services.dossier import wording
from hotline.services.dossier.codes import is_day
from hotline.services.dossier.disclosure import Disclosure, shown
from hotline.services.dossier.dossiers import Dossier, Found, date_of
from hotline.services.dossier.said_day import age, day
from hotline.services.dossier.said_status import Teller

_ECHOED = 40


@dataclass(frozen=True, slots=True)
class Desk:
    """Who is answered: the language ("vi" or "en"), the city's line, the time (aware) and the city's rules."""

    lang: str
    phone: str
    now: datetime
    disclosure: Disclosure
    timezone: tzinfo


def digits_match(found: Found, digits: str) -> bool:
    """Whether these are the last four of the phone on the file; never for a file without one."""
    return found.dossier is not None and len(digits) == 4 and found.dossier.phone_end == digits


def answer(
    desk: Desk, found: Found, code: str, *, verified: bool, watched: bool = False, tried_digits: bool = False
) -> Reply:
    """What the office says of `code`, as much of it as this person may see.

    With `tried_digits` and not `verified` the answer is the same whether there is such a dossier or not.
    """
    is_open = desk.disclosure.opens(verified=verified)
    if tried_digits and not is_open:
        return Reply(wording.NO_MATCH.say(desk.lang, code=code, phone=desk.phone), (_call(desk),))
    if found.dossier is None:
        return _not_found(desk, code)
    dossier = shown(found.dossier, code, is_open=is_open)
    foot = _foot(desk, dossier, found.as_of) + _invitation(desk, found.dossier, is_open=is_open)
    parts = (_what(desk, dossier), _where_it_stands(desk, dossier), "\n".join(foot))
    return Reply("\n\n".join(parts), _buttons(desk, dossier, watched=watched))


def ask_code(desk: Desk) -> Reply:
    """A dossier was asked about, and which one was not said."""
    return Reply(wording.ASK_CODE.say(desk.lang, example=wording.EXAMPLE, phone=desk.phone), (_call(desk),))


def invalid(desk: Desk, text: str) -> Reply:
    """`text` was given as a code and is none."""
    words = {"text": text[:_ECHOED], "example": wording.EXAMPLE, "phone": desk.phone}
    parts = re.fullmatch(r"[\w.]+-(\d{8}|\d{6})-\d{4,7}", text)
    if parts and not is_day(parts[1]):
        return Reply(wording.INVALID_DAY.say(desk.lang, digits=parts[1], **words), (_call(desk),))
    return Reply(wording.INVALID.say(desk.lang, **words), (_call(desk),))


def too_many(desk: Desk) -> Reply:
    """A person has asked for as many codes as one may in an hour."""
    return Reply(wording.TOO_MANY.say(desk.lang, phone=desk.phone), (_call(desk),))


def line_busy(desk: Desk) -> Reply:
    """Everybody together has asked for as many as the line may look up in a minute."""
    return Reply(wording.LINE_BUSY.say(desk.lang, phone=desk.phone), (_call(desk),))


def unavailable(desk: Desk, code: str) -> Reply:
    """The office does not answer, and nothing of today is known."""
    again = Button(wording.AGAIN.say(desk.lang), says=wording.AGAIN_ASKED.say(desk.lang, code=code))
    return Reply(wording.UNAVAILABLE.say(desk.lang, code=code, phone=desk.phone), (again, _call(desk)))


def locked(desk: Desk, code: str) -> Reply:
    """Three wrong tries were made at it within the hour."""
    return Reply(wording.LOCKED.say(desk.lang, code=code, phone=desk.phone), (_call(desk),))


def digits_without_code(desk: Desk) -> Reply:
    """Four digits, and no dossier was talked of within the hour."""
    return Reply(wording.DIGITS_WITHOUT_CODE.say(desk.lang, example=wording.EXAMPLE), (_call(desk),))


def _what(desk: Desk, dossier: Dossier) -> str:
    """Code and procedure first: a slip in the code shows somebody else's file."""
    lines = [wording.CODE.say(desk.lang, code=dossier.code), dossier.procedure]
    if dossier.applicant:
        lines.append(wording.APPLICANT.say(desk.lang, name=dossier.applicant))
    return "\n".join(filter(None, lines))


def _where_it_stands(desk: Desk, dossier: Dossier) -> str:
    teller = Teller(desk.lang, desk.phone, desk.now, desk.timezone)
    return "\n".join(filter(None, (teller.status(dossier), teller.due(dossier), teller.to_do(dossier))))


def _foot(desk: Desk, dossier: Dossier, as_of: datetime) -> list[str]:
    """Where it was received, how old the data is, and whom to call."""
    phrase = wording.CALL_OFFICE if dossier.contact else wording.CALL_US
    call = phrase.say(desk.lang, contact=dossier.contact, phone=desk.phone)
    lines = (_received(desk, dossier), f"{age(desk.lang, as_of, desk.now, desk.timezone)} {call}")
    return [line for line in lines if line]


def _invitation(desk: Desk, dossier: Dossier, *, is_open: bool) -> list[str]:
    """How to see more, where there is more and the file has a phone to be known by."""
    if is_open or desk.disclosure is not Disclosure.VERIFIED or not (dossier.applicant and dossier.phone_end):
        return []
    return [(wording.VERIFY_CONTACT if dossier.contact else wording.VERIFY).say(desk.lang)]


def _received(desk: Desk, dossier: Dossier) -> str:
    phrase = {(True, True): wording.OFFICE_RECEIVED, (True, False): wording.OFFICE, (False, True): wording.RECEIVED}
    known = phrase.get((bool(dossier.office), dossier.received is not None))
    on = day(desk.lang, dossier.received, desk.timezone) if dossier.received else ""
    return known.say(desk.lang, office=dossier.office, day=on) if known else ""


def _not_found(desk: Desk, code: str) -> Reply:
    number = code.rpartition("-")[2]
    on = f"{date_of(code):%d/%m/%Y}"
    return Reply(wording.NOT_FOUND.say(desk.lang, code=code, day=on, number=number, phone=desk.phone), (_call(desk),))


def _buttons(desk: Desk, dossier: Dossier, *, watched: bool) -> tuple[Button, ...]:
    buttons = []
    if watched:
        says = wording.UNWATCH_ASKED.say(desk.lang, code=dossier.code)
        buttons.append(Button(wording.UNWATCH.say(desk.lang), says=says))
    elif dossier.status is None or not dossier.status.is_over:
        says = wording.WATCH_ASKED.say(desk.lang, code=dossier.code)
        buttons.append(Button(wording.WATCH.say(desk.lang), says=says))
    return (*buttons, _call(desk))


def _call(desk: Desk) -> Button:
    return Button(wording.CALL.say(desk.lang, phone=desk.phone), phone=desk.phone)
