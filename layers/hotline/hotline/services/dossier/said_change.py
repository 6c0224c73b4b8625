"""What is said to somebody who follows dossiers: each change, what they follow, and that they do no longer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from hotline.bilingual import Bilingual
from hotline.messages import Button, Reply
from hotline.services.dossier import following_wording as said
from hotline.services.dossier import wording
from hotline.services.dossier.changes import Change, News, Told
from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.said_day import day
from hotline.services.dossier.said_status import Teller, stage
from hotline.services.dossier.service import Desk
from hotline.services.dossier.statuses import Status

_ONE_MESSAGE = 1_800
"""Characters: a change must be one message of the channel, so that it arrives or does not."""

_LISTED = 60


def change_told(desk: Desk, change: Change) -> Reply:
    """One change, as it is told by itself."""
    stands = _stands(desk, change)
    foot = "" if desk.phone in stands else wording.CALL_US.say(desk.lang, phone=desk.phone)
    return Reply("\n\n".join(filter(None, (_what(desk, change), stands, foot))), _buttons(desk, change.dossier))


def kept_told(desk: Desk, changes: Sequence[Change]) -> Reply | None:
    """What could not be told when it happened, as it is now; None where all is as the citizen knows it."""
    news = [change for change in changes if change.news]
    if not news:
        return None
    forms = (
        [f"{_what(desk, change)}\n{_stands(desk, change)}" for change in news],
        [_what(desk, change) for change in news],
        [_heading(change).say(desk.lang, code=change.dossier.code) for change in news],
    )
    form = next((form for form in forms if sum(map(len, form)) <= _ONE_MESSAGE), forms[-1])
    buttons = _buttons(desk, news[0].dossier) if len(news) == 1 else ()
    return Reply("\n\n".join((said.KEPT.say(desk.lang), *form)), buttons)


def begun(desk: Desk, dossier: Dossier) -> Reply:
    """They follow it from now on. What this says is what they agree to: a change of it is another version."""
    text = said.BEGUN.say(desk.lang, code=dossier.code, procedure=_of(dossier.procedure))
    return Reply(text, (_stop(desk, dossier.code),))


def over(desk: Desk, told: Told, code: str) -> Reply:
    """Nothing more will happen to it."""
    return Reply(said.OVER.say(desk.lang, code=code, status=_status(desk, told)))


def full(desk: Desk, followed: Sequence[tuple[str, Told]]) -> Reply:
    """They follow as many as one may, and are asked which one goes."""
    return _choices(desk, said.FULL.say(desk.lang, count=len(followed)), followed)


def listed(desk: Desk, followed: Sequence[tuple[str, Told]]) -> Reply:
    """What they follow, and how to stop."""
    if not followed:
        return Reply(said.NONE.say(desk.lang))
    return _choices(
        desk, (said.FOLLOWED if len(followed) > 1 else said.FOLLOWED_ONE).say(desk.lang, count=len(followed)), followed
    )


def which(desk: Desk, followed: Sequence[tuple[str, Told]]) -> Reply:
    """They want to follow one no longer, and did not say which."""
    return _choices(desk, said.WHICH.say(desk.lang), followed) if followed else Reply(said.NONE.say(desk.lang))


def ended(desk: Desk, code: str) -> Reply:
    """They follow it no longer."""
    again = Button(wording.WATCH.say(desk.lang), says=wording.WATCH_ASKED.say(desk.lang, code=code))
    return Reply(said.ENDED.say(desk.lang, code=code), (again,))


def not_followed(desk: Desk, code: str) -> Reply:
    """They did not follow it."""
    return Reply(said.NOT_FOLLOWED.say(desk.lang, code=code))


def _what(desk: Desk, change: Change) -> str:
    heading = _heading(change).say(desk.lang, code=change.dossier.code)
    return "\n".join(filter(None, (heading, change.dossier.procedure)))


def _heading(change: Change) -> Bilingual:
    if News.STATUS in change.news:
        return said.READY if change.told.status is Status.FINISHED else said.CHANGED
    if News.OVERDUE in change.news:
        return said.LATE
    return said.MOVED if News.APPOINTMENT in change.news else said.REMINDER


def _stands(desk: Desk, change: Change) -> str:
    """How it is now, and what it was where that is another thing."""
    # The office may have become silent about what it said before.
    told, dossier = change.told, change.dossier
    if dossier.due is None and told.due:
        dossier = replace(dossier, due=_noon(desk, told.due))
    if dossier.status is None and not dossier.said_status:
        dossier = replace(dossier, status=told.status, said_status=told.said_status)
    teller = Teller(desk.lang, desk.phone, desk.now, desk.timezone)
    lines = [teller.status(dossier)]
    if News.STATUS in change.news and change.before.stands[0] is not wording.NO_STATUS:
        lines.append(said.WAS.say(desk.lang, status=_status(desk, change.before)))
    lines.append(teller.due(dossier))
    if News.APPOINTMENT in change.news and change.before.due:
        before = day(desk.lang, _noon(desk, change.before.due), desk.timezone)
        lines.append(said.WAS_DUE.say(desk.lang, day=before))
    return "\n".join(filter(None, (*lines, teller.to_do(dossier))))


def _choices(desk: Desk, question: str, followed: Sequence[tuple[str, Told]]) -> Reply:
    stops = tuple(_stop(desk, code) for code, _ in followed)
    lines = [f"{number}. {_line(desk, code, told)}" for number, (code, told) in enumerate(followed, start=1)]
    text = "\n".join((question, *lines, said.CHOOSE.say(desk.lang)))
    named = tuple(replace(stop, title=f"{stop.title} {code}") for stop, (code, _) in zip(stops, followed, strict=True))
    return Reply(text, named, tuple(stop.says for stop in stops))


def _line(desk: Desk, code: str, told: Told) -> str:
    what = told.procedure if len(told.procedure) <= _LISTED else told.procedure[: _LISTED - 1].rstrip() + "…"
    due = f"{told.due:%d/%m/%Y}" if told.due and not told.is_over else ""
    state = (said.LINE_DUE if due else said.LINE).say(desk.lang, status=_status(desk, told), due=due)
    return "\n".join(filter(None, (code, what, state)))


def _status(desk: Desk, told: Told) -> str:
    return stage(Dossier("", status=told.status, said_status=told.said_status)).say(desk.lang, said=told.said_status)


def _of(procedure: str) -> str:
    return f" ({procedure})" if procedure else ""


def _noon(desk: Desk, on: date) -> datetime:
    return datetime.combine(on, time(12), desk.timezone)


def _buttons(desk: Desk, dossier: Dossier) -> tuple[Button, ...]:
    see = Button(said.SEE.say(desk.lang), says=wording.AGAIN_ASKED.say(desk.lang, code=dossier.code))
    call = Button(wording.CALL.say(desk.lang, phone=desk.phone), phone=desk.phone)
    return (see, _stop(desk, dossier.code), call)


def _stop(desk: Desk, code: str) -> Button:
    return Button(wording.UNWATCH.say(desk.lang), says=wording.UNWATCH_ASKED.say(desk.lang, code=code))
