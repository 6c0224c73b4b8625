"""What the desk says: a greeting that shows the way, and a person's number."""

from hotline.bilingual import Bilingual

MENU = Bilingual(
    "Tổng đài {phone} xin chào anh/chị. Anh/chị nhắn:\n"
    "• Số nhà và tên đường, hoặc gửi vị trí, để tìm xe buýt gần nhất\n"
    "• Số tuyến, ví dụ: tuyến 05\n"
    "• Mã hồ sơ trên giấy hẹn, để biết hồ sơ đến đâu, bao giờ có kết quả\n"
    "• “Đăng ký nhận tin” để được báo bão lũ, cúp điện, cúp nước…\n"
    "• “Gặp nhân viên” nếu cần người giúp\n"
    "• “Dữ liệu của tôi” để xem hoặc xóa những gì Tổng đài giữ về anh/chị",
    "Welcome to the city's {phone} line. You can send:\n"
    "• A house number and street, or your location, to find the nearest bus\n"
    "• A line, for example: line 05\n"
    "• The code on your receipt, to see where your dossier stands\n"
    "• “Subscribe to alerts” to be told of storms, power and water cuts…\n"
    "• “Talk to a person” if you need help\n"
    "• “My data” to see or erase what we keep about you",
)
WELCOME = Bilingual(
    "Tổng đài {phone} xin chào, cảm ơn anh/chị đã quan tâm. Anh/chị hỏi xe buýt, hồ sơ hay việc khác lúc nào cũng "
    "được; nhắn “menu” để xem Tổng đài giúp được gì.",
    "Welcome to the city's {phone} line, and thank you for following. Ask about buses, dossiers or anything else at "
    "any time; send “menu” to see what we can do.",
)
UNREADABLE = Bilingual(
    "Tổng đài chưa đọc được hình, ghi âm hay tệp. Anh/chị nhắn giúp bằng chữ hoặc gửi vị trí, "
    "hoặc gọi {phone} để gặp nhân viên.",
    "We cannot read pictures, recordings or files yet. Please send words or your location, or call {phone}.",
)
PERSON = Bilingual(
    "Mời anh/chị gọi {phone} để gặp nhân viên Tổng đài. Việc khẩn cấp: công an 113, cháy và cứu nạn 114, cấp cứu 115.",
    "Please call {phone} to speak with our staff. Emergencies: police 113, fire and rescue 114, ambulance 115.",
)
EMERGENCY = Bilingual(
    "Gọi ngay, miễn phí:\n"
    "114 – cháy, đuối nước, cứu nạn\n"
    "115 – cấp cứu người bị nạn\n"
    "113 – công an\n"
    "112 – tìm kiếm cứu nạn, thiên tai\n"
    "Nói rõ địa chỉ và giữ máy. Tin nhắn ở đây không chuyển tới các số này.",
    "Call now, free of charge:\n"
    "114 – fire, drowning, rescue\n"
    "115 – ambulance\n"
    "113 – police\n"
    "112 – search and rescue, disasters\n"
    "Say where you are and stay on the line. Messages here do not reach these numbers.",
)
APOLOGY = Bilingual(
    "Xin lỗi anh/chị, Tổng đài chưa trả lời được tin nhắn vừa rồi vì trục trặc kỹ thuật. Anh/chị nhắn lại giúp, hoặc "
    "gọi {phone}.",
    "We are sorry: a technical fault kept us from answering your last message. Please send it again, or call {phone}.",
)
CHOOSE = Bilingual("Bấm nút, hoặc nhắn số từ 1 đến {count}.", "Press a button, or send a number from 1 to {count}.")

CALL = Bilingual("Gọi {phone}", "Call {phone}")
BUS = Bilingual("Xe buýt", "Buses")
BUS_ASKED = Bilingual("xe buýt", "bus help")
NOTICES = Bilingual("Đăng ký nhận tin", "Subscribe to alerts")
NOTICES_ASKED = Bilingual("đăng ký nhận tin", "subscribe to alerts")
CASE = Bilingual("Hồ sơ", "Dossiers")
CASE_ASKED = Bilingual("tra cứu hồ sơ", "look up my dossier")
HUMAN = Bilingual("Gặp nhân viên", "Talk to a person")
HUMAN_ASKED = Bilingual("gặp nhân viên", "talk to a person")
