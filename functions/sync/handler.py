"""Publishes timetable and dossiers, asks live feeds, tells what has changed, sends what nobody answered again.

It renews the channels' tokens too.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

import httpx

from hotline import settings
from hotline.entrypoints.answering import Context
from hotline.entrypoints.bus import Timetables
from hotline.entrypoints.dispatching import Dispatch
from hotline.entrypoints.dossier_sources import dossiers
from hotline.entrypoints.dossiers import SYNC_S as ASKED_S
from hotline.entrypoints.exporting import OLD_S, Exporting, fetch_export
from hotline.entrypoints.live import SYNC_S, live_feeds
from hotline.entrypoints.noticing import Noticing
from hotline.entrypoints.publishing import Publishing
from hotline.entrypoints.sweeping import Sweep
from hotline.entrypoints.syncing import Syncing, fetch_feed
from hotline.entrypoints.watch_task import stale_after, watching_for
from hotline.entrypoints.zalo import ZaloAccount
from hotline.notices.quiet import QuietHours
from hotline.services.dossier.disclosure import Disclosure
from hotline.services.dossier.service import Desk
from hotline.storage import functions, queues
from hotline.storage.aws import Aws
from hotline.storage.citizens import Citizens
from hotline.storage.dossier_exports import DossierExports
from hotline.storage.inbox import Inbox
from hotline.storage.notice_chunks import NoticeChunks
from hotline.storage.notices import Notices
from hotline.storage.snapshots import Snapshots
from hotline.storage.subscriptions import Subscriptions
from hotline.zone import VIETNAM

told = settings.sync()
aws = Aws().prepare("dynamodb")
http = httpx.Client()
account = ZaloAccount(aws, http, told.channels, told.zalo, told.platform)
snapshots = Snapshots(aws, told.cache, "bus")
publishing = Publishing(partial(fetch_feed, aws, told.feed_url), snapshots, told.clock)
timetables = Timetables(snapshots)
exporting = Exporting(
    partial(fetch_export, aws, told.dossiers.file),
    DossierExports(aws, told.cache),
    told.clock,
    old_s=None if told.is_local else OLD_S,
)
live = live_feeds(aws, told.cache, told.realtime, timetables, told.clock, SYNC_S)
sweep = Sweep(
    inbox=Inbox(aws, told.inbox),
    dispatch=Dispatch(partial(functions.invoke, aws), told.functions, Citizens(aws, told.citizens).conversation),
    bury=lambda key, service, tries: queues.send(aws, told.dead_letters, id=key, service=service, tries=tries),
    tell=account.send,
    phone=told.phone,
)

notices = Notices(aws, told.notices)
quiet = QuietHours(*told.quiet)
noticing = Noticing(
    aws,
    notices,
    NoticeChunks(aws, told.notices),
    Subscriptions(aws, told.citizens),
    told.urgent_queue,
    told.bulk_queue,
    is_quiet=lambda: quiet.until(told.clock()) is not None,
)

watching = watching_for(
    aws,
    told.citizens,
    dossiers(aws, http, told.cache, told.dossiers, told.clock, ASKED_S).find_alone,
    account.send,
    lambda lang: Desk(lang, told.phone, told.clock(), Disclosure.MASKED, VIETNAM),
    told.watch_every,
    stale_after(told.dossiers),
)


def sweep_and_catch_up(context: Context) -> dict[str, Any]:
    """Messages first; then, after a deployment, its timetable and its dossiers."""
    swept = sweep(lambda: context.get_remaining_time_in_millis() / 1000)
    if told.feed_url:
        publishing.catch_up()
    if told.dossiers.file:
        exporting.catch_up()
    return swept


def read_export(event: Mapping[str, Any]) -> dict[str, Any]:
    """The export, where that is what keeps the dossiers and somebody has said where it is."""
    return exporting(force=event.get("force", False)) if told.dossiers.file else {"ended": "off"}


lambda_handler = Syncing(
    {
        "timetable": lambda _event, _context: publishing(),
        "realtime": lambda _event, _context: live.pull(timetables()) if told.realtime.urls else {"ended": "off"},
        "dossiers": lambda event, _context: read_export(event),
        "watches": lambda _event, context: watching(lambda: context.get_remaining_time_in_millis() / 1000),
        "notices": lambda _event, _context: noticing.tend(),
        "resume": lambda event, _context: noticing.take_up(event["notice"]),
        "freeze": lambda event, _context: {"ended": "frozen", "recipients": noticing.freeze(event["notice"])},
        "sweep": lambda _event, context: sweep_and_catch_up(context),
        "tokens": lambda event, _context: {"ended": account.renew(adopt=event.get("adopt", False))},
    }
)
