"""Recognises wishes for notices: which topics, where, and whether to begin or to end."""

from hotline.lexicon.names import DISTRICTS, PLACES, STREET_NAMES, WARDS
from hotline.phrases import Phrases
from hotline.recognition import Recognised, Sure
from hotline.services.notices.queries import NoticesQuery
from hotline.text import Message

_TOPICS = {
    "storm": Phrases("""
    =lũ|=lụt|thiên tai|áp thấp|mưa lớn|mưa to|mưa bão|mưa lũ|thời tiết|triều cường|xả lũ|xả hồ|thủy điện xả|
    sạt lở|==lốc|lốc xoáy|storm|storms|flood|floods|typhoon|weather|ngập lụt|=ngập … nhắn/báo|ngập|gió mạnh|
    sóng thần|lũ quét|khí tượng|cảnh báo mưa|nắng nóng|dự báo
    """),
    "power": Phrases("""
    cúp/mất/cắt/ngưng/ngừng/có/lịch/tin/báo/vụ =điện|=điện cúp|cúp điện nước|điện nước|cắt điện|power|electricity|
    outage|outages|blackout|điện … cúp|=điện lực|tạm ngừng cung cấp điện|báo điện|=điện
    """),
    "water": Phrases("""
    cúp/mất/cắt/ngưng/ngừng/có/lịch/tin/báo/vụ =nước|=nước cúp|điện nước|điện với nước|nước máy|nước sinh hoạt|
    cấp nước|water|dawaco|=nước
    """),
    "reception": Phrases("""
    tiếp dân|tiếp công dân|tiếp cd|lịch tiếp|tiếp dân của|=tiếp =dân|gặp chủ tịch|chủ tịch … tiếp|citizen reception|
    reception
    """),
    "documents": Phrases("""
    văn bản|chính sách|nghị quyết|quy định mới|quyết định mới|công văn|luật mới|nghị định|thông tư|văn bản mới|
    documents|policies|policy|regulations|regulation|vb mới|tin =vb
    """),
    "health": Phrases("""
    sức khỏe|=dịch bệnh|=dịch|sốt xuất huyết|tiêm chủng|tiêm phòng|tiêm vắc xin|chích ngừa|vắc xin|vaccine|
    vaccination|vacxin|y tế|tay chân miệng|health|khám miễn phí|covid|bệnh dại|=dịch tả|vệ sinh an toàn
    """),
    "exam": Phrases("""
    điểm thi|tuyển sinh|kỳ thi|lớp 10|lớp 1|lớp 6|điểm chuẩn|thi tốt nghiệp|thi thpt|exam|exams|kết quả thi|
    lịch thi|điểm =thi|thi cử|thi vào|đầu cấp|nhập học|thi lớp|tốt nghiệp|đề thi|admission|admissions
    """),
    "traffic": Phrases("""
    giao thông|cấm đường|kẹt xe|tắc đường|sửa đường|phân luồng|rào đường|chặn đường|cấm xe|=cấm cầu|cấm lưu thông|
    đóng đường|traffic|road closed|road closure|road closures|road works|roadworks|ùn tắc|đào đường|cấm đỗ|cấm đậu|
    đường … cấm|cấm … đường|thi công đường|=cấm =cầu
    """),
}  # fmt: skip
# "điện", "nước" and the like mean a notice only beside a word for a notice.
_BARE = ("power", "water")
_CUT = Phrases("""
cúp/mất/cắt/ngưng/ngừng/ngắt =điện/nước|cúp điện nước|điện nước|=điện/nước … =cúp/mất/cắt/có_lại|=có =điện/nước lại|
có điện chưa|có nước chưa|mất điện|power/water cut|power/water cuts|power/water outage|outage|outages|no power|
no water|ngưng/ngừng cấp nước|ngưng/ngừng cung_cấp|cúp … =điện/nước|cup dien|cup nuoc
""")

