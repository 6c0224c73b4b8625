"""Where the buses are, as the functions know it: read from Cache, where they keep what live feeds say.

While somebody looks, `sync` is made to ask the feeds as often as the messages of a busy city would.
"""

import json
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from hotline.errors import BadFeed
from hotline.services.bus.predictions import Predictions, Vehicle

RENEWED_AFTER_S = 20
"""Age of what is known at which a message would ask the feeds."""
OLDEST_S = 300
"""A bus that has said nothing for so long is not shown."""


class Vehicles:
    """`client` gives boto3's clients; `now` is the stack's clock."""

    def __init__(
        self, client: Callable[[str], Any], cache_table: str, sync_function: str, now: Callable[[], datetime]
    ) -> None:
        self._client = client
        self._cache_table = cache_table
        self._sync_function = sync_function
        self._now = now
        self._asking = threading.Lock()

    def __call__(self) -> list[dict[str, Any]]:
        """For the page: `{"id", "route_id", "route", "headsign", "lat", "lon", "bearing", "at"}`, ms since 1970."""
        items = self._items()
        if any(time.time() - int(item["fetched"]["N"]) > RENEWED_AFTER_S for item in items) and self._renew():
            items = self._items()
        oldest = self._now().timestamp() - OLDEST_S
        return [_shown(one) for item in items for one in _vehicles(item["data"]["B"]) if one.at > oldest]

    def _items(self) -> list[dict[str, Any]]:
        answer = self._client("dynamodb").query(
            TableName=self._cache_table,
            KeyConditionExpression="#key = :live",
            ExpressionAttributeNames={"#key": "key"},
            ExpressionAttributeValues={":live": {"S": "bus#live"}},
        )
        return [item for item in answer["Items"] if "data" in item]

    def _renew(self) -> bool:
        """False where another page's request does so already."""
        if not self._asking.acquire(blocking=False):
            return False
        try:
            self._client("lambda").invoke(
                FunctionName=self._sync_function, Payload=json.dumps({"task": "realtime"}).encode()
            )
        finally:
            self._asking.release()
        return True


def _vehicles(data: bytes) -> tuple[Vehicle, ...]:
    try:
        return Predictions.from_bytes(data).vehicles
    except BadFeed:
        return ()


def _shown(one: Vehicle) -> dict[str, Any]:
    return {
        "id": one.label,
        "route_id": one.route_id,
        "route": one.route,
        "headsign": one.headsign,
        "lat": one.lat,
        "lon": one.lon,
        "bearing": one.bearing,
        "at": one.at * 1000,
    }
