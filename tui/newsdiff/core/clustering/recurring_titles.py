"""Recurring titles: what an outlet publishes regularly under one opening ("Morning briefing: …").

Two editions of a series share the words of its title, and are about different events.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsdiff.core.text.title_dates import DATE_MARK, is_weekday, mark_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsdiff.core.clustering.items import ClusterItem
    from newsdiff.core.clustering.tokenize import ItemTerms

OPENING_WORDS: Final = 3
"""Words of a title that make its opening, where no colon or dash ends it."""

MAX_SIGNED_WORDS: Final = 6
"""Words before a colon or dash that may be an opening."""

MIN_DAYS: Final = 4
"""Minimum days, of the last `SPAN_DAYS`, on which an opening must appear."""

SPAN_DAYS: Final = 30

EDITION_DAYS: Final = 0.75
"""Minimum days between two editions of one series."""

_MIN_WORDS_LEFT: Final = 2
"""A title keeps its opening if fewer words than this would be left of it."""
_NUMBER = re.compile(r"\d(?:[\d.,:/-]*\d)?")
_SIGNS = (":", "\N{EN DASH}", "\N{EM DASH}", "|")
_WHOLE = "\x1e"
_SHORT_TITLE: Final = 5
"""Words of a title that may recur as a whole without a number or a date in it."""


class RecurringTitles:
    """On which days each outlet has used each opening."""

    def __init__(self) -> None:
        self._days: dict[str, set[int]] = {}

    def restore(self, days: Iterable[tuple[str, int]]) -> None:
        """Take in days from the store: names, as `openings` gives them, each with a day since 1970."""
        for name, day in days:
            self._days.setdefault(name, set()).add(day)

    def add(self, names: Iterable[str], day: float) -> None:
        """Count an item by its openings and its day (`ClusterItem.day`)."""
        for name in names:
            self._days.setdefault(name, set()).add(int(day))

    def series(self, names: Iterable[str], day: float) -> str:
        """The longest opening of an item that is one of a recurring title, else "".

        Args:
            names: Its openings, the longest first.
            day: Its day.
        """
        today = int(day)
        for name in names:
            found = sum(today - SPAN_DAYS < day <= today for day in self._days.get(name, ()))
            if found >= MIN_DAYS:
                return name
        return ""


def openings(item: ClusterItem) -> tuple[str, ...]:
    """The whole title of an item, where editions may have the same one, and its opening, as far as it has them.

    Returns:
        The longest first, each as the outlet and the words of it, joined by U+001F, with "#" for every number, date and
        day of the week, which are often all that tells editions apart ("Wordle 1,234 hints"); the whole title ends with
        U+001E.
    """
    words = mark_dates(item.title.casefold(), item.language).split()
    first = _first_words(words)
    begun = [_name_of(word) for word in first]
    whole = begun + [_name_of(word) for word in words[len(first) :]]
    names = []
    if _is_named(whole) and (len(whole) <= _SHORT_TITLE or _is_numbered(whole)):
        names.append(_joined(item.outlet, whole) + _WHOLE)
    ends = len(begun) >= OPENING_WORDS or (len(begun) > 1 and _ends_opening(begun[-1]))
    if _is_named(begun) and (ends or (len(begun) > 1 and _is_numbered(begun))):
        names.append(_joined(item.outlet, begun))
    return tuple(names)


def is_whole_title(name: str) -> bool:
    """Whether what recurs is the whole title, so that an edition says nothing beyond it."""
    return name.endswith(_WHOLE)


def opening_of(item: ClusterItem) -> str:
    """The words of the opening: those before a colon or dash, up to `MAX_SIGNED_WORDS`, else the first
    `OPENING_WORDS`.
    """
    return " ".join(_first_words(mark_dates(item.title, item.language).split()))


def _first_words(words: Sequence[str]) -> Sequence[str]:
    """The words of the opening, with the sign that ends it."""
    for at, word in enumerate(words[: MAX_SIGNED_WORDS + 1]):
        # One word before a colon is a place or a kind of article, which are no series.
        if at and at + 1 < len(words) and _ends_opening(word):
            return words[: at + 1]
    return words[:OPENING_WORDS]


def _ends_opening(word: str) -> bool:
    """Whether a word ends with a colon, or is a dash; a hyphen with a word before it is part of that."""
    return word == "-" or word.endswith(_SIGNS)


# The same words open titles again and again.
@lru_cache(maxsize=4096)
def _name_of(word: str) -> str:
    """A word, or what stands for it in the name of an opening."""
    if is_weekday(word):
        return DATE_MARK
    # Looking is quicker than replacing, and most words have no number.
    return word if word.isalpha() else _NUMBER.sub(DATE_MARK, word)


def _is_numbered(words: Iterable[str]) -> bool:
    return any(DATE_MARK in word for word in words)


def _is_named(words: Sequence[str]) -> bool:
    """Whether words can be a title: more than one, of which one has a letter."""
    return len(words) > 1 and any(char.isalpha() for word in words for char in word)


def _joined(outlet: str, words: Iterable[str]) -> str:
    return "\x1f".join((outlet, *words))


def is_template(terms: ItemTerms, opening_terms: ItemTerms) -> bool:
    """Whether the title of an edition says nothing beyond its opening and numbers: then it is about no one event."""
    return not any(any(char.isalpha() for char in term) for term in terms.title[len(opening_terms.title) :])


def without_opening(terms: ItemTerms, opening_terms: ItemTerms) -> ItemTerms:
    """The terms of an item without those of its opening, if enough of the title is left; otherwise all of them."""
    left = terms.title[len(opening_terms.title) :]
    return terms._replace(title=left) if len(left) >= _MIN_WORDS_LEFT else terms
