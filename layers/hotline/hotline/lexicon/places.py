"""Places other than streets and wards: landmarks, the nouns that names begin with, and English for them."""

# Landmarks and towns by the name to show. "alias=name" where people say it otherwise.
LANDMARKS = """
chợ Hàn|chợ Cồn|chợ Đống Đa|chợ Hòa Khánh|chợ Hòa Khánh Nam|chợ Siêu thị|chợ Đầu mối|chợ đầu mối Hòa Cường|
chợ Hòa Cường|chợ Mới|chợ Bắc Mỹ An|chợ Mai|chợ Phước Mỹ|chợ An Hải Bắc|chợ An Hải Đông|chợ Thanh Khê|chợ Phú Lộc|
chợ Thuận Phước|chợ Tam Giác|chợ Cẩm Lệ|chợ Lệ Trạch|chợ Túy Loan|chợ Miếu Bông|chợ Non Nước|chợ Nại Hiên Đông|
chợ Hà Thân|chợ Chiều|chợ đêm Sơn Trà|chợ đêm Helio|chợ đêm Lê Duẩn|chợ Hội An|chợ Tam Kỳ|chợ Vĩnh Điện|chợ Ái Nghĩa|
chợ Nam Ô|chợ Hòa Mỹ|chợ Nguyễn Tri Phương|chợ Tân Lập|chợ Mân Thái|chợ Thọ Quang|chợ Hòa An|chợ Hòa Phát|chợ Kỳ Đồng|
chợ Tân Chính|bệnh viện Đà Nẵng|bệnh viện đa khoa Đà Nẵng=bệnh viện Đà Nẵng|bệnh viện C|viện C=bệnh viện C|
bệnh viện C Đà Nẵng=bệnh viện C|bệnh viện C17|bệnh viện 17|bệnh viện 199|bệnh viện 600 giường|bệnh viện Phụ sản - Nhi|
bệnh viện Phụ sản Nhi=bệnh viện Phụ sản - Nhi|bệnh viện Phụ nữ|bệnh viện Hoàn Mỹ|bệnh viện Gia Đình|
bệnh viện Gia Đình Family=bệnh viện Gia Đình|bệnh viện Tâm Trí|bệnh viện Vinmec|bệnh viện Ung bướu|bệnh viện Ung thư|
bệnh viện Mắt|bệnh viện Da liễu|bệnh viện Tâm thần|bệnh viện Y học cổ truyền|bệnh viện Bình Dân|
bệnh viện Nguyễn Văn Thái|bệnh viện Phục hồi chức năng|bệnh viện Răng hàm mặt|bệnh viện Bình Định|
bệnh viện đa khoa Quảng Nam|
bệnh viện đa khoa|bệnh viện Quảng Nam|bệnh viện Hòa Vang|bệnh viện Liên Chiểu|bệnh viện Thanh Khê|
bệnh viện Hải Châu|bệnh viện Sơn Trà|bệnh viện Cẩm Lệ|bệnh viện Ngũ Hành Sơn|bệnh viện Thiện Nhân|bệnh viện Vĩnh Đức|
bệnh viện Phổi|bệnh viện Nhi|bệnh viện Việt Đức|sân bay|sân bay Đà Nẵng|sân bay quốc tế Đà Nẵng=sân bay Đà Nẵng|
sân bay Chu Lai|ga Đà Nẵng|ga tàu hỏa=ga Đà Nẵng|ga xe lửa=ga Đà Nẵng|nhà ga Đà Nẵng=ga Đà Nẵng|ga Kim Liên|
ga quốc tế|ga quốc nội|bến xe Trung tâm|bến xe Trung tâm Đà Nẵng|bến xe Đà Nẵng|bến xe phía Nam|
bến xe Đức Long|bến xe Phạm Hùng|bến xe buýt Phạm Hùng|bến xe Hội An|bến xe Tam Kỳ|bến xe phía Bắc|
bến xe buýt Xuân Diệu|trạm xe buýt Xuân Diệu=Xuân Diệu|cảng Sông Hàn|cảng Tiên Sa|cảng Đà Nẵng|cảng cá Thọ Quang|
cảng Kỳ Hà|âu thuyền Thọ Quang|đại học Bách khoa|đại học Kinh tế|đại học Sư phạm|đại học Ngoại ngữ|đại học Duy Tân|
đại học Đông Á|đại học Kiến trúc|đại học Việt Hàn|đại học Thể dục thể thao|đại học FPT|FPT|đại học Sư phạm Kỹ thuật|
đại học CNTT và TT Việt Hàn|đại học Đà Nẵng|đại học Y Dược|đại học Kỹ thuật Y Dược|cao đẳng Việt Hàn|cao đẳng nghề|
cao đẳng Thương mại|cao đẳng Phương Đông|đại học Quảng Nam|làng đại học|ký túc xá Bách khoa|ký túc xá phía Tây|
Bách khoa=đại học Bách khoa|trường Bách khoa=đại học Bách khoa|Duy Tân Hòa Khánh|trường chính trị|cầu Rồng|
cầu Sông Hàn|cầu sông Hàn|cầu Trần Thị Lý|
cầu Thuận Phước|cầu Nguyễn Văn Trỗi|cầu Tiên Sơn|cầu Cẩm Lệ|cầu Hòa Xuân|cầu Đỏ|cầu Nam Ô|cầu Tình Yêu|cầu Tam Kỳ|
cầu Khuê Đông|cầu vượt Hòa Cầm|cầu vượt ngã ba Huế|cầu Cửa Đại|cầu Câu Lâu|cầu Quá Giáng|cầu Phú Lộc|cầu Túy Loan|
cầu Tuyên Sơn|cầu Nguyễn Tri Phương|biển Mỹ Khê|bãi biển Mỹ Khê|bãi tắm Mỹ Khê|biển Phạm Văn Đồng|
bãi biển Phạm Văn Đồng|biển Non Nước|bãi biển Non Nước|biển Xuân Thiều|biển An Bàng|biển Cửa Đại|biển Bắc Mỹ An|
biển Nguyễn Tất Thành|biển Mân Thái|biển Sơn Thủy|bãi tắm Sơn Thủy|biển Tam Thanh|biển Nam Ô|biển Đà Nẵng|
biển Thanh Bình|Mỹ Khê|An Bàng|Cửa Đại|Non Nước|Nam Ô|Kim Liên|Thủy Tú|Phước Tường|Hòa Cầm|Miếu Bông|Lệ Trạch|
Túy Loan|Phú Túc|bán đảo Sơn Trà|chùa Linh Ứng|Linh Ứng=chùa Linh Ứng|chùa Linh Ứng Sơn Trà|chùa Bà Đa|chùa Pháp Lâm|
chùa Phước Ninh|chùa Quán Thế Âm|chùa Cầu|nhà thờ Con Gà|nhà thờ chính tòa|Bà Nà Hills|Bà Nà|Bà Nà Hill=Bà Nà Hills|
Ba Na Hills=Bà Nà Hills|Ngũ Hành Sơn|danh thắng Ngũ Hành Sơn|Hội An|phố cổ Hội An|phố cổ|phố cổ=phố cổ Hội An|
thánh địa Mỹ Sơn|Mỹ Sơn|đèo Hải Vân|hầm Hải Vân|rạn Nam Ô|Asia Park|Asian Park=Asia Park|công viên Châu Á|Sun World|
Helio|Helio Center|công viên 29/3|công viên 29 3=công viên 29/3|công viên Biển Đông|công viên APEC|
công viên Thanh Niên|công viên Hùng Vương|công viên nước|công viên Nguyễn Văn Linh|
công viên suối khoáng nóng Núi Thần Tài|Núi Thần Tài|Hòa Phú Thành|suối Mơ|Lái Thiêu|suối Lương|công viên phần mềm|
công viên phần mềm số 2|bảo tàng Chăm|bảo tàng Đà Nẵng|bảo tàng điêu khắc Chăm=bảo tàng Chăm|bảo tàng Mỹ thuật|
bảo tàng 3D|bảo tàng Quân khu 5|cổ viện Chàm|cung thể thao Tiên Sơn|sân vận động Hòa Xuân|sân vận động Chi Lăng|
sân Hòa Xuân|nhà hát Trưng Vương|nhà hát Tuồng|quảng trường 29/3|quảng trường 2/9|quảng trường 29 3=quảng trường 29/3|
thư viện tổng hợp|thư viện Đà Nẵng|thành Điện Hải|nghĩa trang Hòa Sơn|bãi rác Khánh Sơn|siêu thị Metro|Metro|
siêu thị Lotte|Lotte Mart|Lotte|siêu thị Big C|Big C|BigC=Big C|siêu thị Co.opmart|Co.opmart|
siêu thị Coopmart|Coopmart|Co.op Mart=Co.opmart|siêu thị Co.op Mart=siêu thị Co.opmart|Co opmart=Coopmart|
siêu thị GO|GO Đà Nẵng|Vincom|Vincom Ngô Quyền|Vincom Plaza|Mega Market|MM Mega Market|Vinmart|siêu thị Nguyễn Kim|
Indochina|Parkson|Vĩnh Trung Plaza|Danang Plaza|chợ Siêu thị Đà Nẵng|Fahasa|Nguyễn Kim|KCN Hòa Khánh|KCN Hòa Cầm|
KCN Liên Chiểu|KCN Đà Nẵng|KCN An Đồn|KCN Điện Nam Điện Ngọc|KCN Điện Nam - Điện Ngọc|KCN Thọ Quang|
KCN dịch vụ thủy sản|khu công nghiệp Hòa Khánh|khu công nghiệp Hòa Cầm|khu công nghệ cao|
khu công nghệ cao Đà Nẵng=khu công nghệ cao|KCN Tam Thăng|KCN Bắc Chu Lai|KCN Hòa Khánh mở rộng|khu đô thị Hòa Xuân|
khu đô thị FPT|khu đô thị Golden Hills|khu đô thị Phước Lý|khu đô thị sinh thái Hòa Xuân|chung cư Hòa Hiệp Nam|
chung cư Nại Hiên Đông|chung cư Vũng Thùng|chung cư Phong Bắc|chung cư Nam Cầu Cẩm Lệ|Vũng Thùng|Xuân Diệu|
Euro Village|Fusion Suites|Furama|Crowne Plaza|Pullman|Naman|Hyatt|Novotel|Vinpearl|Cocobay|VinWonders|
trung tâm hành chính|trung tâm hành chính thành phố|TTHC=trung tâm hành chính|
tòa nhà trung tâm hành chính=trung tâm hành chính|TTHC thành phố=trung tâm hành chính|UBND thành phố|
tòa thị chính=trung tâm hành chính|ngã ba Huế|ngã tư Hòa Cầm|ngã ba Hòa Cầm|ngã ba Cai Lang|ngã năm|ngã ba Tuyên Sơn|
ngã tư Miếu Bông|vòng xoay Trần Thị Lý|ngã ba Non Nước|Huế|Quảng Nam|Quảng Ngãi|Quảng Trị|Lăng Cô|Chu Lai|Tam Kỳ|
Trà My|Cù Lao Chàm|Vĩnh Điện|Ái Nghĩa|Đại Lộc|Quế Sơn|Duy Xuyên|Điện Bàn|Thăng Bình|Hà Lam|Núi Thành|Phú Ninh|
Tiên Phước|Hiệp Đức|Nông Sơn|Nam Phước|Trung Phước|Khâm Đức|Phước Sơn|Đông Giang|Tây Giang|Nam Giang|Thạnh Mỹ|Prao|
Bắc Trà My|Nam Trà My|cổng trời Đông Giang|Đông Phú|Hương An|Điện Ngọc|Điện Nam|Điện Dương|Cẩm Hà|Câu Lâu|Hòa Khánh|
Hòa Minh|Hòa Xuân|Hòa Phước|Hòa Tiến|Hòa Khương|Hòa Phong|Hòa Nhơn|Hòa Sơn|Hòa Liên|Hòa Bắc|Hòa Ninh|Hòa Phú|Hòa Châu|
Hòa Hiệp|Hòa Thọ|Hòa Quý|Hòa Hải|Hòa Phát|Hòa An|Khuê Trung|Cẩm Lệ|Nam Hải|Sơn Trà|Liên Chiểu|Thanh Khê|Hải Châu|
Hòa Vang|Thọ Quang|Mân Thái|An Đồn|Khuê Mỹ|Hải Vân|Tiên Sa|Suối Tiên|Ghềnh Bàng|Bãi Bụt|Bãi Rạng|đỉnh Bàn Cờ|
làng đá Non Nước|làng Nam Ô|làng Cổ Túy Loan|bưu điện Đà Nẵng|bưu điện thành phố|bưu điện|Đà Nẵng|trung tâm thành phố|
nhà văn hóa thiếu nhi|cung thiếu nhi|đài truyền hình|Vietcombank|DIFC|Ariyana|Danang Mikazuki|Mikazuki|
Da Nang Downtown|Premier Village
"""

