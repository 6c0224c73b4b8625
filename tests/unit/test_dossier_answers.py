"""What a citizen reads about a dossier."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hotline.messages import Reply
from hotline.routing import understand
from hotline.services.dossier import service
from hotline.services.dossier.disclosure import Disclosure
from hotline.services.dossier.dossiers import Dossier, Fee, Found
from hotline.services.dossier.queries import DossierQuery
from hotline.services.dossier.service import Desk
from hotline.services.dossier.statuses import Status, status_of
from hotline.zone import VIETNAM

NOW = datetime(2026, 11, 24, 17, 25, tzinfo=VIETNAM)
CODE = "H17.19-261008-0975"
SCREEN = 900


def at(day: int, month: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=VIETNAM).astimezone(UTC)


LAND = Dossier(
    code=CODE,
    procedure="Cấp đổi Giấy chứng nhận quyền sử dụng đất",
    office="UBND phường Hải Châu",
    status=Status.PROCESSING,
    since=at(12, 10),
    received=at(8, 10),
    due=at(25, 11, 17),
    contact="0236 3822 123",
    applicant="NGUYỄN THỊ MẪU",
    phone_end="4321",
)


def desk(lang: str = "vi", disclosure: Disclosure = Disclosure.VERIFIED, now: datetime = NOW) -> Desk:
    return Desk(lang, "1022", now, disclosure, VIETNAM)


def reply(
    dossier: Dossier | None, at_desk: Desk | None = None, *, verified: bool = False, watched: bool = False
) -> Reply:
    found = Found(dossier, NOW - timedelta(minutes=7))
    return service.answer(at_desk or desk(), found, CODE, verified=verified, watched=watched)


def test_who_sends_a_code_reads_what_it_is_where_it_stands_and_when_to_come() -> None:
    assert reply(LAND).text == (
        "Hồ sơ H17.19-261008-0975\n"
        "Cấp đổi Giấy chứng nhận quyền sử dụng đất\n"
        "Người nộp: N*** T** M**\n"
        "\n"
        "Đang được giải quyết, từ thứ Hai 12/10/2026.\n"
        "Hẹn trả ngày mai, thứ Tư 25/11/2026.\n"
        "Anh/chị chưa cần làm gì thêm.\n"
        "\n"
        "Cơ quan: UBND phường Hải Châu, nhận hồ sơ thứ Năm 08/10/2026\n"
        "Thông tin lúc 17:18. Cần hỏi thêm, gọi 1022.\n"
        "Muốn xem đủ tên và số của cơ quan, anh/chị nhắn 4 số cuối điện thoại trên hồ sơ."
    )


def test_the_same_in_english() -> None:
    assert reply(LAND, desk("en")).text == (
        "Dossier H17.19-261008-0975\n"
        "Cấp đổi Giấy chứng nhận quyền sử dụng đất\n"
        "Applicant: N*** T** M**\n"
        "\n"
        "Being worked on, since Monday 12/10/2026.\n"
        "Due tomorrow, Wednesday 25/11/2026.\n"
        "There is nothing for you to do now.\n"
        "\n"
        "Office: UBND phường Hải Châu, received Thursday 08/10/2026\n"
        "As of 17:18. Questions? Call 1022.\n"
        "To see the full name and the office's number, send the last 4 digits of the phone on the file."
    )


def test_who_gave_the_digits_reads_the_name_and_the_offices_number() -> None:
    text = reply(LAND, verified=True).text

    assert "Người nộp: NGUYỄN THỊ MẪU\n" in text
    assert "gọi cơ quan 0236 3822 123 hoặc 1022." in text
    assert "4 số cuối" not in text


def test_a_city_may_show_names_to_nobody_or_to_everybody() -> None:
    masked = reply(LAND, desk(disclosure=Disclosure.MASKED), verified=True).text
    full = reply(LAND, desk(disclosure=Disclosure.FULL)).text

    assert "N*** T** M**" in masked
    assert "4 số cuối" not in masked
    assert "NGUYỄN THỊ MẪU" in full


def test_a_file_without_a_phone_invites_nobody_to_give_its_digits() -> None:
    found = Found(replace(LAND, phone_end=""), NOW)

    assert "4 số cuối" not in reply(found.dossier).text
    assert not service.digits_match(found, "")
    assert not service.digits_match(Found(None, NOW), "4321")
    assert service.digits_match(Found(LAND, NOW), "4321")


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (at(24, 11), "Hẹn trả hôm nay, thứ Ba 24/11/2026."),
        (at(24, 11, 23), "Hẹn trả hôm nay, thứ Ba 24/11/2026."),
        (at(30, 11), "Hẹn trả thứ Hai 30/11/2026, còn 6 ngày."),
        (at(29, 11), "Hẹn trả Chủ nhật 29/11/2026, còn 5 ngày."),
        (at(23, 11, 17), "Hẹn trả thứ Hai 23/11/2026, đã trễ 1 ngày. Thành thật xin lỗi vì đã để anh/chị phải chờ."),
        (at(20, 11), "Hẹn trả thứ Sáu 20/11/2026, đã trễ 4 ngày. Thành thật xin lỗi vì đã để anh/chị phải chờ."),
        (None, "Cơ quan chưa ghi ngày hẹn trả."),
    ],
)
def test_the_appointment_says_how_far_it_is(due: datetime | None, said: str) -> None:
    assert said in reply(replace(LAND, due=due)).text.split("\n")


def test_who_waits_too_long_learns_whom_to_ask() -> None:
    assert "Anh/chị gọi 1022 để hỏi lý do và ngày hẹn mới." in reply(replace(LAND, due=at(20, 11))).text


@pytest.mark.parametrize("status", [Status.PAPERS_WANTED, Status.PAYMENT_WANTED, Status.FINISHED, Status.RETURNED])
def test_no_office_is_called_late_while_it_waits_for_the_citizen(status: Status) -> None:
    assert "trễ" not in reply(replace(LAND, status=status, due=at(20, 11))).text


STAGES = {
    Status.REGISTERED: ("Đã nộp, đang chờ tiếp nhận, từ thứ Hai 12/10/2026.", "Anh/chị chưa cần làm gì thêm."),
    Status.ACCEPTED: ("Đã được tiếp nhận, từ thứ Hai 12/10/2026.", "Anh/chị chưa cần làm gì thêm."),
    Status.REJECTED: (
        "Không được tiếp nhận, thứ Hai 12/10/2026.",
        "Anh/chị gọi 1022 để hỏi lý do và cách làm tiếp.",
    ),
    Status.PROCESSING: ("Đang được giải quyết, từ thứ Hai 12/10/2026.", "Anh/chị chưa cần làm gì thêm."),
    Status.PAPERS_WANTED: (
        "Cần anh/chị bổ sung giấy tờ, từ thứ Hai 12/10/2026.",
        "Anh/chị gọi 1022 để hỏi cần bổ sung giấy gì.",
    ),
    Status.PAYMENT_WANTED: (
        "Chờ anh/chị nộp phí, thuế, từ thứ Hai 12/10/2026.",
        "Anh/chị xem thông báo nộp tiền của cơ quan, hoặc gọi 1022 để hỏi số tiền và nơi nộp.",
    ),
    Status.WITHDRAWN: (
        "Đã rút theo yêu cầu của người nộp, thứ Hai 12/10/2026.",
        "Nếu anh/chị không yêu cầu rút, gọi 1022 giúp ngay.",
    ),
    Status.STOPPED: ("Đã dừng giải quyết, thứ Hai 12/10/2026.", "Anh/chị gọi 1022 để hỏi lý do và cách làm tiếp."),
    Status.FINISHED: (
        "Đã có kết quả, từ thứ Hai 12/10/2026.",
        "Mời anh/chị mang giấy hẹn và căn cước đến UBND phường Hải Châu để nhận.",
    ),
    Status.RETURNED: ("Đã trả kết quả, thứ Hai 12/10/2026.", "Nếu anh/chị chưa nhận được, gọi 1022."),
}


@pytest.mark.parametrize("status", Status)
def test_each_status_is_said_in_a_citizens_words_with_what_to_do_now(status: Status) -> None:
    lines = reply(replace(LAND, status=status)).text.split("\n")

    assert set(STAGES[status]) <= set(lines)


def test_papers_that_are_wanted_are_named() -> None:
    text = reply(replace(LAND, status=Status.PAPERS_WANTED, asks="bản vẽ có xác nhận của phường")).text

    assert "Cần bổ sung: bản vẽ có xác nhận của phường" in text


def test_what_is_to_be_paid_is_named_with_where() -> None:
    fees = (Fee("Lệ phí trước bạ", 1_250_000, "Kho bạc Nhà nước"), Fee("Phí thẩm định", 300_000), Fee("Miễn", 0))
    text = reply(replace(LAND, status=Status.PAYMENT_WANTED, fees=fees)).text

    assert (
        "Cần nộp: Lệ phí trước bạ 1.250.000 đồng, tại Kho bạc Nhà nước; Phí thẩm định 300.000 đồng. "
        "Tổng cộng 1.550.000 đồng." in text
    )


def test_many_fees_are_summed_up() -> None:
    fees = tuple(Fee(f"Phí {number}", 10_000) for number in range(5))
    text = reply(replace(LAND, status=Status.PAYMENT_WANTED, fees=fees)).text

    assert "Phí 2 10.000 đồng; và 2 khoản khác. Tổng cộng 50.000 đồng." in text


def test_an_amount_that_is_not_known_is_not_made_up() -> None:
    fees = (Fee("Tiền sử dụng đất"), Fee("Lệ phí", 50_000))
    text = reply(replace(LAND, status=Status.PAYMENT_WANTED, fees=fees)).text

    assert "Tiền sử dụng đất (số tiền theo thông báo của cơ quan); Lệ phí 50.000 đồng." in text
    assert "Tổng" not in text


def test_a_result_is_there_since_the_work_ended() -> None:
    done = replace(LAND, status=Status.FINISHED, since=None, finished=at(20, 11, 9))

    assert "Đã có kết quả, từ thứ Sáu 20/11/2026." in reply(done).text.split("\n")


def test_where_the_result_waits_is_said() -> None:
    text = reply(replace(LAND, status=Status.FINISHED, collect_at="Bộ phận Một cửa, 24 Trần Phú")).text

    assert "đến Bộ phận Một cửa, 24 Trần Phú để nhận." in text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Chuyển phòng chuyên môn", "Đã chuyển phòng chuyên môn giải quyết, từ thứ Hai 12/10/2026."),
        ("hồ sơ mới", "Đã nộp, đang chờ tiếp nhận, từ thứ Hai 12/10/2026."),
        ("Chờ thực hiện nghĩa vụ tài chính", "Chờ anh/chị nộp phí, thuế, từ thứ Hai 12/10/2026."),
        ("DANG CHO DUYET", "Đang chờ duyệt, từ thứ Hai 12/10/2026."),
        ("Đã trả kết quả", "Đã trả kết quả, thứ Hai 12/10/2026."),
        ("Đang luân chuyển nội bộ", "Cơ quan ghi: Đang luân chuyển nội bộ, từ thứ Hai 12/10/2026."),
        ("", "Cơ quan chưa ghi hồ sơ đang ở bước nào."),
    ],
)
def test_what_an_office_writes_is_understood_or_shown_as_it_is(said: str, shown: str) -> None:
    assert shown in reply(replace(LAND, status=status_of(said), said_status=said)).text.split("\n")


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (4, Status.PROCESSING), ("4", Status.PROCESSING), ("04", Status.PROCESSING), ("10", Status.RETURNED),
        ("Yêu cầu bổ sung giấy tờ", Status.PAPERS_WANTED), ("da tra ket qua", Status.RETURNED),
        ("Mới đăng ký", Status.REGISTERED), ("Được tiếp nhận", Status.ACCEPTED), ("Dừng xử lý", Status.STOPPED),
        ("Không được tiếp nhận", Status.REJECTED), ("Công dân yêu cầu rút hồ sơ", Status.WITHDRAWN),
        ("Đã xử lý xong", Status.FINISHED), ("Yêu cầu thực hiện nghĩa vụ tài chính", Status.PAYMENT_WANTED),
        ("11", None), (0, None), ("", None), (None, None), ("trả kết quả", None),
    ],
)  # fmt: skip
def test_a_status_is_read_from_its_number_or_its_words(said: str | int | None, status: Status | None) -> None:
    assert status_of(said) is status


def test_old_data_says_its_age() -> None:
    old = service.answer(desk(), Found(LAND, NOW - timedelta(hours=5)), CODE, verified=False).text
    older = service.answer(desk(), Found(LAND, NOW - timedelta(hours=25)), CODE, verified=False).text

    assert "Thông tin lúc 12:25, cách đây 5 tiếng." in old
    assert "Thông tin lúc 16:25 thứ Hai 23/11/2026, cách đây 25 tiếng." in older


def test_who_slipped_learns_what_the_code_says() -> None:
    assert reply(None).text == (
        "Không tìm thấy hồ sơ H17.19-261008-0975.\n"
        "Anh/chị so lại từng số với giấy hẹn giúp: mã này là của hồ sơ nhận 08/10/2026, số 0975. "
        "Hồ sơ vừa nộp thì chiều hoặc hôm sau anh/chị nhắn lại mã.\n"
        "Mã đúng mà vẫn không thấy, mời anh/chị gọi 1022."
    )


def test_wrong_digits_and_no_dossier_look_alike() -> None:
    wrong, none = (
        service.answer(desk(), Found(dossier, NOW), CODE, verified=False, tried_digits=True) for dossier in (LAND, None)
    )

    assert wrong == none
    assert "Hải Châu" not in wrong.text


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("watched", [True, False])
def test_every_button_is_understood_by_itself(lang: str, watched: bool) -> None:
    answers = (reply(LAND, desk(lang), watched=watched), service.unavailable(desk(lang), CODE))
    heard = [understand(button.says) for answer in answers for button in answer.buttons if button.says]

    first = DossierQuery("unwatch", CODE) if watched else DossierQuery("code", CODE, watch=True)
    assert [each.query for each in heard] == [first, DossierQuery("code", CODE)]
    assert {each.lang for each in heard} == {lang}


@pytest.mark.parametrize("status", [status for status in Status if status.is_over])
def test_nobody_is_asked_to_follow_what_is_over(status: Status) -> None:
    assert [button.phone for button in reply(replace(LAND, status=status)).buttons] == ["1022"]


def test_a_day_that_is_none_is_pointed_at() -> None:
    assert "phần giữa “261332” phải là ngày nhận hồ sơ" in service.invalid(desk(), "H17.19-261332-0007").text
    for text in ("H17-19-0975", "Z17.19-261008-0975"):
        assert f"“{text}” chưa phải là mã hồ sơ" in service.invalid(desk(), text).text


LONG = "Thủ tục hành chính có tên rất dài mà cơ quan ghi không xuống hàng " * 12


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_answer_fits_on_one_screen_however_much_an_office_writes(lang: str) -> None:
    fees = tuple(Fee(LONG, 10**9, LONG) for _ in range(9))
    dossier = replace(LAND, procedure=LONG, office=LONG, asks=LONG, fees=fees, collect_at=LONG, said_status=LONG)
    for status in (*Status, None):
        text = reply(replace(dossier, status=status), desk(lang)).text
        assert len(text) <= SCREEN + 300
        assert len(reply(replace(LAND, status=status), desk(lang)).text) <= SCREEN


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_whatever_is_refused_says_whom_to_call(lang: str) -> None:
    at_desk = desk(lang)
    refusals = (
        service.ask_code(at_desk), service.invalid(at_desk, "H17"), service.too_many(at_desk),
        service.line_busy(at_desk), service.unavailable(at_desk, CODE), service.locked(at_desk, CODE),
        service.digits_without_code(at_desk), reply(None, at_desk),
    )  # fmt: skip

    assert all(any(button.phone == "1022" for button in each.buttons) for each in refusals)
