"""Predictions of a server of the ebms kind: the shapes that such servers have, values of our own. It is 07:50."""

import json
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.entrypoints.live_reading import FetchesLive, ReadsLive
from hotline.errors import BadFeed, Unavailable
from hotline.services.bus.predictions import Predictions
from hotline.services.bus.realtime import Live
from hotline.services.bus.timetable import Timetable
from hotline.services.bus.upstream.ebms import DEADLINE_S, KEPT_S, LIMIT, MARK, VARIANTS, Ebms
from hotline.services.bus.upstream.ebms_predictions import decode
from hotline.settings import Realtime
from tests.live_feeds import departures, network, shown, stamp
from tests.small_feeds import at

NOW = at("07:50")
BASE = "https://bus.example"
ROUTES = [{"RouteId": 11, "RouteNo": "05", "RouteName": "Hòa Hiệp Nam – CV Biển Đông"}]
VARIANTS_OF_11 = [
    {"RouteId": 11, "RouteVarId": 1, "Outbound": True, "StartStop": "Nguyễn Văn Cừ", "EndStop": "Biển Đông"}
]
STOPS = [
    {"StopId": 700 + number, "Code": code, "Name": f"Trạm {code}", "Lat": 16.08 - number / 100, "Lng": 108.15}
    for number, code in enumerate(("001", "002", "003"))
]


def arrivals(**seconds: list[int]) -> list[dict[str, Any]]:
    """What is predicted at stops: `s700=[60]` is a bus at the first one in a minute."""
    return [
        {"s": int(stop[1:]), "arrs": [{"d": 400, "t": one, "s": 20} for one in times]}
        for stop, times in seconds.items()
    ]


