"""Which languages the letters of a text allow, where many languages share a script: each has an alphabet of its own."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

__all__ = ["ALPHABET_LANGUAGES", "possible_languages"]


class _Alphabet(NamedTuple):
    """The letters that a language is written with, in lower case."""

    language: str
    """ISO 639-1 code."""
    letters: frozenset[str]
    marks: frozenset[str] = frozenset()
    """Letters of which even a headline has one; none where it may do without."""


_RUSSIAN: Final = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_ARABIC: Final = "ابتثجحخدذرزسشصضطظعغفقلمنهوءآأؤئ"
_PERSIAN: Final = _ARABIC + "پچژکگیۀ"

_ALPHABETS: Final = {
    "cyrillic": (
        _Alphabet("ru", frozenset(_RUSSIAN)),
        _Alphabet("uk", frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")),
        _Alphabet("bg", frozenset("абвгдежзийклмнопрстуфхцчшщъьюяѝ")),
        _Alphabet("sr", frozenset("абвгдђежзијклљмнњопрстћуфхцчџш")),
        _Alphabet("mk", frozenset("абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ")),
        _Alphabet("be", frozenset("абвгдеёжзійклмнопрстуўфхцчшыьэюя"), frozenset("іў")),
        _Alphabet("kk", frozenset(_RUSSIAN + "әғқңөұүһі"), frozenset("әғқңөұүһ")),
        # Its own words have no letter of those left out here, which nearly every Ukrainian headline has.
        _Alphabet("kk", frozenset("абгдежзийклмнопрстушыюяі"), frozenset("і")),
        _Alphabet("ky", frozenset(_RUSSIAN + "ңөү"), frozenset("ңөү")),
        _Alphabet("mn", frozenset(_RUSSIAN + "өү"), frozenset("өү")),
        _Alphabet("tg", frozenset("абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя"), frozenset("ғӣқӯҳҷ")),
        _Alphabet("uz", frozenset("абвгғдеёжзийкқлмнопрстуўфхҳцчшъьэюя"), frozenset("ғқўҳ")),
        _Alphabet("tt", frozenset(_RUSSIAN + "әөүҗңһ"), frozenset("әөүҗңһ")),
        _Alphabet("ba", frozenset(_RUSSIAN + "ғҙҡңөҫүһә"), frozenset("ғҙҡңөҫүһә")),
    ),
    "arabic": (
        _Alphabet("ar", frozenset(_ARABIC + "كيىةإ")),
        _Alphabet("fa", frozenset(_PERSIAN)),
        # As it is typed on an Arabic keyboard.
        _Alphabet("fa", frozenset(_PERSIAN + "كي"), frozenset("پچژگ")),
        _Alphabet("ur", frozenset(_PERSIAN + "ٹڈڑںہھےۃۂۓ")),
        _Alphabet("ps", frozenset(_PERSIAN + "ټځڅډړږښګڼيېۍة")),
        _Alphabet("ug", frozenset("ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي"), frozenset("ڭۇۆۈۋې")),
        _Alphabet("ku", frozenset("ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنهەھوۆیێ"), frozenset("ڕڤڵۆێ")),
        _Alphabet("sd", frozenset(_PERSIAN + "ٻڀٿٽٺڄڃڇڌڏڊڍڦڪڳڱڻھيڙ"), frozenset("ٻڀٿٽٺڄڃڇڌڏڊڍڦڪڳڱڻڙ")),
    ),
}
"""By script. Sources: the languages' orthographies. Letters that only quoted names have are left out."""

ALPHABET_LANGUAGES: Final = frozenset(one.language for some in _ALPHABETS.values() for one in some)
"""The languages that their letters can tell."""

_LEAST_SHARE = 0.01
"""The share of its letters from which a letter counts as one of the text's own, and not of a name that it quotes. In a
headline every letter does."""

_LONG = 200
"""Letters of a text in which a language shows more of its marks than another that shares some of them."""

_HARD_SIGN, _AFTER_HARD_SIGN = "ъ", frozenset("еёюя")


def possible_languages(text: str, script: str, *, marked: bool = True) -> tuple[str, ...]:
    """The languages that a text may be in, by its letters.

    Args:
        text: The text in lower case.
        script: "cyrillic" or "arabic".
        marked: Leave out languages of which most headlines have a letter that this text lacks.

    Returns:
        ISO 639-1 codes; none where the letters fit no language, or the script is another one.
    """
    alphabets = _ALPHABETS.get(script, ())
    known = frozenset().union(*(one.letters for one in alphabets))
    counts = Counter(letter for letter in text if letter in known)
    total = sum(counts.values())
    if not total:
        return ()
    own = {letter for letter, count in counts.items() if count >= total * _LEAST_SHARE}
    fitting = [one for one in alphabets if own <= one.letters and (not marked or not one.marks or own & one.marks)]
    if total >= _LONG and fitting and all(one.marks for one in fitting):
        shares = [len(own & one.marks) / len(one.marks) for one in fitting]
        fitting = [one for one, share in zip(fitting, shares, strict=True) if share == max(shares)]
    found = dict.fromkeys(one.language for one in fitting)
    if {"bg", "ru"} <= found.keys() and _bulgarian_vowels(text) > total * _LEAST_SHARE:
        del found["ru"]
    return tuple(found)


def _bulgarian_vowels(text: str) -> int:
    """How often ъ is a vowel in a text: in Russian it stands before е, ё, ю and я alone."""
    return sum(
        one == _HARD_SIGN and after not in _AFTER_HARD_SIGN for one, after in zip(text, text[1:] + " ", strict=True)
    )
