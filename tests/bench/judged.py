"""How scores and links are judged on labelled stories: the figures of the shared `align.py`, and some more."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bench.labelled import Gold

    Scores = NDArray[np.float64]
    Flags = NDArray[np.bool_]

EDGES = (0.005, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
"""Of the bands in which calibration is told."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What a method gave for two articles of a story."""

    story: int
    gold: Gold
    scores: Scores
    links: Flags
    same: Flags
    """The links that are shown as "same"."""

    def right(self, chosen: Flags) -> Flags:
        """Of the chosen pairs that are not disputed, which are right."""
        return self.gold.right[chosen & ~self.gold.disputed]


class Band(NamedTuple):
    """A band of scores: how many pairs it holds, their mean score, and the share of them that is right."""

    low: float
    high: float
    pairs: int
    score: float
    right: float


def figures(results: Sequence[Judged]) -> dict[str, float]:
    """The figures of a method (0..1): means over article pairs, and for the levels, shares of all pairs together."""
    total = sum(int(one.gold.right.sum()) for one in results)
    same = np.concatenate([one.right(one.same) for one in results])
    similar = np.concatenate([one.right(one.links & ~one.same) for one in results])
    return {
        "AP": float(np.mean([average_precision(one.scores, one.gold) for one in results])),
        "F1": float(np.mean([f1(one.links, one.gold) for one in results])),
        "P@1": float(np.mean([first_right(one.scores, one.gold) for one in results])),
        "same right": share(same),
        "same recall": float(same.sum() / total),
        "similar right": share(similar),
        "similar recall": float(similar.sum() / total),
    }


def by_story(results: Sequence[Judged]) -> dict[int, float]:
    """The mean average precision of each story."""
    found: dict[int, list[float]] = {}
    for one in results:
        found.setdefault(one.story, []).append(average_precision(one.scores, one.gold))
    return {story: float(np.mean(values)) for story, values in found.items()}


def bands(results: Sequence[Judged]) -> list[Band]:
    """How far the scores are the shares that are right."""
    every = np.concatenate([one.scores[~one.gold.disputed] for one in results])
    right = np.concatenate([one.gold.right[~one.gold.disputed] for one in results])
    found = []
    for low, high in pairwise(EDGES):
        inside = (every >= low) & (every < high)
        if inside.any():
            found.append(Band(low, high, int(inside.sum()), float(every[inside].mean()), share(right[inside])))
    return found


def print_bands(results: Sequence[Judged]) -> None:
    """Print the calibration."""
    print(f"{'score':>12}{'pairs':>8}{'mean':>7}{'right':>7}")
    for band in bands(results):
        print(f"{band.low:6.3f}-{min(band.high, 1):.2f} {band.pairs:8}{band.score:7.3f}{band.right:7.3f}")


def average_precision(scores: Scores, gold: Gold) -> float:
    """Average precision (0..1) of the ranking by score; pairs that score 0 are not ranked."""
    ranked = np.flatnonzero(((scores > 0) & ~gold.disputed).ravel())
    hits = gold.right.ravel()[ranked[np.argsort(-scores.ravel()[ranked], kind="stable")]]
    places = np.flatnonzero(hits) + 1
    return float((np.arange(1, len(places) + 1) / places).sum() / gold.right.sum())


def first_right(scores: Scores, gold: Gold) -> float:
    """The share (0..1) of sentences with a counterpart whose best-scored partner is one."""
    hits = total = 0
    scores = np.where(gold.disputed, -1, scores)
    for values, right in ((scores, gold.right), (scores.T, gold.right.T)):
        for row in np.flatnonzero(right.any(axis=1)):
            best = int(values[row].argmax())
            hits += bool(values[row, best] > 0 and right[row, best])
            total += 1
    return hits / total


def f1(chosen: Flags, gold: Gold) -> float:
    """The harmonic mean (0..1) of precision and recall of the chosen pairs."""
    chosen = chosen & ~gold.disputed
    return float(2 * (chosen & gold.right).sum() / (chosen.sum() + gold.right.sum()))


def share(flags: Flags) -> float:
    """The share of flags that are set; 1 where there are none."""
    return float(flags.mean()) if flags.size else 1.0
