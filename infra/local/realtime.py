"""The live data that the stack runs on: feeds elsewhere, a file that is served here, or the sample's moving buses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from infra.local.feed import Feed
from infra.local.options import MOVED, StackError, is_address

LIMIT = 8 << 20
"""Bytes; the functions read no more."""
OLDEST_S = 300
"""The functions tell nothing that is older."""

type Reads = Callable[[datetime], bytes]
"""Gives the feed as it is at a moment of the stack's clock. Raises OSError."""


@dataclass(frozen=True, slots=True)
class Realtime:
    """`addresses` of feeds elsewhere, with spaces between them, or what `read`s the one served here, or neither.

    `made` is when a file's message was made, seconds since 1970; 0 for anything else.
    """

    addresses: str = ""
    read: Reads | None = None
    made: int = 0

    def is_past(self, now: datetime) -> bool:
        """Whether a file is too old for this clock, or not made yet."""
        return bool(self.made) and abs(now.timestamp() - self.made) > OLDEST_S


def open_realtime(where: str, feed: Feed) -> Realtime:
    """What `Options.realtime` says; StackError where that is no GTFS-Realtime."""
    if where == MOVED and feed.data is not None:
        return Realtime(read=_moved(feed.data))
    if not where or is_address(where):
        return Realtime(addresses=where)
    path = Path(where)
    # Read again whenever it is asked for: another program may renew it.
    return Realtime(read=lambda _: path.read_bytes(), made=_made(path))


def _moved(feed: bytes) -> Reads:
    # Protobuf is loaded where something is to be encoded.
    from infra.local.fleet import Fleet
    from infra.local.fleet_feed import encode

    fleet = Fleet(feed)
    return lambda now: encode(fleet, int(now.timestamp()))


def _made(path: Path) -> int:
    from google.protobuf.message import DecodeError
    from google.transit.gtfs_realtime_pb2 import FeedMessage

    if path.stat().st_size > LIMIT:
        raise StackError(f"FEED_REALTIME={str(path)!r} is larger than {LIMIT >> 20} MB")
    message = FeedMessage()
    try:
        message.ParseFromString(path.read_bytes())
    except DecodeError:
        message.Clear()
    if not message.IsInitialized():
        raise StackError(f"FEED_REALTIME={str(path)!r} is no GTFS-Realtime message: give a .pb file, or an address")
    return message.header.timestamp
