"""What the function words of a text say of its language, among languages that share a script."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from newsdiff.core.text.scripts import script_of
from newsdiff.core.text.stopwords import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["families", "function_word_scores", "words_of"]

_DEVANAGARI: Final = ("hi", "mr", "ne")
_LETTERS = {
    "cs": "ěřů",
    "de": "ß",
    "es": "ñ",
    "hu": "őű",
    "pl": "ąćęłńśźż",
    "pt": "ãõ",
    "ro": "ășț",
    "sk": "ľĺŕ",
    "tr": "ğışİ",
    "vi": "ơưđạảấầậắặếềệịọốồộớờợụủứừựỹ",
}
"""Letters that distinguish a language from others in Latin script, where names bring letters of any language along."""
_LETTER_WEIGHT = 0.5
"""The weight of such a letter, where a function word of one language alone has 1."""

_WORD = re.compile(r"[^\W\d_]+")


@cache
def families() -> Mapping[str, tuple[str, ...]]:
    """Script -> the languages with a list of function words that share it, as ISO 639-1 codes."""
    return {
        "latin": tuple(name for name, words in WORDS.items() if script_of(words) == "latin"),
        "cyrillic": ("ru", "uk", "bg", "sr", "mk"),
        "arabic": ("ar", "fa", "ur"),
        "devanagari": _DEVANAGARI,
    }


def words_of(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text)


def function_word_scores(text: str, family: tuple[str, ...]) -> dict[str, float]:
    """How much speaks for each language of a family.

    Args:
        text: The text in lower case.
        family: Languages that share a script, as ISO 639-1 codes.

    Returns:
        For each a sum: a function word scores 1, divided by the number of languages that have it; a letter that names
        seldom bring along `_LETTER_WEIGHT`.
    """
    index = _index(family)
    score = dict.fromkeys(family, 0.0)
    # Vowel signs, which are no letters, belong to the words of Devanagari.
    words = text.split() if _DEVANAGARI[0] in family else _WORD.findall(text)
    for word, count in Counter(filter(index.__contains__, words)).items():
        owners = index[word]
        for owner in owners:
            score[owner] += count / len(owners)
    # Those that tell a language are not in ASCII.
    if not text.isascii():
        letters = Counter(text)
        for name in family:
            score[name] += sum(letters[letter] for letter in _LETTERS.get(name, "")) * _LETTER_WEIGHT
    return score


@cache
def _index(family: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Function word -> the languages of a family that have it."""
    index: dict[str, tuple[str, ...]] = {}
    for name in family:
        for word in WORDS[name].replace("'", " ").split():
            if name not in index.get(word, ()):
                index[word] = (*index.get(word, ()), name)
    return index
