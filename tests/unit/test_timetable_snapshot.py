"""The file that a timetable is kept in."""

from array import array
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.errors import NoTimetable
from hotline.messages import Location
from hotline.services.bus.compiling import compile_feed
from hotline.services.bus.snapshot import FORMAT, Snapshot, numbers, pack
from hotline.services.bus.timetable import Timetable
from tests.small_feeds import TODAY, feed


def as_text(names: Sequence[tuple[str, Location, int]]) -> bytes:
    return repr(names).encode()


SNAPSHOT = compile_feed(feed(), today=TODAY, gazetteer=as_text).snapshot


@given(
    st.dictionaries(
        st.text(),
        st.one_of(
            st.binary(),
            st.lists(st.integers(0, 2**32 - 1)).map(numbers),
            st.lists(st.integers(-(2**31), 2**31 - 1)).map(lambda values: array("i", values)),
        ),
    )
)
def test_what_is_packed_is_unpacked(sections: dict[str, "bytes | array[int]"]) -> None:
    snapshot = Snapshot(pack(sections))

    for name, value in sections.items():
        assert (snapshot.bytes(name) if isinstance(value, bytes) else snapshot.numbers(name)) == value


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))))
def test_text_is_unpacked_as_it_was(texts: list[str]) -> None:
    assert Snapshot(pack({"text": texts})).text("text") == texts


def test_numbers_take_the_least_room() -> None:
    assert [numbers([top]).typecode for top in (255, 256, 65535, 65536)] == ["B", "H", "H", "I"]


def test_the_version_follows_the_content() -> None:
    assert Snapshot(pack({"a": b"1"})).version == Snapshot(pack({"a": b"1"})).version
    assert Snapshot(pack({"a": b"1"})).version != Snapshot(pack({"a": b"2"})).version


def test_another_format_is_refused_by_name() -> None:
    other = SNAPSHOT[:4] + (FORMAT + 1).to_bytes(2, "little") + SNAPSHOT[6:]

    with pytest.raises(NoTimetable, match=f"has format {FORMAT + 1}; this program reads format {FORMAT}"):
        Timetable.load(other)


@pytest.mark.parametrize("data", [b"", b"HL", b"PK\x03\x04", b"HLTT", SNAPSHOT[:-1], SNAPSHOT + b"x", SNAPSHOT[:30]])
def test_what_is_no_whole_snapshot_is_refused(data: bytes) -> None:
    with pytest.raises(NoTimetable):
        Timetable.load(data)


@given(st.integers(0, len(SNAPSHOT) - 1), st.integers(1, 255))
def test_a_damaged_snapshot_is_refused(place: int, change: int) -> None:
    damaged = bytearray(SNAPSHOT)
    damaged[place] ^= change

    with pytest.raises(NoTimetable):
        Timetable.load(bytes(damaged))


def test_chunks_of_two_timetables_are_refused() -> None:
    other = compile_feed(
        feed(agency="agency_id,agency_name,agency_timezone\nfuta,Other,Asia/Ho_Chi_Minh"),
        today=TODAY,
        gazetteer=as_text,
    ).snapshot

    for cut in range(100, min(len(other), len(SNAPSHOT)), 100):
        with pytest.raises(NoTimetable):
            Timetable.load(SNAPSHOT[:cut] + other[cut:])


def test_the_gazetteer_gets_every_stop_with_a_location_and_its_place() -> None:
    heard: list[tuple[str, Location, int]] = []
    stops = "stop_id,stop_name,stop_lat,stop_lon\nA,A,16.08,108.15\nB,B,16.07,108.15\nC,C,0,0\n"
    more = "".join(f"x{number},Cột {number},16.1,{108.2 + number / 1000}\n" for number in range(200))

    def hear(names: Sequence[tuple[str, Location, int]]) -> bytes:
        heard.extend(names)
        return b""

    table = Timetable.load(compile_feed(feed(stops=stops + more), today=TODAY, gazetteer=hear).snapshot)

    assert "C" not in {name for name, _, _ in heard}
    assert len(heard) == 202
    assert all(table.places[place].name == name for name, _, place in heard)
