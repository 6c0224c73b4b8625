"""Journeys as a citizen reads them: a line by the clock, one by headways, and one to change to."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from hotline.cli.ask import to_json
from hotline.routing import Understood, understand
from hotline.services.bus.queries import Journey
from hotline.services.bus.service import Answer, answer
from hotline.services.bus.timetable import Timetable
from tests.small_feeds import published

SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")

# 05 goes north by the clock, weekdays only; 07 from there at headways, 300 m from where 05 ends; 09 once a day, slowly.
FEED = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\nx,Xe,https://x.example,Asia/Ho_Chi_Minh",
    "feed_info.txt": "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date\nXe,https://x.example,vi,20261101",
    "stops.txt": (
        "stop_id,stop_code,stop_name,stop_lat,stop_lon\n"
        "a,1,10 Nguyễn Văn Cừ,16.1000,108.1200\n"
        "b,2,Chợ Mới,16.1300,108.1200\n"
        "c,3,Bến xe Mới,16.1320,108.1200\n"
        "d,4,20 Trần Phú,16.1800,108.2200\n"
        "e,5,20 Trần Phú,16.0600,108.3300\n"
        "f,6,Hồ Xanh,16.1060,108.1200\n"
        "g,7,Bãi Dài,16.4000,108.6000\n"
    ),
    "routes.txt": (
        "route_id,agency_id,route_short_name,route_long_name,route_type\n"
        "r5,x,05,Nguyễn Văn Cừ – Chợ Mới,3\nr7,x,07,Bến xe – Trần Phú,3\nr9,x,09,Vòng,3\n"
    ),
    "trips.txt": (
        "route_id,service_id,trip_id,trip_headsign\n"
        "r5,weekdays,t1,Chợ Mới\nr5,weekdays,t2,Chợ Mới\nr7,all,t3,Trần Phú\nr9,weekdays,t4,\nr7,all,t5,Bến xe Mới\n"
    ),
    "stop_times.txt": (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence,drop_off_type\n"
        "t1,7:40:00,7:40:00,a,1,0\nt1,7:44:00,7:44:00,f,2,1\nt1,7:52:00,7:55:00,b,3,0\n"
        "t2,8:30:00,8:30:00,a,1,0\nt2,8:34:00,8:34:00,f,2,1\nt2,8:42:00,8:45:00,b,3,0\n"
        "t3,5:30:00,5:30:00,c,1,0\nt3,6:00:00,6:00:00,d,2,0\n"
        "t4,9:00:00,9:00:00,a,1,0\nt4,11:00:00,11:00:00,d,2,0\nt4,12:00:00,12:00:00,g,3,0\n"
        "t5,5:30:00,5:30:00,d,1,0\nt5,6:00:00,6:00:00,c,2,0\n"
    ),
    "frequencies.txt": (
        "trip_id,start_time,end_time,headway_secs,exact_times\nt3,05:30:00,19:00:00,900,0\nt5,05:30:00,19:00:00,900,0\n"
    ),
    "calendar.txt": (
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        "all,1,1,1,1,1,1,1,20261101,20271231\nweekdays,1,1,1,1,1,0,0,20261101,20271231\n"
    ),
}


@cache
def timetable() -> Timetable:
    return published(FEED)


def asked(origin: str, destination: str, when: str = "2026-11-24T07:30", lang: str = "vi") -> Answer:
    now = datetime.fromisoformat(when).replace(tzinfo=SAIGON)
    return answer(Journey(origin, destination), timetable(), now, lang, "1022")


def test_a_direct_bus_by_the_clock_reads_from_when_to_when() -> None:
    assert asked("10 Nguyễn Văn Cừ", "Chợ Mới").reply.text == (
        "Từ 10 Nguyễn Văn Cừ đến Chợ Mới (theo lịch):\n"
        "1. Không đổi xe: 07:40–07:52 (12 phút)\n"
        "• Trạm 10 Nguyễn Văn Cừ\n"
        "• 07:40 tuyến 05 → Chợ Mới, 07:52 xuống Chợ Mới"
    )


def test_one_walks_to_the_stop_and_from_the_last() -> None:
    assert asked("16.0975, 108.1200", "16.1345, 108.1200").reply.text == (
        "Từ 16.09750, 108.12000 đến 16.13450, 108.12000 (theo lịch):\n"
        "1. Không đổi xe: 07:35–08:01 (25 phút)\n"
        "• Đi bộ 360 m đến trạm 10 Nguyễn Văn Cừ\n"
        "• 07:40 tuyến 05 → Chợ Mới, 07:52 xuống Chợ Mới\n"
        "• Đi bộ 650 m là tới"
    )


def test_fewest_changes_come_first_and_a_headway_is_about_how_long() -> None:
    assert asked("10 Nguyễn Văn Cừ", "MT 4").reply.text == (
        "Từ 10 Nguyễn Văn Cừ đến 20 Trần Phú (theo lịch):\n"
        "1. Không đổi xe: 09:00–11:00 (120 phút)\n"
        "• Trạm 10 Nguyễn Văn Cừ\n"
        "• 09:00 tuyến 09 → Bãi Dài, 11:00 xuống 20 Trần Phú\n"
        "2. Đổi xe 1 lần: đi lúc 07:40, khoảng 46–61 phút kể cả chờ\n"
        "• Trạm 10 Nguyễn Văn Cừ\n"
        "• 07:40 tuyến 05 → Chợ Mới, 07:52 xuống Chợ Mới\n"
        "• Đi bộ 290 m đến trạm Bến xe Mới\n"
        "• Tuyến 07 → Trần Phú (15 phút/chuyến), đi 30 phút, xuống 20 Trần Phú"
    )


def test_the_same_in_english() -> None:
    assert asked("10 Nguyễn Văn Cừ", "MT 4", lang="en").reply.text.endswith(
        "2. 1 change: leave at 07:40, about 46–61 min with waiting\n"
        "• Stop 10 Nguyễn Văn Cừ\n"
        "• 07:40 bus 05 → Chợ Mới, get off Chợ Mới 07:52\n"
        "• Walk 290 m to stop Bến xe Mới\n"
        "• Bus 07 → Trần Phú (every 15 min), ride 30 min, get off 20 Trần Phú"
    )


def test_a_line_at_headways_has_no_clock_time_anywhere() -> None:
    found = asked("Bến xe Mới", "MT 4")

    assert found.reply.text == (
        "Từ Bến xe Mới đến 20 Trần Phú (theo lịch):\n"
        "1. Không đổi xe: khoảng 30–45 phút kể cả chờ\n"
        "• Trạm Bến xe Mới\n"
        "• Tuyến 07 → Trần Phú (15 phút/chuyến), đi 30 phút, xuống 20 Trần Phú"
    )
    assert [(one.departs, one.arrives) for one in found.journeys] == [(None, None)]


def test_before_the_first_bus_it_says_when_they_begin() -> None:
    assert "(15 phút/chuyến, từ 05:30)" in asked("Bến xe Mới", "MT 4", "2026-11-24T03:00").reply.text


def test_nobody_is_told_to_get_off_where_nobody_may() -> None:
    text = asked("10 Nguyễn Văn Cừ", "Hồ Xanh").reply.text

    assert text == "Từ 10 Nguyễn Văn Cừ đến Hồ Xanh (theo lịch):\nĐi bộ khoảng 870 m (12 phút) là tới."


def test_from_a_place_to_itself_there_is_no_way_to_tell() -> None:
    assert asked("Chợ Mới", "MT 2").reply.text == "Từ Chợ Mới đến Chợ Mới (theo lịch):\nHai nơi này là một chỗ."


def test_after_the_last_bus_it_says_so_with_the_first_one_tomorrow() -> None:
    assert asked("10 Nguyễn Văn Cừ", "Chợ Mới", "2026-11-24T22:00").reply.text == (
        "Từ 10 Nguyễn Văn Cừ đến Chợ Mới (theo lịch):\n"
        "Hôm nay không còn chuyến. Chuyến đầu ngày mai:\n"
        "1. Không đổi xe: 07:40–07:52 (12 phút)\n"
        "• Trạm 10 Nguyễn Văn Cừ\n"
        "• 07:40 tuyến 05 → Chợ Mới, 07:52 xuống Chợ Mới"
    )


def test_where_tomorrow_has_none_either_the_day_is_named() -> None:
    # A Friday evening; 05 goes on weekdays.
    text = asked("10 Nguyễn Văn Cừ", "Chợ Mới", "2026-11-27T22:00").reply.text

    assert "Hôm nay không còn chuyến. Chuyến đầu Thứ Hai 30/11:\n" in text


def test_where_no_bus_goes_it_says_so_and_offers_the_line_and_both_places() -> None:
    reply = asked("Bãi Dài", "Chợ Mới").reply

    assert reply.text == (
        "Từ Bãi Dài đến Chợ Mới (theo lịch):\n"
        "Trong 7 ngày tới không có xe buýt nào đi được, kể cả khi đổi xe hai lần. Mời anh/chị gọi 1022."
    )
    assert [button.says for button in reply.buttons] == ["xe buýt gần Bãi Dài", "xe buýt gần Chợ Mới", ""]
    assert reply.buttons[-1].phone == "1022"


def test_an_end_far_from_every_stop_is_named_with_the_nearest_one() -> None:
    assert asked("16.2100, 108.2200", "Chợ Mới").reply.text == (
        "Từ 16.21000, 108.22000 đến Chợ Mới (theo lịch):\n"
        "Quanh 16.21000, 108.22000 không có trạm xe buýt nào trong 1,0 km.\n"
        "Trạm gần nhất là 20 Trần Phú (3,3 km)."
    )


def test_an_end_in_doubt_is_asked_about_with_the_whole_question_on_each_button() -> None:
    reply = asked("Chợ Mới", "20 Trần Phú").reply

    assert reply.text.startswith("“20 Trần Phú” có ở 2 nơi. Anh/chị hỏi nơi nào?\n1. ")
    assert len(reply.buttons) == len(reply.choices) == 2
    assert list(reply.choices) == [button.says for button in reply.buttons]
    for says in reply.choices:
        understood = understand(says)
        assert isinstance(understood.query, Journey), says
        assert understood.query.origin == "Chợ Mới"
        sure = asked(understood.query.origin, understood.query.destination)
        assert sure.reply.text.startswith("Từ Chợ Mới đến "), sure.reply.text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_the_buttons_say_is_understood_in_its_language(lang: str) -> None:
    answers = [asked("10 Nguyễn Văn Cừ", "MT 4", lang=lang), asked("", "20 Trần Phú", lang=lang)]
    for reply in (found.reply for found in answers):
        for button in reply.buttons:
            understood = understand(button.says)
            assert (understood.service, understood.lang) == ("bus", lang), button


def test_the_way_back_is_one_press_away() -> None:
    back = next(button for button in asked("10 Nguyễn Văn Cừ", "MT 4").reply.buttons if button.title == "Chiều về")

    assert understand(back.says).query == Journey("MT 4", "10 Nguyễn Văn Cừ")


def test_an_unknown_end_is_named_with_what_to_try() -> None:
    text = asked("12 Bùi Thị Xyz", "Chợ Mới").reply.text

    assert text.startswith("Chưa tìm thấy “12 Bùi Thị Xyz” trên mạng xe buýt.")
    assert "ví dụ: từ " in text


def test_two_unknown_ends_are_both_named() -> None:
    assert "“12 Bùi Thị Xyz” và “Chợ Abc”" in asked("12 Bùi Thị Xyz", "Chợ Abc").reply.text


def test_with_only_a_destination_it_says_which_lines_go_there_and_asks_where_from() -> None:
    assert asked("", "Chợ Mới").reply.text == (
        "Xe đến gần Chợ Mới (theo lịch):\n"
        "05 → Chợ Mới: xuống Chợ Mới (0 m)\n"
        "07 → Bến xe Mới: xuống Bến xe Mới (290 m)\n"
        "Anh/chị đi từ đâu? Nhắn ví dụ: từ 20 Trần Phú đến Chợ Mới"
    )


def test_a_bus_that_may_be_missed_is_shown_as_one_to_catch() -> None:
    # 07 comes to the bus station after 30 to 45 minutes, and 05 does not go back: only 09 leaves Trần Phú for Bãi Dài.
    text = asked("Bến xe Mới", "Bãi Dài", "2026-11-24T10:20").reply.text

    assert "• 11:00 (nếu kịp) tuyến 09 → Bãi Dài, 12:00 xuống Bãi Dài" in text


def test_a_feed_that_ended_says_so() -> None:
    assert "đã hết hạn ngày 31/12/2027" in asked("Chợ Mới", "MT 4", "2028-01-02T08:00").reply.text


def test_scripts_read_the_same_with_times_or_ranges() -> None:
    query = Journey("10 Nguyễn Văn Cừ", "MT 4")
    body = to_json(Understood("bus", query), asked(query.origin, query.destination))

    assert body["departures"] == []
    assert [one["changes"] for one in body["journeys"]] == [0, 1]
    direct, change = body["journeys"]
    assert (direct["departs"], direct["arrives"]) == ("2026-11-24T09:00:00+07:00", "2026-11-24T11:00:00+07:00")
    assert change["departs"] == "2026-11-24T07:40:00+07:00"
    assert change["arrives"] is None
    assert change["minutes"] == [46, 61]
    assert [leg["kind"] for leg in change["legs"]] == ["timetable", "walk", "headway"]
    assert change["legs"][1] == {"kind": "walk", "metres": 290, "minutes": 4}
    assert change["legs"][2] == {
        "kind": "headway",
        "route": "07",
        "headsign": "Trần Phú",
        "from_stop_id": "c",
        "from_stop_name": "Bến xe Mới",
        "to_stop_id": "d",
        "to_stop_name": "20 Trần Phú",
        "departs": None,
        "arrives": None,
        "headway_min": [15, 15],
        "not_before": None,
        "minutes": 30,
        "if_caught": False,
        "wheelchair": None,
    }
