"""Nobody who has not given the right digits reads a name, a phone or an identity number, whatever is asked and kept."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hotline.messages import Reply
from hotline.services.dossier import service
from hotline.services.dossier.disclosure import Disclosure
from hotline.services.dossier.dossiers import Dossier, Fee, Found
from hotline.services.dossier.person import HOUR_S, Person
from hotline.services.dossier.service import Desk
from hotline.services.dossier.statuses import Status
from hotline.text import fold
from hotline.zone import VIETNAM

NOW = datetime(2026, 11, 24, 17, 25, tzinfo=VIETNAM)
CODES = ("H17.19-261008-0975", "000.00.24.H17-261012-0188", "G09.20-20260609-0092637")

NAME = "Nguyễn Thị Kim Quýtxanh"
PHONE = "0905007713"
IDENTITY = "048090123459"
SECRETS = (
    NAME, NAME.upper(), fold(NAME), NAME.replace(" ", ""), NAME.replace(" ", "_"), "Thị Kim Quýtxanh", "bà Quýtxanh",
    "ông Trần Văn Mítxanh", "Lê Thị Ổixanh", PHONE, "0905.007.713", "0905 007 713", "+84 905 007 713", "0905-007-713",
    "7713", IDENTITY, "048 090 123 459", "quytxanh@example.com",
)  # fmt: skip
HIDDEN = ("quytxanh", "mitxanh", "oixanh", "thi kim", "nguyen thi", "7713", "905007", "0481", "123459", "090123")

texts = st.lists(
    st.sampled_from(SECRETS)
    | st.sampled_from(("hồ sơ", "Bổ sung", "theo", "(", ")", ":", "\n", "…", "và", "NỘP", "1.250.000 đồng"))
    | st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("N", "L")), max_size=3),
    max_size=9,
).map(" ".join)
moments = st.none() | st.integers(0, 3_000_000).map(lambda ago: NOW.astimezone(UTC) - timedelta(seconds=ago - 900_000))
fees = st.builds(Fee, texts, st.none() | st.integers(0, 10**8).map(lambda amount: amount // 10_000 * 10_000), texts)
dossiers = st.builds(
    Dossier,
    code=st.sampled_from(CODES),
    procedure=texts,
    office=texts,
    status=st.none() | st.sampled_from(Status),
    said_status=texts,
    since=moments,
    received=moments,
    due=moments,
    finished=moments,
    returned=moments,
    asks=texts,
    fees=st.lists(fees, max_size=4).map(tuple),
    collect_at=texts,
    contact=texts,
    applicant=st.just(NAME),
    phone_end=st.just("7713"),
)


def said(reply: Reply) -> str:
    """All that a citizen reads and can press, folded."""
    return fold("\n".join((reply.text, *(f"{each.title} {each.says} {each.phone}" for each in reply.buttons))))


def tells(reply: Reply) -> list[str]:
    bare = said(reply)
    for code in CODES:
        bare = bare.replace(fold(code), "")
    together = "".join(char for char in bare if char.isalnum())
    return [secret for secret in HIDDEN if secret in bare or secret.replace(" ", "") in together]


@given(dossier=dossiers, lang=st.sampled_from(("vi", "en")), watched=st.booleans())
def test_whatever_an_office_writes_a_code_alone_tells_nobody_whose_it_is(
    dossier: Dossier, lang: str, watched: bool
) -> None:
    for disclosure in (Disclosure.MASKED, Disclosure.VERIFIED):
        desk = Desk(lang, "1022", NOW, disclosure, VIETNAM)
        reply = service.answer(desk, Found(dossier, NOW), dossier.code, verified=False, watched=watched)

        assert tells(reply) == []


@given(dossier=dossiers)
def test_where_names_are_shown_to_nobody_the_right_digits_change_nothing(dossier: Dossier) -> None:
    desk = Desk("vi", "1022", NOW, Disclosure.MASKED, VIETNAM)

    assert tells(service.answer(desk, Found(dossier, NOW), dossier.code, verified=True, tried_digits=True)) == []


deeds = st.lists(
    st.tuples(
        st.sampled_from(CODES), st.sampled_from(("", "", "0000", "1234", "9999", "7713")), st.integers(0, HOUR_S // 2)
    ),
    max_size=25,
)


@given(kept=st.lists(dossiers, min_size=2, max_size=3, unique_by=lambda each: each.code), deeds=deeds)
def test_in_no_order_of_questions_and_digits_is_a_file_open_before_it_is_verified(
    kept: list[Dossier], deeds: list[tuple[str, str, int]]
) -> None:
    """The steps are those of `dossier_lookup`: ask, try, answer."""
    files = {each.code: each for each in kept}
    desk = Desk("vi", "1022", NOW, Disclosure.VERIFIED, VIETNAM)
    person, now = Person(), int(NOW.timestamp())
    given_at: dict[str, int] = {}
    wrong: dict[str, list[int]] = {}
    for code, digits, wait in deeds:
        now += wait
        found = Found(files.get(code), NOW)
        person = person.asking(code, now)
        locked = sum(now - at < HOUR_S for at in wrong.get(code, ())) >= 3
        if digits and not person.is_verified(code, now):
            match = service.digits_match(found, digits)
            person = person.trying(code, match, now)
            if match and not locked:
                given_at[code] = now
                wrong[code] = []
            elif not match and not locked:
                wrong[code] = [*wrong.get(code, ()), now]
        reply = service.answer(desk, found, code, verified=person.is_verified(code, now), tried_digits=bool(digits))

        if now - given_at.get(code, -HOUR_S) >= HOUR_S:
            assert tells(reply) == []


@given(dossier=dossiers)
def test_found_with_wrong_digits_is_the_same_as_not_found(dossier: Dossier) -> None:
    desk = Desk("vi", "1022", NOW, Disclosure.VERIFIED, VIETNAM)
    wrong, none = (
        service.answer(desk, Found(each, NOW), dossier.code, verified=False, tried_digits=True)
        for each in (dossier, None)
    )

    assert wrong == none
