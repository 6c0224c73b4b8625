"""Says where a dossier stands, when it is due, and what the citizen must do now."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from hotline.bilingual import Bilingual
from hotline.services.dossier import wording
from hotline.services.dossier.appointments import days_left, is_overdue
from hotline.services.dossier.dossiers import Dossier, Fee
from hotline.services.dossier.said_day import day
from hotline.services.dossier.statuses import Status
from hotline.text import fold

_STAGES = {
    Status.REGISTERED: wording.REGISTERED,
    Status.ACCEPTED: wording.ACCEPTED,
    Status.REJECTED: wording.REJECTED,
    Status.PROCESSING: wording.PROCESSING,
    Status.PAPERS_WANTED: wording.PAPERS_WANTED,
    Status.PAYMENT_WANTED: wording.PAYMENT_WANTED,
    Status.WITHDRAWN: wording.WITHDRAWN,
    Status.STOPPED: wording.STOPPED,
    Status.FINISHED: wording.FINISHED,
    Status.RETURNED: wording.RETURNED,
}
# What offices say of a step within a status, and a citizen understands.
_STEPS = {
    "chuyen phong chuyen mon": wording.WITH_DEPARTMENT,
    "da chuyen phong chuyen mon": wording.WITH_DEPARTMENT,
    "dang cho duyet": wording.WAITS_FOR_APPROVAL,
    "cho duyet": wording.WAITS_FOR_APPROVAL,
}
# What to do where the office wants nothing in particular.
_TO_DO = {
    Status.REJECTED: wording.ASK_WHY,
    Status.STOPPED: wording.ASK_WHY,
    Status.WITHDRAWN: wording.NOT_MINE,
    Status.RETURNED: wording.NOT_RECEIVED,
}
_FEES_TOLD = 3


@dataclass(frozen=True, slots=True)
class Teller:
    """Who is told, when, in what language; `phone` is the city's line."""

    lang: str
    phone: str
    now: datetime
    timezone: tzinfo

    def status(self, dossier: Dossier) -> str:
        """Where it stands, and since when."""
        stands = stage(dossier)
        status = stands.say(self.lang, said=dossier.said_status)
        since = dossier.since if stands is not wording.NO_STATUS else None
        if dossier.status is Status.FINISHED:
            since = dossier.finished or since
        elif dossier.status is Status.RETURNED:
            since = dossier.returned or since
        if since is None:
            return wording.STATUS.say(self.lang, status=status)
        phrase = wording.STATUS_ON if dossier.status and dossier.status.is_over else wording.STATUS_SINCE
        return phrase.say(self.lang, status=status, day=day(self.lang, since, self.timezone))

    def due(self, dossier: Dossier) -> str:
        """The appointment, and how far it is; "" where it no longer matters."""
        if dossier.status and dossier.status.is_over:
            return ""
        left = days_left(dossier, self.now, self.timezone)
        if left is None or dossier.due is None:
            return wording.NO_DUE.say(self.lang) if dossier.status is not Status.FINISHED else ""
        on = day(self.lang, dossier.due, self.timezone)
        if is_overdue(dossier, self.now, self.timezone):
            return (wording.OVERDUE if left < -1 else wording.OVERDUE_DAY).say(self.lang, day=on, days=-left)
        if dossier.status is Status.FINISHED:
            return wording.DUE.say(self.lang, day=on)
        if dossier.status in (Status.PAPERS_WANTED, Status.PAYMENT_WANTED):
            return wording.DUE_WAITS.say(self.lang, day=on)
        near = {0: wording.DUE_TODAY, 1: wording.DUE_TOMORROW}
        return near.get(left, wording.DUE_LATER if left > 0 else wording.DUE).say(self.lang, day=on, days=left)

    def to_do(self, dossier: Dossier) -> str:
        """What the citizen must do now, as far as the office says it."""
        if dossier.status is Status.PAPERS_WANTED:
            phrase = wording.BRING if dossier.asks else wording.ASK_WHAT_TO_BRING
            return phrase.say(self.lang, asks=dossier.asks, phone=self.phone)
        if dossier.status is Status.PAYMENT_WANTED:
            return self._with_note(self._to_pay(dossier.fees), dossier)
        if dossier.status is Status.FINISHED:
            where = dossier.collect_at or dossier.office
            phrase = wording.COLLECT_AT if where else wording.COLLECT
            return self._with_note(phrase.say(self.lang, where=where), dossier)
        phrase = _TO_DO.get(dossier.status, wording.NOTHING_TO_DO) if dossier.status else wording.NOTHING_TO_DO
        if is_overdue(dossier, self.now, self.timezone):
            phrase = wording.ASK_WHY_LATE
        if dossier.asks and phrase is wording.NOTHING_TO_DO:
            return wording.NOTE.say(self.lang, asks=dossier.asks)
        if dossier.status is None and phrase is wording.NOTHING_TO_DO:
            return ""
        return self._with_note(phrase.say(self.lang, phone=self.phone), dossier)

    def _with_note(self, words: str, dossier: Dossier) -> str:
        return f"{words}\n{wording.NOTE.say(self.lang, asks=dossier.asks)}" if dossier.asks else words

    def _to_pay(self, fees: tuple[Fee, ...]) -> str:
        owed = [fee for fee in fees if fee.amount != 0]
        if not owed:
            return wording.ASK_WHAT_TO_PAY.say(self.lang, phone=self.phone)
        told = list(map(self._fee, owed[:_FEES_TOLD]))
        if len(owed) > _FEES_TOLD:
            told.append(wording.MORE_FEES.say(self.lang, count=len(owed) - _FEES_TOLD))
        amounts = [fee.amount for fee in owed if fee.amount is not None]
        if len(owed) > 1 and len(amounts) == len(owed):
            return wording.PAY_TOTAL.say(self.lang, fees="; ".join(told), total=self._money(sum(amounts)))
        return wording.PAY.say(self.lang, fees="; ".join(told))

    def _fee(self, fee: Fee) -> str:
        name = fee.name or wording.FEE_NAMELESS.say(self.lang)
        if fee.amount is None:
            said = wording.FEE_OPEN.say(self.lang, name=name)
        else:
            said = wording.FEE.say(self.lang, name=name, amount=self._money(fee.amount))
        return wording.FEE_WHERE.say(self.lang, fee=said, where=fee.where) if fee.where else said

    def _money(self, amount: int) -> str:
        grouped = f"{amount:,}"
        return wording.MONEY.say(self.lang, amount=grouped if self.lang == "en" else grouped.replace(",", "."))


def stage(dossier: Dossier) -> Bilingual:
    """Where it stands in a citizen's words, or with the gap `said` in the office's own."""
    if dossier.status is None:
        return wording.IN_ITS_WORDS if dossier.said_status else wording.NO_STATUS
    return _STEPS.get(fold(dossier.said_status).strip(" ."), _STAGES[dossier.status])