# Nouns that a place's name begins with; the words after it belong to it.
NOUNS = """
chợ|chợ đêm|bệnh viện|trạm y tế|phòng khám|trường|trường tiểu học|trường mầm non|trường thpt|trường thcs|trường cấp 2|
trường cấp 3|tiểu học|mầm non|thpt|thcs|đại học|cao đẳng|trường đại học|trường cao đẳng|học viện|siêu thị|bến xe|
bến xe buýt|nhà ga|ga|sân bay|công viên|cầu|cầu vượt|biển|bãi biển|bãi tắm|chùa|nhà thờ|đền|đình|kcn|khu công nghiệp|
khu đô thị|khu dân cư|khu du lịch|khu tái định cư|ubnd|ủy ban|ủy ban nhân dân|ủy ban phường|tthc|trung tâm hành chính|
trung tâm|bảo tàng|khách sạn|resort|homestay|hostel|ngã ba|ngã tư|ngã năm|ngã 3|ngã 4|ngã 5|vòng xoay|bán đảo|đèo|hầm|
núi|suối|hồ|làng|thôn|xã|phường|thị trấn|thị xã|huyện|quận|tổ dân phố|nhà hát|rạp|sân vận động|cung thể thao|cảng|
bưu điện|quảng trường|chung cư|ký túc xá|nghĩa trang|thư viện|công ty|xưởng|nhà máy|quán|nhà hàng|tòa án|công an|
chi cục thuế|cục thuế|ngân hàng|vincom|lotte|khu|phố cổ|thánh địa|hải đội|doanh trại|sở|viện|nhà văn hóa|
cung thiếu nhi|đài truyền hình|bãi đỗ xe|bãi xe|cây xăng|bãi rạng|cổng|chân cầu|đỉnh|làng nghề|phòng công chứng|
trung tâm y tế|tttm|trung tâm thương mại|nhà trẻ|karaoke|spa|cà phê|cafe
"""

