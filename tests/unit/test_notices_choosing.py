"""Citizens choose what they are told of: what is written, and what they read."""

from collections.abc import Sequence
from hashlib import sha256
from itertools import product

import pytest

from hotline.channels.zalo.wire import TEXT_LIMIT, TITLE_LIMIT, units
from hotline.entrypoints.desk import ComposesDesk
from hotline.entrypoints.dispatching import understood
from hotline.entrypoints.notices import ComposesNotices
from hotline.lexicon.topics import TOPICS
from hotline.lexicon.ward_table import wards
from hotline.messages import Reply
from hotline.routing import understand
from hotline.services.notices import wording
from hotline.services.notices.queries import NoticesQuery
from hotline.services.notices.topics import Topics
from hotline.zone import VIETNAM
from tests.unit.fakes import MemorySubscriptions, message

HOA_KHANH, HAI_CHAU, HOA_CUONG, LIEN_CHIEU, HAI_VAN = "20200", "20242", "20257", "20197", "20194"


class Line:
    """Somebody who writes to the desk, and what they hold then."""

    def __init__(self, own: Sequence[tuple[str, str, str]] = ()) -> None:
        self.subscriptions = MemorySubscriptions()
        notices = ComposesNotices(self.subscriptions, Topics(own), "1022", VIETNAM)
        self._compose = ComposesDesk("1022", lambda _inbound, _about: Reply("kept"), notices)
        self.last = Reply("")

    def says(self, text: str, attachment: str = "") -> Reply:
        inbound = message(text, attachment=attachment)
        reply = self._compose(inbound, understood(inbound), {})
        assert reply
        self.last = reply
        return reply

    @property
    def held(self) -> set[tuple[str, str]]:
        return {(topic, area) for _, topic, area in self.subscriptions.kept}


def test_a_topic_in_a_ward_is_noted_at_once_with_the_consent_that_it_rests_on() -> None:
    line = Line()

    reply = line.says("đăng ký bão lũ ở Hòa Khánh")

    assert line.held == {("storm", HOA_KHANH)}
    assert {one.version for one in line.subscriptions.kept.values()} == {wording.CONSENT_VERSION}
    assert "bão, lũ: phường Hòa Khánh" in reply.text
    assert "sau 22 giờ hay trước 6 giờ" in reply.text
    assert "lưu mã Zalo" in reply.text
    assert "hủy tin" in reply.text


def test_without_an_area_it_is_the_whole_city_and_says_how_to_have_less() -> None:
    line = Line()

    reply = line.says("tôi muốn nhận lịch cúp điện")

    assert line.held == {("power", "*")}
    assert "cúp điện: cả thành phố" in reply.text
    assert "đăng ký tin cúp điện ở Hòa Khánh" in reply.text
    assert understand("đăng ký tin cúp điện ở Hòa Khánh").service == "notices"


def test_what_is_wished_last_takes_the_place_of_the_city_or_of_its_wards() -> None:
    line = Line()
    line.says("đăng ký tin bão")
    line.says("đăng ký tin bão ở phường Hòa Khánh")
    assert line.held == {("storm", HOA_KHANH)}

    reply = line.says("đăng ký tin bão ở phường Liên Chiểu")
    assert line.held == {("storm", HOA_KHANH), ("storm", LIEN_CHIEU)}
    assert "phường Hòa Khánh" in reply.text

    line.says("đăng ký tin bão cả thành phố")
    assert line.held == {("storm", "*")}


@pytest.mark.parametrize("where", ["Hòa Minh", "phường Hoà Minh", "hoa minh", "Hòa Khánh Nam"])
def test_an_old_ward_is_the_one_of_today_that_it_went_into(where: str) -> None:
    line = Line()

    line.says(f"đăng ký tin cúp nước ở {where}")

    assert line.held == {("water", HOA_KHANH)}


