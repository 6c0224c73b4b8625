"""`hotline ask`: the answer that a citizen would read, from the same code, with no stack."""

import argparse
import json
import sys
from contextlib import redirect_stdout
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from hotline import settings
from hotline.cli import dossiers, feeds
from hotline.errors import Refused
from hotline.messages import Button, Inbound, Location, Recipient, Reply
from hotline.routing import Understood, understand
from hotline.services.bus import service as bus
from hotline.services.bus.departures import Departure, Known
from hotline.services.bus.itineraries import BusRide, Itinerary, Walk
from hotline.services.bus.queries import BusQuery, Coordinates
from hotline.services.bus.timetable import Timetable
from hotline.services.desk import service as desk
from hotline.services.privacy import service as privacy
from hotline.zone import VIETNAM

if TYPE_CHECKING:
    from hotline.services.dossier.queries import DossierQuery
    from hotline.services.privacy.queries import PrivacyQuery

PHONE = "1022"


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds the command."""
    parser = commands.add_parser("ask", help="answer one message as a citizen would read it", description=__doc__)
    parser.add_argument("text", nargs="?", default="", metavar="TEXT", help="what the citizen writes")
    parser.add_argument("--location", type=_location, metavar="LAT,LON", help="a shared location, degrees")
    parser.add_argument("--feed", type=Path, metavar="ZIP", help="a GTFS zip or folder (default: the sample)")
    parser.add_argument("--dossiers", type=Path, metavar="FILE", help="an export, CSV or JSON (default: the sample)")
    parser.add_argument("--at", type=_moment, metavar="ISO", help="when; without a zone: the city's (default: now)")
    parser.add_argument("--lang", choices=("vi", "en"), help="the language (default: the message's)")
    parser.add_argument("--phone", default=PHONE, help="the city's line (default: %(default)s)")
    parser.add_argument(
        "--geocoder",
        choices=settings.GEOCODERS,
        default="",
        help="whom to ask about addresses that the feed does not name (default: GEOCODER, or nobody); "
        "see docs/operating.md for GEOCODER_KEY, GEOCODER_CONTACT, GEOCODER_AREA",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the answer."""
    if not options.text.strip() and options.location is None:
        raise Refused("ask takes a TEXT or --location LAT,LON; `hotline ask --help` shows both")
    understood = _understood(options.text, options.location)
    lang = options.lang or understood.lang
    found: dict[str, Any] = {}
    if understood.service == "bus":
        geocoding = settings.geocoder_by_hand(options.geocoder)
        timetable = feeds.timetable(options.feed)
        now = _now(options.at, timetable.timezone)
        answer = _answer(cast("BusQuery", understood.query), timetable, now, lang, options.phone, geocoding)
    elif understood.service == "dossier":
        now = _now(options.at, VIETNAM)
        looked_up = dossiers.answer(cast("DossierQuery", understood.query), options.dossiers, now, lang, options.phone)
        answer, found = bus.Answer(looked_up.reply), {"dossier": looked_up.dossier}
    else:
        answer = bus.Answer(_said_at_the_desk(understood, options.text, lang, options.phone))
    if options.json:
        print(json.dumps(to_json(understood, answer) | found, ensure_ascii=False))
    else:
        _print(answer)
    return 0


def _said_at_the_desk(understood: Understood, text: str, lang: str, phone: str) -> Reply:
    if understood.service == "privacy":
        asks_to_erase = cast("PrivacyQuery", understood.query).kind != "export"
        return privacy.ask(lang) if asks_to_erase else privacy.export((), lang, phone)
    inbound = Inbound(Recipient("cli", ""), "", datetime.now(UTC), text=text)
    return desk.answer(understood.service, inbound, lang, phone, urgent=understood.urgent)


