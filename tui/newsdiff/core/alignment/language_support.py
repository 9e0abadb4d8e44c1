"""What a comparison cannot do in the languages of its articles, in words for the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdiff.core.text.language_id import STEMMERS
from newsdiff.core.text.stopwords import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdiff.core.models import Article

NAMES: Final = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "lt": "Lithuanian",
    "mk": "Macedonian",
    "mr": "Marathi",
    "ne": "Nepali",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sr": "Serbian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""ISO 639-1 code -> the English name of a language that newsdiff can tell."""
_PAIRED: Final = frozenset({"ja", "ko", "th", "zh", "lo", "my", "km"})
"""Languages that are compared by pairs of characters: their scripts have no spaces, or hang particles on words."""
_UNCHANGING: Final = frozenset({"vi"})
"""Languages whose words have one form."""


def named(language: str) -> str:
    """The name of a language for the reader, or its code in brackets."""
    return NAMES.get(language) or f"this language ({language})"


def language_notices(articles: Sequence[Article]) -> tuple[str, ...]:
    """A sentence for each thing that the reader should know of the languages of a story; none where all is well."""
    return tuple(_limits(articles))


def _limits(articles: Sequence[Article]) -> Iterator[str]:
    languages = {article.language: article for article in reversed(articles)}
    unknown = [article for article in articles if not article.language]
    known = {language: article for language, article in reversed(languages.items()) if language}
    if len(known) > 1:
        told = [f"{article.outlet} is in {named(language)}" for language, article in known.items()]
        rest = [one.replace(" is in ", " in ", 1) for one in told[1:]]
        yield f"{', '.join([told[0], *rest[:-1]])} and {rest[-1]}: they are not compared with one another."
    for language in known:
        yield from _limit(language)
    if unknown:
        outlets = ", ".join(article.outlet for article in unknown)
        yield f"The language of {outlets} could not be told: scores are less sure."


def _limit(language: str) -> Iterator[str]:
    if language in _PAIRED:
        yield f"newsdiff compares {named(language)} by pairs of characters: scores are less sure."
    elif language not in WORDS:
        yield f"newsdiff knows no function words of {named(language)}: scores are less sure."
    elif language not in STEMMERS and language not in _UNCHANGING:
        yield f"newsdiff knows no word forms of {named(language)}: some matches are missed."
