"""Nobody learns from a masked text who it is about, and nothing else is lost from it."""

import unicodedata
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.services.dossier.masking import masked, redacted
from hotline.text import fold

CODE = "H17.19-261008-0975"
FORMS = ("công ty", "doanh nghiệp", "hợp tác xã", "hộ kinh doanh", "ngân hàng", "ủy ban", "uỷ ban", "ubnd")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nguyễn Thị Mẫu", "N*** T** M**"),
        ("NGUYỄN THỊ MẪU", "N*** T** M**"),
        ("nguyen thi mau", "n*** t** m**"),
        (unicodedata.normalize("NFD", "Đặng Ẩn"), "Đ*** Ẩ**"),
        ("Lê Vũ", "L** V**"),
        ("Mẫu", "M**"),
        ("Nguyễn Văn A", "N*** V** ***"),
        ("Anne-Marie Dupont", "A***-M*** D***"),
        ("H'Hen Niê", "H*** N**"),
        ("  Trần \n Mẫu ", "T*** M**"),
        ("Nguyễn Văn Mẫu 0905004321", "N*** V** M** ***"),
        ("Công ty TNHH Minh Mẫu", "Công ty TNHH M*** M**"),
        ("Hộ kinh doanh Nguyễn Văn Mẫu", "Hộ kinh doanh N*** V** M**"),
        ("UBND phường Mẫu", "UBND p*** M**"),
        ("Công Tỷ Phú", "C*** T** P**"),
        ("", ""),
        ("...", ""),
    ],
)
def test_a_name_is_known_by_its_owner_alone(name: str, shown: str) -> None:
    assert masked(name) == shown


@given(name=st.text(max_size=80))
def test_no_name_is_too_strange_and_none_keeps_two_letters_together(name: str) -> None:
    shown = masked(name)

    together = any(one.isalnum() and other.isalnum() for one, other in pairwise(shown))
    assert not together or shown.lower().startswith(FORMS)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Mời ông Trần Văn Bình bổ sung bản vẽ", "Mời ông T*** V** B*** bổ sung bản vẽ"),
        ("Liên hệ chị Hoa, 0905.004.321", "Liên hệ chị H**, ***"),
        ("Bản sao CCCD 048090001234 của chủ đất", "Bản sao CCCD *** của chủ đất"),
        ("Gửi về mau@example.com", "Gửi về ***"),
        ("Đã nhận từ Lê Thị Bích Ngọc", "Đã nhận từ L** T** B*** N***"),
        ("Đính kèm NguyenThiMau_CCCD.pdf", "Đính kèm N***_CCCD.pdf"),
        ("SĐT0905004321", "SĐT***"),
        ("máy +84 905 004 321 nhé", "máy *** nhé"),
        ("đuôi 4321", "đuôi ***"),
        ("máy 0905004321 1.250.000 đồng", "máy *** đồng"),
        ("CMND 201.234.567 Đ/c 54 Lê Lợi", "CMND *** Đ/c 54 Lê Lợi"),
        ("CMND 201.234.567 đồng ý nộp", "CMND *** đồng ý nộp"),
    ],
)
def test_what_an_officer_wrote_tells_nobody_who_it_is_about(said: str, shown: str) -> None:
    assert redacted(said, "Nguyễn Thị Mẫu", "4321", CODE) == shown


@pytest.mark.parametrize(
    "said",
    [
        "UBND phường Hải Châu", "Chi nhánh Văn phòng đăng ký đất đai, 54 Nguyễn Lương Bằng", "Nộp 1.250.000 đồng",
        "UBND phường Hoàng Văn Thụ", "Cấp đổi Giấy chứng nhận quyền sử dụng đất", "HỒ SƠ THIẾU BẢN VẼ",
        "Hạn 08/10/2026 17:00", "Hẹn ngày 08.10.2026 17:00", "từ 2026-10-08 17:00", "thủ tục 1.013995",
        "Lệ phí trước bạ 125.000.000 đồng", "Nộp 125.000.000 đồng/lô",
        f"Hồ sơ {CODE} thiếu bản vẽ", "24 Trần Phú", "Đang trình lãnh đạo Sở",
        "Hồ sơ đất đai", "Lý lịch tư pháp số 1", "đường Lê Duẩn", "Kho bạc Nhà nước", "Bộ phận Một cửa",
    ],
)  # fmt: skip
def test_what_is_about_nobody_stays(said: str) -> None:
    assert redacted(said, "Nguyễn Thị Mẫu", "4321", CODE) == said


NAMES = st.sampled_from(
    (
        "Nguyễn Thị Mẫu", "Trần Văn Quýt", "Hồ Mít", "Đặng Ngọc Ổi Xanh", "Y-Kral Niê", "Zơ Râm Bhlinh", "Alang Xoài",
        "Dupont Jean-Pierre", "Nguyễn Thị Kim Chuối Tiêu", "Quýtxanh",
    )
)  # fmt: skip
WRITES = st.sampled_from(
    (
        str,
        str.upper,
        str.lower,
        fold,
        lambda name: unicodedata.normalize("NFD", name),
        lambda name: name.replace(" ", "\n"),
    )
)
AROUND = st.sampled_from(
    (
        "{}",
        "bà {}",
        "của {} nộp",
        "({})",
        "chủ hồ sơ:{},",
        "{}_CCCD.pdf",
        "ĐÃ MỜI {} ĐẾN",
        "hồ sơ {}/đất",
        "“{}”",
        "…{}…",
    )
)


@given(name=NAMES, write=WRITES, around=st.lists(AROUND, min_size=1, max_size=3))
def test_the_applicants_name_is_found_however_it_is_written(
    name: str, write: Callable[[str], str], around: list[str]
) -> None:
    said = " ".join(each.format(write(name)) for each in around)

    shown = fold(redacted(said, name, "4321", CODE))

    assert fold(name) not in shown
    assert not any(word in shown for word in fold(name).replace("-", " ").split() if len(word) > 4)


GROUPS = st.sampled_from(
    ("{}{}{}", "{} {} {}", "{}.{}.{}", "{}-{}-{}", "{} - {} - {}", "({}) {} {}", "{}–{}–{}", "{}, {}, {}")
)


THREE = st.from_regex(r"[0-9]{3}", fullmatch=True)
STARTS = st.from_regex(r"(0|\+84)[35789][0-9]{2}|0[0-9]{5}", fullmatch=True)


@given(start=STARTS, rest=st.tuples(THREE, THREE), group=GROUPS, around=AROUND)
def test_phones_and_identity_numbers_are_found_however_they_are_grouped(
    start: str, rest: tuple[str, str], group: str, around: str
) -> None:
    shown = redacted(around.format(group.format(start, *rest)))

    assert sum(char.isdigit() for char in shown) == 0
