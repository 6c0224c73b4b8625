"""Greets, explains, gives a person's number; says honestly what is not built yet."""

import httpx

from hotline import settings
from hotline.entrypoints.answering import Answering
from hotline.entrypoints.desk import ComposesDesk
from hotline.entrypoints.zalo import ZaloAccount
from hotline.storage.aws import Aws
from hotline.storage.citizens import Citizens
from hotline.storage.inbox import Inbox

told = settings.desk()
aws = Aws().prepare("dynamodb")
account = ZaloAccount(aws, httpx.Client(), told.channels, told.zalo, told.platform)
account.prepare()

lambda_handler = Answering(
    inbox=Inbox(aws, told.inbox),
    citizens=Citizens(aws, told.citizens),
    compose=ComposesDesk(told.phone),
    tell=account.send,
    calls=aws.calls,
    on_ping=account.prepare,
)
