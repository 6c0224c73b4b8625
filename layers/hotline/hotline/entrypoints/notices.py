"""What is said and done when citizens choose which notices they get."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import TYPE_CHECKING, Protocol, cast

from hotline.messages import Inbound, Recipient, Reply
from hotline.routing import Understood
from hotline.services.notices import service
from hotline.services.notices.service import Desk, Held
from hotline.services.notices.topics import Topics
from hotline.services.notices.wording import CONSENT_VERSION
from hotline.storage.subscriptions import Subscription

if TYPE_CHECKING:
    from hotline.services.notices.queries import NoticesQuery


class Subscriptions(Protocol):
    """What each is told of; `storage.subscriptions.Subscriptions`."""

    def begin(self, citizen: Recipient, topic: str, areas: Sequence[str], version: str, lang: str) -> None:
        """Effective when it returns."""
        ...

    def end(self, citizen: Recipient, subscriptions: Iterable[Subscription]) -> None:
        """Ends these; what has ended stays so."""
        ...

    def of(self, citizen: Recipient) -> list[Subscription]:
        """All of one citizen."""
        ...


class ComposesNotices:
    """Answers once it is done: a try that ends half way is made again with its message, and finds less to do.

    `phone` is the line to call; days are those of `zone`.
    """

    def __init__(self, subscriptions: Subscriptions, topics: Topics, phone: str, zone: tzinfo) -> None:
        self._subscriptions = subscriptions
        self._topics = topics
        self._phone = phone
        self._zone = zone

    def __call__(self, inbound: Inbound, about: Understood) -> Reply:
        """The reply."""
        query = self._with_own(cast("NoticesQuery", about.query), inbound.text)
        subscribed = self._subscriptions.of(inbound.sender)
        held = [Held(one.topic, one.area, one.since) for one in subscribed]
        decision = service.decide(query, held, self._desk(about.lang))
        for topic in dict.fromkeys(one.topic for one in decision.begin):
            areas = [one.area for one in decision.begin if one.topic == topic]
            self._subscriptions.begin(inbound.sender, topic, areas, CONSENT_VERSION, about.lang)
        ended = {(one.topic, one.area) for one in decision.end}
        self._subscriptions.end(inbound.sender, [one for one in subscribed if (one.topic, one.area) in ended])
        return decision.reply

    def greet(self, lang: str, greeting: str) -> Reply:
        """Somebody has just come: what they could be told of, after the greeting."""
        return service.ask_topics(self._desk(lang), before=f"{greeting}\n\n")

    def _with_own(self, query: "NoticesQuery", text: str) -> "NoticesQuery":
        """With the city's own topics, which no recogniser knows."""
        own = self._topics.own_in(text)
        return replace(query, topics=(*query.topics, *own), is_other=False) if own else query

    def _desk(self, lang: str) -> Desk:
        return Desk(self._topics, lang, self._phone, self._zone)
