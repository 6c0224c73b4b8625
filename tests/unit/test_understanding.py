import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.cli.scoring import Outcome, outcome
from hotline.routing import understand
from hotline.text import LONGEST
from tests.shared import shared

OURS = Path(__file__).with_name("understanding_cases.json")


def outcomes(path: Path) -> list[Outcome]:
    return [outcome(case, understand(case["text"])) for case in json.loads(path.read_text(encoding="utf-8"))]


def share(right: list[Outcome], services: set[str]) -> float:
    asked = [each for each in right if each.service in services]
    return sum(each.right for each in asked) / len(asked)


def test_our_own_messages_are_understood() -> None:
    judged = outcomes(OURS)
    missed = [each.text for each in judged if not each.right]

    assert len(judged) > 1000
    assert len(missed) <= 0.01 * len(judged), missed


def test_no_bus_answer_goes_to_a_message_of_another_service() -> None:
    taken = [each.text for each in outcomes(OURS) if not each.right and each.service != "bus" and '"bus"' in each.got]

    assert taken == []


def without_accents(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


TELEX = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}


def in_telex(word: str) -> str:
    """The keys that were pressed for a word, had nothing swallowed them."""
    keys, tone = "", ""
    for letter in unicodedata.normalize("NFC", word.replace("đ", "dd").replace("Đ", "Dd")):
        base, *marks = list(unicodedata.normalize("NFD", letter))
        shape = base
        for mark in marks:
            tone = TELEX.get(mark, tone)
            shape = shape if mark in TELEX else base * 2 if mark == "\u0302" else base + "w"
        keys += shape
    return keys + tone


@pytest.mark.parametrize(
    ("writes", "least"),
    [
        (without_accents, 0.97),
        (lambda text: " ".join(map(in_telex, text.split(" "))), 0.96),
        (str.lower, 0.98),
        (str.upper, 0.98),
        (lambda text: text.translate(str.maketrans("ảẩẻểỉỏổởủửãẫẽễĩõỗỡũữ", "ãẫẽễĩõỗỡũữảẩẻểỉỏổởủử")), 0.98),
        (lambda text: f"  {text.replace(' ', '  ')} 😊", 0.98),
        (lambda text: f"dạ cho em hỏi {text} ạ, em cám ơn ad nhiều", 0.97),
    ],
    ids=["no accents", "Telex", "small letters", "capitals", "hỏi and ngã swapped", "spaces and emoji", "politely"],
)
def test_however_somebody_writes_most_is_understood_as_well(writes: Callable[[str], str], least: float) -> None:
    cases = json.loads(OURS.read_text(encoding="utf-8"))
    # A Telex sentence of English words, and a place typed with its slip on purpose, have no such spelling.
    cases = [case for case in cases if not {"english", "telex-slip"} & set(case["tags"])]
    judged = [outcome(case, understand(writes(unicodedata.normalize("NFC", case["text"])))) for case in cases]

    assert sum(each.right for each in judged) / len(judged) >= least


@pytest.mark.shared
def test_the_benchs_messages_are_understood() -> None:
    judged = outcomes(shared("cases/messages/messages.json"))

    assert share(judged, {"bus", "menu", "human"}) >= 0.95
    assert share(judged, {"dossier", "privacy"}) >= 0.97
    assert share(judged, {"notices"}) >= 0.97


@pytest.mark.shared
def test_every_dossier_code_of_the_bench_is_told_from_what_is_none() -> None:
    codes = json.loads(shared("cases/dossier/dossier_codes.json").read_text(encoding="utf-8"))

    for case in codes["valid"]:
        assert understand(f"tra hồ sơ {case['code']} giúp em").to_json()["query"]["code"] == case["code"]
    for typed in codes["needs_normalising"]:
        assert understand(typed).to_json()["query"]["code"] == "000.00.19.H17-250602-0007"
    for text in codes["invalid"]:
        assert understand(text).to_json()["query"].get("kind") != "code"


@given(text=st.text(max_size=300))
def test_no_text_at_all_is_too_strange(text: str) -> None:
    understand(text)


PIECES = st.sampled_from(
    "xe|buýt|từ|đến|54|k12/4|Nguyễn|Lương Bằng|chợ|Hàn|H17.19-260914-0312|tuyến|,|-|(|trạm|không|cháy|bão|đường|2/9|số|"
    "phường|Hòa Khánh|ở|>|16.05,108.2|\n|?|hồ sơ|hai trăm|kiệt|ngã tư|MT|mã|to|from|the airport|buyts|so61|thang".split(
        "|"
    )
)


@given(pieces=st.lists(PIECES, max_size=30))
def test_no_order_of_words_is_too_strange(pieces: list[str]) -> None:
    understand(" ".join(pieces))


@given(pieces=st.lists(PIECES, max_size=12))
def test_composed_and_decomposed_accents_say_the_same(pieces: list[str]) -> None:
    text = " ".join(pieces)

    assert understand(unicodedata.normalize("NFD", text)) == understand(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    "text",
    [
        "54 Nguyễn Lương Bằng",
        "tuyến 05",
        "hồ sơ h17.19-260914-0312",
        "đăng ký tin bão",
        "cháy nhà",
        "xóa dữ liệu của tôi",
    ],
)
def test_shouting_says_the_same(text: str) -> None:
    assert understand(text.upper()).to_json()["service"] == understand(text).to_json()["service"]


