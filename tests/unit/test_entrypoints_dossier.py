"""What citizens read about dossiers, message by message, and what is counted before."""

import io
from contextlib import redirect_stdout
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.errors import OutOfService, Refused, Unavailable
from hotline.messages import Recipient, Reply
from hotline.services.dossier.disclosure import Disclosure
from hotline.services.dossier.dossiers import Dossier, Fee, Found
from hotline.services.dossier.service import Desk
from hotline.services.dossier.statuses import Status
from hotline.storage.dossiers import Pushed
from hotline.storage.items import ItemKey, Items
from tests.unit.dossier_line import Line

CODE, OTHER = "H17.19-261008-0975", "H17.19-261008-0999"
NAME, PHONE_END, OFFICES_NUMBER = "Nguyễn Thị Hồng Mẫu", "0456", "0236 3000 999"
DOSSIER = Dossier(
    CODE,
    procedure="Cấp giấy phép xây dựng",
    status=Status.PROCESSING,
    contact=OFFICES_NUMBER,
    applicant=NAME,
    phone_end=PHONE_END,
)


def read(reply: Reply) -> str:
    """All that a reply shows or says."""
    return "\n".join([reply.text, *(f"{one.title} {one.says} {one.url} {one.phone}" for one in reply.buttons)])


def test_a_code_shows_where_the_dossier_stands_and_no_name() -> None:
    said = read(Line(DOSSIER).says(f"hồ sơ {CODE} tới đâu rồi"))

    assert CODE in said
    assert "Cấp giấy phép xây dựng" in said
    assert NAME not in said


def test_digits_that_come_next_open_it_for_the_conversation() -> None:
    line = Line(DOSSIER)
    line.says(CODE)
    assert NAME in read(line.says("4 số cuối là 0456"))
    assert NAME in read(line.says(CODE))

    line.pass_(3_601)
    assert NAME not in read(line.says(CODE))


def test_digits_beside_the_code_open_it_at_once() -> None:
    assert NAME in read(Line(DOSSIER).says(f"{CODE} 4 số cuối 0456"))


def test_digits_without_a_code_ask_for_one() -> None:
    line = Line(DOSSIER)

    assert NAME not in read(line.says("4 số cuối là 0456"))
    assert line.office.asked == []


def test_wrong_digits_and_no_dossier_look_alike() -> None:
    line = Line(DOSSIER)
    wrong, none = (read(line.says(f"{code} 4 số cuối 1111")) for code in (CODE, OTHER))

    assert wrong.replace(CODE, "") == none.replace(OTHER, "")


@pytest.mark.parametrize("code", [CODE, OTHER])
def test_three_wrong_tries_lock_the_code_whether_it_is_there_or_not(code: str) -> None:
    line = Line(DOSSIER)
    replies = [read(line.says(f"{code} 4 số cuối {digits}")) for digits in ("1111", "2222", "3333", "0456")]

    assert replies[0] == replies[1]
    assert replies[2] == replies[3] != replies[0]
    assert NAME not in "".join(replies)
    line.pass_(3_601)
    assert (NAME in read(line.says(f"{code} 4 số cuối 0456"))) is (code == CODE)


def test_digits_that_are_wrong_while_another_message_was_faster_count_all_the_same() -> None:
    line = Line(DOSSIER)
    line.says(CODE)
    for digits in ("1111", "2222", "3333"):
        line.inquiries.overtaken = 2
        line.says(f"4 số cuối là {digits}")

    assert NAME not in read(line.says("4 số cuối là 0456"))


def test_ten_codes_an_hour_and_no_more_but_a_known_one_costs_nothing() -> None:
    line = Line(DOSSIER)
    line.says(CODE)
    for number in range(9):
        line.says(f"H17.19-261008-{number:04}")
    before = list(line.office.asked)
    eleventh = read(line.says("H17.19-261008-0100"))
    assert line.office.asked == before
    assert "H17.19-261008-0100" not in eleventh
    assert "Cấp giấy phép xây dựng" in read(line.says(CODE))
    assert line.inquiries.counted == 10

    line.pass_(3_601)
    assert read(line.says("H17.19-261008-0100")) != eleventh


def test_a_busy_line_looks_nothing_up_and_says_so() -> None:
    line = Line(DOSSIER, line_limit=1)
    line.says(OTHER)
    said = read(line.says(CODE))

    assert line.office.asked == [OTHER]
    assert "Cấp giấy phép" not in said
    assert "1022" in said


def test_what_was_asked_just_before_is_not_written_again() -> None:
    line = Line(DOSSIER)
    line.says(CODE)
    line.says(CODE)
    assert line.inquiries.written == 1

    line.says(OTHER)
    line.says(CODE)
    assert (line.inquiries.written, line.inquiries.counted) == (3, 2)


def test_an_office_that_fails_is_said_and_costs_no_try() -> None:
    line = Line(DOSSIER)
    line.office.fails = Unavailable("down")
    replies = [read(line.says(f"{CODE} 4 số cuối {digits}")) for digits in ("1111", "2222", "3333")]
    assert len(set(replies)) == 1

    line.office.fails = None
    line.pass_(120)
    assert NAME in read(line.says(f"{CODE} 4 số cuối 0456"))


