"""Greets, explains, gives a person's number; notes who wants which notices; tells what is kept, and erases it."""

import httpx

from hotline import settings
from hotline.entrypoints.answering import Answering
from hotline.entrypoints.desk import ComposesDesk
from hotline.entrypoints.notices import ComposesNotices
from hotline.entrypoints.privacy import ComposesPrivacy
from hotline.entrypoints.untold import SaysUntold
from hotline.entrypoints.zalo import ZaloAccount
from hotline.services.notices.topics import Topics
from hotline.storage.aws import Aws
from hotline.storage.citizens import Citizens
from hotline.storage.inbox import Inbox
from hotline.storage.personal import Personal
from hotline.storage.subscriptions import Subscriptions
from hotline.storage.unanswered import Unanswered
from hotline.storage.untold import Untold
from hotline.zone import VIETNAM

told = settings.desk()
aws = Aws().prepare("dynamodb")
account = ZaloAccount(aws, httpx.Client(), told.channels, told.zalo, told.platform)
account.prepare()
personal = Personal(aws, told.citizens, Unanswered(aws, told.inbox))
notices = ComposesNotices(Subscriptions(aws, told.citizens), Topics(told.own_topics), told.phone, VIETNAM)

lambda_handler = Answering(
    inbox=Inbox(aws, told.inbox),
    citizens=Citizens(aws, told.citizens),
    compose=ComposesDesk(told.phone, ComposesPrivacy(personal, told.phone), notices),
    tell=account.send,
    calls=aws.calls,
    on_ping=account.prepare,
    before=SaysUntold(Untold(aws, told.citizens), account.send, told.phone, told.clock, VIETNAM),
)