_WISH = Phrases("""
đăng ký|đăng kí|=nhận tin|=nhận thông_báo|=nhận … tin/thông_báo/lịch/cảnh_báo|nhận cảnh báo|nhận báo|nhận lịch|
nhắn/báo/gửi/thông_báo/gởi/nhắc/cập_nhật … cho/giùm/giúp/dùm/trước/tôi/tui/em/mình|
nhắn/báo/gửi/thông_báo/gởi/nhắc/cập_nhật … với/con/cháu/bà/chú/bác/anh/chị/nhà|theo dõi tin|muốn nhận|muốn biết|
theo dõi … giùm/giúp/dùm/hộ/cho|
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
=rút đăng_ký|xóa đăng_ký|=xóa tin|nghỉ nhận/tin/theo_dõi|ngắt tin|chấm dứt
""")
# Said of messages in general, with no topic and no word for a notice.
_ENOUGH = Phrases("=không/khỏi/đừng/thôi/hết … =nhận/nhắn/gửi/gởi … =nữa|=thôi không =nhận")
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
mấy tin … nhận/đăng_ký|which alerts|which notices|=đang bật
""")
_ASKS = Phrases(
    """
không|chưa|=khi nào|khi mô|bao giờ|chừng nào|mấy giờ|=lúc nào|=ngày nào|ngày mô|bữa nào|bữa mô|hôm nào|=lịch|when|
is there|any|will|=có … không|rứa|=vậy|hả|hè|?|=sao|răng|đến mấy|tới mấy|ở đâu|ở mô|chỗ nào|đường nào|đường mô|=mấy|
schedule|hom nao|khu nào|khu mô
"""
)
# Words that hold a topic's word and are not about it.
_NOT_TOPICS = {
    "storm": Phrases("=lũ trẻ/bạn/chó/lượt|thời tiết =đẹp/mát|=ngập =tràn/rác|bảo hiểm/tàng/vệ/đảm/hành/lãnh/trì"),
    "power": Phrases("""
    =tiền điện|hóa đơn|điện thoại|điện tử|điện biên|điện bàn|điện ngọc|điện nam|điện dương|điện thắng|điện máy|
    điện hòa|điện hải|xe điện|thủy điện|nhiệt điện|thợ điện|điện ảnh
    """),
    "water": Phrases("""
    =tiền nước|hóa đơn|nước ngoài|đất nước|nước mắm|nước mắt|non nước|uống nước|đuối nước|nước ta|đường nước|
    nước lũ|nước ngập|nước lên|nước ngọt|nước đá|công viên nước
    """),
    "health": Phrases("trạm y_tế|trung tâm y_tế|sở y_tế|bảo hiểm y_tế|thiết bị y_tế|khai báo y_tế|giấy khám"),
}  # fmt: skip
_BUS = Phrases("""
xe buýt|xe bus|bus|xe nào|xe mô|xe chi|xe gì|đi xe|bắt xe|đón xe|trạm xe|trạm nào|trạm mô|trạm gần|gần trạm|
trạm … gần|có xe|tuyến nào|tuyến mô|bến xe
""")


_CURT = frozenset(("stop", "unsubscribe", "cancel", "huy", "ngung", "dung"))


def recognise(message: Message) -> Recognised | None:
    """What is said about notices, if anything is."""
    if len(message) <= 3 and not _CURT.isdisjoint(message.words[:1]):
        topics = _topics(message, told=True)
        if len(message) == 1 or topics or _ALL(message):
            return Recognised("notices", Sure.ASKED, NoticesQuery("unsubscribe", topics))
    told = _WISH(message) or _TELLING(message) or _END(message)
    topics = _topics(message, told=told)
    about = bool(topics) or _WISH(message) or _TELLING(message) or _LIST(message) or _ENOUGH(message)
    if not about:
        return None
    query, sure = _read(message, topics)
    return Recognised("notices", sure, query) if query else None


def _read(message: Message, topics: tuple[str, ...]) -> tuple[NoticesQuery | None, Sure]:
    """The wish in a message that is about notices."""
    wish, telling = _WISH(message) or message.words[0] in _IMPERATIVES, _TELLING(message)
    if _LIST(message) and not (topics and _asks_for_cut(message)):
        return NoticesQuery("list"), Sure.ASKED
    if _ENOUGH(message) or (_END(message) and (topics or telling or wish)):
        return NoticesQuery("unsubscribe", topics), Sure.ASKED
    if not topics:
        if (wish and telling) or (wish and len(message) < 4):
            return NoticesQuery("subscribe"), Sure.LIKELY
        return None, Sure.MAYBE
    areas = _areas(message)
    if wish or (telling and not _BUS(message)):
        return NoticesQuery("subscribe", topics, areas), Sure.LIKELY if _BUS(message) else Sure.ASKED
    if _ASKS(message) or len(message) < 5:
        return NoticesQuery("subscribe", topics, areas), Sure.LIKELY
    if _CUT(message):
        return NoticesQuery("subscribe", topics, areas), Sure.LIKELY
    return None, Sure.MAYBE


_IMPERATIVES = frozenset("bao nhan gui nhac dk nhan".split())


def _asks_for_cut(message: Message) -> bool:
    return _CUT(message) and "dang" not in message.vocabulary


def _topics(message: Message, *, told: bool) -> tuple[str, ...]:
    """The topics that are named; "điện" and "nước" alone count only where a notice is spoken of."""
    cut = _CUT(message)
    found = []
    for topic, named in _TOPICS.items():
        if topic in _BARE and not (told or cut):
            continue
        # "cúp điện Hòa Khánh" holds "điện hòa", and is no air conditioning.
        other = _NOTHING if cut and topic in _BARE else _NOT_TOPICS.get(topic)
        said = named.beside(message, other, _names(message)) if other else named(message)
        if said or (topic == "storm" and _storm(message)):
            found.append(topic)
    return tuple(found)


_NOTHING = Phrases("")


def _names(message: Message) -> list[tuple[int, int]]:
    """Names that a topic's word may end ("Vĩnh Điện", "Non Nước"), but their first words."""
    found = ((at, max(names.at(message, at) for names in _NAMED)) for at in range(len(message)))
    return [(at + 1, end) for at, end in found if end > at + 1]