class Server:
    """A server with one line. `answers` may be replaced, path by path: JSON, bytes, or a status."""

    def __init__(self, predicted: Any = ()) -> None:
        self.asked: list[str] = []
        self.headers = httpx.Headers()
        self.answers: dict[str, Any] = {
            "/businfo/getallroute": ROUTES,
            "/businfo/getvarsbyroute/11": VARIANTS_OF_11,
            "/businfo/getstopsbyvar/11/1": STOPS,
            "/prediction/11/1/700/predictnextstops/3": list(predicted),
        }
        self.http = httpx.Client(transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        self.headers = request.headers
        answer = self.answers.get(request.url.path, 404)
        if isinstance(answer, int):
            return httpx.Response(answer)
        return httpx.Response(200, content=answer) if isinstance(answer, bytes) else httpx.Response(200, json=answer)


def predicted(*rows: dict[str, Any], table: Timetable | None = None) -> Predictions:
    fetched = Ebms(Server(rows).http, f"ebms+{BASE}")({})
    found = decode(fetched.data, table or network().timetable, stamp(NOW))
    return Predictions.from_bytes(found.to_bytes())


def leaves(stop_id: str, found: Predictions, table: Timetable | None = None) -> list[str]:
    table = table or network().timetable
    return [shown(one) for one in departures(Live(table, [found], NOW), table, stop_id, NOW)]


def many(*starts: str) -> Timetable:
    """Buses of line 05 from 101 Nguyễn Văn Cừ at these times, ten minutes to each of the next stops."""
    head = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    rows = []
    for number, start in enumerate(starts):
        first = stamp(start)
        for place, stop in enumerate("ABC"):
            minute = (first - stamp("00:00")) // 60 + 10 * place
            clock = f"{minute // 60:02}:{minute % 60:02}:00"
            rows.append(f"t{number},{clock},{clock},{stop},{place + 1}\n")
    trips = "route_id,service_id,trip_id,trip_headsign\n"
    trips += "".join(f"r05,daily,t{number},Biển Đông\n" for number in range(len(starts)))
    return network(trips=trips, stop_times=head + "".join(rows)).timetable


def test_a_bus_takes_the_place_of_the_planned_one_at_each_stop() -> None:
    found = predicted(*arrivals(s700=[12 * 60], s701=[23 * 60], s702=[33 * 60]))

    assert leaves("A", found) == ["08:02 live"]
    assert leaves("B", found) == ["08:13 live"]
    assert found.detached == ()


def test_where_nothing_is_predicted_the_timetable_stands() -> None:
    found = predicted(*arrivals(s700=[12 * 60]))

    assert leaves("A", found) == ["08:02 live"]
    assert leaves("B", found) == ["08:10"]


def test_buses_keep_their_order_among_planned_ones_that_are_near() -> None:
    table = many("08:00", "08:15", "08:30")
    found = predicted(*arrivals(s700=[16 * 60, 27 * 60, 41 * 60]), table=table)

    assert leaves("A", found, table) == ["08:06 live", "08:17 live", "08:31 live"]


def test_a_bus_that_nobody_planned_comes_on_top() -> None:
    table = many("08:00")
    found = predicted(*arrivals(s700=[10 * 60, 14 * 60]), table=table)

    assert leaves("A", found, table) == ["08:00 live", "08:04 live"]


def test_a_line_at_headways_gets_clock_times_and_keeps_its_headway() -> None:
    frequencies = "trip_id,start_time,end_time,headway_secs,exact_times\nt1,05:30:00,19:00:00,900,0\n"
    table = network(frequencies=frequencies).timetable
    found = predicted(*arrivals(s700=[240, 1200], s702=[60]), table=table)

    assert leaves("A", found, table) == ["07:54 live", "08:10 live", "~15–15"]
    boarded = {table.places.stop_ids[stop] for one in found.detached for stop, _ in one.calls}
    assert boarded == {"A"}  # at the end nobody boards


def test_an_answer_that_waited_for_the_others_is_counted_from_when_it_came() -> None:
    document = json.loads(Ebms(Server(arrivals(s700=[12 * 60])).http, BASE)({}).data)
    document["variants"][0]["age"] = 5

    found = decode(json.dumps(document).encode(), network().timetable, stamp(NOW))

    assert leaves("A", found) == ["08:01:55 live"]


def test_stops_are_found_by_id_where_their_codes_differ() -> None:
    server = Server(arrivals(s700=[600]))
    server.answers["/businfo/getstopsbyvar/11/1"] = [
        {"StopId": 700, "Code": "X1"},
        {"StopId": "B", "Code": ""},
        {"StopId": "C", "Code": None},
    ]
    fetched = Ebms(server.http, BASE)({})

    assert decode(fetched.data, network().timetable, stamp(NOW)).unknown == 0


def test_a_line_or_stops_that_the_timetable_does_not_have_are_counted() -> None:
    server = Server(arrivals(s700=[600]))
    server.answers["/businfo/getallroute"] = [{"RouteId": 11, "RouteNo": "99"}]
    elsewhere = Server(arrivals(s700=[600]))
    elsewhere.answers["/businfo/getstopsbyvar/11/1"] = [{**stop, "Code": f"X{stop['Code']}"} for stop in STOPS]

    for one in (server, elsewhere):
        found = decode(Ebms(one.http, BASE)({}).data, network().timetable, stamp(NOW))
        assert (found.unknown, found.runs, found.detached) == (1, (), ())


# The server.


def test_what_hardly_changes_is_asked_once_in_hours_and_predictions_each_time() -> None:
    server, time = Server(arrivals(s700=[600])), [0.0]
    ask = Ebms(server.http, f"ebms+{BASE}/", lambda: time[0])

    ask({"x-api-key": "k"})
    assert len(server.asked) == 4
    assert server.headers["x-api-key"] == "k"
    ask({})
    assert server.asked[4:] == ["/prediction/11/1/700/predictnextstops/3"]
    time[0] += KEPT_S
    ask({})
    assert len(server.asked) == 9


def test_a_line_that_fails_does_not_cost_the_others() -> None:
    server = Server(arrivals(s700=[600]))
    server.answers["/businfo/getallroute"] = [{"RouteId": 12, "RouteNo": "06"}, *ROUTES]
    server.answers["/businfo/getvarsbyroute/12"] = 500

    assert len(json.loads(Ebms(server.http, BASE)({}).data)["variants"]) == 1


@pytest.mark.parametrize("path", ["/prediction/11/1/700/predictnextstops/3", "/businfo/getstopsbyvar/11/1"])
@pytest.mark.parametrize(
    "answer", [500, b"<html>", {"Message": "error"}, [], [1, None], b"x" * (LIMIT + 1), b"[" * 9000]
)
def test_a_server_that_predicts_nothing_is_unavailable(path: str, answer: Any) -> None:
    server = Server(arrivals(s700=[600]))
    server.answers[path] = answer

    with pytest.raises(Unavailable):
        Ebms(server.http, BASE)({})


@pytest.mark.parametrize("answer", [b"<html>", {"Message": "error"}, b"[" * 9000])
def test_what_is_no_such_server_is_said(answer: Any) -> None:
    server = Server()
    server.answers["/businfo/getallroute"] = answer

    with pytest.raises(BadFeed, match="businfo is no"):
        Ebms(server.http, BASE)({})


def test_a_server_with_more_lines_than_there_is_time_for_is_refused() -> None:
    server = Server()
    server.answers["/businfo/getvarsbyroute/11"] = [{"RouteVarId": n} for n in range(VARIANTS + 1)]
    server.answers |= {f"/businfo/getstopsbyvar/11/{n}": STOPS for n in range(VARIANTS + 1)}

    with pytest.raises(BadFeed, match="more than"):
        Ebms(server.http, BASE)({})


def test_ids_that_are_none_lead_nowhere_else() -> None:
    server = Server(arrivals(s700=[600]))
    server.answers["/businfo/getallroute"] = [{"RouteId": "../../admin"}, {"RouteId": None}, {"RouteId": [1]}, *ROUTES]

    Ebms(server.http, BASE)({})

    assert len(server.asked) == 4


def test_no_question_begins_when_the_time_is_over() -> None:
    server, time = Server(arrivals(s700=[600])), iter([0.0, 0.0, 0.0, DEADLINE_S, *[DEADLINE_S] * 20])

    with pytest.raises(Unavailable):
        Ebms(server.http, BASE, lambda: next(time))({})
    assert server.asked == ["/businfo/getallroute"]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner)))
