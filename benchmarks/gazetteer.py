"""How well addresses and names are found, how fast, and how much memory the index takes."""

import csv
import io
import json
import random
import statistics
import sys
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.shared import ROOT

from benchmarks.figures import Figure
from hotline.messages import Location
from hotline.services.bus.addresses import address_in, street_key
from hotline.services.bus.departures import Place
from hotline.services.bus.distances import metres
from hotline.services.bus.gazetteer import Found, Gazetteer, compile_gazetteer
from hotline.services.bus.queries import Address
from hotline.text import fold

LETTERS = "abcdefghiklmnopqrstuvxy"
TYPING_ERRORS_EACH = 20
# Shorter ones are initials ("NVL") and names cut off on a pole ("Lê Đ").
SHORTEST = 5

type Stops = Sequence[tuple[str, Location]]


def figures() -> list[Figure]:
    """None where the feeds are absent."""
    city, large = ROOT / "data/gtfs/danang-2022.zip", ROOT / "data/gtfs/nyc-brooklyn.zip"
    queries = ROOT / "data/danang/address_queries.json"
    if not (city.exists() and large.exists() and queries.exists()):
        return []
    stops = _stops(city)
    return [*_addresses(stops, queries), *_held_out(stops), *_typing_errors(stops), *_cost(_stops(large))]


def _stops(feed: Path) -> Stops:
    with zipfile.ZipFile(feed) as packed, packed.open("stops.txt") as file:
        rows = list(csv.DictReader(io.TextIOWrapper(file, "utf-8-sig")))
    return [(row["stop_name"].strip(), Location(float(row["stop_lat"]), float(row["stop_lon"]))) for row in rows]


def _packed(stops: Stops) -> tuple[bytes, list[Place]]:
    places = [Place(at, name, where, (str(at),), (str(at),)) for at, (name, where) in enumerate(stops)]
    return compile_gazetteer([(name, where, at) for at, (name, where) in enumerate(stops)]), places


def _gazetteer(stops: Stops) -> Gazetteer:
    return Gazetteer.load(*_packed(stops))


def _addresses(stops: Stops, queries: Path) -> Iterable[Figure]:
    """One figure for each spelling of data/danang/address_queries.json."""
    where = _gazetteer(stops)
    right: dict[str, list[bool]] = {}
    wrong = 0
    for query in json.loads(queries.read_text("utf-8")):
        address = address_in(query["query"])
        found = where.address(address) if address else ()
        sure = len(found) == 1
        near = sure and metres(found[0].location, Location(query["lat"], query["lon"])) <= 300
        right.setdefault(query["style"], []).append(near)
        wrong += sure and not near
        if not near:
            _miss(query["query"], found)
    method = "data/danang/address_queries.json on danang-2022: one answer within 300 m of the stop"
    for style, all_of in right.items():
        share = statistics.mean(all_of)
        yield Figure(f"addresses, {style}", 100 * share, "%", method, "≥ 95", share >= 0.95)
    yield Figure("addresses, one answer further off", wrong, "", method, "0", wrong == 0)


def _held_out(stops: Stops) -> Iterable[Figure]:
    """The addresses that are names of stops, from the other half of the stops; all count, gone streets too."""
    errors: list[float] = []
    answered: list[float] = []
    for kept in (0, 1):
        where = _gazetteer(stops[kept::2])
        for name, location in stops[1 - kept :: 2]:
            address = address_in(name, behind=False)
            if not address or not address.number:
                continue
            found = where.address(address)
            error = metres(found[0].location, location) if len(found) == 1 else float("inf")
            errors.append(error)
            answered += [error] if len(found) == 1 else []
            if error > 500:
                _miss(f"{name} ({error:.0f} m)", found)
    method = f"every second stop taken out, both ways: {len(errors)} addresses, {len(answered)} with one answer"
    for limit, aim in ((300, 70), (500, 82)):
        share = 100 * sum(error <= limit for error in errors) / len(errors)
        yield Figure(f"taken out, within {limit} m", share, "%", method, f"≥ {aim}", share >= aim)
    for limit in (300, 500):
        share = 100 * sum(error <= limit for error in answered) / len(answered)
        yield Figure(f"taken out, of those answered within {limit} m", share, "%", method)


def _typing_errors(stops: Stops) -> Iterable[Figure]:
    where = _gazetteer(stops)
    addresses = [address for name, _ in stops if (address := address_in(name, behind=False))]
    names = {address.street: address for address in addresses if len(street_key(address.street)) >= SHORTEST}
    chance = random.Random(7)  # noqa: S311 - repeatable slips, no secrets
    sure = among = total = 0
    spent: list[float] = []
    for address in names.values():
        right = where.address(address)
        for typed in (address.street, fold(address.street)) if len(right) == 1 else ():
            for slip in (_slip(typed, chance) for _ in range(TYPING_ERRORS_EACH)):
                started = time.process_time()
                found = where.address(Address(slip, address.number))
                spent.append(time.process_time() - started)
                near = [metres(one.location, right[0].location) <= 300 for one in found]
                total += 1
                among += any(near)
                sure += near == [True]
                if not any(near):
                    _miss(f"{slip} for {typed}", found)
    method = f"{total} names of streets with one letter put in, left out, changed or swapped, half without accents"
    yield Figure("a slip in the street, found", 100 * among / total, "%", method, "≥ 98", among / total >= 0.98)
    yield Figure("a slip in the street, one answer", 100 * sure / total, "%", method)
    median = 1000 * statistics.median(spent)
    yield Figure("CPU for a misspelled address, median", median, "ms", method, "≤ 1", median <= 1)


def _slip(name: str, chance: random.Random) -> str:
    while True:
        at = chance.randrange(len(name))
        kind = chance.randrange(4)
        letter = chance.choice(LETTERS)
        middle = ("", letter, letter + name[at], name[at + 1 : at + 2] + name[at])[kind]
        slip = " ".join((name[:at] + middle + name[at + 1 + (kind == 3) :]).split())
        if slip not in {"", name}:
            return slip


def _cost(stops: Stops) -> Iterable[Figure]:
    data, places = _packed(stops)
    method = f"nyc-brooklyn, {len(stops):,} names; process time; memory by tracemalloc"
    yield Figure("index, as stored", len(zlib.compress(data)) / 1000, "kB", method)
    firsts = []
    for _ in range(7):
        started = time.process_time()
        Gazetteer.load(data, places).named("nostrand av")
        firsts.append(time.process_time() - started)
    first = 1000 * statistics.median(firsts)
    yield Figure("first question, index unpacked", first, "ms", method, "≤ 10", first <= 10)
    tracemalloc.start()
    where = Gazetteer.load(data, places)
    where.named("nostrnd av")
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    yield Figure("index, unpacked", held / 1e6, "MB", method)
    spent = []
    chance = random.Random(3)  # noqa: S311
    for name, _ in chance.sample(list(stops), 500):
        words = name.split("/")[0]
        for asked in (name, words, f"54 {words}", _slip(words, chance)):
            started = time.process_time()
            address = address_in(asked)
            _ = where.address(address) if address else where.named(asked)
            spent.append(1000 * (time.process_time() - started))
    spent.sort()
    median, worst = statistics.median(spent), spent[-len(spent) // 100]
    yield Figure("CPU for a name, median", median, "ms", method, "≤ 1", median <= 1)
    yield Figure("CPU for a name, p99", worst, "ms", method, "≤ 5", worst <= 5)


def _miss(asked: str, found: Sequence[Found]) -> None:
    print(f"  missed: {asked} → {'; '.join(one.label for one in found) or 'nothing'}", file=sys.stderr)
