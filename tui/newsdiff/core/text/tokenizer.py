"""Tokens: the words of a sentence, folded and stemmed, with their offsets in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.core.text.language_id import stop_words
from newsdiff.core.text.normalize import fold
from newsdiff.core.text.numbers import NUMBER, canonical, is_number_word, numerals
from newsdiff.core.text.stemming import character_pairs, word_stemmer

if TYPE_CHECKING:
    from collections.abc import Iterator

# Scripts without spaces between words, and Korean, whose particles are written on to words, become character pairs.
_PAIRED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3130-\u318f"
    "\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# The vowel signs of Indian scripts and the points of Hebrew and Arabic are part of words, but are not letters.
_MARKS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0971-\u0dff\u200c\u200d"
_RAISED_OR_LOWERED = "²³¹⁰⁴-⁹₀-₉"
_LETTER = rf"(?:[^\W\d_{_PAIRED}{_RAISED_OR_LOWERED}]|[{_MARKS}])"
_WORD = re.compile(
    rf"(?P<initials>(?:[A-Z]\.){{2,}}|U\.S\b)|(?P<paired>[{_PAIRED}]+)|(?P<number>{NUMBER.pattern})"
    rf"|(?P<word>{_LETTER}+(?:['’]{_LETTER}+)*)|(?P<sign>[%$€£])"
    # A power of ten. What is raised otherwise is a note, or a unit that reads alike without it.
    r"|(?P<power>(?<=10)⁻?[⁰¹²³⁴-⁹]{1,3})"
)

_SIGNS = {"%": "percent", "$": "dollar", "€": "euro", "£": "pound"}
_UNITED_STATES = "usa"
_ALIASES = {
    "turkiye": "turkey",
    "kiev": "kyiv",
    "kharkov": "kharkiv",
    "odessa": "odesa",
    "burma": "myanmar",
    "congressperson": "congressman",
    "congresswoman": "congressman",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "chairwoman": "chairman",
    "chairperson": "chairman",
}
"""Synonyms with different stems -> the one that stands for them."""

_ENGLISH_REPORTING = frozenset(
    {"said", "say", "says", "saying", "told", "tell", "tells", "mr", "mrs", "ms", "us", "may", "might"}
)
"""Words that any sentence of a news report may have, whatever it is about: treated as function words."""
_ENGLISH_ENDINGS = {"n't": "not", "'s": "", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
_ENGLISH_SHORTENED = {"ca": "can", "wo": "will", "sha": "shall"}

LONGEST = 2000
"""Characters of a sentence that are compared. A longer text is hardly a sentence, and would take too much time."""


class Token(NamedTuple):
    """A word of a sentence. A named tuple, since a story has tens of thousands of them."""

    key: str
    """What is compared: the folded stem, or the value of a number (`numbers.canonical`)."""
    start: int
    end: int
    stop: bool
    """It is a function word of its language."""
    capital: bool
    """Its first letter is a capital."""
    number: bool = False
    """It is a number."""


class _Part(NamedTuple):
    """A part of a written word that is a token, with its offsets in the word."""

    key: str
    start: int
    end: int
    stop: bool


class _Word(NamedTuple):
    """A word as it is written, split into its parts."""

    parts: tuple[_Part, ...]
    capital: bool
    number: bool
    """It may be part of a number that is written in words."""


class Tokenizer:
    """Splits texts of one language into tokens. Not thread-safe, since Snowball stemmers are not."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._stops = stop_words(language) | (_ENGLISH_REPORTING if language == "en" else frozenset())
        self._stem = word_stemmer(language)
        self._known: dict[str, _Word] = {}

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text in order. Possessive endings, punctuation and lone apostrophes are not tokens."""
        found: list[Token] = []
        spelled = False
        for match in _WORD.finditer(text):
            kind = match.lastgroup
            if kind == "word":
                word = self._known.get(match[0]) or self._split_once(match[0])
                start = match.start()
                for part in word.parts:
                    found.append(Token(part.key, start + part.start, start + part.end, part.stop, word.capital))  # noqa: PERF401 - the fastest form here
                spelled = spelled or word.number
            elif kind == "paired":
                found += _pairs(match[0], match.start())
            else:
                found.append(self._other(match))
        return tuple(_with_spelled(text, found) if spelled else found)

    def _split_once(self, written: str) -> _Word:
        number = self.language == "en" and is_number_word(written.lower())
        word = _Word(tuple(self._parts(written)), written[0].isupper(), number)
        self._known[written] = word
        return word

    def _other(self, match: re.Match[str]) -> Token:
        written = match[0]
        if match.lastgroup == "number":
            read = numerals(written, self.language)
            key = canonical(read[0].value) if len(read) == 1 else written
            return Token(key, match.start(), match.end(), stop=False, capital=False, number=True)
        if match.lastgroup == "sign":
            return Token(self._stem(_SIGNS[written]), match.start(), match.end(), stop=False, capital=False)
        if match.lastgroup == "power":
            return Token(written, match.start(), match.end(), stop=False, capital=False)
        key = written.replace(".", "").lower()
        return Token(
            _UNITED_STATES if key in {"us", "usa"} else key, match.start(), match.end(), stop=False, capital=True
        )

    def _parts(self, written: str) -> Iterator[_Part]:
        if self.language == "en":
            yield from self._english(written)
        else:
            # An apostrophe joins an article or a pronoun to a word in French and Italian, and a case ending in Turkish.
            for piece in re.finditer(r"[^'’]+", written):
                yield self._part(piece[0], piece.start(), piece.end())

    def _english(self, written: str) -> Iterator[_Part]:
        if written in {"US", "USA"}:
            yield _Part(_UNITED_STATES, 0, len(written), stop=False)
            return
        word = written.replace("’", "'").lower()
        if word == "cannot":
            yield self._part("can", 0, 3)
            yield self._part("not", 3, 6)
            return
        ending = "n't" if word.endswith("n't") else word[word.rfind("'") :] if "'" in word else ""
        if ending not in _ENGLISH_ENDINGS or len(word) == len(ending):
            yield self._part(written, 0, len(written))
            return
        cut = len(word) - len(ending)
        yield self._part(
            _ENGLISH_SHORTENED.get(word[:cut], written[:cut]) if ending == "n't" else written[:cut], 0, cut
        )
        if _ENGLISH_ENDINGS[ending]:
            yield self._part(_ENGLISH_ENDINGS[ending], cut, len(word), stop=True)

    def _part(self, word: str, start: int, end: int, *, stop: bool = False) -> _Part:
        folded = fold(word).replace("'", "")
        if stop or folded in self._stops:
            return _Part(folded, start, end, stop=True)
        return _Part(self._stem(_ALIASES.get(folded, folded)), start, end, stop=False)


def _pairs(run: str, start: int) -> Iterator[Token]:
    """The character pairs of a run as tokens; `start` is its offset."""
    folded = [fold(char) for char in run]
    for at, end in character_pairs(run):
        yield Token("".join(folded[at:end]), start + at, start + end, stop=False, capital=False)


def _with_spelled(text: str, found: list[Token]) -> list[Token]:
    """The tokens, with one in place of the words of each number that is written in words."""
    for one in numerals(text):
        if one.spelled:
            found = [token for token in found if not one.start <= token.start < one.end]
            found.append(Token(canonical(one.value), one.start, one.end, stop=False, capital=False, number=True))
    return sorted(found, key=lambda token: token.start)
