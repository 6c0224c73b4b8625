"""What officers do with notices, whoever asks: the command line now, a web console later.

Every operation says who does it. Who that is, its caller knows: from AWS (the caller's identity), or in the local stage
from the command line.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Protocol

from hotline.channels.zalo.wire import TEXT_LIMIT, units
from hotline.errors import Refused
from hotline.notices.audit import Audit
from hotline.notices.notice import Content
from hotline.notices.transitions import Action, Status
from hotline.storage.notices import Entry, Notices, Record


class Starts(Protocol):
    """Begins what another function does, and does not wait for it."""

    def __call__(self, task: str, notice: str) -> None:
        """`sync`'s task "freeze" or "resume"."""
        ...


class Officers:
    """`now` gives seconds since 1970."""

    def __init__(
        self,
        notices: Notices,
        audits: Callable[[str], Audit],
        start: Starts,
        topics: Callable[[str], bool],
        now: Callable[[], float] = time.time,
    ) -> None:
        self._notices = notices
        self._audits = audits
        self._start = start
        self._is_topic = topics
        self._now = now

    def draft(self, content: Content, who: str) -> Record:
        """A new notice."""
        self._check(content)
        return self.show(self._notices.create(content, who, self._time()))

    def edit(self, notice: str, content: Content, who: str) -> Record:
        """Changes a draft, or one that was rejected."""
        self._check(content)
        return self._act(notice, Action.EDIT, who, content=content)

    def submit(self, notice: str, who: str) -> Record:
        """Asks for approval. Raises Refused where it could not be sent any more."""
        self._in_time(self.show(notice).content)
        return self._act(notice, Action.SUBMIT, who, sets={"submitted_by": {"S": who}})

    def approve(self, notice: str, who: str) -> Record:
        """Somebody else's yes: the audience is frozen, and it is sent."""
        self._another(notice, who)
        record = self._act(notice, Action.APPROVE, who, sets={"approved_by": {"S": who}})
        self._start("freeze", notice)
        return record

    def schedule(self, notice: str, who: str, when: datetime) -> Record:
        """Somebody else's yes, for later: it begins within the minute after `when`, which is aware."""
        content = self._another(notice, who)
        if not self._time() < when < content.valid_until:
            raise Refused(f"{when:%d/%m/%Y %H:%M} is over, or after the notice's valid_until")
        sets = {"approved_by": {"S": who}, "send_at": {"N": str(int(when.timestamp()))}}
        return self._act(notice, Action.SCHEDULE, who, sets=sets)

    def reject(self, notice: str, who: str, why: str) -> Record:
        """Back to its author, with a reason."""
        return self._act(notice, Action.REJECT, who, why=_reason(why))

    def pause(self, notice: str, who: str, why: str) -> Record:
        """Stops it between two waves, within seconds."""
        return self._act(notice, Action.PAUSE, who, why=_reason(why))

    def resume(self, notice: str, who: str) -> Record:
        """Goes on where it stopped; who is unknown stays so."""
        self._in_time(self.show(notice).content)
        record = self._act(notice, Action.RESUME, who)
        self._start("resume", notice)
        return record

    def cancel(self, notice: str, who: str, why: str) -> Record:
        """Ends it: whoever waits still is not told any more."""
        was = self.show(notice).status
        record = self._act(notice, Action.CANCEL, who, why=_reason(why))
        if was in (Status.SENDING, Status.PAUSED):
            self._start("resume", notice)
        return record

    def show(self, notice: str) -> Record:
        """As it stands."""
        record = self._notices.read(notice)
        if record is None:
            raise Refused(f"there is no notice {notice}")
        return record

    def log(self, notice: str) -> list[Entry]:
        """Who did what, when, from where to where."""
        self.show(notice)
        return self._notices.log(notice)

    def audit(self, notice: str) -> Audit:
        """What became of each recipient, and what must not be."""
        return self._audits(notice)

    def _act(
        self,
        notice: str,
        action: Action,
        who: str,
        *,
        why: str = "",
        sets: dict[str, Any] | None = None,
        content: Content | None = None,
    ) -> Record:
        status = self.show(notice).status
        self._notices.act(notice, action, who, self._time(), expected=status, why=why, sets=sets, content=content)
        return self.show(notice)

    def _another(self, notice: str, who: str) -> Content:
        record = self.show(notice)
        if record.submitted_by == who:
            raise Refused(f"{who} has submitted {notice}, so somebody else must approve it")
        self._in_time(record.content)
        return record.content

    def _in_time(self, content: Content) -> None:
        if content.valid_until <= self._time():
            raise Refused(f"valid_until is over ({content.valid_until:%d/%m/%Y %H:%M} UTC): edit the notice first")

    def _check(self, content: Content) -> None:
        if not self._is_topic(content.topic):
            raise Refused(f"there is no topic {content.topic!r}")
        for lang, text in (("vi", content.vi), ("en", content.en)):
            # A notice is one message: what needs two could arrive in half.
            if (length := units(text)) > TEXT_LIMIT:
                raise Refused(f"{lang}: the text has {length} characters, and a message holds {TEXT_LIMIT}")
        if not content.vi.strip():
            raise Refused("vi: there is no text")
        self._in_time(content)

    def _time(self) -> datetime:
        return datetime.fromtimestamp(self._now(), UTC)


def _reason(why: str) -> str:
    if not why.strip():
        raise Refused("say why: the next person reads it")
    return why.strip()
