"""Whether two values of one kind are equal, may be one value told in two ways, or conflict."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from newsdiff.core.diff.quantity import Quantity

Relation = Literal["equal", "compatible", "open", "conflict"]
"""`open`: the one leaves the other possible, but is so far off that it says nothing for it ("more than 5", 80)."""

_FAR: Final = 1.25
"""By so much a value may exceed an "at least" that stands for it: nobody says "more than 80" of 110."""
_ABOUT, _NEARLY = 0.05, 0.05
"""Shares of a value within which "about" and "nearly" lie."""
_TRUNCATED: Final = 0.015
"""Share by which the coarser of two values may be off beyond its rounding."""
_CONVERTED: Final = 0.07
"""Share by which one value may be off in two units: 30 miles are 50 km."""
_HALF_A_DAY, _DAY = 720, 1440
_ABOUT_MINUTES, _OPEN_MINUTES = 30, 60
_FAHRENHEIT: Final = f"{5 / 9:g}"
_UP: Final = frozenset({"least", "over"})
_DOWN: Final = frozenset({"most", "under"})
_OPPOSED: Final = frozenset({("over", "nearly"), ("over", "under"), ("least", "nearly"), ("least", "under")})
"""Hedges of one number that exclude each other: "topped 6 million", "nears 6 million"."""
_BOUNDS: Final = frozenset({("least", "over"), ("most", "under")})
"""Hedges that differ in whether the number itself belongs, which matters where they bound an age."""


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two values are of one kind and unit. Of two times of day both name a zone or neither does."""
    if a.kind == "clock" == b.kind:
        return bool(a.scale) == bool(b.scale)
    return a.kind == b.kind and a.unit == b.unit


def relation(a: Quantity, b: Quantity) -> Relation:
    """What two comparable values are to each other, whichever comes first."""
    if a.kind in {"day", "month", "year", "ordinal"}:
        return "equal" if a.low == b.low else "conflict"
    if a.kind == "clock":
        return _clock(a, b)
    if a.kind in {"score", "years"}:
        return _paired(a, b)
    if a.unit == "temperature" and a.scale != b.scale and "degree" in {a.scale, b.scale}:
        return _degrees(a, b)
    if math.isclose(a.low, b.low, rel_tol=1e-6) and math.isclose(a.high, b.high, rel_tol=1e-6):
        return _same_number(a, b)
    if not (a.exact or b.exact) and "vague" not in {a.hedge, b.hedge}:
        return _ranges(a, b)
    hedges = {a.hedge, b.hedge}
    if not (hedges <= _UP or hedges <= _DOWN):
        (low, high), (least, most) = _interval(a), _interval(b)
        if low <= most and least <= high:
            return "open" if max(a.low, b.low) > _FAR * min(a.high, b.high) else "compatible"
        if a.hedge and b.hedge and "vague" not in hedges:
            return "conflict"
    return _rounded(a, b)


def _same_number(a: Quantity, b: Quantity) -> Relation:
    hedges = {(a.hedge, b.hedge), (b.hedge, a.hedge)}
    if hedges & _OPPOSED or (a.kind == "age" and hedges & _BOUNDS):
        return "conflict"
    return "equal"


def _ranges(a: Quantity, b: Quantity) -> Relation:
    grain = max(a.grain, b.grain) / 2
    near = abs(a.low - b.low) < grain and abs(a.high - b.high) < grain
    within = (a.low <= b.low and b.high <= a.high) or (b.low <= a.low and a.high <= b.high)
    return "compatible" if near or within else "conflict"


def _rounded(a: Quantity, b: Quantity) -> Relation:
    """Two numbers that differ, where neither leaves the other open: one may be the other one, rounded."""
    gap = max(a.low - b.high, b.low - a.high, 0.0)
    least = min(abs(a.high), abs(b.high))
    grain = max(a.grain, b.grain) / 2
    if a.scale != b.scale and a.kind in {"measure", "duration"}:
        return "compatible" if gap <= _CONVERTED * least or gap < 0.9 * grain else "conflict"
    if a.grain != b.grain and (gap < grain or gap <= _TRUNCATED * least):
        return "compatible"
    return "conflict" if gap else "compatible"


def _interval(one: Quantity) -> tuple[float, float]:
    """The values that one leaves open."""
    if one.hedge in _UP:
        return one.low, math.inf
    if one.hedge in _DOWN:
        return -math.inf, one.high
    if one.hedge == "nearly":
        return one.low - _NEARLY * abs(one.low), one.high
    if one.hedge == "about":
        return one.low - _ABOUT * abs(one.low), one.high + _ABOUT * abs(one.high)
    return one.low, one.high


def _paired(a: Quantity, b: Quantity) -> Relation:
    if (a.low, a.high) == (b.low, b.high):
        return "equal"
    # Terms of office that follow one another are two, and a draw may have been broken later.
    if a.kind == "years" and (a.high <= b.low or b.high <= a.low):
        return "open"
    return "open" if a.kind == "score" and a.exact != b.exact else "conflict"


def _clock(a: Quantity, b: Quantity) -> Relation:
    if a.scale != b.scale:
        return "open"
    gap = abs(a.low - b.low)
    gap = min(gap, _DAY - gap)
    if "twice a day" in {a.unit, b.unit}:
        gap = min(gap, abs(_HALF_A_DAY - gap))
    if not gap:
        return "equal"
    hedges = {a.hedge, b.hedge}
    if hedges & (_UP | _DOWN | {"nearly"}):
        return "compatible" if gap <= _OPEN_MINUTES else "conflict"
    if (a.grain != b.grain and gap <= max(a.grain, b.grain)) or ("about" in hedges and gap <= _ABOUT_MINUTES):
        return "compatible"
    return "conflict"


def _degrees(a: Quantity, b: Quantity) -> Relation:
    """Degrees of which only one says on what scale, in which the other is taken to be as well."""
    bare, known = (a, b) if a.scale == "degree" else (b, a)
    value = known.low * 9 / 5 + 32 if known.scale == _FAHRENHEIT else known.low
    gap = abs(bare.low - value)
    if gap < 0.05:
        return "equal"
    return "conflict" if gap >= max(a.grain, b.grain) / 2 else "compatible"
