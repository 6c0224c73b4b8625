"""Finds where a wish for notices is for: wards and districts, and whether a place was said that is neither."""

from typing import Literal

from hotline.lexicon.names import DISTRICTS, PLACES, STREET_NAMES, WARDS
from hotline.phrases import Phrases
from hotline.services.notices.queries import Area
from hotline.services.notices.said_topics import ends_topic
from hotline.text import Message

_WARD = frozenset("phuong p xa x ward commune tt".split())
_DISTRICT = frozenset("quan q huyen h tx tp district".split())
_BEFORE_AREA = frozenset(
    """
    dan vung xom con phuong p xa x o tai khu vuc - , quan q huyen h ve cho va ben duoi tren the in for ward tx tp tt
    thanh thi tran district commune ngoai trong
    """.split()
)
# "thành phố Hội An" and "thị xã Điện Bàn" were no wards; "the … ward" in English says it behind.
_TOWN = Phrases("thành phố|thị xã|tp|tx")
_CITY = Phrases("""
cả/toàn/khắp thành_phố/tp/đà_nẵng|đà nẵng|thành phố đà_nẵng|tp đà_nẵng|the whole/entire city|whole/all/entire city|
da nang|danang|đn
""")
_MINE = Phrases("""
=khu/phường/xã/xóm/chỗ/khu_vực/quận/bên/tổ/thôn/xứ =tôi/tui/em/mình/tao/con/cháu/nhà/này/ni/ở|
=ở/gần/quanh nhà/đây/chỗ|=nhà tôi/tui/em/mình|
near/around me|my ward/area/neighbourhood/neighborhood/street/house/place|here
""")
_AT = frozenset("o tai in at khu".split())
# What may follow "ở" or "phường" and is no name: a citizen's own ward, or none in particular.
_NO_NAME = frozenset(
    """
    nha day do dau mo gan ca toan thanh tp cho quanh que minh toi tui em con cac moi nao ni nay va voi nhe nha khu vuc
    tren the my all this a nua luon giup gium ho phuong xa quan huyen tung nhung the biet
    """.split()
)


def areas_in(message: Message) -> tuple[Area, ...]:
    """Wards and districts that are named as such, or after "ở", a dash, a comma, or the topic: "tin bão Tam Kỳ"."""
    areas: list[Area] = []
    at = 0
    while at < len(message):
        end = max(WARDS.at(message, at), DISTRICTS.at(message, at))
        if end and (not at or message.words[at - 1] in _BEFORE_AREA or ends_topic(message, at)):
            areas.append(Area(message.between(at, end), _level(message, at, end)))
            at = end
        else:
            at += 1  # "cúp điện Hòa Khánh" holds the old commune of Điện Hòa
    return tuple(areas)


def _level(message: Message, at: int, end: int) -> Literal["", "ward", "district"]:
    before = message.words[at - 1] if at else ""
    after = message.words[end] if end < len(message) else ""
    if any(_TOWN.at(message, begin) == at for begin in range(max(0, at - 2), at)):
        return "district"
    if before in _WARD or after in ("ward", "commune") or message.words[max(0, at - 2) : at] == ("dac", "khu"):
        return "ward"
    return "district" if before in _DISTRICT or after == "district" else ""


def is_elsewhere(message: Message) -> bool:
    """Whether a place is said though none is a ward's: a street, "khu nhà em", or what nobody here knows."""
    if _CITY(message):
        return False
    return _MINE(message) or any(_begins_place(message, at) for at in range(1, len(message)))


def _begins_place(message: Message, at: int) -> bool:
    before = message.words[at - 1]
    if before not in _AT | _WARD | _DISTRICT and before != "duong":
        return False
    if STREET_NAMES.at(message, at) or PLACES.at(message, at):
        return True
    return message.words[at].isalpha() and message.words[at] not in _NO_NAME and not ends_topic(message, at + 1)
