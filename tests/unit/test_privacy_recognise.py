"""Who asks for what is kept of them, who wants it gone, who agrees, and who only sounds like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.routing import understand
from hotline.services.privacy import wording

EXPORT = """
tôi muốn biết tổng đài đang giữ những thông tin gì của tôi
cho toi xem du lieu ca nhan cua toi
mấy anh lưu cái chi của tui rứa
tổng đài có ghi lại tin nhắn của tôi không
bên mình có lưu số điện thoại của em không ạ
ad ơi bot này có lưu lại vị trí của mình ko
dữ liệu của tôi được dùng để làm gì
thông tin của tôi được giữ bao lâu
du lieu cua toi luu trong bao lau
what data do you hold on me
do you keep my messages?
how long do you keep my data
can i see what you have stored about me
tôi có quyền xem dữ liệu của mình theo luật bảo vệ dữ liệu cá nhân, gửi cho tôi
cho em hỏi thông tin em nhắn có bị lưu không
ai xem được tin nhắn của tôi
răng mà biết tui ở mô, có lưu địa chỉ tui k
xem du lieu cua toi
cho tôi hỏi bot có nhớ những gì tôi đã hỏi không
coi giùm tui dữ liệu của tui
tôi muốn biết dữ liệu cá nhân của mình đang được lưu ở đâu
bên anh giữ thông tin của tôi đến khi nào
co luu so dien thoai cua minh khong
dữ liệu của mình có bị chia sẻ cho ai không
show me my data
is my location stored?
what do you know about me?
mình muốn nhận bản sao dữ liệu
tổng đài biết gì về em vậy
cho xem tui có gì trong hệ thống
anh chị giữ dữ liệu của tôi làm chi
thông tin cá nhân của tôi ai giữ
muon xem thong tin ca nhan da luu
does this bot store personal data
tôi có thể xem dữ liệu của tôi không
dữ liệu của con có an toàn không
""".strip().splitlines()
ERASE = """
xóa dữ liệu của tôi
xoa du lieu cua toi
xoá hết thông tin của em đi ạ
làm ơn xóa mọi thứ về tôi
tui muốn xóa sạch hết mấy cái tui nhắn
xóa giùm tui mấy tin nhắn cũ nghe
đừng lưu gì của tôi nữa
mi xóa hết đồ của tau đi
tôi yêu cầu xóa dữ liệu cá nhân theo Luật 91/2025
rút lại đồng ý xử lý dữ liệu cá nhân
toi khong dong y cho luu du lieu nua
tôi không đồng ý cho tổng đài giữ thông tin
please delete all my data
remove my phone number from your system
i want to be forgotten
erase everything you know about me
delete my chat history pls
xóa số điện thoại của tôi khỏi hệ thống
Xoá Tài Khoản Của Tôi
hủy hết dữ liệu đã lưu
nếu tôi đồng ý xóa dữ liệu thì mất gì
tôi không đồng ý xóa dữ liệu của tôi
xoa het du lieu cua em di a
xóa hết những gì đã lưu về mình
bỏ hết thông tin của tui đi
tui không muốn bị lưu dữ liệu nữa
cho tôi xóa thông tin cá nhân với
xóa toàn bộ lịch sử trò chuyện
tôi rút lại sự đồng ý
can you wipe my information
forget about me please
toi chua dong y xoa du lieu
có nên đồng ý xóa dữ liệu không
tôi đồng ý xóa dữ liệu của tôi?
cho em xoá dữ liệu
xoa thong tin giup toi
làm sao để xóa dữ liệu của tôi
how do i delete my data
gỡ hết dữ liệu của tôi ra khỏi máy
xóa số của tôi đi
đừng giữ tin nhắn của tôi
tôi thay đổi ý, không đồng ý cho giữ dữ liệu nữa
""".strip().splitlines()
AGREED = """
tôi đồng ý xóa dữ liệu của tôi
toi dong y xoa du lieu cua toi
Đồng ý xóa dữ liệu của tôi
em đồng ý xoá hết dữ liệu của em ạ
dạ tôi xác nhận xóa dữ liệu cá nhân của tôi
I agree to erase my data
yes, erase my data
yes delete all my data
ok tôi đồng ý xóa toàn bộ dữ liệu
tui dong y xoa het du lieu cua tui
đồng ý xóa hết dữ liệu
vâng tôi đồng ý xóa dữ liệu của tôi nhé
TÔI ĐỒNG Ý XÓA DỮ LIỆU CỦA TÔI
toi dong y xoa du lieu cua toi.
i agree to erase my data.
i confirm to delete all my personal data
con đồng ý xoá dữ liệu của con nghe
đồng ý xóa toàn bộ dữ liệu của tôi
yes i agree to delete my data
xác nhận xóa hết thông tin
tôi xin xác nhận đồng ý xóa dữ liệu
""".strip().splitlines()
OTHERS = """
xóa hồ sơ H17.19-261008-0975
xóa hồ sơ
tôi muốn rút hồ sơ
cổng dữ liệu mở Đà Nẵng ở đâu
dữ liệu mở
xóa đăng ký thường trú cần giấy tờ gì
xóa án tích làm ở đâu
thủ tục xóa đăng ký thế chấp
hết dữ liệu 4g rồi
bỏ theo dõi hồ sơ H17.19-261008-0975
đừng gửi tin bão cho tôi nữa
tôi đồng ý
hủy đăng ký nhận tin cúp điện
cho tôi xin thông tin tuyến 05
thông tin về bão
bảo tàng lịch sử Đà Nẵng
xem hồ sơ của tôi
mất điện thoại có dữ liệu quan trọng trên xe buýt 05
dữ liệu cảm biến mưa ngập
xóa quảng cáo dán trên cột điện
tôi đồng ý cho xóa hồ sơ
hồ sơ của tôi bị xóa rồi à
tra cứu dữ liệu đất đai
xóa vạch kẻ đường trước nhà tôi
thông tin của chuyến 05 về bến mấy giờ
lịch sử thành phố Đà Nẵng
xóa tên khỏi hộ khẩu
đồng ý nhận tin bão
ở đâu có lưu trữ hồ sơ địa chính
cho xin số điện thoại phường Hải Châu
xem thông tin về lịch cúp điện
xóa sổ hộ nghèo
dữ liệu dân cư quốc gia đăng ký ở đâu
tôi muốn hủy hồ sơ đã nộp
tài khoản vneid bị xóa
""".strip().splitlines()


def kind(text: str) -> str:
    """What of ours a text asks for; "" where it is another service's."""
    understood = understand(text)
    return understood.query.to_json()["kind"] if understood.service == "privacy" and understood.query else ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [(text, name) for name, texts in (("export", EXPORT), ("erase", ERASE), ("agreed", AGREED)) for text in texts],
)
def test_what_people_say_of_their_data(text: str, wanted: str) -> None:
    assert kind(text) == wanted


