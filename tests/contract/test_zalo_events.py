"""Each event is read as what it is, and only a citizen's own message can be answered."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.channels.zalo.body import BODY_LIMIT
from hotline.channels.zalo.content import TEXT_LIMIT
from hotline.channels.zalo.events import Event, Kind, read
from hotline.errors import BadEvent, Refused
from hotline.messages import Inbound, Location, Recipient
from tests.shared import shared

CITIZEN, OA, OFFICER = "3900000000000000007", "2900000000000000001", "5900000000000000009"
AT = "1790000000001"


def event(name: str, **fields: Any) -> bytes:
    return json.dumps({"event_name": name, "app_id": "1", "timestamp": AT} | fields).encode()


def from_citizen(name: str, message: object, **fields: Any) -> bytes:
    return event(name, sender={"id": CITIZEN}, recipient={"id": OA}, message=message, **fields)


def from_oa(name: str, message: object, **sender: str) -> bytes:
    return event(name, sender={"id": OA} | sender, recipient={"id": CITIZEN}, message=message)


def attached(kind: str, payload: object) -> dict[str, Any]:
    return {"msg_id": "m1", "attachments": [{"type": kind, "payload": payload}]}


def inbound(body: bytes) -> Inbound:
    read_as = read(body).inbound
    assert read_as is not None
    return read_as


def test_a_text_is_a_message_of_the_citizen() -> None:
    assert inbound(from_citizen("user_send_text", {"text": "xe buýt", "msg_id": "m1"})) == Inbound(
        sender=Recipient("zalo", CITIZEN),
        message_id="m1",
        sent_at=datetime(2026, 9, 21, 14, 13, 20, 1000, UTC),
        text="xe buýt",
    )


def test_a_delivery_that_comes_twice_has_the_same_key() -> None:
    first = from_citizen("user_send_text", {"text": "xe buýt", "msg_id": "m1"})
    follow = event("follow", oa_id=OA, follower={"id": CITIZEN})

    assert inbound(first).key == inbound(first).key == "zalo:m1"
    assert inbound(follow).key == inbound(follow).key
    assert inbound(follow).key != inbound(event("follow", oa_id=OA, follower={"id": "3900000000000000008"})).key


def test_no_id_that_was_made_up_shows_whose_it_is() -> None:
    follow = inbound(event("follow", oa_id=OA, follower={"id": CITIZEN}))

    assert CITIZEN not in follow.key


def test_a_message_without_an_id_gets_one_that_a_second_delivery_repeats() -> None:
    body = from_citizen("user_send_text", {"text": "xe buýt"})

    assert inbound(body).message_id == inbound(body).message_id != ""


@pytest.mark.parametrize(
    "coordinates",
    [{"latitude": "16.0678", "longitude": "108.2208"}, {"latitude": 16.0678, "longitude": 108.2208}],
)
def test_a_location_comes_as_strings_or_numbers(coordinates: dict[str, Any]) -> None:
    shared_place = inbound(from_citizen("user_send_location", attached("location", {"coordinates": coordinates})))

    assert shared_place.location == Location(16.0678, 108.2208)
    assert shared_place.attachment == "location"


@pytest.mark.parametrize(
    "payload",
    [
        {"coordinates": {"latitude": "NaN", "longitude": "108"}},
        {"coordinates": {"latitude": "16", "longitude": "inf"}},
        {"coordinates": {"latitude": "91", "longitude": "108"}},
        {"coordinates": {"latitude": "16", "longitude": "-180.1"}},
        {"coordinates": {"latitude": "0", "longitude": "0.0"}},
        {"coordinates": {"latitude": "16"}},
        {"coordinates": {"latitude": None, "longitude": "108"}},
        {"coordinates": {"latitude": 10**400, "longitude": "108"}},
        {"coordinates": "16,108"},
        {},
        None,
    ],
)
def test_a_location_that_is_not_on_earth_is_still_a_message_that_is_answered(payload: object) -> None:
    shared_place = inbound(from_citizen("user_send_location", attached("location", payload)))

    assert (shared_place.location, shared_place.attachment) == (None, "location")


@pytest.mark.parametrize("kind", ["image", "gif", "link", "audio", "video", "sticker", "file"])
def test_an_attachment_is_named(kind: str) -> None:
    message = inbound(from_citizen(f"user_send_{kind}", attached(kind, {"url": "https://example.vn/x"})))

    assert message.attachment == kind


def test_a_business_card_comes_as_a_link_and_holds_a_phone() -> None:
    card = attached("link", {"url": "https://www.zaloapp.com", "description": '{"phone": 84912345678}'})
    read_as = read(from_citizen("user_send_business_card", card))

    assert read_as.inbound is not None
    assert (read_as.inbound.attachment, read_as.inbound.text) == ("business_card", "")
    assert read_as.details["phone"] == "84912345678"


@pytest.mark.parametrize("description", ["", "no JSON", "[]", "[" * 60_000])
def test_a_business_card_that_cannot_be_read_has_no_phone(description: str) -> None:
    card = attached("link", {"description": description})

    assert read(from_citizen("user_send_business_card", card)).details["phone"] == ""


def test_a_shared_link_without_words_asks_about_the_link() -> None:
    link = {"url": "https://maps.google.com/?q=16.06,108.21"}

    assert inbound(from_citizen("user_send_link", attached("link", link))).text == link["url"]
    assert inbound(from_citizen("user_send_link", attached("link", link) | {"text": "ở đây"})).text == "ở đây"


@pytest.mark.parametrize("fields", [{"oa_id": OA, "follower": {"id": CITIZEN}}])
def test_a_follower_is_greeted(fields: dict[str, Any]) -> None:
    read_as = read(event("follow", **fields))

    assert (read_as.kind, read_as.inbound and read_as.inbound.attachment) == (Kind.FOLLOW, "follow")
    assert read_as.inbound is not None
    assert read_as.inbound.sender == Recipient("zalo", CITIZEN)


def test_somebody_who_opens_the_chat_for_the_first_time_is_greeted_alike() -> None:
    read_as = read(event("user_click_chatnow", oa_id=OA, user_id=CITIZEN))

    assert read_as.kind is Kind.CHAT_OPENED
    assert read_as.inbound is not None
    assert (read_as.inbound.sender.user, read_as.inbound.attachment) == (CITIZEN, "follow")


NEVER_ANSWERED = [
    (Kind.DELIVERED, from_oa("user_received_message", {"msg_id": "m1"})),
    (Kind.SEEN, from_oa("user_seen_message", {"msg_ids": ["m1", "m2"]})),
    (Kind.ECHO, from_oa("oa_send_text", {"msg_id": "m1", "text": "Trạm gần nhất …"})),
    (Kind.ECHO, from_oa("oa_send_text", {"msg_id": "m1", "text": "Chào bạn"}, admin_id=OFFICER)),
    (Kind.ECHO, from_oa("oa_send_something_new", {"msg_id": "m1"})),
    (Kind.ECHO, from_oa("oa_send_anonymous_text", {"msg_id": "m1", "text": "Chào bạn"})),
    (Kind.REACTION, from_oa("oa_reacted_message", {"msg_id": "m1", "react_icon": ":>"})),
    (Kind.REACTION, from_citizen("user_reacted_message", {"msg_id": "m1", "react_icon": ":>"})),
    (Kind.MESSAGE, from_citizen("anonymous_send_text", {"msg_id": "m1", "text": "xe buýt", "conversation_id": "c1"})),
    (Kind.GROUP, from_citizen("user_send_group_text", {"msg_id": "m1", "text": "xe buýt"})),
    (Kind.GROUP, from_citizen("user_send_group_image", attached("image", {}))),
    (Kind.GROUP, from_oa("oa_send_group_text", {"msg_id": "m1", "text": "Chào tổ dân phố"})),
    (Kind.UNKNOWN, from_citizen("user_send_contract", attached("poll", {}))),
    (Kind.UNKNOWN, from_citizen("user_send_", {"msg_id": "m1", "text": "xe buýt"})),
    (Kind.CONTACT, from_citizen("user_submit_info", None, info={"phone": 84912345678})),
    (Kind.UNFOLLOW, event("unfollow", oa_id=OA, follower={"id": CITIZEN})),
    (Kind.WITHDRAWAL, event("user_withdraw", oa_id=OA, user_id=CITIZEN)),
    (Kind.OTHER, event("oa_send_consent", oa_id=OA, phone="84912345678")),
    (Kind.UNKNOWN, event("user_join_group", oa_id=OA, user_id=CITIZEN)),
    (Kind.TAG, event("add_user_to_tag", oa_id=OA, tag={"name": "Tổ 3", "user_ids": [CITIZEN]})),
    (Kind.CALL, event("user_call_oa", oa_id=OA, user_id=CITIZEN)),
    (Kind.ZNS_ADMIN, event("change_oa_daily_quota", oaId=OA, quota={"new_value": 1000})),
    (Kind.UNKNOWN, event("something_new", oa_id=OA, user_id=CITIZEN)),
]


@pytest.mark.parametrize(("kind", "body"), NEVER_ANSWERED)
def test_what_is_no_message_of_a_citizen_is_never_answered(kind: Kind, body: bytes) -> None:
    read_as = read(body)

    assert (read_as.kind, read_as.inbound) == (kind, None)


def test_somebody_without_an_account_is_nobody_that_we_could_write_to() -> None:
    for body in (
        from_oa("oa_send_anonymous_text", {"msg_id": "m1", "text": "Chào bạn"}),
        from_citizen("anonymous_send_text", {"msg_id": "m1", "text": "xe buýt", "conversation_id": "c1"}),
    ):
        assert (read(body).user_id, read(body).details["anonymous"]) == ("", True)


def test_an_echo_of_an_officer_pauses_us_and_our_own_does_not() -> None:
    ours = read(from_oa("oa_send_text", {"msg_id": "m1", "text": "a"}))
    officers = read(from_oa("oa_send_text", {"msg_id": "m2", "text": "b"}, admin_id=OFFICER))

    assert [(ours.kind, ours.pauses_us), (officers.kind, officers.pauses_us)] == [
        (Kind.ECHO, False),
        (Kind.ECHO, True),
    ]
    assert officers.user_id == CITIZEN


def test_receipts_name_the_citizen_and_not_the_sender() -> None:
    for _, body in NEVER_ANSWERED[:2]:
        assert (read(body).user_id, read(body).oa_id) == (CITIZEN, OA)


def test_a_template_message_that_reached_a_phone_is_no_chat_receipt() -> None:
    message = {"msg_id": "z1", "tracking_id": "HS1", "delivery_time": "1790000000500"}
    by_phone, by_hash = (
        read(event("user_received_message", sender={"id": OA}, recipient={"id": to}, message=message))
        for to in ("84912345678", "ab" * 32)
    )

    assert (by_phone.kind, by_phone.user_id, by_phone.details["phone"]) == (Kind.ZNS_DELIVERED, "", "84912345678")
    assert (by_hash.kind, by_hash.user_id, by_hash.details["phone_hash"]) == (Kind.ZNS_DELIVERED, "", "ab" * 32)


@pytest.mark.parametrize("name", ["unfollow", "user_withdraw"])
def test_who_leaves_is_named(name: str) -> None:
    flat = read(event(name, oa_id=OA, user_id=CITIZEN))
    nested = read(event(name, oa_id=OA, follower={"id": CITIZEN}))

    assert flat.user_id == nested.user_id == CITIZEN


def test_a_withdrawal_of_an_app_that_is_not_linked_names_the_app_user() -> None:
    gone = read(event("user_withdraw", oa_id="", user_id="", user_id_by_app="490"))

    assert (gone.kind, gone.user_id, gone.details["user_id_by_app"]) == (Kind.WITHDRAWAL, "", "490")


def test_a_phone_that_is_a_number_keeps_its_digits() -> None:
    contact = read(from_citizen("user_submit_info", None, info={"phone": 84912345678, "name": "Trần Thị B"}))

    assert (contact.details["phone"], contact.details["name"]) == ("84912345678", "Trần Thị B")


def test_an_id_that_is_a_number_keeps_all_its_digits() -> None:
    body = event("user_send_text", sender={"id": int(CITIZEN)}, message={"text": "a", "msg_id": 12345678901234567891})

    assert (inbound(body).sender.user, inbound(body).message_id) == (CITIZEN, "12345678901234567891")


@pytest.mark.parametrize("user", [None, "", 3.9e18, True, [], {"id": CITIZEN}, "a b\nc", "ạ", "9" * 101])
def test_a_message_from_nobody_is_no_event(user: object) -> None:
    with pytest.raises(BadEvent):
        read(event("user_send_text", sender={"id": user}, message={"text": "a", "msg_id": "m1"}))


@pytest.mark.parametrize("timestamp", [None, "", "soon", "9" * 30, 1.5, "-" + "9" * 20])
def test_an_event_without_a_time_is_none(timestamp: object) -> None:
    with pytest.raises(BadEvent):
        read(event("follow", follower={"id": CITIZEN}, timestamp=timestamp))


@pytest.mark.parametrize("name", [None, "", [], {}])
def test_an_event_without_a_name_is_none(name: object) -> None:
    with pytest.raises(BadEvent):
        read(json.dumps({"event_name": name, "timestamp": AT}).encode())


def test_a_body_is_at_most_64_kilobytes() -> None:
    frame = len(from_citizen("user_send_text", {"text": "", "msg_id": "m1"}))
    longest = from_citizen("user_send_text", {"text": "a" * (BODY_LIMIT - frame), "msg_id": "m1"})

    assert read(longest).kind is Kind.MESSAGE
    with pytest.raises(BadEvent):
        read(longest + b" ")


def test_a_text_that_is_too_long_is_cut_and_says_so() -> None:
    whole, long = (
        inbound(from_citizen("user_send_text", {"text": "x" * length, "msg_id": "m1"})).text
        for length in (TEXT_LIMIT, TEXT_LIMIT + 1)
    )

    assert whole == "x" * TEXT_LIMIT
    assert (len(long), long[-2:]) == (TEXT_LIMIT, "x…")


def test_half_an_emoji_does_not_break_what_stores_the_text() -> None:
    body = json.dumps({"text": "a\ud83db 🚌", "msg_id": "m1"})
    message = inbound(
        f'{{"event_name":"user_send_text","timestamp":1,"sender":{{"id":"1"}},"message":{body}}}'.encode()
    )

    assert message.text == "a\ufffdb 🚌"


def test_decomposed_vietnamese_arrives_as_it_was_sent() -> None:
    text = "tra\u0323m xe buy\u0301t"

    assert inbound(from_citizen("user_send_text", {"text": text, "msg_id": "m1"})).text == text


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
names = st.sampled_from(sorted({json.loads(body)["event_name"] for _, body in NEVER_ANSWERED})) | st.sampled_from(
    ["user_send_text", "user_send_location", "user_send_file", "user_send_business_card", "follow"]
)
keys = ("sender", "recipient", "message", "follower", "info", "tag", "quota", "oa_id", "user_id", "timestamp")


@given(names, st.dictionaries(st.sampled_from(keys), json_values))
def test_whatever_the_fields_hold_an_event_is_read_or_refused(name: str, fields: dict[str, Any]) -> None:
    body = json.dumps({"event_name": name, "timestamp": AT} | fields).encode()
    try:
        read_as = read(body)
    except Refused:
        return
    assert read_as.inbound is None or read_as.inbound.sender.user


def test_signature_and_events_load_nothing_that_is_slow_at_a_cold_start() -> None:
    program = "import sys, hotline.channels.zalo.signature, hotline.channels.zalo.events; print(*sys.modules)"
    # A process of its own: the tests around this one have loaded everything.
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    slow = {"httpx", "httpcore", "pydantic", "boto3", "ssl", "asyncio", "typing_extensions", "urllib.request"}

    assert not slow & set(loaded.stdout.split())


# What the file expects and our reading says in another place or by its kind.
SAID_ELSEWHERE = {
    "http": "the webhook's answer",
    "verify_with": "test_zalo_signature: the configured app id, always",
    "action": "Kind.WITHDRAWAL",
    "postback": "our buttons say whole questions, so a press is a text like any other",
}


def reading(event: Event) -> dict[str, Any]:
    """Everything that the case file may ask about, by its names."""
    flat = {
        **event.details,
        "kind": event.kind,
        "event_name": event.name,
        "oa_id": event.oa_id,
        "user_id": event.user_id,
        "msg_id": event.message_id,
        "opens_window": event.opens_window,
        "pause_bot": event.pauses_us,
        "must_not_reply": event.inbound is None,
    }
    if message := event.inbound:
        place = message.location
        flat |= {
            "text": message.text,
            "text_len": len(message.text),
            "attachment": message.attachment,
            "lat": place and place.lat,
            "lon": place and place.lon,
            "dedupe_key": message.key,
        }
    return flat


@pytest.mark.shared
def test_all_recorded_events_are_read_as_their_file_expects() -> None:
    cases = json.loads(shared("cases/zalo/zalo_webhook_events.json").read_bytes())["cases"]
    assert cases
    for case in cases:
        said = reading(read(case["body"].encode()))
        for key, expected in case["expect"].items():
            if key in SAID_ELSEWHERE:
                continue
            got = said[key]
            # Sizes, rates and times stay Zalo's strings; nothing is "" here and null there.
            same = str(got) == str(expected) or (got in (None, "") and expected in (None, ""))
            assert same, (case["id"], key, got, expected)


@pytest.mark.shared
def test_only_a_citizens_message_or_arrival_is_answered_in_the_recorded_events() -> None:
    cases = json.loads(shared("cases/zalo/zalo_webhook_events.json").read_bytes())["cases"]
    for case in cases:
        expect = case["expect"]
        answered = expect["kind"] in {"inbound_message", "follow", "chat_opened"} and not expect.get("anonymous")
        assert (read(case["body"].encode()).inbound is not None) is answered, case["id"]
