"""Does what `hotline notice` was told, on a stack, and says how the notice stands."""

import argparse
import json
import os
from pathlib import Path

from hotline.cli import notice_file
from hotline.entrypoints.noticing import Noticing
from hotline.entrypoints.officers import Officers
from hotline.errors import Refused
from hotline.lexicon.topics import TOPICS
from hotline.notices.forecast import Forecast, forecast
from hotline.notices.transitions import Status
from hotline.settings import own_topics
from hotline.storage import deployed, functions
from hotline.storage.aws import Aws
from hotline.storage.notice_chunks import NoticeChunks
from hotline.storage.notices import Notices, Record
from hotline.storage.subscriptions import Subscriptions
from hotline.zone import VIETNAM

PRICE_VND = 55
"""What Zalo takes for a message to somebody who wrote more than two days ago; before that the first eight are free."""

_SHOWN = 20


def run(options: argparse.Namespace) -> int:
    """Does it and says how the notice stands."""
    if options.local:
        _use_local()
    desk = _Desk(options.stack, options.name)
    if options.does == "audit":
        return _audit(desk, options)
    if options.does == "log":
        for entry in desk.officers.log(options.notice):
            at = entry.at.astimezone(VIETNAM)
            print(f"{at:%d/%m/%Y %H:%M:%S}  {entry.who}: {entry.action}, now {entry.now}  {entry.why}".rstrip())
        return 0
    record = _done(desk, options)
    foreseen = desk.forecast(record) if options.does in ("draft", "edit", "show", "submit") else None
    if options.json:
        print(json.dumps(to_json(record, foreseen), ensure_ascii=False))
    else:
        _print(record, foreseen)
    return 0


def to_json(record: Record, foreseen: Forecast | None) -> dict[str, object]:
    """The notice as scripts read it."""
    body: dict[str, object] = {
        "notice": record.notice,
        "status": record.status,
        "content": record.content.to_json(),
        "submitted_by": record.submitted_by,
        "approved_by": record.approved_by,
        "recipients": record.recipients,
        "outcomes": record.tally.by_name,
        "why": record.why,
    }
    if foreseen:
        body["forecast"] = {
            "channels": dict(foreseen.channels),
            "seconds": round(foreseen.seconds),
            "most_vnd": foreseen.most_vnd,
        }
    return body


def _use_local() -> None:
    """Turns AWS's client to the stack of `make run`, whose AWS takes any credentials."""
    try:
        described = json.loads(Path(".local/stack.json").read_text(encoding="utf-8"))
    except OSError:
        raise Refused("no stack of `make run` is ready in this folder") from None
    os.environ |= {
        "AWS_ENDPOINT_URL": described["aws_endpoint_url"],
        "AWS_DEFAULT_REGION": described["aws_region"],
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
    }


class _Desk:
    """The operations, bound to a deployed stack, and who does them."""

    def __init__(self, stack: str, name: str | None) -> None:
        aws = Aws(patient=True)
        self._told = told = deployed.stack(aws, stack)
        is_local = told.get("Stage") == "local"
        if name and not is_local:
            raise Refused("--as is for a local stack: elsewhere AWS says who you are")
        self.who = name or deployed.caller(aws)
        notices, chunks = Notices(aws, told["NoticesTable"]), NoticeChunks(aws, told["NoticesTable"])
        self._subscriptions = Subscriptions(aws, told["CitizensTable"])
        noticing = Noticing(aws, notices, chunks, self._subscriptions, told["UrgentQueue"], told["BulkQueue"])
        self.officers = Officers(
            notices,
            noticing.audit,
            lambda task, notice: functions.invoke(aws, told["Sync"], {"task": task, "notice": notice}),
            {*TOPICS, *(key for key, _, _ in own_topics(told.get("CityTopics", "")))}.__contains__,
        )

    def forecast(self, record: Record) -> Forecast:
        """What sending it now would take."""
        subscribed = self._subscriptions.subscribers(record.content.topic, record.content.areas)
        rate = int(self._told["MessagesAMinute"])
        return forecast(subscribed, 60 / rate if rate else 0, PRICE_VND)


def _done(desk: _Desk, options: argparse.Namespace) -> Record:
    officers, who = desk.officers, desk.who
    match options.does:
        case "draft":
            return officers.draft(notice_file.read(options.file), who)
        case "edit":
            return officers.edit(options.notice, notice_file.read(options.file), who)
        case "schedule":
            return officers.schedule(options.notice, who, options.at)
        case "reject" | "pause" | "cancel" as does:
            return getattr(officers, does)(options.notice, who, options.why)  # type: ignore[no-any-return]
        case "submit" | "approve" | "resume" as does:
            return getattr(officers, does)(options.notice, who)  # type: ignore[no-any-return]
        case _:
            return officers.show(options.notice)


def _audit(desk: _Desk, options: argparse.Namespace) -> int:
    found = desk.officers.audit(options.notice)
    for outcome, count in found.tally.counts:
        print(f"{count:7,}  {outcome.name.lower()}")
    for who in found.unknown:
        print(f"unknown: {who.key}")
    status = desk.officers.show(options.notice).status
    if status in (Status.SENDING, Status.PAUSED, Status.FREEZING):
        print(f"not over yet: it is {status}")
        return 1
    for finding in found.findings[:_SHOWN]:
        print(f"must not be: {finding}")
    if len(found.findings) > _SHOWN:
        print(f"… and {len(found.findings) - _SHOWN:,} more")
    print("passes" if found.passes else "FAILS")
    return 0 if found.passes else 1


def _print(record: Record, foreseen: Forecast | None) -> None:
    content = record.content
    print(f"{record.notice}  {record.status}" + (f" ({record.why})" if record.why else ""))
    where = ", ".join(content.areas) or "the whole city"
    until = content.valid_until.astimezone(VIETNAM)
    print(f"{content.topic}, {where}, until {until:%d/%m/%Y %H:%M}{', urgent' if content.urgent else ''}")
    print(f"\n{content.vi}\n" + (f"\n{content.en}\n" if content.en else ""))
    if record.recipients:
        ended = record.tally.total
        print(f"{ended:,} of {record.recipients:,} recipients have an outcome")
        for outcome, count in record.tally.counts:
            print(f"{count:7,}  {outcome.name.lower()}")
    elif foreseen:
        channels = ", ".join(f"{count:,} on {channel}" for channel, count in foreseen.channels) or "nobody yet"
        print(f"Would go to {channels}; {_duration(foreseen.seconds)} at the account's rate;")
        print(f"at most {foreseen.most_vnd:,} đ: nothing for those who wrote within two days.")


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
