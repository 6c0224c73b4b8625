import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.phrases import Phrases
from hotline.reading import read
from hotline.text import agrees, fold, tidy


def test_folding_drops_accents_and_case() -> None:
    assert fold("  Hoà   Khánh ĐÀ NẴNG ") == "hoa khanh da nang"


@given(text=st.text(max_size=100))
def test_folding_is_the_same_for_composed_and_decomposed_text_and_needs_no_second_time(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(fold(text)) == fold(text)


def test_tidying_makes_plain_letters_of_full_width_ones_and_drops_emoji() -> None:
    assert tidy("Ｈ１７．１９－２６０５２０ 😭\u200b ạ") == "H17.19-260520 ạ"
    assert tidy("chợ Hàn → Hội An") == "chợ Hàn > Hội An"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("xe buyts soos 12 cos chayj khoong", "xe buýt số 12 có chạy không"),
        ("xe bu1t so61 12 co1 cha5y kho6ng", "xe buýt số 12 có chạy không"),
        ("gaanf dday", "gần đây"),
        ("tuyeenr sinh", "tuyển sinh"),
        ("tuyến12", "tuyến 12"),
        ("xe bút gần đây", "xe buýt gần đây"),
        ("hủ tục đất đai", "thu tục đất đai"),
        ("list my followed files", "list my followed files"),
        ("em mún xún chợ", "em muốn xuống chợ"),
    ],
)
def test_slips_are_mended(typed: str, meant: str) -> None:
    assert fold(" ".join(read(typed).said)) == fold(meant)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("số hai trăm năm mươi sáu bạch đằng", "số 256 bạch đằng"),
        ("số một trăm linh hai", "số 102"),
        ("đường ba mươi tháng tư số tám mươi", "đường 30 tháng 4 số 80"),
        ("tuyến mười lăm", "tuyến 15"),
        ("trạm ba không hai", "trạm 302"),
        ("tuyến không năm", "tuyến 05"),
        ("tuyến mười hai có chạy không", "tuyến 12 có chạy không"),
        ("kiệt bốn trăm lẻ tám xẹt hai mốt hoàng diệu", "kiệt 408/21 hoàng diệu"),
        ("số chín hai bà trưng", "số 9 hai bà trưng"),
        ("năm ngoái chạy không kịp", "năm ngoái chạy không kịp"),
        ("số hai hai tháng chín", "số 2 2 tháng 9"),
        ("kiệt Tam Kỳ", "kiệt Tam Kỳ"),
    ],
)
def test_numbers_in_words_become_digits(said: str, written: str) -> None:
    assert " ".join(read(said).said) == written


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("xe 43A-123.45 bị phạt", "#plate"),
        ("gọi 0905 123 456 nha", "#phone"),
        ("thủ tục 1.013995", "#procedure"),
        ("hồ sơ H17.19-260914-0312", "#dossier"),
        ("ngày 20/11/2026", "#date"),
        ("lúc 7h30", "#time"),
        ("giá 25k", "#money"),
        ("16.07,108.21", "#point"),
        ("https://maps.google.com/?q=16.06,108.21", "#link"),
    ],
)
def test_numbers_that_are_no_houses_are_masked(text: str, kind: str) -> None:
    assert kind in read(text).words


def test_accents_may_be_missing_but_not_others() -> None:
    assert agrees("tuyen", "tuyến")
    assert agrees("tuyên", "tuyến")
    assert agrees("gàn", "gần")
    assert not agrees("tuyển", "tuyến")
    assert not agrees("chạy", "cháy")


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("xe buýt", "có xe buyt không", True),
        ("xe buýt", "xe, buýt", False),
        ("hủy/bỏ tin|gỡ tin", "em muốn bỏ tin này", True),
        ("hủy … tin", "hủy giùm em cái tin", True),
        ("hủy … tin", "hủy giùm cho em cái tin", False),
        ("=chợ", "cho em hỏi với ạ nhé", False),
        ("=chợ", "cho em hoi cho nao", True),
        ("==cháy", "xe co chay khong", False),
        ("==cháy", "cháy rồi", True),
        ("bến_xe/ga nào", "bến xe nào gần", True),
    ],
)
def test_phrases_are_found_as_a_clerk_would_read_them(phrase: str, text: str, found: bool) -> None:
    assert Phrases(phrase)(read(text)) is found
