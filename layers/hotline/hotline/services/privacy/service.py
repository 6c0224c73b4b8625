"""Answers what is kept about a citizen, and asks once more before it is erased."""

from collections.abc import Iterator, Sequence

from hotline.messages import Button, Reply
from hotline.services.privacy import wording
from hotline.services.privacy.kinds import KINDS, Kept

SHOWN = 10
"""Values of one kind that are spelt out: as many as dossiers can be followed."""

LONGEST = 60
"""Letters of one value."""


def export(kept: Sequence[Kept], lang: str, phone: str) -> Reply:
    """What there is, why and for how long, kind by kind; then how to erase it."""
    blocks = [wording.KEPT.say(lang), *_told(kept, lang, phone)] if kept else [wording.NOTHING.say(lang)]
    text = "\n".join((*blocks, "", wording.ELSEWHERE.say(lang), wording.HOW_TO_ERASE.say(lang)))
    return Reply(text, (Button(wording.ERASE.say(lang), says=wording.ERASE_ASKED.say(lang)), _call(lang, phone)))


def ask(lang: str) -> Reply:
    """Whether they are sure. What the button says is all that it takes, so nothing has to be remembered."""
    agree = wording.AGREE.say(lang)
    buttons = (
        Button(wording.AGREE_TITLE.say(lang), says=agree),
        Button(wording.SEE_FIRST.say(lang), says=wording.SEE_ASKED.say(lang)),
    )
    return Reply(wording.ASK.say(lang, agree=agree), buttons)


def erased(lang: str, phone: str, *, spared: bool) -> Reply:
    """It is done: the same words whether it was done now or by a try before this one."""
    text = wording.ERASED.say(lang, phone=phone)
    return Reply(f"{text}\n{wording.SPARED.say(lang)}" if spared else text, (_call(lang, phone),))


def _told(kept: Sequence[Kept], lang: str, phone: str) -> Iterator[str]:
    for kind in KINDS.values():
        if of_kind := [one for one in kept if one.kind == kind.name]:
            values = [value for one in of_kind for value in kind.values(one, lang)]
            item = wording.ITEM if values else wording.BARE_ITEM
            said = _listed(values, lang)
            yield item.say(lang, title=kind.title.say(lang), values=said, why=kind.why.say(lang))
    for name in dict.fromkeys(one.kind for one in kept if one.kind not in KINDS):
        title, why = wording.UNKNOWN.say(lang, name=name), wording.WHY_UNKNOWN.say(lang, phone=phone)
        yield wording.BARE_ITEM.say(lang, title=title, why=why)


def _listed(values: Sequence[str], lang: str) -> str:
    shown = [value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…" for value in values[:SHOWN]]
    if more := len(values) - len(shown):
        shown.append(wording.MORE.say(lang, count=more))
    return ", ".join(shown)


def _call(lang: str, phone: str) -> Button:
    return Button(wording.CALL.say(lang, phone=phone), phone=phone)
