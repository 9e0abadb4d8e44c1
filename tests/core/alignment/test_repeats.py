"""What an article says several times over is matched as often as the other one says it."""

from __future__ import annotations

import pytest

from newsdiff.core.alignment.aligner import align
from newsdiff.core.alignment.repeats import Repeats
from newsdiff.core.models import Ref
from support.article_builders import article

CHORUS = "Nobody was hurt, the mayor said."
OTHERS = ("The union had warned of rust in spring.", "Ferries run every 20 minutes.", "Shopkeepers fear for trade.")


def links(here: int, there: int) -> set[tuple[int, int]]:
    """Which repetition is linked with which, where an article says something `here` times and another `there` times."""
    one = [text for number in range(here) for text in (CHORUS, f"Pillar {number} has cracks on side {number * 7}.")]
    other = [text for number in range(there) for text in (CHORUS, f"{OTHERS[number % 3]} So says list {number}.")]
    found = align([article("Gazette", one), article("Herald", other)])
    between = [match for match in found.matches if match.a.sentence % 2 == match.b.sentence % 2 == 0]
    assert all(match.level for match in between), "no weaker match between repetitions that are linked already"
    return {(match.a.sentence // 2, match.b.sentence // 2) for match in between}


@pytest.mark.parametrize("count", [1, 2, 6, 12, 30])
def test_what_both_repeat_is_matched_in_order(count: int) -> None:
    assert links(count, count) == {(number, number) for number in range(count)}


@pytest.mark.parametrize(("here", "there"), [(1, 6), (6, 1), (12, 1), (2, 6), (8, 6), (12, 6)])
def test_what_one_repeats_more_often_is_matched_as_well(here: int, there: int) -> None:
    fewer = min(here, there) - 1
    assert links(here, there) == {(min(n, here - 1), min(n, there - 1)) for n in range(max(here, there))}
    assert max(min(pair) for pair in links(here, there)) == fewer


def test_every_pair_is_kept_on_demand_however_often_a_sentence_stands() -> None:
    found = align([article("A", [CHORUS] * 6), article("B", [CHORUS] * 6)], min_score=0)
    assert len(found.matches) == 36


def test_repetitions_count_as_one_rival() -> None:
    import numpy as np

    repeats = Repeats(["a", "b", "a"], ["c", "c"])
    values = np.array([[0.5, 0.25], [0.75, 0.0], [1.0, 0.5]], np.float32)
    assert repeats.distinct(values, 0).tolist() == [[1.0, 0.5], [0.75, 0.0]]
    assert repeats.distinct(values, 1).tolist() == [[0.5], [0.75], [1.0]]
    assert repeats.in_order().tolist() == [[True, False], [True, True], [False, True]]
    assert repeats
    assert not Repeats(["a", "b"], ["a"])
    assert not Repeats([], [])


def test_an_article_of_one_sentence_repeated_is_compared_with_an_empty_one() -> None:
    found = align([article("A", [CHORUS, CHORUS]), article("B", ["..."])])
    assert found.counterparts(Ref(0, 0), 1) == ()
