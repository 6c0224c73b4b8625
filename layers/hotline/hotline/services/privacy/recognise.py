"""Recognises what citizens say about the data that is kept about them."""

from hotline.phrases import Phrases
from hotline.recognition import Recognised, Sure
from hotline.services.privacy.queries import PrivacyQuery
from hotline.text import Message

_DATA = (
    "dữ_liệu/data/thông_tin_cá_nhân/thông_tin_của/số_điện_thoại/lịch_sử/tin_nhắn_cũ/đoạn_chat/"
    "cuộc_trò_chuyện/hội_thoại/thông_tin_về/dấu_vết/địa_chỉ/số_nhà/hình_ảnh/ảnh/vị_trí/tin_nhắn/nội_dung"
)
_ERASE = Phrases(f"""
xóa/hủy/gỡ {_DATA}/thông_tin/tài_khoản|xóa/hủy … {_DATA}|
xóa =hết/sạch/mọi/tất_cả/toàn_bộ … =về/của/dữ_liệu/thông_tin|xóa … của tôi/tui/t/tao/tau/tớ/em/mình/cháu/con/anh/chị|
xóa chat|
xóa tôi/tui/em/mình|=quên tôi/tui/em/mình/tao/tau/con/cháu đi|hãy quên|=quên số/tên/địa_chỉ/số_điện_thoại … =của/đi|
=quên hết … về|
đừng/không/thôi/khỏi/ngưng/ngừng/dừng/cấm =giữ/lưu/lưu_trữ/thu_thập|
đừng/không/thôi/khỏi/ngưng/ngừng/dừng … =giữ/lưu/lưu_trữ … số/dữ_liệu/thông_tin/tin_nhắn/của|rút lại … đồng ý|
rút … đồng ý|=quyền được quên|delete/erase/remove/wipe/clear my|
delete/erase/remove/wipe/clear … data/information/history/conversation/chat/account|forget me|forget everything|
stop storing|do not/n't keep/store|don t keep/store|withdraw … consent|delete everything|
xóa giùm/giúp … dữ_liệu/thông_tin/lịch_sử/chat|xóa lịch sử|xóa … … … tôi/tui/em/mình/con/cháu =nhắn/gửi/nói/hỏi|
không/chưa/chẳng =đồng_ý … … =giữ/lưu/lưu_trữ/thu_thập/xử_lý|to be forgotten|right to be forgotten|
delete/erase/remove/wipe/clear everything … about me|forget about/all|
xóa … … … =đã lưu/giữ/nhắn/gửi/hỏi|bỏ/dọn/gỡ =hết/sạch/toàn_bộ … dữ_liệu/thông_tin/tin_nhắn … tôi/tui/em/mình/con/cháu
""")
# Said of the whole message, and of nothing less: what is erased does not come back.
_AGREED = Phrases("""
đồng_ý/xác_nhận/xác_nhận_đồng_ý/chắc_chắn/ok/yes xóa/hủy =dữ_liệu/thông_tin|
đồng_ý/xác_nhận/chắc_chắn/ok/yes xóa/hủy =hết/sạch/mọi/tất_cả/toàn_bộ dữ_liệu/thông_tin|
đồng_ý/xác_nhận/chắc_chắn/ok/yes xóa/hủy hết/sạch mọi/tất_cả/toàn_bộ dữ_liệu/thông_tin|
agree/confirm/yes/ok/to/, erase/delete/remove my/all data/information|
agree/confirm/yes/ok/to/, erase/delete/remove my_personal/all_my/all_of_my/all_my_personal data/information
""")
_AROUND_AGREED = Phrases("""
tôi/tui/em/mình/con/cháu/tau/tao/tớ/t|=vâng|=dạ|=ừ|=ok|=yes|=rồi|=xin|cá nhân|
của/về =tôi/tui/em/mình/con/cháu/tau/tao/tớ/t|=đi|=luôn|=nha|=nhé|=nghe|=ạ|=giúp|=giùm|ngay|
i|agree|confirm|about me|now|please|,|.|!|"|“|”
""")
_EXPORT = Phrases(f"""
bản sao … {_DATA}/thông_tin|xin/trích/xuất/tải/xem/coi/gửi … {_DATA} … tôi/tui/em/mình/về/cá_nhân|
dữ liệu của tôi/tui/em/mình/con/cháu/anh/chị|dữ liệu cá nhân|dữ liệu về tôi/tui/em/mình|
=lưu/giữ/biết/có/nắm/thu_thập/ghi … gì/chi/những_gì/những_chi … về/của … tôi/tui/em/mình/t|
=lưu/giữ/biết/có/nắm/thu_thập/ghi … gì/chi/những_gì/những_chi … về/của … tao/tau/người_dùng/con/cháu|
=lưu/giữ/biết/có/nắm/thu_thập/ghi … thông_tin_gì/thông_tin_chi … về/của … tôi/tui/em/mình/t|
=lưu/giữ/biết/có/nắm/thu_thập/ghi … thông_tin_gì/thông_tin_chi … về/của … tao/tau/người_dùng/con/cháu|
=lưu/giữ/biết/có/nắm/thu_thập/ghi … dữ_liệu_gì/dữ_liệu_chi … về/của … tôi/tui/em/mình/t|
=lưu/giữ/biết/có/nắm/thu_thập/ghi … dữ_liệu_gì/dữ_liệu_chi … về/của … tao/tau/người_dùng/con/cháu|
=lưu/giữ/thu_thập … =về tôi/tui/em/mình/con/cháu/t/tớ|=biết =gì/chi =về tôi/tui/em/mình/t/tớ|
=lưu/giữ/thu_thập những/thông_tin … gì/chi/nào|=lưu/giữ … số_điện_thoại/dữ_liệu/thông_tin/tin_nhắn … không|
=lưu =gì/chi =của|=có lưu/giữ/lưu_trữ … … =không/hông|
=ghi_lại/lưu_lại/giữ_lại tin_nhắn/nội_dung/cuộc_trò_chuyện/hội_thoại/thông_tin/số/vị_trí/địa_chỉ|
=bị/được =lưu/giữ/lưu_trữ/lưu_lại/ghi_lại =không/hông/ko/chứ/ạ|
thông_tin/dữ_liệu/tin_nhắn/số_điện_thoại/vị_trí … … =giữ/lưu/lưu_trữ … =bao_lâu/mấy_ngày/đến_khi|

thông tin/dữ_liệu … =dùng/sử_dụng =làm/để/cho/vào =gì/chi/việc|thông tin =gì/chi về tôi/tui/em/mình|
thông tin cá nhân … lưu/giữ|
thông tin … =về tôi/tui/em/mình … lưu/giữ/không/đâu|
what … know/store/keep/have/stored/kept/data/information … about me|
store/keep/save/have/know … my phone/number/data/information|my data|my personal data|copy of my data|export … data|
gửi/cho/xin … dữ_liệu … lưu/giữ|=dữ_liệu … =đang lưu/giữ|download … data|about me|chính sách bảo mật/riêng_tư|
privacy|quyền riêng tư|bảo vệ dữ liệu|what … hold/have/keep/store/know … on me|
keep/store/save/record/log my messages/chats/chat/location/address|how long … keep/store my|
store/keep/save/collect personal data/information|=có =gì trong hệ_thống|
is/are my location/number/phone/address/messages/chat/name … stored/kept/saved/recorded/shared|
=nhớ … =gì/những_gì … tôi/tui/em/mình =đã/từng/hỏi/nhắn|
=giữ/lưu/lưu_trữ thông_tin/dữ_liệu/tin_nhắn … tôi/tui/em/mình … =bao_lâu/khi_nào/khi_mô/lúc_nào
""")
# Of what is kept here, whatever else is named: "xóa hồ sơ cá nhân của tôi trong bot".
_ERASE_HERE = Phrases("xóa … hồ_sơ cá_nhân|xóa … … =trong/khỏi bot/chat/hệ_thống|xóa … … … =khỏi =đây/bot/hệ_thống")
_WHO_READS = Phrases(
    "=ai =xem/đọc/thấy/coi … tin_nhắn/dữ_liệu/thông_tin của tôi/tui/em/mình/con/cháu|who … see/read my"
)
_OTHER = Phrases(
    """
xem/coi/xin/gửi … địa_chỉ/số_nhà/hình_ảnh/ảnh/vị_trí/tin_nhắn/nội_dung|
=xóa/hủy/rút … hồ_sơ|hồ_sơ/hs =bị … =xóa|xóa =án|xóa đăng ký|xóa =thế chấp|=xóa … thường trú|xóa tên|xóa nợ|
dữ liệu bản đồ|dữ liệu mở|open data|
=lịch sử =đảng|dữ liệu =4g|mất dữ liệu|dung lượng
"""
)


def recognise(message: Message) -> Recognised | None:
    """Whether somebody wants to know what is kept about them, or wants it gone."""
    if _agrees(message):
        return Recognised("privacy", Sure.NAMED, PrivacyQuery("agreed"))
    if _ERASE_HERE(message) or _ERASE.beside(message, _OTHER):
        return Recognised("privacy", Sure.ASKED, PrivacyQuery("erase"))
    if _WHO_READS(message) or _EXPORT.beside(message, _OTHER):
        return Recognised("privacy", Sure.ASKED, PrivacyQuery("export"))
    return None


def _agrees(message: Message) -> bool:
    """Whether the message says that we may erase, and nothing else: no condition, no question, no "not"."""
    start = _AGREED.find(message)
    if start is None:
        return False
    end = _AGREED.at(message, start)
    return _AROUND_AGREED.cover(message, 0, start) and _AROUND_AGREED.cover(message, end, len(message))
