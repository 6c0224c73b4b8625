"""The whole local stack, from nothing to ready, and back."""

import asyncio
import json
import platform as machine
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import uvicorn

from infra.local import server
from infra.local.clock import Clock
from infra.local.cloud import Cloud
from infra.local.deployment import Deployment, deploy
from infra.local.feed import Feed, open_feed
from infra.local.logs import LogReader
from infra.local.network import draw
from infra.local.options import PROJECT, Options, StackError
from infra.local.packaging import package
from infra.local.zalo.platform import Platform

TEMPLATE = PROJECT / "template.yaml"
STOP_LIMIT_S = 3.0


@dataclass(frozen=True, slots=True)
class Running:
    """A stack that answers: `chat_url` for people, `description` for scripts, `is_whole` while all of it lives."""

    chat_url: str
    description: dict[str, Any]
    is_whole: Callable[[], bool]


def start(options: Options, undo: ExitStack, say: Callable[[str], None]) -> Running:
    """Starts everything and returns when it is ready. What ends it again is put on `undo`, piece by piece."""
    listening = undo.enter_context(_bound(options.port))
    chat_url = f"http://127.0.0.1:{options.port}"
    clock = Clock(options.now)
    feed = open_feed(options.feed)
    platform = Platform(options.zalo, clock)
    web = server.Stack(platform, feed, cache(lambda: draw(feed.fetch())), replies_elsewhere=bool(options.api_url))

    say("Starting the local AWS")
    cloud = Cloud(options.directory / "cloud")
    undo.callback(cloud.stop)
    cloud.start()
    loop = _serve(web, listening, undo)
    code = package(TEMPLATE, options.directory / "packages")
    cloud.wait()
    say("Deploying template.yaml")
    stack = deploy(cloud, code, _parameters(options, chat_url, feed))
    _fill_secret(cloud, stack, options, platform)
    say(f"Loading the timetable ({feed.name})")
    _run_schedules(cloud)
    platform.webhook_url = f"{stack.api_url}/webhook/zalo"
    groups = _log_groups(cloud, stack)

    def heard(function: str, line: str, at: int) -> None:
        loop.call_soon_threadsafe(platform.ways.logged, function, line, at)

    reader = LogReader(
        cloud.client("logs"),
        groups,
        lambda: platform.ways.are_awaited,
        heard,
    )
    undo.callback(reader.end)
    reader.start()
    return Running(chat_url, _description(options, chat_url, cloud, stack, platform), lambda: cloud.is_running)


def _bound(port: int) -> socket.socket:
    """The page's port, taken now, so that nobody else can take it while the rest starts."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError as error:
        listening.close()
        other = port + 1 if port < 65535 else port - 1
        raise StackError(f"port {port} cannot be used ({error.strerror}): try another, such as PORT={other}") from error
    return listening


def _serve(web: server.Stack, listening: socket.socket, undo: ExitStack) -> asyncio.AbstractEventLoop:
    """Serves in a thread of its own, so that signals and the deployment have the main one."""
    loop = asyncio.new_event_loop()
    config = uvicorn.Config(
        server.application(web), log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=1
    )
    serving = uvicorn.Server(config)

    async def run() -> None:
        await serving.serve(sockets=[listening])
        await web.platform.close()

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),), name="server", daemon=True)
    thread.start()

    def end() -> None:
        loop.call_soon_threadsafe(web.closing.set)
        serving.should_exit = True
        thread.join(STOP_LIMIT_S)

    undo.callback(end)
    return loop


def _parameters(options: Options, chat_url: str, feed: Feed) -> dict[str, str]:
    started = datetime.now(UTC)
    return {
        "Stage": "local",
        "Architecture": "arm64" if machine.machine() in ("arm64", "aarch64") else "x86_64",
        "FeedUrl": feed.address or f"{chat_url}/feed.zip",
        "ZaloAppId": options.zalo.app_id,
        "ZaloOaId": options.zalo.oa_id,
        "ZaloApiUrl": options.api_url or chat_url,
        "ZaloOauthUrl": options.oauth_url or chat_url,
        "HotlineNow": options.now.isoformat() if options.now else "",
        "HotlineNowSince": started.isoformat() if options.now else "",
    }


def _fill_secret(cloud: Cloud, stack: Deployment, options: Options, platform: Platform) -> None:
    """Does what the operator does once by hand: gives the functions Zalo's secrets and the first refresh token."""
    granted = options.zalo.refresh_token or platform.tokens.grant()["refresh_token"]
    values = {
        "oa_secret_key": options.zalo.oa_secret_key,
        "app_secret": options.zalo.app_secret,
        "refresh_token": granted,
    }
    cloud.client("secretsmanager").put_secret_value(
        SecretId=stack.secrets["ZaloSecret"], SecretString=json.dumps(values)
    )


def _run_schedules(cloud: Cloud) -> None:
    """Runs every schedule's target once, now: the timetable comes by night, and the first message should find all warm.

    From then on the local AWS runs them at their times. What only keeps a function warm comes last, so that it finds
    the timetable.
    """
    scheduler = cloud.client("scheduler")
    names = [schedule["Name"] for schedule in scheduler.list_schedules()["Schedules"]]
    targets = [scheduler.get_schedule(Name=name)["Target"] for name in names]
    pings = [target for target in targets if "ping" in json.loads(target.get("Input", "{}"))]
    for target in targets:
        if target not in pings:
            _invoke(cloud, target)
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(lambda target: _invoke(cloud, target), pings))


def _invoke(cloud: Cloud, target: dict[str, Any]) -> None:
    answer = cloud.client("lambda").invoke(FunctionName=target["Arn"], Payload=target.get("Input", "{}").encode())
    payload = answer["Payload"].read().decode()
    if answer.get("FunctionError"):
        why = json.loads(payload)
        raise StackError(
            f"{target['Arn'].rpartition(':')[2]} failed: {why.get('errorType')}: {why.get('errorMessage')}"
        )


def _log_groups(cloud: Cloud, stack: Deployment) -> dict[str, str]:
    functions = cloud.client("lambda")
    groups = {}
    for logical, name in stack.functions.items():
        configuration = functions.get_function_configuration(FunctionName=name)
        groups[logical] = configuration.get("LoggingConfig", {}).get("LogGroup") or f"/aws/lambda/{name}"
    return groups


def _description(
    options: Options, chat_url: str, cloud: Cloud, stack: Deployment, platform: Platform
) -> dict[str, Any]:
    zalo = options.zalo
    return {
        "chat_url": chat_url,
        "webhooks": {"zalo": platform.webhook_url},
        "zalo": {"app_id": zalo.app_id, "oa_id": zalo.oa_id, "oa_secret_key": zalo.oa_secret_key},
        "aws_endpoint_url": cloud.endpoint,
        "functions": stack.functions,
        "tables": stack.tables,
        "queues": stack.queues,
    }
