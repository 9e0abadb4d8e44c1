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

LEAST_FIT: Final = 0.75
"""The part of the fit of its loosest member with which an article joins a story `LATER_DAYS` after it: one that fits
worse than all the others is about what followed, or about other news of the same people. Source: measured; on two
public test sets whose items have texts it gained .013 and .002 of B-cubed F1 (.9 gained .014 and .002), and on made-up
stories of 12 and 40 articles it cost .001 and nothing. On a set of titles alone, where it is not used, it cost .02."""

MAX_LEAST_FIT: Final = 0.34
"""The score that is enough in any case: outlets that all took the text of one agency keep nobody out who has more to
tell. Source: measured; without it, one of the two sets gained another .001."""

LATER_DAYS: Final = 0.25
"""Days after the nearest member from which `LEAST_FIT` holds in full; sooner, in proportion."""

FIT_MEMBERS: Final = 6
"""Members by which the fit of the loosest one is told, the latest ones."""

MIN_FIT_MEMBERS: Final = 3
"""Members with a text below which nothing is said of their fit."""

MIN_TEXT_TERMS: Final = 14
"""Terms that an item has at least if it has a text; few titles alone have as many."""

_COPY = 0.7
"""The pair score from which two members are copies, which do not show how differently two outlets tell the event."""

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


def least_fit(members: Sequence[ClusterMember]) -> float:
    """The score of that member of a story which fits the others least.

    Args:
        members: Its latest members in order of time, at most `FIT_MEMBERS`, all of them with a text.

    Returns:
        Its mean score with the best `AVERAGED` others, copies left out; 0 where fewer than `MIN_FIT_MEMBERS` have one.
    """
    scores: list[list[float]] = [[] for _ in members]
    for at, one in enumerate(members):
        for before, other in enumerate(members[:at]):
            score = pair_score(one, other)
            if score < _COPY:
                scores[at].append(score)
                scores[before].append(score)
    fits = [story_score(some) for some in scores if some]
    return min(fits) if len(fits) >= MIN_FIT_MEMBERS else 0.0


def threshold(scores: Sequence[float]) -> float:
    """The score from which an item joins a story, given its scores with all candidate stories, the highest first."""
    return max(THRESHOLD, MARGIN * scores[MARGIN_RANK - 1]) if len(scores) >= MARGIN_RANK else THRESHOLD
