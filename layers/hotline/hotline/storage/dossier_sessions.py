"""Cache: the token or session of our account at an office's server, and whose turn it is to log in.

key               part       what
dossiers#session  <system>   the token, until when it may be used, and until when somebody logs in
"""

import time
from collections.abc import Callable

from hotline.services.dossier.upstream.sessions import Session
from hotline.storage.aws import Aws
from hotline.storage.items import ItemKey, read_items
from hotline.storage.turns import take_turn

TURN_S = 10


class DossierSessions:
    """The session at one system. `now` gives seconds since 1970, real time."""

    def __init__(self, aws: Aws, table: str, system: str, now: Callable[[], float] = time.time) -> None:
        self._aws = aws
        self._key = ItemKey(table, (("key", "dossiers#session"), ("part", system)))
        self._now = now

    def load(self) -> Session | None:
        """The newest, read consistently."""
        item = read_items(self._aws, (self._key,))[self._key]
        if item is None or "token" not in item:
            return None
        return Session(item["token"]["S"], int(item["until"]["N"]))

    def take_turn(self) -> bool:
        """Whether it is ours, alone, to log in."""
        now = int(self._now())
        return take_turn(self._aws, self._key, now, now + TURN_S, now + 2 * 86_400)

    def save(self, session: Session) -> None:
        """Keeps it and ends the turn."""
        item = self._key.to_dynamodb() | {
            "token": {"S": session.token},
            "until": {"N": str(session.until)},
            "expires": {"N": str(session.until)},
        }
        self._aws("dynamodb", "put_item", TableName=self._key.table, Item=item)
