"""A citizen begins, lists and ends to follow a dossier."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hotline.channels.zalo.wire import TEXT_LIMIT, units
from hotline.entrypoints.following import Following
from hotline.messages import Reply
from hotline.routing import understand
from hotline.services.dossier.changes import LONGEST
from hotline.services.dossier.disclosure import Disclosure
from hotline.services.dossier.dossiers import Dossier, Found
from hotline.services.dossier.following_wording import CONSENT_VERSION
from hotline.services.dossier.queries import DossierQuery
from hotline.services.dossier.service import Desk
from hotline.services.dossier.statuses import Status
from hotline.storage.untold import Waiting
from hotline.storage.watches import MOST
from tests.unit.fakes import CITIZEN
from tests.unit.watch_fakes import UntoldTable, WatchTable

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 10, 12, 9, tzinfo=ZONE)
CODE = "H17.19-261008-0975"
DOSSIER = Dossier(
    CODE,
    procedure="Cấp bản sao trích lục hộ tịch",
    status=Status.PROCESSING,
    due=datetime(2026, 10, 20, 17, tzinfo=ZONE),
    applicant="NGUYỄN VĂN MẪU",
    phone_end="1234",
)


class World:
    def __init__(self, lang: str = "vi") -> None:
        self.table = WatchTable(NOW.timestamp)
        self.untold = UntoldTable(self.table)
        self.following = Following(self.table, self.untold, timedelta(minutes=30), NOW.timestamp)
        self.desk = Desk(lang, "1022", NOW.astimezone(UTC), Disclosure.VERIFIED, ZONE)

    def begin(self, code: str = CODE, dossier: Dossier = DOSSIER) -> Reply:
        return self.following.begin(self.desk, CITIZEN, Found(replace(dossier, code=code), NOW))

    def listed(self) -> Reply:
        return self.following.listed(self.desk, CITIZEN)

    def end(self, code: str = "") -> Reply:
        return self.following.end(self.desk, CITIZEN, code)


def queries(reply: Reply) -> list[DossierQuery]:
    found = [understand(words).query for words in (*reply.choices, *(one.says for one in reply.buttons if one.says))]
    return [query for query in found if isinstance(query, DossierQuery)]


def test_to_begin_says_what_will_be_told_and_how_to_stop() -> None:
    reply = World().begin()

    assert reply.text == (
        "Anh/chị đang theo dõi hồ sơ H17.19-261008-0975 (Cấp bản sao trích lục hộ tịch).\n"
        "Tổng đài sẽ nhắn khi hồ sơ đổi trạng thái, đổi ngày hẹn hay có kết quả, trước ngày hẹn một ngày, và khi trễ "
        "hẹn. Tin chỉ đến từ 7 giờ đến 21 giờ.\n"
        "Để báo được, Tổng đài lưu mã, tên thủ tục, trạng thái và ngày hẹn, không lưu tên. Việc này tự dừng 30 ngày "
        "sau khi trả kết quả, lâu nhất là 1 năm.\n"
        "Muốn dừng sớm hơn, anh/chị nhắn: bỏ theo dõi H17.19-261008-0975"
    )
    assert queries(reply) == [DossierQuery("unwatch", CODE)]


def test_what_is_kept_is_what_was_agreed_to_and_no_name() -> None:
    world = World()
    world.begin()
    (watch,) = world.table.of(CITIZEN)

    assert (watch.consent.version, watch.consent.at, watch.consent.channel) == (
        CONSENT_VERSION,
        int(NOW.timestamp()),
        "zalo",
    )
    assert watch.ends == int((NOW + LONGEST).timestamp())
    assert NOW.timestamp() <= watch.due <= NOW.timestamp() + 1_800
    assert "MẪU" not in str(watch.to_item())
    assert "1234" not in str(watch.to_item())


def test_what_is_over_is_not_followed() -> None:
    world = World()
    reply = world.begin(dossier=replace(DOSSIER, status=Status.RETURNED))

    assert reply.text == (
        "Hồ sơ H17.19-261008-0975 đã kết thúc: Đã trả kết quả. "
        "Sẽ không còn thay đổi để báo, nên Tổng đài không theo dõi nữa."
    )
    assert world.table.of(CITIZEN) == []


def test_the_eleventh_is_refused_with_a_choice_of_what_to_end() -> None:
    world = World()
    codes = [f"H17.19-261008-{number:04}" for number in range(MOST)]
    for code in codes:
        world.begin(code)
    reply = world.begin()

    assert reply.text.startswith("Anh/chị đang theo dõi 10 hồ sơ, là nhiều nhất có thể.")
    assert reply.choices == tuple(f"bỏ theo dõi {code}" for code in codes)
    assert units(reply.text) <= TEXT_LIMIT
    assert len(world.table.of(CITIZEN)) == MOST


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_list_has_numbers_that_end_one(lang: str) -> None:
    world = World(lang)
    world.begin()
    world.begin("H17.19-261008-0976", replace(DOSSIER, procedure="Cấp giấy phép xây dựng " * 6, due=None))
    reply = world.listed()

    assert queries(reply)[:2] == [DossierQuery("unwatch", CODE), DossierQuery("unwatch", "H17.19-261008-0976")]
    assert {understand(words).lang for words in reply.choices} == {lang}
    if lang == "vi":
        assert reply.text == (
            "Anh/chị đang theo dõi 2 hồ sơ:\n"
            "1. H17.19-261008-0975\n"
            "Cấp bản sao trích lục hộ tịch\n"
            "Đang được giải quyết, hẹn trả 20/10/2026\n"
            "2. H17.19-261008-0976\n"
            "Cấp giấy phép xây dựng Cấp giấy phép xây dựng Cấp giấy phép…\n"
            "Đang được giải quyết\n"
            "Nhắn số để bỏ theo dõi hồ sơ đó."
        )


def test_the_list_shows_how_it_stands_even_where_nobody_knows_whether_it_was_told() -> None:
    world = World()
    world.begin()
    (watch,) = world.table.of(CITIZEN)
    world.table.claim(watch, replace(watch.told, status=Status.FINISHED), watch.due + 1_800, watch.ends)

    assert "Đã có kết quả" in world.listed().text


def test_who_follows_none_is_told_how_to() -> None:
    world = World()

    assert world.listed() == world.end()
    assert world.listed().text.startswith("Anh/chị chưa theo dõi hồ sơ nào.")


def test_one_is_ended_by_its_code_and_what_waited_of_it_goes() -> None:
    world = World()
    world.begin()
    world.begin("H17.19-261008-0976")
    world.table.untold[CITIZEN] = Waiting({CODE: {}}, "1")
    reply = world.end(CODE)

    assert reply.text == "Đã bỏ theo dõi hồ sơ H17.19-261008-0975. Tổng đài sẽ không nhắn về hồ sơ này nữa."
    assert [watch.code for watch in world.table.of(CITIZEN)] == ["H17.19-261008-0976"]
    assert world.table.ended == [(CODE, "unwatched")]
    assert world.untold.read(CITIZEN).changes == {}
    assert world.end(CODE).text == "Anh/chị không theo dõi hồ sơ H17.19-261008-0975."


def test_without_a_code_the_only_one_is_ended() -> None:
    world = World()
    world.begin()

    assert CODE in world.end().text
    assert world.table.of(CITIZEN) == []


def test_without_a_code_and_with_several_it_is_asked_which() -> None:
    world = World()
    world.begin()
    world.begin("H17.19-261008-0976")
    reply = world.end()

    assert reply.text.startswith("Anh/chị muốn bỏ theo dõi hồ sơ nào?\n1. H17.19-261008-0975\n")
    assert len(reply.choices) == 2
    assert len(world.table.of(CITIZEN)) == 2


def test_a_message_finds_whether_its_dossier_is_followed() -> None:
    world = World()
    world.begin()
    (key,) = world.following.keys(CITIZEN, CODE)
    (watch,) = world.table.of(CITIZEN)

    assert world.following.is_watched(CITIZEN, CODE, {key: watch.to_item()})
    assert not world.following.is_watched(CITIZEN, CODE, {key: None})
    assert not world.following.is_watched(CITIZEN, CODE, {})
