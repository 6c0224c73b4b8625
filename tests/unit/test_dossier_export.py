"""An office's export, as offices write them."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.services.dossier.dossiers import Dossier, Fee
from hotline.services.dossier.statuses import Status
from hotline.services.dossier.upstream import export
from hotline.services.dossier.upstream.export import BadExport
from hotline.zone import VIETNAM

CODE = "H17.19-261008-0975"
ROW = {
    "Mã hồ sơ": CODE,
    "Tên thủ tục": "Cấp giấy phép xây dựng",
    "Trạng thái": "Chuyển phòng chuyên môn",
    "Ngày tiếp nhận": "08/10/2026 08:30",
    "Ngày hẹn trả": "2026-10-28",
    "Nội dung bổ sung": "Bản vẽ mặt bằng",
    "Lệ phí": "150.000 đ",
    "Tên lệ phí": "Lệ phí cấp phép",
    "Nơi nộp": "Quầy 3",
    "Chủ hồ sơ": "Nguyễn Văn Mẫu",
    "Ghi chú": "không đọc",
    "SĐT": "0905000456",
}
CSV = f"{','.join(ROW)}\n{','.join(ROW.values())}\n"


def read(text: str) -> export.Export:
    return export.read(text.encode())


def test_every_column_is_read_and_of_the_phone_its_end_alone() -> None:
    found = read(CSV)

    assert found.findings == ()
    assert found.dossiers[CODE] == Dossier(
        CODE,
        procedure="Cấp giấy phép xây dựng",
        status=Status.PROCESSING,
        said_status="Chuyển phòng chuyên môn",
        received=datetime(2026, 10, 8, 8, 30, tzinfo=VIETNAM),
        due=datetime(2026, 10, 28, tzinfo=VIETNAM),
        asks="Bản vẽ mặt bằng",
        fees=(Fee("Lệ phí cấp phép", 150_000, "Quầy 3"),),
        applicant="Nguyễn Văn Mẫu",
        phone_end="0456",
    )
    assert b"0905000" not in found.dossiers[CODE].to_bytes()


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_semicolons_and_tabs_divide_too(delimiter: str) -> None:
    assert read(CSV.replace(",", delimiter)).dossiers == read(CSV).dossiers


def test_a_mark_at_the_beginning_lines_of_windows_and_other_names_are_no_matter() -> None:
    other = "\ufeffMA_HO_SO,TrangThaiHoSo\r\n" + f"{CODE},4\r\n"

    assert read(other).dossiers == {CODE: Dossier(CODE, status=Status.PROCESSING)}


def test_json_says_the_same_and_may_say_how_old_it_is() -> None:
    body = {"as_of": "2026-11-24T02:00:00+07:00", "dossiers": [{"mã hồ sơ": CODE, "trạng thái": 10}]}
    found = read(json.dumps(body))

    assert found.dossiers == {CODE: Dossier(CODE, status=Status.RETURNED)}
    assert found.as_of == datetime(2026, 11, 23, 19, tzinfo=UTC)
    assert read(json.dumps(body["dossiers"])).dossiers == found.dossiers


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ("H17.19-261308-0975,4,,,", "the code is missing or none"),
        (",4,,,", "the code is missing or none"),
        (f"{CODE},,,,", "no status"),
        (f"{CODE},11,,,", "not one of 1 to 10"),
        (f"{CODE},4,31/02/2026,,", "due is no time"),
        (f"{CODE},4,,một ít,", "no amount of đồng"),
        (f"{CODE},4,,,0905", ""),
        (f"{CODE},4,,,09 05 00", "the phone is none"),
    ],
)
def test_a_bad_row_is_named_and_the_others_count(cells: str, why: str) -> None:
    head = "mã hồ sơ,trạng thái,ngày hẹn trả,lệ phí,điện thoại\n"
    found = read(f"{head}H17.19-261008-0001,2,,,\n{cells}\nH17.19-261008-0002,2,,,\n")

    assert len(found.dossiers) == (2 if why else 3)
    assert [why in finding and finding.startswith("row 3:") for finding in found.findings] == ([True] if why else [])


def test_of_two_rows_with_one_code_the_later_counts() -> None:
    found = read(f"mã hồ sơ,trạng thái\n{CODE},2\n{CODE},4\n")

    assert found.dossiers[CODE].status is Status.PROCESSING
    assert found.findings == ("row 3: the same code as a row before; the later one counts",)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xff\xfeM\x00", "not UTF-8"),
        ("Mã,Trạng\n1,2\n".encode(), "no column “mã hồ sơ” and no “trạng thái”"),
        (b'[{"code": "x"}]', "no field “trạng thái”"),
        (b'{"rows": []}', "no list of dossiers"),
        (b"[1", "no JSON"),
        (b"", "no column"),
        (b"[" * 100_000, "no JSON: too deep"),
    ],
)
def test_a_file_that_is_none_is_refused_with_what_it_should_be(data: bytes, why: str) -> None:
    with pytest.raises(BadExport) as bad:
        export.read(data)

    assert why in bad.value.findings[0]


@given(data=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_a_file_is_it_is_read_or_refused(data: bytes) -> None:
    with suppress(BadExport):
        export.read(data)


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(rows=st.lists(st.tuples(cells, cells, cells, cells), max_size=5))
def test_whatever_cells_hold_no_finding_repeats_them(rows: list[tuple[str, ...]]) -> None:
    body = [dict(zip(("mã hồ sơ", "trạng thái", "chủ hồ sơ", "điện thoại"), row, strict=True)) for row in rows]
    found = read(json.dumps([{"mã hồ sơ": CODE, "trạng thái": "4"}, *body]))

    said = " ".join(found.findings)
    assert not any(len(cell) > 12 and cell in said for row in rows for cell in row)
    assert all(len(one.phone_end) in (0, 4) for one in found.dossiers.values())


def test_names_are_cut_where_no_screen_has_room() -> None:
    long = read(f"mã hồ sơ,trạng thái,thủ tục\n{CODE},4,{'rất ' * 500}\n").dossiers[CODE].procedure

    assert len(long) == 200
    assert long.endswith("…")


def test_a_time_out_of_any_calendar_is_a_slip() -> None:
    found = read(f"mã hồ sơ,trạng thái,ngày hẹn trả\n{CODE},4,01/01/0001\n")

    assert found.findings == ("row 2: due is no time: write 2026-11-24 08:30, 24/11/2026 08:30 or 20261124083000",)
    assert VIETNAM.utcoffset(None) == timedelta(hours=7)