def test_an_old_ward_that_was_divided_is_asked_about() -> None:
    line = Line()

    reply = line.says("đăng ký tin bão ở Hòa Liên")

    assert line.held == set()
    assert "“Hòa Liên” có thể là nhiều nơi" in reply.text
    assert [button.title for button in reply.buttons] == ["Phường Hải Vân", "Phường Liên Chiểu", "Cả 2 nơi trên"]
    line.says(reply.choices[2])
    assert line.held == {("storm", HAI_VAN), ("storm", LIEN_CHIEU)}


def test_a_ward_that_is_called_like_an_old_district_is_asked_about_and_a_word_settles_it() -> None:
    line = Line()

    reply = line.says("đăng ký tin bão ở Hải Châu")

    assert line.held == set()
    assert [button.title for button in reply.buttons] == ["Phường Hải Châu", "Cả Hải Châu cũ (Hải Châu, Hòa Cường)"]
    line.says(reply.choices[0])
    assert line.held == {("storm", HAI_CHAU)}
    line.says(reply.choices[1])
    assert line.held == {("storm", HAI_CHAU), ("storm", HOA_CUONG)}


@pytest.mark.parametrize(
    "text",
    [
        "đăng ký tin bão ở phường Bến Nghé",
        "đăng ký tin cúp điện ở đường Nguyễn Văn Linh",
        "đăng ký tin cúp điện ở khu nhà em",
        "báo trước cho tôi lịch cúp nước ở chỗ tôi",
        "subscribe to power cuts near me",
    ],
)
def test_a_place_that_is_no_ward_is_asked_about(text: str) -> None:
    line = Line()

    reply = line.says(text)

    assert line.held == set()
    assert "Hòa Khánh" in reply.text
    line.says(reply.choices[0])
    assert {area for _, area in line.held} == {"*"}


@pytest.mark.parametrize(
    "text", ["hôm nay có cúp điện không", "bão tới đâu rồi", "làm sao đăng ký tin bão", "khi nào có điểm thi"]
)
def test_who_only_asks_agrees_to_nothing_and_may_with_one_press(text: str) -> None:
    line = Line()

    reply = line.says(text)

    assert line.held == set()
    assert "1022" in reply.text
    line.says(reply.buttons[0].says)
    assert len(line.held) == 1


def test_the_topics_are_asked_for_with_numbers_and_buttons() -> None:
    line = Line()

    reply = line.says("đăng ký")

    assert len(reply.choices) == len(TOPICS)
    assert "1. bão, lũ" in reply.text
    for says in reply.choices:
        line.says(says)
    assert line.held == {(topic, "*") for topic in TOPICS}


def test_who_has_just_come_is_greeted_and_asked() -> None:
    reply = Line().says("", attachment="follow")

    assert "xin chào" in reply.text
    assert "Anh/chị muốn nhận tin nào?" in reply.text
    assert [button.title for button in reply.buttons][:2] == ["Bão, lũ", "Cúp điện"]


def test_ending_is_at_once_says_what_is_left_and_can_be_taken_back() -> None:
    line = Line()
    line.says("đăng ký tin bão ở phường Hải Châu")
    line.says("đăng ký tin cúp điện")

    reply = line.says("hủy tin bão")

    assert line.held == {("power", "*")}
    assert "Anh/chị vẫn nhận:\n• cúp điện: cả thành phố" in reply.text
    line.says(reply.buttons[0].says)
    assert line.held == {("storm", HAI_CHAU), ("power", "*")}


@pytest.mark.parametrize(
    "text", ["hủy", "hủy tất cả", "HUỶ HẾT", "stop", "đừng gửi tin nữa", "ngưng hết mấy cái thông báo đi"]
)
def test_who_wants_nothing_any_more_gets_nothing_any_more(text: str) -> None:
    line = Line()
    line.says("đăng ký tin bão, cúp điện ở phường Hải Châu")

    line.says(text)

    assert line.held == set()
    assert "không nhận tin nào" in line.says("đang nhận gì").text


def test_one_ward_of_two_can_be_ended() -> None:
    line = Line()
    line.says("đăng ký tin bão ở phường Hải Châu")
    line.says("đăng ký tin bão ở Hòa Khánh")

    line.says("hủy tin bão ở Hòa Khánh")

    assert line.held == {("storm", HAI_CHAU)}


