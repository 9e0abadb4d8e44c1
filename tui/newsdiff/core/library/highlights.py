"""Where the terms of a search occur in a text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from newsdiff.core.library.search_text import spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.library.search_query import QueryTerm


_LETTERS = dict(zip("łŁđĐðÐøØħĦŧŦı", "llddddoohhtti", strict=True))
"""Letters that are no others with an accent."""


def find_highlights(text: str, words: Sequence[QueryTerm]) -> tuple[tuple[int, int], ...]:
    """The occurrences of search terms in a text.

    Case and diacritics are ignored, as in the full-text index.

    Returns:
        Start and end offsets, in order and disjoint.
    """
    parts = [part for one in words if (part := _pattern(one))]
    if not parts:
        return ()
    return tuple(found.span() for found in re.finditer("|".join(parts), _folded(text)) if found.end() > found.start())


def _pattern(words: QueryTerm) -> str:
    tokens = re.findall(r"\w+", _folded(words.text))
    if not tokens:
        return ""
    body = r"\W+".join(map(re.escape, tokens))
    # Scripts without spaces have no word boundaries.
    if spaced(words.text):
        return body
    rest = r"\w*" if words.prefix else ""
    return rf"\b{body}{rest}\b"


def _folded(text: str) -> str:
    """The text in lower case without diacritics, with one character for each character, so that offsets agree."""
    if text.isascii():
        return text.lower()
    return "".join(_letter(char) for char in text)


def _letter(char: str) -> str:
    if char.isascii():
        return char.lower()
    if char in _LETTERS:
        return _LETTERS[char]
    low = unicodedata.normalize("NFD", char)[0].lower()
    return low if len(low) == 1 else char
