"""The whole local stack, from nothing to ready, and back."""

import json
import platform as machine
import re
import socket
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from hotline.cli.exports import Kept, kept
from hotline.errors import Refused
from infra.local.cloud import REGION, Cloud
from infra.local.deployment import Deployment, deploy
from infra.local.dossiers import Dossiers
from infra.local.feed import Feed, open_feed
from infra.local.logs import LogReader
from infra.local.one_stop import OneStop
from infra.local.options import PROJECT, ZONE, Options, StackError
from infra.local.packaging import package
from infra.local.realtime import Realtime, open_realtime
from infra.local.vehicles import Vehicles
from infra.local.zalo.tokens import Tokens

TEMPLATE = PROJECT / "template.yaml"
EXPORT = "dossiers.json"
KNOCK_LIMIT_S = 20.0
# Whatever proxy is set here, it does not lead to the local AWS.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


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
    feed = open_feed(options.feed)
    realtime = open_realtime(options.realtime, feed)
    export = _read_dossiers(options)
    say("Starting the local AWS")
    cloud = Cloud(options.directory / "cloud", enforces_roles=options.enforces_roles)
    undo.callback(cloud.stop)
    cloud.start()
    cloud.prepare("s3", "cloudformation", "apigatewayv2", "secretsmanager", "scheduler", "lambda", "logs")
    # Loaded while the local AWS starts: together they take a second.
    from infra.local.serving import Serving

    serving = Serving(options, feed, realtime)
    undo.callback(serving.stop)
    serving.start(listening)
    office = OneStop(export, options.directory / EXPORT, serving.platform.now)
    office.write()
    code = package(TEMPLATE, options.directory / "packages")
    cloud.wait()
    say("Deploying template.yaml")
    stack = deploy(cloud, code, _parameters(options, chat_url, feed, realtime))
    _fill_secret(cloud, stack, options, serving.platform.tokens)
    say(f"Loading the timetable ({feed.name})")
    if realtime.is_past(serving.platform.now()):
        made = datetime.fromtimestamp(realtime.made, ZONE)
        say(f"FEED_REALTIME is of another time than the clock: to see it, set HOTLINE_NOW={made:%Y-%m-%dT%H:%M}")
    webhook_url = f"{stack.api_url}/webhook/zalo"
    pings = run_schedules(cloud, stack.functions["WebhookFunction"], webhook_url)
    reader = LogReader(
        cloud.client("logs"),
        _log_groups(cloud, stack),
        serving.awaits_lines,
        serving.hear,
        serving.lacks_lines,
        lambda times: _ping(cloud, pings * times),
    )
    undo.callback(reader.end)
    reader.start()
    if options.realtime:
        sync, cache_table = stack.functions["SyncFunction"], stack.tables["Cache"]
        serving.show_vehicles(Vehicles(cloud.client, cache_table, sync, serving.platform.now))
    serving.show_dossiers(
        Dossiers(
            office,
            cloud.client,
            stack.tables["Citizens"],
            stack.functions["SyncFunction"],
            shows_digits=options.dossiers is None,
        )
    )
    serving.platform.webhook_url = webhook_url
    return Running(chat_url, _description(options, chat_url, webhook_url, cloud, stack), lambda: cloud.is_running)


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


def _read_dossiers(options: Options) -> Kept:
    try:
        return kept(options.dossiers, options.now or datetime.now(UTC))
    except Refused as refused:
        raise StackError(f"DOSSIERS cannot be used: {refused}") from refused


def _parameters(options: Options, chat_url: str, feed: Feed, realtime: Realtime) -> dict[str, str]:
    started = datetime.now(UTC)
    return {
        "Stage": "local",
        "Architecture": "arm64" if machine.machine() in ("arm64", "aarch64") else "x86_64",
        "FeedUrl": feed.address or f"{chat_url}/feed.zip",
        "FeedRealtimeUrls": f"{chat_url}/realtime.pb" if realtime.read else realtime.addresses,
        "DossierSource": "file",
        "DossierFile": f"file://{options.directory / EXPORT}",
        "ZaloAppId": options.zalo.app_id,
        "ZaloOaId": options.zalo.oa_id,
        "ZaloApiUrl": options.api_url or chat_url,
        "ZaloOauthUrl": options.oauth_url or chat_url,
        "HotlineNow": options.now.isoformat() if options.now else "",
        "HotlineNowSince": started.isoformat() if options.now else "",
    }


def _fill_secret(cloud: Cloud, stack: Deployment, options: Options, tokens: Tokens) -> None:
    """Does what the operator does once by hand: gives the functions Zalo's secrets and the first refresh token."""
    granted = options.zalo.refresh_token or tokens.grant()["refresh_token"]
    values = {
        "oa_secret_key": options.zalo.oa_secret_key,
        "app_secret": options.zalo.app_secret,
        "refresh_token": granted,
    }
    cloud.client("secretsmanager").put_secret_value(
        SecretId=stack.secrets["ZaloSecret"], SecretString=json.dumps(values)
    )


