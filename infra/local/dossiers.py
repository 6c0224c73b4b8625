"""Dossiers beside the phone: some to ask about, and a button that moves one on.

`sync` would see an office's new export within the hour, and ask about what citizens follow when its turn comes. Here
both happen when the button is pressed.
"""

import json
import time
from collections.abc import Callable
from typing import Any

from hotline.services.dossier.dossiers import Dossier
from hotline.storage.watch_items import INDEX
from infra.local.one_stop import OneStop, next_step


class Dossiers:
    """`client` gives boto3's clients. `shows_digits` where nobody's phone is behind them: for made-up dossiers."""

    def __init__(
        self,
        office: OneStop,
        client: Callable[[str], Any],
        citizens_table: str,
        sync_function: str,
        *,
        shows_digits: bool,
    ) -> None:
        self._office = office
        self._client = client
        self._citizens_table = citizens_table
        self._sync_function = sync_function
        self._shows_digits = shows_digits

    def __call__(self) -> list[dict[str, Any]]:
        """For the page: `{"code", "procedure", "status", "next", "digits"}`."""
        return [self._shown(dossier) for dossier in self._office.listed()]

    def move_on(self, code: str) -> dict[str, Any] | None:
        """Moves one on and has its followers told: `{"ended": "watched" | "night" | …}`; None where nothing moved."""
        if self._office.move_on(code) is None:
            return None
        self._run("dossiers")
        self._call_up(code)
        return {"ended": self._run("watches").get("ended", "")}

    def _shown(self, dossier: Dossier) -> dict[str, Any]:
        return {
            "code": dossier.code,
            "procedure": dossier.procedure,
            "status": dossier.said_status,
            "stage": dossier.status or 0,
            "next": next_step(dossier),
            "digits": dossier.phone_end if self._shows_digits else "",
        }

    def _call_up(self, code: str) -> None:
        """Makes it the turn of all who follow this one."""
        dynamodb, now = self._client("dynamodb"), {"N": str(int(time.time()))}
        pages = dynamodb.get_paginator("query").paginate(
            TableName=self._citizens_table,
            IndexName=INDEX,
            KeyConditionExpression="watched = :watched",
            ExpressionAttributeValues={":watched": {"S": INDEX}},
        )
        for item in (item for page in pages for item in page["Items"] if item["item"]["S"] == f"watch#{code}"):
            dynamodb.update_item(
                TableName=self._citizens_table,
                Key={name: item[name] for name in ("citizen", "item")},
                UpdateExpression="SET due = :now",
                ConditionExpression="attribute_exists(watched)",
                ExpressionAttributeValues={":now": now},
            )

    def _run(self, task: str) -> dict[str, Any]:
        answer = self._client("lambda").invoke(
            FunctionName=self._sync_function, Payload=json.dumps({"task": task}).encode()
        )
        ended: dict[str, Any] = json.loads(answer["Payload"].read())
        return ended
