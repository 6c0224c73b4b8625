"""Recognises who needs a person: danger first, then complaints, lost things, and wishes to speak to somebody."""

from hotline.phrases import Phrases
from hotline.recognition import Recognised, Sure
from hotline.text import Message

_FIRE = Phrases("""
==cháy|=cháy =nhà/quán/xưởng/rừng/chợ/kho/lớn/to/chung_cư/xe_máy/ô_tô/phòng_trọ/rồi_cứu/bãi_xe/cửa_hàng/tiệm/bếp|
hỏa hoạn|=bốc cháy|=khói … bốc|bốc … khói|thấy khói|bốc khói|khói =đen/mù_mịt/dày_đặc|
nhà_em/nhà_tôi/nhà_tui/nhà_mình/nhà_hàng_xóm =cháy/đang_cháy/bị_cháy|
nhà_dân/nhà_bên/nhà_kế/nhà_ai/có_nhà/cái_nhà =cháy/đang_cháy/bị_cháy|có ==cháy|đang =cháy|=cháy =ở|
lính/xe/gọi cứu hỏa|cứu hỏa|phát nổ|=nổ bình/ga/gas/bếp/lớn/điện/trạm|bình ga/gas … =nổ/xì/rò/hở/cháy|
=xì/rò/rò_rỉ/hở ga/gas|mùi ga/gas|=xì/rò/hở/rò_rỉ khí ga/gas|=xì/rò/hở/rò_rỉ … ga/gas|ga/gas … rò/rò_rỉ/xì|fire|
on fire|burning|gas leak|smell gas|smell of gas|explosion|leaking gas|gas … leaking
""")
_NO_FIRE = Phrases("""
=cháy túi/hàng/vé/nắng/da/sạch/đơn/phim/giáo_án/hết_mình/ví/tiền|phòng cháy|cháy vé|nắng … cháy|da … cháy|
bóng … cháy|đèn … cháy|=cháy … bóng|fire drill|fired|fireworks|=cháy bỏng|sao cháy|=cháy máy|=cháy lưỡi|
=cay … =cháy|cháy hết tiền|xe ==chạy|cháy phố|quẩy|diễn tập
""")
_DANGER = Phrases("""
tai nạn|tông xe/nhau/người/chết/trúng/vào/phải/vô|đâm xe/nhau/trúng/chết/người/vào_cột/vào_nhà/dao|
==đụng xe/nhau/trúng|bị ==đụng|=bị … xe/tàu … tông/đụng/cán/đâm|xe … tông/cán/=đâm|=lật xe/ghe/thuyền/tàu|xe … =lật|
bị thương|bất tỉnh|==ngất|ngat xiu|bi ngat|ngat tren/giua/o/di/roi|bị xỉu|==xỉu|ngất xỉu|máu =chảy/me/nhiều/quá|chảy máu|gãy =chân/tay/cổ|không thở|khó thở|
ngừng thở|ngưng thở|đột quỵ|co giật|ngộ độc|=rắn cắn|=rắn … cắn|=chó … cắn|nhồi máu|tai biến|điện giật|đau tim|
đau ngực|=gọi cấp_cứu|cần =cấp_cứu|xe =cấp_cứu|=cấp_cứu gấp/ngay/với/giúp/giùm|cấp cứu|sắp sinh|=đẻ … =rơi|
nguy kịch|hôn mê|phỏng nặng|bỏng nặng|uống thuốc sâu|uống thuốc trừ_sâu/chuột/ngủ|đuối nước|chết đuối|=duoi nuoc|
chết_chìm/chìm_ghe/chìm_thuyền/chìm_tàu/chìm_xuồng|ghe/thuyền/tàu/xuồng/thúng … =chìm/lật|nước cuốn|cuốn trôi|
=bị =cuốn|=bị … cuốn|trôi =ra/sông/mất_người|nhảy =cầu/sông/lầu|
rơi/té/rớt/lọt/ngã_xuống … =sông/biển/giếng/cống/hố_ga/xuống_nước/mương/hồ|chìm dần|
=con/cháu/bé/em_bé/trẻ/bà/ông/mẹ … bị_lạc/đi_lạc/mất_tích/lạc_mất/thất_lạc|
=ba/má/cha/nội/ngoại/người_già/con_gái/con_trai/cụ … bị_lạc/đi_lạc/mất_tích/lạc_mất/thất_lạc|=lạc con/cháu/bé/mẹ/bà|
trẻ lạc|mất tích|bắt cóc|=lạc mất con/cháu/bé|đứa bé/trẻ/nhỏ … lạc|bé … lạc|con/cháu … lạc … tuổi|lạc … #time|
bắt cóc trẻ_em|đánh nhau|đánh vợ/người/con/đập|bị đánh|bị … đánh|chồng … đánh|=đánh … =vợ|đánh đập|=chém/chém_nhau|
cầm dao|cầm mã_tấu|có dao|có súng|cướp|=giật túi/đồ/dây/điện_thoại/giỏ/ví|bị giật|trộm … =đang|=đang … =trộm|
ăn trộm|kẻ trộm|đột nhập|hiếp dâm|==hiếp|bạo hành|bạo lực|xâm hại|=sàm sỡ|quấy rối|dọa/đe_dọa giết|đe dọa|giết|
khủng bố|có bom|bom mìn|vật nổ|quả bom|đầu đạn|=bắn nhau|đòi giết|hành hung|côn đồ|tự tử|tự sát|tự vẫn|tự vận|
=muốn chết|không muốn sống|kết liễu|không thiết sống|=chán sống|không sống nữa|suicide|kill myself|want to die|
dây điện … =đứt/rơi/rớt/sa/rớt_xuống/rụng/tóe|=đứt dây|đứt … dây_điện|dây cáp … =điện_giật|chập điện|rò điện|
=điện rò|cột/trụ điện … =ngã/đổ/nghiêng/gãy|trạm biến áp … nổ/cháy/tóe|tóe lửa|xẹt lửa|chập cháy|=hở điện|hở … điện|
=sạt lở … =nhà/vùi/sập/người|=bị vùi|vùi lấp|=núi/đất/đá/đồi =lở/sạt/sập|=lở =núi/đất … nhà|đất đá … sập/vùi/tràn|
mắc kẹt|bị kẹt =trong/trên/ở|kẹt =trong thang_máy/nhà/xe|kẹt thang máy|
kẹt =trên =mái/nóc/gác/lầu/cây/nhà/tầng/sân_thượng|lũ =về/lên … =kẹt/nhà|nước … =tới/ngập/lên … nóc/mái/cổ/ngực|
nước … dâng … =nhà/nhanh/cao|nước =lên … nhanh|không =đi/chạy/thoát được … nước|nước lũ … nhà|bị cô lập|
lũ … =kẹt/cuốn/cô_lập/lên_nhanh|sập nhà/tường/cầu/giàn_giáo/mái/trần|=nhà … =sập|=cây … =đè|
cây =ngã/đổ =đè/trúng/vào|=cứu =tôi/tui/em_với/mẹ_con/người/hộ/con_với/cháu_với/với_ạ/với|cứu mạng|sos|=kêu cứu|
=cứu … =gấp|accident|drowning|drowned|drown|lost child|lost kid|missing child|child … missing/lost|
lost … son/daughter/child/kid|son/daughter/kid … missing/lost|my son … lost/missing|heart attack|bleeding|
unconscious|ambulance|emergency|robbed|robbery|attacked|someone … knife|stabbed|fell … water/river|trapped|crashed|
crash|been hit|hit by|electric wire|power line … down|live wire|injured|not breathing|can't breathe|overdose|
kidnapped|assault|assaulted|raped|dying|stroke|uống nhầm|nuốt phải|=bị hóc|hóc xương|ngạt|
=con/cháu/bé/em_bé/trẻ/bà/ông/mẹ/má … =lạc|=nằm bất_động|bất động|nôn ra máu|ói ra máu|=lên cơn|vỡ đập|tràn đê|
vỡ đê|bị trói|bị nhốt|bị giam|=rượt đuổi/chém/đánh|rượt … =dao|đuổi đánh|dí dao|kề dao|đâm chém|dọa nhảy|
=đòi/định =nhảy/tự_tử/chết|=leo … cầu/lan_can … nhảy|=té/ngã/rơi/rớt =lầu/giếng/từ_tầng|sét đánh|cháy nổ|ong đốt|
trăn … =nhà|cá sấu|=lật phà/đò|đá rơi|đe dọa tính_mạng|có xác chết|thấy xác|người chết|
=bị/đang/nó/bé/cháu/con ==hóc|==hóc xương/hột/hạt/kẹo/thạch/đồ/dị_vật/thức_ăn|bị hóc|=mắc/hóc/vướng =xương/hột … cổ/họng|
=mắc/vướng xương|mắc/nghẹn … họng/cổ|bị nghẹn|=nghẹn … thở|==sặc|bị sặc|sac sua/nuoc/chao/bot|tím =tái/ngắt/mặt/môi|
=nuốt … pin/cục/viên/đồng/kim/đinh/bi/hột/hạt/dị_vật/xu/nam_châm/nhầm/trúng/mảnh|nuot … pin/nham/trung/dong_xu/kim|
=uống/ăn =nhầm/lộn/trúng/phải|uống … thuốc_tẩy/thuốc_cỏ/thuốc_sâu/thuốc_rầy/thuốc_diệt/axit/xăng/dầu_hỏa/cồn/hóa_chất|
uống … thuốc_chuột/thuốc_ngủ/thuốc_trừ_sâu/nước_lau|quá liều|trúng độc|trúng gió … =méo/xỉu/ngất|sốc phản_vệ/thuốc/nhiệt|
dị ứng … thở/sưng/nặng/phù|=sưng … thở|==thở … =không/gấp|==thở … =nổi|tho khong duoc/noi|khong tho duoc/noi|hết thở|
không/chưa … ==thở|=thở hổn_hển|thở thoi_thóp|thoi thóp|=méo miệng/mồm/mặt|=liệt/tê/yếu nửa|=liệt tay/chân|nói =đớ/ngọng|
=ngã quỵ|quỵ xuống|gục xuống|=gục =ở/trên/giữa|té =xỉu/ngất|xiu tren/giua/o/roi|sùi bọt|trợn mắt|lên cơn giật|=giật =liên_tục/kinh|
mê man|=kêu/gọi/lay … không/hông =dậy/tỉnh|=không/chưa =tỉnh lại|bất động|nằm … =không nhúc_nhích|
=băng huyết|==ra ==máu|==máu … =ra/tuôn/phun/xối|ra mau nhieu|mất máu|đứt … =ngón/lìa/gân/mạch_máu|=cầm máu|ộc máu|
gãy xương|==vỡ/bể ==đầu|chấn thương|==té/ngã/rớt/rơi … =cầu_thang/lầu/mái/giàn_giáo/ban_công/tầng/thang|te/nga/rot/roi cau_thang/lau/gian_giao|
=bị/trúng … =rắn/rết/bò_cạp/ong … =cắn/đốt/chích|=rắn/rết/bò_cạp … =cắn/chích|bị ==rắn|==rắn … … ==nhà/bếp/phòng|==ong … =đốt/chích|bi ong dot/chich|
ong vò_vẽ|bị ==ong|=chó dại|chó … =cắn|bị ==phỏng/bỏng|bi bong/phong nang/nuoc_soi|phong nuoc_soi|=phỏng/bỏng nước_sôi/lửa/axit/nặng|tạt axit|
=giật/giựt điện|điện giựt|nhiễm điện|=dính điện|điện … … =giật|
=có/thấy/bị/thằng/tên … ==trộm|=co/bi trom … =vao/vo/nha|trộm … =vào/vô/lẻn/đang|==trộm =leo/trèo/cạy/phá/vào/vô|
=kẻ/người/thằng/ông/gã/ai/bọn/tên … … ==cạy/phá/đập/trèo/đột_nhập|=cạy/phá/bẻ =cửa/khóa|
=kẻ/người/thằng/gã/ai/bọn … =lẻn|=leo/trèo =vào/vô/qua … nhà/tường/rào|=người/kẻ lạ … =vào/vô =trong/nhà|
=kẻ/người/thằng/gã/ông/ai/bọn/tên … =theo_dõi/bám_theo/bám_đuôi/rình/rình_rập/đi_theo/chặn/dí =em/tôi/tui/con/mình/cháu|
=có kẻ/người/thằng/gã/ông/ai/bọn … =theo_dõi/bám_theo/bám_đuôi/rình/rình_rập/đi_theo|=bị/bi … bám_theo/bám_đuôi/rình/rình_rập|
=bị =theo_dõi|=bám theo/đuôi|=rình =rập/mò|=theo em/tôi/tui/con/mình/cháu … =về/tới/sợ|=chặn đầu|xin đểu|trấn lột|
=dọa/đòi/định =đánh/giết/chém/đốt/tạt|tống tiền|nhốt =em/tôi/tui/con/cháu/mình/trong|đánh … =con/cháu/bé/mẹ/vợ|đâm … =dao|
=đang … =sạt|=đang … ==lở|sạt lở … =nhà/đè/kẹt/chặn/chôn/xuống/sau|==núi/đất/đá/đồi/taluy … ==lở/sạt/sập/tràn/đổ|nui lo/sat|dat lo/sat|doi sat|lở đất|
kẹt … =thang_máy/lũ/mái|=thang máy … =kẹt/rơi/đứt/hư … người|mắc kẹt|
tự thiêu|rạch/cắt =cổ_tay/tay_mình|=nhảy =lầu/cầu/sông/biển/xuống|=đứng trên … lan_can/thành_cầu/sân_thượng|
=chết =cho/quách/đi =rồi/xong/rảnh/thôi|sống … =làm/để =gì/chi|hết muốn sống|=chẳng/chả/không/ko/hết =còn/muốn/thiết =sống|
=không còn … =sống|kết thúc =cuộc_đời/đời/tất_cả/cuộc_sống|tìm =cái =chết|=tuyệt vọng|trầm cảm … =chết/tự|thư tuyệt_mệnh|
==trở dạ|==chuyển ==dạ|=đau đẻ|=sắp =đẻ/sanh/sinh|=đẻ =rớt/rơi/dọc|==bể ==ối|==vỡ ==ối|==ra ==ối|sốt … li_bì|
collapsed|collapse|collapsing|fainted|fainting|faint|passed out|passing out|seizure|choking|choked|chokes|choke|
poisoned|poisoning|poison|swallowed|swallow|drank … bleach/poison|ate … poison|snake … bite/bit/bitten|bitten … snake|
snake|stung|bee sting|bee stings|allergic reaction|anaphylaxis|electrocuted|electrocution|electric shock|got shocked|burglar|
burglars|burglary|intruder|break/breaking/broke/broken into|breaking in|broke in|thief … in/inside|stalking|stalker|stalked|
someone/man/guy/stranger/he/men … follow/following/follows/followed me|following me|threatening|threatened|threatens|threat|
gun|hostage|landslide|mudslide|rockslide|buried|stuck … elevator/lift/flood/roof/inside/water|on the roof|swept away|
end my life|ending my life|hurt/hurting/harm/harming/cut/cutting myself|self harm|don/dont/don't … want … live|
do not want … live|jump … bridge/building/roof|jumped … bridge/river/building|jumping off|unresponsive|not responding|not moving|
not waking|won't wake|wont wake|can't wake|chest pain|can/cannot/can't/cant … breathe|struggling to breathe|in labor|
in labour|giving birth|water broke|burned|burnt|severe burn|fell … stairs/balcony/roof/building|broken leg/arm/bone/neck|
broke … leg/arm/neck|lots of blood|losing blood|blood everywhere|call … ambulance/police|help me please … dying|
ran over|car/truck/bus/motorbike/bike/taxi hit|hit a/my/the/our man/woman/child/kid/person/pedestrian/son/daughter|
beating|beaten|beat … wife/child|domestic violence|overdosed
""")
_NO_DANGER = Phrases("""
=cứu với =em/con/mình/tui … đói/khát/chán/ế/buồn|đói/khát … cứu|bảo hiểm tai nạn|trợ cấp tai nạn|tai nạn lao động|
chế độ tai nạn|giấy chứng … tai_nạn|hồ sơ … tai_nạn|khoa cấp cứu|phòng cấp cứu|bệnh viện cấp cứu|cứu với =ế|
cười … chết|buồn ngủ … chết|muốn xỉu|nóng =muốn chết|đói muốn chết|mệt muốn chết|nắng muốn chết|lạnh muốn chết|
chán muốn chết|buồn muốn chết|nóng … chết|phòng chống bạo lực|tin … sạt_lở/bão/lũ|cướp bóng|cướp khách|giật mình|
bài_tập/deadline/thi/điểm/học … cứu|cứu … bài_tập/deadline/thi/điểm|tàu cướp biển|hồ bơi|học bơi|dạy bơi|
cảnh báo sạt_lở|đường … sạt_lở|cứu trợ|cứu hộ động_vật|cầu cứu hả|giết thời_gian|muốn … chết … =vì/với_cái|
thèm … chết|cướp giờ|đáng … thương|dễ thương|thương binh|chóng mặt|heart attack … hill|=chắc … =xỉu|
nóng … =xỉu|=xỉu quá|lạc quan|liên lạc|lạc đà|=lạc hậu|lạc trôi|thất lạc … giấy_tờ/ví/hồ_sơ|hoa lạc|
giật điện thoại|mất điện thoại|tra cứu|phòng … đuối nước|đuối nước … lớp/dạy|bảo_hiểm/trợ_cấp/chế_độ … tai_nạn|
khai tử|giấy … báo_tử|rắn … nấu|thuốc … quá hạn|
=theo dõi … … hồ_sơ/hs|người theo dõi hồ_sơ|người … theo_dõi … hồ_sơ/trang/tin|kẹt xe|kẹt … … … xe|kẹt tiền|kẹt lịch|bị kẹt xe|
chết cười|cười muốn chết|sống … ở_đâu|bán … rắn|sách … rắn|con cá sấu|
thi … chết|nóng … =thở không|bận … thở|đông … … thở|hết hồn|tim tái_khám|giờ ăn|ngắt điện/nước/kết_nối/mạng|bất động sản|chết đi được|
=không/ko ra máu|hiến máu|xét nghiệm máu|thử máu|=nhảy =việc/dây|nhảy =múa|chó cắn … tiêm/chích_ngừa|
tiêm … chó_dại|bệnh … dại|phòng … dại|tiêm phòng … chó|snake fruit|stuck in traffic|food stall|
beat traffic|jump … queue|following … bus/stop/dossier/files|burned … down_calories|broken … bus/bench/window/lamp/light
""")
_BUS_TO_CARE = Phrases("xe nào|xe mô|xe gì|xe chi|xe buýt|bus|trạm|tuyến|xe số")
_CARE = Phrases("cấp cứu")

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
gặp ad|chat/nói với người|cho =gặp/nói_chuyện_với/chat_với =người|gặp =người|=cho gặp|người … hỗ_trợ|gặp ai|
nói chuyện với ai|=gọi =người|nhân viên ơi|nhân viên … đâu|trực đâu
""")
_COMPLAINT = Phrases("""
ổ gà|ổ voi|=hố =ga/sâu/to/tử_thần|đường … =hư/hỏng/xấu_quá/lún/nứt/lởm_chởm/nát|sụt lún|=lún|nắp cống|
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
=đòi/vòi/xin … #money/tiền/thêm_tiền/phong_bì/bồi_dưỡng/lót_tay/quà|=đưa/chung/lót … phong_bì/tiền|lót tay|phong bì|tiền cò|cò mồi|
hối lộ|nhũng nhiễu|vòi vĩnh|vòi tiền|đòi tiền|hách dịch|hạch sách|làm khó|gây khó|bị … làm_khó/gây_khó/hành|hành dân|=hành =em/tôi/tui/dân/con/mình|
cán bộ/nhân_viên … =đòi/vòi/chửi/quát/nạt/thô_lỗ/cộc_cằn/cộc_lốc/lớn_tiếng/hỗn/thái_độ/hạch_sách/hách_dịch/gây_khó|
thái độ … =cán_bộ/nhân_viên|bribe|bribes|bribery|corrupt|corruption|khiếu nại|tố cáo
""")
_LOST = Phrases("""
=để/bỏ quên|=quên … =trên xe/buýt/xe_buýt/tuyến/bus|=quên … =ở =trạm/bến/xe|
=quên =cái/túi/ví/bóp/điện_thoại/áo/mũ/nón/dù/ô/cặp/balo/laptop/giỏ/chìa/kính/sách/đồ|đánh rơi|làm rơi|làm rớt|
=rơi/rớt =ví/bóp/điện_thoại/túi/giấy_tờ/chìa/đồ/mất|=rớt … =trên xe|=rơi … =trên xe|
=mất =ví/bóp/điện_thoại/túi/balo/giấy_tờ/đồ/xe/cặp/áo/laptop/ba_lô/hành_lý/vali|
bị mất =ví/bóp/điện_thoại/túi/đồ/xe/giấy_tờ/cái|nhặt được|lượm được|=ai nhặt/lượm/thấy|tìm đồ|thất lạc|
lost … bag/wallet/phone/passport/umbrella/jacket/hat/camera/backpack/item/luggage/purse|
left … bus/bag/wallet/phone/jacket/umbrella/backpack/seat|forgot … bag/phone/wallet/bus/umbrella/jacket/backpack|
lost and found|lost my|left my|stolen|pickpocket|pickpocketed|bỏ lại … xe|bỏ lại trên
""")
_NOT_COMPLAINT = Phrases(
    """
