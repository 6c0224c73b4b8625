"""Finds the topics that a message names."""

from hotline.lexicon.names import DISTRICTS, PLACES, STREET_NAMES, WARDS
from hotline.phrases import Phrases
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
CUT = Phrases("""
cúp/mất/cắt/ngưng/ngừng/ngắt =điện/nước|cúp điện nước|điện nước|=điện/nước … =cúp/mất/cắt/có_lại|=có =điện/nước lại|
có điện chưa|có nước chưa|mất điện|power/water cut|power/water cuts|power/water outage|outage|outages|no power|
no water|ngưng/ngừng cấp nước|ngưng/ngừng cung_cấp|cúp … =điện/nước|cup dien|cup nuoc
""")

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


def topics_in(message: Message, *, told: bool) -> tuple[str, ...]:
    """The topics that are named; "điện" and "nước" alone count only where a notice is spoken of."""
    cut = CUT(message)
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
    """Names that a topic's word may end ("Vĩnh Điện", "Non Nước"), but their first words; after "ở" those, too."""
    found = ((at, max(names.at(message, at) for names in _NAMED)) for at in range(len(message)))
    return [(at + (not at or message.words[at - 1] not in _AT), end) for at, end in found if end > at + 1]


_AT = frozenset("o tai phuong xa p x quan huyen q h tx tp in".split())


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


def ends_topic(message: Message, at: int) -> bool:
    """Whether a topic ends where `at` begins."""
    return message.words[at - 1] == "bao" or any(
        named.at(message, begin) == at for named in _TOPICS.values() for begin in range(max(0, at - 4), at)
    )
