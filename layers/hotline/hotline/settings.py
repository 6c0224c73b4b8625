"""What each function is told: the only reader of the environment.

`webhook()`, `bus_lookup()`, `dossier_lookup()`, `dossier_intake()`, `desk()` and `sync()` read what their function
needs and nothing else; each raises BadSetting for the first value that cannot be used, with what it should be.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from hotline.errors import BadSetting

STAGES = ("prod", "staging", "local")
GEOCODERS = ("nominatim", "goong", "vietmap", "google")
DOSSIER_SOURCES = ("file", "danang", "exchange", "igate", "pushed")
DISCLOSURES = ("masked", "verified", "full")


@dataclass(frozen=True, slots=True)
class Clock:
    """The time that answers are given for, UTC: the real one, or in the local stage one that was set and runs on.

    `ahead` is how far it is from the real time. Leases, locks and lives are counted in real time, never in this one.
    """

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        """Now."""
        return datetime.now(UTC) + self.ahead


@dataclass(frozen=True, slots=True)
class Zalo:
    """Our app and our OA. `secret` is the ARN or name of the Secrets Manager secret."""

    app_id: str
    oa_id: str
    secret: str


@dataclass(frozen=True, slots=True)
class ZaloPlatform:
    """Where replies go and where tokens come from; without a slash at the end."""

    api_url: str
    oauth_url: str


@dataclass(frozen=True, slots=True)
class Functions:
    """Names or ARNs of the functions that answer."""

    bus_lookup: str
    dossier_lookup: str
    desk: str


@dataclass(frozen=True, slots=True)
class DossierSource:
    """Who keeps the dossiers, one of DOSSIER_SOURCES.

    `file` is where an export is, for "file"; "" where nobody has said so yet. For the systems that are asked, `urls`
    are their addresses, `login_url` where a session or a token comes from ("" for where the system has it as a rule),
    and `secret` the ARN or name of the secret with our account there. `fresh_s` is how old an answer of theirs may be.
    """

    name: str = "file"
    file: str = ""
    urls: tuple[str, ...] = ()
    login_url: str = ""
    secret: str = ""
    fresh_s: int = 600


@dataclass(frozen=True, slots=True)
class DossierRules:
    """Who may read a name (one of DISCLOSURES); codes that a person may ask for in an hour, and all in a minute."""

    disclosure: str
    person_limit: int
    line_limit: int


@dataclass(frozen=True, slots=True)
class Realtime:
    """Live feeds: none, unless an operator names some.

    `key_header` is the header that their server wants a key in, "" for none; the key is the field `feed_key` of the
    secret `key_arn`.
    """

    urls: tuple[str, ...] = ()
    key_header: str = ""
    key_arn: str = ""


@dataclass(frozen=True, slots=True)
class Geocoding:
    """Who is asked about addresses that the feed does not name: nobody, unless an operator chooses a provider.

    `url` is "" for the provider's public server; the key is the field `geocoder_key` of the secret `key_arn`; `area`
    is the city that is asked with each address; `contact` says who we are; `keep_days` None is as the provider's terms
    have it.
    """

    provider: str = ""
    url: str = ""
    key_arn: str = ""
    area: str = ""
    contact: str = ""
    keep_days: int | None = None


@dataclass(frozen=True, slots=True)
class Webhook:
    """`citizens` and `inbox` are table names."""

    inbox: str
    citizens: str
    zalo: Zalo
    functions: Functions


@dataclass(frozen=True, slots=True)
class BusLookup:
    """`cache`, `channels`, `citizens` and `inbox` are table names; `phone` is the line to call."""

    inbox: str
    citizens: str
    cache: str
    channels: str
    zalo: Zalo
    platform: ZaloPlatform
    phone: str
    clock: Clock
    realtime: Realtime
    geocoding: Geocoding


@dataclass(frozen=True, slots=True)
class DossierLookup:
    """`cache`, `channels`, `citizens` and `inbox` are table names; `phone` is the line to call."""

    inbox: str
    citizens: str
    cache: str
    channels: str
    zalo: Zalo
    platform: ZaloPlatform
    phone: str
    clock: Clock
    source: DossierSource
    rules: DossierRules
    watch_every: timedelta


@dataclass(frozen=True, slots=True)
class DossierIntake:
    """`cache` is a table name; `secret` the ARN or name of the secret that the exchange shows."""

    cache: str
    secret: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class Desk:
    """`channels`, `citizens` and `inbox` are table names; `phone` is the line to call.

    `own_topics` are what this city tells of besides `lexicon.topics`: key, Vietnamese and English name.
    """

    inbox: str
    citizens: str
    channels: str
    zalo: Zalo
    platform: ZaloPlatform
    phone: str
    clock: Clock
    own_topics: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Sync:
    """`feed_url` is "" where nobody has said yet which timetable is ours; `dead_letters` is a queue's URL.

    `watch_every` is how often an office is asked about a dossier that somebody follows; in `quiet` hours nothing begins
    that is not urgent: hours of the day, the same twice for none.
    """

    inbox: str
    citizens: str
    cache: str
    channels: str
    dead_letters: str
    feed_url: str
    functions: Functions
    zalo: Zalo
    platform: ZaloPlatform
    phone: str
    clock: Clock
    is_local: bool
    realtime: Realtime
    dossiers: DossierSource
    watch_every: timedelta
    notices: str
    urgent_queue: str
    bulk_queue: str
    quiet: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`notices` and `channels` are table names; `every_s` is how long one message takes of the account's rate."""

    notices: str
    channels: str
    zalo: Zalo
    platform: ZaloPlatform
    every_s: float


