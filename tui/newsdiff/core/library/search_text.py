"""The forms in which texts are indexed and searched, so that letters and scripts do not stand in the way."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from newsdiff.core.text.normalize import fold

_APART: Final = (
    *(("\u3005", "\u3007"), ("\u3041", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\uff66", "\uff9f")),
    ("\U00020000", "\U0003ffff"),
    # Korean, whose words have particles behind them; Thai, Lao, Burmese and Khmer, which are written without spaces.
    *(("\uac00", "\ud7a3"), ("\u1100", "\u11ff"), ("\u3131", "\u318e"), ("\u0e01", "\u0e5b"), ("\u0e81", "\u0edf")),
    *(("\u1000", "\u109f"), ("\u1780", "\u17ff")),
)
"""The first and the last characters of scripts without spaces."""
_FIRST: Final = "\u0e01"
_OTHER_WIDTH: Final = re.compile("[\uff01-\uff5e\uff66-\uff9f]+")
"""Latin letters and digits as wide as Chinese characters, and kana of half that width."""
# Marks within words: accents, and the vowel points of Hebrew and Arabic, at which SQLite would end a word.
_MARKS: Final = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
_WORD: Final = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*")
_GROUPED: Final = re.compile(
    r"(?<![^\W_])(?<![0-9][.,])[0-9]{1,3}(?P<between>[,.'’ \u00a0\u2009\u202f])[0-9]{3}(?:(?P=between)[0-9]{3})*"
    r"(?![.,]?[0-9])(?![^\W_])"
)
"""A number whose digits stand in groups of three, as 1,250 or 1 250."""
_THOUSANDS: Final = re.compile(r"[0-9][,.'’ \u00a0\u2009\u202f][0-9]{3}")
"""What every such number has in it."""
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_OF_WORDS: Final = re.compile(rf"[^\W\x00-\x7f]|[{_MARKS}]")
"""Of the characters beyond ASCII, those that words have."""
_WORD_OR_NUMBER: Final = re.compile(rf"{_GROUPED.pattern}|{_WORD.pattern}")
_YO: Final = str.maketrans({"ё": "е"})

_AROUND: Final = 3
"""Words on either side of a folded one that are indexed with it, for phrases that it stands in."""


def folded(text: str) -> str:
    """A text as it is compared in searches: without accents, and with the letters that a keyboard may lack written
    otherwise (ł as l, đ as d, ß as ss, ё as е).
    """
    return fold(text).translate(_YO)


def spaced(text: str) -> str | None:
    """The text with each character of a script without spaces as a word of its own; None if it has none of these."""
    if text.isascii():
        return None
    others = _beyond_ascii(text)
    if max(others) < _FIRST or not any(first <= char <= last for char in others for first, last in _APART):
        return None
    text = _OTHER_WIDTH.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return " ".join(_apart().sub(lambda char: f" {char[0]} ", text).split())


@cache
def _apart() -> re.Pattern[str]:
    # Compiled for the first text that needs it: it takes 3 ms.
    return re.compile(f"[{''.join(f'{first}-{last}' for first, last in _APART)}]")


def indexed_forms(text: str) -> str | None:
    """What of a text is indexed once more in another form: `spaced`, and words that SQLite does not fold as `folded`
    does and numbers in groups of digits, with the words around them. None where there is nothing.
    """
    forms = [form for form in (spaced(text), _folded_words(text)) if form]
    return "\n".join(forms) or None


def searchable_word(text: str) -> bool:
    """Whether there is something in a text that SQLite's tokenizer counts as part of a word.

    https://sqlite.org/fts5.html#unicode61_tokenizer
    """
    return any(unicodedata.category(char)[0] in "LN" or unicodedata.category(char) == "Co" for char in text)


def has_words(text: str | None, words: str) -> bool:
    """Whether a text has some words in a row, both folded; in scripts without spaces, anywhere."""
    if not text:
        return False
    there, wanted = folded(text), folded(words).strip()
    if spaced(wanted):
        return wanted in there
    return _within(wanted, there) or _within(joined_digits(wanted), joined_digits(there))


def joined_digits(text: str) -> str:
    """The text with the digits of each number together, 1250 for 1,250 and 1 250."""
    return _GROUPED.sub(lambda found: "".join(char for char in found[0] if char.isdigit()), text)


def _within(wanted: str, there: str) -> bool:
    return f" {' '.join(_WORD.findall(wanted))}" in f" {' '.join(_WORD.findall(there))}"


def _folded_words(text: str) -> str | None:
    if not _has_groups(text) and (text.isascii() or not _OF_WORDS.search(_beyond_ascii(text))):
        return None
    words = [found[0] for found in _WORD_OR_NUMBER.finditer(text)]
    near: set[int] = set()
    for at, word in enumerate(words):
        if _GROUPED.fullmatch(word) or not (word.isascii() or _is_folded_by_sqlite(word)):
            near.update(range(max(0, at - _AROUND), min(len(words), at + _AROUND + 1)))
    if not near:
        return None
    pieces: list[str] = []
    for at in sorted(near):
        # Between pieces stands a word that nobody looks for, so that no phrase goes across.
        form = _form(words[at])
        pieces += [form] if at - 1 in near or not pieces else ["\ue000", form]
    return " ".join(pieces)


def _has_groups(text: str) -> bool:
    # The pattern looks around at each place in the text, which takes ten times as long.
    return _THOUSANDS.search(text) is not None and _GROUPED.search(text) is not None


def _beyond_ascii(text: str) -> str:
    """The characters of a text that are not in ASCII, each once."""
    return "".join(set(_BEYOND_ASCII.findall(text)))


@lru_cache(10_000)
def _form(word: str) -> str:
    return folded(joined_digits(word))


@lru_cache(10_000)
def _is_folded_by_sqlite(word: str) -> bool:
    """Whether folding a word takes away only what the tokenizer takes away as well: accents of Latin letters."""
    lower = word.lower()
    if folded(word) == lower:
        return True
    bare = "".join(char for char in unicodedata.normalize("NFD", lower) if not unicodedata.combining(char))
    return bare.isascii() and bare == folded(word)
