"""Words that are written in two ways and are one word: British and American spellings, names, the people of a place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from newsdiff.core.text.normalize import fold

_LEAST_NAME: Final = 5
"""Letters from which two names may be one: Iran is not Iraq."""
_LEAST_LIKENESS: Final = 0.75
"""Indel similarity of two spellings of a name, as in `alignment.vocabulary`."""
_LEAST_PLACE: Final = 4
"""Letters that a place and its people share."""
_PEOPLE: Final = frozenset(("", "e", "a", "y", "n", "an", "ian", "ans", "ians", "i", "is", "ish", "s", "ese"))
"""What follows those letters: Ukraine, Ukrainian; Poland's "land" is another matter."""

_DOUBLED: Final = re.compile(r"(?<=\w{5}l)l(?=ed$|ing$|ers?$|ous$)")
_ENGLISH: Final = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"(?<=\w{2})our(?=s?$|ed$|ing$|ite|able|ful|hood|less)", "or"),
        (r"(?<=\w{3})is(?=e[sdr]?$|ing$|ations?$|ers$)", "iz"),
        (r"(?<=\w{2})ys(?=e[sdr]?$|ing$|ers$)", "yz"),
        (r"(?<=[bcht])re(?=s?$)", "er"),
        (r"(?<=\w{2})ogue(?=s?$)", "og"),
        (r"(?<=\w{2}en)c(?=e[sd]?$)", "s"),
        (r"(?<=\w{4})mme(?=s?$)", "m"),
        (r"^grey", "gray"),
        (r"^tyre", "tire"),
        (r"^cheque", "check"),
        (r"^sceptic", "skeptic"),
        (r"^(an|p|f|leuk|pedi|arch)ae", r"\1e"),
    )
)
"""British endings and their American ones. They are compared, never shown, so that a word they spoil does no harm."""
_VOWELS: Final = re.compile(r"[aeiouyh']")
_TWICE: Final = re.compile(r"(.)\1+")


def is_one_word(a: str, b: str, *, names: bool = False) -> bool:
    """Whether two words as they are written are one, spelled in two ways.

    Args:
        a: A word.
        b: Another one.
        names: Both have a capital, so that they may be a name in two transcriptions (Zelensky, Zelenskyy), or a place
            and its people (Ukraine, Ukrainian).
    """
    one, other = _folded(a), _folded(b)
    if one[:1] != other[:1]:
        return False
    if one == other or _american(one) == _american(other):
        return True
    return names and (_is_one_name(one, other) or _is_place_and_people(one, other))


def initial(word: str) -> str:
    """The letter that two spellings of one word have in common at their beginning; "" where there is none."""
    return _folded(word)[:1]


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    return fold(word).replace("'", "")


@lru_cache(maxsize=4096)
def _american(word: str) -> str:
    for pattern, by in _ENGLISH:
        word = pattern.sub(by, word)
    return _DOUBLED.sub("", word)


def _is_one_name(one: str, other: str) -> bool:
    """Transcriptions differ in vowels, an h and doubled letters, and begin alike."""
    if min(len(one), len(other)) < _LEAST_NAME or _bones(one) != _bones(other):
        return False
    # Niger is not Nigeria: what is longer by two letters or more is another name.
    if abs(len(one) - len(other)) > 1 and (one.startswith(other) or other.startswith(one)):
        return False
    # rapidfuzz is compiled code that only comparing needs; the first frame does not.
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, other) >= _LEAST_LIKENESS


def _bones(name: str) -> str:
    return _TWICE.sub(r"\1", name[0] + _VOWELS.sub("", name[1:]))


def _is_place_and_people(one: str, other: str) -> bool:
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= _LEAST_PLACE and {one[shared:], other[shared:]} <= _PEOPLE
