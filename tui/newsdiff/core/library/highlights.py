"""Hits: where the words that were searched for stand in a text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from newsdiff.core.text.normalize import is_cjk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.library.search_query import QueryTerm


def find_highlights(text: str, words: Sequence[QueryTerm]) -> tuple[tuple[int, int], ...]:
    """First and last character (this one not included) of every hit, in the order of the text.

    Letters are compared as the index of words compares them: without regard to case or to the marks on them.
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
    # Scripts without spaces have no edges of words to look for.
    if is_cjk(words.text):
        return body
    rest = r"\w*" if words.prefix else ""
    return rf"\b{body}{rest}\b"


def _folded(text: str) -> str:
    """The text in lower case without marks on its letters, character for character as long as it was."""
    if text.isascii():
        return text.lower()
    return "".join(_letter(char) for char in text)


def _letter(char: str) -> str:
    if char.isascii():
        return char.lower()
    low = unicodedata.normalize("NFD", char)[0].lower()
    return low if len(low) == 1 else char
