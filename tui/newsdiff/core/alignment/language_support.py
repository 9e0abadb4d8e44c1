"""What a comparison cannot do in the languages of its articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from newsdiff.core.text.language_id import STEMMERS
from newsdiff.core.text.stopwords import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdiff.core.models import Article

_PAIRED: Final = frozenset({"ja", "ko", "th", "zh", "lo", "my", "km"})
"""Languages that are compared by pairs of characters: their scripts have no spaces, or hang particles on words."""
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur", "ps", "yi", "ckb", "ug", "sd"})
"""Languages that are written from right to left."""
_UNCHANGING: Final = frozenset({"vi"})
"""Languages whose words have one form."""


@dataclass(frozen=True, slots=True)
class LanguageNotice:
    """Something that the reader should know of the languages of a story; `newsdiff.wording` words it."""

    kind: Literal["several", "unknown", "pairs", "no_function_words", "no_word_forms", "right_to_left"]
    """The articles are in several languages, which are not compared with one another; the language of some could not be
    told; one is compared by pairs of characters, without function words, or without word forms; one is written from
    right to left, which is up to the terminal."""
    languages: tuple[str, ...] = ()
    """ISO 639-1 codes; for `several` one for each outlet."""
    outlets: tuple[str, ...] = ()
    """For `several` every outlet whose language is known, beside its language; for `unknown` all of them."""


def language_notices(articles: Sequence[Article]) -> tuple[LanguageNotice, ...]:
    """What the reader should know of the languages of a story; nothing where all are well supported."""
    return tuple(_notices(articles))


def _notices(articles: Sequence[Article]) -> Iterator[LanguageNotice]:
    known = [article for article in articles if article.language]
    first = dict.fromkeys(article.language for article in known)
    if len(first) > 1:
        languages = tuple(article.language for article in known)
        yield LanguageNotice("several", languages, tuple(article.outlet for article in known))
    for language in first:
        yield from _of_one(language)
    if leftward := tuple(language for language in first if language in _RIGHT_TO_LEFT):
        yield LanguageNotice("right_to_left", leftward)
    if unknown := tuple(article.outlet for article in articles if not article.language):
        yield LanguageNotice("unknown", outlets=unknown)


def _of_one(language: str) -> Iterator[LanguageNotice]:
    if language in _PAIRED:
        yield LanguageNotice("pairs", (language,))
    elif language not in WORDS:
        yield LanguageNotice("no_function_words", (language,))
    elif language not in STEMMERS and language not in _UNCHANGING:
        yield LanguageNotice("no_word_forms", (language,))
