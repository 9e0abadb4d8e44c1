"""The terms of an item: its words, folded, without function words, stemmed in its language."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.text.language_evidence import allows, is_certain
from newsdiff.core.text.language_id import detect, stop_words
from newsdiff.core.text.normalize import fold, is_cjk
from newsdiff.core.text.stemming import character_pairs, word_stemmer
from newsdiff.core.text.title_dates import mark_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.core.clustering.items import ClusterItem

BODY_WORDS: Final = 60
"""Words of the text that count, from its beginning, where the news is. Source: measured (tests/bench/stories_bench.py);
40 and 100 gave the same to a hundredth."""

BODY_CHARACTERS: Final = 1000
"""Characters of the text that are read: they hold sixty words of any language, with its function words."""

SAMPLE_CHARACTERS: Final = 300
"""Characters of the text by which its language is identified."""
_LANGUAGE_OF_SCRIPT: Final = {"CYRILLIC": "ru", "ARABIC": "ar", "DEVANAGARI": "hi", "CJK": "zh"}
"""The language of most news in a script; for all other scripts English."""
_MAX_STEMS: Final = 60_000
"""Words whose stems are remembered; when there are more, all are forgotten."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


class ItemTerms(NamedTuple):
    """The stems of an item, in the order of its words."""

    title: tuple[str, ...]
    """Without its dates: everything that is published on a day may have the date of it."""
    body: tuple[str, ...]


class TermExtractor:
    """Reads the terms of items, and remembers the stems of words. Not thread-safe."""

    def __init__(self) -> None:
        self._stemmers: dict[str, _LanguageStems] = {}

    def terms(self, item: ClusterItem) -> ItemTerms:
        """The terms of an item."""
        stemmer = self._stemmers.get(item.language)
        if stemmer is None:
            stemmer = self._stemmers[item.language] = _LanguageStems(item.language)
        body = tuple(stemmer.stems(item.summary[:BODY_CHARACTERS]))[:BODY_WORDS]
        title = mark_dates(item.title[:BODY_CHARACTERS], item.language)
        return ItemTerms(tuple(stemmer.stems(title)), body)


def language_of(title: str, summary: str, declared: str = "") -> str:
    """The language of an item as an ISO 639-1 code.

    Args:
        title: Its title.
        summary: The beginning of its text.
        declared: What its feed declares, which is often wrong: used where the text does not tell, or not with
            certainty; "" where it says nothing.
    """
    text = language_sample(title, summary)
    found = detect(text)
    if declared and found and not is_certain(text, found) and allows(text, declared):
        return declared
    return found or declared or language_by_script(title)


def language_sample(title: str, summary: str) -> str:
    """The text by which the language of an item is identified."""
    return f"{title}\n{summary[:SAMPLE_CHARACTERS]}"


def language_by_script(title: str) -> str:
    """The language of most news in the script of a title."""
    first = next((char for char in title if char.isalpha()), "")
    script = unicodedata.name(first, "").partition(" ")[0] if first else ""
    return _LANGUAGE_OF_SCRIPT.get(script, "en")


class _LanguageStems:
    """The stems of the words of one language."""

    def __init__(self, language: str) -> None:
        self._stem = word_stemmer(language)
        self._stops = stop_words(language)
        self._known: dict[str, str] = {}
        """Folded word -> stem; "" for a word that does not count."""

    def stems(self, text: str) -> Iterator[str]:
        known = self._known
        for word in _WORD.findall(fold(text)):
            stem = known.get(word)
            if stem is None:
                if is_cjk(word):
                    # Without spaces between words, every two neighbouring characters count as one.
                    yield from (word[start:end] for start, end in character_pairs(word))
                    continue
                stem = self._add(word)
            if stem:
                yield stem

    def _add(self, word: str) -> str:
        plain = word.removesuffix("'s").replace("'", "")
        stem = ""
        if len(plain) > 1 and plain not in self._stops and word not in self._stops:
            stem = self._stem(plain)
        if len(self._known) >= _MAX_STEMS:
            self._known.clear()
        self._known[word] = stem
        return stem
