"""Decides what a citizen's wish changes of what they are told, and says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from hotline.bilingual import Bilingual
from hotline.lexicon.ward_table import Ward, ward_of
from hotline.messages import Button, Reply
from hotline.services.notices import wording
from hotline.services.notices.areas import Meant, codes, doubtful
from hotline.services.notices.queries import Area, NoticesQuery
from hotline.services.notices.topics import Topics

EVERYWHERE = "*"
"""The area of who wants to be told of the whole city."""


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """What somebody is told of: a topic, in a ward (its code) or EVERYWHERE, since when (seconds since 1970)."""

    topic: str
    area: str
    since: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What to say, and what to write before it is said: first what begins, then what ends."""

    reply: Reply
    begin: tuple[Held, ...] = ()
    end: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What answers depend on: the city's topics, the language, the line to call, and where its days begin."""

    topics: Topics
    lang: str
    phone: str
    zone: tzinfo


def decide(query: NoticesQuery, held: Sequence[Held], desk: Desk) -> Decision:
    """What becomes of a wish by somebody who holds `held`."""
    if query.kind == "list":
        return Decision(_list(held, desk))
    if query.kind == "unsubscribe":
        return _end(query, held, desk)
    if not query.topics:
        return Decision(ask_topics(desk, query.areas))
    if not query.is_wish:
        return Decision(_offer(query, desk))
    if query.is_elsewhere:
        return Decision(_ask_ward(query.topics, desk))
    if doubt := doubtful(query.areas):
        return Decision(_ask_which(query.topics, *doubt, desk))
    return _begin(query.topics, codes(query.areas) or (EVERYWHERE,), held, desk)


# ── Beginning ────────────────────────────────────────────────────────────────────────────────────────────────────────


def ask_topics(desk: Desk, areas: Sequence[Area] = (), before: str = "") -> Reply:
    """Which topics there are, to press or by number; `before` is said first."""
    where = _and(desk, [area.name for area in areas])
    options = [(desk.topics.name(topic, desk.lang), _begin_says(desk, topic, where)) for topic in desk.topics]
    return _asked(desk, before + wording.ASK_TOPIC.say(desk.lang), options)


def _begin_says(desk: Desk, topic: str, where: str = "") -> str:
    name = desk.topics.name(topic, desk.lang)
    if where:
        return wording.BEGIN_ASKED_IN.say(desk.lang, topic=name, area=where)
    return wording.BEGIN_ASKED.say(desk.lang, topic=name)


def _begin(topics: Sequence[str], areas: Sequence[str], held: Sequence[Held], desk: Desk) -> Decision:
    """A topic is told of in wards or in the whole city: what is wished last takes the other's place."""
    begin = tuple(Held(topic, area) for topic in topics for area in areas)
    is_city = EVERYWHERE in areas
    end = tuple(one for one in held if one.topic in topics and (one.area == EVERYWHERE) != is_city)
    kept = {Held(one.topic, one.area) for one in held if one.topic in topics and one not in end}
    lines = _lines(sorted({*begin, *kept}), desk)
    parts = [wording.BEGUN.say(desk.lang), *lines]
    if is_city:
        parts.append(wording.NARROWER.say(desk.lang, example=_example(topics[0], desk)))
    buttons = (_more(desk), *(_end_button(desk, topic) for topic in topics))
    return Decision(Reply("\n".join((*parts, wording.AGREED.say(desk.lang))), buttons[:4]), begin, end)


def _offer(query: NoticesQuery, desk: Desk) -> Reply:
    """Somebody asks how things are now: the truth, and a press with which they are told in future."""
    where = _and(desk, [area.name for area in query.areas])
    names = [desk.topics.name(topic, desk.lang) for topic in query.topics]
    buttons = [
        Button(wording.SUBSCRIBE.say(desk.lang, topic=name)[:100], says=_begin_says(desk, topic, where))
        for topic, name in zip(query.topics, names, strict=True)
    ]
    text = wording.OFFER.say(desk.lang, topic=_and(desk, names), phone=desk.phone)
    return Reply(text, (*buttons[:4], Button(wording.CALL.say(desk.lang, phone=desk.phone), phone=desk.phone)))


def _ask_ward(topics: Sequence[str], desk: Desk) -> Reply:
    names = _and(desk, [desk.topics.name(topic, desk.lang) for topic in topics])
    says = wording.BEGIN_ASKED_CITY.say(desk.lang, topic=names)
    text = wording.ASK_WARD.say(desk.lang, topic=names, example=_example(topics[0], desk))
    return Reply(text, (Button(wording.CITY.say(desk.lang), says=says),), (says,))


def _ask_which(topics: Sequence[str], area: Area, found: Meant, desk: Desk) -> Reply:
    """Each of the places that an area's name may be, as a whole wish; where nobody calls a place so, the ward."""
    if not found.perhaps:
        return _ask_ward(topics, desk)
    names = _and(desk, [desk.topics.name(topic, desk.lang) for topic in topics])

    def says(where: str) -> str:
        return wording.BEGIN_ASKED_IN.say(desk.lang, topic=names, area=where)

    options = [(_ward_name(ward, desk), says(_ward_name(ward, desk))) for ward in found.perhaps]
    if found.district:
        wards = ", ".join(ward.name for ward in found.district)
        title = wording.OLD_DISTRICT.say(desk.lang, area=area.name, wards=wards)
        options.append((title, says(wording.DISTRICT.say(desk.lang, name=area.name))))
    elif len(options) > 1:
        both = says(_and(desk, [_ward_name(ward, desk) for ward in found.perhaps]))
        options.append((wording.ALL_OF_THEM.say(desk.lang, count=len(options)), both))
    return _asked(desk, wording.ASK_WHICH.say(desk.lang, area=area.name, topic=names), options)


