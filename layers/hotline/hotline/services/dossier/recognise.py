"""Recognises questions about dossiers."""

import re

from hotline.expressions import Expression
from hotline.phrases import Phrases
from hotline.recognition import Recognised, Sure
from hotline.services.dossier.codes import attempt_in, code_and_rest
from hotline.services.dossier.queries import DossierQuery
from hotline.services.dossier.wishes import digits_alone, digits_called, means_last, means_others, wants_news
from hotline.text import Message, fold

_DOSSIER = Phrases("""
hồ sơ|hồ xơ|hò sơ|hs|=đơn =của/xin|thủ tục|giấy tờ|dịch vụ công|một cửa|biên nhận|phiếu hẹn|giấy hẹn|dossier|
dossiers|my file/files|application
""")
# Papers that a citizen waits for.
_PAPER = Phrases("""
=sổ đỏ/hồng|khai sinh|khai tử|kết hôn|căn cước|hộ chiếu|passport|hộ khẩu|giấy phép|giấy chứng nhận|bằng lái|đất đai|
giấy đất|tách thửa|sang tên|=chuyển nhượng|đăng ký kinh doanh|tạm trú|thường trú|lý lịch tư pháp|bản sao|trích lục|
chứng thực|=trợ cấp|bảo hiểm xã hội|bảo hiểm thất nghiệp|bảo hiểm y tế|=chế độ|khuyết tật|chuyển mục đích|xây dựng|
permit|license|certificate|giấy tờ nhà|nhập hộ khẩu|xác nhận tình trạng hôn nhân|giấy xác nhận|độc thân|
giấy phép lái xe|visa|residence card/permit|licence|temporary residence|cấp sổ|làm sổ|ra sổ|bìa đỏ
""")
_STATUS = Phrases("""
tra cứu|kiểm tra|coi giúp/giùm/giúp_em/dùm|tới đâu|đến đâu|tới mô|đến mô|ra sao|ra răng|=xong/song chưa|
xong rồi chưa|xong chưa|xong không|chưa xong|mãi … xong|mãi không|=tình trạng|kết quả|=trễ hẹn|=trễ|quá hẹn|chậm|
=lâu|bao giờ|khi mô|khi nào|chừng nào|ngày nào|ngày mô|bữa mô|hôm nào|được chưa|có chưa|=đã có|duyệt chưa|duyệt|
=ký chưa|chưa thấy|không thấy|chưa trả|trả chưa|chưa ai|=chờ|=đợi|giải quyết|xử lý|=tiến độ|theo dõi|check|status|
=ra/về/in/cấp/xong chưa|
track|tracking|where is|ready|done yet|approved|look up|when will|hồi âm|trả lời|phản hồi|=nhận chưa|lấy được|
lấy chưa|đi tới bước|bước nào|bước mô|giai đoạn|khâu nào|=treo|=ngâm|=bị trả|bị từ chối|bổ sung|=hẹn|đã nộp|
=nộp rồi|nộp hồi|nộp từ|nộp … rồi|có gì mới|chưa được|chưa có|mất bao lâu|còn bao lâu|sao chưa|răng chưa|răng lâu|
=răng =rồi|=sao =rồi|=trả về|trả lại|=sao|sao lâu|lâu rứa|=tra|=xem|=coi|update|progress|
đâu rồi|=ở phòng/bộ_phận/chỗ/cơ_quan/đơn_vị nào/mô|chưa về|any news/update/updates|issued|im re/lìm/hơi
""")
_OWN = Phrases(
    """
hồ sơ/hs của/tôi/tui/em/mình/con/mẹ/ba/nhà|my application/file/dossier/files|hồ sơ … của tôi/tui/em/mình|
=mã hồ_sơ/hs|mã số hồ sơ|số hồ sơ|số biên nhận
"""
)
_UNWATCH = Phrases("""
bỏ/hủy/ngưng/ngừng/dừng/thôi/tắt/gỡ/khỏi/đừng/không theo dõi|không cần theo dõi|=hết theo dõi|
bỏ/hủy/ngưng/ngừng/dừng/thôi/tắt … theo dõi|unfollow|unwatch|stop following/watching/tracking|
khỏi/đừng/thôi/ngưng/ngừng/dừng/không … nhắn/báo/gửi … hồ_sơ/hs|khỏi/đừng/thôi/ngưng/ngừng/dừng nhắn/báo … #dossier|
remove … watch/watchlist/file|
hủy/tắt/bỏ/ngắt/ngưng/ngừng/dừng thông_báo/báo/nhận_tin/tin/báo_tin … hồ_sơ/hs/#dossier|
stop notifying/telling/messaging/alerting/updating/informing
""")
_WATCHING = Phrases("""
danh sách … theo dõi|hồ_sơ/hs … đang theo dõi|đang theo dõi … hồ_sơ/hs … nào/mô/gì/chi|theo dõi những|
đang theo dõi gì/chi/mấy/bao_nhiêu|theo dõi mấy|following|followed files|followed|watched|watchlist|watched files|
what … watching|am i watching/following/tracking|hồ_sơ/hs nào/mô đang theo dõi|theo dõi hồ_sơ/hs nào/mô|
liệt kê … theo dõi|xem … theo dõi|hồ_sơ/hs … tôi/em/mình/tui theo dõi|list … files|my files|hồ_sơ/hs theo dõi|
hồ_sơ/hs đã theo dõi|mấy/những … hồ_sơ/hs … nhờ theo dõi
""")
_FOLLOW = Phrases("theo dõi|follow|watch|track")
_ELSEWHERE = Phrases("""
xin việc|tuyển dụng|ứng tuyển|du học|xin học bổng|bệnh án|hồ sơ năng lực|thành phố hồ chí minh|hồ chí minh|
=sài =gòn|tphcm|tp hcm|hcm|hà nội|cần thơ|bình dương|đồng nai|quận 1/2/3/4/5/6/7/8/9/10/11/12|đi làm công ty|
thủ tục hải quan|thủ tục bay
""")
_HOW_TO = Phrases(
    """
cần gì|cần những gì|gồm gì|gồm những|cần giấy|cần mang|mang gì|làm ở đâu|làm ở mô|nộp ở đâu|nộp ở mô|ở đâu|=phí|
lệ phí|bao nhiêu tiền|how to|how much|thế nào|làm răng|hướng dẫn|where can i
"""
)
_AFTER_CODE = Expression(
    r"(?:mã|ma|code|số|so|hs|hồ sơ|ho so|biên nhận|bien nhan)[^\d\n]{0,18}?(?<![\w./-])(\d[\d-]{0,18}\d)(?![\w./]*\d)",
    re.IGNORECASE,
)
_SAYS_CODE = Phrases(
    """
=mã hồ_sơ/hs|=mã số|=mã em|=mã của|=mã là|=mã tui/tôi/mình/con/cháu|hồ_sơ/hs số|hồ_sơ/hs mã|biên nhận số|
mã biên nhận|số hồ_sơ|số biên nhận|=mã này|=mã|hồ_sơ/hs #digits|my code|dossier/file number/code|the code
"""
)
_OTHER_CODES = Phrases(
    """
=mã trạm|trạm mã|trạm … mã|=mã số trạm|=mã số thuế|=mã vùng|=mã qr|=mã otp|=mã vạch|=mã bưu|=mã khách|mã bảo_hiểm|
=mã pe
"""
)
_BUS = Phrases("xe buýt|xe bus|bus|xe nào|xe mô|xe chi|xe gì|xe số|trạm|tuyến")


