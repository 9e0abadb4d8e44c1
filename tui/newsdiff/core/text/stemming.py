"""What both tokenizers share: stems of words, and pairs of characters for scripts without spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.core.text.language_id import STEMMERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def word_stemmer(language: str) -> Callable[[str], str]:
    """A function that gives the Snowball stem of a folded word; the word itself where there is no stemmer.

    Args:
        language: ISO 639-1 code.

    Returns:
        A function that only one thread may call at a time.
    """
    # PyStemmer is compiled code that only comparing and grouping need; the first frame does not.
    from Stemmer import Stemmer, algorithms

    name = STEMMERS.get(language)
    # An older PyStemmer lacks some languages; their words are then compared as they stand.
    return Stemmer(name).stemWord if name in algorithms() else str


def character_pairs(run: str) -> Iterator[tuple[int, int]]:
    """Offsets of every two neighbouring characters of a text, overlapping; of a single character, itself."""
    last = max(len(run) - 1, 1)
    return ((at, min(at + 2, len(run))) for at in range(last))