def test_what_is_answered_follows_the_citys_rule() -> None:
    assert NAME in read(Line(DOSSIER, disclosure=Disclosure.FULL).says(CODE))
    assert NAME not in read(Line(DOSSIER, disclosure=Disclosure.MASKED).says(f"{CODE} 4 số cuối 0456"))


def test_what_follows_in_digits_is_answered_in_the_language_of_the_question() -> None:
    line = Line(DOSSIER)
    line.says(f"where is my dossier {CODE}")

    assert "Applicant" in line.says("0456").text


def test_a_dossier_that_nobody_can_be_asked_about_is_asked_for_by_its_code() -> None:
    line = Line()

    assert "H17" in line.says("hồ sơ của tôi tới đâu rồi").text
    assert "1022" in read(line.says("mã hồ sơ 0975"))
    assert line.inquiries.written == 0


def test_a_wish_to_follow_without_a_code_is_about_the_dossier_talked_of_last() -> None:
    line, follows = Line(DOSSIER), Follows()
    line.compose._watches = follows
    assert "H17" in line.says("theo dõi hồ sơ giúp em").text
    line.says(CODE)
    line.says("theo dõi hồ sơ giúp em")

    assert follows.begun == [CODE]


class Follows:
    """`following.Following`, as far as a wish goes."""

    def __init__(self) -> None:
        self.begun: list[str] = []

    def keys(self, citizen: Recipient, code: str) -> tuple[ItemKey, ...]:
        return ()

    def is_watched(self, citizen: Recipient, code: str, items: Items) -> bool:
        return code in self.begun

    def begin(self, desk: Desk, citizen: Recipient, found: Found) -> Reply:
        assert found.dossier
        self.begun.append(found.dossier.code)
        return Reply("từ nay báo")

    def end(self, desk: Desk, citizen: Recipient, code: str) -> Reply:
        return Reply("thôi báo")

    def listed(self, desk: Desk, citizen: Recipient) -> Reply:
        return Reply("đang theo dõi")


# ── Whatever happens, nobody reads a name before the right digits ──

PRIVATE = ("Hồng Mẫu", "Nguyễn Thị", "NGUYỄN THỊ", "0905123456", "048090001234", OFFICES_NUMBER)
texts = st.sampled_from(
    (
        "",
        "Bổ sung bản vẽ",
        f"Gọi {NAME} số 0905123456",
        f"Ông/bà {NAME.upper()} bổ sung CCCD 048090001234",
        f"đã gửi {OFFICES_NUMBER}",
    )
)
dossiers = st.builds(
    Dossier,
    code=st.just(CODE),
    procedure=texts,
    office=texts,
    status=st.none() | st.sampled_from(Status),
    said_status=texts,
    asks=texts,
    fees=st.lists(st.builds(Fee, texts, st.none() | st.integers(0, 10**9), texts), max_size=2).map(tuple),
    collect_at=texts,
    contact=st.just(OFFICES_NUMBER),
    applicant=st.just(NAME),
    phone_end=st.sampled_from((PHONE_END, "")),
)
errors = st.sampled_from((Unavailable("down"), OutOfService("account"), Refused("odd"), RuntimeError(NAME)))
steps = st.one_of(
    st.tuples(
        st.just("says"),
        st.sampled_from(
            (
                CODE,
                OTHER,
                f"hồ sơ {CODE} tới đâu rồi",
                f"where is my dossier {CODE}",
                f"{CODE} 4 số cuối 1111",
                "4 số cuối là 2222",
                f"báo tôi khi có thay đổi hồ sơ {CODE}",
                "hồ sơ đang theo dõi",
                "bỏ theo dõi hồ sơ",
            )
        ),
    ),
    st.tuples(st.just("fails"), st.none() | errors),
    st.tuples(st.just("holds"), dossiers),
    st.tuples(st.just("pushed"), dossiers),
    st.tuples(st.just("passes"), st.sampled_from((1, 61, 601, 3_700, 90_000))),
    st.tuples(st.just("overtaken"), st.integers(1, 3)),
)


@settings(max_examples=150, deadline=None)
@given(script=st.lists(steps, max_size=12), disclosure=st.sampled_from((Disclosure.VERIFIED, Disclosure.MASKED)))
def test_whatever_the_office_says_or_raises_and_in_whatever_order_no_name_is_read_or_logged(
    script: list[tuple[str, object]], disclosure: Disclosure
) -> None:
    line = Line(DOSSIER, disclosure=disclosure)
    log = io.StringIO()
    with redirect_stdout(log):
        for what, value in script:
            _play(line, what, value)

    shown, logged = "\n".join(map(read, line.phone.heard)), log.getvalue()
    for private in PRIVATE:
        assert private not in shown
        assert private not in logged
    assert CODE not in logged


def _play(line: Line, what: str, value: object) -> None:
    if what == "says":
        line.says(str(value))
    elif what == "fails":
        line.office.fails = value if isinstance(value, Exception) else None
    elif what == "holds" and isinstance(value, Dossier):
        line.office.known[CODE] = value
    elif what == "pushed" and isinstance(value, Dossier):
        at = line.clock()
        line.items.keep_pushed(Pushed(value, at, at - timedelta(days=1), 0))
    elif what == "passes" and isinstance(value, int):
        line.pass_(value)
    elif what == "overtaken" and isinstance(value, int):
        line.inquiries.overtaken = value
