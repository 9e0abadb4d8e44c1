"""What the tokenizers of sentences and of clustering share: stems, and character pairs for scripts without spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.core.text.language_id import STEMMERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def word_stemmer(language: str) -> Callable[[str], str]:
    """The Snowball stemmer of a language.

    Args:
        language: ISO 639-1 code.

    Returns:
        A function from a folded word to its stem, or to itself if there is no stemmer for the language. Only one thread
        may call it at a time.
    """
    # PyStemmer is slow to import, and only comparing and clustering need it.
    from Stemmer import Stemmer, algorithms

    name = STEMMERS.get(language)
    # An older PyStemmer lacks some languages.
    return Stemmer(name).stemWord if name in algorithms() else str


def character_pairs(run: str) -> Iterator[tuple[int, int]]:
    """The offsets of every two neighbouring characters of a text, overlapping; of the text if it is shorter."""
    last = max(len(run) - 1, 1)
    return ((at, min(at + 2, len(run))) for at in range(last))
