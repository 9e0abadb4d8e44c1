"""The most central article of a story."""

from __future__ import annotations

import pytest

from newsdiff.core.clustering.central_article import MARGIN, central_article
from newsdiff.core.clustering.items import ClusterMember


def member(key: int, *words: str, outlet: str = "", hours: float = 0) -> ClusterMember:
    """An article with these words, all of the same weight."""
    weights = dict.fromkeys(words, len(words) ** -0.5)
    return ClusterMember(key, 1, 100 + hours / 24, outlet or f"outlet {key}", "en", " ".join(words), "", weights)


BRIDGE = ("bridge", "norvik", "ship", "pillar")
STRIKE = member(1, "strike", "norvik", "teacher", "class")
FIRST, SECOND, THIRD = member(2, *BRIDGE), member(3, *BRIDGE, "closed"), member(4, *BRIDGE, "cracks", "closed")


def test_the_article_that_is_most_similar_to_the_others_is_central_though_another_came_first() -> None:
    assert central_article([STRIKE, FIRST, SECOND, THIRD]) == SECOND.key


def test_an_article_alone_is_central_and_no_article_is_none() -> None:
    assert central_article([STRIKE]) == STRIKE.key
    assert central_article([]) is None
    assert central_article([], [STRIKE], STRIKE.key) is None


def test_of_two_articles_the_first_is_central() -> None:
    assert central_article([THIRD, FIRST]) == FIRST.key


def test_a_central_article_stays_until_another_is_clearly_more_central() -> None:
    shown = [FIRST, SECOND, THIRD]
    assert central_article(shown) == SECOND.key
    assert central_article(shown, current=THIRD.key) == THIRD.key
    assert central_article([STRIKE, *shown], current=STRIKE.key) == SECOND.key


def test_a_central_article_that_no_longer_opens_gives_way() -> None:
    assert central_article([SECOND, THIRD], [FIRST], FIRST.key) == SECOND.key


def test_the_newest_article_of_each_outlet_counts_most() -> None:
    walk = member(7, *STRIKE.weights, "walkout", hours=2)
    earlier = [member(8, *STRIKE.weights, hours=1), member(9, *STRIKE.weights, hours=1)]
    assert central_article([FIRST, SECOND, walk], earlier) in {FIRST.key, SECOND.key}


@pytest.mark.parametrize("words", [BRIDGE, ("one",)])
def test_a_tie_does_not_change_the_central_article(words: tuple[str, ...]) -> None:
    some = [member(number, *words) for number in range(1, 6)]
    assert [central_article(some, current=one.key) for one in some] == [one.key for one in some]
    assert MARGIN > 0