def test_garbage_predicts_nothing_and_harms_nobody(garbage: object) -> None:
    document = {"ebms": 1, "variants": [{"route": "05", "stops": [["700", "001"], ["701", "002"]], "age": 0}]}
    rows = [{"s": garbage, "arrs": garbage}, {"s": 700, "arrs": garbage}, {"s": 700, "arrs": [{"t": garbage}]}]
    document["variants"][0]["predicted"] = rows  # type: ignore[index]  # its own

    found = decode(json.dumps(document).encode(), network().timetable, stamp(NOW))

    assert len(found.runs) + len(found.detached) <= 1


@pytest.mark.parametrize("data", [b"", MARK, MARK + b"1}", MARK + b'1,"variants":5}', b"[]"])
def test_a_document_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(BadFeed):
        decode(data, network().timetable, stamp(NOW))


# Where an operator names it.


def test_its_predictions_are_read_without_the_feeds_trip_ids() -> None:
    def no_ids() -> bytes:
        raise AssertionError

    data = Ebms(Server(arrivals(s700=[12 * 60])).http, BASE)({}).data

    assert leaves("A", ReadsLive(no_ids)(data, network().timetable, stamp(NOW))) == ["08:02 live"]


def test_its_scheme_says_which_kind_of_server_is_asked() -> None:
    fetch = FetchesLive(Realtime(("ebms+http://127.0.0.1:1",)), lambda: "")

    with pytest.raises(Unavailable):
        fetch("ebms+http://127.0.0.1:1", "")
