"""The mute list: entries that the user does not want to see. They stay in the store."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from newsdiff.core.text.normalize import fold, is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterable

MuteKind = Literal["word", "outlet", "author"]
"""What of an entry a mute looks at."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Mute:
    """An item of the mute list."""

    id: int
    kind: MuteKind
    value: str
    """A word or phrase of the title or of the tags in the feed; the whole name of an outlet; an author. Case, accents
    and punctuation are ignored. A word that ends in * stands for all words that begin with it."""


class MuteMatcher:
    """A mute list, compiled to be matched with many entries."""

    def __init__(self, mutes: Iterable[Mute]) -> None:
        sought: dict[MuteKind, set[str]] = {"word": set(), "outlet": set(), "author": set()}
        for mute in mutes:
            sought[mute.kind].add(_needle(mute.value))
        self._words, self._authors = (tuple(sorted(sought[kind] - {""})) for kind in ("word", "author"))
        self._outlets = frozenset(found.strip() for found in sought["outlet"] - {""})

    def matches(self, *, title: str, outlet: str, author: str | None, categories: Iterable[str]) -> bool:
        """Whether any mute applies to an entry.

        Its text is not looked at: a word mentioned in passing would hide articles about something else.

        Args:
            title: Of the entry.
            outlet: Of the entry.
            author: Of the entry; None if it is not known.
            categories: Its tags in the feed.
        """
        if self._words and any(_holds(text, self._words) for text in (title, *categories)):
            return True
        if self._authors and author and _holds(author, self._authors):
            return True
        return bool(self._outlets) and _words(outlet) in self._outlets


def is_valid(value: str) -> bool:
    """Whether the value of a mute has a letter or a digit. Without one it would match nothing."""
    return bool(_needle(value))


def _needle(value: str) -> str:
    words = _words(value)
    if not words or is_cjk(words):
        return words
    return f" {words}" if value.rstrip().endswith("*") else f" {words} "


def _holds(text: str, needles: tuple[str, ...]) -> bool:
    hay = f" {_words(text)} "
    return any(needle in hay for needle in needles)


def _words(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))
