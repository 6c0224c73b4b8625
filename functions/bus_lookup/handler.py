"""Answers what people ask about buses."""

import httpx

from hotline import settings
from hotline.entrypoints.answering import Answering
from hotline.entrypoints.bus import ComposesBus, Timetables
from hotline.entrypoints.untold import SaysUntold
from hotline.entrypoints.zalo import ZaloAccount
from hotline.storage.aws import Aws
from hotline.storage.citizens import Citizens
from hotline.storage.inbox import Inbox
from hotline.storage.snapshots import Snapshots
from hotline.storage.untold import Untold
from hotline.zone import VIETNAM

told = settings.bus_lookup()
aws = Aws().prepare("dynamodb")
timetables = Timetables(Snapshots(aws, told.cache, "bus"))
account = ZaloAccount(aws, httpx.Client(), told.channels, told.zalo, told.platform)
live = None
if told.realtime.urls:
    from hotline.entrypoints.live import LOOKUP_S, live_feeds

    live = live_feeds(aws, told.cache, told.realtime, timetables, told.clock, LOOKUP_S)

geocode = None
if told.geocoding.provider:
    from hotline.entrypoints.geocoding import asks_map

    geocode = asks_map(aws, told.cache, told.geocoding)


def prepare() -> None:
    """Reads what answers are made from, so that no citizen waits for it: in init, and at every ping."""
    timetables.refresh()
    account.prepare()


prepare()

lambda_handler = Answering(
    inbox=Inbox(aws, told.inbox),
    citizens=Citizens(aws, told.citizens),
    compose=ComposesBus(timetables, told.phone, told.clock, live, geocode),
    tell=account.send,
    calls=aws.calls,
    on_ping=prepare,
    before=SaysUntold(Untold(aws, told.citizens), account.send, told.phone, told.clock, VIETNAM),
)
