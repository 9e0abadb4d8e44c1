"""Identifies the language of a text by its script and its function words; names the stemmer of each language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

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

_SAMPLE = 4000
"""Characters of the text that are looked at: about 650 words, far more than needed."""

_SHORT = 300
"""Characters of each of several texts that are looked at."""

_SCRIPTS = (
    (0x41, 0x24F, "latin"),
    (0x370, 0x3FF, "el"),
    (0x400, 0x52F, "cyrillic"),
    (0x531, 0x587, "hy"),
    (0x5D0, 0x5EA, "he"),
    (0x620, 0x6D3, "arabic"),
    (0x904, 0x939, "devanagari"),
    (0x985, 0x9B9, "bn"),
    (0xA05, 0xA39, "pa"),
    (0xA85, 0xAB9, "gu"),
    (0xB85, 0xBB9, "ta"),
    (0xC05, 0xC39, "te"),
    (0xC85, 0xCB9, "kn"),
    (0xD05, 0xD39, "ml"),
    (0xD85, 0xDC6, "si"),
    (0xE01, 0xE2E, "th"),
    (0xE81, 0xEAE, "lo"),
    (0x1000, 0x102A, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1100, 0x11FF, "ko"),
    (0x1200, 0x137F, "am"),
    (0x1780, 0x17B3, "km"),
    (0x1E00, 0x1EFF, "latin"),
    (0x1F00, 0x1FFF, "el"),
    (0x3041, 0x30FA, "kana"),
    (0x3400, 0x9FFF, "han"),
    (0xAC00, 0xD7A3, "ko"),
    (0xF900, 0xFAFF, "han"),
    (0xFF66, 0xFF9D, "kana"),
)
"""First and last letter of each script, in order. A script that one language is written in has the code of that."""

_FAMILIES = {
    "cyrillic": ("ru", "uk", "bg", "sr", "mk"),
    "arabic": ("ar", "fa", "ur"),
    "devanagari": ("hi", "mr", "ne"),
}
_LETTERS = {
    "ru": "ыэё",
    "uk": "іїєґ",
    "bg": "ъ",
    "sr": "ђћ",
    "mk": "ѓќѕ",
    "ar": "ةكيى",
    "fa": "پچژگکی",
    "ur": "ٹڈڑےںھہ",
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
"""Letters that distinguish a language from others in the same script."""
_LETTER_WEIGHT = 0.5
"""The weight of such a letter, where a function word of one language alone has 1."""

_DECISIVE = {"ru": "ыэ", "uk": "іїєґ", "sr": "ђћ", "mk": "ѓќ"}
"""Cyrillic letters that tell a language by themselves, as long as there is none of another language. Languages that are
not told have letters of two: Belarusian and Kazakh have ы and і."""

DETECTED: Final = frozenset((*WORDS, "ja", "zh", *(name for _, _, name in _SCRIPTS if len(name) == 2)))
"""The languages that `detect` can tell."""

_LEAST_LETTERS = 4
_LEAST = ((4.0, 1.2), (2.5, 2.5), (1.5, 4.0))
"""Least score, and least ratio to the score of the second best: a language has to meet one of the pairs. Source of the
last pair: it tells 58 more of 446 fragments of six to twelve words in 25 languages, and 344 more of 2,764 English
headlines, none of them wrongly."""
_LEAST_SHARE = 0.1
"""Least score for each word of a text in Latin letters: running text has a function word in three to five words, and a
list of names has fewer."""

_WORD = re.compile(r"[^\W\d_]+")


def detect(text: str) -> str:
    """The ISO 639-1 code of the language of a text; "" if it cannot be identified, as from a few words."""
    sample = text[:_SAMPLE]
    script = "latin" if sample.isascii() else _script(sample)
    if script == "latin":
        return _among(_latin(), sample.lower(), _LEAST_SHARE)
    if script not in _FAMILIES:
        return script
    return _among(_FAMILIES[script], sample.lower(), 0) or _by_letters(sample.lower())


def detect_common(texts: Iterable[str]) -> str:
    """The language that most of some texts are in, as `detect` gives it; "" if it cannot be identified."""
    found: list[str] = []
    length = 0
    for text in texts:
        found.append(text[:_SHORT])
        length += len(found[-1])
        if length >= _SAMPLE:
            break
    return detect("\n".join(found))


def language_code(name: str) -> str:
    """The ISO 639-1 code in a language tag as web pages write it ("en-GB", "pt_BR", "NB"); "" if it has none."""
    found = re.match(r"\s*([A-Za-z]{2})(?![A-Za-z])", name)
    if not found:
        return ""
    return {"nb": "no", "nn": "no", "iw": "he", "in": "id"}.get(found[1].lower(), found[1].lower())


def _script(sample: str) -> str:
    """The script of most letters, or its language if it has one language only; "" if there are too few letters."""
    counts: Counter[str] = Counter()
    for char, count in Counter(sample).items():
        first, last, name = _SCRIPTS[max(0, bisect_right(_SCRIPTS, (ord(char), 0x110000)) - 1)]
        if first <= ord(char) <= last and char.isalpha():
            counts[name] += count
    east, kana = counts.pop("han", 0) + counts["kana"], counts.pop("kana", 0)
    # Japanese has kana in every sentence; a Chinese text may quote a Japanese name.
    counts["ja" if kana * 10 >= east else "zh"] = east
    name, most = counts.most_common(1)[0]
    # Every script quotes names in Latin letters: up to half of the letters may be of other scripts.
    return name if most >= _LEAST_LETTERS and most * 2 >= sum(counts.values()) else ""


def _by_letters(sample: str) -> str:
    """The language whose decisive letters a text has, in lower case; "" where it has none, or those of two."""
    found = [name for name, letters in _DECISIVE.items() if not set(letters).isdisjoint(sample)]
    return found[0] if len(found) == 1 else ""


@cache
def _latin() -> tuple[str, ...]:
    """The languages with a list of function words that are written in Latin letters."""
    return tuple(name for name, words in WORDS.items() if _script(words) == "latin")


def _among(family: tuple[str, ...], sample: str, least_share: float) -> str:
    """The language of a text among those of a family that share a script; "" if it cannot be identified.

    A function word scores 1, divided by the number of languages that have it; a distinctive letter `_LETTER_WEIGHT`.

    Args:
        family: ISO 639-1 codes.
        sample: The beginning of the text, in lower case.
        least_share: The least score for each word of it.
    """
    index = _index(family)
    words = _WORD.findall(sample) if family is not _FAMILIES["devanagari"] else sample.split()
    score = dict.fromkeys(family, 0.0)
    for word, count in Counter(filter(index.__contains__, words)).items():
        owners = index[word]
        for owner in owners:
            score[owner] += count / len(owners)
    # Those that tell a language are not in ASCII.
    if not sample.isascii():
        letters = Counter(sample)
        for name in family:
            score[name] += sum(letters[letter] for letter in _LETTERS.get(name, "")) * _LETTER_WEIGHT
    *_, second, best = sorted(family, key=score.__getitem__)
    sure = any(score[best] >= max(least, score[second] * lead) for least, lead in _LEAST)
    return best if sure and score[best] >= least_share * len(words) else ""


@cache
def _index(family: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Function word -> the languages of a family that have it."""
    index: dict[str, tuple[str, ...]] = {}
    for name in family:
        for word in WORDS[name].replace("'", " ").split():
            if name not in index.get(word, ()):
                index[word] = (*index.get(word, ()), name)
    return index
