"""The template, deployed with its permissions enforced: whatever a function does, its role must allow."""

import json
import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from infra.local.cloud import Cloud
from infra.local.deployment import Deployment, deploy
from infra.local.feed import open_feed
from infra.local.options import SAMPLE
from infra.local.packaging import package

from hotline.messages import Inbound, Recipient
from hotline.storage.subscriptions import INDEX, SHARDS
from tests.live_feeds import message, stop, trip
from tests.stack.conftest import TEMPLATE

pytestmark = pytest.mark.stack

APP_ID, OA_ID, USER = "1022000000000000001", "2022000000000000002", "3022000000000000003"
FEED_KEY, GEOCODER_KEY = "synthetic-feed-key", "synthetic-geocoder-key"
SECRETS = {"oa_secret_key": "synthetic-oa-key", "app_secret": "synthetic-app", "refresh_token": "synthetic-refresh-0"}
PUSH_TOKEN = "synthetic-push-token"
PATIENCE_S = 15

APPLICANT, CODE, PUSHED_CODE = "Nguyễn Văn Mẫu", "H17.19-261008-0975", "H17.19-261009-0976"
EXPORT = f"""Mã hồ sơ;Thủ tục;Trạng thái;Ngày tiếp nhận;Ngày hẹn trả;Chủ hồ sơ;Số điện thoại
{CODE};Cấp giấy phép xây dựng;Đang xử lý;08/10/2026 08:30;28/12/2026;{APPLICANT};0905 000 456
không phải mã;;Đang xử lý;;;;
"""


class Zalo(ThreadingHTTPServer):
    """Zalo's send and token endpoints, and a server that has the feed, and live data for who has the key."""

    daemon_threads = True

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), _ZaloHandler)
        self.heard: list[dict[str, Any]] = []
        self.refreshed = 0
        self.feed = open_feed(str(SAMPLE)).data or b""
        self.live = b""
        self.mapped: list[str] = []
        self.out_of_window: set[str] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def texts(self, user: str = USER) -> list[str]:
        return [sent["message"]["text"] for sent in self.heard if sent["recipient"]["user_id"] == user]