def run_schedules(cloud: Cloud, webhook: str, webhook_url: str) -> list[dict[str, Any]]:
    """Runs every schedule's target once, now: the timetable comes by night, and functions are kept warm.

    From then on the local AWS runs them at their times. Returns the targets that only keep a function warm.
    """
    scheduler = cloud.client("scheduler")
    names = [schedule["Name"] for schedule in scheduler.list_schedules()["Schedules"]]
    targets = [scheduler.get_schedule(Name=name)["Target"] for name in names]
    pings = [target for target in targets if "ping" in _input(target)]
    at_the_door = [target for target in pings if webhook in target["Arn"]]
    answering = [target for target in pings if target not in at_the_door]
    tasks = [target for target in targets if target not in pings]
    # Whoever answers looks for a token when it starts; live feeds are read by the timetable.
    first = ("tokens", "timetable")
    tasks.sort(key=lambda target: first.index(task) if (task := _input(target)["task"]) in first else len(first))
    # Zalo waits two seconds for the webhook, and what starts beside it takes its time: so all of them are warm when we
    # say that we are ready.
    with ThreadPoolExecutor() as pool:
        warm = [pool.submit(_invoke, cloud, target) for target in at_the_door]
        _invoke(cloud, tasks[0])
        warm += [pool.submit(_invoke, cloud, target) for target in answering]
        for target in tasks[1:]:
            _invoke(cloud, target)
        for ended in warm:
            ended.result()
        # Once more, to find the timetable.
        warm = [pool.submit(_invoke, cloud, target) for target in answering]
        _knock(webhook_url)
        for ended in warm:
            ended.result()
    return pings


def _knock(webhook_url: str) -> None:
    """Asks the webhook through its route, as Zalo tries an address that it is given."""
    request = urllib.request.Request(webhook_url, b"{}", {"Content-Type": "application/json"})  # noqa: S310  # our own
    try:
        with _DIRECT.open(request, timeout=KNOCK_LIMIT_S):
            pass
    except OSError as error:
        raise StackError(f"the webhook does not answer at its address ({error})") from error


def _ping(cloud: Cloud, pings: list[dict[str, Any]]) -> None:
    for target in pings:
        cloud.client("lambda").invoke(
            FunctionName=target["Arn"], InvocationType="Event", Payload=target["Input"].encode()
        )


def _input(target: dict[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = json.loads(target.get("Input", "{}"))
    return given


def _invoke(cloud: Cloud, target: dict[str, Any]) -> None:
    """Raises StackError where the function failed, or the timetable or its live data cannot be used."""
    task = _input(target)
    answer = cloud.client("lambda").invoke(FunctionName=target["Arn"], Payload=json.dumps(task).encode())
    ended = json.loads(answer["Payload"].read())
    if answer.get("FunctionError"):
        name = target["Arn"].rpartition(":")[2]
        raise StackError(f"{name} failed: {ended.get('errorType')}: {ended.get('errorMessage')}")
    if task.get("task") == "timetable" and ended.get("ended") not in ("published", "unchanged"):
        more = ended.get("in_all", 1) - 1
        why = (ended.get("findings") or [ended.get("why") or ended.get("ended")])[0]
        raise StackError(f"the FEED was refused: {why}{f' (and {more} more)' if more else ''}: {_way_out(why)}")
    if task.get("task") == "dossiers" and ended.get("ended") not in ("published", "unchanged"):
        raise StackError(f"DOSSIERS cannot be used: {(ended.get('findings') or [ended.get('why') or ended])[0]}")
    if task.get("task") == "realtime" and "why" in ended:
        raise StackError(f"FEED_REALTIME cannot be used: {ended['why']}: check the address, or set FEED_REALTIME=none")


def _way_out(why: str) -> str:
    """What to do about a feed that was refused."""
    if ended := re.search(r"^calendar\.txt: ended: .*(\d{4}-\d\d-\d\d)", why):
        return f"take a newer one, or set the clock within its calendar, such as HOTLINE_NOW={ended[1]}T07:00"
    return "try `hotline feed check`"


def _log_groups(cloud: Cloud, stack: Deployment) -> dict[str, str]:
    functions = cloud.client("lambda")
    groups = {}
    for logical, name in stack.functions.items():
        configuration = functions.get_function_configuration(FunctionName=name)
        groups[logical] = configuration.get("LoggingConfig", {}).get("LogGroup") or f"/aws/lambda/{name}"
    return groups


def _description(options: Options, chat_url: str, webhook_url: str, cloud: Cloud, stack: Deployment) -> dict[str, Any]:
    zalo = options.zalo
    return {
        "chat_url": chat_url,
        "webhooks": {"zalo": webhook_url},
        "zalo": {"app_id": zalo.app_id, "oa_id": zalo.oa_id, "oa_secret_key": zalo.oa_secret_key},
        "aws_endpoint_url": cloud.endpoint,
        "aws_region": REGION,
        "functions": stack.functions,
        "tables": stack.tables,
        "queues": stack.queues,
    }