=nhắn trước/giùm/giúp/cho|=thì nhắn|nhớ nhắn|rác thải điện tử|lịch … rác|cây xăng|góp ý dự_thảo|đăng ký|rác … mấy giờ|thủ tục|hồ sơ|lịch thu gom|quên mật khẩu
"""
)
_WANTS_BUS = Phrases("""
trạm/xe/tuyến/bến nào/mô|trạm/bến gần|gần trạm|xe buýt gần|trạm … gần|tìm trạm/xe|nearest/closest|đi xe buýt/bus
""")
_NOT_PERSON = Phrases("đừng … số điện thoại|xóa|lưu|giữ|hồ sơ|có phải|là người thật|phải người")


def recognise(message: Message) -> Recognised | None:
    """Whether a person has to hear this, and at once."""
    if _in_danger(message):
        return Recognised("human", Sure.DANGER)
    if _LOST(message) or _WRONGED(message):
        return Recognised("human", Sure.ASKED)
    if _COMPLAINT(message) and not _NOT_COMPLAINT(message):
        # "xe buýt gần 390 Điện Biên Phủ, tối thui tìm không ra": it is the bus that is asked for.
        return Recognised("human", Sure.LIKELY if _WANTS_BUS(message) else Sure.ASKED)
    if _PERSON(message) and not _NOT_PERSON(message):
        return Recognised("human", Sure.ASKED)
    return None


def _in_danger(message: Message) -> bool:
    if _FIRE.beside(message, _NO_FIRE):
        return True
    if not _DANGER.beside(message, _NO_DANGER):
        return False
    # "đi cấp cứu bệnh viện C bằng xe nào": a way to go, if nothing worse is said.
    return not (_CARE(message) and _BUS_TO_CARE(message))
