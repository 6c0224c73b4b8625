"""Sends notices: a wave of recipients at a time, at the account's rate."""

from functools import partial

import httpx

from hotline import settings
from hotline.entrypoints.broadcasting import Broadcasting, Wave
from hotline.entrypoints.noticing import Ledgers
from hotline.entrypoints.zalo import ZaloAccount
from hotline.notices.ledger import WAVE
from hotline.notices.sending import Sending
from hotline.storage import queues
from hotline.storage.aws import Aws
from hotline.storage.notice_chunks import NoticeChunks
from hotline.storage.notices import Notices
from hotline.storage.paces import Paces

told = settings.broadcast()
aws = Aws(patient=True).prepare("dynamodb", "sqs")
notices = Notices(aws, told.notices)
account = ZaloAccount(aws, httpx.Client(), told.channels, told.zalo, told.platform)

lambda_handler = Broadcasting(
    Sending(
        Ledgers(NoticeChunks(aws, told.notices), notices),
        Paces(aws, told.notices, f"zalo:{told.zalo.oa_id}", told.every_s),
        Wave(account.senders(WAVE), notices.content),
    ),
    partial(queues.put_off, aws),
    aws.calls,
)
