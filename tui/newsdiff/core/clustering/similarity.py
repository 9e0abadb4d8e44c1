"""How well an item fits another, and a story."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Final

from rapidfuzz.fuzz import token_set_ratio

from newsdiff.core.clustering.recurring_titles import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.clustering.items import ClusterMember

THRESHOLD: Final = 0.22
"""The score from which an item joins a story. Source: measured; .20 to .24 differ by a hundredth of B-cubed F1."""

HOPELESS: Final = 0.8 * THRESHOLD
"""A story is passed over when the best of its items among the candidates scores less."""

CROWD: Final = 3
STANDS_OUT: Final = 1.4
"""An item joins a story only where that fits so many times as well as the third best story does: what fits many stories
about equally is of one mould with them (results, weather, notices), and not one event. Source: measured; it gained .008
on one of three public test sets, cost .001 on another and nothing on the third, and a farm of feeds that are made from
a few phrases went from B-cubed F1 .02, all in seven stories, to .89."""

MEMBERS: Final = 12
"""Items of a story that are compared, the latest ones."""

BEST: Final = 3
"""Items of a story whose mean is its score. By the single best, stories chain into one another; by all, long ones take
nothing more. Source: measured."""

_COSINE = 0.8
_TITLES = 0.2
_UNLIKE = 0.05
_UNLIKE_TITLES = 0.35
"""What titles count that share next to nothing in words; their letters are not compared."""
_DAY = 0.08
"""For each day between them."""
_OUTLET = 0.05
"""For being of one outlet, which seldom tells one event twice."""
_EDITION = 0.5


def pair_score(one: ClusterMember, other: ClusterMember) -> float:
    """How alike two items are, about -1 to 1. Source: measured on three public test sets."""
    weights, others = one.weights, other.weights
    # An exact sum: the words that they share come in no certain order.
    cosine = fsum([weights[word] * others[word] for word in weights.keys() & others.keys()])
    titles = token_set_ratio(one.title, other.title) / 100 if cosine >= _UNLIKE else _UNLIKE_TITLES
    apart = abs(one.day - other.day)
    score = _COSINE * cosine + _TITLES * titles - _DAY * apart - _OUTLET * (one.outlet == other.outlet)
    edition = bool(one.column) and one.column == other.column and apart > EDITIONS
    return score - _EDITION * edition


def story_score(scores: Sequence[float]) -> float:
    """How well an item fits a story, from how alike it is to the story's items."""
    best = sorted(scores, reverse=True)[:BEST]
    return sum(best) / len(best)


def threshold(fits: Sequence[float]) -> float:
    """The score from which an item joins a story, from how well it fits each, the best first."""
    return max(THRESHOLD, STANDS_OUT * fits[CROWD - 1]) if len(fits) >= CROWD else THRESHOLD