class _ZaloHandler(BaseHTTPRequestHandler):
    server: Zalo

    def do_GET(self) -> None:
        is_known = self.headers["x-api-key"] == FEED_KEY
        if self.path.startswith("/maps/api/geocode/json"):
            self._reply(self._geocoded(parse_qs(urlsplit(self.path).query)))
        elif self.path == "/live":
            self._reply(self.server.live if is_known else b"who are you?")
        else:
            self._reply(self.server.feed)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.path == "/v4/oa/access_token":
            self.server.refreshed += 1
            number = self.server.refreshed
            pair = {"access_token": f"access-{number}", "refresh_token": f"refresh-{number}", "expires_in": "90000"}
            self._reply(json.dumps(pair).encode())
        elif self.headers["access_token"] != f"access-{self.server.refreshed}":
            self._reply(b'{"error": -216, "message": "Access token is invalid"}')
        elif json.loads(body)["recipient"]["user_id"] in self.server.out_of_window:
            self._reply(b'{"error": -230, "message": "User has not interacted with the OA in the past 7 days"}')
        else:
            self.server.heard.append(json.loads(body))
            self._reply(b'{"error": 0, "message": "Success", "data": {"message_id": "a1"}}')

    def _geocoded(self, query: dict[str, list[str]]) -> bytes:
        """As Google answers about the one house that it knows, to who has the key."""
        if query["key"] != [GEOCODER_KEY]:
            return b'{"status": "REQUEST_DENIED", "results": []}'
        self.server.mapped += query["address"]
        if "Quang Sung" not in query["address"][0]:
            return b'{"status": "ZERO_RESULTS", "results": []}'
        parts = [
            {"long_name": "12", "types": ["street_number"]},
            {"long_name": "Lê Quang Sung", "types": ["route"]},
            {"long_name": "Thanh Khê", "types": ["administrative_area_level_2", "political"]},
        ]
        geometry = {"location": {"lat": 16.0655, "lng": 108.2085}, "location_type": "ROOFTOP"}
        return json.dumps({"status": "OK", "results": [{"address_components": parts, "geometry": geometry}]}).encode()

    def _reply(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class Stack:
    """What is deployed, and what one can do with it."""

    def __init__(self, cloud: Cloud, zalo: Zalo, deployed: Deployment) -> None:
        self.cloud = cloud
        self.zalo = zalo
        self.deployed = deployed
        self.url = f"{deployed.api_url}/webhook/zalo"

    def sync(self, task: str) -> dict[str, Any]:
        answer = self.cloud.client("lambda").invoke(
            FunctionName=self.deployed.functions["SyncFunction"], Payload=json.dumps({"task": task}).encode()
        )
        assert "FunctionError" not in answer
        ended: dict[str, Any] = json.loads(answer["Payload"].read())
        return ended

    def deliver(self, event_name: str = "user_send_text", **fields: Any) -> int:
        event = {
            "app_id": APP_ID,
            "sender": {"id": USER},
            "recipient": {"id": OA_ID},
            "event_name": event_name,
            "timestamp": "1790000101371",
        }
        body = json.dumps(event | fields, ensure_ascii=False).encode()
        signed = APP_ID.encode() + body + b"1790000101371" + SECRETS["oa_secret_key"].encode()
        headers = {"x-zevent-signature": f"mac={sha256(signed).hexdigest()}", "content-type": "application/json"}
        return httpx.post(self.url, content=body, headers=headers, timeout=30).status_code

    def says(self, text: str, message_id: str, user: str = USER) -> list[str]:
        """Everything that this citizen has read once the answer to `text` has come."""
        before = len(self.zalo.texts(user))
        assert self.deliver(message={"text": text, "msg_id": message_id}, sender={"id": user}) == 200
        eventually(lambda: len(self.zalo.texts(user)) > before)
        return self.zalo.texts(user)

    def push(self, service: str, row: dict[str, str], token: str = PUSH_TOKEN) -> tuple[int, str]:
        """What the exchange sends: HTTP status and error_code."""
        answer = httpx.post(
            f"{self.deployed.api_url}/dossiers/exchange",
            json={"session": "", "service": service, "isUpdating": "False", "data": [row]},
            headers={"authorization": f"Bearer {token}"},
            timeout=30,
        )
        return answer.status_code, answer.json()["error_code"]

    def in_the_morning(self) -> None:
        """Lets the schedule's function believe that it is ten o'clock: nobody is told anything at night."""
        client, function = self.cloud.client("lambda"), self.deployed.functions["SyncFunction"]
        told = client.get_function_configuration(FunctionName=function)["Environment"]["Variables"]
        now = datetime.now(timezone(timedelta(hours=7)))
        told |= {"HOTLINE_NOW": now.replace(hour=10).isoformat(), "HOTLINE_NOW_SINCE": now.isoformat()}
        client.update_function_configuration(FunctionName=function, Environment={"Variables": told})

    def is_due(self, user: str, code: str) -> None:
        """As it is when the office has not been asked about a followed dossier for half an hour."""
        self.cloud.client("dynamodb").update_item(
            TableName=self.deployed.tables["Citizens"],
            Key={"citizen": {"S": f"zalo:{user}"}, "item": {"S": f"watch#{code}"}},
            UpdateExpression="SET due = :past",
            ExpressionAttributeValues={":past": {"N": str(int(time.time()) - 1)}},
        )

    def calls(self, key: str) -> list[str]:
        """What the lookup asked of others for a message, from the line that it wrote."""
        eventually(lambda: self._lines(key))
        (line,) = self._lines(key)
        return [call.partition(" ")[0] for call in line["aws"].split(",")]

    def _lines(self, key: str) -> list[dict[str, Any]]:
        text = Path(self.cloud.log).read_text(encoding="utf-8")
        read = [json.loads(line) for line in text.splitlines() if line.startswith("{") and key in line]
        return [line for line in read if line.get("id") == key and line["message"] != "received"]

    def forget_live_data(self) -> None:
        """As it is when nobody has asked for a day."""
        table, client = self.deployed.tables["Cache"], self.cloud.client("dynamodb")
        for item in client.scan(TableName=table)["Items"]:
            if item["key"]["S"] == "bus#live":
                client.delete_item(TableName=table, Key={name: item[name] for name in ("key", "part")})

    def inbox(self, key: str) -> dict[str, Any]:
        table = self.deployed.tables["Inbox"]
        item: dict[str, Any] = self.cloud.client("dynamodb").get_item(TableName=table, Key={"message": {"S": key}})[
            "Item"
        ]
        return item

    def kept(self, user: str) -> set[str]:
        """The items that Citizens has of somebody."""
        items = self.cloud.client("dynamodb").scan(TableName=self.deployed.tables["Citizens"])["Items"]
        return {item["item"]["S"] for item in items if item["citizen"]["S"] == f"zalo:{user}"}

    def subscribers(self, topic: str, area: str) -> set[str]:
        """Who is told of a topic in an area, as a notice finds them."""
        asked = {":area": {"S": area}}
        pages = (
            self.cloud.client("dynamodb").query(
                TableName=self.deployed.tables["Citizens"],
                IndexName=INDEX,
                KeyConditionExpression="topic = :topic AND area = :area",
                ExpressionAttributeValues=asked | {":topic": {"S": f"{topic}#{shard}"}},
            )
            for shard in range(SHARDS)
        )
        return {item["citizen"]["S"] for page in pages for item in page["Items"]}

    def leave_unanswered(self, message_id: str, tries: int, user: str) -> None:
        """As it is when the `tries`th lookup has died a minute ago."""
        inbound = Inbound(Recipient("zalo", user), message_id, _AT, text="xin chào")
        self.cloud.client("dynamodb").put_item(
            TableName=self.deployed.tables["Inbox"],
            Item={
                "message": {"S": inbound.key},
                "inbound": {"S": json.dumps(inbound.to_json())},
                "tries": {"N": str(tries)},
                "unanswered": {"S": "unanswered"},
                "due": {"N": str(int(time.time()) - 1)},
                "expires": {"N": str(int(time.time()) + 3600)},
            },
        )


_AT = Inbound.from_json({"channel": "", "user": "", "message_id": "", "sent_at": 1_790_000_101_371}).sent_at


def eventually(holds: Callable[[], object]) -> None:
    limit = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < limit, "it did not come about"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    zalo = Zalo()
    Thread(target=zalo.serve_forever, daemon=True).start()
    folder = tmp_path_factory.mktemp("stack")
    cloud = Cloud(folder / "cloud")
    os.environ["AUTH"] = "true"  # ministack's word for: enforce permissions
    try:
        cloud.start()
    finally:
        del os.environ["AUTH"]
    try:
        code = package(TEMPLATE, folder / "packages")
        cloud.wait()
        secrets = cloud.client("secretsmanager")
        key = secrets.create_secret(Name="feed-key", SecretString=json.dumps({"feed_key": FEED_KEY}))
        text = json.dumps({"geocoder_key": GEOCODER_KEY})
        geocoder_key = secrets.create_secret(Name="geocoder-key", SecretString=text)
        export = folder / "dossiers.csv"
        # Eleven good rows for the bad one, which is left out.
        more = "".join(f"H17.19-261008-{number:04};;2;;;;\n" for number in range(1, 11))
        export.write_text(EXPORT + more, encoding="utf-8")
        parameters = {
            "Stage": "local",
            "DossierFile": f"file://{export}",
            "Architecture": "x86_64",
            "FeedUrl": f"{zalo.url}/feed.zip",
            "FeedRealtimeUrls": f"{zalo.url}/live",
            "FeedKeyHeader": "x-api-key",
            "FeedKeyArn": key["ARN"],
            "Geocoder": "google",
            "GeocoderUrl": zalo.url,
            "GeocoderKeyArn": geocoder_key["ARN"],
            "GeocoderArea": "Đà Nẵng",
            "ZaloAppId": APP_ID,
            "ZaloOaId": OA_ID,
            "ZaloApiUrl": zalo.url,
            "ZaloOauthUrl": zalo.url,
        }
        deployed = deploy(cloud, code, parameters)
        secret = deployed.secrets["ZaloSecret"]
        secrets.put_secret_value(SecretId=secret, SecretString=json.dumps(SECRETS))
        pushes = deployed.secrets["DossierPushSecret"]
        secrets.put_secret_value(SecretId=pushes, SecretString=json.dumps({"push_token": PUSH_TOKEN}))
        running = Stack(cloud, zalo, deployed)
        assert running.sync("tokens")["ended"] == "adopted"
        assert running.sync("timetable")["ended"] == "published"
        published = running.sync("dossiers")
        assert (published["ended"], published["dossiers"], published["bad_rows"]) == ("published", 11, 1)
        yield running
    finally:
        cloud.stop()
        zalo.shutdown()
        zalo.server_close()


def test_live_data_is_asked_for_by_a_lookup_and_by_the_schedule(stack: Stack) -> None:
    now = int(time.time())
    bus = trip(
        stop(None, "doi-dien-cho-nam-o", time=now + 600),
        stop(None, "doi-dien-760-nguyen-luong-bang", time=now + 900),
        trip_id="extra",
        route_id="05",
        schedule_relationship="NEW",
    )
    words = {"translation": [{"text": "Đường Nguyễn Lương Bằng ngập", "language": "vi"}]}
    stack.zalo.live = message(bus, {"alert": {"informed_entity": [{"route_id": "05"}], "header_text": words}}, made=now)

    *_, answer = stack.says("MT 2", "live-1")
    assert "trực tiếp" in answer
    assert "Lưu ý: Đường Nguyễn Lương Bằng ngập" in answer

    stack.forget_live_data()
    assert stack.sync("realtime") == {"task": "realtime", "ended": "pulled", "trips": 1, "unknown": 0}


def test_an_address_that_the_feed_does_not_name_is_looked_up_once_and_kept(stack: Stack) -> None:
    *_, answer = stack.says("12 Lê Quang Sung", "map-1")
    assert answer.startswith("Xe buýt gần 12 Lê Quang Sung, Thanh Khê")
    assert answer.endswith("Vị trí địa chỉ theo Google Maps")

    assert stack.says("12 le quang sung", "map-2")[-1] == answer
    assert "Chưa tìm thấy" in stack.says("5 đường Không Có Thật", "map-3")[-1]
    assert "Chưa tìm thấy" in stack.says("5 đường Không Có Thật", "map-4")[-1]
    assert stack.zalo.mapped == ["12 Lê Quang Sung, Đà Nẵng", "5 Không Có Thật, Đà Nẵng"]


def test_a_feed_that_has_not_changed_is_not_published_again(stack: Stack) -> None:
    assert stack.sync("timetable")["ended"] == "unchanged"


def test_a_fresh_token_is_kept(stack: Stack) -> None:
    assert stack.sync("tokens")["ended"] == "fresh"


def test_a_citizen_asks_for_a_bus_and_reads_the_answer(stack: Stack) -> None:
    *_, answer = stack.says("tuyến 05", "bus-1")

    assert "05" in answer
    eventually(lambda: stack.inbox("zalo:bus-1").get("closed") == {"S": "answered"})
    assert "inbound" not in stack.inbox("zalo:bus-1")


def test_a_greeting_is_answered_by_the_desk(stack: Stack) -> None:
    *_, answer = stack.says("xin chào", "desk-1")

    assert "1022" in answer


def test_a_citizen_chooses_a_notice_is_found_by_it_and_ends_it(stack: Stack) -> None:
    user = "3022000000000000177"
    assert stack.deliver("follow", oa_id=OA_ID, follower={"id": user}) == 200
    eventually(lambda: bool(stack.zalo.texts(user)))
    assert "Anh/chị muốn nhận tin nào?" in stack.zalo.texts(user)[-1]

    *_, told = stack.says("đăng ký bão lũ ở phường Hòa Khánh", "choose-1", user)
    assert "bão, lũ: phường Hòa Khánh" in told
    assert f"zalo:{user}" in stack.subscribers("storm", "20200")
    *_, told = stack.says("4", "choose-2", user)  # the greeting's fourth topic
    assert "lịch tiếp công dân: cả thành phố" in told
    *_, told = stack.says("dữ liệu của tôi", "choose-3", user)
    assert "bão, lũ ở Hòa Khánh (đồng ý ngày" in told

    *_, told = stack.says("hủy tất cả", "choose-4", user)
    assert "không nhận tin nào" in told
    assert f"zalo:{user}" not in stack.subscribers("storm", "20200")


def test_a_citizen_asks_for_a_dossier_and_reads_the_name_when_they_know_the_phone(stack: Stack) -> None:
    user = "3022000000000000211"
    *_, answer = stack.says(f"hồ sơ {CODE} tới đâu rồi", "dossier-1", user)
    assert CODE in answer
    assert "Cấp giấy phép xây dựng" in answer
    assert "N*** V** M**" in answer
    assert APPLICANT not in answer

    *_, wrong = stack.says(f"{CODE} 4 số cuối 1111", "dossier-2", user)
    *_, none = stack.says("H17.19-261008-0999 4 số cuối 1111", "dossier-3", user)
    assert wrong.replace(CODE, "") == none.replace("H17.19-261008-0999", "")

    *_, opened = stack.says(f"{CODE} 4 số cuối 0456", "dossier-4", user)
    assert APPLICANT in opened


def test_an_answer_about_a_dossier_costs_three_calls_and_two_when_it_is_asked_for_again(stack: Stack) -> None:
    user = "3022000000000000233"
    for message_id, calls in (
        ("dossier-6", ["BatchGetItem", "TransactWriteItems", "Send", "UpdateItem"]),
        ("dossier-7", ["BatchGetItem", "Send", "UpdateItem"]),
    ):
        stack.says(CODE, message_id, user)
        assert stack.calls(f"zalo:{message_id}") == calls


def test_an_export_that_has_not_changed_is_not_published_again(stack: Stack) -> None:
    assert stack.sync("dossiers")["ended"] == "unchanged"


def test_the_exchange_sends_a_dossier_and_its_next_step(stack: Stack) -> None:
    row = {"MaHoSo": PUSHED_CODE, "TenTTHC": "Thủ tục mẫu", "TrangThaiHoSo": "2", "NgayTiepNhan": "20261009083000"}
    assert stack.push("DongBoHoSoMC", row, token="another") == (401, "401")
    assert stack.push("DongBoHoSoMC", row) == (200, "0")
    assert stack.push("DongBoHoSoMC", row) == (200, "0")
    step = {"MaHoSo": PUSHED_CODE, "TrangThai": "4", "ThoiDiemXuLy": "20261010083000"}
    assert stack.push("CapNhatTienDoHoSoMC", step) == (200, "0")
    assert stack.push("CapNhatTienDoHoSoMC", step | {"MaHoSo": "H17.19-261009-0001"}) == (200, "1")

    *_, answer = stack.says(PUSHED_CODE, "dossier-5", "3022000000000000222")
    assert "Thủ tục mẫu" in answer
    assert "10/10/2026" in answer


def test_who_follows_a_dossier_hears_of_its_change_once_or_at_the_next_contact(stack: Stack) -> None:
    user, code = "3022000000000000233", "H17.19-261009-0988"
    row = {"MaHoSo": code, "TenTTHC": "Thủ tục mẫu", "TrangThaiHoSo": "2", "NgayTiepNhan": "20261009083000"}
    assert stack.push("DongBoHoSoMC", row) == (200, "0")
    stack.in_the_morning()

    *_, begun = stack.says(f"báo tôi khi có thay đổi {code}", "watch-1", user)
    assert begun.startswith(f"Anh/chị đang theo dõi hồ sơ {code}")
    assert f"watch#{code}" in stack.kept(user)
    assert stack.push("CapNhatTienDoHoSoMC", {"MaHoSo": code, "TrangThai": "4", "ThoiDiemXuLy": "20261010083000"}) == (
        200,
        "0",
    )
    stack.is_due(user, code)
    assert stack.sync("watches") == {"task": "watches", "ended": "watched", "told": 1}
    assert stack.zalo.texts(user)[-1].startswith(f"Hồ sơ {code} có thay đổi")
    stack.is_due(user, code)
    assert stack.sync("watches") == {"task": "watches", "ended": "watched", "unchanged": 1}

    stack.zalo.out_of_window.add(user)
    assert stack.push("CapNhatTienDoHoSoMC", {"MaHoSo": code, "TrangThai": "9", "ThoiDiemXuLy": "20261012083000"}) == (
        200,
        "0",
    )
    stack.is_due(user, code)
    assert stack.sync("watches") == {"task": "watches", "ended": "watched", "kept": 1}
    stack.zalo.out_of_window.remove(user)
    before = len(stack.zalo.texts(user))
    stack.deliver(message={"text": "xin chào", "msg_id": "watch-2"}, sender={"id": user})
    eventually(lambda: len(stack.zalo.texts(user)) == before + 2)
    kept, greeting = stack.zalo.texts(user)[before:]
    assert f"Hồ sơ {code} đã có kết quả" in kept
    assert "1022" in greeting

    *_, listed = stack.says("hồ sơ đang theo dõi", "watch-3", user)
    assert f"1. {code}" in listed
    *_, ended = stack.says(f"bỏ theo dõi {code}", "watch-4", user)
    assert ended.startswith(f"Đã bỏ theo dõi hồ sơ {code}.")
    assert not {item for item in stack.kept(user) if item.startswith(("watch#", "untold"))}


def test_five_deliveries_of_one_message_have_one_answer(stack: Stack) -> None:
    user = "3022000000000000077"
    message = {"text": "xin chào", "msg_id": "five-1"}
    assert [stack.deliver(message=message, sender={"id": user}) for _ in range(5)] == [200] * 5
    eventually(lambda: "closed" in stack.inbox("zalo:five-1"))

    assert len(stack.zalo.texts(user)) == 1


def test_what_is_not_signed_is_refused(stack: Stack) -> None:
    assert httpx.post(stack.url, content=b'{"event_name": "follow", "timestamp": "1"}').status_code == 401
    assert httpx.post(stack.url, content=b"{}").status_code == 200
    assert httpx.post(stack.url, content=b"x" * 70_000).status_code == 413


def test_a_citizen_who_talks_with_an_officer_hears_nothing_from_us(stack: Stack) -> None:
    user = "3022000000000000088"
    officer = {"id": OA_ID, "admin_id": "900"}
    echo = {"text": "Chào anh", "msg_id": "echo-1"}
    assert stack.deliver("oa_send_text", sender=officer, recipient={"id": user}, message=echo) == 200
    assert stack.deliver(message={"text": "xin chào", "msg_id": "officer-1"}, sender={"id": user}) == 200
    eventually(lambda: stack.inbox("zalo:officer-1").get("closed") == {"S": "left to the officer"})

    assert stack.zalo.texts(user) == []


def test_leaving_is_noted(stack: Stack) -> None:
    assert stack.deliver("unfollow", oa_id=OA_ID, follower={"id": USER}) == 200

    assert stack.kept(USER) >= {"standing"}


def test_who_asks_reads_what_is_kept_and_has_it_erased_after_one_more_question(stack: Stack) -> None:
    user = "3022000000000000133"
    stack.says("12 Hùng Vương", "mine-1", user)  # there are three of them, so we ask which
    assert stack.kept(user) == {"conversation"}

    *_, told = stack.says("dữ liệu của tôi", "mine-2", user)
    assert "Các lựa chọn của câu hỏi gần nhất" in told
    *_, asked = stack.says("xóa dữ liệu của tôi", "mine-3", user)
    assert "tôi đồng ý xóa dữ liệu của tôi" in asked
    assert stack.kept(user) == {"conversation"}
    *_, erased = stack.says("tôi đồng ý xóa dữ liệu của tôi", "mine-4", user)
    assert erased.startswith("Tổng đài đã xóa xong dữ liệu về anh/chị")
    assert stack.kept(user) == set()
    eventually(lambda: stack.inbox("zalo:mine-4").get("closed") == {"S": "answered"})
    assert user not in str(stack.inbox("zalo:mine-4"))


def test_who_withdraws_at_zalo_is_erased_and_hears_nothing(stack: Stack) -> None:
    user = "3022000000000000144"
    stack.says("12 Hùng Vương", "withdrawn-1", user)
    assert stack.kept(user) == {"conversation"}
    heard = len(stack.zalo.texts(user))

    assert stack.deliver("user_withdraw", oa_id=OA_ID, user_id=user) == 200
    eventually(lambda: stack.kept(user) == set())
    assert len(stack.zalo.texts(user)) == heard
    assert user not in str(stack.cloud.client("dynamodb").scan(TableName=stack.deployed.tables["Citizens"])["Items"])


def test_the_sweep_sends_what_a_dead_lookup_left_to_its_function_again(stack: Stack) -> None:
    user = "3022000000000000099"
    stack.leave_unanswered("swept-1", tries=1, user=user)
    assert stack.sync("sweep")["dispatched"] == 1

    eventually(lambda: "closed" in stack.inbox("zalo:swept-1"))
    assert len(stack.zalo.texts(user)) == 1


def test_after_the_last_try_there_is_a_dead_letter_and_an_apology(stack: Stack) -> None:
    user = "3022000000000000111"
    stack.leave_unanswered("dead-1", tries=3, user=user)
    assert stack.sync("sweep")["apologised"] == 1

    queue = stack.deployed.queues["DeadLetters"]
    (letter,) = stack.cloud.client("sqs").receive_message(QueueUrl=queue)["Messages"]
    assert json.loads(letter["Body"]) == {"id": "zalo:dead-1", "service": "menu", "tries": 3}
    assert len(stack.zalo.texts(user)) == 1
    assert stack.inbox("zalo:dead-1")["closed"] == {"S": "apologised"}


def test_a_token_that_zalo_refuses_is_renewed_by_the_lookup(stack: Stack) -> None:
    stack.zalo.refreshed += 1  # somebody else has renewed it: ours is refused from now on

    assert stack.says("xin chào", "token-1", user="3022000000000000122")


def test_no_function_was_denied_anything_and_no_log_names_a_citizen(stack: Stack) -> None:
    log = Path(stack.cloud.log).read_text(encoding="utf-8")

    lines = [line for line in log.splitlines() if line.startswith("{")]
    assert any('"message":"answered"' in line for line in lines)
    assert [line for line in lines if '"level":"ERROR"' in line] == []
    assert "AccessDenied" not in log
    secret = ("synthetic-oa-key", "synthetic-app", "access-1", "refresh-1", PUSH_TOKEN)
    for private in (*secret, USER, "xin chào", CODE, PUSHED_CODE, APPLICANT, "0456"):
        assert all(private not in line for line in lines)
    for private in (GEOCODER_KEY, "Quang", "geocode/json"):
        assert private not in log
