"""What `make run` was told: the environment and the command line."""

import argparse
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

PROJECT = Path(__file__).resolve().parents[2]
SAMPLE = Path(__file__).with_name("sample")
MOVED = "sample"
"""The live data of the sample, whose buses are moved here."""
# Of a time that is given without one.
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

HELP = """\
Starts the local stack: the template's functions, tables, queues and schedules on a local AWS, and a phone to talk to
them with. Ctrl-C stops all of it.

Environment:
  PORT                 the chat page's port on 127.0.0.1 (8022)
  FEED                 the timetable: path or address of a GTFS zip (the sample that ships)
  FEED_REALTIME        its live data: path or address of a GTFS-Realtime feed, or none (for the sample: buses that this
                       program moves; for another FEED: none)
  DOSSIERS             an export of dossiers, CSV or JSON (60 made-up ones)
  HOTLINE_NOW          ISO time at which the stack's clock starts, such as 2026-11-24T07:55 in Vietnam (now)
  ZALO_API_URL         where replies go (the chat page's own platform)
  ZALO_OAUTH_URL       where tokens come from (the chat page's own platform)
  ZALO_APP_ID, ZALO_OA_ID, ZALO_OA_SECRET_KEY
                       the app and the OA that events are signed for (the secret: a new one at each start)
  ZALO_APP_SECRET, ZALO_REFRESH_TOKEN
                       what ZALO_OAUTH_URL wants for the first access token (made up)
"""


class StackError(Exception):
    """The stack cannot start; the message says why and what to do about it."""


@dataclass(frozen=True, slots=True)
class ZaloApp:
    """The app and the OA that events are signed for. Ids are digits, kept as text.

    `refresh_token` is "" where the stack's own platform grants one.
    """

    app_id: str
    oa_id: str
    oa_secret_key: str
    app_secret: str = ""
    refresh_token: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What to start.

    `feed` is an http(s) address or the path of a zip or a folder of GTFS tables. `realtime` is http(s) addresses with
    spaces between them, the path of a GTFS-Realtime message, MOVED, or "" for no live data. `dossiers` is the path of
    an export, None for the sample. `now` is aware; None is the real time. `api_url` and `oauth_url` are "" for the
    stack's own platform. `directory` holds everything that is written. `enforces_roles` makes the local AWS refuse what
    the template's roles do not allow, and whoever has other credentials than test/test.
    """

    port: int
    feed: str
    realtime: str
    dossiers: Path | None
    zalo: ZaloApp
    api_url: str
    oauth_url: str
    now: datetime | None
    directory: Path
    enforces_roles: bool = False


def read(arguments: Sequence[str], environment: Mapping[str, str]) -> Options:
    """The options; `StackError` names the first value that cannot be used."""
    parser = argparse.ArgumentParser(
        prog="make run", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--directory", type=Path, default=PROJECT / ".local", help="where to write (.local)")
    parser.add_argument("--enforce-roles", action="store_true", help="refuse what the template's roles do not allow")
    given = parser.parse_args(arguments)
    feed = _feed(environment.get("FEED") or str(SAMPLE))
    return Options(
        port=_port(environment.get("PORT") or "8022"),
        feed=feed,
        realtime=_realtime(environment.get("FEED_REALTIME", "").strip(), is_sample=feed == str(SAMPLE)),
        dossiers=_dossiers(environment.get("DOSSIERS", "")),
        zalo=ZaloApp(
            _digits("ZALO_APP_ID", environment.get("ZALO_APP_ID") or "1022240000000000001"),
            _digits("ZALO_OA_ID", environment.get("ZALO_OA_ID") or "1022240000000000002"),
            environment.get("ZALO_OA_SECRET_KEY") or secrets.token_urlsafe(15),
            environment.get("ZALO_APP_SECRET") or secrets.token_urlsafe(15),
            environment.get("ZALO_REFRESH_TOKEN", ""),
        ),
        api_url=_address("ZALO_API_URL", environment.get("ZALO_API_URL", "")),
        oauth_url=_address("ZALO_OAUTH_URL", environment.get("ZALO_OAUTH_URL", "")),
        now=_moment(environment.get("HOTLINE_NOW", "")),
        directory=given.directory.resolve(),
        enforces_roles=given.enforce_roles,
    )


def _port(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise StackError(f"PORT={value!r} is no port: give a number from 1 to 65535")
    return int(value)


def _digits(name: str, value: str) -> str:
    if not (value.isascii() and value.isdigit()):
        raise StackError(f"{name}={value!r} is no Zalo id: give digits only")
    return value


def _address(name: str, value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise StackError(f"{name}={value!r} is no address: give one such as http://127.0.0.1:9000")
    return value.rstrip("/")


def _feed(value: str) -> str:
    if urlsplit(value).scheme in ("http", "https"):
        return _address("FEED", value)
    path = Path(value).expanduser()
    if not path.exists():
        raise StackError(f"FEED={value!r} is not there: give the path or the address of a GTFS zip")
    return str(path.resolve())


def _realtime(value: str, *, is_sample: bool) -> str:
    if value == "none" or not (value or is_sample):
        return ""
    if value in ("", MOVED):
        if not is_sample:
            raise StackError(f"FEED_REALTIME={value!r} is of the sample, and FEED is another timetable: leave one out")
        return MOVED
    if is_address(value):
        for address in value.split():
            _address("FEED_REALTIME", address.removeprefix("ebms+"))
        return value
    path = Path(value).expanduser()
    if not path.is_file():
        raise StackError(f"FEED_REALTIME={value!r} is not there: give the path or the address of a GTFS-Realtime feed")
    return str(path.resolve())


def is_address(value: str) -> bool:
    """Whether FEED_REALTIME is addresses, not a path."""
    return urlsplit(value).scheme in ("http", "https", "ebms+http", "ebms+https")


def _dossiers(value: str) -> Path | None:
    if not value:
        return None
    path = Path(value).expanduser()
    if not path.is_file():
        raise StackError(f"DOSSIERS={value!r} is not there: give the path of an export, CSV or JSON")
    return path.resolve()


def _moment(value: str) -> datetime | None:
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise StackError(f"HOTLINE_NOW={value!r} is no time: give one such as 2026-11-24T07:55") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
