"""A value as a sentence gives it: a number of something, a date or a time of day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

QuantityKind = Literal[
    "count", "percent", "points", "money", "duration", "age", "score", "measure", "ordinal", "multiple",
    "clock", "day", "month", "year", "years",
]  # fmt: skip
Hedge = Literal["", "about", "least", "over", "most", "under", "nearly", "vague"]
"""How far a value is left open. `least` and `most` include it, `over` and `under` do not; `vague` is "dozens"."""

DATES: Final = frozenset({"clock", "day", "month", "year", "years", "duration"})
"""Kinds that a reader takes for dates and times; the others are figures."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One value of a sentence: where it stands, what it counts, how exact it is."""

    start: int
    end: int
    kind: QuantityKind
    low: float
    high: float
    """`low` and `high` are equal but for a range ("20 to 30"); of a score they are its lesser and its greater number.
    In the base unit of the kind: seconds, metres, minutes after midnight, month * 100 + day, year * 12 + month."""
    grain: float = 1.0
    """What the value may be rounded to, in the base unit: 100 for "300", 100,000 for "1.5 million"."""
    unit: str = ""
    """The currency or the dimension. Only values of one unit compare."""
    scale: str = ""
    """Which unit of the dimension was written: values in two units agree less exactly. Of a time of day, its zone."""
    hedge: Hedge = ""
    heads: tuple[str, ...] = ()
    """What is counted: the stems of the words right after the number or, where none follow, right before."""
    whole: float = 0.0
    """Of how many, where the value is so many of them: 7 in "two of the seven counts"; 0 where nothing says so."""

    @property
    def span(self) -> tuple[int, int]:
        """The first character and the one after the last."""
        return self.start, self.end

    @property
    def exact(self) -> bool:
        """It is one value and not a range."""
        return self.low == self.high
