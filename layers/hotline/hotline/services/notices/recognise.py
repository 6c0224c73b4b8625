"""Recognises wishes for notices: which topics, where, and whether to begin or to end."""

from hotline.phrases import Phrases
from hotline.recognition import Recognised, Sure
from hotline.services.notices.queries import NoticesQuery
from hotline.services.notices.said_area import areas_in, is_elsewhere
from hotline.services.notices.said_topics import CUT, topics_in
from hotline.text import Message

_WISH = Phrases("""
đăng ký|đăng kí|=nhận tin|=nhận thông_báo|=nhận … tin/thông_báo/lịch/cảnh_báo|nhận cảnh báo|nhận báo|nhận lịch|
nhắn/báo/gửi/thông_báo/gởi/nhắc/cập_nhật … cho/giùm/giúp/dùm/trước/tôi/tui/em/mình|
nhắn/báo/gửi/thông_báo/gởi/nhắc/cập_nhật … với/con/cháu/bà/chú/bác/anh/chị/nhà|theo dõi tin|muốn nhận|muốn biết|
theo dõi … giùm/giúp/dùm/hộ/cho|=nhắn/báo/nhắc/gửi khi/mỗi_khi/lúc|
theo dõi … =bão/lũ/điện/nước/lịch/thời_tiết|
=cho … =tin|=bật/mở thông_báo/tin|subscribe|sign up|sign me up|notify me|alert me|alerts|notifications|send me|
tell me|let me know|inform me|warn me|=báo … =biết|tin =gì … nhắn|có … thì/là nhắn/báo/gửi|nhớ nhắn/báo|
=lịch … =nhắn|updates|=thêm =tin|xin tin|xin thông báo|lấy tin|đk|=quan_tâm … tin|hay =báo|=nhắn … =biết|
=nhắn … =hay|cho biết khi|khi =nào/mô … =báo/nhắn|báo trước|nhắn trước|=cho … =biết
""")
_TELLING = Phrases(
    """
=tin|thông báo|cảnh báo|=lịch|bản tin|thông tin|notice|notices|alert|alerts|news|update|updates|warning|warnings|
notification|notifications|schedule
"""
)
_END = Phrases("""
hủy|=bỏ đăng_ký/tin/nhận/thông_báo/vụ/cái/lịch/cảnh_báo|=bỏ … tin/thông_báo/đăng_ký/nhận/lịch/cảnh_báo|gỡ|
ngưng/ngừng/dừng nhận/gửi/nhắn/tin/thông_báo/báo/đăng_ký/gởi|ngưng/ngừng/dừng … tin/thông_báo|tắt|
=thôi nhận/nhắn/đừng/khỏi/gửi/không/tin|thôi … tin/thông_báo|
không/khỏi/đừng/hết nhận/gửi/nhắn/báo/cần/gởi/muốn … tin/thông_báo/nữa/lịch/cảnh_báo|
không/khỏi/đừng/hết nhận/gửi/nhắn/báo/gởi|đừng … nữa|không … nữa|thôi … nữa|khỏi … nữa|unsubscribe|unsubscribed|
stop sending/texting/messaging/all/the/these/those/notifications|
stop alerts/messages/power/water/storm/exam/traffic/health|cancel|turn off|opt out|no more|remove me|out đăng_ký|
=rút đăng_ký|=ra/rút/xóa … khỏi … danh_sách|xóa đăng_ký|=xóa tin|nghỉ nhận/tin/theo_dõi|ngắt tin|chấm dứt
""")
# Said of messages in general, with no topic and no word for a notice.
_ENOUGH = Phrases("=không/khỏi/đừng/thôi/hết … =nhận/nhắn/gửi/gởi … =nữa|=thôi không =nhận")
_OUT = Phrases("=ra/rút/xóa … khỏi … danh_sách")
_END_ALL = Phrases("""
hủy/gỡ/ngưng/ngừng/dừng … tất_cả/hết/toàn_bộ|=bỏ/tắt … tất_cả/toàn_bộ|stop/cancel/unsubscribe … all/everything
""")
_ALL = Phrases("tất cả|=hết|toàn bộ|mọi|all|everything|=hết =sạch|các tin")
_LIST = Phrases("""
danh sách … đăng_ký/nhận/tin/theo_dõi|
=đang/đã nhận/đăng_ký =gì/chi/những/mấy/tin_gì/tin_chi/tin_nào/tin_mô/cái_gì/cái_chi/cái_nào|
=đang/đã … nhận/đăng_ký … =gì/chi/nào/mô/mấy/những|
đăng ký =gì/chi/những/mấy/tin_gì/tin_chi/tin_nào/tin_mô/được_gì/rồi_phải|đăng ký … =gì/chi/nào/mô =rồi|
đăng ký … rồi … =phải/đúng/hả/không/chưa/à|=đang nhận =những|=nhận những … =gì/chi/nào/mô|nhận tin =gì/chi/nào/mô|
=có đăng ký … =chưa/không|đã đăng ký … =chưa/không/chi/gì|=xem/coi/kiểm_tra/liệt_kê … đăng_ký|
=xem/coi/kiểm_tra/liệt_kê … … đã/đang đăng_ký/nhận/theo_dõi|
=tin/thông_báo/cảnh_báo/mục/loại đã/đang … đăng_ký/nhận/bật|my subscriptions|
subscribed to|what … subscribed/subscriptions/receiving|list … subscriptions|subscriptions|các tin … đăng_ký|
những tin … đăng_ký|tin đã đăng_ký|tin đang nhận|tin đang đăng_ký|đang theo dõi tin =gì/chi/nào|những =gì … đăng_ký|
mấy tin … nhận/đăng_ký|=xem/coi/kiểm_tra … tin/thông_báo … nhận/theo_dõi|
show/see/view/list/check … my alerts/notices/notifications|which alerts|which notices|=đang bật
""")
_ASKS = Phrases(
    """
không|chưa|=khi nào|khi mô|bao giờ|chừng nào|mấy giờ|=lúc nào|=ngày nào|ngày mô|bữa nào|bữa mô|hôm nào|=lịch|when|
is there|any|will|=có … không|rứa|=vậy|hả|hè|?|=sao|răng|đến mấy|tới mấy|ở đâu|ở mô|chỗ nào|đường nào|đường mô|=mấy|
schedule|hom nao|khu nào|khu mô
"""
)
_BUS = Phrases("""
xe buýt|xe bus|bus|xe nào|xe mô|xe chi|xe gì|đi xe|bắt xe|đón xe|trạm xe|trạm nào|trạm mô|trạm gần|gần trạm|
trạm … gần|có xe|tuyến nào|tuyến mô|bến xe
""")


