"""Copies: the text of one agency, or one article, in several outlets, which counts as one version of the story."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz.fuzz import ratio

from newsdiff.core.library.identity import article_address
from newsdiff.core.text.normalize import fold, is_cjk
from newsdiff.core.text.stopwords import stop_words

if TYPE_CHECKING:
    from collections.abc import Sequence

MIN_SIMILARITY: Final = 88.0
"""Indel similarity (0..100) from which two texts are near-duplicates: outlets cut a paragraph, or change a word or two.
Source: measured; of 1,469 pairs in one story of two public test sets, two came above 80, both copies, at 96 and 100."""

MIN_WORDS: Final = 20
"""Words below which a text is too short to be a copy in other words: it has to be the same word for word."""

MIN_CONTENT_WORDS: Final = 8
"""Different words, function words left out, that a text has at least in order to be a copy: two outlets may well write
the same short headline."""

MAX_CHARACTERS: Final = 2000
"""Characters of a text that are compared."""
_WORD = re.compile(r"[^\W_]+")
_CJK_CHARACTERS_PER_WORD = 2


class CopyText(NamedTuple):
    """What an article says, as far as it shows whether it is a copy."""

    title: str
    text: str
    url: str | None


def find_originals(new: CopyText, others: Sequence[CopyText], language: str) -> tuple[int, ...]:
    """The indices of those articles of which another one is a copy.

    Args:
        new: The article.
        others: Those that came before it.
        language: ISO 639-1 code of `new`.
    """
    plain = _plain(new.text)
    long = _words(plain) >= MIN_WORDS
    return tuple(
        index
        for index, other in enumerate(others)
        if (long and _is_duplicate(plain, _plain(other.text))) or is_short_copy(new, other, language)
    )


def is_short_copy(new: CopyText, other: CopyText, language: str) -> bool:
    """Whether an article has the address of another one, or says the same word for word, or the beginning of it.

    Args:
        new: An article.
        other: One that came before it.
        language: ISO 639-1 code of `new`.
    """
    address = article_address(new.url)
    if address is not None and address == article_address(other.url):
        return True
    said, before = _said(new, language), _said(other, language)
    if _begins_alike(said, before, language):
        return True
    # Whoever has no more than the headline of another adds nothing to it.
    return not new.text and said == _plain(other.title) and _content_words(said, language) >= MIN_CONTENT_WORDS


def _said(one: CopyText, language: str) -> str:
    """The text of an article; with its title, where the text alone is too short to tell."""
    plain = _plain(one.text)
    if _content_words(plain, language) >= MIN_CONTENT_WORDS:
        return plain
    return f"{_plain(one.title)} {plain}".strip()


def _begins_alike(one: str, other: str, language: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    whole_words = len(shorter) == len(longer) or longer[len(shorter)] == " " or is_cjk(shorter)
    return longer.startswith(shorter) and whole_words and _content_words(shorter, language) >= MIN_CONTENT_WORDS


@lru_cache(maxsize=500)
def _content_words(plain: str, language: str) -> int:
    """How many different words that are no function words a text has."""
    if is_cjk(plain):
        return _words(plain)
    return len({word for word in plain.split() if len(word) > 1} - stop_words(language))


# Each new item of a long story is compared with the same earlier texts.
@lru_cache(maxsize=500)
def _plain(text: str) -> str:
    """The beginning of a text as folded words with single spaces."""
    return " ".join(_WORD.findall(fold(text[:MAX_CHARACTERS])))


def _is_duplicate(one: str, other: str) -> bool:
    if min(_words(one), _words(other)) < MIN_WORDS:
        return False
    shorter, longer = sorted((one, other), key=len)
    # A copy that an outlet has cut is the beginning of the original.
    return ratio(shorter, longer[: len(shorter)], score_cutoff=MIN_SIMILARITY) > 0


def _words(text: str) -> int:
    return len(text) // _CJK_CHARACTERS_PER_WORD if is_cjk(text) else text.count(" ") + 1
