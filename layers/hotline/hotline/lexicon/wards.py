"""Wards, communes and districts of Đà Nẵng (Quảng Nam included), of today and of before 1 July 2025.

Re-keyed from vietnamadminunits and vietnamese-provinces-database (both MIT).
"""

WARDS_2025 = """
An Hải|An Khê|An Thắng|Avương|Bà Nà|Bàn Thạch|Bến Giằng|Bến Hiên|Chiên Đàn|Cẩm Lệ|Duy Nghĩa|Duy Xuyên|Gò Nổi|
Hiệp Đức|Hà Nha|Hòa Cường|Hòa Khánh|Hòa Tiến|Hòa Vang|Hòa Xuân|Hòang Sa|Hùng Sơn|Hương Trà|Hải Châu|Hải Vân|Hội An|
Hội An Tây|Hội An Đông|Khâm Đức|La Dêê|La Êê|Liên Chiểu|Lãnh Ngọc|Nam Giang|Nam Phước|Nam Trà My|Ngũ Hành Sơn|
Nông Sơn|Núi Thành|Phú Ninh|Phú Thuận|Phước Chánh|Phước Hiệp|Phước Năng|Phước Thành|Phước Trà|Quảng Phú|Quế Phước|
Quế Sơn|Quế Sơn Trung|Sông Kôn|Sông Vàng|Sơn Cẩm Hà|Sơn Trà|Tam Anh|Tam Hải|Tam Kỳ|Tam Mỹ|Tam Xuân|Thanh Khê|
Thu Bồn|Thăng An|Thăng Bình|Thăng Phú|Thăng Trường|Thăng Điền|Thượng Đức|Thạnh Bình|Thạnh Mỹ|Tiên Phước|Trà Giáp|
Trà Leng|Trà Linh|Trà Liên|Trà My|Trà Tân|Trà Tập|Trà Vân|Trà Đốc|Tân Hiệp|Tây Giang|Tây Hồ|Việt An|Vu Gia|Xuân Phú|
Điện Bàn|Điện Bàn Bắc|Điện Bàn Tây|Điện Bàn Đông|Đông Giang|Đại Lộc|Đắc Pring|Đồng Dương|Đức Phú
"""

