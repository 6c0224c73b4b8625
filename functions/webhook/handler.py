"""Takes what Zalo delivers."""

from functools import partial

from hotline import settings
from hotline.entrypoints.dispatching import Dispatch
from hotline.entrypoints.secret import Secret
from hotline.entrypoints.webhook import ZaloDeliveries, receiving
from hotline.storage import functions, secrets
from hotline.storage.aws import Aws
from hotline.storage.citizens import Citizens
from hotline.storage.inbox import Inbox

told = settings.webhook()
aws = Aws().prepare("dynamodb", "lambda", "secretsmanager")
citizens = Citizens(aws, told.citizens)

lambda_handler = receiving(
    ZaloDeliveries(
        app_id=told.zalo.app_id,
        secret=Secret(lambda: secrets.read(aws, told.zalo.secret, "oa_secret_key")).prepare(),
        inbox=Inbox(aws, told.inbox),
        citizens=citizens,
        dispatch=Dispatch(partial(functions.invoke, aws), told.functions, citizens.conversation),
        calls=aws.calls,
    )
)
