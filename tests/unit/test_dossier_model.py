"""A dossier crosses the Cache unchanged."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from hotline.services.dossier.dossiers import Dossier, Fee, date_of
from hotline.services.dossier.statuses import Status

moments = st.none() | st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
fees = st.builds(Fee, st.text(), st.none() | st.integers(0, 10**9), st.text())
dossiers = st.builds(
    Dossier,
    code=st.text(),
    procedure=st.text(),
    status=st.none() | st.sampled_from(Status),
    since=moments,
    due=moments,
    returned=moments,
    fees=st.lists(fees).map(tuple),
    applicant=st.text(),
)


@given(dossier=dossiers)
def test_what_was_packed_is_what_is_read(dossier: Dossier) -> None:
    assert Dossier.from_bytes(dossier.to_bytes()) == dossier


def test_a_code_says_its_day() -> None:
    assert date_of("H17.19-261008-0975") == date(2026, 10, 8)
    assert date_of("G09.20-20260609-0092637") == date(2026, 6, 9)
