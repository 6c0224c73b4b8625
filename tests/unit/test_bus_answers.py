"""The bus answers as a citizen reads them, on a made-up line along one street."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from hotline.messages import Location
from hotline.services.bus import wording
from hotline.services.bus.queries import Address, Coordinates, Help, Route, Stop
from hotline.services.bus.service import Answer, answer, no_timetable
from hotline.services.bus.timetable import Timetable
from tests.small_feeds import published

SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")

FEED = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\nx,Xe,https://x.example,Asia/Ho_Chi_Minh",
    "feed_info.txt": "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date\nXe,https://x.example,vi,20261101",
    "stops.txt": (
        "stop_id,stop_code,stop_name,stop_lat,stop_lon\n"
        "a,1,10 Nguyễn Văn Cừ,16.1000,108.1200\n"
        "b,2,100 Nguyễn Văn Cừ,16.1080,108.1200\n"
        "c,3,Chợ Mới,16.1160,108.1200\n"
        "d,4,20 Trần Phú,16.0600,108.2200\n"
        "e,5,20 Trần Phú,15.8800,108.3300\n"
    ),
    "routes.txt": (
        "route_id,agency_id,route_short_name,route_long_name,route_type\n"
        "r5,x,05,Kim Liên – Chợ Mới,3\nr7,x,07,Chợ Mới – Trần Phú,3\nr9,x,09,Đêm,3\nr4,x,04,Cầu – Hồ,3\n"
    ),
    "route_aliases.txt": "route_id,alias\nr7,R16\nr7,16\n",
    "trips.txt": (
        "route_id,service_id,trip_id,trip_headsign\n"
        "r5,all,t1,Chợ Mới\nr5,all,t2,Chợ Mới\nr7,all,t3,Trần Phú\nr9,sunday,t4,Bến xe\n"
    ),
    "stop_times.txt": (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        "t1,7:40:00,7:40:00,a,1\nt1,7:45:00,7:45:00,b,2\nt1,7:50:00,7:50:00,c,3\n"
        "t2,8:30:00,8:30:00,a,1\nt2,8:35:00,8:35:00,b,2\nt2,8:40:00,8:40:00,c,3\n"
        "t3,5:30:00,5:30:00,b,1\nt3,5:40:00,5:40:00,c,2\nt3,6:10:00,6:10:00,d,3\nt3,6:50:00,6:50:00,e,4\n"
        "t4,9:00:00,9:00:00,a,1\nt4,9:30:00,9:30:00,c,2\n"
    ),
    "frequencies.txt": (
        "trip_id,start_time,end_time,headway_secs,exact_times\n"
        "t3,05:30:00,08:00:00,900,0\nt3,08:00:00,19:00:00,1800,0\n"
    ),
    "calendar.txt": (
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        "all,1,1,1,1,1,1,1,20261101,20271231\nsunday,0,0,0,0,0,0,1,20261101,20271231\n"
    ),
}


@cache
def timetable() -> Timetable:
    return published(FEED)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=SAIGON)


def asked(
    query: Address | Coordinates | Help | Route | Stop, when: str = "2026-11-24T07:30", lang: str = "vi"
) -> Answer:
    return answer(query, timetable(), at(when), lang, "1022")


def test_an_address_reads_the_nearest_stops_with_metres_minutes_and_headways() -> None:
    reply = asked(Address("Nguyễn Văn Cừ", "100")).reply

    assert reply.text == (
        "Xe buýt gần 100 Nguyễn Văn Cừ (theo lịch):\n"
        "Trạm 100 Nguyễn Văn Cừ (0 m)\n"
        "05 → Chợ Mới: 07:45 (15 phút nữa)\n"
        "07 → Trần Phú: 15–30 phút/chuyến, 05:30–19:00"
    )


def test_the_same_in_english() -> None:
    reply = asked(Address("Nguyễn Văn Cừ", "100"), lang="en").reply

    assert reply.text == (
        "Buses near 100 Nguyễn Văn Cừ (timetable):\n"
        "Stop 100 Nguyễn Văn Cừ (0 m)\n"
        "05 → Chợ Mới: 07:45 (in 15 min)\n"
        "07 → Trần Phú: every 15–30 min, 05:30–19:00"
    )


def test_a_shared_location_is_the_citizens_own_place() -> None:
    found = asked(Coordinates(Location(16.1005, 108.1200), shared=True))

    assert found.reply.text.startswith("Xe buýt gần anh/chị (theo lịch):\nTrạm 10 Nguyễn Văn Cừ (60 m)")
    assert found.location == Location(16.1005, 108.1200)


def test_after_the_last_bus_the_answer_says_when_the_first_one_goes() -> None:
    reply = asked(Stop("2"), "2026-11-24T22:40").reply

    assert reply.text == (
        "Trạm 100 Nguyễn Văn Cừ (MT 2) (theo lịch):\n"
        "Hôm nay đã hết chuyến. Chuyến đầu:\n"
        "07 → Trần Phú: ngày mai 05:30\n"
        "05 → Chợ Mới: ngày mai 07:45"
    )


def test_the_last_bus_of_a_single_line_is_said_on_its_line() -> None:
    assert asked(Stop("4"), "2026-11-24T22:40").reply.text == (
        "Trạm 20 Trần Phú (MT 4) (theo lịch):\n07 → Trần Phú: hết chuyến hôm nay, chuyến đầu ngày mai 06:10"
    )


def test_before_the_first_bus_it_says_when_they_begin() -> None:
    reply = asked(Stop("2"), "2026-11-24T03:00").reply

    assert "07 → Trần Phú: chuyến đầu 05:30, rồi 15 phút/chuyến" in reply.text
    assert "05 → Chợ Mới: chuyến tới 07:45" in reply.text


def test_a_line_that_does_not_run_today_says_so_and_names_the_day() -> None:
    reply = asked(Stop("1"), "2026-11-24T07:30").reply

    assert "09 → Bến xe: hôm nay không chạy, chuyến tới Chủ nhật 29/11 09:00" in reply.text


def test_while_buses_run_a_farther_stop_is_not_shown_for_lines_that_do_not() -> None:
    reply = asked(Address("Nguyễn Văn Cừ", "100"), "2026-11-24T07:30").reply

    assert "09 → Bến xe" not in reply.text


def test_a_headway_has_no_clock_time() -> None:
    found = asked(Address("Nguyễn Văn Cừ", "100"))
    headways = [departure for departure, _ in found.departures if departure.headway]

    assert headways
    assert all(departure.time is None for departure in headways)


def test_a_bus_that_leaves_now_is_here() -> None:
    assert "05 → Chợ Mới: 07:45 (đến ngay)" in asked(Stop("2"), "2026-11-24T07:44:30").reply.text


def test_a_street_in_two_places_is_asked_about_with_numbers_and_buttons() -> None:
    reply = asked(Address("Trần Phú", "20")).reply

    assert reply.text.startswith("“20 Trần Phú” có ở 2 nơi. Anh/chị hỏi nơi nào?\n1. ")
    assert reply.text.endswith("Bấm nút, hoặc nhắn số từ 1 đến 2.")
    assert len(reply.buttons) == len(reply.choices) == 2
    assert [button.says for button in reply.buttons] == list(reply.choices)


def test_an_unknown_address_says_what_to_try() -> None:
    found = asked(Address("Bùi Thị Xyz", "12"))

    assert "Chưa tìm thấy “12 Bùi Thị Xyz”" in found.reply.text
    assert "gửi vị trí" in found.reply.text
    assert found.location is None


def test_the_button_that_calls_speaks_the_citizens_language() -> None:
    assert asked(Stop("999"), lang="vi").reply.buttons[-1].title == "Gọi 1022"
    assert asked(Stop("999"), lang="en").reply.buttons[-1].title == "Call 1022"


def test_lines_that_the_nearest_stop_has_no_room_for_are_named_and_not_sent_to_a_further_one() -> None:
    lines = [f"{number:02}" for number in range(1, 13)]
    trips = "".join(f"r{line},all,t{line},Chợ Mới\n" for line in lines)
    times = "".join(
        f"t{line},8:{line}:00,8:{line}:00,a,1\nt{line},8:{line}:30,8:{line}:30,b,2\nt{line},9:00:00,9:00:00,c,3\n"
        for line in lines
    )
    busy = FEED | {
        "routes.txt": "route_id,agency_id,route_short_name,route_type\n" + "".join(f"r{i},x,{i},3\n" for i in lines),
        "route_aliases.txt": None,
        "trips.txt": "route_id,service_id,trip_id,trip_headsign\n" + trips,
        "stop_times.txt": FEED["stop_times.txt"].splitlines()[0] + "\n" + times,
        "frequencies.txt": None,
    }
    shown = answer(Address("Nguyễn Văn Cừ", "10"), published(busy), at("2026-11-24T07:30"), "vi", "1022").reply.text

    assert shown.splitlines() == [
        "Xe buýt gần 10 Nguyễn Văn Cừ (theo lịch):",
        "Trạm 10 Nguyễn Văn Cừ (0 m)",
        *(f"{line} → Chợ Mới: 08:{line} ({30 + int(line)} phút nữa)" for line in lines[:4]),
        "Còn tuyến: 05, 06, 07, 08, 09, 10, …",
    ]


def test_far_from_any_stop_the_nearest_one_is_named_with_its_kilometres() -> None:
    reply = asked(Coordinates(Location(16.1400, 108.1200), shared=True)).reply

    assert reply.text.startswith(
        "Quanh chỗ anh/chị không có trạm xe buýt nào trong 1,5 km. Trạm gần nhất (theo lịch):\nTrạm Chợ Mới (2,7 km)"
    )


def test_outside_the_network_there_is_the_line_to_call() -> None:
    reply = asked(Coordinates(Location(21.03, 105.85), shared=True)).reply

    assert reply.text.startswith("Chỗ này nằm ngoài vùng có xe buýt")
    assert reply.buttons[0].phone == "1022"


def test_a_route_reads_both_its_ends_its_hours_and_its_old_numbers() -> None:
    assert asked(Route("R16")).reply.text == (
        "Tuyến 07: Chợ Mới – Trần Phú (theo lịch)\n"
        "→ Trần Phú: 05:30–19:00, 15–30 phút/chuyến\n"
        "Qua: 100 Nguyễn Văn Cừ – Chợ Mới – 20 Trần Phú – 20 Trần Phú\n"
        "Số cũ: R16, 16"
    )


def test_a_route_without_trips_says_that_it_does_not_run() -> None:
    assert asked(Route("04")).reply.text == (
        "Tuyến 04: Cầu – Hồ (theo lịch)\nLịch hiện không có chuyến nào của tuyến này. Mời anh/chị gọi 1022 để hỏi."
    )


def test_a_route_late_in_the_evening_says_that_today_is_over() -> None:
    assert (
        "→ Trần Phú: 05:30–19:00, 15–30 phút/chuyến (hôm nay đã hết chuyến)"
        in asked(Route("07"), "2026-11-24T22:40").reply.text
    )


def test_an_alley_without_its_street_is_asked_about() -> None:
    assert asked(Address("", "K12")).reply.text.startswith("K12 đường nào?")


def test_a_house_that_cannot_be_placed_is_not_given_metres() -> None:
    found = asked(Address("Trần Phú", "300", ward="Hải Châu"))

    assert found.reply.text.startswith("Chưa rõ “300 Trần Phú, Hải Châu” ở đoạn nào")
    assert "(0 m)" not in found.reply.text
    assert all(walk is None for _, walk in found.departures)


def test_a_landmark_that_no_stop_is_called_after_says_what_to_try() -> None:
    reply = asked(Stop("bệnh viện C")).reply

    assert "gửi vị trí" in reply.text
    assert reply.buttons


def test_no_answer_is_a_dead_end() -> None:
    for query in (Stop("9999"), Stop("vincom"), Route("99"), Route("04"), Address("Bùi Thị Xyz", "12")):
        assert asked(query).reply.buttons, query


def test_an_unknown_route_lists_those_there_are() -> None:
    assert "Các số tuyến trong lịch: 05, 07, 09, 04" in asked(Route("99")).reply.text


def test_an_unknown_stop_says_where_the_code_is() -> None:
    assert "Không có trạm “9999”" in asked(Stop("9999")).reply.text


def test_a_feed_that_ended_says_so_instead_of_silence() -> None:
    assert "đã hết hạn ngày 31/12/2027" in asked(Stop("1"), "2028-01-02T08:00").reply.text


def test_a_feed_that_has_not_begun_says_so() -> None:
    assert "chỉ bắt đầu từ ngày 01/11/2026" in asked(Stop("1"), "2026-10-02T08:00").reply.text


def test_an_old_feed_shows_its_date() -> None:
    assert asked(Stop("1"), "2027-11-24T07:30").reply.text.endswith("Lịch lập ngày 01/11/2026, có thể đã đổi.")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_answer_says_that_it_is_the_timetable_and_never_that_it_is_live(lang: str) -> None:
    for query in (Address("Nguyễn Văn Cừ", "100"), Stop("2"), Route("05"), Coordinates(Location(16.1, 108.12))):
        text = asked(query, lang=lang).reply.text
        assert ("theo lịch" if lang == "vi" else "timetable") in text
        assert "trực tiếp" not in text
        assert "live" not in text


def test_the_menu_has_examples_to_press() -> None:
    reply = asked(Help()).reply

    assert "• Địa chỉ: 10 Nguyễn Văn Cừ\n• Mã trạm: MT 1\n• Số tuyến: tuyến 05\n" in reply.text
    assert [button.says for button in reply.buttons] == ["trạm 10 Nguyễn Văn Cừ", "tuyến 05"]


def test_without_a_timetable_the_citizen_reads_the_line_to_call() -> None:
    assert "1022" in no_timetable("vi", "1022").text


def test_what_the_buttons_say_is_understood_by_itself() -> None:
    from hotline.routing import understand

    reply = asked(Address("Nguyễn Văn Cừ", "100")).reply

    assert [understand(button.says).service for button in reply.buttons] == ["bus"] * len(reply.buttons)


def test_kilometres_have_a_comma_in_vietnamese() -> None:
    assert wording.walk("vi", 1510) == "1,5 km"
    assert wording.walk("en", 1510) == "1.5 km"
    assert wording.walk("vi", 990) == "990 m"
