"""A change, as a citizen reads it."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.channels.zalo.wire import messages
from hotline.messages import Recipient
from hotline.services.dossier.changes import Told, changes, knowing, public
from hotline.services.dossier.disclosure import Disclosure
from hotline.services.dossier.dossiers import Dossier, Fee
from hotline.services.dossier.said_change import change_told
from hotline.services.dossier.service import Desk
from hotline.services.dossier.statuses import Status

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 10, 12, 9, tzinfo=ZONE)
DOSSIER = Dossier(
    "H17.19-261008-0975",
    procedure="Cấp bản sao trích lục hộ tịch",
    status=Status.PROCESSING,
    due=datetime(2026, 10, 20, 17, tzinfo=ZONE),
)


def told(dossier: Dossier, at: datetime = NOW, lang: str = "vi") -> str:
    change = changes(knowing(DOSSIER, NOW, ZONE), public(dossier), at, ZONE)
    assert change
    return change_told(Desk(lang, "1022", at, Disclosure.MASKED, ZONE), change).text


def test_a_moved_appointment_says_both_days() -> None:
    assert told(replace(DOSSIER, due=datetime(2026, 10, 23, 17, tzinfo=ZONE))) == (
        "Hồ sơ H17.19-261008-0975 có ngày hẹn mới\n"
        "Cấp bản sao trích lục hộ tịch\n"
        "\n"
        "Đang được giải quyết.\n"
        "Hẹn trả thứ Sáu 23/10/2026, còn 11 ngày.\n"
        "Ngày hẹn trước đó: thứ Ba 20/10/2026.\n"
        "Anh/chị chưa cần làm gì thêm.\n"
        "\n"
        "Cần hỏi thêm, gọi 1022."
    )


def test_the_day_before_is_a_reminder() -> None:
    text = told(DOSSIER, NOW + timedelta(days=7))

    assert text.startswith("Nhắc anh/chị: hồ sơ H17.19-261008-0975 sắp đến ngày hẹn\n")
    assert "Hẹn trả ngày mai, thứ Ba 20/10/2026." in text


def test_late_is_said_with_an_apology_and_the_line_to_call_once() -> None:
    text = told(DOSSIER, NOW + timedelta(days=9))

    assert text.startswith("Hồ sơ H17.19-261008-0975 bị trễ hẹn\n")
    assert "đã trễ 1 ngày. Thành thật xin lỗi" in text
    assert text.count("1022") == 1


def test_what_must_be_done_is_said() -> None:
    fee = Fee("Lệ phí", 8_000, "UBND phường Hải Châu")
    text = told(replace(DOSSIER, status=Status.PAYMENT_WANTED, fees=(fee,)), lang="en")

    assert "Before: Being worked on." in text
    assert "Please pay: Lệ phí 8,000 VND, at UBND phường Hải Châu." in text


long = st.text(st.characters(exclude_categories=["Cs"]), max_size=3_000)


@given(procedure=long, said=long, asks=long, where=long, status=st.none() | st.sampled_from(Status))
def test_a_change_is_one_message_of_the_channel(
    procedure: str, said: str, asks: str, where: str, status: Status | None
) -> None:
    dossier = replace(
        DOSSIER,
        procedure=procedure,
        said_status=said,
        asks=asks,
        collect_at=where,
        status=status,
        fees=(Fee(procedure, 1, where),) * 9,
        due=datetime(2026, 10, 23, 17, tzinfo=ZONE),
    )
    change = changes(Told(said_status=procedure[:90], due=NOW.date()), public(dossier), NOW, ZONE)
    assert change
    for lang in ("vi", "en"):
        reply = change_told(Desk(lang, "1022", NOW, Disclosure.MASKED, ZONE), change)
        assert len(messages(Recipient("zalo", "1"), reply)) == 1


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("status", Status)
def test_no_name_and_no_phone_is_told(status: Status, lang: str) -> None:
    named = replace(
        DOSSIER, status=status, said_status="Chờ ông Nguyễn Văn Mẫu", asks="Gọi Nguyễn Văn Mẫu 0905 000 456"
    )
    change = changes(
        replace(knowing(DOSSIER, NOW, ZONE), status=None),
        public(replace(named, applicant="NGUYỄN VĂN MẪU", phone_end="0456")),
        NOW,
        ZONE,
    )
    assert change
    text = change_told(Desk(lang, "1022", NOW, Disclosure.FULL, ZONE), change).text
    assert "Mẫu" not in text
    assert "0456" not in text
