"""What a citizen reads about the data that is kept of them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.bilingual import Bilingual
from hotline.channels.zalo.wire import TEXT_LIMIT, split
from hotline.services.dossier.person import Person
from hotline.services.privacy import wording
from hotline.services.privacy.kinds import KINDS, Kept, is_spared
from hotline.services.privacy.service import ask, erased, export

LEFT = 1_790_000_000  # 21 September 2026, 21:13 in Vietnam
CONVERSATION = Kept("conversation", {"choices": json.dumps(["54 Nguyễn Lương Bằng", "tuyến 05"]), "lang": "vi"}, LEFT)


def test_each_thing_is_told_with_what_it_is_for_and_how_long_it_lives() -> None:
    said = export([CONVERSATION, Kept("standing", {"left": LEFT}, LEFT)], "vi", "1022").text

    assert said.splitlines()[:5] == [
        "Tổng đài đang giữ theo mã Zalo của anh/chị:",
        "• Các lựa chọn của câu hỏi gần nhất: “54 Nguyễn Lương Bằng”, “tuyến 05”",
        "  Để hiểu khi anh/chị nhắn một con số; tự hết sau 1 giờ.",
        "• Anh/chị đã bỏ quan tâm trang này: ngày 21/09/2026",
        "  Để không làm phiền anh/chị; tự hết sau 30 ngày.",
    ]
    assert said.endswith("Muốn xóa, anh/chị nhắn: xóa dữ liệu của tôi")


def test_the_dossiers_that_somebody_follows_are_listed_with_their_consents() -> None:
    kept = [Kept(f"watch#H17.19-261008-097{number}", {"given": LEFT}, LEFT) for number in range(2)]
    kept.append(Kept("consent#1a2b", {"given": LEFT, "ended": LEFT + 86_400}, LEFT))

    said = export(kept, "vi", "1022").text
    assert "H17.19-261008-0970 (đồng ý ngày 21/09/2026), H17.19-261008-0971 (đồng ý ngày 21/09/2026)" in said
    assert "từ 21/09/2026 đến 22/09/2026" in said


def test_changes_that_wait_are_listed_by_their_dossiers() -> None:
    kept = Kept("untold", {"change#H17.19-261008-0975": "{}", "version": "1a"}, LEFT)

    assert "chờ báo anh/chị: H17.19-261008-0975\n" in export([kept], "vi", "1022").text


def test_topics_are_listed_by_their_names() -> None:
    kept = [Kept("topic#storm#*", {"since": LEFT}), Kept("topic#moon#20333", {"since": LEFT})]

    said = export(kept, "vi", "1022").text
    assert "bão, lũ (đồng ý ngày 21/09/2026), moon ở Hoàng Sa (đồng ý ngày 21/09/2026)" in said


def test_the_codes_of_the_last_hour_are_listed() -> None:
    person = Person().asking("H17.19-261008-0975", LEFT).asking("H17.19-261008-0976", LEFT)

    said = export([Kept("dossiers", {"person": json.dumps(person.to_json()), "version": 2}, LEFT)], "vi", "1022").text
    assert "H17.19-261008-0975, H17.19-261008-0976" in said


def test_somebody_of_whom_nothing_is_kept_is_told_so() -> None:
    assert export([], "vi", "1022").text.startswith("Tổng đài không giữ gì về anh/chị, ngoài tin anh/chị vừa gửi")


def test_a_long_list_is_cut_with_its_count() -> None:
    many = [Kept("message", {"text": f"tin {number}"}) for number in range(25)]

    assert "“tin 9”, và 15 mục nữa" in export(many, "vi", "1022").text


def test_what_nobody_has_described_is_never_hidden() -> None:
    said = export([Kept("diary#storm", {})], "vi", "1022").text

    assert "Mục khác (diary)" in said
    assert "gọi 1022" in said


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_all_kinds_at_once_are_two_messages_at_most(lang: str) -> None:
    long = "đường Nguyễn Lương Bằng " * 40
    kept = [Kept("conversation", {"choices": json.dumps([long] * 9)}, 1), Kept("standing", {"left": LEFT}, 1)]
    kept += [Kept("message", {"text": long}) for _ in range(40)]
    asked = [(f"H17.19.50.05.13-20261008-00009{number}", LEFT) for number in range(10)]
    kept += [Kept("dossiers", {"person": json.dumps({"asked": asked})}, 1), Kept("watches", {"begun": 12}, 1)]
    kept += [Kept(f"watch#{code}", {"given": LEFT}, 1) for code, _ in asked]
    kept += [Kept(f"consent#{number}", {"given": LEFT, "ended": LEFT}, 1) for number in range(30)]

    parts = list(split(export([*kept, Kept("officer", {})], lang, "1022").text, TEXT_LIMIT))
    assert len(parts) <= 2


@given(text=st.text(max_size=200), lang=st.sampled_from(["vi", "en"]))
def test_no_text_of_a_citizen_is_too_strange_to_be_shown(text: str, lang: str) -> None:
    kept = [Kept("message", {"text": text}), Kept("conversation", {"choices": json.dumps([text])}, 1)]

    assert export(kept, lang, "1022").text


def test_before_anything_is_erased_the_citizen_is_asked_once_more() -> None:
    reply = ask("vi")

    assert reply.buttons[0].says == "tôi đồng ý xóa dữ liệu của tôi"
    assert "nhắn: tôi đồng ý xóa dữ liệu của tôi" in reply.text  # on a computer Zalo shows no buttons
    assert reply.choices == ()  # or "1" would erase


def test_what_was_spared_is_said() -> None:
    assert "hồ sơ" in erased("vi", "1022", spared=True).text
    assert "hồ sơ" not in erased("vi", "1022", spared=False).text


def test_only_what_is_known_and_lives_is_spared() -> None:
    assert not is_spared(CONVERSATION, LEFT - 1)
    assert not is_spared(Kept("something#else", {}, LEFT), LEFT - 1)
    for kind in KINDS.values():
        assert is_spared(Kept(kind.name, {}, LEFT), LEFT - 1) is kind.spared
        assert not is_spared(Kept(kind.name, {}, LEFT), LEFT)


def test_both_languages_of_every_phrase_have_the_same_gaps() -> None:
    values = {"title": "ABC1", "values": "ABC2", "why": "ABC3", "count": "ABC4", "day": "ABC5", "name": "ABC6"}
    values |= {"phone": "ABC7", "agree": "ABC8", "what": "ABC9", "area": "XYZ0", "begin": "XYZ1", "end": "XYZ2"}
    for phrase in (phrase for phrase in vars(wording).values() if isinstance(phrase, Bilingual)):
        for value in values.values():
            assert (value in phrase.say("vi", **values)) == (value in phrase.say("en", **values)), phrase
