"""What the functions are told, and what they say about nonsense."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from hotline import settings
from hotline.errors import BadSetting

GOOD = {
    "STAGE": "prod",
    "INBOX_TABLE": "Inbox",
    "CITIZENS_TABLE": "Citizens",
    "CACHE_TABLE": "Cache",
    "CHANNELS_TABLE": "Channels",
    "BUS_LOOKUP_FUNCTION": "bus_lookup",
    "DESK_FUNCTION": "desk",
    "DOSSIER_LOOKUP_FUNCTION": "dossier_lookup",
    "DOSSIER_SOURCE": "file",
    "DOSSIER_FRESH_MINUTES": "10",
    "DOSSIER_DISCLOSURE": "verified",
    "DOSSIER_PERSON_LIMIT": "10",
    "DOSSIER_LINE_LIMIT": "3000",
    "WATCH_MINUTES": "30",
    "DOSSIER_SECRET": "arn:aws:secretsmanager:ap-southeast-1:000000000000:secret:dossiers",
    "DOSSIER_PUSH_SECRET": "arn:aws:secretsmanager:ap-southeast-1:000000000000:secret:pushes",
    "DEAD_LETTERS_QUEUE": "https://sqs.ap-southeast-1.amazonaws.com/000000000000/DeadLetters",
    "NOTICES_TABLE": "Notices",
    "URGENT_QUEUE": "https://sqs.ap-southeast-1.amazonaws.com/000000000000/UrgentChunks",
    "BULK_QUEUE": "https://sqs.ap-southeast-1.amazonaws.com/000000000000/BulkChunks",
    "MESSAGES_A_MINUTE": "4000",
    "FEED_URL": "https://bus.example.vn/feed.zip",
    "HOTLINE_NUMBER": "1022",
    "ZALO_APP_ID": "1022000000000000001",
    "ZALO_OA_ID": "2022000000000000002",
    "ZALO_SECRET": "arn:aws:secretsmanager:ap-southeast-1:000000000000:secret:zalo",
    "ZALO_API_URL": "https://openapi.zalo.me/",
    "ZALO_OAUTH_URL": "https://oauth.zaloapp.com",
}

READERS: list[Callable[[dict[str, str]], object]] = [
    settings.webhook,
    settings.bus_lookup,
    settings.dossier_lookup,
    settings.dossier_intake,
    settings.desk,
    settings.broadcast,
    settings.sync,
]


@pytest.mark.parametrize("read", READERS)
def test_a_good_environment_is_read(read: Callable[[dict[str, str]], object]) -> None:
    read(GOOD)


def test_addresses_lose_their_last_slash() -> None:
    assert settings.desk(GOOD).platform.api_url == "https://openapi.zalo.me"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("INBOX_TABLE", "", "INBOX_TABLE is empty"),
        ("INBOX_TABLE", "  ", "INBOX_TABLE is empty"),
        ("STAGE", "produktion", "one of prod, staging, local"),
        ("ZALO_APP_ID", "app", "digits"),
        ("ZALO_OA_ID", "²", "digits"),
        ("ZALO_API_URL", "openapi.zalo.me", "https://"),
        ("ZALO_OAUTH_URL", "ftp://oauth", "https://"),
        ("DEAD_LETTERS_QUEUE", "DeadLetters", "https://"),
        ("FEED_URL", "bus.example.vn", "https://, http:// or s3://"),
        ("FEED_URL", "file:///feed.zip", "local stage"),
        ("FEED_REALTIME_URLS", "https://a.example/tu s3://b/al", "https:// or http://"),
        ("FEED_REALTIME_URLS", "ebms+ftp://a.example", "ebms+https://"),
        ("FEED_KEY_HEADER", "x-api-key", "go together"),
        ("DOSSIER_SOURCE", "portal", "one of file, danang, exchange, igate, pushed"),
        ("DOSSIER_FILE", "file:///dossiers.csv", "local stage"),
        ("DOSSIER_FILE", "dossiers.csv", "s3://"),
        ("DOSSIER_URL", "tctthc.example.vn", "https://"),
        ("DOSSIER_LOGIN_URL", "ftp://tctthc.example.vn", "https://"),
        ("DOSSIER_FRESH_MINUTES", "0", "1 or more"),
        ("DOSSIER_FRESH_MINUTES", "ten", "digits"),
        ("QUIET_HOURS", "22", "two hours of the day such as 22-6"),
        ("QUIET_HOURS", "22-24", "two hours of the day"),
        ("FEED_KEY_ARN", "arn:aws:secretsmanager:ap-southeast-1:0:secret:feed", "go together"),
    ],
)
def test_a_bad_value_is_named_with_what_it_should_be(name: str, value: str, says: str) -> None:
    with pytest.raises(BadSetting) as bad:
        settings.sync(GOOD | {name: value})

    assert name in str(bad.value)
    assert says in str(bad.value)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DOSSIER_DISCLOSURE", "open", "one of masked, verified, full"),
        ("DOSSIER_PERSON_LIMIT", "0", "1 or more"),
        ("DOSSIER_LINE_LIMIT", "many", "digits"),
        ("WATCH_MINUTES", "4", "from 5 to 240"),
        ("WATCH_MINUTES", "241", "from 5 to 240"),
    ],
)
def test_a_rule_that_is_none_is_named(name: str, value: str, says: str) -> None:
    with pytest.raises(BadSetting, match=f"{name}.*{says}"):
        settings.dossier_lookup(GOOD | {name: value})


@pytest.mark.parametrize("source", ["danang", "exchange", "igate"])
def test_a_system_that_is_asked_has_an_address(source: str) -> None:
    with pytest.raises(BadSetting, match="DOSSIER_URL is empty"):
        settings.dossier_lookup(GOOD | {"DOSSIER_SOURCE": source})

    told = settings.dossier_lookup(
        GOOD | {"DOSSIER_SOURCE": source, "DOSSIER_URL": "https://a.example  https://b.example"}
    )
    assert told.source.urls == ("https://a.example", "https://b.example")
    assert told.source.secret == GOOD["DOSSIER_SECRET"]
    assert told.source.fresh_s == 600


def test_an_export_counts_only_where_it_is_the_source() -> None:
    exported = GOOD | {"DOSSIER_FILE": "s3://city/dossiers.csv"}

    assert settings.sync(exported).dossiers.file == "s3://city/dossiers.csv"
    assert settings.sync(exported | {"DOSSIER_SOURCE": "pushed"}).dossiers.file == ""


@pytest.mark.parametrize("url", ["", "s3://city/feed.zip", "http://bus.example.vn/feed.zip"])
def test_a_feed_may_be_elsewhere_or_nowhere(url: str) -> None:
    assert settings.sync(GOOD | {"FEED_URL": url}).feed_url == url


def test_a_file_is_for_the_local_stage() -> None:
    assert settings.sync(GOOD | {"STAGE": "local", "FEED_URL": "file:///feed.zip"}).feed_url == "file:///feed.zip"


def test_the_clock_is_the_real_one() -> None:
    assert abs(settings.bus_lookup(GOOD).clock() - datetime.now(UTC)) < timedelta(seconds=5)


def test_in_the_local_stage_the_clock_starts_where_it_is_told_and_runs_on() -> None:
    since = datetime.now(UTC) - timedelta(minutes=10)
    told = GOOD | {"STAGE": "local", "HOTLINE_NOW": "2018-06-01T07:55+07:00", "HOTLINE_NOW_SINCE": since.isoformat()}

    shown = settings.bus_lookup(told).clock()
    assert abs(shown - datetime(2018, 6, 1, 1, 5, tzinfo=UTC)) < timedelta(seconds=5)


@pytest.mark.parametrize("stage", ["prod", "staging"])
def test_elsewhere_a_clock_that_is_set_is_refused(stage: str) -> None:
    with pytest.raises(BadSetting, match="local stage alone"):
        settings.sync(GOOD | {"STAGE": stage, "HOTLINE_NOW": "2018-06-01T07:55+07:00"})


@pytest.mark.parametrize("moment", ["yesterday", "2018-06-01T07:55", "25:00"])
def test_a_clock_needs_a_time_with_its_offset(moment: str) -> None:
    with pytest.raises(BadSetting, match="offset"):
        settings.sync(GOOD | {"STAGE": "local", "HOTLINE_NOW": moment})


def test_there_are_as_many_live_feeds_as_the_operator_names() -> None:
    assert settings.bus_lookup(GOOD).realtime == settings.Realtime()
    two = GOOD | {"FEED_REALTIME_URLS": " https://a.example/tu  ebms+http://a.example/al "}
    assert settings.sync(two).realtime.urls == ("https://a.example/tu", "ebms+http://a.example/al")


GEOCODER = {"GEOCODER": "google", "GEOCODER_KEY_ARN": "arn:aws:secretsmanager:ap-southeast-1:0:secret:map"}


def test_nobody_is_asked_about_addresses_unless_the_operator_chooses_somebody() -> None:
    assert settings.bus_lookup(GOOD).geocoding == settings.Geocoding()
    assert settings.bus_lookup(GOOD | GEOCODER).geocoding == settings.Geocoding(
        "google", key_arn=GEOCODER["GEOCODER_KEY_ARN"]
    )
    more = {
        "GEOCODER": "nominatim",
        "GEOCODER_URL": "https://map.city.example/",
        "GEOCODER_AREA": "Đà Nẵng, Việt Nam",
        "GEOCODER_CONTACT": "it@city.example",
        "GEOCODER_KEEP_DAYS": "7",
    }
    assert settings.bus_lookup(GOOD | more).geocoding == settings.Geocoding(
        "nominatim", "https://map.city.example", "", "Đà Nẵng, Việt Nam", "it@city.example", 7
    )


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("GEOCODER", "yandex", "nominatim, goong, vietmap, google"),
        ("GEOCODER", "nominatim", "GEOCODER_CONTACT is empty"),
        ("GEOCODER_KEY_ARN", "", "google wants a key"),
        ("GEOCODER_URL", "map.city.example", "https://"),
        ("GEOCODER_CONTACT", "it@city.example\r\nx: y", "a mail or a page"),
        ("GEOCODER_CONTACT", "Thành phố", "a mail or a page"),
        ("GEOCODER_KEEP_DAYS", "a month", "a number of days"),
        ("GEOCODER_KEEP_DAYS", "-1", "a number of days"),
    ],
)
def test_a_bad_geocoder_is_named_with_what_it_should_be(name: str, value: str, says: str) -> None:
    with pytest.raises(BadSetting, match=name) as bad:
        settings.bus_lookup(GOOD | GEOCODER | {name: value})

    assert says in str(bad.value)


def test_the_command_line_has_the_key_itself() -> None:
    key = {"GEOCODER_KEY": "k"}

    assert settings.geocoder_by_hand("", {}) == (settings.Geocoding(), "")
    assert settings.geocoder_by_hand("goong", key) == (settings.Geocoding("goong"), "k")
    assert settings.geocoder_by_hand("", {"GEOCODER": "google", **key}) == (settings.Geocoding("google"), "k")
    with pytest.raises(BadSetting, match="GEOCODER_KEY is empty"):
        settings.geocoder_by_hand("goong", {})


def test_the_night_is_as_the_operator_has_it() -> None:
    assert settings.sync(GOOD | {"QUIET_HOURS": "21-7"}).quiet == (21, 7)
    assert settings.sync(GOOD | {"QUIET_HOURS": ""}).quiet == (0, 0)


def test_a_city_has_topics_of_its_own() -> None:
    topics = settings.desk(GOOD | {"CITY_TOPICS": "tourism=Du lịch/Tourism; market = Chợ phiên ;"}).own_topics

    assert topics == (("tourism", "Du lịch", "Tourism"), ("market", "Chợ phiên", "Chợ phiên"))
    assert settings.desk(GOOD).own_topics == ()


@pytest.mark.parametrize("topics", ["tourism", "=Du lịch", "du lịch=Du lịch", "a=A; a=B", "a#b=A"])
def test_a_topic_that_is_none_is_named(topics: str) -> None:
    with pytest.raises(BadSetting, match="such as tourism="):
        settings.desk(GOOD | {"CITY_TOPICS": topics})
