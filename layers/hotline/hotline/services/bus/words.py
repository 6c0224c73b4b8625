"""Small words of Vietnamese and English that tell where a name ends and what a message about buses is about."""

from hotline.phrases import Phrases
from hotline.text import Message

# A word after which a name cannot go on. Accents, where typed, decide: "mình" ends a name, "Minh" does not.
_ENDS = Phrases("""
=thì/đi/có/không/mấy/bằng/ạ/à/nhé/nha/nhỉ/hè/hí/hỉ/rứa/vậy/xe/bus/buýt/tuyến/nào/mô/với/giúp/giùm|
=dùm/cho/ơi/em/anh/chị/cháu/tui/tôi/mình/bạn/ad/rồi/được/mất/bao/hết/khi/lúc/ngày/nữa/là/và/phải/cần/để|
=nộp/thăm/chơi/khám/tái_khám/thi/học/làm/gặp/mua/đón/bắt/ngồi/gần/hỏi/xin/nghe/này/ni/đó/chưa/còn/chạy|
=đang/đậu/ghé/dừng/chờ/ở/từ/tới/đến/ra/về/sang/xuống/lên/thôi/luôn/hả/hở/chứ/răng/sao/gì/chi/nên/mà|cám ơn|cảm ơn|
pls|please|by|at|on|how|which|what|is|are|do|does|for|thanks|thank|from|to|and|near|nearest|closest|the|any|where|
when|stop|station|stops|hotel|my|can|need|want|thx|=sáng/chiều/tối/trưa nay/mai/này/ni|=hôm/bữa nay/ni|mai|qua trạm|
qua tuyến|=trạm/bến nào/mô/gần|trạm|=ngay|=đường =gần|=giờ|tiền|tiện|nhanh|chuyến|muốn|dạ|vâng
""")


def ends_name(message: Message, at: int) -> bool:
    """Whether the word at `at` cannot be part of a name. "Mai" can, in "Lê Thị Mai Hoa", where "mai" cannot."""
    if not _ENDS.at(message, at):
        return False
    word = message.said[at]
    begins = at == 0 or not message.said[at - 1].isalnum()
    return begins or not (word[0].isupper() and word[1:].islower())


# Nobody says these of anything but buses.
BUS = Phrases("""
xe buýt|xe buýts|buýt|xe bus|bus|buses|trạm xe|trạm dừng|bus stop|điểm dừng|điểm đón|nhà chờ|xe nào|xe mô|xe chi|
xe gì|xe số|xe mấy|chuyến =cuối/đầu/chót|chuyến xe|mấy chuyến|tuyến nào|tuyến mô|tuyến gì|tuyến chi|tuyến mấy|
tuyến số|tuyến xe|lộ trình|trạm nào|trạm mô|trạm gần|trạm =chi/gì|gần trạm|trạm … gần|tìm trạm|xe đi =qua|đổi xe|
sang xe|đón xe|bắt xe|chờ xe|đợi xe|lên xe =nào/mô|vé tháng|vé xe|giờ chạy|=xe … =chạy|which stop|what stop|xe ghé|
xe đi|đi xe|mấy giờ … xe|xe … mấy giờ|có xe|có trạm|trạm chưa|xe … không|trạm … xe|xe … trạm|xe đậu|xe đỗ|xe dừng|
=ra trạm|bến =nào/mô gần|mt|mã trạm|đi tuyến|bắt tuyến|xe về|xe ra|xe tới|xe đến|xe lên|xe xuống|xe qua|thấy xe|
chưa … xe|closest stop|nearest stop|any stop|danh sách tuyến|các tuyến|những tuyến|bến nào|bến mô|bến xe gần|bến gần
""")
STRONG = Phrases("""
xe buýt|buýt|xe bus|bus|buses|trạm xe|bus stop|trạm dừng|nhà chờ|xe nào|xe mô|xe chi|xe số mấy|tuyến nào|tuyến mô|
tuyến mấy|tuyến xe|tuyến gì|trạm nào|trạm mô|trạm gần|đổi xe|chuyến cuối|chuyến đầu|chuyến xe|mã trạm
""")
# "xe" that is no bus, "trạm" where none stops, "tuyến" on which none runs.
NOT_BUS = Phrases("""
trạm y_tế|trạm thu_phí|trạm biến_áp|trạm xăng|trạm bơm|trạm cân|trạm sạc|trạm điện|trạm kiểm|trạm xá|trạm cứu|
mất xe|phạt xe|đăng ký xe|kẹt xe|xe =máy|ô tô|xe hơi|xe tải|xe cứu|xe cấp_cứu|xe rác|xe ôm|xe đạp|xe khách|taxi|
grab|xe công|xe của|bằng lái xe|giữ xe|gửi xe|xe … bị phạt|phạt nguội|sang tên xe|xe em|xe tôi|xe tui|xe mình|
xe nhà|đăng kiểm|rửa xe|trực tuyến|tuyến đường|tiền tuyến|xe điện|đua xe|té xe|=ngã xe|xe #plate|biển số|tìm xe|
xe tang|mua xe|bán xe|xe lửa|xe lăn|xe đẩy
""")