def test_ending_something_that_we_do_not_know_ends_nothing_and_asks() -> None:
    line = Line()
    line.says("đăng ký tin bão")

    reply = line.says("hủy tin bóng đá")

    assert line.held == {("storm", "*")}
    assert "Anh/chị muốn hủy tin nào?" in reply.text
    assert reply.choices == ("hủy tin bão, lũ",)


def test_what_somebody_gets_is_listed_with_its_day_and_a_number_to_end_each() -> None:
    line = Line()
    line.says("đăng ký tin bão ở phường Hải Châu và phường Hòa Khánh")
    line.says("đăng ký tin giao thông")

    reply = line.says("đang nhận gì")

    assert "• bão, lũ: phường Hòa Khánh, phường Hải Châu (từ " in reply.text
    line.says(reply.choices[1])
    assert {topic for topic, _ in line.held} == {"storm"}
    line.says(reply.choices[2])
    assert line.held == set()


def test_the_citys_own_topics_are_offered_begun_and_ended_by_their_names() -> None:
    line = Line([("tourism", "du lịch", "tourism"), ("storm", "gió", "wind")])

    assert "9. du lịch" in line.says("đăng ký").text
    line.says("đăng ký tin du lịch")
    assert line.held == {("tourism", "*")}
    line.says("đăng ký tin bão")
    line.says("hủy tin du lịch")
    assert line.held == {("storm", "*")}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_wish_that_a_button_may_say_is_understood_as_that_wish(lang: str) -> None:
    for (topic, name), ward in product(TOPICS.items(), wards()):
        area = wording.WARD.say("en", name=ward.name) if lang == "en" else ward.full_name
        says = wording.BEGIN_ASKED_IN.say(lang, topic=name.say(lang), area=area)
        about = understand(says)
        assert about.service == "notices", says
        assert isinstance(about.query, NoticesQuery)
        assert (about.query.kind, about.query.topics, about.query.is_wish) == ("subscribe", (topic,), True), says
        assert [(one.name, one.level) for one in about.query.areas] == [(ward.name, "ward")], says
    for topic, name in TOPICS.items():
        ends = understand(wording.END_ASKED.say(lang, topic=name.say(lang))).query
        assert ends == NoticesQuery("unsubscribe", (topic,)), name
        begins = understand(wording.BEGIN_ASKED_CITY.say(lang, topic=name.say(lang))).query
        assert begins == NoticesQuery("subscribe", (topic,)), name
    assert understand(wording.END_ALL_ASKED.say(lang)).query == NoticesQuery("unsubscribe")
    assert understand(wording.MENU_ASKED.say(lang)).query == NoticesQuery("subscribe")


def test_every_answer_fits_one_message_and_its_buttons_are_cut_by_nobody() -> None:
    line = Line()
    for text in (
        "đăng ký",
        "đăng ký tin bão, cúp điện, cúp nước, giao thông, y tế ở phường Hải Châu",
        "đang nhận gì",
        "hủy",
    ):
        reply = line.says(text)
        assert units(reply.text) <= TEXT_LIMIT
        assert all(units(button.title) <= TITLE_LIMIT for button in reply.buttons)


def test_a_consent_is_to_one_text() -> None:
    """Another text is another version: change both, and what this remembers."""
    said = "\n".join((wording.BEGUN.vi, wording.AGREED.vi, wording.BEGUN.en, wording.AGREED.en))

    assert (wording.CONSENT_VERSION, sha256(said.encode()).hexdigest()[:12]) == ("2026-11", "99e6912e71a6")


def test_an_english_speaker_chooses_in_english() -> None:
    line = Line()

    reply = line.says("subscribe to storm alerts in Hoa Khanh ward")

    assert line.held == {("storm", HOA_KHANH)}
    assert "storms and floods: Hòa Khánh ward" in reply.text
    assert {one.lang for one in line.subscriptions.kept.values()} == {"en"}
    assert "until you end it" in reply.text
