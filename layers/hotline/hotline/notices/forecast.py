"""What sending a notice will take, before anybody says yes to it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from hotline.notices.freezing import persons
from hotline.notices.sending import Addressee


@dataclass(frozen=True, slots=True)
class Forecast:
    """Recipients by channel, how long the account's rate makes it take, and what it costs at most, in đồng."""

    channels: tuple[tuple[str, int], ...]
    seconds: float
    most_vnd: int

    @property
    def recipients(self) -> int:
        """All of them."""
        return sum(count for _, count in self.channels)


def forecast(subscribed: Iterable[tuple[str, Addressee]], every_s: float, price_vnd: int) -> Forecast:
    """For those who subscribe now; `every_s` is how long one message takes of the rate."""
    told = persons(subscribed)
    channels = Counter(one.recipient.channel for one in told)
    return Forecast(tuple(sorted(channels.items())), len(told) * every_s, len(told) * price_vnd)
