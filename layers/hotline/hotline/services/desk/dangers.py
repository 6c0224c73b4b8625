"""What people say when life or property is in danger, and what only sounds like it."""

from hotline.phrases import Phrases
from hotline.text import Message

_FIRE = Phrases("""
==cháy|=cháy =nhà/quán/xưởng/rừng/chợ/kho/lớn/to/chung_cư/xe_máy/ô_tô/phòng_trọ/rồi_cứu/bãi_xe/cửa_hàng/tiệm/bếp|
hỏa hoạn|=bốc cháy|khói lên tầng/tới/đến/cao|=cháy lan|
=khói … bốc|bốc … khói|thấy khói|bốc khói|khói =đen/mù_mịt/dày_đặc|
nhà_em/nhà_tôi/nhà_tui/nhà_mình/nhà_hàng_xóm =cháy/đang_cháy/bị_cháy|
nhà_dân/nhà_bên/nhà_kế/nhà_ai/có_nhà/cái_nhà =cháy/đang_cháy/bị_cháy|có ==cháy|đang =cháy|=cháy =ở|
lính/xe/gọi cứu hỏa|cứu hỏa|phát nổ|=nổ bình/ga/gas/bếp/lớn/điện/trạm|bình ga/gas … =nổ/xì/rò/hở/cháy|
=xì/rò/rò_rỉ/hở ga/gas|mùi ga/gas|=xì/rò/hở/rò_rỉ khí ga/gas|=xì/rò/hở/rò_rỉ … ga/gas|ga/gas … rò/rò_rỉ/xì|fire|
on fire|burning|gas leak|gas smell|smells … gas|smell gas|smell of gas|explosion|
smoke coming/everywhere/from/out/inside|
thick/black/heavy smoke|flames|in flames|caught fire|leaking gas|gas … leaking
""")
_NO_FIRE = Phrases("""
=cháy túi/hàng/vé/nắng/da/sạch/đơn/phim/giáo_án/hết_mình/ví/tiền|phòng cháy|cháy vé|nắng … cháy|da … cháy|bóng … cháy|
đèn … cháy|=cháy … bóng|fire drill|fired|fireworks|=cháy bỏng|sao cháy|=cháy máy|=cháy lưỡi|=cay … =cháy|
cháy hết tiền|xe ==chạy|cháy phố|quẩy|diễn tập
""")
_ACCIDENTS = """
tai nạn|==đụng xe/nhau/trúng|bị ==đụng|gãy =chân/tay/cổ|te/nga/rot/roi cau_thang/lau/gian_giao|
tông xe/nhau/người/chết/trúng/vào/phải/vô|=bị … xe/tàu … tông/đụng/cán/đâm|xe … tông/=đâm|xe … ==cán|bị =xe … =cán|
bị thương|gãy xương|
chấn thương|==té/ngã/rớt/rơi … =cầu_thang/lầu/mái/giàn_giáo/ban_công/tầng/thang
"""
# Collapse, breath, blood, poison, bites, birth.
_ILLNESS = """
bất tỉnh|==ngất|ngat xiu|bi ngat|ngat tren/giua/o/di/roi|bị xỉu|==xỉu|ngất xỉu|máu =chảy/me/nhiều/quá|chảy máu|
máu phun|=có =người =nằm … đường|
không thở|khó thở|ngừng thở|ngưng thở|đột quỵ|co giật|ngộ độc|=rắn cắn|=rắn … cắn|==chó … ==cắn|bi cho can|
cho dai can|nhồi máu|tai biến|
đau tim|đau ngực|=gọi cấp_cứu|cần =cấp_cứu|xe =cấp_cứu|=cấp_cứu gấp/ngay/với/giúp/giùm|cấp cứu|sắp sinh|=đẻ … =rơi|
nguy kịch|hôn mê|phỏng nặng|bỏng nặng|uống thuốc sâu|uống thuốc trừ_sâu/chuột/ngủ|uống nhầm|nuốt phải|=bị hóc|
hóc xương|ngạt|=nằm bất_động|bất động|nôn ra máu|ói ra máu|=lên cơn|ong đốt|==trăn … =nhà|cá sấu|
=bị/đang/nó/bé/cháu/con ==hóc|==hóc xương/hột/hạt/kẹo/thạch/đồ/dị_vật/thức_ăn|bị hóc|
=mắc/hóc/vướng =xương/hột … cổ/họng|=mắc/vướng xương|mắc/nghẹn … họng/cổ|bị nghẹn|=nghẹn … thở|==sặc|bị sặc|
sac sua/nuoc/chao/bot|tím =tái/ngắt/mặt/môi|
=nuốt … pin/cục/viên/đồng/kim/đinh/bi/hột/hạt/dị_vật/xu/nam_châm/nhầm/trúng/mảnh|nuot … pin/nham/trung/dong_xu/kim|
=uống/ăn =nhầm/lộn/trúng/phải|uống … thuốc_tẩy/thuốc_cỏ/thuốc_sâu/thuốc_rầy/thuốc_diệt/axit/xăng/dầu_hỏa/cồn/hóa_chất|
uống … thuốc_chuột/thuốc_ngủ/thuốc_trừ_sâu/nước_lau|quá liều|trúng độc|trúng gió … =méo/xỉu/ngất|
sốc phản_vệ/thuốc/nhiệt|dị ứng … thở/sưng/nặng/phù|=sưng … thở|==thở … =không/gấp|==thở … =nổi|tho khong duoc/noi|
khong tho duoc/noi|hết thở|không/chưa … ==thở|=thở hổn_hển|thở thoi_thóp|thoi thóp|=méo miệng/mồm/mặt|
=liệt/yếu nửa|==tê ==nửa|=liệt tay/chân|nói =đớ/ngọng|=ngã quỵ|quỵ xuống|gục xuống|=gục =ở/trên/giữa|té =xỉu/ngất|
xiu tren/giua/o/roi|sùi bọt|trợn mắt|lên cơn giật|=giật =liên_tục/kinh|mê man|=kêu/gọi/lay … không/hông =dậy/tỉnh|
=không/chưa =tỉnh lại|=không/ko/chưa … =nhúc_nhích/cử_động/phản_ứng|=té/ngã … =nhà_tắm/toilet|=té … =máu/gãy/ngất|
=băng huyết|==ra ==máu|==máu … =ra/tuôn/phun/xối|ra mau nhieu|mất máu|
đứt … =ngón/lìa/gân/mạch_máu|=cầm máu|ộc máu|==vỡ/bể ==đầu|=bị/trúng … =rắn/rết/bò_cạp/ong … =cắn/đốt/chích|
=rắn/rết/bò_cạp … =cắn/chích|bị ==rắn|==rắn … … ==nhà/bếp/phòng|==ong … =đốt/chích|bi ong dot/chich|ong vò_vẽ|
bị ==ong|=chó dại|bị ==phỏng/bỏng|bi bong/phong nang/nuoc_soi|phong nuoc_soi|
=phỏng/bỏng nước_sôi/lửa/axit/nặng|tạt axit|==trở dạ|==chuyển ==dạ|=đau đẻ|=sắp =đẻ/sanh/sinh|=đẻ =rớt/rơi/dọc|
==bể ==ối|==vỡ ==ối|==ra ==ối|sốt … li_bì|bitten … snake|người chết
"""
# Water, slides, electricity, what falls, what one is caught in, and calls for help.
_FORCES = """
te/rot/roi/lot/nga xuong_song/xuong_bien/xuong_cong/xuong_ho/xuong_muong/gieng/song/ho_ga/xuong_ao|bị =lật|
kẹt =giữa|nước … =xiết/siết|giữa =dòng/sông … =nước/kẹt|==ngộp|ngộp =thở/khói/nước|chết =cháy/ngộp|
=thang máy … =đứng/kẹt/dừng/hư/treo … … … =người/cháu/trong/bé/con|
=té/ngã/rơi/rớt =lầu/giếng/từ_tầng|chết_chìm/chìm_ghe/chìm_thuyền/chìm_tàu/chìm_xuồng|
ghe/thuyền/tàu/xuồng/thúng … =chìm/lật|trôi =ra/sông/mất_người|
==rơi/té/rớt/lọt/ngã_xuống … =sông/biển/giếng/cống/hố_ga/xuống_nước/mương/hồ|=đứt dây|chập cháy|
kẹt =trong thang_máy/nhà/xe|kẹt =trên =mái/nóc/gác/lầu/cây/nhà/tầng/sân_thượng|không =đi/chạy/thoát được … nước|
sập nhà/tường/cầu/giàn_giáo/mái/trần|cây =ngã/đổ =đè/trúng/vào|tràn đê|==núi/đất/đá/đồi/taluy … ==lở/sạt/sập/tràn/đổ|
=lật xe/ghe/thuyền/tàu|xe … =lật|điện giật|đuối nước|chết đuối|=duoi nuoc|nước cuốn|cuốn trôi|=bị =cuốn|=bị … cuốn|
chìm dần|dây điện … =đứt/rơi/rớt/sa/rớt_xuống/rụng/tóe|đứt … dây_điện|dây cáp … =điện_giật|chập điện|rò điện|=điện rò|
cột/trụ điện … =ngã/đổ/nghiêng/gãy|trạm biến áp … nổ/cháy/tóe|tóe lửa|xẹt lửa|==hở điện|==hở … điện|ho dien|
=sạt lở … =nhà/vùi/sập/người|=bị vùi|vùi lấp|=núi/đất/đá/đồi =lở/sạt/sập|=lở =núi/đất … nhà|đất đá … sập/vùi/tràn|
mắc kẹt|bị kẹt =trong/trên/ở|kẹt thang máy|lũ =về/lên … =kẹt/nhà|nước … =tới/ngập/lên … nóc/mái/cổ/ngực|
nước … dâng … =nhà/nhanh/cao|nước =lên … nhanh|nước lũ … nhà|bị cô lập|lũ … =kẹt/cuốn/cô_lập/lên_nhanh|=nhà … ==sập|
nha sap|nha bi sap|
=cây … =đè|=cứu =tôi/tui/em_với/mẹ_con/người/hộ/con_với/cháu_với/với_ạ/với|cứu mạng|sos|=kêu cứu|=cứu … =gấp|vỡ đập|
vỡ đê|cháy nổ|=lật phà/đò|đá rơi|=giật/giựt điện|điện giựt|nhiễm điện|=dính điện|điện … … =giật|=đang … =sạt|
=đang … ==lở|nui lo/sat|dat lo/sat|doi sat|lở đất|kẹt … =thang_máy/lũ/mái|=thang máy … =kẹt/rơi/đứt/hư … người
"""
_VIOLENCE = """
=cầm/vác/xách/rút/có/mang … ==dao/rựa/kiếm/búa/súng/mác|=cầm/vác/xách/rút … mã_tấu/rựa|
==rượt =em/tôi/tui/con/bà/dân/theo/đánh/nhau|=dao/rựa/súng … =rượt/chém/đâm|
cầm mã_tấu|=leo/trèo =vào/vô/qua … nhà/tường/rào|trấn lột|tống tiền|nhốt =em/tôi/tui/con/cháu/mình/trong|
sạt lở … =nhà/đè/kẹt/chặn/chôn/xuống/sau|sét đánh|đâm xe/nhau/trúng/chết/người/vào_cột/vào_nhà/dao|đánh nhau|
đánh vợ/người/con/đập|bị đánh|bị … đánh|chồng … đánh|=đánh … =vợ|đánh đập|=chém/chém_nhau|cầm dao|có dao|có súng|cướp|
bị giật|trộm … =đang|=đang … =trộm|ăn trộm|kẻ trộm|đột nhập|hiếp dâm|==hiếp|bạo hành|bạo lực|xâm hại|=sàm sỡ|quấy rối|
dọa/đe_dọa giết|đe dọa|giết|khủng bố|có bom|bom mìn|vật nổ|quả bom|đầu đạn|=bắn nhau|đòi giết|hành hung|côn đồ|
bị trói|bị nhốt|bị giam|=rượt đuổi/chém/đánh|rượt … =dao|đuổi đánh|dí dao|kề dao|đâm chém|đe dọa tính_mạng|
có xác chết|thấy xác|=co/bi trom … =vao/vo/nha|=có/thấy/bị/thằng/tên … ==trộm|trộm … =vào/vô/lẻn/đang|
==trộm =leo/trèo/cạy/phá/vào/vô|
=kẻ/người/thằng/ông/gã/ai/bọn/tên … … ==cạy/phá/đập/trèo/đột_nhập|=cạy/phá/bẻ =cửa/khóa|
=kẻ/người/thằng/gã/ai/bọn … =lẻn|=người/kẻ lạ … =vào/vô =trong/nhà|
=kẻ/người/thằng/gã/ông/ai/bọn/tên … =theo_dõi/bám_theo/bám_đuôi/rình/rình_rập/đi_theo/chặn/dí =em/tôi/tui/con/mình/cháu|
=có kẻ/người/thằng/gã/ông/ai/bọn … =theo_dõi/bám_theo/bám_đuôi/rình/rình_rập/đi_theo|
=bị/bi … bám_theo/bám_đuôi/rình/rình_rập|=bị =theo_dõi|=bám theo/đuôi|=rình =rập/mò|
=theo em/tôi/tui/con/mình/cháu … =về/tới/sợ|=chặn đầu|xin đểu|=giật túi/đồ/dây/điện_thoại/giỏ/ví|
=dọa/đòi/định =đánh/giết/chém/đốt/tạt|
đánh … =con/cháu/bé/mẹ/vợ|đâm … =dao
"""
_DESPAIR = """
treo cổ|thắt cổ|
không muốn sống|không thiết sống|=chán sống|không sống nữa|=đứng trên … lan_can/thành_cầu/sân_thượng|
=chết =cho/quách/đi =rồi/xong/rảnh/thôi|sống … =làm/để =gì/chi|hết muốn sống|
=chẳng/chả/không/ko/hết =còn/muốn/thiết =sống|=không còn … =sống|kết thúc =cuộc_đời/đời/tất_cả/cuộc_sống|
tìm =cái =chết|=tuyệt vọng|nhảy =cầu/sông/lầu|tự tử|tự sát|==tự ==vẫn/vận|=muốn chết|kết liễu|dọa nhảy|
=đòi/định =nhảy/tự_tử/chết|=leo … cầu/lan_can … nhảy|tự thiêu|rạch/cắt =cổ_tay/tay_mình|
=nhảy =lầu/cầu/sông/biển/xuống|trầm cảm … =chết/tự|thư tuyệt_mệnh
"""
_LOST_PEOPLE = """
=con/cháu/bé/em_bé/trẻ/bà/ông/mẹ … bị_lạc/đi_lạc/mất_tích/lạc_mất/thất_lạc|
=ba/má/cha/nội/ngoại/người_già/con_gái/con_trai/cụ … bị_lạc/đi_lạc/mất_tích/lạc_mất/thất_lạc|=lạc con/cháu/bé/mẹ/bà|
trẻ lạc|mất tích|bắt cóc|bắt em_bé/trẻ/trẻ_em/đứa_bé/cháu_bé|bắt mất con/cháu/bé|=lạc mất con/cháu/bé|
đứa bé/trẻ/nhỏ … lạc|bé … lạc|con/cháu … lạc … tuổi|lạc … #time|
bắt cóc trẻ_em|=con/cháu/bé/em_bé/trẻ/bà/ông/mẹ/má … =lạc
"""
_IN_ENGLISH = """
too many pills|took … pills|sleeping pills|slit/cut … wrist/wrists|hang/hanging/hanged/hung himself/herself/myself|
in danger|weapon|attacking|attack|kidnap|rape|sinking|capsized|fallen … water/river|fell off/down/on|fallen/fell … on|
crushed|explode|exploded|
bomb|shooting|shot|stab|dead body|badly hurt/injured|hurt badly|got hit|is hurt|with a knife|has a knife|
unable to breathe|fighting|
breaking in|break/breaking/broke/broken into|wont wake|can/cannot/cant … breathe|suicide|kill myself|want to die|
accident|drowning|drowned|drown|lost child|lost kid|
missing child|child … missing/lost|lost … son/daughter/child/kid|son/daughter/kid … missing/lost|
my son … lost/missing|heart attack|bleeding|unconscious|ambulance|emergency|robbed|robbery|attacked|someone … knife|
stabbed|fell … water/river|trapped|crashed|crash|been hit|hit by|electric wire|power line … down|live wire|injured|
not breathing|overdose|kidnapped|assault|assaulted|raped|dying|stroke|collapsed|collapse|collapsing|fainted|fainting|
faint|passed out|passing out|seizure|choking|choked|chokes|choke|poisoned|poisoning|poison|swallowed|swallow|
drank … bleach/poison|ate … poison|snake … bite/bit/bitten|snake|stung|bee sting|bee stings|allergic reaction|
anaphylaxis|electrocuted|electrocution|electric shock|got shocked|burglar|burglars|burglary|intruder|broke in|
thief … in/inside|stalking|stalker|stalked|someone/man/guy/stranger/he/men … follow/following/follows/followed me|
following me|threatening|threatened|threatens|threat|gun|hostage|landslide|mudslide|rockslide|buried|
stuck … elevator/lift/flood/roof/inside/water|on the roof|swept away|end my life|ending my life|
hurt/hurting/harm/harming/cut/cutting myself|self harm|don/dont … want … live|do not want … live|
jump … bridge/building/roof|jumped … bridge/river/building|jumping off|unresponsive|not responding|not moving|
not waking|won … wake|chest pain|struggling to breathe|in labor|in labour|giving birth|water broke|burned|burnt|
severe burn|fell … stairs/balcony/roof/building|broken leg/arm/bone/neck|broke … leg/arm/neck|lots of blood|
losing blood|blood everywhere|call … ambulance/police|help me please … dying|ran over|
car/truck/bus/motorbike/bike/taxi hit|hit a/my/the/our man/woman/child/kid/person/pedestrian/son/daughter|beating|
beaten|beat … wife/child|domestic violence|overdosed
"""
_DANGER = Phrases("|".join((_ACCIDENTS, _ILLNESS, _FORCES, _VIOLENCE, _DESPAIR, _LOST_PEOPLE, _IN_ENGLISH)))
_NO_DANGER = Phrases("""
cứu hộ =chó/mèo/xe/giao_thông|
=cứu với =em/con/mình/tui … đói/khát/chán/ế/buồn|đói/khát … cứu|bảo hiểm tai nạn|trợ cấp tai nạn|tai nạn lao động|
chế độ tai nạn|giấy chứng … tai_nạn|hồ sơ … tai_nạn|khoa cấp cứu|phòng cấp cứu|bệnh viện cấp cứu|cứu với =ế|
cười … chết|buồn ngủ … chết|muốn xỉu|nóng =muốn chết|đói muốn chết|mệt muốn chết|nắng muốn chết|lạnh muốn chết|
chán muốn chết|nóng chết/gần_chết/sắp_chết|phòng chống bạo lực|tin … sạt_lở/bão/lũ|cướp bóng|cướp khách|giật mình|
bài_tập/deadline/thi/điểm/học … cứu|cứu … bài_tập/deadline/thi/điểm|tàu cướp biển|hồ bơi|học bơi|dạy bơi|
cảnh báo sạt_lở|đường … sạt_lở|cứu trợ|cứu hộ động_vật|giết thời_gian|thèm … chết|cướp giờ|đáng … thương|dễ thương|
thương binh|chóng mặt|heart attack … hill|=chắc … =xỉu|nóng … =xỉu|=xỉu quá|lạc quan|liên lạc|lạc đà|=lạc hậu|
lạc trôi|thất lạc … giấy_tờ/ví/hồ_sơ|hoa lạc|giật điện thoại|mất điện thoại|tra cứu|phòng … đuối nước|
đuối nước … lớp/dạy|bảo_hiểm/trợ_cấp/chế_độ … tai_nạn|khai tử|giấy … báo_tử|thuốc … quá hạn|=theo dõi … … hồ_sơ/hs|
người theo dõi hồ_sơ|người … theo_dõi … hồ_sơ/trang/tin|kẹt xe|kẹt … … … xe|kẹt tiền|kẹt lịch|bị kẹt xe|chết cười|
cười muốn chết|sống … ở_đâu|bán … rắn|sách … rắn|con cá sấu|ngắt điện/nước/kết_nối/mạng|bất động sản|chết đi được|
=không/ko ra máu|hiến máu|xét nghiệm máu|thử máu|=nhảy =việc/dây|nhảy =múa|chó cắn … tiêm/chích_ngừa|tiêm … chó_dại|
bệnh … dại|phòng … dại|tiêm phòng … chó|snake fruit|stuck in traffic|food stall|beat traffic|jump … queue|
following … bus/stop/dossier/files|burned … down_calories|broken … bus/bench/window/lamp/light
""")
_BUS_TO_CARE = Phrases("xe nào|xe mô|xe gì|xe chi|xe buýt|bus|trạm|tuyến|xe số")
_CARE = Phrases("cấp cứu")


def in_danger(message: Message) -> bool:
    """Whether somebody has to come at once."""
    if _FIRE.beside(message, _NO_FIRE):
        return True
    if not _DANGER.beside(message, _NO_DANGER):
        return False
    # "đi cấp cứu bệnh viện C bằng xe nào": a way to go, if nothing worse is said.
    return not (_CARE(message) and _BUS_TO_CARE(message))
