"""Recognises the wish to be told when a dossier changes, and the digits that open one."""

from hotline.expressions import Expression
from hotline.phrases import Phrases
from hotline.text import Message

_TELL = "báo/nhắn/thông_báo/nhắc/gửi_tin/nhắn_tin/báo_tin/alo/gọi/nt/ib/hú/inbox/gửi/cập_nhật"
_ME = "tôi/tui/em/mình/con/cháu/bác/cô/chú/anh/chị/t/tớ/tau/e/bà/ông/dì/mạ/ba"
_TOLD = Phrases(f"""
{_TELL} … khi/lúc/nếu/hễ/ngay_khi|{_TELL} … {_ME} … khi/lúc/nếu/hễ/ngay_khi|
khi/lúc/nếu/hễ … … {_TELL} … {_ME}|khi/lúc/nếu/hễ … … … {_TELL} … {_ME}|khi/lúc/nếu/hễ … … thì/là/nhớ/cứ {_TELL}|
có … =thay_đổi/mới/kết_quả/gì/chi/kq/tin/cập_nhật … {_TELL}|có =gì/chi … {_TELL}|=xong … {_TELL} {_ME}|
=xong =thì/là/nhớ {_TELL}|có … =thì {_TELL}|
đăng_ký/đk nhận tin/thông_báo/báo/cập_nhật|đăng_ký/đk theo_dõi|nhận tin/thông_báo … =hồ_sơ/hs/thay_đổi|
=bật thông_báo/theo_dõi|
be notified|
notify me|tell me when/if/once|let me know when/if/once|let me know … changes/change/news/ready/done/approved|
alert me|inform me|message me when/if/once|text me when/if/once|
keep me posted/updated/informed|update me when/if
""")
_CHANGE = Phrases("""
thay đổi|có gì =mới|có chi =mới|=gì mới|=chi mới|có =kết quả|có =kq|biến động|cập nhật|tiến triển|chuyển trạng_thái|
it changes|anything changes|something changes|any change|any changes|any update|any news|changes|it is ready|it's ready|
status changes|posted|updated
""")
_FOLLOW = Phrases("theo dõi|follow|watch|keep an eye on")
_THIS = Phrases("""
hồ_sơ/hs/cái/mã/đơn/dossier/file/case/application =này/ni/nầy/đó/nớ/trên/vừa_rồi|this/that file/dossier/one/case|
follow/watch this/it/that|keep an eye on it/this
""")
_FOLLOW_IT = Phrases("theo dõi giúp/giùm/dùm/hộ/cho|theo dõi|follow|watch|follow it|watch it")
# "Tell me when it will be done" is a question about today; somebody who follows already wishes nothing new.
_ASKS_WHEN = Phrases("""
=cho … =biết … =khi nào/mô|=cho … =biết … =bao giờ|báo/nhắn/nói … =khi nào/mô|báo/nhắn/nói … =bao giờ|when … will|
đang theo dõi|=đã theo dõi|theo dõi … được|theo dõi … =ở|theo dõi … =sao|theo dõi … =bằng|cách theo_dõi|theo dõi … =thế
""")
# What else somebody may wish to be told of.
_OTHERS = Phrases("""
==bão|==lũ|=điện|=nước|lịch|=tin bão|điểm =thi|kết quả =thi|tuyển sinh|xe|buýt|bus|tuyến|trạm|ngập|thời tiết|=mưa|
văn bản|tiếp dân|giao thông|dịch =bệnh|tiêm|chích|power|water|storm|flood|exam|traffic|weather|schedule|route|stop|thuế|
thủ tục … mới|quy định|chính sách|giá
""")
_COURTESY = frozenset(
    """
    da vang a do roi day ad em la so day ne nha nhe nghe thoi va voi cua toi tui minh con anh chi dt sdt dien thoai
    phone ok oke my it s is its the and digits yes hs ho so ma thoi cam on thanks pls please hi code file
    dossier giup gium
    """.split()
)
_LABELLED = Expression(
    r"(?:(?:so|digits?|numbers?|con|ky tu)\s?cuoi|\bcuoi\b|\bduoi\b|\bket thuc\b|\bends (?:with|in)|\bdigits (?:are|is)"
    r"|\blast\s(?:4|four)\b|\b4 (?:chu )?so(?= ?:? ?(?:la )?\d{4}))"
    r"[^\d\n]{0,40}\d{0,8}?(\d[ .]?\d[ .]?\d[ .]?\d)(?![ .]?\d)"
    r"|(?<!\d)(\d{4})\s(?:la|are|is|=)[^\d\n]{0,12}\b(?:(?:4\s)?(?:chu )?so cuoi|duoi|(?:the |my )?last\s(?:4|four))"
)
_LETTERS = Expression(r"\w+")
_FOUR = Expression(r"(?<![\d/.-])\d(?:\d{3}|(?:[ .]\d){3})(?![\d/.-]*\d)")


def wants_news(message: Message) -> bool:
    """Whether somebody wishes to be told when a dossier changes; which one is for others to find."""
    if _ASKS_WHEN(message):
        return False
    return _FOLLOW(message) or _TOLD(message)


def means_others(message: Message) -> bool:
    """Whether what is to be told of is another service's: storms, cuts, buses."""
    return _OTHERS(message)


def means_last(message: Message) -> bool:
    """Whether that is the dossier talked of last: "theo dõi hồ sơ này", "báo tôi khi có thay đổi"."""
    if _THIS(message):
        return True
    return (_CHANGE(message) or _FOLLOW_IT.cover(message, 0, len(message))) and not means_others(message)


def digits_called(folded: str) -> str:
    """Four digits that are called the last of a phone, in a folded text: "4 so cuoi la 1234"; "" if none are."""
    found = _LABELLED.search(folded)
    return _plain(found[1] or found[2]) if found else ""


def digits_alone(folded: str) -> str:
    """Four digits with nothing but courtesy around them; "" if there is more, or fewer.

    Four behind what reads like a phone ("#phone") are the rest of a longer number.
    """
    found = _FOUR.search(folded)
    if not found or len(folded) > 60 or "#" in folded:
        return ""
    around = f"{folded[: found.start()]} {folded[found.end() :]}"
    return _plain(found[0]) if _COURTESY.issuperset(_LETTERS.findall(around)) else ""


def _plain(digits: str) -> str:
    return digits.replace(" ", "").replace(".", "")
