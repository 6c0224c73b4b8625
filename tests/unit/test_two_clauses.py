"""Where somebody is and where they want to go, said in two clauses, in either order."""

import pytest

from hotline.routing import understand
from hotline.services.bus.queries import Journey
from hotline.text import fold


def journey(text: str) -> tuple[str, str] | None:
    query = understand(text).query
    return (fold(query.origin), fold(query.destination)) if isinstance(query, Journey) else None


@pytest.mark.parametrize("spelled", ["as it is", "without accents"])
@pytest.mark.parametrize(
    ("text", "origin", "destination"),
    [
        ("muốn đến chợ Hàn, ở Hải Châu đi xe nào", "hai chau", "cho han"),
        ("cần đến sân bay, ở Hòa Khánh thì đi xe nào", "hoa khanh", "san bay"),
        ("muốn đến chợ Hàn, đang ở Hải Châu đi xe nào", "hai chau", "cho han"),
        ("em ở Hòa Khánh muốn qua Cầu Rồng", "hoa khanh", "cau rong"),
        ("em ở Hòa Khánh muốn qua Bà Nà chơi", "hoa khanh", "ba na"),
        ("đang đứng ở 54 Nguyễn Lương Bằng, muốn về chợ Cồn", "54 nguyen luong bang", "cho con"),
        ("đang ở sân bay, muốn về chợ Cồn", "san bay", "cho con"),
        ("tới chợ Hàn thì đi xe nào, nhà em ở Hòa Khánh", "hoa khanh", "cho han"),
        ("tới chợ Hàn thì đi xe nào nhà em ở Hòa Khánh", "hoa khanh", "cho han"),
        ("lên Bà Nà bắt xe nào vậy ad, nhà mình ở Sơn Trà", "son tra", "ba na"),
        ("qua Sơn Trà thì bắt xe gì, tui đang ở chợ Cồn", "cho con", "son tra"),
        ("cho em hỏi ra sân bay đi xe nào ạ, em đang ở Cầu Rồng", "cau rong", "san bay"),
        ("cần đến bệnh viện C, nhà ở 46 Hùng Vương", "46 hung vuong", "benh vien c"),
        ("đến bệnh viện C thế nào, tôi ở 54 Nguyễn Lương Bằng", "54 nguyen luong bang", "benh vien c"),
        ("muốn đi sân bay. Nhà ở Hòa Khánh", "hoa khanh", "san bay"),
        ("72 tuổi, ở chợ Hòa Khánh, phải xuống bệnh viện C", "cho hoa khanh", "benh vien c"),
    ],
)
def test_both_ends_are_heard(text: str, origin: str, destination: str, spelled: str) -> None:
    assert journey(text if spelled == "as it is" else fold(text)) == (origin, destination)


@pytest.mark.parametrize("text", ["xe nào đến chợ Hàn, ở Hải Châu", "muốn đi xe buýt tới chợ Hàn, ở Hải Châu"])
def test_what_only_says_where_the_end_is_is_no_origin(text: str) -> None:
    assert journey(text) == ("", "cho han")


def test_who_says_where_they_are_and_nothing_else_goes_nowhere() -> None:
    assert journey("em ở Hòa Khánh, có xe buýt nào gần không") is None
