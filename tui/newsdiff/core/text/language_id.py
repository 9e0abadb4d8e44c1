"""Identifies the language of a text by its script and its function words; names the stemmer of each language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsdiff.core.text.alphabets import ALPHABET_LANGUAGES, possible_languages
from newsdiff.core.text.function_words import families, function_word_scores, words_of
from newsdiff.core.text.scripts import SCRIPT_LANGUAGES, script_of
from newsdiff.core.text.stopwords import WORDS, stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["DETECTED", "STEMMERS", "detect", "detect_common", "language_code", "stop_words"]

STEMMERS: Final[Mapping[str, str]] = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""ISO 639-1 code -> the name of the Snowball algorithm. An older PyStemmer lacks some (`Stemmer.algorithms()`)."""

SAMPLE_CHARACTERS: Final = 4000
"""Characters of the text that are looked at: about 650 words, far more than needed."""

_SHORT = 300
"""Characters of each of several texts that are looked at."""

DETECTED: Final = frozenset({*WORDS, *ALPHABET_LANGUAGES, *SCRIPT_LANGUAGES, "az"})
"""The languages that `detect` can tell."""

_LEAST = ((4.0, 1.2), (2.5, 2.5), (1.5, 4.0))
"""Least score, and least ratio to the score of the second best: a language has to meet one of the pairs. Source of the
last pair: it tells 58 more of 446 fragments of six to twelve words in 25 languages, and 344 more of 2,764 English
headlines, none of them wrongly."""
_LEAST_SHARE = 0.1
"""Least score for each word of a text in Latin letters: running text has a function word in three to five words, and a
list of names has fewer."""

_SCHWA, _SCHWA_SHARE = "ə", 0.02
"""The letter that Azerbaijani has and Turkish lacks, and its share of a text from which that is Azerbaijani: it is
every twelfth letter of it."""


def detect(text: str) -> str:
    """The ISO 639-1 code of the language of a text; "" if it cannot be identified, as from a few words."""
    sample = text[:SAMPLE_CHARACTERS]
    script = script_of(sample)
    if script == "latin":
        if not sample.isascii() and sample.count(_SCHWA) >= _SCHWA_SHARE * len(sample):
            return "az"
        return _among(families()["latin"], sample.lower(), _LEAST_SHARE)
    if script not in families():
        return script
    possible = possible_languages(sample.lower(), script)
    if len(possible) == 1:
        return possible[0]
    family = tuple(name for name in families()[script] if not possible or name in possible)
    return _among(family, sample.lower(), 0)


def detect_common(texts: Iterable[str]) -> str:
    """The language that most of some texts are in, as `detect` gives it; "" if it cannot be identified."""
    found: list[str] = []
    length = 0
    for text in texts:
        found.append(text[:_SHORT])
        length += len(found[-1])
        if length >= SAMPLE_CHARACTERS:
            break
    return detect("\n".join(found))


def language_code(name: str) -> str:
    """The ISO 639-1 code in a language tag as web pages write it ("en-GB", "pt_BR", "NB"); "" if it has none."""
    found = re.match(r"\s*([A-Za-z]{2})(?![A-Za-z])", name)
    if not found:
        return ""
    return {"nb": "no", "nn": "no", "iw": "he", "in": "id"}.get(found[1].lower(), found[1].lower())


def _among(family: tuple[str, ...], sample: str, least_share: float) -> str:
    """The language of a text among those of a family that share a script; "" if it cannot be identified.

    Args:
        family: ISO 639-1 codes.
        sample: The beginning of the text, in lower case.
        least_share: The least score for each word of it.
    """
    if not family:
        return ""
    words = words_of(sample)
    score = function_word_scores(sample, family)
    best, *others = sorted(family, key=score.__getitem__, reverse=True)
    second = score[others[0]] if others else 0.0
    sure = any(score[best] >= max(least, second * lead) for least, lead in _LEAST)
    return best if sure and score[best] >= least_share * len(words) else ""