def webhook(environment: Mapping[str, str] = os.environ) -> Webhook:
    """For the function that takes deliveries."""
    read = _Reader(environment)
    return Webhook(read.name("INBOX_TABLE"), read.name("CITIZENS_TABLE"), read.zalo(), read.functions())


def bus_lookup(environment: Mapping[str, str] = os.environ) -> BusLookup:
    """For the function that answers about buses."""
    read = _Reader(environment)
    return BusLookup(
        inbox=read.name("INBOX_TABLE"),
        citizens=read.name("CITIZENS_TABLE"),
        cache=read.name("CACHE_TABLE"),
        channels=read.name("CHANNELS_TABLE"),
        zalo=read.zalo(),
        platform=read.platform(),
        phone=read.name("HOTLINE_NUMBER"),
        clock=read.clock(),
        realtime=read.realtime(),
        geocoding=read.geocoding("GEOCODER_KEY_ARN"),
    )


def dossier_lookup(environment: Mapping[str, str] = os.environ) -> DossierLookup:
    """For the function that answers about dossiers."""
    read = _Reader(environment)
    return DossierLookup(
        inbox=read.name("INBOX_TABLE"),
        citizens=read.name("CITIZENS_TABLE"),
        cache=read.name("CACHE_TABLE"),
        channels=read.name("CHANNELS_TABLE"),
        zalo=read.zalo(),
        platform=read.platform(),
        phone=read.name("HOTLINE_NUMBER"),
        clock=read.clock(),
        source=read.dossier_source(),
        rules=read.dossier_rules(),
        watch_every=read.watch_every(),
    )


def dossier_intake(environment: Mapping[str, str] = os.environ) -> DossierIntake:
    """For the function that takes dossiers in."""
    read = _Reader(environment)
    return DossierIntake(read.name("CACHE_TABLE"), read.name("DOSSIER_PUSH_SECRET"), read.clock())


def desk(environment: Mapping[str, str] = os.environ) -> Desk:
    """For the function that answers what needs no lookup."""
    read = _Reader(environment)
    return Desk(
        inbox=read.name("INBOX_TABLE"),
        citizens=read.name("CITIZENS_TABLE"),
        channels=read.name("CHANNELS_TABLE"),
        zalo=read.zalo(),
        platform=read.platform(),
        phone=read.name("HOTLINE_NUMBER"),
        clock=read.clock(),
        own_topics=read.own_topics(),
    )


def broadcast(environment: Mapping[str, str] = os.environ) -> Broadcast:
    """For the function that sends notices."""
    read = _Reader(environment)
    return Broadcast(
        notices=read.name("NOTICES_TABLE"),
        channels=read.name("CHANNELS_TABLE"),
        zalo=read.zalo(),
        platform=read.platform(),
        every_s=read.every("MESSAGES_A_MINUTE"),
    )


def sync(environment: Mapping[str, str] = os.environ) -> Sync:
    """For the function behind the citizen's way."""
    read = _Reader(environment)
    return Sync(
        inbox=read.name("INBOX_TABLE"),
        citizens=read.name("CITIZENS_TABLE"),
        cache=read.name("CACHE_TABLE"),
        channels=read.name("CHANNELS_TABLE"),
        dead_letters=read.url("DEAD_LETTERS_QUEUE"),
        feed_url=read.feed_url(),
        functions=read.functions(),
        zalo=read.zalo(),
        platform=read.platform(),
        phone=read.name("HOTLINE_NUMBER"),
        clock=read.clock(),
        is_local=read.stage() == "local",
        realtime=read.realtime(),
        dossiers=read.dossier_source(),
        watch_every=read.watch_every(),
        notices=read.name("NOTICES_TABLE"),
        urgent_queue=read.url("URGENT_QUEUE"),
        bulk_queue=read.url("BULK_QUEUE"),
        quiet=read.quiet_hours(),
    )


