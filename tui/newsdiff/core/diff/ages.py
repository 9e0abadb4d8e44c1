"""Ages as a sentence gives them: "34-year-old", "aged 34", "65 and older", "Ann Roe, 34,"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsdiff.core.diff.hedges import hedge
from newsdiff.core.diff.quantity import Quantity
from newsdiff.core.diff.units import unit_pattern

if TYPE_CHECKING:
    from newsdiff.core.diff.number_spans import NumberSpan
    from newsdiff.core.diff.quantity import Hedge
    from newsdiff.core.diff.sentence_words import SentenceWords

_AFTER: Final = re.compile(
    r"[- ]years?[- ](?:old|of[ ]age)s?\b|[- ](?:months?|weeks?|days?)[- ]olds?\b|[- ]?(?:jährig|årig|jarig)\w*"
    r"|[ ](?P<bound>(?:years[ ])?(?:and|or)[ ](?:older|over|up|above|younger|under)\b)|[岁歳才세]",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"\b(?:aged?|ages|age[ ]of|turn(?:s|ed|ing)"
    r"|(?:people|those|adults|anyone|individuals|persons|seniors|children|kids|women|men)[ ](?:aged?[ ])?"
    r"(?:over|under|older[ ]than|younger[ ]than))"
    r"[ ](?:between[ ]|from[ ]|over[ ]|under[ ]|of[ ])?\Z",
    re.IGNORECASE,
)
_LOOKED_AT: Final = 40
"""Characters before a number that may say that it is an age."""
_APPOSED: Final = re.compile(r"(?<!\d)[\w’'.”\"],[ ]\Z")
_APPOSITION_ENDS: Final = re.compile(r",(?![ ]?\d)|[.;)]|\Z|[ ](?:when|and)\b")
_DAY: Final = re.compile(r"[A-Z][a-z]{2,8}\.?[ ]\d{1,2},[ ]\Z")
_OLDEST: Final = 116


def age(words: SentenceWords, span: NumberSpan, language: str) -> Quantity | None:
    """The age that a number is; `None` where it is none."""
    text, end = words.text, span.end
    before = text[max(span.start - _LOOKED_AT, 0) : span.start]
    open_by: Hedge = hedge(text, span.start, end, language)
    if match := _AFTER.match(text, end):
        end = match.end()
        if bound := match["bound"]:
            open_by = "most" if bound.lower().endswith(("younger", "under")) else "least"
    elif span.high > _OLDEST or language != "en":
        return None
    elif _BEFORE.search(before):
        if unit_pattern("en").match(text, end):
            return None
    elif _apposed(text, before, span):
        open_by = ""
    else:
        return None
    return Quantity(span.start, end, "age", span.low, span.high, 1.0, "year", hedge=open_by, heads=words.heads(end))


def _apposed(text: str, before: str, span: NumberSpan) -> bool:
    """Whether a number stands between commas behind somebody's name."""
    if not (span.low == span.high == int(span.low) and span.low > 0):
        return False
    ends = _APPOSITION_ENDS.match(text, span.end) is not None
    return ends and _APPOSED.search(before) is not None and _DAY.search(before) is None
