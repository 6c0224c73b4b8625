import re
from datetime import UTC, datetime

import pytest

from hotline.bilingual import Bilingual
from hotline.messages import Inbound, Recipient
from hotline.routing import understand
from hotline.services.desk import wording
from hotline.services.desk.service import answer, apology, menu

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def said(text: str = "", attachment: str = "") -> Inbound:
    return Inbound(Recipient("zalo", "1"), "m1", NOW, text=text, attachment=attachment)


def test_danger_gets_the_emergency_numbers_first_and_as_buttons() -> None:
    reply = answer("human", said("cháy nhà"), "vi", "1022", urgent=True)

    assert reply.text.startswith("Gọi ngay, miễn phí:\n114")
    assert [button.phone for button in reply.buttons] == ["114", "115", "113", "112"]


def test_danger_in_english_is_answered_in_english() -> None:
    reply = answer("human", said("fire!"), "en", "1022", urgent=True)

    assert reply.text.startswith("Call now")


def test_whoever_opens_the_chat_reads_what_the_line_can_do() -> None:
    reply = answer("menu", said(attachment="chat_opened"), "vi", "1022")

    assert reply == menu("vi", "1022")
    assert "xin chào" in reply.text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_whatever_the_menu_says_is_understood_and_so_are_its_buttons(lang: str) -> None:
    reply = menu(lang, "1022")
    quoted = re.findall("“(.+?)”", reply.text)

    assert [understand(words).service for words in quoted] == ["notices", "human", "privacy"]
    assert [understand(button.says).service for button in reply.buttons if button.says] == [
        "bus",
        "dossier",
        "notices",
        "human",
    ]
    assert "hồ sơ" in reply.text or "dossier" in reply.text
    assert len(reply.text.splitlines()) <= 8


def test_a_picture_is_answered_honestly() -> None:
    reply = answer("menu", said(attachment="image"), "vi", "1022")

    assert reply.text.startswith("Tổng đài chưa đọc được hình")
    assert reply.buttons


def test_every_reply_of_the_desk_offers_a_next_step() -> None:
    replies = [
        answer(service, said("x"), lang, "1022", urgent=urgent)
        for service in ("menu", "human")
        for lang in ("vi", "en")
        for urgent in (False, True)
    ]

    assert all(reply.buttons for reply in [*replies, apology("vi", "1022"), apology("en", "1022")])


def test_both_languages_of_every_phrase_have_the_same_gaps() -> None:
    values = {"phone": "1022", "count": "12"}
    phrases = {name: phrase for name, phrase in vars(wording).items() if isinstance(phrase, Bilingual)}

    assert phrases
    for phrase in phrases.values():
        for value in values.values():
            assert (value in phrase.say("vi", **values)) == (value in phrase.say("en", **values))