@pytest.mark.parametrize(("text", "number"), [("2", 2), ("số 2", 2), ("chọn 12", 12), ("2.", 2), (" 3 ", 3)])
def test_a_number_alone_may_answer_our_question(text: str, number: int) -> None:
    assert understand(text).choice == number
    assert understand(text).service == "menu"


@pytest.mark.parametrize("text", ["xe 16", "MT 12", "trạm 60", "0905123456", "54 Lê Lợi", "2/9", "123"])
def test_a_number_with_a_meaning_is_no_choice(text: str) -> None:
    assert understand(text).choice is None


@pytest.mark.parametrize(
    ("text", "urgent"),
    [
        ("cháy nhà cứu với", True),
        ("chay nha o kiet 30", True),
        ("có người đuối nước", True),
        ("cháy túi rồi", False),
        ("xe 12 có chạy không", False),
        ("xe 12 co chay khong", False),
        ("đi cấp cứu bệnh viện C bằng xe nào", False),
        ("cho gặp nhân viên", False),
        ("đèn đường hư", False),
        ("tra cuu ho so", False),
        ("cho em gap tu van vien", False),
        ("bảo hiểm tai nạn mua ở mô", False),
        ("có bảo hiểm tai nạn, mà vừa gặp tai nạn ở cầu Rồng", True),
        ("em bé nuốt cục pin", True),
        ("con em bi hoc xuong", True),
        ("my husband collapsed on bus 12", True),
        ("có trộm vào nhà", True),
    ],
)
def test_only_danger_is_urgent(text: str, urgent: bool) -> None:
    assert understand(text).urgent is urgent


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("bus", "vi"),
        ("bus to the airport", "en"),
        ("hi there", "en"),
        ("nearest bus stop please", "en"),
        ("from Han Market to Son Tra peninsula", "en"),
        ("where is my file H17.19-260914-0312?", "en"),
        ("mình muốn go to Bà Nà từ 46 Bạch Đằng", "vi"),
        ("xe bus gan day", "vi"),
        ("54 nguyen luong bang", "vi"),
    ],
)
def test_an_english_message_gets_an_english_answer(text: str, lang: str) -> None:
    assert understand(text).lang == lang


def test_a_street_that_no_list_has_is_an_address_too() -> None:
    assert understand("12 Bùi Thị Xyzt").to_json()["query"] == {
        "kind": "address",
        "number": "12",
        "street": "Bùi Thị Xyzt",
    }


def test_the_end_of_a_long_story_is_read_too() -> None:
    story = "hôm qua em đi làm về mệt quá mà trời lại mưa " * 20

    assert understand(f"{story} cho hỏi trạm nào gần 54 Nguyễn Lương Bằng").to_json()["query"] == {
        "kind": "address",
        "number": "54",
        "street": "Nguyễn Lương Bằng",
    }


@pytest.mark.parametrize(
    "text",
    [
        "ngã tư Hùng Vương – Ông Ích Khiêm",
        "nga tu hung vuong ong ich khiem co tram nao",
        "góc Hùng Vương và Ông Ích Khiêm gần trạm nào",
    ],
)
def test_a_crossing_is_one_place_and_no_journey(text: str) -> None:
    assert understand(text).to_json()["query"] == {"kind": "stop", "stop": "ngã tư Hùng Vương - Ông Ích Khiêm"}


@pytest.mark.parametrize(
    "text",
    [
        "em ở Hòa Khánh, cuối tuần muốn ra chợ Hàn",
        "muốn ra chợ Hàn mà đang ở Hòa Khánh",
        "nhà em ở Hòa Khánh, con học chợ Hàn thì đi xe nào",
        "Hòa Khánh ra chợ Hàn",
    ],
)
def test_both_ends_of_a_journey_are_found_in_either_order(text: str) -> None:
    assert understand(text).to_json()["query"] == {"kind": "journey", "from": "Hòa Khánh", "to": "chợ Hàn"}


def test_what_stands_beyond_the_longest_text_is_not_read() -> None:
    assert understand("a " * (LONGEST // 2) + "54 Nguyễn Lương Bằng").service == "menu"


@pytest.mark.parametrize(
    "name", ["Cầu Rồng (Võ Văn Kiệt)", "TTHC Quận Hải Châu", "Trường TH Lâm Quang Thự-Quảng Xương", "P&R Bùi"]
)
def test_a_button_that_says_a_stops_name_finds_it_however_odd_the_name_is(name: str) -> None:
    assert understand(f"trạm {name}").to_json()["query"] == {"kind": "stop", "stop": name}


@pytest.mark.parametrize("code", ["123", "0012", "dn002", "STOP_01_1_S1", "S-12"])
def test_a_button_that_says_a_stops_code_finds_it_in_any_feed(code: str) -> None:
    assert understand(f"MT {code}").to_json()["query"] == {"kind": "stop", "stop": f"MT {code}"}
