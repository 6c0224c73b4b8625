"""The line about dossiers with everything around it in memory: what citizens write, and what they read."""

from collections.abc import Iterable
from datetime import UTC, datetime

from hotline.entrypoints.answering import Answering
from hotline.entrypoints.dispatching import understood
from hotline.entrypoints.dossier import ComposesDossier, Rules
from hotline.entrypoints.dossiers import AskedDossiers, Dossiers
from hotline.messages import Inbound, Recipient, Reply
from hotline.observability import Calls
from hotline.services.dossier.disclosure import Disclosure
from hotline.services.dossier.dossiers import Dossier
from hotline.services.dossier.person import HOUR_S, Person
from hotline.storage.aws import ConditionFailed
from hotline.storage.dossiers import DossierItems
from hotline.storage.inquiries import KeptPerson, LineBusy
from hotline.storage.items import Item, ItemKey, Items
from hotline.zone import VIETNAM
from tests.memory_dynamodb import MemoryDynamoDB
from tests.unit.fakes import CITIZEN, Clock, Context, MemoryCitizens, MemoryInbox, Phone


class MemoryInquiries:
    """`storage.inquiries.Inquiries`, as the tests of the real one describe it; so many writes are `overtaken` first."""

    def __init__(self, clock: Clock, limit: int = 3_000) -> None:
        self._clock = clock
        self._limit = limit
        self.persons: dict[Recipient, tuple[KeptPerson, float]] = {}
        self.counted = 0
        self.written = 0
        self.overtaken = 0

    def key(self, citizen: Recipient) -> ItemKey:
        return ItemKey("Citizens", (("citizen", citizen.key), ("item", "dossiers")))

    def kept(self, citizen: Recipient, items: Items) -> KeptPerson:
        item = items.get(self.key(citizen))
        return self.read(citizen) if item is None else KeptPerson(Person(), int(item["version"]["N"]))

    def read(self, citizen: Recipient) -> KeptPerson:
        kept, expires = self.persons.get(citizen, (KeptPerson(Person(), 0), 0))
        return kept if expires > self._clock() else KeptPerson(Person(), kept.version)

    def keep(self, citizen: Recipient, before: KeptPerson, person: Person, *, counts: bool) -> KeptPerson:
        self.overtaken -= 1
        if self.overtaken >= 0 or before.version != self.read(citizen).version:
            raise ConditionFailed
        if counts and self.counted >= self._limit:
            raise LineBusy
        self.counted += counts
        self.written += 1
        after = KeptPerson(person, before.version + 1)
        self.persons[citizen] = after, self._clock() + HOUR_S
        return after


class CacheInbox(MemoryInbox):
    """An Inbox that reads what is wanted beside a message from Cache."""

    def __init__(self, items: DossierItems) -> None:
        super().__init__()
        self._items = items

    def items_beside(self, keys: Iterable[ItemKey]) -> dict[ItemKey, Item | None]:
        cached = [key for key in keys if key.table == "Cache"]
        return dict(self._items.read(cached)) if cached else {}


class Office:
    """An upstream that says what it is told to, or raises it."""

    def __init__(self, *known: Dossier) -> None:
        self.known = {dossier.code: dossier for dossier in known}
        self.fails: Exception | None = None
        self.asked: list[str] = []

    def look_up(self, code: str) -> Dossier | None:
        self.asked.append(code)
        if self.fails:
            raise self.fails
        return self.known.get(code)


class Line:
    """One citizen and the line."""

    def __init__(
        self, *known: Dossier, disclosure: Disclosure = Disclosure.VERIFIED, limit: int = 10, line_limit: int = 3_000
    ) -> None:
        self.time = Clock()
        self.items = DossierItems(MemoryDynamoDB(self.time), "Cache", self.time)
        self.office = Office(*known)
        self.calls = Calls()
        self.dossiers: Dossiers = AskedDossiers(
            self.items, self.office, self.clock, 600, self.calls, 1.0, self.time, self.pass_
        )
        self.inquiries = MemoryInquiries(self.time, line_limit)
        rules = Rules("1022", disclosure, limit, VIETNAM)
        self.compose = ComposesDossier(self.dossiers, self.inquiries, rules, self.clock, now=self.time)
        self.phone = Phone()
        self.inbox = CacheInbox(self.items)
        self._answer = Answering(self.inbox, MemoryCitizens(), self.compose, self.phone, self.calls, now=self.time)
        self._sent = 0

    def clock(self) -> datetime:
        return datetime.fromtimestamp(self.time(), UTC)

    def pass_(self, seconds: float) -> None:
        self.time.time += seconds

    def says(self, text: str) -> Reply:
        """What is read after this message."""
        self._sent += 1
        inbound = Inbound(CITIZEN, f"d{self._sent}", self.clock(), text=text)
        assert understood(inbound).service == "dossier", text
        self.inbox.put(inbound, self.time())
        wanted = self.compose.wants(inbound, understood(inbound))
        self.inbox.beside = {key: item for key, item in self.inbox.items_beside(wanted).items() if item}
        ended = self._answer({"inbound": inbound.to_json(), "try": 1}, Context())
        assert ended["ended"] == "answered", ended
        return self.phone.heard[-1]
