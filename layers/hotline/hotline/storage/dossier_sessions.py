"""Cache: the token or session of our account at an office's server, and whose turn it is to log in.

key               part       what
dossiers#session  <system>   the token, until when it may be used, and until when somebody logs in
"""

import time
from collections.abc import Callable

from hotline.services.dossier.upstream.sessions import Session
from hotline.storage.aws import Aws, ConditionFailed

TURN_S = 10


class DossierSessions:
    """The session at one system. `now` gives seconds since 1970, real time."""

    def __init__(self, aws: Aws, table: str, system: str, now: Callable[[], float] = time.time) -> None:
        self._aws = aws
        self._table = table
        self._key = {"key": {"S": "dossiers#session"}, "part": {"S": system}}
        self._now = now

    def load(self) -> Session | None:
        """The newest, read consistently."""
        request = {self._table: {"Keys": [self._key], "ConsistentRead": True}}
        answer = self._aws("dynamodb", "batch_get_item", RequestItems=request)
        items = answer["Responses"].get(self._table, ())
        if not items or "token" not in items[0]:
            return None
        return Session(items[0]["token"]["S"], int(items[0]["until"]["N"]))

    def take_turn(self) -> bool:
        """Whether it is ours, alone, to log in."""
        now = int(self._now())
        try:
            self._aws(
                "dynamodb",
                "update_item",
                TableName=self._table,
                Key=self._key,
                UpdateExpression="SET busy_until = :until, expires = :end",
                ConditionExpression="attribute_not_exists(busy_until) OR busy_until <= :now",
                ExpressionAttributeValues={
                    ":until": {"N": str(now + TURN_S)},
                    ":end": {"N": str(now + 2 * 86_400)},
                    ":now": {"N": str(now)},
                },
            )
        except ConditionFailed:
            return False
        return True

    def save(self, session: Session) -> None:
        """Keeps it and ends the turn."""
        item = self._key | {
            "token": {"S": session.token},
            "until": {"N": str(session.until)},
            "expires": {"N": str(session.until)},
        }
        self._aws("dynamodb", "put_item", TableName=self._table, Item=item)
