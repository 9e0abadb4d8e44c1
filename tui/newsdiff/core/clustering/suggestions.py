"""Articles that may belong to a story, though they are not so close to it that they join it by themselves."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from newsdiff.core.clustering.index import MAX_DAYS_APART
from newsdiff.core.clustering.similarity import MAX_MEMBERS, pair_score, story_score

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsdiff.core.clustering.items import ClusterMember

MIN_SCORE: Final = 0.16
"""The score from which an article may belong to a story. Source: measured on three public test sets, over pairs of a
story of several outlets and an article of a story of one: 36 of 62 were right, and they were 36 of the 43 that could be
found."""

MOST: Final = 9
"""Articles that are suggested for one story: more would follow a template, and not be about one event."""

TERMS: Final = 8
"""The heaviest terms of a story, of which an article has at least `MIN_TERMS`."""
MIN_TERMS: Final = 2


def heaviest_terms(story: Sequence[ClusterMember]) -> list[str]:
    """The terms that weigh most in the latest members of a story, at most `TERMS`, the heaviest first."""
    found: Counter[str] = Counter()
    for member in _latest(story):
        found.update(member.weights)
    return [term for term, _ in sorted(found.items(), key=lambda one: (-one[1], one[0]))[:TERMS]]


def suggested(story: Sequence[ClusterMember], others: Iterable[ClusterMember]) -> list[int]:
    """The articles that may belong to a story.

    Args:
        story: Its members.
        others: Articles that are not in it.

    Returns:
        The keys of those that may, at most `MOST`, the closest first.
    """
    latest = _latest(story)
    scores = []
    for other in others:
        near = [
            member
            for member in latest
            if member.language == other.language and abs(member.day - other.day) <= MAX_DAYS_APART
        ]
        score = story_score([pair_score(other, member) for member in near]) if near else 0.0
        if score >= MIN_SCORE:
            scores.append((-score, other.key))
    return [key for _, key in sorted(scores)[:MOST]]


def _latest(story: Sequence[ClusterMember]) -> Sequence[ClusterMember]:
    return sorted(story, key=lambda member: (member.day, member.key))[-MAX_MEMBERS:]