_NAMED = (WARDS, DISTRICTS, PLACES, STREET_NAMES)


def _storm(message: Message) -> bool:
    """Whether a storm is spoken of: "bão", and "bao" or "bảo" if the words around it say so."""
    for at, word in enumerate(message.words):
        if word != "bao":
            continue
        before = message.words[at - 1] if at else ""
        after = message.words[at + 1] if at + 1 < len(message) else ""
        typed = message.said[at].lower()
        meant = before in _BEFORE_STORM or after in _AFTER_STORM
        if typed == "bão" and after not in _NO_STORM:
            return True
        if (typed == "bảo" or (typed == "bao" and not message.accented)) and (
            meant and after not in _AFTER_BAO and before not in _TOLD
        ):
            return True
    return False


_NO_STORM = frozenset("gia sale like mang long".split())
_BEFORE_STORM = frozenset("tin con mua co chong sieu va , : hoi ky nhan".split())
_AFTER_STORM = frozenset("lu lut so lon gan do vao".split())
_TOLD = frozenset(("thong", "canh"))
# What "bao" and "bảo" are with these is no storm: "báo tôi", "bao giờ", "bảo hiểm", "bảo tàng".
_AFTER_BAO = frozenset(
    """
toi tui em minh gio nhieu lau cho truoc con chau biet hiem anh chi gom mo la me ba nha xa ve tang hiem dam tri hanh
mat lanh ton duong mau quan toan luu ke tro an thu ban rang nhau nguoi ho ngoc chau
    """.split()
)


def _areas(message: Message) -> tuple[str, ...]:
    """Wards and districts that are named as such, or after "ở", a dash, a comma, or the topic: "tin bão Tam Kỳ"."""
    areas: list[str] = []
    at = 0
    while at < len(message):
        end = max(WARDS.at(message, at), DISTRICTS.at(message, at))
        if end and (not at or message.words[at - 1] in _BEFORE_WARD or _ends_topic(message, at)):
            areas.append(message.between(at, end))
            at = end
        else:
            at += 1  # "cúp điện Hòa Khánh" holds the old commune of Điện Hòa
    return tuple(areas)


def _ends_topic(message: Message, at: int) -> bool:
    """Whether the words before `at` are a topic."""
    return message.words[at - 1] == "bao" or any(
        named.at(message, begin) == at for named in _TOPICS.values() for begin in range(max(0, at - 4), at)
    )


_BEFORE_WARD = frozenset(
    """
    dan vung xom con phuong p xa x o tai khu vuc - , quan q huyen h ve cho va ben duoi tren the in for ward tx
    """.split()
)
