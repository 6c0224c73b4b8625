"""How people type on a phone: short forms, slang, words run together, and which words are worth mending."""

# What is typed → what is meant. One word each side of "=", several phrases on the right are fine.
SHORT = """
đ/d=đối diện|
ko=không|khong=không|kg=không|kh=không|hk=không|hok=không|hong=không|hông=không|hem=không|hổng=không|khg=không|
kô=không|khum=không|hơm=không|k0=không|khôg=không|khong0=không|hoong=không|kog=không|hôg=không|mún=muốn|mun=muốn|
muon=muốn|xún=xuống|xun=xuống|bít=biết|bik=biết|biet=biết|bjk=biết|đc=được|dc=được|đuợc=được|đựơc=được|duoc=được|j=gì|
ji=gì|gj=gì|r=rồi|ròi=rồi|rùi=rồi|rui=rồi|ròy=rồi|v=vậy|z=vậy|dz=vậy|zậy=vậy|zay=vậy|vay=vậy|vs=với|vớii=với|cx=cũng|
cug=cũng|cũg=cũng|mn=mọi người|mng=mọi người|ntn=như thế nào|bn=bao nhiêu|bnhiu=bao nhiêu|bnh=bao nhiêu|nhiu=nhiêu|
nv=nhân viên|nvien=nhân viên|sđt=số điện thoại|sdt=số điện thoại|đt=điện thoại|đthoai=điện thoại|đk=đăng ký|
dk=đăng ký|đki=đăng ký|dki=đăng ký|đký=đăng ký|dky=đăng ký|bv=bệnh viện|bviện=bệnh viện|bvien=bệnh viện|đh=đại học|
dh=đại học|đhọc=đại học|bx=bến xe|cv=công viên|tbao=thông báo|tb=thông báo|ttin=thông tin|tt=thông tin|đg=đường|
dg=đường|đgg=đường|đườg=đường|duog=đường|thoy=thôi|hum=hôm|hnay=hôm nay|tks=cảm ơn|thanks=cảm ơn|tkiu=cảm ơn|
ths=cảm ơn|thank=cảm ơn|lun=luôn|ngta=người ta|ng=người|trc=trước|ngoi=ngoài|bựa=bữa|rứa=rứa|wa=quá|qá=quá|wá=quá|
qua1=quá|
iu=yêu|kím=kiếm|kiem=kiếm|ktra=kiểm tra|kt=kiểm tra|tcuu=tra cứu|kq=kết quả|kqua=kết quả|tgian=thời gian|tg=thời gian|
nc=nước|clb=câu lạc bộ|dvc=dịch vụ công|dvctt=dịch vụ công|tthc=tthc|hso=hồ sơ|hsơ=hồ sơ|xb=xe buýt|xbuyt=xe buýt|
xbus=xe bus|tx=tuyến|xebuyt=xe buýt|xebuýt=xe buýt|xebus=xe bus|buýtt=buýt|hoso=hồ sơ|hồsơ=hồ sơ|xinchao=xin chào|
dangky=đăng ký|đăngký=đăng ký|tramxe=trạm xe|trạmxe=trạm xe|cupdien=cúp điện|cúpđiện=cúp điện|cupnuoc=cúp nước|
cúpnước=cúp nước|tracuu=tra cứu|tracứu=tra cứu|trungtam=trung tâm|saanbay=sân bay|sanbay=sân bay|sânbay=sân bay|
benxe=bến xe|bếnxe=bến xe|danang=Đà Nẵng|đànẵng=Đà Nẵng|đn=Đà Nẵng|đnang=Đà Nẵng|hoian=Hội An|hộian=Hội An|ubnd=UBND|
kcn=KCN|lk1=LK01|lk 1=LK01|đkkd=đăng ký kinh doanh|gpxd=giấy phép xây dựng|gplx=giấy phép lái xe|cccd=căn cước|
cmnd=căn cước|bhyt=bảo hiểm y tế|bhxh=bảo hiểm xã hội|gcn=giấy chứng nhận|gcnqsdđ=sổ đỏ|qsdđ=sổ đỏ|ks=khách sạn|
nhh=ngân hàng|sv=sinh viên|ckh=không|xe bus=xe bus|buyt1=buýt|khôngg=không|xl=xin lỗi|cty=công ty|p/s=|vl=|vcl=vl|
dcm=đm|đcm=đm|clgt=đm|hù=hù|bth=bình thường|đag=đang|dag=đang|nhìu=nhiều|nhiu2=nhiều|chổ=chỗ|zô=vô|zề=về|dề=về|dìa=về|
zìa=về|zới=với|dới=với|đy=đi|đii=đi|ckn=không|lm=làm|lmj=làm gì|bh=bao giờ|bjo=bây giờ|bgio=bây giờ|bg=bây giờ|
gđ=gia đình|kđt=khu đô thị|kdc=khu dân cư|ptkq=kết quả|stt=số thứ tự|tyc=theo yêu cầu|cb=cán bộ|hqua=hôm qua|
cskh=chăm sóc khách hàng|trg=trường|trườg=trường|phg=phường|phườg=phường|thpt=THPT|thcs=THCS|tiếpdân=tiếp dân|
trời oi=trời ơi|hdan=hướng dẫn|hd=hướng dẫn|hdsd=hướng dẫn sử dụng
"""

