"""Which language a text is in, told by its script and its function words; stemmers and stop words for it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from newsdiff.core.stopwords import WORDS, stop_words

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DETECTED", "STEMMERS", "code", "detect", "stop_words"]

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
"""ISO 639-1 code -> the name of its Snowball algorithm. An older PyStemmer lacks some: ask `Stemmer.algorithms()`."""

_SAMPLE = 4000
"""Characters looked at: about 650 words, far more than it takes."""

_SCRIPTS = {
    name: re.compile(f"[{characters}]")
    for name, characters in {
        "latin": "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff",
        "cyrillic": "\u0400-\u052f",
        "arabic": "\u0620-\u064a\u066e-\u06d3",
        "han": "\u3400-\u9fff\uf900-\ufaff",
        "kana": "\u3041-\u30fa\uff66-\uff9d",
        "devanagari": "\u0904-\u0939",
        "ko": "\u1100-\u11ff\uac00-\ud7a3",
        "he": "\u05d0-\u05ea",
        "el": "\u0370-\u03ff\u1f00-\u1fff",
        "th": "\u0e01-\u0e2e",
        "hy": "\u0531-\u0587",
        "ka": "\u10a0-\u10ff",
        "bn": "\u0985-\u09b9",
        "pa": "\u0a05-\u0a39",
        "gu": "\u0a85-\u0ab9",
        "ta": "\u0b85-\u0bb9",
        "te": "\u0c05-\u0c39",
        "kn": "\u0c85-\u0cb9",
        "ml": "\u0d05-\u0d39",
        "si": "\u0d85-\u0dc6",
        "lo": "\u0e81-\u0eae",
        "my": "\u1000-\u102a",
        "am": "\u1200-\u137f",
        "km": "\u1780-\u17b3",
    }.items()
}
"""The letters of each script. A script that one language writes, in the press, bears that language's code."""

_FAMILIES = {
    "cyrillic": ("ru", "uk", "bg", "sr", "mk"),
    "arabic": ("ar", "fa", "ur"),
    "devanagari": ("hi", "mr", "ne"),
}
_LETTERS = {
    "ru": re.compile("[ыэё]"),
    "uk": re.compile("[іїєґ]"),
    "bg": re.compile("ъ"),
    "sr": re.compile("[ђћ]"),
    "mk": re.compile("[ѓќѕ]"),
    "ar": re.compile("[ةكيى]"),
    "fa": re.compile("[پچژگکی]"),
    "ur": re.compile("[ٹڈڑےںھہ]"),
    "cs": re.compile("[ěřů]"),
    "de": re.compile("ß"),
    "es": re.compile("ñ"),
    "hu": re.compile("[őű]"),
    "pl": re.compile("[ąćęłńśźż]"),
    "pt": re.compile("[ãõ]"),
    "ro": re.compile("[ășț]"),
    "sk": re.compile("[ľĺŕ]"),
    "tr": re.compile("[ğışİ]"),
    "vi": re.compile("[ơưđạảấầậắặếềệịọốồộớờợụủứừựỹ]"),
}
"""Letters that tell a language from its neighbours in the same script."""
_WORTH_OF_A_LETTER = 0.5
"""As much as half a function word."""

DETECTED: Final = frozenset((*WORDS, "ja", "zh", *(name for name in _SCRIPTS if len(name) == 2)))
"""The languages that `detect` can tell."""

_LEAST_LETTERS = 4
_LEAST = ((4.0, 1.2), (2.5, 2.5))
"""Evidence (function words that no other language has, and shares of others) and lead over the second best: a language
with less than one of these is not claimed."""
_LEAST_SHARE = 0.1
"""Running text has one function word in three to five; names and headlines stay below this."""

_WORD = re.compile(r"[^\W\d_]+")


def detect(text: str) -> str:
    """The ISO 639-1 code of the language of a text, or "" where it cannot be told, as from a few words."""
    sample = text[:_SAMPLE]
    script = "latin" if sample.isascii() else _script(sample)
    if script == "latin":
        return _among(_latin(), sample.lower(), _LEAST_SHARE)
    return _among(_FAMILIES[script], sample.lower(), 0) if script in _FAMILIES else script


def code(name: str) -> str:
    """The ISO 639-1 code in a language tag as pages give it ("en-GB", "pt_BR", "NB"), or ""."""
    found = re.match(r"\s*([A-Za-z]{2})(?![A-Za-z])", name)
    if not found:
        return ""
    return {"nb": "no", "nn": "no", "iw": "he", "in": "id"}.get(found[1].lower(), found[1].lower())


def _script(sample: str) -> str:
    """The script of most letters, or the language where the script tells it; "" without letters."""
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS.items()}
    east = counts.pop("han") + counts["kana"]
    # Japanese has kana in every sentence; a Chinese text may quote a Japanese name.
    japanese = counts.pop("kana") * 10 >= east
    counts["ja" if japanese else "zh"] = east
    name, most = max(counts.items(), key=lambda count: count[1])
    # Foreign names are written in Latin letters everywhere, so that a third of the letters of a text may be.
    return name if most >= _LEAST_LETTERS and most * 2 >= sum(counts.values()) else ""


@cache
def _latin() -> tuple[str, ...]:
    """The languages with a list of words that are written in Latin letters."""
    return tuple(name for name, words in WORDS.items() if _script(words) == "latin")


def _among(family: tuple[str, ...], sample: str, least_share: float) -> str:
    """The language of a family that shares a script, by its function words and its own letters.

    A word that several languages have speaks for each of them the less.
    """
    index = _index(family)
    words = _WORD.findall(sample) if family is not _FAMILIES["devanagari"] else sample.split()
    score = dict.fromkeys(family, 0.0)
    for word, count in Counter(words).items():
        owners = index.get(word, ())
        for owner in owners:
            score[owner] += count / len(owners)
    for name in family:
        if pattern := _LETTERS.get(name):
            score[name] += len(pattern.findall(sample)) * _WORTH_OF_A_LETTER
    *_, second, best = sorted(family, key=score.__getitem__)
    sure = any(score[best] >= max(least, score[second] * lead) for least, lead in _LEAST)
    return best if sure and score[best] >= least_share * len(words) else ""


@cache
def _index(family: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Which languages of a family have a function word."""
    index: dict[str, tuple[str, ...]] = {}
    for name in family:
        for word in WORDS[name].replace("'", " ").split():
            if name not in index.get(word, ()):
                index[word] = (*index.get(word, ()), name)
    return index