def _answer(
    query: BusQuery,
    timetable: Timetable,
    now: datetime,
    lang: str,
    phone: str,
    geocoding: tuple[settings.Geocoding, str],
) -> bus.Answer:
    answer = bus.answer(query, timetable, now, lang, phone)
    told, key = geocoding
    if not (answer.unknown and told.provider):
        return answer
    # It loads httpx and botocore, which nothing else here needs.
    from hotline.entrypoints.geocoding import KeepsNothing, asking
    from hotline.observability import Calls

    geocode = asking(told, lambda: key, KeepsNothing(), Calls())
    with redirect_stdout(sys.stderr):  # a failure is a line of the log, which is no part of the answer
        geocodes = geocode(timetable, answer.unknown)
    return bus.answer(query, timetable, now, lang, phone, geocodes=geocodes)


def to_json(understood: Understood, answer: bus.Answer) -> dict[str, Any]:
    """The answer as scripts read it; `query.location` is [lat, lon] of what was found, or None."""
    body = understood.to_json()
    found = answer.location
    body["query"]["location"] = [found.lat, found.lon] if found else None
    body["text"] = answer.reply.text
    body["buttons"] = [_button(button) for button in answer.reply.buttons]
    body["departures"] = [_departure(departure, walk_m) for departure, walk_m in answer.departures]
    body["journeys"] = [_journey(one) for one in answer.journeys]
    return body


def _understood(text: str, location: Location | None) -> Understood:
    if location is None:
        return understand(text)
    return Understood("bus", Coordinates(location, shared=True), lang=understand(text).lang if text else "vi")


def _now(at: datetime | None, timezone: tzinfo) -> datetime:
    if at is None:
        return datetime.now(timezone)
    return at if at.tzinfo else at.replace(tzinfo=timezone)


def _button(button: Button) -> dict[str, str]:
    kind = "says" if button.says else "url" if button.url else "phone"
    return {"title": button.title, kind: getattr(button, kind)}


def _departure(departure: Departure, walk_m: int | None) -> dict[str, Any]:
    return {
        "stop_id": departure.stop_id,
        "stop_name": departure.stop_name,
        "route": departure.route,
        "headsign": departure.headsign,
        "kind": departure.known.value,
        "time": _iso(departure.time),
        "headway_min": list(departure.headway) if departure.headway else None,
        "first": f"{departure.first:%H:%M}" if departure.first else None,
        "last": f"{departure.last:%H:%M}" if departure.last else None,
        "walk_m": walk_m,
        "wheelchair": departure.wheelchair,
    }


def _journey(one: Itinerary) -> dict[str, Any]:
    return {
        "departs": _iso(one.departs),
        "arrives": _iso(one.arrives),
        "minutes": list(one.minutes),
        "changes": one.changes,
        "legs": [_walk(leg) if isinstance(leg, Walk) else _ride(leg) for leg in one.legs],
    }


def _walk(leg: Walk) -> dict[str, Any]:
    return {"kind": "walk", "metres": leg.metres, "minutes": leg.minutes}


def _ride(leg: BusRide) -> dict[str, Any]:
    return {
        "kind": (Known.LIVE if leg.departs_predicted_at else Known.TIMETABLE if leg.departs else Known.HEADWAY).value,
        "route": leg.route,
        "headsign": leg.headsign,
        "from_stop_id": leg.from_stop_id,
        "from_stop_name": leg.from_stop,
        "to_stop_id": leg.to_stop_id,
        "to_stop_name": leg.to_stop,
        "departs": _iso(leg.departs),
        "arrives": _iso(leg.arrives),
        "headway_min": list(leg.headway) if leg.headway else None,
        "not_before": _iso(leg.not_before),
        "minutes": leg.minutes,
        "if_caught": leg.is_doubtful,
        "wheelchair": leg.wheelchair,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _print(answer: bus.Answer) -> None:
    print(answer.reply.text)
    for button in answer.reply.buttons:
        print(f"  [{button.title}]")


def _location(text: str) -> Location:
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not LAT,LON such as 16.0678,108.2208") from None
    location = Location(lat, lon)
    if not location.is_on_earth:
        raise argparse.ArgumentTypeError(f"{text!r} is not on earth: latitude -90 to 90, longitude -180 to 180")
    return location


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not an ISO time such as 2026-11-24T07:30") from None
