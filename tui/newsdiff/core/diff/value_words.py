"""How a value is written in a list of conflicts: with what it counts and how it is hedged, so that it reads alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.diff.number_spans import EAST_ASIAN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsdiff.core.diff.conflicts import SentenceFacts
    from newsdiff.core.diff.quantity import Hedge, Quantity
    from newsdiff.core.text.tokenizer import Token

_LONGEST: Final = 24
"""Characters of the words for what is counted; longer ones would leave no room for the values."""
_PEOPLE: Final = frozenset(
    ["people", "men", "women", "children", "dead", "killed", "injured", "wounded", "hurt", "missing"]
)
"""Words that end what a number counts, though they have no "s"."""
_COMPOUND: Final = re.compile(r"-[^\W\d_]{3,}(?![\w-])")
"""What a number is written together with: "48-page"."""
_NO_PLURAL: Final = ("ss", "us", "is")
_HEDGES: Final[Mapping[Hedge, str]] = {
    "about": "about",
    "least": "at least",
    "over": "more than",
    "most": "at most",
    "under": "less than",
    "nearly": "nearly",
}
_WITH_NAMES: Final = frozenset({"day", "month"})
"""Kinds whose words begin with a capital wherever they stand."""
_BARE_TIMES: Final = frozenset({"clock", "day", "month", "year", "years"})
"""Kinds of which "more than" is not said."""


class ValueWords(NamedTuple):
    """The words for a value."""

    text: str
    """As its sentence writes it, in lower case where it only begins the sentence; with what is joined to it."""
    counted: str = ""
    """What it counts, to stand behind it: "people", "of the seven counts"; "" where no noun is sure."""
    hedge: str = ""
    """How far it is left open, to stand before it: "at least"."""


def value_words(facts: SentenceFacts, value: Quantity) -> ValueWords:
    """The words for a value of a sentence."""
    text = facts.text[slice(*value.span)]
    if value.kind not in _WITH_NAMES and text.split(" ")[0].isalpha() and text[1:].islower():
        text = text[0].lower() + text[1:]
    if value.kind == "count" and (joined := _COMPOUND.match(facts.text, value.end)):
        text += joined[0]
    hedge = "" if facts.language != "en" or value.kind in _BARE_TIMES else _HEDGES.get(value.hedge, "")
    return ValueWords(text, _counted(facts, value), hedge)


def _counted(facts: SentenceFacts, value: Quantity) -> str:
    """The words after a number up to the noun; in languages other than English, a single word."""
    if value.kind != "count" or facts.language in EAST_ASIAN:
        return ""
    heads = list(facts.words.heads(value.end))
    found: list[Token] = []
    for token in facts.words.tokens:
        if heads and token.start >= value.end and token.key == heads[0]:
            found.append(token)
            heads.pop(0)
    last = _noun(facts, found)
    words = facts.text[value.end : last.end].strip() if last else ""
    if words.startswith("-"):
        return ""
    return words if len(words) <= _LONGEST else ""


def _noun(facts: SentenceFacts, found: Sequence[Token]) -> Token | None:
    """The word that ends what is counted: the only one, or the first plural."""
    if len(found) == 1:
        return found[0]
    words = ((token, facts.text[token.start : token.end].lower()) for token in found if facts.language == "en")
    return next((token for token, word in words if word in _PEOPLE or _is_plural(word)), None)


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(_NO_PLURAL)