# ── Ending ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _end(query: NoticesQuery, held: Sequence[Held], desk: Desk) -> Decision:
    if query.is_other and held:
        return Decision(_ask_end(held, desk, wording.END_WHICH))
    if doubt := doubtful(query.areas):
        return Decision(_ask_end(held, desk, wording.END_WHICH) if held and doubt else _nothing(held, desk))
    topics, areas = set(query.topics) or {one.topic for one in held}, set(codes(query.areas))
    end = tuple(one for one in held if one.topic in topics and (not areas or one.area in areas))
    if not end:
        return Decision(_nothing(held, desk))
    left = [one for one in held if one not in end]
    parts = [wording.ENDED.say(desk.lang), *_lines(end, desk), *_left(left, desk)]
    again = [_again_button(desk, topic, end) for topic in dict.fromkeys(one.topic for one in end)]
    return Decision(Reply("\n".join(parts), tuple(again[:5])), end=end)


def _nothing(held: Sequence[Held], desk: Desk) -> Reply:
    said = [wording.NOTHING_TO_END.say(desk.lang)] if held else []
    return Reply("\n".join((*said, *_left(held, desk))), (_more(desk),))


def _left(left: Sequence[Held], desk: Desk) -> list[str]:
    return [wording.LEFT.say(desk.lang), *_lines(left, desk)] if left else [wording.NONE_LEFT.say(desk.lang)]


def _again_button(desk: Desk, topic: str, ended: Sequence[Held]) -> Button:
    """Takes an ending back, as it was."""
    name = desk.topics.name(topic, desk.lang)
    wards = [ward for one in ended if one.topic == topic and (ward := ward_of(one.area))]
    where = _and(desk, [_ward_name(ward, desk) for ward in wards])
    return Button(wording.AGAIN.say(desk.lang, topic=name)[:100], says=_begin_says(desk, topic, where))


# ── What somebody holds ──────────────────────────────────────────────────────────────────────────────────────────────


def _list(held: Sequence[Held], desk: Desk) -> Reply:
    if not held:
        return ask_topics(desk, before=wording.NONE_LEFT.say(desk.lang) + " ")
    return _ask_end(held, desk, wording.HOW_TO_END)


def _ask_end(held: Sequence[Held], desk: Desk, question: Bilingual) -> Reply:
    topics = list(dict.fromkeys(one.topic for one in sorted(held)))
    options = [(_end_title(desk, topic), _end_says(desk, topic)) for topic in topics]
    if len(options) > 1:
        options.append((wording.ALL.say(desk.lang), wording.END_ALL_ASKED.say(desk.lang)))
    lines = [wording.HELD.say(desk.lang), *_lines(held, desk, dated=True), "", question.say(desk.lang)]
    reply = _asked(desk, "\n".join(lines), options)
    return Reply(reply.text, (*reply.buttons[:4], _more(desk)), reply.choices)


def _lines(held: Sequence[Held], desk: Desk, *, dated: bool = False) -> list[str]:
    """A line for each topic, with its areas."""
    found: dict[str, list[Held]] = {}
    for one in sorted(held):
        found.setdefault(one.topic, []).append(one)
    return [_line(topic, ones, desk, dated=dated) for topic, ones in found.items()]


def _line(topic: str, ones: Sequence[Held], desk: Desk, *, dated: bool) -> str:
    areas = ", ".join(_area_name(one.area, desk) for one in ones)
    name = desk.topics.name(topic, desk.lang)
    if not dated:
        return wording.LINE.say(desk.lang, topic=name, areas=areas)
    day = datetime.fromtimestamp(min(one.since for one in ones), desk.zone).strftime("%d/%m/%Y")
    return wording.HELD_SINCE.say(desk.lang, topic=name, areas=areas, day=day)


def _area_name(area: str, desk: Desk) -> str:
    if area == EVERYWHERE:
        return wording.EVERYWHERE.say(desk.lang)
    ward = ward_of(area)
    return _ward_name(ward, desk) if ward else area


def _ward_name(ward: Ward, desk: Desk) -> str:
    return wording.WARD.say("en", name=ward.name) if desk.lang == "en" else ward.full_name


# ── Questions ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _asked(desk: Desk, question: str, options: Sequence[tuple[str, str]]) -> Reply:
    """A question with its answers as numbers and, the first of them, as buttons."""
    numbered = [
        wording.CHOICE.say(desk.lang, number=number, title=title) for number, (title, _) in enumerate(options, start=1)
    ]
    buttons = tuple(Button(_capital(title)[:100], says=says) for title, says in options)
    return Reply("\n".join((question, *numbered)), buttons, tuple(says for _, says in options))


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]


def _example(topic: str, desk: Desk) -> str:
    return _begin_says(desk, topic, "Hòa Khánh")


def _end_title(desk: Desk, topic: str) -> str:
    return wording.END.say(desk.lang, topic=desk.topics.name(topic, desk.lang))


def _end_says(desk: Desk, topic: str) -> str:
    return wording.END_ASKED.say(desk.lang, topic=desk.topics.name(topic, desk.lang))


def _end_button(desk: Desk, topic: str) -> Button:
    return Button(_end_title(desk, topic)[:100], says=_end_says(desk, topic))


def _more(desk: Desk) -> Button:
    return Button(wording.MORE.say(desk.lang), says=wording.MENU_ASKED.say(desk.lang))


def _and(desk: Desk, names: Sequence[str]) -> str:
    return wording.AND.say(desk.lang).join(names)
