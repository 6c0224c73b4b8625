"""Streets by their full names: those of Đà Nẵng, Hội An and Tam Kỳ, and names that streets bear all over the country.

A street that is not here is understood too; the list only settles where a name ends and how it is written.
"""

STREETS = """
2 Tháng 9|3 Tháng 2|29 Tháng 3|30 Tháng 4|24 Tháng 3|19 Tháng 5|An Bắc|An Cư|An Dương Vương|An Hải|An Hòa|An Mỹ|
An Ngãi|An Nhơn|An Nông|An Thượng|An Trung|An Trung Đông|An Tư Công Chúa|An Vĩnh|An Xuân|Anh Thơ|Âu Cơ|Ba Đình|Ba Gia|
Ba Vì|Bà Bang Nhãn|Bà Huyện Thanh Quan|Bà Triệu|Bá Giáng|Bá Tùng|Bạch Đằng|Bạch Thái Bưởi|Bàn Thạch|Bàu Cầu|Bàu Đồn|
Bàu Hạc|Bàu Mạc|Bàu Làng|Bàu Năng|Bàu Trảng|Bàu Tràm|Bàu Vàng|Bắc Đẩu|Bắc Sơn|Bắc Thượng|Bãi Sậy|Bế Văn Đàn|Bích Khê|
Bình An|Bình Giã|Bình Hòa|Bình Kỳ|Bình Minh|Bình Than|Bình Thái|Bùi Bỉnh Uyên|Bùi Chát|Bùi Công Trừng|Bùi Dương Lịch|
Bùi Giáng|Bùi Hiển|Bùi Huy Bích|Bùi Huy Đáp|Bùi Hữu Nghĩa|Bùi Kỷ|Bùi Lâm|Bùi Quốc Hưng|Bùi Quốc Khái|Bùi Tá Hán|
Bùi Tấn Diên|Bùi Thế Mỹ|Bùi Thị Xuân|Bùi Thiện Ngộ|Bùi Trang Chước|Bùi Vịnh|Bùi Viện|Bùi Xuân Phái|Bùi Xương Tự|
Bùi Xương Trạch|Bửu Đài|Ca Văn Thỉnh|Cách Mạng Tháng 8|Cao Bá Đạt|Cao Bá Nhạ|Cao Bá Quát|Cao Hồng Lãnh|Cao Lỗ|
Cao Sơn Pháo|Cao Thắng|Cao Xuân Dục|Cao Xuân Huy|Cẩm Bắc|Cẩm Chánh|Cẩm Nam|Cẩm Sa|Cầm Bá Thước|Chế Lan Viên|Chi Lăng|
Chính Hữu|Chơn Tâm|Chu Cẩm Phong|Chu Huy Mân|Chu Lai|Chu Mạnh Trinh|Chu Văn An|Chúc Động|Chương Dương|Cô Bắc|Cô Giang|
Cổ Mân|Cổ Mân Cúc|Cồn Dầu|Công Chúa Ngọc Hân|Cống Quỳnh|Cù Chính Lan|Cửa Đại|Dã Tượng|Diên Hồng|Doãn Kế Thiện|
Doãn Khuê|Doãn Uẩn|Duy Tân|Dũng Sĩ Thanh Khê|Dương Bá Cung|Dương Bá Trạc|Dương Bạch Mai|Dương Bích Liên|
Dương Đình Nghệ|Dương Đức Hiền|Dương Đức Nhan|Dương Khuê|Dương Lâm|Dương Loan|Dương Quảng Hàm|Dương Sơn|Dương Tụ Quán|
Dương Thanh|Dương Thạc|Dương Thị Xuân Quý|Dương Thưởng|Dương Trí Trạch|Dương Tôn Hải|Dương Tử Giang|Dương Tự Minh|
Dương Văn An|Dương Văn Nga|Dương Vân Nga|Đà Sơn|Đa Mặn|Đa Phước|Đại An|Đại La|Đào Công Chính|Đào Công Soạn|
Đào Doãn Địch|Đào Duy Anh|Đào Duy Kỳ|Đào Duy Từ|Đào Nghiễm|Đào Ngọc Chua|Đào Nguyên Phổ|Đào Sư Tích|Đào Tấn|
Đào Trinh Nhất|Đào Trí|Đặng Chất|Đặng Chiêm|Đặng Dung|Đặng Đình Vân|Đặng Đoàn Bằng|Đặng Đức Siêu|Đặng Hòa|
Đặng Hồi Xuân|Đặng Huy Tá|Đặng Huy Trứ|Đặng Minh Khiêm|Đặng Minh Trứ|Đặng Nghiễm|Đặng Ngọc Cơ|Đặng Nguyên Cẩn|
Đặng Nhơn|Đặng Nhữ Lâm|Đặng Như Mai|Đặng Phúc Thông|Đặng Tất|Đặng Thai Mai|Đặng Thái Thân|Đặng Thái Thuyến|
Đặng Thùy Trâm|Đặng Tử Kính|Đặng Trần Côn|Đặng Văn Bá|Đặng Văn Kiều|Đặng Văn Ngữ|Đặng Văn Sở|Đặng Vũ Hỷ|
Đặng Xuân Bảng|Đặng Xuân Thiều|Đặng Xuân Viện|Điện Biên Phủ|Điện Ngọc|Đinh Châu|Đinh Công Tráng|Đinh Công Trứ|
Đinh Đạt|Đinh Đức Thiện|Đinh Gia Khánh|Đinh Gia Trinh|Đinh Lễ|Đinh Liệt|Đinh Nhật Tân|Đinh Nhật Thận|Đinh Núp|
Đinh Thị Hòa|Đinh Thị Vân|Đinh Tiên Hoàng|Đinh Văn Chấp|Đỗ Anh Hàn|Đỗ Bá|Đỗ Bí|Đỗ Đăng Đệ|Đỗ Đăng Tuyển|Đỗ Đình Thiện|
Đỗ Đức Dục|Đỗ Hành|Đỗ Huy Uyển|Đỗ Nhuận|Đỗ Năng Tế|Đỗ Ngọc Du|Đỗ Pháp Thuận|Đỗ Quang|Đỗ Quỳ|Đỗ Tự|Đỗ Thế Chấp|
Đỗ Thúc Tịnh|Đỗ Xuân Cát|Đỗ Xuân Hợp|Đoàn Hữu Trưng|Đoàn Khuê|Đoàn Ngọc Nhạc|Đoàn Nguyễn Thục|Đoàn Nguyễn Tuấn|
Đoàn Nhữ Hài|Đoàn Phú Tứ|Đoàn Quý Phi|Đoàn Thị Điểm|Đoàn Trần Nghiệp|Đoàn Văn Cừ|Đông Du|Đông Giang|Đông Hải|
Đông Kinh Nghĩa Thục|Đông Lợi|Đông Thạnh|Đống Đa|Đồng Bài|Đồng Kè|Đồng Khởi|Đồng Phước Huyến|Đốc Ngữ|Đội Cấn|Đội Cung|
Đô Đốc Bảo|Đô Đốc Lân|Đô Đốc Lộc|Đô Đốc Tuyết|Đức Lợi|Giang Châu|Giang Văn Minh|Giáp Hải|Giáp Văn Cương|Gò Nẩy|Gò Cà|
Hà Bổng|Hà Bồng|Hà Chương|Hà Công Thái|Hà Duy Phiên|Hà Đặc|Hà Đông|Hà Hồi|Hà Huy Giáp|Hà Huy Tập|Hà Kỳ Ngộ|Hà Khê|
Hà Mục|Hà Nội|Hà Tông Quyền|Hà Thị Thân|Hà Tôn Quyền|Hà Văn Tính|Hà Văn Trí|Hà Xuân|Hai Bà Trưng|Hải Hồ|Hải Phòng|
Hải Sơn|Hải Thượng Lãn Ông|Hải Triều|Hàm Nghi|Hàm Trung|Hàm Tử|Hàn Mặc Tử|Hàn Thuyên|Hàng Châu|Hàng Gai|Hóa Mỹ|Hòa An|
Hòa Bình|Hòa Mỹ|Hòa Minh|Hòa Nam|Hòa Phú|Hòa Thọ|Hoài Thanh|Hoàng Bật Đạt|Hoàng Bích Sơn|Hoàng Bình Chính|
Hoàng Châu Ký|Hoàng Công Chất|Hoàng Diệu|Hoàng Dư Khương|Hoàng Đạo Thành|Hoàng Đạo Thúy|Hoàng Đình Ái|Hoàng Đức Lương|
Hoàng Hiệp|Hoàng Hoa Thám|Hoàng Kế Viêm|Hoàng Minh Giám|Hoàng Minh Thảo|Hoàng Ngân|Hoàng Ngọc Phách|Hoàng Phê|
Hoàng Quốc Việt|Hoàng Sa|Hoàng Sâm|Hoàng Sĩ Khải|Hoàng Tăng Bí|Hoàng Thế Thiện|Hoàng Thị Ái|Hoàng Thị Loan|
Hoàng Thúc Trâm|Hoàng Tích Trí|Hoàng Trọng Mậu|Hoàng Trung Thông|Hoàng Văn Hòe|Hoàng Văn Lai|Hoàng Văn Thái|
Hoàng Văn Thụ|Hoàng Việt|Hoàng Xuân Hãn|Hoàng Xuân Nhị|Hói Kiểng|Hồ Bá Ôn|Hồ Biểu Chánh|Hồ Đắc Di|Hồ Hán Thương|
Hồ Học Lãm|Hồ Huân Nghiệp|Hồ Nghinh|Hồ Nguyên Trừng|Hồ Phi Tích|Hồ Quý Ly|Hồ Sĩ Dương|Hồ Sĩ Đống|Hồ Sĩ Phấn|Hồ Sĩ Tân|
Hồ Tông Thốc|Hồ Tùng Mậu|Hồ Tương|Hồ Tỵ|Hồ Thấu|Hồ Văn Long|Hồ Xuân Hương|Hồng Thái|Hùng Vương|Huy Cận|Huy Du|
Huyền Quang|Huyền Trân Công Chúa|Huỳnh Bá Chánh|Huỳnh Công Giản|Huỳnh Dạng|Huỳnh Lắm|Huỳnh Lý|Huỳnh Mẫn Đạt|
Huỳnh Ngọc Đủ|Huỳnh Ngọc Huệ|Huỳnh Tấn Phát|Huỳnh Thị Bảo Hòa|Huỳnh Thị Một|Huỳnh Thúc Kháng|Huỳnh Tịnh Của|
Huỳnh Văn Đảnh|Huỳnh Văn Gấm|Huỳnh Văn Nghệ|Huỳnh Xuân Nhị|Hương Hải Thiền Sư|Hưng Hóa|Hữu Nghị|Ích Thạnh|
Ỷ Lan Nguyên Phi|K20|Kiều Oánh Mậu|Kiều Phụng|Kiều Sơn Đen|Kim Đồng|Kim Liên|Kinh Dương Vương|Kha Vạng Cân|Khái Đông|
Khải Hưng|Khánh An|Khánh Hòa|Khúc Hạo|Khúc Thừa Dụ|Khuê Bắc|Khuê Đông|Khuê Mỹ|Khuê Mỹ Đông|Khương Hữu Dụng|
Lạc Long Quân|Lâm Hoành|Lâm Nhĩ|Lâm Quang Thự|Lã Xuân Oai|Lạng Sơn|La Hối|Lãng Yên|Lê A|Lê Anh Xuân|Lê Ấm|Lê Bá Trinh|
Lê Bình|Lê Bôi|Lê Cảnh Tuân|Lê Cao Lãng|Lê Chân|Lê Công Kiều|Lê Cơ|Lê Doãn Nhạ|Lê Duẩn|Lê Duy Đình|Lê Duy Lương|
Lê Đại|Lê Đại Hành|Lê Đình Chinh|Lê Đình Diên|Lê Đình Dương|Lê Đình Kỵ|Lê Đình Lý|Lê Đình Thám|Lê Độ|Lê Đức Thọ|
Lê Hiến Mai|Lê Hồng Phong|Lê Hồng Sơn|Lê Hữu Khánh|Lê Hữu Kiều|Lê Hữu Phước|Lê Hữu Trác|Lê Hy|Lê Hy Cát|Lê Khắc Cần|
Lê Khôi|Lê Kim Lăng|Lê Lai|Lê Lâm|Lê Lộ|Lê Lợi|Lê Lư|Lê Mạnh Trinh|Lê Minh Trung|Lê Mỹ|Lê Ninh|Lê Nghĩa Xương|
Lê Ngô Cát|Lê Ngân|Lê Nổ|Lê Phụ Trần|Lê Phụng Hiểu|Lê Quang Đạo|Lê Quang Định|Lê Quang Hòa|Lê Quang Sung|Lê Quý Đôn|
Lê Sao|Lê Sỹ|Lê Sát|Lê Tấn Toán|Lê Tấn Trung|Lê Thạch|Lê Thanh Nghị|Lê Thánh Tôn|Lê Thánh Tông|Lê Thận|
Lê Thị Hồng Gấm|Lê Thị Riêng|Lê Thị Tính|Lê Thị Xuyến|Lê Thiện Trị|Lê Thiệt|Lê Thước|Lê Tự Nhất Thống|Lê Trọng Tấn|
Lê Trung Đình|Lê Văn An|Lê Văn Duyệt|Lê Văn Đức|Lê Văn Hiến|Lê Văn Hưu|Lê Văn Huân|Lê Văn Khôi|Lê Văn Linh|
Lê Văn Long|Lê Văn Lương|Lê Văn Miến|Lê Văn Quý|Lê Văn Sỹ|Lê Văn Tâm|Lê Văn Thiêm|Lê Văn Thịnh|Lê Văn Thủ|Lê Văn Thứ|
Lê Văn Tư|Lê Vĩnh Huy|Lê Vĩnh Khanh|Lê Vĩnh Trường|Lỗ Giáng|Lỗ Khê|Lộc Ninh|Lộc Phước|Loseby|Lư Giang|Lương Đắc Bằng|
Lương Định Của|Lương Hữu Khánh|Lương Khánh Thiện|Lương Ngọc Quyến|Lương Nhữ Hộc|Lương Tấn Thịnh|Lương Thế Vinh|
Lương Thúc Kỳ|Lương Trúc Đàm|Lương Văn Can|Lưu Đình Chất|Lưu Hữu Phước|Lưu Nhân Chú|Lưu Quang Thuận|Lưu Quang Vũ|
Lưu Quý Kỳ|Lưu Trọng Lư|Lưu Trùng Dương|Lưu Văn Lang|Ly Cung|Lý Chính Thắng|Lý Đạo Thành|Lý Nam Đế|Lý Nhân Tông|
Lý Nhật Quang|Lý Tế Xuyên|Lý Thái Tổ|Lý Thái Tông|Lý Thánh Tông|Lý Thiên Bảo|Lý Thường Kiệt|Lý Triện|Lý Tử Tấn|
Lý Tự Trọng|Lý Văn Phúc|Lý Văn Tố|Mạc Cửu|Mạc Đăng Doanh|Mạc Đăng Dung|Mạc Đĩnh Chi|Mạc Thị Bưởi|Mạc Thiên Tích|
Mai Am|Mai Anh Tuấn|Mai Chí Thọ|Mai Dị|Mai Đăng Chơn|Mai Hắc Đế|Mai Lão Bạng|Mai Thúc Lân|Mai Thúc Loan|Mai Văn Ngọc|
Mai Xuân Thưởng|Man Thiện|Mân Quang|Mẹ Hiền|Mẹ Nhu|Mẹ Thứ|Minh Mạng|Morrison|Mỹ An|Mỹ Đa Đông|Mỹ Đa Tây|Mỹ Khê|Mỹ Thị|
Nại Hiên Đông|Nại Hưng|Nại Nam|Nại Nghĩa|Nại Thịnh|Nại Tú|Nam Cao|Nam Sơn|Nam Thành|Nam Thọ|Nam Trân|Ninh Tốn|
Nông Quốc Chấn|Non Nước|Núi Thành|Nghiêm Xuân Yêm|Ngọc Hân|Ngọc Hồi|Ngô Cao Lãng|Ngô Chân Lưu|Ngô Chi Lan|Ngô Đức Kế|
Ngô Gia Khảm|Ngô Gia Tự|Ngô Huy Diễn|Ngô Mây|Ngô Miên Thiệu|Ngô Nhân Tịnh|Ngô Quang Huy|Ngô Quyền|Ngô Sĩ Liên|
Ngô Tất Tố|Ngô Thế Lân|Ngô Thế Vinh|Ngô Thì Hiệu|Ngô Thì Hương|Ngô Thì Nhậm|Ngô Thì Sĩ|Ngô Thì Trí|Ngô Thị Liễu|
Ngô Trí Hòa|Ngô Văn Sở|Ngô Viết Hữu|Ngô Xuân Thu|Nguyên Hồng|Ngũ Hành Sơn|Nguyễn An Ninh|Nguyễn Ái Quốc|Nguyễn Ân|
Nguyễn Bá Học|Nguyễn Bá Lân|Nguyễn Bá Loan|Nguyễn Bá Ngọc|Nguyễn Bá Phát|Nguyễn Bảo|Nguyễn Biểu|Nguyễn Bình|
Nguyễn Bỉnh Khiêm|Nguyễn Bính|Nguyễn Cao|Nguyễn Cao Luyện|Nguyễn Cảnh Chân|Nguyễn Cảnh Dị|Nguyễn Chánh|
Nguyễn Chế Nghĩa|Nguyễn Chí Diểu|Nguyễn Chí Thanh|Nguyễn Chí Trung|Nguyễn Chích|Nguyễn Chu Sĩ|Nguyễn Công Hãng|
Nguyễn Công Hoan|Nguyễn Công Sáu|Nguyễn Công Thái|Nguyễn Công Triều|Nguyễn Công Trứ|Nguyễn Cơ Thạch|Nguyễn Cư Trinh|
Nguyễn Cừ|Nguyễn Cửu Vân|Nguyễn Danh Phương|Nguyễn Du|Nguyễn Duy|Nguyễn Duy Cung|Nguyễn Duy Hiệu|Nguyễn Duy Trinh|
Nguyễn Đăng|Nguyễn Đăng Đạo|Nguyễn Đăng Giai|Nguyễn Đăng Tuyển|Nguyễn Địa Lô|Nguyễn Đình|Nguyễn Đình Chiểu|
Nguyễn Đình Hiến|Nguyễn Đình Hoàn|Nguyễn Đình Thi|Nguyễn Đình Trân|Nguyễn Đình Trọng|Nguyễn Đình Tựu|Nguyễn Đình Tứ|
Nguyễn Đỗ Mục|Nguyễn Đóa|Nguyễn Đôn Tiết|Nguyễn Đổng Chi|Nguyễn Đức An|Nguyễn Đức Cảnh|Nguyễn Đức Thiệu|
Nguyễn Đức Thuận|Nguyễn Đức Trung|Nguyễn Gia Thiều|Nguyễn Gia Trí|Nguyễn Giản Thanh|Nguyễn Hàm Ninh|Nguyễn Hàng|
Nguyễn Hành|Nguyễn Hiền|Nguyễn Hoàng|Nguyễn Hồng Ánh|Nguyễn Huệ|Nguyễn Huy Chương|Nguyễn Huy Lượng|Nguyễn Huy Oánh|
Nguyễn Huy Tự|Nguyễn Huy Tưởng|Nguyễn Hữu An|Nguyễn Hữu Cảnh|Nguyễn Hữu Cầu|Nguyễn Hữu Dật|Nguyễn Hữu Hào|
Nguyễn Hữu Thận|Nguyễn Hữu Thọ|Nguyễn Hữu Thông|Nguyễn Hữu Tiến|Nguyễn Khang|Nguyễn Khánh Toàn|Nguyễn Khả Trạc|
Nguyễn Khắc Cần|Nguyễn Khắc Nhu|Nguyễn Khắc Viện|Nguyễn Khoa Chiêm|Nguyễn Khoái|Nguyễn Khuyến|Nguyễn Kiều|Nguyễn Kim|
Nguyễn Lai|Nguyễn Lâm|Nguyễn Lộ Trạch|Nguyễn Lý|Nguyễn Lữ|Nguyễn Lương Bằng|Nguyễn Mậu Kiến|Nguyễn Mậu Tài|
Nguyễn Minh Châu|Nguyễn Minh Chấn|Nguyễn Minh Không|Nguyễn Minh Vân|Nguyễn Mộng Tuân|Nguyễn Mỹ|Nguyễn Nghiêm|
Nguyễn Nghiễm|Nguyễn Nhàn|Nguyễn Như Đãi|Nguyễn Như Đổ|Nguyễn Như Hạnh|Nguyễn Như Uyên|Nguyễn Nhược Pháp|
Nguyễn Phạm Tuân|Nguyễn Phan Chánh|Nguyễn Phan Vinh|Nguyễn Phẩm|Nguyễn Phi Khanh|Nguyễn Phong Sắc|Nguyễn Phú Hường|
Nguyễn Phục|Nguyễn Phước Chu|Nguyễn Phước Lan|Nguyễn Phước Nguyên|Nguyễn Phước Tần|Nguyễn Phước Thái|
Nguyễn Quang Bích|Nguyễn Quang Chung|Nguyễn Quang Diêu|Nguyễn Quang Lâm|Nguyễn Quốc Trị|Nguyễn Quý Anh|Nguyễn Quý Đức|
Nguyễn Quyền|Nguyễn Sáng|Nguyễn Sắc Kim|Nguyễn Sinh Sắc|Nguyễn Sĩ Cố|Nguyễn Sơn|Nguyễn Sơn Hà|Nguyễn Sơn Trà|
Nguyễn Súy|Nguyễn Sùng|Nguyễn Tạo|Nguyễn Tất Thành|Nguyễn Thái Bình|Nguyễn Thái Học|Nguyễn Thanh Hãn|Nguyễn Thanh Năm|
Nguyễn Thành Hãn|Nguyễn Thành Ý|Nguyễn Thần Hiến|Nguyễn Thế Kỷ|Nguyễn Thế Lịch|Nguyễn Thế Lộc|Nguyễn Thi|
Nguyễn Thị Ba|Nguyễn Thị Bảy|Nguyễn Thị Cận|Nguyễn Thị Định|Nguyễn Thị Hồng|Nguyễn Thị Minh Khai|Nguyễn Thị Sáu|
Nguyễn Thị Thập|Nguyễn Thiện Kế|Nguyễn Thiện Thuật|Nguyễn Thiếp|Nguyễn Thông|Nguyễn Thuật|Nguyễn Thúy|
Nguyễn Thúc Đường|Nguyễn Thức Tự|Nguyễn Thượng Hiền|Nguyễn Trác|Nguyễn Trãi|Nguyễn Tri Phương|Nguyễn Triệu Luật|
Nguyễn Trọng Hợp|Nguyễn Trọng Nghĩa|Nguyễn Trung Ngạn|Nguyễn Trung Trực|Nguyễn Trực|Nguyễn Trường Tộ|Nguyễn Tuân|
Nguyễn Tuấn Thiện|Nguyễn Tuyển|Nguyễn Tử Giản|Nguyễn Từ Tế|Nguyễn Tường Phổ|Nguyễn Tường Tam|Nguyễn Văn Bổng|
Nguyễn Văn Cừ|Nguyễn Văn Giáp|Nguyễn Văn Huề|Nguyễn Văn Huyên|Nguyễn Văn Hưởng|Nguyễn Văn Linh|Nguyễn Văn Ngọc|
Nguyễn Văn Nguyễn|Nguyễn Văn Phương|Nguyễn Văn Quyết|Nguyễn Văn Siêu|Nguyễn Văn Tạo|Nguyễn Văn Tấn|Nguyễn Văn Thoại|
Nguyễn Văn Thông|Nguyễn Văn Thủ|Nguyễn Văn Tố|Nguyễn Văn Trỗi|Nguyễn Văn Xuân|Nguyễn Viết Xuân|Nguyễn Việt Hồng|
Nguyễn Xí|Nguyễn Xiển|Nguyễn Xuân Hữu|Nguyễn Xuân Khoát|Nguyễn Xuân Lâm|Nguyễn Xuân Nhĩ|Nguyễn Xuân Ôn|
Nguyễn Xuân Tiến|Nhân Hòa|Nhất Chi Mai|Nhơn Hòa|Nhơn Hòa Phước|Như Nguyệt|Ông Ích Đường|Ông Ích Khiêm|Pasteur|
Phạm Bành|Phạm Bằng|Phạm Công Trứ|Phạm Cự Lượng|Phạm Duy Tốn|Phạm Đình Hổ|Phạm Đình Trọng|Phạm Đức Nam|Phạm Đức Sơn|
Phạm Hồng Thái|Phạm Hùng|Phạm Hữu Kính|Phạm Hữu Nghi|Phạm Huy Thông|Phạm Khiêm Ích|Phạm Kiệt|Phạm Nguyễn Du|
Phạm Ngọc Mậu|Phạm Ngọc Thạch|Phạm Ngũ Lão|Phạm Nhữ Tăng|Phạm Như Hiền|Phạm Như Xương|Phạm Nổi|Phạm Phú Thứ|
Phạm Phú Tiết|Phạm Quang Ảnh|Phạm Sư Mạnh|Phạm Thận Duật|Phạm Thế Hiển|Phạm Thị Lam Anh|Phạm Thiều|Phạm Tu|Phạm Tứ|
Phạm Vấn|Phạm Văn Bạch|Phạm Văn Đồng|Phạm Văn Nghị|Phạm Văn Ngôn|Phạm Văn Tráng|Phạm Văn Xảo|Phạm Viết Chánh|
Phạm Vinh|Phạm Xuân Ẩn|Phan Anh|Phan Bá Phiến|Phan Bá Vành|Phan Bôi|Phan Bội Châu|Phan Châu Trinh|Phan Chu Trinh|
Phan Đăng Lưu|Phan Đình Giót|Phan Đình Phùng|Phan Đình Thông|Phan Hành Sơn|Phan Huy Chú|Phan Huy Ích|Phan Huy Ôn|
Phan Huy Thực|Phan Huỳnh Điểu|Phan Khoang|Phan Khôi|Phan Kế Bính|Phan Liêm|Phan Ngọc Nhân|Phan Nhu|Phan Phu Tiên|
Phan Sĩ Thực|Phan Tại|Phan Thanh|Phan Thao|Phan Thành Tài|Phan Thêm|Phan Thị Nể|Phan Thị Ràng|Phan Thúc Duyện|
Phan Thuyết|Phan Tình|Phan Tòng|Phan Tôn|Phan Tốn|Phan Tứ|Phan Trọng Tuệ|Phan Văn Định|Phan Văn Đáng|Phan Văn Đạt|
Phan Văn Hớn|Phan Văn Thuật|Phan Văn Trị|Phan Văn Trường|Phan Xích Long|Phan Xuân Hòa|Phó Đức Chính|Phong Bắc|
Phóng Viên|Phú Lộc|Phú Thạnh|Phú Xuân|Phú Hòa|Phùng Chí Kiên|Phùng Hưng|Phùng Khắc Khoan|Phùng Tá Chu|Phước Hòa|
Phước Lý|Phước Mỹ|Phước Tường|Phước Trường|Quách Thị Trang|Quách Xân|Quang Dũng|Quang Thành|Quang Trung|Quán Khái|
Quảng Xương|Quy Mỹ|Rừng Sác|Sâm Linh Tây|Song Hào|Sơn Thủy|Sơn Thủy Đông|Suối Đá|Suối Lương|Sư Vạn Hạnh|
Sương Nguyệt Anh|Tạ Hiện|Tạ Mỹ Duật|Tạ Quang Bửu|Tạ Uyên|Tản Đà|Tăng Bạt Hổ|Tân An|Tân Hòa|Tân Lập|Tân Lưu|Tân Phú|
Tân Thái|Tân Thuận|Tân Trà|Tân Trào|Tây Sơn|Tế Hanh|Tiên Sơn|Tiểu La|Tú Mỡ|Tú Quỳ|Tú Xương|Tuệ Tĩnh|Tuy Lý Vương|
Tùng Lâm|Tùng Thiện Vương|Tuyên Hóa|Tưởng Dân Bảo|Tô Hiến Thành|Tô Hiệu|Tô Hoài|Tô Ngọc Vân|Tố Hữu|Tôn Đản|
Tôn Đức Thắng|Tôn Quang Phiệt|Tôn Thất Đạm|Tôn Thất Thiệp|Tôn Thất Thuyết|Tôn Thất Tùng|Tống Duy Tân|Tống Phước Phổ|
Thạch Lam|Thạch Sơn|Thái Phiên|Thái Thị Bôi|Thái Văn A|Thái Văn Lung|Thanh Duyên|Thanh Hải|Thanh Hóa|Thanh Huy|
Thanh Khê|Thanh Lương|Thanh Long|Thanh Sơn|Thanh Tân|Thanh Thủy|Thanh Tịnh|Thanh Vinh|Thành Điện Hải|Thành Thái|
Thành Vinh|Thân Cảnh Phúc|Thân Công Tài|Thân Nhân Trung|Thâm Tâm|Thăng Long|Thế Lữ|Thi Sách|Thích Phước Huệ|
Thích Quảng Đức|Thích Thiện Chiếu|Thôi Hữu|Thu Bồn|Thuận An|Thuận Yến|Thúc Tề|Thủ Khoa Huân|Thuốc Bắc|Thượng Đức|
Trà Khê|Trà Lộ|Trà Na|Trà Quế|Tràng Đông|Trang Tử|Trần Anh Tông|Trần Ánh Ngọc|Trần Bạch Đằng|Trần Bích San|
Trần Bình Trọng|Trần Can|Trần Cao Vân|Trần Cừ|Trần Công Tiệp|Trần Duy Chiến|Trần Đại Nghĩa|Trần Đăng Ninh|
Trần Đình Đàn|Trần Đình Long|Trần Đình Nam|Trần Đình Phong|Trần Đình Tri|Trần Đức|Trần Đức Thảo|Trần Đức Thông|
Trần Hoành|Trần Huấn|Trần Huy Liệu|Trần Hưng Đạo|Trần Hữu Dực|Trần Hữu Duẩn|Trần Hữu Độ|Trần Hữu Tước|Trần Hữu Trang|
Trần Kế Xương|Trần Khánh Dư|Trần Khánh Giư|Trần Khát Chân|Trần Kim Bảng|Trần Kim Xuyến|Trần Lê|Trần Lưu Huệ|
Trần Mai Ninh|Trần Minh Tông|Trần Nam Trung|Trần Não|Trần Nguyên Đán|Trần Nguyên Hãn|Trần Nhân Tông|Trần Nhật Duật|
Trần Ngọc Sương|Trần Ngọc Vân|Trần Phú|Trần Phước Thành|Trần Quang Diệu|Trần Quang Khải|Trần Quốc Hoàn|Trần Quốc Thảo|
Trần Quốc Toản|Trần Quý Cáp|Trần Quý Hai|Trần Quý Khoách|Trần Sâm|Trần Tấn|Trần Tấn Mới|Trần Thái Tông|Trần Thanh Mại|
Trần Thanh Trung|Trần Thánh Tông|Trần Thị Lý|Trần Thủ Độ|Trần Thúc Nhẫn|Trần Thuyết|Trần Thúc Cáp|Trần Tiến|Trần Tống|
Trần Triệu Luật|Trần Trọng Khiêm|Trần Tử Bình|Trần Văn Cẩn|Trần Văn Dư|Trần Văn Đán|Trần Văn Đang|Trần Văn Đình|
Trần Văn Giảng|Trần Văn Giàu|Trần Văn Giáp|Trần Văn Hai|Trần Văn Kỷ|Trần Văn Lan|Trần Văn Ơn|Trần Văn Quang|
Trần Văn Thành|Trần Văn Trà|Trần Văn Trứ|Trần Viện|Trần Xuân Hòa|Trần Xuân Lê|Trần Xuân Soạn|Triệu Nữ Vương|
Triệu Quốc Đạt|Triệu Việt Vương|Trịnh Công Sơn|Trịnh Đình Thảo|Trịnh Hoài Đức|Trịnh Khả|Trịnh Khắc Lập|Trịnh Lỗi|
Trung Hòa|Trung Lương|Trung Nghĩa|Trưng Nhị|Trưng Nữ Vương|Trưng Trắc|Trừ Văn Thố|Trương Chí Cương|Trương Công Hy|
Trương Đăng Quế|Trương Định|Trương Gia Mô|Trương Hán Siêu|Trương Minh Hùng|Trương Quang Giao|Trương Quang Trọng|
Trương Quốc Dụng|Trương Quyền|Trương Văn Đa|Trương Văn Hiến|Trương Vân Lĩnh|Trương Xuân Nam|Trường Chinh|Trường Sa|
Trường Sơn|Trường Thi|Ung Văn Khiêm|Út Tịch|Ưu Thiên Bá|Vạn Tường|Văn Cao|Văn Cận|Văn Thánh|Văn Tiến Dũng|
Vân Đài Nữ Sĩ|Vân Đồn|Vân Dương|Việt Bắc|Vĩnh Tân|Võ An Ninh|Võ Chí Công|Võ Duy Dương|Võ Duy Ninh|Võ Nghĩa|
Võ Nguyên Giáp|Võ Như Hưng|Võ Như Khuê|Võ Quảng|Võ Quý Huân|Võ Sạ|Võ Thị Sáu|Võ Trường Toản|Võ Văn Đặng|Võ Văn Đồng|
Võ Văn Kiệt|Võ Văn Ngân|Võ Văn Tần|Võ Văn Tân|Vũ Cán|Vũ Cao|Vũ Duy Đoán|Vũ Đình Liên|Vũ Đình Long|Vũ Hữu|Vũ Hữu Lợi|
Vũ Huy Tấn|Vũ Huy Trác|Vũ Lăng|Vũ Lập|Vũ Miên|Vũ Mộng Nguyên|Vũ Ngọc Nhạ|Vũ Ngọc Phan|Vũ Phạm Hàm|Vũ Phương Đề|
Vũ Quang Huân|Vũ Quỳnh|Vũ Tông Phan|Vũ Thạnh|Vũ Thành Năm|Vũ Trọng Hoàng|Vũ Trọng Phụng|Vũ Văn Cẩn|Vũ Văn Dũng|
Vũ Xuân Thiều|Vùng Trung|Vũng Thùng|Vương Thừa Vũ|Xô Viết Nghệ Tĩnh|Xóm Đồng|Xuân Diệu|Xuân Đán|Xuân Hòa|Xuân Hòa Phú|
Xuân Phú|Xuân Tâm|Xuân Thiều|Xuân Thủy|Yên Bái|Yên Khê|Yên Thế|Yết Kiêu|Yersin|Lê Trực|Quốc Lộ 1A|Quốc Lộ 14B|
Trần Hoàng Na|Thuận Hóa|Cẩm Toại|Cầu Đỏ Túy Loan|Hoàng Văn Thái Nối Dài|Phạm Hùng Nối Dài|Tam Thái|An Hà Quảng Phú|
Nguyễn Phúc Chu|Nguyễn Phúc Tần|Bạch Đằng Đông
"""

