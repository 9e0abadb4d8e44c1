"""Articles that may belong to a story."""

from __future__ import annotations

from newsdiff.core.clustering.items import ClusterMember
from newsdiff.core.clustering.suggestions import MOST, heaviest_terms, suggested


def member(key: int, weights: dict[str, float], *, day: float = 100.0, language: str = "en") -> ClusterMember:
    return ClusterMember(key, key, day, f"outlet {key}", language, f"title {key}", "", weights)


STORY = [member(1, {"ferry": 0.8, "quay": 0.6}), member(2, {"ferry": 0.6, "rescue": 0.8}, day=100.2)]


def test_the_terms_that_weigh_most_in_a_story_come_first() -> None:
    assert heaviest_terms(STORY) == ["ferry", "rescue", "quay"]
    assert len(heaviest_terms([member(1, {f"term{n}": 0.1 for n in range(20)})])) == 8


def test_close_articles_are_suggested_closest_first() -> None:
    near, nearer = member(3, {"ferry": 0.4, "storm": 0.9}), member(4, {"ferry": 0.9, "storm": 0.4})
    far = member(5, {"budget": 1.0})
    assert suggested(STORY, [near, nearer, far]) == [4, 3]


def test_what_is_days_apart_or_in_another_language_is_not_suggested() -> None:
    words = {"ferry": 0.8, "quay": 0.6}
    assert suggested(STORY, [member(3, words, day=110.0), member(4, words, language="de")]) == []
    assert suggested([], [member(3, words)]) == []


def test_no_more_are_suggested_than_anybody_would_look_through() -> None:
    same = [member(key, {"ferry": 0.8, "quay": 0.6}) for key in range(10, 40)]
    assert len(suggested(STORY, same)) == MOST
