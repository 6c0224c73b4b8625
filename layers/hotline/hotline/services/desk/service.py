"""Answers what needs no lookup: greetings, the way to a person, and danger."""

from collections.abc import Sequence

from hotline.messages import Button, Inbound, Reply
from hotline.services.desk import wording

EMERGENCY_NUMBERS = ("114", "115", "113", "112")

# What came instead of words and is a greeting, not a question.
ARRIVALS = frozenset({"follow", "chat_opened"})


def answer(service: str, inbound: Inbound, lang: str, phone: str, *, urgent: bool = False) -> Reply:
    """Answers for `service` ("menu" or "human") in `lang`; `phone` is the city's line."""
    if urgent:
        return Reply(wording.EMERGENCY.say(lang), tuple(_call(lang, number) for number in EMERGENCY_NUMBERS))
    if inbound.attachment and not inbound.text and inbound.attachment not in ARRIVALS:
        return Reply(wording.UNREADABLE.say(lang, phone=phone), (_bus(lang), _call(lang, phone)))
    if service == "human":
        return Reply(wording.PERSON.say(lang, phone=phone), (_call(lang, phone),))
    return menu(lang, phone)


def menu(lang: str, phone: str) -> Reply:
    """What the line can do, with buttons; never a dead end."""
    case = Button(wording.CASE.say(lang), says=wording.CASE_ASKED.say(lang))
    notices = Button(wording.NOTICES.say(lang), says=wording.NOTICES_ASKED.say(lang))
    human = Button(wording.HUMAN.say(lang), says=wording.HUMAN_ASKED.say(lang))
    return Reply(wording.MENU.say(lang, phone=phone), (_bus(lang), case, notices, human, _call(lang, phone)))


def welcome(lang: str, phone: str) -> str:
    """To somebody who has just come; what they may be told of is asked after it."""
    return wording.WELCOME.say(lang, phone=phone)


def choose_again(lang: str, words: Sequence[str]) -> Reply:
    """A number that our last question did not have: the numbers it had, and its answers to press."""
    buttons = tuple(Button(word[:100], says=word) for word in words)
    return Reply(wording.CHOOSE.say(lang, count=len(words)), buttons)


def apology(lang: str, phone: str) -> Reply:
    """After the last try failed."""
    return Reply(wording.APOLOGY.say(lang, phone=phone), (_call(lang, phone),))


def _bus(lang: str) -> Button:
    return Button(wording.BUS.say(lang), says=wording.BUS_ASKED.say(lang))


def _call(lang: str, phone: str) -> Button:
    return Button(wording.CALL.say(lang, phone=phone), phone=phone)
