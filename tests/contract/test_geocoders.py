"""What maps are asked, and how their answers are read: the documented shapes, with values of our own."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from hotline.errors import BadSetting, Unavailable
from hotline.messages import Location
from hotline.services.bus.geocoding import Box, Geocoded, Geocoder
from hotline.services.bus.upstream.geocoding.asking import LIMIT, client
from hotline.services.bus.upstream.geocoding.providers import provider
from hotline.settings import GEOCODERS

BOX = Box(16.0, 108.1, 16.2, 108.3)
ADDRESS = "12 Lê Quang Sung, Đà Nẵng"
KEY = "synthetic-geocoder-key"

NOMINATIM = [
    {
        "place_id": 1,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright",
        "osm_type": "node",
        "osm_id": 2,
        "lat": "16.0655",
        "lon": "108.2085",
        "category": "place",
        "type": "house",
        "place_rank": 30,
        "importance": 0.00001,
        "addresstype": "place",
        "name": "",
        "display_name": "12, Đường Lê Quang Sung, Phường Thanh Khê, Đà Nẵng, Việt Nam",
        "address": {
            "house_number": "12",
            "road": "Đường Lê Quang Sung",
            "suburb": "Phường Thanh Khê",
            "city": "Đà Nẵng",
            "country": "Việt Nam",
            "country_code": "vn",
        },
        "boundingbox": ["16.0654", "16.0656", "108.2084", "108.2086"],
    },
    {
        "lat": "16.0700",
        "lon": "108.2100",
        "addresstype": "suburb",
        "name": "Phường Thanh Khê",
        "display_name": "Phường Thanh Khê, Đà Nẵng, Việt Nam",
        "address": {"suburb": "Phường Thanh Khê", "city": "Đà Nẵng"},
    },
]

GOONG = {
    "plus_code": {},
    "results": [
        {
            "address_components": [{"long_name": "12 Lê Quang Sung", "short_name": "12 Lê Quang Sung"}],
            "formatted_address": "12 Lê Quang Sung, Thạc Gián, Thanh Khê, Đà Nẵng",
            "geometry": {"location": {"lat": 16.0655, "lng": 108.2085}, "boundary": None},
            "place_id": "p1",
            "reference": "p1",
            "compound": {"district": "Thanh Khê", "commune": "Thạc Gián", "province": "Đà Nẵng"},
            "types": [],
        },
        {
            "formatted_address": "Lê Quang Sung, Thanh Khê, Đà Nẵng",
            "geometry": {"location": {"lat": 16.066, "lng": 108.209}},
            "compound": {"district": "Thanh Khê", "commune": "", "province": "Đà Nẵng"},
        },
    ],
    "status": "OK",
}

VIETMAP_SEARCH = [
    {
        "ref_id": "vm:ADDRESS:1",
        "distance": 0.4,
        "address": "Phường Thanh Khê, Thành phố Đà Nẵng",
        "name": "12 Lê Quang Sung",
        "display": "12 Lê Quang Sung, Phường Thanh Khê, Thành phố Đà Nẵng",
    },
    {"ref_id": "vm:ADDRESS:2", "address": "Phường Hải Châu", "display": "12 Lê Quang Đạo, Phường Hải Châu"},
]
VIETMAP_PLACE = {"display": "12 Lê Quang Sung, Phường Thanh Khê", "lat": 16.0655, "lng": 108.2085}

GOOGLE = {
    "results": [
        {
            "address_components": [
                {"long_name": "12", "short_name": "12", "types": ["street_number"]},
                {"long_name": "Lê Quang Sung", "short_name": "Lê Quang Sung", "types": ["route"]},
                {
                    "long_name": "Thanh Khê",
                    "short_name": "Thanh Khê",
                    "types": ["administrative_area_level_2", "political"],
                },
                {"long_name": "Việt Nam", "short_name": "VN", "types": ["country", "political"]},
            ],
            "formatted_address": "12 Lê Quang Sung, Thanh Khê, Đà Nẵng, Việt Nam",
            "geometry": {
                "location": {"lat": 16.0655, "lng": 108.2085},
                "location_type": "ROOFTOP",
                "viewport": {
                    "northeast": {"lat": 16.067, "lng": 108.21},
                    "southwest": {"lat": 16.064, "lng": 108.207},
                },
            },
            "place_id": "p1",
            "types": ["street_address"],
        }
    ],
    "status": "OK",
}

AT = Location(16.0655, 108.2085)
ANSWERS: dict[str, tuple[Any, tuple[Geocoded, ...]]] = {
    "nominatim": (
        NOMINATIM,
        (
            Geocoded(AT, "Đường Lê Quang Sung", "12", "Phường Thanh Khê"),
            Geocoded(Location(16.07, 108.21), "", "", "Phường Thanh Khê"),
        ),
    ),
    "goong": (
        GOONG,
        (
            Geocoded(AT, "Lê Quang Sung", "12", "Thạc Gián"),
            Geocoded(Location(16.066, 108.209), "Lê Quang Sung", "", "Thanh Khê"),
        ),
    ),
    "vietmap": (VIETMAP_SEARCH, (Geocoded(AT, "Lê Quang Sung", "12", "Thanh Khê"),)),
    "google": (GOOGLE, (Geocoded(AT, "Lê Quang Sung", "12", "Thanh Khê"),)),
}

# All that is asked, in order: the path, then every parameter. Nothing here says who asks, or through what.
REQUESTS: dict[str, list[tuple[str, dict[str, str]]]] = {
    "nominatim": [
        (
            "nominatim.openstreetmap.org/search",
            {
                "q": ADDRESS,
                "format": "jsonv2",
                "addressdetails": "1",
                "limit": "5",
                "viewbox": "108.1000,16.2000,108.3000,16.0000",
                "bounded": "1",
                "accept-language": "vi",
            },
        )
    ],
    "goong": [("rsapi.goong.io/geocode", {"address": ADDRESS, "api_key": KEY})],
    "vietmap": [
        ("maps.vietmap.vn/api/search/v4", {"apikey": KEY, "text": ADDRESS, "focus": "16.1000,108.2000"}),
        ("maps.vietmap.vn/api/place/v4", {"apikey": KEY, "refid": "vm:ADDRESS:1"}),
    ],
    "google": [
        (
            "maps.googleapis.com/maps/api/geocode/json",
            {"address": ADDRESS, "bounds": "16.0000,108.1000|16.2000,108.3000", "language": "vi", "key": KEY},
        )
    ],
}


class Server:
    """Answers with a body, and remembers what it was asked."""

    def __init__(self, body: Any, **headers: str) -> None:
        self.body = body
        self.headers = headers
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        body = VIETMAP_PLACE if request.url.path.endswith("/place/v4") else self.body
        return httpx.Response(200, content=json.dumps(body), headers=self.headers)


def geocoder(name: str, serve: Callable[[httpx.Request], httpx.Response]) -> Geocoder:
    terms, connect = provider(name)
    with client("it@city.example") as ours:
        transport = httpx.MockTransport(serve)
        http = httpx.Client(transport=transport, headers=ours.headers, cookies=ours.cookies.jar)
    return connect(http, terms.url, KEY)


@pytest.mark.parametrize("name", GEOCODERS)
def test_its_answer_is_read(name: str) -> None:
    body, found = ANSWERS[name]

    assert geocoder(name, Server(body))(ADDRESS, BOX) == found


@pytest.mark.parametrize("name", GEOCODERS)
def test_the_address_and_where_to_look_are_asked_and_nothing_about_the_citizen(name: str) -> None:
    server = Server(ANSWERS[name][0])
    geocoder(name, server)(ADDRESS, BOX)

    asked = [(f"{one.url.host}{one.url.path}", dict(one.url.params)) for one in server.asked]
    assert asked == REQUESTS[name]
    for request in server.asked:
        assert request.method == "GET"
        assert request.url.scheme == "https"
        assert request.headers["user-agent"] == "hotline-switchboard (it@city.example)"
        assert set(request.headers) == {"host", "accept", "accept-encoding", "connection", "user-agent"}
        assert request.read() == b""


@pytest.mark.parametrize("name", GEOCODERS)
def test_no_cookie_ties_one_question_to_the_next(name: str) -> None:
    server = Server(ANSWERS[name][0], **{"set-cookie": "who=1; Path=/"})
    asks = geocoder(name, server)
    asks(ADDRESS, BOX)
    asks(ADDRESS, BOX)

    assert all("cookie" not in request.headers for request in server.asked)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("nominatim", []),
        ("goong", {"results": [], "status": "ZERO_RESULTS"}),
        ("vietmap", []),
        ("google", {"results": [], "status": "ZERO_RESULTS"}),
    ],
)
def test_an_address_that_it_does_not_know_is_no_error(name: str, body: Any) -> None:
    assert geocoder(name, Server(body))(ADDRESS, BOX) == ()


@pytest.mark.parametrize("name", ["goong", "google"])
@pytest.mark.parametrize("status", ["REQUEST_DENIED", "OVER_QUERY_LIMIT", "UNKNOWN_ERROR"])
def test_a_refusal_with_a_good_status_is_told_by_its_name(name: str, status: str) -> None:
    with pytest.raises(Unavailable, match=status):
        geocoder(name, Server({"results": [], "status": status}))(ADDRESS, BOX)


@pytest.mark.parametrize("kind", ["GEOMETRIC_CENTER", "APPROXIMATE"])
def test_the_middle_of_something_is_no_house(kind: str) -> None:
    body = json.loads(json.dumps(GOOGLE))
    body["results"][0]["geometry"]["location_type"] = kind
    (hit,) = geocoder("google", Server(body))(ADDRESS, BOX)

    assert (hit.street, hit.number) == ("Lê Quang Sung", "")


@pytest.mark.parametrize("name", GEOCODERS)
@pytest.mark.parametrize("status", [302, 400, 401, 403, 429, 500, 503])
def test_any_other_status_is_somebody_who_does_not_answer(name: str, status: int) -> None:
    asks = geocoder(name, lambda _: httpx.Response(status, headers={"location": "https://elsewhere.example/"}))
    with pytest.raises(Unavailable, match=f"HTTP {status}"):
        asks(ADDRESS, BOX)


SHAPELESS: list[Any] = [
    None,
    "no",
    7,
    {},
    {"error": "no"},
    [None],
    [{}],
    [{"address": 1, "lat": "a", "lon": "b", "ref_id": 1, "display": None}],
    {"status": "OK"},
    {"status": "OK", "results": None},
    {"status": "OK", "results": [{"geometry": {}}]},
    {"status": "OK", "results": [{"geometry": {"location": {"lat": "x", "lng": None}}, "address_components": [{}]}]},
]


@pytest.mark.parametrize("name", GEOCODERS)
@pytest.mark.parametrize("body", SHAPELESS, ids=repr)
def test_another_shape_is_somebody_who_does_not_answer(name: str, body: Any) -> None:
    with pytest.raises(Unavailable):
        geocoder(name, Server(body))(ADDRESS, BOX)


@pytest.mark.parametrize("content", [b"<html>", b"", b"[" * 100_000, b"\xff", b'["' + b"x" * LIMIT + b'"]'])
def test_what_is_no_json_or_too_much_of_it_is_not_read(content: bytes) -> None:
    asks = geocoder("nominatim", lambda _: httpx.Response(200, content=content))
    with pytest.raises(Unavailable):
        asks(ADDRESS, BOX)


@pytest.mark.parametrize("name", GEOCODERS)
@pytest.mark.parametrize("error", [httpx.ConnectError, httpx.ReadTimeout, httpx.RemoteProtocolError])
def test_a_broken_line_is_told_without_the_question_and_the_key(name: str, error: type[httpx.RequestError]) -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        raise error(f"synthetic {request.url}", request=request)

    with pytest.raises(Unavailable, match=error.__name__) as failed:
        geocoder(name, serve)(ADDRESS, BOX)
    assert "Quang" not in str(failed.value)
    assert KEY not in str(failed.value)
    assert failed.value.__cause__ is None


def test_names_are_cut_before_anybody_reads_them() -> None:
    body = json.loads(json.dumps(NOMINATIM))
    body[0]["address"]["road"] = "Lê \n" * 10_000
    hit, _ = geocoder("nominatim", Server(body))(ADDRESS, BOX)

    assert len(hit.street) == 100
    assert "\n" not in hit.street


def test_another_provider_is_refused() -> None:
    with pytest.raises(BadSetting):
        provider("yandex")
