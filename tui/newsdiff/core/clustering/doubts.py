"""Articles of a story that may not belong to it, since something else fits them as well as its headline does.

Measured on three public test sets (`tests/bench/doubts_bench.py`): of the articles that are marked, 18 of 22 and 9 of
17 were of another event than the headline on the two sets on which the limits were chosen, and 20 of 34 on the third:
47 of the 113 that were. In stories of more than `MAX_ARTICLES` one mark in ten was right, so none is made there.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from newsdiff.core.clustering.index import MAX_DAYS_APART
from newsdiff.core.clustering.similarity import MAX_MEMBERS, pair_score, story_score

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsdiff.core.clustering.items import ClusterMember

MAX_ARTICLES: Final = 7
"""Articles of a story in which any is marked, at most."""

MIN_SCORE: Final = 0.28
"""The pair score with the article of the headline from which an article belongs to it."""

NEARER: Final = 0.8
"""Below this part of the score with another article of the story, the two are rather of an event of their own."""

RIVAL: Final = 0.7
"""From this part of the score on, another story fits an article about as well."""


def weakly_tied(story: Sequence[ClusterMember], central: int) -> list[ClusterMember]:
    """The articles of a story that are not close to that of its headline.

    Args:
        story: Its articles.
        central: The key of the article of the headline.
    """
    headline = next((member for member in story if member.key == central), None)
    if headline is None or len(story) > MAX_ARTICLES:
        return []
    others = (member for member in story if member.key != central and member.language == headline.language)
    return [member for member in others if pair_score(member, headline) < MIN_SCORE]


def is_doubtful(
    article: ClusterMember, story: Sequence[ClusterMember], central: int, others: Iterable[ClusterMember]
) -> bool:
    """Whether another article of the story, or another story, fits an article about as well as the headline does.

    Args:
        article: One of `weakly_tied`.
        story: The articles of its story.
        central: The key of the article of the headline.
        others: Articles of other stories.
    """
    score = next(pair_score(article, member) for member in story if member.key == central)
    nearest = max(pair_score(article, member) for member in story if member.key != article.key)
    return score < NEARER * nearest or _rival_score(article, others) > RIVAL * score


def _rival_score(article: ClusterMember, others: Iterable[ClusterMember]) -> float:
    """The score of the story that fits an article best among those of the others; 0 where there is none."""
    stories: dict[int, list[ClusterMember]] = defaultdict(list)
    for member in others:
        if member.language == article.language and abs(member.day - article.day) <= MAX_DAYS_APART:
            stories[member.story].append(member)
    latest = (sorted(some, key=lambda member: (member.day, member.key))[-MAX_MEMBERS:] for some in stories.values())
    return max((story_score([pair_score(article, member) for member in some]) for some in latest), default=0.0)
