"""The mute list: which entries the reader does not want to see. Nothing of them is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from newsdiff.core.text.normalize import fold, is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterable

MuteKind = Literal["word", "outlet", "author"]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Mute:
    """One line of the mute list."""

    id: int
    kind: MuteKind
    value: str
    """A word or phrase of the title or of the feed's own tags; an outlet's whole name; an author. Case, accents and
    punctuation do not matter. A word that ends in * stands for every word that begins so."""


class Muting:
    """A mute list, made ready to judge many entries."""

    def __init__(self, mutes: Iterable[Mute]) -> None:
        sought: dict[MuteKind, set[str]] = {"word": set(), "outlet": set(), "author": set()}
        for mute in mutes:
            sought[mute.kind].add(_needle(mute.value))
        self._words, self._authors = (tuple(sorted(sought[kind] - {""})) for kind in ("word", "author"))
        self._outlets = frozenset(found.strip() for found in sought["outlet"] - {""})

    def about(self, *, title: str, outlet: str, author: str | None, categories: Iterable[str]) -> bool:
        """Whether one of the mutes is about an entry, of which these are the title and the feed's own tags.

        The text of an entry is not looked at: a word said in passing would take away articles about something else.
        """
        if self._words and any(_holds(text, self._words) for text in (title, *categories)):
            return True
        if self._authors and author and _holds(author, self._authors):
            return True
        return bool(self._outlets) and _words(outlet) in self._outlets


def says_something(value: str) -> bool:
    """Whether a mute's value has a letter or a digit; without, it is about nothing."""
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
