"""Answers where a dossier stands."""

import httpx

from hotline import settings
from hotline.entrypoints.answering import Answering
from hotline.entrypoints.dossier import ComposesDossier, rules_of
from hotline.entrypoints.dossier_sources import dossiers
from hotline.entrypoints.dossiers import LOOKUP_S
from hotline.entrypoints.following import Following
from hotline.entrypoints.untold import SaysUntold
from hotline.entrypoints.zalo import ZaloAccount
from hotline.storage.aws import Aws
from hotline.storage.citizens import Citizens
from hotline.storage.inbox import Inbox
from hotline.storage.inquiries import Inquiries
from hotline.storage.untold import Untold
from hotline.storage.watches import Watches
from hotline.zone import VIETNAM

told = settings.dossier_lookup()
aws = Aws().prepare("dynamodb")
http = httpx.Client()
account = ZaloAccount(aws, http, told.channels, told.zalo, told.platform)
account.prepare()
untold = Untold(aws, told.citizens)

lambda_handler = Answering(
    inbox=Inbox(aws, told.inbox),
    citizens=Citizens(aws, told.citizens),
    compose=ComposesDossier(
        dossiers(aws, http, told.cache, told.source, told.clock, LOOKUP_S),
        Inquiries(aws, told.citizens, told.cache, told.rules.line_limit),
        rules_of(told.rules, told.phone),
        told.clock,
        Following(Watches(aws, told.citizens), untold, told.watch_every),
    ),
    tell=account.send,
    calls=aws.calls,
    on_ping=account.prepare,
    before=SaysUntold(untold, account.send, told.phone, told.clock, VIETNAM),
)
