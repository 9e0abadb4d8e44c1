"""How similar an item is to another item, and to a story."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Final

from rapidfuzz.fuzz import token_set_ratio

from newsdiff.core.clustering.recurring_titles import EDITION_DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.clustering.items import ClusterMember

THRESHOLD: Final = 0.22
"""The score from which an item joins a story. Source: measured; .20 to .24 differ by a hundredth of B-cubed F1."""

PRUNING_THRESHOLD: Final = 0.8 * THRESHOLD
"""A story whose best candidate scores less is not scored in full."""

MARGIN_RANK: Final = 3
MARGIN: Final = 1.4
"""An item joins a story only if that scores `MARGIN` times as much as the story at `MARGIN_RANK`: an item that fits
many stories about equally follows a template (results, weather, notices), and is not about one event. Source: measured;
it gained .008 on one of three public test sets, cost .001 on another and nothing on the third, and a set of feeds
generated from a few phrases went from B-cubed F1 .02, all in seven stories, to .89."""

MAX_MEMBERS: Final = 12
"""Members of a story with which an item is compared, the latest ones."""

AVERAGED: Final = 3
"""The score of a story is the mean over this number of its best members. Single linkage chains stories; averaging all
keeps long ones from growing. Source: measured."""

_COSINE = 0.8
"""The weight of the cosine of two items."""
_TITLES = 0.2
"""The weight of the similarity of their titles (`token_set_ratio`, 0..1)."""
_MIN_COSINE = 0.05
_UNRELATED_TITLES = 0.35
"""The similarity that titles are given below `_MIN_COSINE`, where comparing their letters would be wasted time."""
_DAY = 0.08
"""The penalty for each day between two items."""
_OUTLET = 0.05
"""The penalty for two items of one outlet, which seldom reports one event twice."""
_EDITION = 0.5
"""The penalty for two editions of one series."""


def pair_score(one: ClusterMember, other: ClusterMember) -> float:
    """How similar two items are.

    Returns:
        About -1 to 1. Source of the formula: measured on three public test sets.
    """
    weights, others = one.weights, other.weights
    # `fsum` is exact, so that the arbitrary order of the shared words makes no difference.
    cosine = fsum([weights[word] * others[word] for word in weights.keys() & others.keys()])
    titles = token_set_ratio(one.title, other.title) / 100 if cosine >= _MIN_COSINE else _UNRELATED_TITLES
    apart = abs(one.day - other.day)
    score = _COSINE * cosine + _TITLES * titles - _DAY * apart - _OUTLET * (one.outlet == other.outlet)
    edition = bool(one.series) and one.series == other.series and apart > EDITION_DAYS
    return score - _EDITION * edition


def story_score(scores: Sequence[float]) -> float:
    """How similar an item is to a story, from its scores with the members of the story, of which there is at least one.

    Returns:
        The mean of the best `AVERAGED` scores.
    """
    best = sorted(scores, reverse=True)[:AVERAGED]
    return sum(best) / len(best)


def threshold(scores: Sequence[float]) -> float:
    """The score from which an item joins a story, given its scores with all candidate stories, the highest first."""
    return max(THRESHOLD, MARGIN * scores[MARGIN_RANK - 1]) if len(scores) >= MARGIN_RANK else THRESHOLD
