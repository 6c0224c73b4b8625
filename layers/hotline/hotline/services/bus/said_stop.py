"""Finds a stop in what somebody wrote, by its code or its name: "MT 123", "trạm 60", "trạm chợ Cồn"."""

import re

from hotline.expressions import Expression
from hotline.lexicon.names import ENGLISH_NAMES, PLACE_NOUNS, PLACES, STREET_NAMES, WARDS
from hotline.phrases import Phrases
from hotline.services.bus.said_address import SaidAddress
from hotline.services.bus.said_place import read_place
from hotline.services.bus.said_route import names_street
from hotline.text import Message

_CODE = Expression(
    r"(?<!\w)MT(?:[\s.:#-]{0,3}(\d{1,6})|[\s:#]{1,2}([\w.-]{0,24}\d[\w.-]{0,24}))(?![\w.-]*\w)", re.IGNORECASE
)
_STOP_WORD = Phrases(
    """
trạm|trạm xe|trạm xe buýt|bến xe buýt|trạm buýt|trạm xe bus|trạm bus|trạm dừng|mã trạm|mã số trạm|trạm số|trạm mã|
trạm xe buýt số|trạm xe số|bus stop|stop|stop number|stop no|bus stop number|stop code|bến số|trạm có mã|trạm mã số|
mã trạm số|mã trạm xe|mã trạm là|điểm dừng|điểm dừng số|nhà chờ|điểm đón|bus stop at|stop at|station code|
nhà chờ xe buýt
"""
)


def find_stop_code(message: Message, address: SaidAddress | None) -> str | None:
    """As in "MT 123", "mã trạm 302", "trạm 60"."""
    if "mt" in message.text.lower() and (found := _CODE.search(message.text)):
        return f"MT {found[1] or found[2]}"
    at = 0
    while at < len(message):
        end = 0 if address and address.start <= at < address.end else _STOP_WORD.at(message, at)
        if end:
            ahead = end + (end < len(message) and message.words[end] in (":", "-", "#", "la"))
            if (
                ahead < len(message)
                and message.words[ahead].isdigit()
                and len(message.words[ahead]) < 5
                and not names_street(message, ahead + 1)
            ):
                return message.words[ahead]
        at += 1
    return None


_BEFORE_NAME = Phrases(
    """
tên|là|ngay|=ở|tại|gần|trước|cổng|ngay cổng|đối diện|xe|buýt|bus|=chỗ|bên|đường|trước cổng|kế|nằm ở|:|near|at|in|
the|=có =tên|=chờ|dừng|sau|bên cạnh|cạnh|ở ngay
"""
)
_NO_NAME = Phrases(
    """
nào|mô|gần|y tế|thu phí|biến áp|xăng|bơm|cân|sạc|điện|xá|cứu|=chi|=gì|=đó|=này|=ni|=kia|mấy|xe nào|không|hết|=của|
=tôi|=em|=mình|=đây|nhất|cuối|=có|trộn|gần nhất|dừng nào|tiếp|=đi|=về|=ra|=xe|hay|đang|kế tiếp|trung chuyển nào|bị|
để|thì|nhé|với|cho|=đâu
"""
)


def find_stop_name(message: Message) -> tuple[str, int] | None:
    """As in "trạm chợ Cồn", "trạm xe buýt ngay cổng KCN Hòa Khánh"; and where "trạm" is said."""
    for at in range(len(message)):
        end = _STOP_WORD.at(message, at)
        if not end:
            continue
        while end < len(message) and (stop := _BEFORE_NAME.at(message, end)) and not _known(message, end) > stop:
            end = stop
        if end >= len(message) or (_NO_NAME.at(message, end) and not _known(message, end)):
            continue
        place = read_place(message, end, len(message))
        if at == 0 and (place is None or place.end < len(message)) and (whole := _whole_name(message)):
            return whole, at
        if place and (place.known or at == 0):
            return place.name, at
    return None


_ASKING = Phrases("""
xe nào/mô/gì/chi/mấy/buýt/bus/đi/tới/ghé/chạy/có/còn/không|=có/không/nào/mô/chưa/còn/với/ghé|mấy giờ/phút/chuyến|
gần nhất/đây/tôi/tui/mình/em|ở đâu/mô|?|bao lâu/nhiêu/giờ|=gì|near|where|when|bus|đi đâu|tuyến|số mấy
""")


def _whole_name(message: Message) -> str | None:
    """A message that is "trạm" and a name: our own buttons say any stop's name so, however odd it is."""
    if message.words[0] != "tram" or _ASKING(message):
        return None
    return message.text[len("trạm ") :].strip() or None


def _known(message: Message, at: int) -> int:
    return max(
        PLACES.at(message, at),
        WARDS.at(message, at),
        STREET_NAMES.at(message, at),
        PLACE_NOUNS.at(message, at),
        ENGLISH_NAMES.at(message, at),
    )
