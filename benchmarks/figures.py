"""One measured figure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its aim and how it was measured. `met` is None where the figure has no aim of its own."""

    name: str
    value: float
    unit: str
    method: str
    aim: str = ""
    met: bool | None = None
