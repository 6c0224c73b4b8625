"""Codes are found however they are typed, and only codes; so are the digits that open one and the wish to be told."""

import json
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.routing import understand
from hotline.services.dossier.codes import code_in
from hotline.services.dossier.dossiers import date_of
from hotline.services.dossier.queries import DossierQuery
from hotline.text import tidy
from tests.shared import shared

CODE = "H17.24-261012-0188"


def asked(text: str) -> DossierQuery:
    query = understand(text).query
    assert isinstance(query, DossierQuery), (text, query)
    return query


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


unit = st.builds("{}{}".format, st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXY"), digits(2))
old_office = st.builds("{}.{}.{}.{}".format, digits(3), digits(2), digits(2), unit)
new_office = st.builds(lambda first, rest: ".".join((first, *rest)), unit, st.lists(digits(2) | digits(3), max_size=6))
days = st.dates(date(2018, 1, 1), date(2035, 12, 31))
written_days = days.map("{:%y%m%d}".format) | days.map("{:%Y%m%d}".format)
numbers = st.integers(4, 7).flatmap(digits)
codes = st.builds("{}-{}-{}".format, old_office | new_office, written_days, numbers)

DASHES = "-‐‑‒–—―−﹣－_"
dash = st.builds(
    "{}{}{}".format,
    st.sampled_from(("", " ", "\n", "\u00a0")),
    st.sampled_from(DASHES),
    st.sampled_from(("", " ", "\n")),
)
before = st.sampled_from(
    (
        "", "hồ sơ ", "Mã: ", "mã hồ sơ:", "dạ cho em hỏi hs ", "tra cứu ", "(", "“", "ad ơi coi giùm ", "where is ",
        "em ở 54 Lê Lợi nộp ", "sđt 0905123456, mã ", "hẹn trả 12/10/2026 mà ", "cúp điện hoài, hồ sơ ", "xin\n",
    )
)  # fmt: skip
after = st.sampled_from(
    (
        "",
        " ạ",
        "ạ",
        ".",
        ",",
        ")",
        "”",
        " xong chưa",
        " tới mô rồi hè",
        "\ngiúp em",
        " thanks",
        " sđt 0905123456",
        "?",
        "😊",
    )
)


def full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


@given(
    code=codes,
    dashes=st.tuples(dash, dash),
    write=st.sampled_from((str.upper, str.lower, full_width, lambda text: text.replace(".", " . "))),
    around=st.tuples(before, after),
    form=st.sampled_from(("NFC", "NFD")),
)
def test_a_code_is_found_however_it_is_typed(
    code: str,
    dashes: tuple[str, str],
    write: Callable[[str], str],
    around: tuple[str, str],
    form: Literal["NFC", "NFD"],
) -> None:
    office, day, number = code.split("-")
    typed = write(f"{office}{dashes[0]}{day}{dashes[1]}{number}")

    query = asked(unicodedata.normalize(form, f"{around[0]}{typed}{around[1]}"))

    assert (query.kind, query.code, query.digits) == ("code", code, "")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("000 00 19 H17-250602-0007", "000.00.19.H17-250602-0007"),
        ("000-00-19-H17-250602-0007", "000.00.19.H17-250602-0007"),
        ("hs 000.00.19 h17-250602-0007", "000.00.19.H17-250602-0007"),
        ("000.00.19H17-250602-0007", "000.00.19.H17-250602-0007"),
        ("hẹn 12/10/2026 000.00.19.H17-250602-0007", "000.00.19.H17-250602-0007"),
        ("sđt 0905 123 45 67 H17.19-250602-0007", "H17.19-250602-0007"),
        ("H17 19 250602 0007", "H17.19-250602-0007"),
        ("h17 19.03-250602-0007", "H17.19.03-250602-0007"),
    ],
)
def test_no_part_of_a_code_is_lost_for_the_dots_that_were_not_typed(typed: str, code: str) -> None:
    assert asked(typed) == DossierQuery("code", code)


@pytest.mark.parametrize(
    "text", ["H1719-250602-0007", "00.00.19.H17-250602-0007", "Hl7.19-250602-0007", "Z17.19-250602-0007 xong chưa"]
)
def test_what_is_built_like_a_code_is_said_to_be_none(text: str) -> None:
    assert asked(text) == DossierQuery("invalid", text=text.split()[0])


@given(code=codes)
def test_a_code_says_its_day_however_it_is_written(code: str) -> None:
    day = code.split("-")[1]

    assert f"{date_of(code):%Y%m%d}"[-len(day) :] == day


phones = st.builds("0{}{}".format, st.sampled_from("35789"), digits(8))
identities = st.builds("0{}".format, digits(11))
procedures = st.builds("{}.{}".format, st.sampled_from("123"), digits(6)) | st.builds(
    "{}.{}.000.00.00.H17".format, st.sampled_from("123"), digits(6)
)
plates = st.builds("{}{}-{}.{}".format, digits(2), st.sampled_from("ABCDEFGHKL"), digits(3), digits(2))
wrong_days = st.builds(
    "{}{:02}{:02}".format, digits(2), st.integers(13, 99) | st.just(0), st.integers(1, 28)
) | st.builds("{}{:02}{:02}".format, digits(2), st.integers(1, 12), st.integers(32, 99) | st.just(0))
near_codes = (
    st.builds("{}-{}-{}".format, old_office | new_office, wrong_days, numbers)
    | st.builds("{}-{}-{}".format, old_office | new_office, written_days, st.integers(1, 3).flatmap(digits))
    | st.builds("{}-{}".format, old_office | new_office, written_days)
    | st.builds("Z{}-{}-{}".format, digits(2), written_days, numbers)
)


