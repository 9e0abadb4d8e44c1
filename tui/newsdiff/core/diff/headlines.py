"""What the headlines of a story give otherwise. They are compared as two matched sentences are."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from newsdiff.core.diff.conflicts import Conflict, SentenceFacts
    from newsdiff.core.models import Article


class HeadlineConflict(NamedTuple):
    """A detail that two headlines give otherwise."""

    a: int
    """Index of the first article."""
    b: int
    conflict: Conflict
    facts: tuple[SentenceFacts, SentenceFacts]
    """Both headlines, taken apart."""


def headline_conflicts(articles: Sequence[Article], shown: Collection[int]) -> Iterator[HeadlineConflict]:
    """The conflicts between the headlines of some articles of a story, in the order of the articles.

    Args:
        articles: The story.
        shown: Indices of the articles to compare. Pairs in two languages are passed over.
    """
    from newsdiff.core.diff.conflicts import conflicts, sentence_facts

    facts = {number: sentence_facts(articles[number].title, articles[number].language) for number in sorted(shown)}
    for a, b in combinations(facts, 2):
        if articles[a].language == articles[b].language:
            for conflict in conflicts(facts[a], facts[b]):
                yield HeadlineConflict(a, b, conflict, (facts[a], facts[b]))