# The English noun after a name, and the Vietnamese one that stands before it; some need none.
ENGLISH_NOUNS = """
market=chợ|night market=chợ đêm|hospital=bệnh viện|beach=biển|bridge=cầu|pagoda=chùa|temple=chùa|university=đại học|
college=cao đẳng|supermarket=siêu thị|park=công viên|museum=bảo tàng|church=nhà thờ|cathedral=nhà thờ|
peninsula=bán đảo|station=ga|train station=ga|railway station=ga|bus station=bến xe|airport=sân bay|port=cảng|
harbour=cảng|harbor=cảng|school=trường|village=làng|stadium=sân vận động|post office=bưu điện|ward=phường|
industrial park=KCN|industrial zone=KCN|pass=đèo|mountain=núi|hotel=khách sạn|lake=hồ|district=quận|commune=xã|
high school=trường|square=quảng trường|theater=nhà hát|library=thư viện|intersection=ngã tư|shopping mall=|mall=|
city=|street=|st=|road=|rd=
"""

# Whole English names, and what people here say.
ENGLISH_PLACES = """
airport=sân bay|da nang airport=sân bay Đà Nẵng|danang airport=sân bay Đà Nẵng|
da nang international airport=sân bay Đà Nẵng|international airport=sân bay quốc tế|domestic terminal=ga quốc nội|
international terminal=ga quốc tế|dragon bridge=cầu Rồng|han river bridge=cầu Sông Hàn|han bridge=cầu Sông Hàn|
love bridge=cầu Tình Yêu|han river=sông Hàn|han river port=cảng Sông Hàn|marble mountains=Ngũ Hành Sơn|
marble mountain=Ngũ Hành Sơn|the marble mountains=Ngũ Hành Sơn|lady buddha=chùa Linh Ứng|linh ung=chùa Linh Ứng|
monkey mountain=bán đảo Sơn Trà|train station=ga Đà Nẵng|railway station=ga Đà Nẵng|da nang train station=ga Đà Nẵng|
danang train station=ga Đà Nẵng|da nang railway station=ga Đà Nẵng|da nang station=ga Đà Nẵng|
danang station=ga Đà Nẵng|bus station=bến xe|central bus station=bến xe Trung tâm|center bus station=bến xe Trung tâm|
main bus station=bến xe Trung tâm|da nang bus station=bến xe Đà Nẵng|southern bus station=bến xe phía Nam|
cham museum=bảo tàng Chăm|museum of cham sculpture=bảo tàng Chăm|cham sculpture museum=bảo tàng Chăm|
da nang museum=bảo tàng Đà Nẵng|danang museum=bảo tàng Đà Nẵng|pink church=nhà thờ Con Gà|
da nang cathedral=nhà thờ Con Gà|danang cathedral=nhà thờ Con Gà|rooster church=nhà thờ Con Gà|
hoi an ancient town=phố cổ Hội An|hoi an old town=phố cổ Hội An|ancient town=phố cổ Hội An|old town=phố cổ Hội An|
my son sanctuary=thánh địa Mỹ Sơn|ba na hills=Bà Nà Hills|bana hills=Bà Nà Hills|golden bridge=cầu Vàng|
hai van pass=đèo Hải Vân|asia park=Asia Park|sun world=Sun World|night market=chợ đêm|
administrative center=trung tâm hành chính|city hall=trung tâm hành chính|administration center=trung tâm hành chính|
city center=trung tâm thành phố|city centre=trung tâm thành phố|downtown=trung tâm thành phố|hospital c=bệnh viện C|
family hospital=bệnh viện Gia Đình|da nang hospital=bệnh viện Đà Nẵng|danang hospital=bệnh viện Đà Nẵng|
east sea park=công viên Biển Đông|march 29 park=công viên 29/3|29/3 park=công viên 29/3|hue=Huế|beach=biển|
the beach=biển|high tech park=khu công nghệ cao|hi-tech park=khu công nghệ cao|son tra night market=chợ đêm Sơn Trà|
helio night market=chợ đêm Helio
"""