@given(
    text=phones | identities | procedures | plates | near_codes,
    around=st.tuples(before.filter(lambda text: "09" not in text), after.filter(lambda text: "09" not in text)),
)
def test_what_is_no_code_is_not_taken_for_one(text: str, around: tuple[str, str]) -> None:
    assert code_in(tidy(f"{around[0]}{text}{around[1]}")) is None


@pytest.mark.shared
def test_the_benchs_codes_are_found_alone_and_in_a_sentence() -> None:
    cases = json.loads(shared("cases/dossier/dossier_codes.json").read_text(encoding="utf-8"))

    for code in (case["code"] for case in cases["valid"]):
        for text in (code, f"dạ {code} ạ", code.lower(), full_width(code), code.replace("-", "\n-")):
            assert (asked(text).kind, asked(text).code) == ("code", code)
    for text in filter(None, cases["invalid"]):
        assert getattr(understand(text).query, "kind", "") not in ("code", "digits"), text


@pytest.mark.parametrize(
    "text",
    [
        "0042", "dạ 0042 ạ", "0042 nha ad", "0 0 4 2", "là 0042", "4 số cuối là 0042", "bốn số cuối: 0042", "0042.",
        "sđt đuôi 0042", "số cuối điện thoại 0042", "4 so cuoi dt cua em la 0042", "0042 là 4 số cuối", "it's 0042",
        "last four digits 0042", "the last 4 are 0042", "phone ends with 0042", "không không bốn hai",
    ],
)  # fmt: skip
def test_four_digits_are_the_end_of_a_phone(text: str) -> None:
    assert asked(text) == DossierQuery("digits", digits="0042")


@pytest.mark.parametrize(
    "text",
    [
        f"{CODE} 0042", f"{CODE}\n0042", f"{CODE} - 0042", f"{CODE}, số đuôi điện thoại là 0042",
        f"hs {CODE} 4 số cuối 0042 ạ", f"{CODE} last 4 digits 0042", f"mã {CODE} số đt kết thúc 0042",
    ],
)  # fmt: skip
def test_digits_may_come_with_the_code(text: str) -> None:
    assert asked(text) == DossierQuery("code", CODE, digits="0042")


@pytest.mark.parametrize(
    "text",
    [f"{CODE}, nhà 1204 Ngô Quyền", f"{CODE} sđt 0905120042", f"{CODE} nộp năm 2026", f"{CODE} cccd 048090001234"],
)
def test_other_numbers_beside_a_code_open_nothing(text: str) -> None:
    assert asked(text) == DossierQuery("code", CODE)


@pytest.mark.parametrize(
    "text",
    ["mã em là 0042", "hs số 0042", "trạm 0042", "0042 Lê Lợi", "1022", "0905120042", "004", "048-190001-0042"],
)
def test_four_digits_that_are_called_something_else_open_nothing(text: str) -> None:
    assert getattr(understand(text).query, "kind", "") != "digits"


@pytest.mark.parametrize(
    "text",
    [
        f"báo tôi khi có thay đổi {CODE}", f"tell me when {CODE} changes", f"Theo dõi giúp tôi {CODE}, có gì nhắn",
        f"khi nào hồ sơ {CODE} có kq thì nhắn em với", f"{CODE} có gì mới báo em liền nghe", f"please follow {CODE}",
        f"đăng ký nhận tin hồ sơ {CODE}", f"let me know once {CODE} is done", f"bao cho minh khi ho so {CODE} xong nha",
    ],
)  # fmt: skip
def test_who_wants_to_be_told_of_a_code_is_heard(text: str) -> None:
    assert asked(text) == DossierQuery("code", CODE, watch=True)


@pytest.mark.parametrize(
    "text",
    [
        f"cho em biết khi nào {CODE} xong", f"tell me when {CODE} will be done", f"track {CODE}",
        f"em đang theo dõi {CODE} mà không thấy báo gì", f"tra hồ sơ {CODE} giúp em", f"{CODE} có gì mới không",
    ],
)  # fmt: skip
def test_who_only_asks_is_not_signed_up(text: str) -> None:
    assert asked(text) == DossierQuery("code", CODE)


@pytest.mark.parametrize(
    "text",
    [
        "báo tôi khi có thay đổi", "bao toi khi co thay doi", "theo dõi hồ sơ này", "có gì mới thì nhắn tui nghe",
        "tell me when it changes", "keep me posted", "hễ có chi mới thì alo tui", "let me know if anything changes",
    ],
)  # fmt: skip
def test_without_a_code_the_dossier_talked_of_last_is_meant(text: str) -> None:
    assert asked(text) == DossierQuery("watch")


def test_a_dossier_that_was_not_said_is_asked_for_and_the_wish_is_kept() -> None:
    assert asked("báo cho tôi khi hồ sơ xong") == DossierQuery("ask_code", watch=True)


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("báo tôi khi có bão", "notices"), ("bao toi khi co bao", "notices"), ("báo em khi cúp điện nhé", "notices"),
        ("thông báo cho tôi khi có thay đổi lịch cúp điện", "notices"), ("bỏ theo dõi tin bão", "notices"),
        ("có điểm thi thì báo em", "notices"), ("xe buýt 12 có gì thay đổi không", "bus"), ("báo cháy", "human"),
        ("nhà số 1204 Ngô Quyền", "bus"), ("dữ liệu của tôi", "privacy"),
    ],
)  # fmt: skip
def test_nothing_is_taken_from_other_services(text: str, service: str) -> None:
    assert understand(text).service == service


@pytest.mark.parametrize("text", [f"bỏ theo dõi {CODE}", f"stop following {CODE}", f"tắt thông báo hồ sơ {CODE}"])
def test_who_has_enough_of_a_code_is_heard(text: str) -> None:
    assert asked(text) == DossierQuery("unwatch", CODE)
