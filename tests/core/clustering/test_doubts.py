"""Articles that may not belong to their story."""

from __future__ import annotations

from newsdiff.core.clustering.doubts import MAX_ARTICLES, is_doubtful, weakly_tied
from newsdiff.core.clustering.items import ClusterMember


def member(key: int, *words: str, story: int = 1, language: str = "en") -> ClusterMember:
    """An article of an outlet of its own, with these words, all of the same weight."""
    weights = dict.fromkeys(words, len(words) ** -0.5)
    return ClusterMember(key, story, 100.0, f"outlet {key}", language, " ".join(words), "", weights)


BRIDGE = [member(1, "bridge", "norvik", "ship", "pillar"), member(2, "bridge", "norvik", "ship", "cracks")]
STRIKE = member(3, "norvik", "teacher", "strike", "school", "class", "walkout", "pay")
ANOTHER = member(4, "teacher", "strike", "school", "class", "walkout", "pay", story=2)


def test_an_article_that_another_story_fits_better_is_doubtful() -> None:
    story = [*BRIDGE, STRIKE]
    assert weakly_tied(story, 1) == [STRIKE]
    assert is_doubtful(STRIKE, story, 1, [ANOTHER])
    assert not is_doubtful(STRIKE, story, 1, [member(5, "orchestra", "symphony", story=2)])


def test_two_articles_of_another_event_are_doubtful_by_one_another() -> None:
    story = [*BRIDGE, STRIKE, member(6, *ANOTHER.weights)]
    assert [one.key for one in weakly_tied(story, 1)] == [3, 6]
    assert all(is_doubtful(one, story, 1, []) for one in weakly_tied(story, 1))


def test_what_is_close_to_the_headline_or_in_another_language_is_not_doubted() -> None:
    assert weakly_tied(BRIDGE, 1) == []
    assert weakly_tied([*BRIDGE, member(7, "grève", "école", language="fr")], 1) == []


def test_nothing_is_doubted_in_a_long_story_or_without_a_headline() -> None:
    story = [*BRIDGE, STRIKE, *(member(10 + number, *BRIDGE[0].weights) for number in range(MAX_ARTICLES))]
    assert weakly_tied(story, 1) == []
    assert weakly_tied([*BRIDGE, STRIKE], 99) == []
