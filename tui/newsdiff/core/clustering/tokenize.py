"""The words of an item: folded, without function words, stemmed in its language."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.text.language_id import detect, stop_words
from newsdiff.core.text.normalize import fold, is_cjk
from newsdiff.core.text.stemming import character_pairs, word_stemmer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.core.clustering.items import ClusterItem

BODY_WORDS: Final = 60
"""Words of the text that are looked at, from its beginning: the news stands there. Source: measured
(tests/bench/stories_bench.py); 40 and 100 gave the same to a hundredth."""

BODY_CHARACTERS: Final = 1000
"""Characters of the text that are looked at, at most: sixty words of any language, with its function words."""

_SAMPLE: Final = 300
"""Characters of the text that tell its language."""
_USUAL: Final = {"CYRILLIC": "ru", "ARABIC": "ar", "DEVANAGARI": "hi"}
_MOST_STEMS: Final = 60_000
"""Words whose stems are kept in memory; beyond, they are learnt anew."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


class ItemTerms(NamedTuple):
    """The words that count of an item, in order."""

    title: tuple[str, ...]
    body: tuple[str, ...]


class StemCache:
    """Reads items. It learns the stems of words as it goes; not to be shared between threads."""

    def __init__(self) -> None:
        self._books: dict[str, _Book] = {}

    def words(self, item: ClusterItem) -> ItemTerms:
        """The words of an item."""
        book = self._books.get(item.language)
        if book is None:
            book = self._books[item.language] = _Book(item.language)
        body = tuple(book.stems(item.summary[:BODY_CHARACTERS]))[:BODY_WORDS]
        return ItemTerms(tuple(book.stems(item.title[:BODY_CHARACTERS])), body)


def language_of(title: str, summary: str, declared: str = "") -> str:
    """The language of an item: by its text, else as its feed declares it, which is often wrong, else by its script."""
    return detect(f"{title}\n{summary[:_SAMPLE]}") or declared or _usual(title)


def _usual(title: str) -> str:
    """The language that most news in the script of a title is in."""
    first = next((char for char in title if char.isalpha()), "")
    script = unicodedata.name(first, "").partition(" ")[0] if first else ""
    return _USUAL.get(script, "en")


class _Book:
    """One language."""

    def __init__(self, language: str) -> None:
        self._stem = word_stemmer(language)
        self._stops = stop_words(language)
        self._known: dict[str, str] = {}

    def stems(self, text: str) -> Iterator[str]:
        known = self._known
        for word in _WORD.findall(fold(text)):
            stem = known.get(word)
            if stem is None:
                if is_cjk(word):
                    # Written without spaces: every two neighbouring characters stand for a word.
                    yield from (word[start:end] for start, end in character_pairs(word))
                    continue
                stem = self._learn(word)
            if stem:
                yield stem

    def _learn(self, word: str) -> str:
        """The stem of a word; "" where it tells nothing."""
        plain = word.removesuffix("'s").replace("'", "")
        stem = ""
        if len(plain) > 1 and plain not in self._stops and word not in self._stops:
            stem = self._stem(plain)
        if len(self._known) >= _MOST_STEMS:
            self._known.clear()
        self._known[word] = stem
        return stem
