"""What speaks for and against a language where a headline does not tell its own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from newsdiff.core.text.alphabets import ALPHABET_LANGUAGES, possible_languages
from newsdiff.core.text.function_words import families, function_word_scores, words_of
from newsdiff.core.text.language_id import SAMPLE_CHARACTERS
from newsdiff.core.text.scripts import SCRIPT_LANGUAGES, has_chinese_letter, script_of
from newsdiff.core.text.stopwords import WORDS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

__all__ = ["ENGLISH", "NOT_ENGLISH", "allows", "english_share", "grouped_language", "is_certain", "may_be"]

_CONTRARY = 2.0
"""How much more has to speak for another language before a text is not believed to be in that of its feed. Source: none
of 1,783 English headlines that do not tell their language reaches it."""

ENGLISH: Final = 0.65
"""The share of English words from which headlines are English. Source: 95 in 100 of 1,783 English headlines that do not
tell their language have it, and all groups of five; of 265 in 40 other languages none has it."""

NOT_ENGLISH: Final = 0.3
"""The share of English words below which headlines are not English. Source: one of those 1,783 has less, and 235 of the
265."""

_LEAST_WORD: Final = 3
"""Letters of a word that counts: shorter ones are words of many languages."""

_STANDARDS: Final = {"bs": "hr", "ms": "id", "nb": "no", "nn": "no"}

_BOTH_SCRIPTS: Final = frozenset({"sr", "uz", "kk", "tt", "ku"})
"""Languages that are written in Latin letters as well as in others."""


def is_certain(text: str, language: str) -> bool:
    """Whether a headline is certainly in the language that `detect` gives.

    Where it has no function word of that, and no other language's letters either, it may be in one whose own letters
    it happens to lack: every fifth Kyrgyz headline has none that Russian lacks. A headline without kana may be Japanese
    unless it has a letter that only Chinese has.
    """
    if language == "zh":
        return has_chinese_letter(text[:SAMPLE_CHARACTERS])
    # A language without a list of function words is told by letters of its own alone.
    if language not in ALPHABET_LANGUAGES or language not in WORDS:
        return True
    sample = text[:SAMPLE_CHARACTERS].lower()
    script = script_of(sample)
    if possible_languages(sample, script, marked=False) in {(), (language,)}:
        return True
    return function_word_scores(sample, (language,))[language] > 0


def english_share(texts: Iterable[str], words: Container[str]) -> float:
    """The share of the words of some headlines that are English ones: `ENGLISH` or more where they are, and less than
    `NOT_ENGLISH` where they cannot be.

    Args:
        texts: The headlines, in Latin letters.
        words: English words in lower case.

    Returns:
        0..1; 1 where there are no words of three letters or more.
    """
    said = [word for text in texts for word in words_of(text.lower()) if len(word) >= _LEAST_WORD]
    return sum(word in words for word in said) / len(said) if said else 1.0


def allows(text: str, language: str) -> bool:
    """Whether the script and the letters of a text are ones that a language is written in."""
    sample = text[:SAMPLE_CHARACTERS]
    if not any(map(str.isalpha, sample)):
        return True
    script = script_of(sample)
    if script == "latin":
        return language not in _without_latin()
    if script in families():
        return language in (possible_languages(sample.lower(), script, marked=False) or families()[script])
    if script == "zh" and language == "ja":
        return not has_chinese_letter(sample)
    return script in {"", language}


def may_be(text: str, language: str) -> bool:
    """Whether a text that does not tell its language may be in one: its letters allow it, and no other is likelier."""
    if not allows(text, language) or (language == "en" and _has_foreign_word(text[:SAMPLE_CHARACTERS])):
        return False
    return language not in families()["latin"] or _lead(text, language) > -_CONTRARY


def grouped_language(language: str, text: str) -> str:
    """The language as which a text is grouped with others.

    Standards of one language are one: function words do not tell them apart, and what one outlet says, readers of the
    others understand.

    Args:
        language: ISO 639-1 code.
        text: The text; Serbian is one with Croatian in Latin letters alone.
    """
    if language == "sr":
        return "hr" if script_of(text[:SAMPLE_CHARACTERS]) == "latin" else language
    return _STANDARDS.get(language, language)


def _lead(text: str, language: str) -> float:
    """How much more speaks for a language in Latin letters than for any other one."""
    sample = text[:SAMPLE_CHARACTERS].lower()
    score = function_word_scores(sample, families()["latin"])
    return score.pop(language) - max(score.values())


def _has_foreign_word(text: str) -> bool:
    """Whether a word that is no name, since it begins with a small letter, has a letter that English lacks."""
    return not text.isascii() and any(word[0].islower() and not word.isascii() for word in words_of(text))


@cache
def _without_latin() -> frozenset[str]:
    """The languages that are never written in Latin letters."""
    listed = {name for script, some in families().items() if script != "latin" for name in some}
    return (SCRIPT_LANGUAGES | ALPHABET_LANGUAGES | listed) - _BOTH_SCRIPTS