def geocoder_by_hand(provider: str, environment: Mapping[str, str] = os.environ) -> tuple[Geocoding, str]:
    """For the command line: a geocoder ("" for the environment's) and its key, which is GEOCODER_KEY there."""
    read = _Reader({**environment, "GEOCODER": provider} if provider else environment)
    return replace(read.geocoding("GEOCODER_KEY"), key_arn=""), environment.get("GEOCODER_KEY", "")


def own_topics(setting: str) -> tuple[tuple[str, str, str], ...]:
    """The city's own topics (key, name, English name) of "tourism=Du lịch/Tourism; market=Chợ phiên"."""
    found: dict[str, tuple[str, str, str]] = {}
    for written in filter(None, map(str.strip, setting.split(";"))):
        key, _, names = written.partition("=")
        vi, _, en = (part.strip() for part in names.partition("/"))
        key = key.strip()
        if not (key.isascii() and key.isalnum() and vi and len(written) <= 120) or key in found:
            raise BadSetting(
                f"CITY_TOPICS has {written!r}: each should be a new key of letters, = and a name, such as "
                "tourism=Du lịch/Tourism, with ; between two"
            )
        found[key] = (key, vi, en or vi)
    return tuple(found.values())


class _Reader:
    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def _value(self, name: str) -> str:
        return self._environment.get(name, "").strip()

    def name(self, name: str) -> str:
        if not (value := self._value(name)):
            raise BadSetting(f"{name} is empty: the template sets it")
        return value

    def stage(self) -> str:
        return self._one_of("STAGE", STAGES)

    def _one_of(self, name: str, known: tuple[str, ...]) -> str:
        if (value := self.name(name)) not in known:
            raise BadSetting(f"{name} is {value!r}: it should be one of {', '.join(known)}")
        return value

    def _count(self, name: str) -> int:
        value = self._digits(name)
        if not 1 <= int(value) <= 1_000_000:
            raise BadSetting(f"{name} is {value!r}: it should be 1 or more")
        return int(value)

    def url(self, name: str) -> str:
        value = self.name(name)
        if not value.startswith(("https://", "http://")):
            raise BadSetting(f"{name} is {value!r}: it should begin with https:// or http://")
        return value.rstrip("/")

    def feed_url(self) -> str:
        value = self._value("FEED_URL")
        if value.startswith("file://") and self.stage() != "local":
            raise BadSetting(f"FEED_URL is {value!r}: a file can be read in the local stage alone")
        if value and not value.startswith(("https://", "http://", "s3://", "file://")):
            raise BadSetting(f"FEED_URL is {value!r}: it should begin with https://, http:// or s3://")
        return value

    def realtime(self) -> Realtime:
        urls = tuple(self._value("FEED_REALTIME_URLS").split())
        for url in urls:
            if not url.removeprefix("ebms+").startswith(("https://", "http://")):
                raise BadSetting(
                    f"FEED_REALTIME_URLS has {url!r}: each should begin with https:// or http://, or with ebms+https://"
                )
        header, arn = self._value("FEED_KEY_HEADER"), self._value("FEED_KEY_ARN")
        if bool(header) != bool(arn):
            raise BadSetting("FEED_KEY_HEADER and FEED_KEY_ARN go together: set both, or neither")
        return Realtime(urls, header, arn)

    def geocoding(self, key_name: str) -> Geocoding:
        """`key_name` is what holds the key, or says where it is."""
        provider, key, contact = (self._value(name) for name in ("GEOCODER", key_name, "GEOCODER_CONTACT"))
        url = self.url("GEOCODER_URL") if self._value("GEOCODER_URL") else ""
        area, keep_days = self._value("GEOCODER_AREA"), self._days("GEOCODER_KEEP_DAYS")
        if not provider:
            return Geocoding()
        if provider not in GEOCODERS:
            raise BadSetting(f"GEOCODER is {provider!r}: it should be one of {', '.join(GEOCODERS)}, or empty")
        if provider == "nominatim" and not contact:
            raise BadSetting("GEOCODER_CONTACT is empty: Nominatim wants to know whom to write to, a mail or a page")
        if provider != "nominatim" and not key:
            raise BadSetting(f"{key_name} is empty: {provider} wants a key")
        if not contact.isascii() or not contact.isprintable():
            raise BadSetting(f"GEOCODER_CONTACT is {contact!r}: it should be a mail or a page")
        return Geocoding(provider, url, key, area, contact, keep_days)

    def zalo(self) -> Zalo:
        return Zalo(self._digits("ZALO_APP_ID"), self._digits("ZALO_OA_ID"), self.name("ZALO_SECRET"))

    def platform(self) -> ZaloPlatform:
        return ZaloPlatform(self.url("ZALO_API_URL"), self.url("ZALO_OAUTH_URL"))

    def functions(self) -> Functions:
        names = ("BUS_LOOKUP_FUNCTION", "DOSSIER_LOOKUP_FUNCTION", "DESK_FUNCTION")
        return Functions(*map(self.name, names))

    def dossier_source(self) -> DossierSource:
        name = self._one_of("DOSSIER_SOURCE", DOSSIER_SOURCES)
        urls, login_url = self._value("DOSSIER_URL").split(), self._value("DOSSIER_LOGIN_URL")
        for url in (*urls, *([login_url] if login_url else [])):
            if not url.startswith(("https://", "http://")):
                raise BadSetting(
                    f"DOSSIER_URL or DOSSIER_LOGIN_URL has {url!r}: it should begin with https:// or http://"
                )
        if name in ("danang", "exchange", "igate") and not urls:
            raise BadSetting(f"DOSSIER_URL is empty: {name} should have the address of its server")
        fresh_s = 60 * self._count("DOSSIER_FRESH_MINUTES")
        file, secret = self._dossier_file(), self.name("DOSSIER_SECRET")
        return DossierSource(name, file if name == "file" else "", tuple(urls), login_url, secret, fresh_s)

    def _dossier_file(self) -> str:
        value = self._value("DOSSIER_FILE")
        if value.startswith("file://") and self.stage() != "local":
            raise BadSetting(f"DOSSIER_FILE is {value!r}: a file can be read in the local stage alone")
        if value and not value.startswith(("s3://", "file://")):
            raise BadSetting(f"DOSSIER_FILE is {value!r}: it should begin with s3://")
        return value

    def dossier_rules(self) -> DossierRules:
        disclosure = self._one_of("DOSSIER_DISCLOSURE", DISCLOSURES)
        return DossierRules(disclosure, self._count("DOSSIER_PERSON_LIMIT"), self._count("DOSSIER_LINE_LIMIT"))

    def watch_every(self) -> timedelta:
        # A city's office is asked by day alone: longer than four hours, and some days would have one question.
        if not 5 <= (minutes := self._count("WATCH_MINUTES")) <= 240:
            raise BadSetting(f"WATCH_MINUTES is '{minutes}': it should be from 5 to 240")
        return timedelta(minutes=minutes)

    def quiet_hours(self) -> tuple[int, int]:
        if not (value := self._value("QUIET_HOURS")):
            return 0, 0
        begins, _, ends = value.partition("-")
        if not all(hour.isascii() and hour.isdecimal() and int(hour) < 24 for hour in (begins, ends)):
            raise BadSetting(f"QUIET_HOURS is {value!r}: it should be two hours of the day such as 22-6, or empty")
        return int(begins), int(ends)

    def own_topics(self) -> tuple[tuple[str, str, str], ...]:
        """The city's own: "tourism=Du lịch/Tourism; market=Chợ phiên/Markets"."""
        return own_topics(self._value("CITY_TOPICS"))

    def clock(self) -> Clock:
        if not self._value("HOTLINE_NOW"):
            return Clock()
        if (stage := self.stage()) != "local":
            raise BadSetting(f"HOTLINE_NOW is set and STAGE is {stage!r}: a clock can be set in the local stage alone")
        shown = self._moment("HOTLINE_NOW")
        since = self._moment("HOTLINE_NOW_SINCE") if self._value("HOTLINE_NOW_SINCE") else datetime.now(UTC)
        return Clock(shown - since)

    def _days(self, name: str) -> int | None:
        if not (value := self._value(name)):
            return None
        if not (value.isascii() and value.isdecimal() and len(value) <= 4):
            raise BadSetting(f"{name} is {value!r}: it should be a number of days, 0 to keep nothing")
        return int(value)

    def every(self, name: str) -> float:
        """Seconds for each, of how many there may be in a minute; 0 for no limit."""
        count = int(self._digits(name))
        return 60 / count if count else 0

    def _digits(self, name: str) -> str:
        value = self.name(name)
        if not (value.isascii() and value.isdecimal()):
            raise BadSetting(f"{name} is {value!r}: it should be digits alone")
        return value

    def _moment(self, name: str) -> datetime:
        value = self._value(name)
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise BadSetting(f"{name} is {value!r}: it should be an ISO time with its offset, 2026-11-24T07:55+07:00")
        return moment
