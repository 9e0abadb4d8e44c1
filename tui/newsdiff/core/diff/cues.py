"""What the words around a value say of its time and its role: an earlier value, a forecast, a rate, a total."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from newsdiff.core.diff.quantity import Quantity

Cue = Literal["from", "earlier", "expected", "stage", "until"]
"""`from`: what a change began with or is compared with. `stage`: a score before the end. `until`: the end of a time."""

_BEFORE: Final = re.compile(
    r"(?P<from>\bfrom[ ](?:an?[ ]|about[ ]|around[ ]|roughly[ ]|the[ ]|just[ ]|its[ ])?\Z"
    r"|(?:(?<!more)(?<!less)(?<!fewer)(?<!greater)(?<!other)[ ]than|\bthan[ ](?:the|its)|\bversus|\bvs\.?"
    r"|\bcompared[ ](?:with|to))[ ](?:an?[ ]|the[ ])?(?:about[ ]|roughly[ ])?\Z)"
    r"|(?P<until>\b(?:until|till|through|to|by)[ ](?:the[ ]end[ ]of[ ])?\Z)",
    re.IGNORECASE,
)
_ONCE: Final = re.compile(
    r"\b(?P<done>born|built|founded|established|erected|constructed|inaugurated|incorporated|invented|ratified|abolished)"
    r"[ ](?:back[ ])?in[ ](?:the[ ](?:year|spring|summer|autumn|fall|winter)[ ]of[ ])?\Z",
    re.IGNORECASE,
)
"""What befalls a thing once, so that two times of it are of one event; not "opened" or "completed", which may recur."""
_CLAUSE: Final = re.compile(
    r"[;:—–]|,[ ]|\b(?:but|while|whereas|although|which|compared|after|when)\b|[.?!][ ]", re.IGNORECASE
)
_EARLIER: Final = re.compile(
    r"\b(?:previous(?:ly)?|earlier|prior|last[ ](?:month|year|time)|originally|initially"
    r"|(?:a|two|three|four|five|ten)[ ](?:week|month|year|decade)s?[ ](?:ago|earlier|before)"
    r"|the[ ](?:week|month|year|day)[ ](?:before|prior)|had[ ](?:held|won|risen|fallen)|outgoing|early[ ]days"
    r"|as[ ]of[ ]last|preceding|used[ ]to|peak(?:ed|ing)?)\b",
    re.IGNORECASE,
)
_EXPECTED: Final = re.compile(
    r"\b(?:expect(?:ed|s|ations?|ing)?|forecast(?:s|ers)?|predict(?:ed|s|ions?)?|project(?:ed|ions?)|analysts?"
    r"|economists|consensus|anticipat(?:ed|es)|target)\b",
    re.IGNORECASE,
)
_STAGE: Final = re.compile(
    r"\b(?:half[- ]time|interval|the[ ]break|leg|aggregate|overall|quarter(?!-final)|(?:first|second)[ ]half)\b",
    re.IGNORECASE,
)
_OPENING: Final = 30
"""Characters that an opening phrase takes up at most."""
_REACH: Final = (80, 60)
"""Characters before and after a value that its clause may take up."""


def cues(text: str, one: Quantity) -> frozenset[Cue]:
    """What an English sentence says of one of its values."""
    found: set[Cue] = set()
    match = _BEFORE.search(text[max(one.start - 30, 0) : one.start])
    if match:
        found.add("from" if match["from"] is not None else "until")
    clause = _clause(text, one)
    if _EARLIER.search(clause):
        found.add("earlier")
    if _EXPECTED.search(clause):
        found.add("expected")
    if one.kind == "score" and _STAGE.search(clause):
        found.add("stage")
    return frozenset(found)


def done_once(text: str, one: Quantity) -> str:
    """What an English sentence says to have happened in a year or a month and happens once, in small letters, or ""."""
    match = _ONCE.search(text[max(one.start - 40, 0) : one.start])
    return match["done"].lower() if match else ""


def _clause(text: str, one: Quantity) -> str:
    """The words of the clause that a value stands in, without the value."""
    first, last = max(one.start - _REACH[0], 0), min(one.end + _REACH[1], len(text))
    for match in _CLAUSE.finditer(text, first, one.start):
        # "As of last week, it was sending 11 million": what opens a sentence belongs to all of it.
        if match.start() > _OPENING or not match[0].startswith(","):
            first = match.start()
    if after := _CLAUSE.search(text, one.end, last):
        last = after.end()
    return f"{text[first : one.start]} # {text[one.end : last]}"