# Streets that come numbered: "An Thượng 2" is one street. People give the number after the name, and it is no house.
NUMBERED = """
An Bắc|An Cư|An Hòa|An Mỹ|An Ngãi|An Nhơn|An Thượng|An Trung|An Trung Đông|An Vĩnh|An Xuân|Bá Giáng|Bá Tùng|Bàu Cầu|
Bàu Đồn|Bàu Gia|Bàu Làng|Bàu Mạc|Bàu Năng|Bàu Tràm|Bàu Trảng|Bàu Vàng|Bình Hòa|Bình Thái|Cẩm Bắc|Cẩm Chánh|Chơn Tâm|
Cồn Dầu|Đa Mặn|Đa Mặn Đông|Đa Phước|Đà Sơn|Đông Hải|Đông Lợi|Đông Trà|Đồng Bài|Gò Nẩy|Hà Bổng|Hòa An|Hòa Bình|Hòa Mỹ|
Hòa Minh|Hòa Nam|Hòa Phú|Hói Kiểng|Hàm Trung|Khái Đông|Khánh An|Khuê Đông|Khuê Mỹ Đông|Lộc Phước|Lỗ Giáng|Mân Quang|
Mộc Bài|Mỹ Đa Đông|Mỹ Đa Tây|Nại Hưng|Nại Nghĩa|Nại Thịnh|Nam Thọ|Nam Sơn|Nhơn Hòa|Non Nước|Phong Bắc|Phú Lộc|
Phú Thạnh|Phước Hòa|Phước Lý|Phước Trường|Phước Tường|Quang Thành|Quán Khái|Quy Mỹ|Sơn Thủy|Sơn Thủy Đông|Suối Đá|
Tân An|Tân Hòa|Tân Lập|Tân Lưu|Tân Phú|Tân Thái|Tân Trà|Thanh Huy|Thanh Lương|Thanh Vinh|Thạch Sơn|Trà Khê|Trung Hòa|
Trung Lương|Trung Nghĩa|Vùng Trung|Vũng Thùng|Xuân Đán|Xuân Hòa|Xuân Thiều|Yên Khê|Yên Thế|Đại An
"""