# Words of English that a Vietnamese typing slip must not be read into, and by which English is told.
ENGLISH = frozenset(
    """
a about address after again agent airport all alert alerts already am an and any application apply are area
around as ask at bay be beach bed been before best bike book bridge bus buses but buy by call can cancel
cathedral center central check church city code come could data delete department do does document documents
dossier downtown dragon drop emergency english erase far fare feed feel file files fire first floor flood follow
followed following food for forget free from get give go going good got guide have has had hello help here hey
hi history home hospital hostel hotel hour hours how human i in info information interested is it its just know
last late leave let like line list live lost ma'am mall map market may me message messages minutes more mountain
mountains much museum my name near nearby nearest need next night no not notice notices notification
notifications now number of off office officer ok okay on one open operator or out over pagoda park passport
peninsula permit person personal please pls police power real remove reply resort return river road route routes
run runs running schedule see send services show sir someone soon speak staff start station status still stop
stops stopped store storm street subscribe subscribed subscription subscriptions subscribing support supermarket
take talk tell temple thank thanks thx that the their them there they this ticket time timetable times to today
tomorrow tonight track tracking train travel trip turn two university unfollow unsubscribe up us use want
warning warnings was watch watched watching water way we weather website what when where which who why will with
work working would yes yet you your wallet stolen accident drowning drown burning gas leak child missing fell
hurt hit dead dying electric electricity outage outages cut cuts exam results result vaccine health traffic
closed closure closures news updates update asia asian sun world lotte vincom metro helio big mart plaza
coopmart vinmart fpt furama hyatt novotel pullman spa cafe coffee grab taxi covid mikazuki euro golden hills
hill apec vinmec family shop facebook fb viettel vietcombank techcombank agribank messenger google link web
email gmail zalo oa sms otp qr stuff keep kept stored pole wifi mr ms mrs bro app old town left behind forgot
phone bag
""".split()
)

# Short English words that are Vietnamese syllables as well: they say nothing about the language.
BOTH = frozenset(
    """
a to an do no in on me may can so them the come hi it am us go ma bay gas at by my he she we like be app zalo ok
i
""".split()
)

# Words worth mending when a letter is missing, doubled or swapped: what services are recognised by.
KEYWORDS = frozenset(
    """
buyt tuyen tram duong phuong benh vien truong dang theo tra cuu thong dien nuoc tiep dan tin lich huy xoa lieu
nhan kiet khong chuyen gan day thu tuc giay giao bao lut sinh diem cong van chinh sach suc khoe quan toa thanh
tieng chot nguyen giup nghiem trung quen dung ngung lam chay cuop tai nan duoi lac thang bien ket qua trang tinh
nop
""".split()
)

# Pairs in which one right word gives the other one away: "xe bút" is "xe buýt".
PAIRS = """
xe buyt|thu tuc|dang ky|theo doi|cup dien|cup nuoc|tra cuu|lich su|du lieu|nhan vien|tuyen sinh|tiep dan|tiep cong|
thong bao|thong tin|giao thong|van ban|diem thi|suc khoe|mat dien|mat nuoc|dich vu|gan nhat|benh vien|san bay|ben xe|
ket qua|tinh trang|bao lu|bao lut|tin bao|ca nhan|danh sach|cam duong|ngap lut|tai nan|chuyen cuoi|so may|ma tram|
tiem chung|dich benh|kiem tra
"""
MENDED = {
    "buyt": "buýt", "tuyen": "tuyến", "tram": "trạm", "so": "số", "duong": "đường", "phuong": "phường", "gan": "gần",
    "day": "đây", "khong": "không", "bao": "bão",
}  # fmt: skip

# Words that a number follows, run together by people in a hurry: "tuyến12".
BEFORE_NUMBERS = frozenset(
    """
tuyen xe so tram duong bus buyt kiet hem ngo duog route line stop tuyn nlb cmt xvnt dbp ntp nvl
""".split()
)