# A wish that goes on, whatever else is asked; the others wish for nothing where they ask about now.
_STANDING = Phrases("""
đăng ký|đăng kí|đk|=nhận tin|=nhận thông_báo|=nhận … tin/thông_báo/lịch/cảnh_báo|nhận cảnh báo|nhận báo|nhận lịch|
muốn nhận|theo dõi tin|theo dõi … =bão/lũ/điện/nước/lịch/thời_tiết|báo trước|nhắn trước|=khi =nào/mô … =báo/nhắn|
nhắn/báo/gửi/thông_báo/gởi/nhắc/cập_nhật … trước|có … thì/là nhắn/báo/gửi|nhớ nhắn/báo|cho biết khi|
=nhắn/báo/nhắc/gửi khi/mỗi_khi/lúc|
=bật/mở thông_báo/tin|subscribe|sign up|sign me up|notify me|alert me|warn me|inform me|send me|
let me know when/if/about|tell me when/if
""")
_NOW = Phrases("""
không|chưa|hôm nay|chiều nay|tối nay|sáng nay|đêm nay|bây giờ|hiện giờ|giờ này|khi nào|khi mô|bao giờ|chừng nào|mấy giờ|
lúc nào|ngày nào|bữa nào|đến đâu|tới đâu|ở đâu|?|today|tonight|now|when|is there|any|=cho … =biết|muốn biết
""")
_HOW = Phrases("""
=cách đăng_ký|làm_sao/làm_răng/cách_nào/thế_nào/kiểu_gì … đăng_ký|how … subscribe/sign|can/could i subscribe/sign|
đăng ký … =ở_đâu/thế_nào/làm_sao/ra_sao/kiểu_gì/cách_nào/được_không/được_ko/có_mất_tiền|
đăng ký … … =được_không/ở_đâu/thế_nào
""")
# "hủy tin bóng đá" names something, and it is none of ours.
_NAMES_MORE = Phrases("=tin/thông_báo/lịch/vụ/mục/về")
_SAYS_NO_MORE = frozenset(
    """
    nua cho toi tui em minh di het tat ca nhe nha a ạ luon giup gium dum ho voi ngay lai roi do day nay ni cua con bac
    anh chi ad bot tong dai qua phien thoi nhan nhan dang ky va thong bao moi hoai mat me ma vi tin lich dung khong khoi
    , . ! - ; : ? tren tu bua hom nay sang zalo thanh pho xin cam on dc duoc gi chi nao het ca co to ban quy
    """.split()
)

