"""Small stories for tests: articles from lists of sentences, and matches given by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.core.models import Alignment, Article, Level, Match, Ref, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def article(outlet: str, texts: Sequence[str], *, language: str = "en", url: str | None = None) -> Article:
    """An article of the given sentences; one that starts with `# ` is a heading; each is a paragraph."""
    sentences, at = [], 0
    for number, given in enumerate(texts):
        text = given.removeprefix("# ")
        sentences.append(Sentence(text, at, at + len(text), number, heading=given.startswith("# ")))
        at += len(text) + 2
    body = "\n\n".join(sentence.text for sentence in sentences)
    return Article(outlet, f"{outlet}'s title", body, tuple(sentences), f"{outlet}.txt", language=language, url=url)


def alignment(
    articles: Sequence[Article], pairs: Iterable[tuple[tuple[int, int], tuple[int, int], Level | None]]
) -> Alignment:
    """A story with these matches; a linked one scores .9 or .6, another .2."""
    scores = {"same": 0.9, "similar": 0.6, None: 0.2}
    matches = [Match(Ref(*a), Ref(*b), scores[level], level) for a, b, level in pairs]
    return Alignment(tuple(articles), tuple(sorted(matches, key=lambda match: (match.a, match.b))))
