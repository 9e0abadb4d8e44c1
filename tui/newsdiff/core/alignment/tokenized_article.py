"""An article as the comparison reads it: its sentences in words, with what each quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsdiff.core.text.quotations import quotations
from newsdiff.core.text.tokenizer import LONGEST

if TYPE_CHECKING:
    from newsdiff.core.models import Article
    from newsdiff.core.text.quotations import Span
    from newsdiff.core.text.tokenizer import Token, Tokenizer


@dataclass(frozen=True, slots=True)
class TokenizedArticle:
    """The sentences of one article that are compared: all but its headings. All tuples are in their order."""

    places: tuple[int, ...]
    """The sentence's number in the article."""
    texts: tuple[str, ...]
    """As far as they are compared."""
    tokens: tuple[tuple[Token, ...], ...]
    quotations: tuple[tuple[Span, ...], ...]
    lowered: tuple[str, ...]
    """The texts in small letters and with straight marks, character for character."""
    headline: bool = False
    """The first of the sentences is the title of the article."""


def tokenize_article(article: Article, tokenizer: Tokenizer) -> TokenizedArticle:
    """The words of an article, read by the tokenizer of its language."""
    spans = quotations(article)
    places = tuple(place for place, sentence in enumerate(article.sentences) if not sentence.heading)
    texts = tuple(article.sentences[place].text[:LONGEST] for place in places)
    return TokenizedArticle(
        places=places,
        texts=texts,
        tokens=tuple(map(tokenizer.tokens, texts)),
        quotations=tuple(spans[place] for place in places),
        lowered=tuple(map(_lowered, texts)),
        headline=bool(texts) and texts[0].split() == article.title.split(),
    )


def _lowered(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):
        # A few capitals (İ) become two characters.
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_STRAIGHT)


_STRAIGHT = str.maketrans("‘’“”–—", "''\"\"--")