def recognise(message: Message) -> Recognised | None:
    """What is asked about dossiers, if anything is."""
    found = code_and_rest(message.text)
    if found:
        return Recognised("dossier", Sure.NAMED, _about_code(message, *found))
    if not _SAYS_CODE(message) and (digits := digits_called(" ".join(message.words))):
        return Recognised("dossier", Sure.NAMED, DossierQuery("digits", digits=digits))
    if not _OTHER_CODES(message) and (
        attempt := attempt_in(message.text, called=_SAYS_CODE(message)) or _number_given_as_code(message)
    ):
        return Recognised(
            "dossier",
            Sure.NAMED,
            DossierQuery("unwatch") if _UNWATCH(message) else DossierQuery("invalid", text=attempt),
        )
    about = _DOSSIER(message)
    if about or "files" in message.vocabulary or (len(message) < 7 and not means_others(message)):
        if _UNWATCH(message):
            return Recognised("dossier", Sure.ASKED, DossierQuery("unwatch"))
        if _WATCHING(message):
            return Recognised("dossier", Sure.ASKED, DossierQuery("watching"))
    if _ELSEWHERE(message):
        return None
    return _without_code(message, about=about)


def _about_code(message: Message, code: str, rest: str) -> DossierQuery:
    """What is wished of a code, from the words around it."""
    if _UNWATCH(message):
        return DossierQuery("unwatch", code)
    folded = fold(rest)
    digits = digits_called(folded) or digits_alone(folded)
    return DossierQuery("code", code, digits=digits, watch=wants_news(message))


def _without_code(message: Message, *, about: bool) -> Recognised | None:
    """A dossier with no code: sure if its state is asked, less if only the word was said."""
    news = wants_news(message)
    if news and means_last(message) and not _HOW_TO(message):
        return Recognised("dossier", Sure.ASKED if about else Sure.LIKELY, DossierQuery("watch"))
    if not about and (digits := digits_alone(" ".join(message.words))):
        return Recognised("dossier", Sure.LIKELY, DossierQuery("digits", digits=digits))
    asked = _STATUS(message) or _FOLLOW(message) or (news and not means_others(message))
    asked = asked and (about or _PAPER(message))
    if "#procedure" in message.vocabulary and asked:
        return Recognised("dossier", Sure.NAMED, DossierQuery("ask_code", watch=news))
    if asked and not (_HOW_TO(message) and not about):
        return Recognised("dossier", Sure.LIKELY if _BUS(message) else Sure.ASKED, DossierQuery("ask_code", watch=news))
    if about and (_OWN(message) or (len(message) < 5 and not _HOW_TO(message))):
        return Recognised("dossier", Sure.LIKELY, DossierQuery("ask_code", watch=news))
    return None


def _number_given_as_code(message: Message) -> str | None:
    """As in "mã em là 0975": a short number that is called a code."""
    if not _SAYS_CODE(message) or "#phone" in message.vocabulary or "#procedure" in message.vocabulary:
        return None
    found = _AFTER_CODE.search(message.text)
    return found[1] if found else None
