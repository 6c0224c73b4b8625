"""Recognises who needs a person: danger first, then complaints, lost things, and wishes to speak to somebody."""

from hotline.phrases import Phrases
from hotline.recognition import Recognised, Sure
from hotline.services.desk.dangers import in_danger
from hotline.text import Message

_PERSON = Phrases("""
gặp/nói_chuyện_với/nói_chuyện/cho_gặp/chuyển … nhân_viên/tổng_đài/tổng_đài_viên|
gặp/nói_chuyện_với/nói_chuyện/cho_gặp/chuyển … cán_bộ/người_thật/tư_vấn_viên/admin|
kết_nối/chat_với/liên_hệ/liên_lạc/gọi/trao_đổi_với … nhân_viên/tổng_đài/tổng_đài_viên|
kết_nối/chat_với/liên_hệ/liên_lạc/gọi/trao_đổi_với … cán_bộ/người_thật/tư_vấn_viên/admin|
gặp/nói_chuyện_với/nói_chuyện/cho_gặp/chuyển … người_phụ_trách/con_người/lãnh_đạo|
gặp/nói_chuyện_với/nói_chuyện/cho_gặp/chuyển … ai_đó/người_có_trách_nhiệm/chuyên_viên/tư_vấn|
kết_nối/chat_với/liên_hệ/liên_lạc/gọi/trao_đổi_với … người_phụ_trách/con_người/lãnh_đạo|
kết_nối/chat_với/liên_hệ/liên_lạc/gọi/trao_đổi_với … ai_đó/người_có_trách_nhiệm/chuyên_viên/tư_vấn|
nhân viên đâu/trả_lời/hỗ_trợ/tư_vấn/nào|=cần nhân_viên/người_thật/cán_bộ/người_hỗ_trợ/người_tư_vấn/tư_vấn_viên|
tổng đài|hotline|đường dây nóng|số điện thoại|số điện thoại … =của/nào/gì/chi/phường/ủy_ban/công_an|
=gọi số nào/mô/mấy/gì/chi|=số nào/mô … gọi|gọi ai|=gọi cho ai|gọi =ở_đâu/đâu|người thật|=nói với người|
=cho … =người … nói_chuyện|=có ai … =không/trả_lời/trực/hỗ_trợ|=ai =đó trả_lời|có người trực không|ai trực|
=người … trả_lời|không phải bot|không muốn … bot|không nói chuyện với máy|=máy trả_lời|=không hiểu … =gì/chi … hết|
bot … không hiểu|nãy giờ không ai trả_lời|hỗ trợ trực_tiếp|
talk/speak/chat … human/person/staff/agent/someone/operator/officer/representative|human please|real person|
real human|live agent|human|operator|customer service|call centre|call center|phone number|an agent|contact number|
call someone|staff|talk to someone|1022|tư vấn viên|tổng đài viên|cán bộ … đâu|phụ trách … đâu|admin đâu|ad đâu|
kêu/kiu ai/ai_đó/người/nhân_viên/cán_bộ/sếp/quản_lý/ad/admin|
kêu/kiu/gọi … =ra đây/nói_chuyện/tiếp/trả_lời|
gặp ad|chat/nói với người|cho =gặp/nói_chuyện_với/chat_với =người|gặp =người|=cho gặp|người … hỗ_trợ|gặp ai|
nói chuyện với ai|=gọi =người|nhân viên ơi|nhân viên … đâu|trực đâu
""")
_COMPLAINT = Phrases("""
ổ gà|ổ voi|=hố =ga/sâu/to/tử_thần|đường … =hư/hỏng/xấu_quá/lún/nứt/lởm_chởm/nát|sụt lún|=lún|nắp cống|
=cống/hố =hở/sụp|nguy hiểm|
cống … =hôi/nghẹt/tắc/thối/mất_nắp/hư/tràn|nghẹt cống|tắc cống|=rác|thùng rác|xả rác|đổ rác|đổ … rác|xà bần|bừa bãi|
hôi thối|=hôi =quá/rình/thúi|bốc mùi|=mùi hôi|=thối quá|xả thải|ô nhiễm|khói bụi|bụi =quá/mù|
nước … ==đen_ngòm/đục/hôi/bẩn/vàng_khè|tiếng ồn|=ồn =quá/ào|==ồn|on ao|on qua|karaoke|=hát … ầm|loa kẹo_kéo|
loa … =to/ầm|mở nhạc|nhậu nhẹt|đèn đường|đèn … =không sáng/hư/tắt/cháy/hỏng|
đèn =đỏ/xanh/giao_thông/tín_hiệu … =hư/hỏng/không|=đèn =đỏ … … =hư/hỏng|bóng đèn|tối =thui/om/mù|
cây =đổ/ngã/gãy/chắn/xanh … =ngã/đổ|cành cây|cây … =ngã/đổ/gãy|=chó =thả_rông/hoang/sủa/dữ|chó … thả rông|
=lấn chiếm|lấn vỉa_hè|vỉa hè … =chiếm/lấn/đậu/bán|chiếm … vỉa_hè|đậu xe =chắn/bừa_bãi/lấn/trước_nhà/sai|đỗ xe bừa|
xây =trái_phép/lậu|xây dựng trái_phép|bán hàng =rong|dây cáp … =sà/lòng_thòng/rớt|dây … lòng_thòng/chằng_chịt|
thái độ|khó nghe|thô lỗ|cộc cằn|cộc lốc|lớn tiếng|hỗn láo|vô lễ|làm khó|gây khó|đòi tiền|=vòi tiền|hối lộ|
nhũng nhiễu|hách dịch|quát|chửi|vòi vĩnh|lừa đảo|phản ánh|khiếu nại|tố cáo|kiến nghị|góp ý|phàn nàn|bức xúc|
báo cáo sự_cố|báo hư|=tài xế … =chửi/ẩu/hút_thuốc/không_dừng/bỏ/đuổi/phóng/nạt/quát/thô_lỗ/vượt/điện_thoại/nói/láo|
chạy ẩu|phóng nhanh|lạng lách|=bỏ trạm|bỏ khách|không =dừng/đón =trạm/khách|không dừng|
xe buýt … =bẩn/hôi/xịt_khói/dơ/đuổi/không_dừng/bỏ_bến|chặt chém|bể ống|vỡ ống|ống nước … =bể/vỡ/xì/rò|nước … tràn|
nước rò|=ngập … =mấy/cả/quá/hoài/sâu/lênh_láng|ngập =quá/hoài/cả|nước ngập … =đường/nhà|biển báo … =hư/gãy/mất/đổ|
trạm … =hư/bể/dột/bẩn/mất_mái|mái che … =hư/bể|ghế … =gãy/hư|=trộm =chó/cắp|mất cắp|=mất trộm|ăn cắp|móc túi|cờ bạc|
đánh bạc|ma túy|=đua xe|nẹt pô|quậy phá|pothole|garbage|trash|rubbish|street light|streetlight|street lamp|noise|
noisy|complain|complaint|report|rude|broken|stinks|smell|illegal|scam|overcharged|report … driver|dirty|loud|
không ai … =hốt/dọn/xử_lý/sửa/gom/lo|không ai dọn/hốt/sửa/xử_lý|không người =hốt/dọn|=chưa ai =hốt/dọn/sửa|
đào đường … =không/chưa|đá … vương_vãi|công trình … =ồn/bụi/đêm|vé giả|thu tiền … =không/quá|thu quá|=thối tiền|
không thối|mất điện … =hoài/mãi|nước yếu|hàng xóm|tổ chim|muỗi … =nhiều/quá|chuột … nhiều|chó chết|xác … chết|
tràn =dầu/nước|đổ dầu|dầu … =tràn/đường|==đinh … đường|rải đinh|nhựa đường … bong|mất vệ sinh|==hư|==dơ|==bẩn|==hôi|
==thối|==nghẹt|bị lừa|lừa … tiền|lừa mất|chiếm dụng|=gây ồn|xe dù|chèo kéo|đeo bám|ăn xin|bảo kê|đánh bài|mại dâm|
tụ tập|mất an ninh|phụ xe|lơ xe|máy lạnh … hư/không/hỏng|nhồi khách|đốt rác|đốt đồng|cá chết|nuôi heo|nước thải|
ngập úng|gạch … vỡ/bong|vạch kẻ|đùn đẩy|chậm trễ|nước đen|==sụp|==sụt|sụp hố|=lún =đường/đất|
trụ/cột điện … nghiêng/mục|vẽ bậy|dán quảng_cáo|trơn trượt|té xe|xe té|phá hoại|chặn đường … dân|bỏ hoang|
đậu/đỗ xe … =chắn/tràn/bít/trước_nhà/trước_cổng|lấn đất|xe … lấn|=lấn trạm/đường/lề|mất nước … =ngày/tuần/hoài|
cúp nước … =hoài/mãi|đường … đào … bỏ|muỗi|khói … =rơm/rác|nổ pô|không thu gom|chưa thu gom|chưa … =hốt|dắt chó|
phóng uế|tiểu bậy
""")
# Said of officials: a complaint whatever else is spoken of.
_WRONGED = Phrases("""
=đòi/vòi/xin … #money/tiền/thêm_tiền/phong_bì/bồi_dưỡng/lót_tay/quà|=đưa/chung/lót … phong_bì/tiền|lót tay|phong bì|
tiền cò|cò mồi|
hối lộ|nhũng nhiễu|vòi vĩnh|vòi tiền|đòi tiền|hách dịch|hạch sách|làm khó|gây khó|bị … làm_khó/gây_khó/hành|hành dân|
=hành =em/tôi/tui/dân/con/mình|
cán bộ/nhân_viên … =đòi/vòi/chửi/quát/nạt/thô_lỗ/cộc_cằn/cộc_lốc/lớn_tiếng/hỗn/thái_độ/hạch_sách/hách_dịch/gây_khó|
thái độ … =cán_bộ/nhân_viên|bribe|bribes|bribery|corrupt|corruption|khiếu nại|tố cáo
""")
_LOST = Phrases("""
=để/bỏ quên|=quên … =trên xe/buýt/xe_buýt/tuyến/bus|=quên … =ở =trạm/bến/xe|
=quên =cái/túi/ví/bóp/điện_thoại/áo/mũ/nón/dù/ô/cặp/balo/laptop/giỏ/chìa/kính/sách/đồ|đánh rơi|làm rơi|làm rớt|
=rơi/rớt =ví/bóp/điện_thoại/túi/giấy_tờ/chìa/đồ/mất|=rớt … =trên xe|=rơi … =trên xe|
=mất =cái/chiếc/con =điện_thoại/ví/bóp/túi/balo/xe/laptop/máy|
=mất =ví/bóp/điện_thoại/túi/balo/giấy_tờ/đồ/xe/cặp/áo/laptop/ba_lô/hành_lý/vali|
bị mất =ví/bóp/điện_thoại/túi/đồ/xe/giấy_tờ/cái|nhặt được|lượm được|=ai nhặt/lượm/thấy|tìm đồ|thất lạc|
lost … bag/wallet/phone/passport/umbrella/jacket/hat/camera/backpack/item/luggage/purse|
left … bus/bag/wallet/phone/jacket/umbrella/backpack/seat|forgot … bag/phone/wallet/bus/umbrella/jacket/backpack|
lost and found|lost my|left my|stolen|pickpocket|pickpocketed|bỏ lại … xe|bỏ lại trên
""")
_NOT_COMPLAINT = Phrases(
    """
=nhắn trước/giùm/giúp/cho|=thì nhắn|nhớ nhắn|rác thải điện tử|lịch … rác|cây xăng|góp ý dự_thảo|đăng ký|rác … mấy giờ|
thủ tục|hồ sơ|lịch thu gom|quên mật khẩu|đừng/khỏi/ngưng/ngừng/dừng/thôi nhắn/gửi/gởi/báo/nhận|
đừng/khỏi/ngưng/ngừng/dừng/thôi có nhắn/gửi/gởi/báo|tắt/hủy/bỏ tin/thông_báo/cảnh_báo/đăng_ký|không nhận/nhắn/gửi … nữa
"""
)
_WANTS_BUS = Phrases("""
trạm/xe/tuyến/bến nào/mô|trạm/bến gần|gần trạm|xe buýt gần|trạm … gần|tìm trạm/xe|nearest/closest|đi xe buýt/bus
""")
_NOT_PERSON = Phrases(
    "đừng … số điện thoại|xóa|lưu|giữ|hồ sơ|có phải|là người thật|phải người|=nhờ/mong tổng_đài =nhắn/báo/nhắc/gửi"
)


def recognise(message: Message) -> Recognised | None:
    """Whether a person has to hear this, and at once."""
    if in_danger(message):
        return Recognised("human", Sure.DANGER)
    if _LOST(message) or _WRONGED(message):
        return Recognised("human", Sure.ASKED)
    if _COMPLAINT(message) and not _NOT_COMPLAINT(message):
        # "xe buýt gần 390 Điện Biên Phủ, tối thui tìm không ra": it is the bus that is asked for.
        return Recognised("human", Sure.LIKELY if _WANTS_BUS(message) else Sure.ASKED)
    if _PERSON(message) and not _NOT_PERSON(message):
        return Recognised("human", Sure.ASKED)
    return None