@pytest.mark.parametrize("text", OTHERS)
def test_what_only_sounds_like_it_is_left_to_others(text: str) -> None:
    assert kind(text) == ""


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_our_buttons_say_is_understood_by_itself(lang: str) -> None:
    said = {wording.AGREE: "agreed", wording.SEE_ASKED: "export", wording.ERASE_ASKED: "erase"}

    assert {phrase: kind(phrase.say(lang)) for phrase in said} == said
    assert all(understand(phrase.say(lang)).lang == lang for phrase in said)


@pytest.mark.parametrize(
    "text",
    [
        "tôi không đồng ý xóa dữ liệu của tôi",
        "toi khong dong y xoa du lieu cua toi",
        "tôi chưa đồng ý xóa dữ liệu của tôi",
        "nếu tôi đồng ý xóa dữ liệu của tôi thì sao",
        "tôi đồng ý xóa dữ liệu của tôi?",
        "ai nói tôi đồng ý xóa dữ liệu của tôi",
        "tôi đồng ý xóa dữ liệu của tôi trừ hồ sơ đang theo dõi",
        "đừng, tôi đồng ý xóa dữ liệu của tôi hồi nào",
        "i do not agree to erase my data",
        "i agree to erase my data?",
        "if i agree to erase my data what happens",
        "erase my data",
        "yes delete all",
        "ok xóa đi",
    ],
)
def test_nothing_less_than_a_plain_yes_erases(text: str) -> None:
    assert kind(text) != "agreed"


WORDS = st.sampled_from(
    "tôi|không|đồng ý|xóa|dữ liệu|của tôi|đừng|chưa|nếu|thì|?|hết|sao|yes|agree|not|my data".split("|")
)


@given(words=st.lists(WORDS, max_size=9))
def test_no_order_of_words_with_a_doubt_in_it_erases(words: list[str]) -> None:
    doubts = {"không", "đừng", "chưa", "nếu", "?", "sao", "not", "thì"}

    assert kind(" ".join(words)) != "agreed" or doubts.isdisjoint(words)


def test_no_text_is_taken_for_a_withdrawal() -> None:
    assert {kind(text) for text in [*EXPORT, *ERASE, *AGREED, "withdrawn", "withdrawal", "user_withdraw"]} <= {
        "export",
        "erase",
        "agreed",
        "",
    }
