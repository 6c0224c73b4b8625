"""What holds for a provider, whatever it answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """`url` is the public server, `source` whom an answer names for it.

    `keep_days` is how long answers may be kept, 0 where we know of no leave to; the operator's own contract may say
    otherwise. `pace_s` is the time between two requests to the public server, of all our functions together.
    """

    url: str
    source: str
    keep_days: int = 0
    pace_s: float = 0