WARDS_BEFORE = """
|A Nông|A Rooi|A Ting|A Tiêng|A Vương|A Xan|An Hải Bắc|An Hải Nam|An Mỹ|An Phú|An Sơn|An Xuân|Bha Lêê|Bình An|
Bình Dương|Bình Giang|Bình Hải|Bình Lâm|Bình Lãnh|Bình Minh|Bình Nam|Bình Nguyên|Bình Phú|Bình Phục|Bình Quý|
Bình Quế|Bình Sa|Bình Sơn|Bình Thuận|Bình Triều|Bình Trung|Bình Trị|Bình Tú|Bình Đào|Bình Định|Ch'ơm|Chà Vàl|
Chính Gián|Chơ Chun|Cà Dy|Cẩm An|Cẩm Châu|Cẩm Hà|Cẩm Kim|Cẩm Nam|Cẩm Phô|Cẩm Thanh|Cửa Đại|Duy Châu|Duy Hòa|
Duy Hải|Duy Phú|Duy Phước|Duy Sơn|Duy Thành|Duy Trinh|Duy Trung|Duy Tân|Duy Vinh|Ga Ri|Hà Lam|Hòa An|Hòa Bắc|
Hòa Châu|Hòa Cường Bắc|Hòa Cường Nam|Hòa Hiệp Bắc|Hòa Hiệp Nam|Hòa Hương|Hòa Hải|Hòa Khánh Bắc|Hòa Khánh Nam|
Hòa Khương|Hòa Liên|Hòa Minh|Hòa Nhơn|Hòa Ninh|Hòa Phong|Hòa Phát|Hòa Phú|Hòa Phước|Hòa Quý|Hòa Sơn|Hòa Thuận|
Hòa Thuận Tây|Hòa Thọ Tây|Hòa Thọ Đông|Hương An|Jơ Ngây|Khuê Mỹ|Khuê Trung|Kà Dăng|Minh An|Mà Cooih|Mân Thái|
Mỹ An|Ninh Phước|Nại Hiên Đông|Phú Thịnh|Phước Công|Phước Gia|Phước Hòa|Phước Kim|Phước Lộc|Phước Mỹ|Phước Ninh|
Phước Xuân|Phước Đức|Prao|Quế An|Quế Châu|Quế Hiệp|Quế Long|Quế Lâm|Quế Lưu|Quế Lộc|Quế Minh|Quế Mỹ|Quế Phong|
Quế Phú|Quế Thuận|Quế Thọ|Quế Tân|Quế Xuân 1|Quế Xuân 2|Sông Trà|Sơn Phong|Tam An|Tam Anh Bắc|Tam Anh Nam|Tam Dân|
Tam Giang|Tam Hiệp|Tam Hòa|Tam Lãnh|Tam Lộc|Tam Mỹ Tây|Tam Mỹ Đông|Tam Nghĩa|Tam Ngọc|Tam Phú|Tam Phước|Tam Quang|
Tam Sơn|Tam Thanh|Tam Thành|Tam Thái|Tam Thăng|Tam Thạnh|Tam Tiến|Tam Trà|Tam Xuân I|Tam Xuân II|Tam Đàn|Tam Đại|
Thanh Bình|Thanh Hà|Thanh Khê Tây|Thanh Khê Đông|Thuận Phước|Thăng Phước|Thạc Gián|Thạch Thang|Thọ Quang|Tiên An|
Tiên Châu|Tiên Cảnh|Tiên Hiệp|Tiên Hà|Tiên Kỳ|Tiên Lãnh|Tiên Lập|Tiên Lộc|Tiên Mỹ|Tiên Ngọc|Tiên Phong|Tiên Sơn|
Tiên Thọ|Tr'Hy|Trung Phước|Trà Bui|Trà Cang|Trà Don|Trà Dơn|Trà Dương|Trà Giang|Trà Giác|Trà Ka|Trà Kót|Trà Mai|
Trà Nam|Trà Nú|Trà Sơn|Trà Vinh|Trà Đông|Trường Xuân|Tà Bhing|Tà Lu|Tà Pơơ|Tân An|Tân Bình|Tân Thạnh|Vĩnh Điện|
Xuân Hà|Zuôih|Zà Hung|Ái Nghĩa|Điện An|Điện Dương|Điện Hòa|Điện Hồng|Điện Minh|Điện Nam Bắc|Điện Nam Trung|
Điện Nam Đông|Điện Ngọc|Điện Phong|Điện Phương|Điện Phước|Điện Quang|Điện Thắng Bắc|Điện Thắng Nam|Điện Thắng Trung|
Điện Thọ|Điện Tiến|Điện Trung|Đông Phú|Đại An|Đại Chánh|Đại Cường|Đại Hiệp|Đại Hòa|Đại Hưng|Đại Hồng|Đại Lãnh|
Đại Minh|Đại Nghĩa|Đại Phong|Đại Quang|Đại Sơn|Đại Thạnh|Đại Thắng|Đại Tân|Đại Đồng|Đắc Pre|Đắc Tôi
"""

DISTRICTS_BEFORE = """
Bắc Trà My|Cẩm Lệ|Duy Xuyên|Hiệp Đức|Hoàng Sa|Hòa Vang|Hải Châu|Hội An|Liên Chiểu|Nam Giang|Nam Trà My|Ngũ Hành Sơn|
Núi Thành|Phú Ninh|Phước Sơn|Quế Sơn|Sơn Trà|Tam Kỳ|Thanh Khê|Thăng Bình|Tiên Phước|Tây Giang|Điện Bàn|Đông Giang|
Đại Lộc
"""