# Short forms that everybody here writes.
ABBREVIATED = """
nlb=Nguyễn Lương Bằng|cmt8=Cách Mạng Tháng 8|cmt 8=Cách Mạng Tháng 8|cmt=Cách Mạng Tháng 8|
cm tháng 8=Cách Mạng Tháng 8|cách mạng tháng tám=Cách Mạng Tháng 8|cách mạng t8=Cách Mạng Tháng 8|
xvnt=Xô Viết Nghệ Tĩnh|ntp=Nguyễn Tri Phương|đbp=Điện Biên Phủ|dbp=Điện Biên Phủ|nvl=Nguyễn Văn Linh|
tđt=Tôn Đức Thắng|tdt=Tôn Đức Thắng|ntt=Nguyễn Tất Thành|nht=Nguyễn Hữu Thọ|ntmk=Nguyễn Thị Minh Khai|
oik=Ông Ích Khiêm|ôik=Ông Ích Khiêm|lvh=Lê Văn Hiến|nvt=Nguyễn Văn Thoại|pvđ=Phạm Văn Đồng|pvd=Phạm Văn Đồng|
vng=Võ Nguyên Giáp|vvk=Võ Văn Kiệt|thđ=Trần Hưng Đạo|thd=Trần Hưng Đạo|tcv=Trần Cao Vân|dstk=Dũng Sĩ Thanh Khê|
hht=Hà Huy Tập|hd=Hoàng Diệu|hv=Hùng Vương|nct=Nguyễn Chí Thanh|tnv=Trưng Nữ Vương|nhs=Ngũ Hành Sơn|
pct=Phan Châu Trinh|pđl=Phan Đăng Lưu|pdl=Phan Đăng Lưu|lđh=Lê Đại Hành|ldh=Lê Đại Hành|ltt=Lê Trọng Tấn|
kdv=Kinh Dương Vương|hvt=Hoàng Văn Thái|nđc=Nguyễn Đình Chiểu|lqđ=Lê Quang Đạo|lqd=Lê Quang Đạo|nss=Nguyễn Sinh Sắc|
hxh=Hồ Xuân Hương|nđt=Nguyễn Đình Tứ|ltk=Lý Thường Kiệt|ltkiệt=Lý Thường Kiệt|hbt=Hai Bà Trưng|nvc=Nguyễn Văn Cừ|
ltn=Lê Thanh Nghị|đđn=Dương Đình Nghệ|ddn=Dương Đình Nghệ|hqv=Hoàng Quốc Việt|tqk=Trần Quang Khải|
nbk=Nguyễn Bỉnh Khiêm|nth=Nguyễn Thái Học|vts=Võ Thị Sáu|ql1a=Quốc Lộ 1A|ql 1a=Quốc Lộ 1A|ql14b=Quốc Lộ 14B|
ql 14b=Quốc Lộ 14B|quốc lộ 1=Quốc Lộ 1A|trần h đạo=Trần Hưng Đạo|ng lương bằng=Nguyễn Lương Bằng|
ng văn linh=Nguyễn Văn Linh|ng tri phương=Nguyễn Tri Phương|ng tất thành=Nguyễn Tất Thành|ng hữu thọ=Nguyễn Hữu Thọ|
đbphủ=Điện Biên Phủ|đ biên phủ=Điện Biên Phủ|ô ích khiêm=Ông Ích Khiêm|n lương bằng=Nguyễn Lương Bằng|
n văn linh=Nguyễn Văn Linh|xô viết nt=Xô Viết Nghệ Tĩnh
"""