_SHORT = 6
"""Words in which nothing else is said than to end it all, politely."""

_CURT = frozenset(("stop", "unsubscribe", "cancel", "huy", "ngung", "dung"))


def recognise(message: Message) -> Recognised | None:
    """What is said about notices, if anything is."""
    if len(message) <= 3 and not _CURT.isdisjoint(message.words[:1]):
        topics = topics_in(message, told=True)
        if len(message) == 1 or topics or _ALL(message):
            return Recognised("notices", Sure.ASKED, _ending(message, topics))
    if len(message) <= _SHORT and _END_ALL(message):
        return Recognised("notices", Sure.ASKED, _ending(message, topics_in(message, told=True)))
    told = _WISH(message) or _TELLING(message) or _END(message)
    topics = topics_in(message, told=told)
    about = bool(topics) or _WISH(message) or _TELLING(message) or _LIST(message) or _ENOUGH(message)
    if not about:
        return None
    query, sure = _read(message, topics)
    return Recognised("notices", sure, query) if query else None


def _read(message: Message, topics: tuple[str, ...]) -> tuple[NoticesQuery | None, Sure]:
    """The wish in a message that is about notices."""
    wish, telling = _WISH(message) or message.words[0] in _IMPERATIVES, _TELLING(message)
    if _LIST(message) and not _OUT(message) and not (topics and _asks_for_cut(message)):
        return NoticesQuery("list"), Sure.ASKED
    if _ENOUGH(message) or (_END(message) and (topics or telling or wish)):
        return _ending(message, topics), Sure.ASKED
    if not topics:
        if (wish and telling) or (wish and len(message) < 4):
            return NoticesQuery("subscribe", areas=areas_in(message), is_elsewhere=_elsewhere(message)), Sure.LIKELY
        return None, Sure.MAYBE
    if wish or (telling and not _BUS(message)):
        return _beginning(message, topics, wish=wish), Sure.LIKELY if _BUS(message) else Sure.ASKED
    if _ASKS(message) or len(message) < 5 or CUT(message):
        return _beginning(message, topics, wish=False), Sure.LIKELY
    return None, Sure.MAYBE


_IMPERATIVES = frozenset("bao nhan gui nhac dk nhan".split())


def _asks_for_cut(message: Message) -> bool:
    return CUT(message) and "dang" not in message.vocabulary


def _beginning(message: Message, topics: tuple[str, ...], *, wish: bool) -> NoticesQuery:
    is_wish = wish and (_STANDING(message) or not _NOW(message)) and not _HOW(message)
    areas = areas_in(message)
    return NoticesQuery("subscribe", topics, areas, is_wish, not areas and is_elsewhere(message))


def _elsewhere(message: Message) -> bool:
    return not areas_in(message) and is_elsewhere(message)


def _ending(message: Message, topics: tuple[str, ...]) -> NoticesQuery:
    other = not topics and not _ALL(message) and _names_more(message)
    return NoticesQuery("unsubscribe", topics, areas_in(message), is_other=other)


def _names_more(message: Message) -> bool:
    """Whether a word for a notice has something behind it that says which."""
    ends = (_NAMES_MORE.at(message, at) for at in range(len(message)))
    return any(end and end < len(message) and message.words[end] not in _SAYS_NO_MORE for end in ends)
