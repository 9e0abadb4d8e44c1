"""Recurring titles: what an outlet publishes regularly under one opening ("Morning briefing: …").

Two editions of a series share the words of its title, and are about different events.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsdiff.core.clustering.items import ClusterItem
    from newsdiff.core.clustering.tokenize import ItemTerms

OPENING_WORDS: Final = 3
"""Words of a title that make its opening."""

MIN_DAYS: Final = 4
"""Minimum days, of the last `SPAN_DAYS`, on which an opening must appear."""

SPAN_DAYS: Final = 30

EDITION_DAYS: Final = 0.75
"""Minimum days between two editions of one series."""

_MIN_WORDS_LEFT: Final = 2
"""A title keeps its opening if fewer words than this would be left of it."""
_NUMBER = re.compile(r"\d(?:[\d.,:/-]*\d)?")
_ANY_NUMBER = "#"


class RecurringTitles:
    """On which days each outlet has used each opening."""

    def __init__(self, days: Iterable[tuple[str, int]] = ()) -> None:
        """Begin with days that are known: openings, as `opening` gives them, each with a day since 1970."""
        self._days: dict[str, set[int]] = {}
        for name, day in days:
            self._days.setdefault(name, set()).add(day)

    def add(self, item: ClusterItem) -> None:
        """Count an item."""
        name = opening(item)
        if name:
            self._days.setdefault(name, set()).add(int(item.day))

    def series(self, item: ClusterItem) -> str:
        """The opening of an item, if it is that of a recurring title, else ""."""
        name = opening(item)
        today = int(item.day)
        found = sum(today - SPAN_DAYS < day <= today for day in self._days.get(name, ()))
        return name if found >= MIN_DAYS else ""


def opening(item: ClusterItem) -> str:
    """The outlet and the first `OPENING_WORDS` words of the title, joined by U+001F, with "#" for every number.

    Editions are often told apart by their number alone ("Wordle 1,234 hints"); such a title may also have two words.

    Returns:
        "" where the title has fewer words, or no word that is not a number.
    """
    # Looking is quicker than replacing, and most words have no number.
    words = [
        word if word.isalpha() else _NUMBER.sub(_ANY_NUMBER, word) for word in opening_words(item.title.casefold())
    ]
    numbered = any(_ANY_NUMBER in word for word in words)
    named = any(char.isalpha() for word in words for char in word)
    long_enough = len(words) == OPENING_WORDS or (numbered and len(words) > 1)
    return "\x1f".join((item.outlet, *words)) if long_enough and named else ""


def opening_words(title: str) -> list[str]:
    """The first `OPENING_WORDS` words of a title."""
    return title.split(maxsplit=OPENING_WORDS)[:OPENING_WORDS]


def is_template(terms: ItemTerms, opening_terms: ItemTerms) -> bool:
    """Whether the title of an edition says nothing beyond its opening and numbers: then it is about no one event."""
    return not any(any(char.isalpha() for char in term) for term in terms.title[len(opening_terms.title) :])


def without_opening(terms: ItemTerms, opening_terms: ItemTerms) -> ItemTerms:
    """The terms of an item without those of its opening, if enough of the title is left; otherwise all of them."""
    left = terms.title[len(opening_terms.title) :]
    return terms._replace(title=left) if len(left) >= _MIN_WORDS_LEFT else terms
