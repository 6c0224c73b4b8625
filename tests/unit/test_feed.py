"""Reading a feed: what real files look like, and what nobody should be able to do to us with one."""

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hotline.errors import BadFeed
from hotline.services.bus.compiling import compile_feed
from hotline.services.bus.feed import LONGEST_DAY, day, seconds
from tests.small_feeds import BASE, TODAY, at, clocks, departures, feed, lines, loaded, timetable

STOP_TIMES = lines(BASE["stop_times.txt"])


def compiled(packed: io.BytesIO) -> bytes:
    return compile_feed(packed, today=TODAY, gazetteer=lambda _: b"").snapshot


@pytest.mark.parametrize(
    ("text", "found"),
    [("06:30:00", 23400), ("6:30:00", 23400), (" 25:10:05 ", 90605), ("00:00:00", 0), ("", None), ("  ", None)],
)
def test_a_time_is_seconds_of_the_service_day(text: str, found: int | None) -> None:
    assert seconds(text) == found


@pytest.mark.parametrize(
    "text",
    ["6:30", "06:60:00", "06:00:60", "6:3:0", "-1:00:00", "aa:bb:cc", "06:30:00.5", "٠٦:٣٠:٠٠", "999:00:00", "1:2:3:4"],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        seconds(text)


@given(st.integers(0, LONGEST_DAY))
def test_every_time_of_a_service_day_reads_back(number: int) -> None:
    assert seconds(f"{number // 3600}:{number // 60 % 60:02}:{number % 60:02}") == number


def test_a_date_is_eight_digits() -> None:
    assert day("20180131") == date(2018, 1, 31)
    for text in ("2018-01-31", "20180132", "", "2018013", "２０１８０１３１"):
        with pytest.raises(ValueError, match=r".*"):
            day(text)


DISGUISES: dict[str, Callable[[str], str]] = {
    "BOM": lambda text: "\ufeff" + text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "no line end at the end": lambda text: text.rstrip("\n"),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "lines of spaces": lambda text: text.replace("\n", "\n  \n"),
    "quotes": lambda text: "".join('"' + line.replace(",", '","') + '"\n' for line in text.splitlines()),
    "quotes in some lines": lambda text: re.sub(r"(?m)(^|,)A,", r'\1"A",', text),
    "trailing spaces": lambda text: text.replace(",", " , "),
    "another column": lambda text: "".join(f"x{number},{line}\n" for number, line in enumerate(text.splitlines())),
    "columns the other way round": lambda text: "".join(
        ",".join(reversed(line.split(","))) + "\n" for line in text.splitlines()
    ),
    "trailing commas": lambda text: text.split("\n")[0] + "\n" + text.split("\n", 1)[1].replace("\n", ",\n"),
    "unsorted": lambda text: "".join(
        [text.splitlines(keepends=True)[0], *reversed(text.splitlines(keepends=True)[1:])]
    ),
}


@pytest.mark.parametrize("file", BASE)
@pytest.mark.parametrize("disguise", DISGUISES)
def test_the_same_feed_written_otherwise_is_the_same_timetable(file: str, disguise: str) -> None:
    written = DISGUISES[disguise](lines(BASE[file]))

    assert compiled(feed({file: written.encode()})) == compiled(feed())


def test_trips_whose_rows_stand_apart_are_put_together() -> None:
    rows = [
        f"t{trip},0{7 + call}:{trip:02}:00,0{7 + call}:{trip:02}:00,{'ABC'[call]},{call}\n"
        for trip in range(10)
        for call in range(3)
    ]
    trips = "route_id,service_id,trip_id\n" + "".join(f"r05,daily,t{trip}\n" for trip in range(10))
    header = STOP_TIMES.splitlines(keepends=True)[0]
    random.Random(1).shuffle(shuffled := rows[:])  # noqa: S311

    assert compiled(feed(trips=trips, stop_times=header + "".join(shuffled))) == compiled(
        feed(trips=trips, stop_times=header + "".join(rows))
    )


def test_blank_times_are_filled_in_alike_however_the_rows_are_sorted() -> None:
    header, *rows = lines("""
        trip_id,arrival_time,departure_time,stop_id,stop_sequence
        t1,08:00:00,08:00:00,A,1
        t1,,,B,2
        t1,08:10:00,08:20:00,C,3
        t1,08:30:00,08:30:00,A,4
    """).splitlines()
    # The waiting bus stands in the file before, between and after the rest of its trip, and another trip between them.
    apart = [rows[2], "t2,09:00:00,09:00:00,A,1", "t2,09:10:00,09:10:00,B,2", rows[0], rows[1], rows[3]]
    trips = "route_id,service_id,trip_id\nr05,daily,t1\nr05,daily,t2"

    table = timetable(trips=trips, stop_times="\n".join([header, *apart]))

    assert clocks(departures(table, "B", at("08:00"))) == ["08:05"]


def test_a_quoted_field_may_hold_commas_quotes_and_line_ends() -> None:
    row = 'A,"Chợ ""Cồn"",\ncổng sau",16.08,108.15\n'
    others = "B,B,16.07,108.15\nC,C,16.06,108.15\n"
    table = timetable(stops=("stop_id,stop_name,stop_lat,stop_lon\n" + row + others).encode())

    assert departures(table, "A", at("08:00"))[0].stop_name == 'Chợ "Cồn",\ncổng sau'


def test_ids_in_nfd_and_nfc_are_the_same_id() -> None:
    nfc, nfd = "Bến", "Bê\u0301n"
    changed = {name: text.replace("A,", f"{nfc},") for name, text in BASE.items() if name == "stops.txt"}
    table = timetable(changed, stop_times=BASE["stop_times.txt"].replace(",A,", f",{nfd},"))

    assert clocks(departures(table, nfc, at("08:00"))) == ["08:00"]


def test_feed_info_says_how_old_the_feed_is() -> None:
    header = "feed_publisher_name,feed_version,feed_start_date\n"

    assert timetable(feed_info=header + "FUTA,20260813,20260906").feed_date == date(2026, 8, 13)
    assert timetable(feed_info=header + "FUTA,v-2026-09-01b,").feed_date == date(2026, 9, 1)
    assert timetable(feed_info=header + "FUTA,third version,20260906").feed_date == date(2026, 9, 6)
    assert timetable().feed_date == date(2026, 1, 1)  # the newest calendar's start


def test_the_same_feed_gives_the_same_bytes() -> None:
    assert compiled(feed()) == compiled(feed())
    assert loaded(feed()).version == loaded(feed()).version
    assert loaded(feed()).version != timetable(stop_times=STOP_TIMES.replace("08:10", "08:11")).version


def hostile(name: str, text: str = "x") -> io.BytesIO:
    packed = feed()
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(name, text)
    packed.seek(0)
    return packed


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b"])
def test_a_zip_that_leads_out_of_itself_is_refused(name: str) -> None:
    with pytest.raises(BadFeed, match="leads out of it"):
        compiled(hostile(name))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_with_two_files_of_one_name_is_refused() -> None:
    with pytest.raises(BadFeed, match=r"stops\.txt is in it twice"):
        compiled(hostile("stops.txt"))


def test_a_zip_with_too_many_files_is_refused() -> None:
    packed = feed({f"{number}.txt": "" for number in range(1000)})

    with pytest.raises(BadFeed, match="holds 1006 files"):
        compiled(packed)


def test_a_zip_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(BadFeed, match=r"unpacks to [\d,]+ bytes, more than 500"):
        compile_feed(feed(), today=TODAY, max_bytes=500)


def test_a_zip_under_a_password_is_refused() -> None:
    packed = bytearray(feed().getvalue())
    entry = packed.index(b"PK\x01\x02")
    flags = struct.unpack_from("<H", packed, entry + 8)[0]
    struct.pack_into("<H", packed, entry + 8, flags | 1)

    with pytest.raises(BadFeed, match="needs a password"):
        compiled(io.BytesIO(packed))


def test_a_line_without_end_is_refused() -> None:
    with pytest.raises(BadFeed, match=r"stops\.txt: has a line of more than 1,048,576 bytes"):
        compiled(feed(stops="x" * (3 << 20)))


def test_a_field_without_end_is_refused() -> None:
    with pytest.raises(BadFeed, match="field larger than field limit"):
        compiled(feed(stops=BASE["stops.txt"].replace("Chợ Cồn", '"' + "Chợ\nCồn" * 100_000)))


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_trip_without_end_is_refused(quote: str) -> None:
    row = f"{quote}t1{quote},08:00:00,08:00:00,A,1\n"

    with pytest.raises(BadFeed, match="trip 't1' has more than 10,000 stops"):
        compiled(feed(stop_times=(STOP_TIMES + row * 10_001).encode()))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_compression_that_zip_knows_is_read(method: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, text in BASE.items():
            archive.writestr(name, lines(text))

    assert compiled(packed) == compiled(feed())


@given(st.binary(max_size=300))
@example(b"")
def test_what_is_no_zip_is_a_bad_feed(data: bytes) -> None:
    with pytest.raises(BadFeed):
        compiled(io.BytesIO(data))


@given(st.sampled_from(sorted(BASE)), st.binary(max_size=200))
def test_any_bytes_in_a_file_are_a_timetable_or_a_bad_feed(file: str, data: bytes) -> None:
    try_to_compile(feed({file: data}))


@given(st.data())
def test_any_damage_to_a_file_is_a_timetable_or_a_bad_feed(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted(BASE)))
    fields = lines(BASE[file]).replace("\n", ",\n,").split(",")
    odd = st.sampled_from(
        [
            "",
            "\n",
            '"',
            "-1",
            "99999999999",
            "nan",
            "inf",
            "1e400",
            "\0",
            "x" * 300,
            "25:61:00",
            "A",
            "٣",
            "20261301",
            "t1",
            "00010101",
            "99991231",
            "168:00:00",
        ]
    )
    for _ in range(data.draw(st.integers(1, 4))):
        fields[data.draw(st.integers(0, len(fields) - 1))] = data.draw(odd)

    try_to_compile(feed({file: ",".join(fields).replace(",\n,", "\n").encode()}))


@given(st.integers(0, 2000), st.integers(0, 255))
def test_any_damage_to_the_zip_is_a_timetable_or_a_bad_feed(place: int, byte: int) -> None:
    packed = bytearray(feed().getvalue())
    packed[place % len(packed)] = byte

    try_to_compile(io.BytesIO(packed))


def try_to_compile(packed: io.BytesIO) -> None:
    try:
        table = loaded(packed)
    except BadFeed:
        return
    for place in table.places:
        table.board(place, at("08:00"))
        table.later(place, at("08:00"))
