from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.alignment.rows import Row, rows
from newsdiff.core.models import Alignment, Level, Ref
from support.article_builders import alignment, article


def places(found: tuple[Row, ...]) -> list[list[list[tuple[int, int]]]]:
    return [[[(ref.article, ref.sentence) for ref in cell] for cell in row.cells] for row in found]


def two(left: list[str], right: list[str], pairs: list[tuple[int, int]]) -> Alignment:
    return alignment([article("A", left), article("B", right)], [((0, i), (1, j), "same") for i, j in pairs])


def test_a_match_stands_beside_its_lead_sentence() -> None:
    story = two(["a", "b"], ["x", "y"], [(0, 1), (1, 0)])
    assert places(rows(story, [0, 1])) == [[[(0, 0)], [(1, 1)]], [[(0, 1)], [(1, 0)]]]


def test_the_other_outlet_can_lead() -> None:
    story = two(["a", "b"], ["x", "y"], [(0, 1)])
    assert places(rows(story, [1, 0])) == [[[(1, 0)], []], [[(1, 1)], [(0, 0)]], [[], [(0, 1)]]]


def test_what_only_another_has_follows_its_neighbour() -> None:
    story = two(["a", "b", "c"], ["x", "only", "y"], [(0, 0), (2, 2)])
    assert places(rows(story, [0, 1])) == [[[(0, 0)], [(1, 0)]], [[], [(1, 1)]], [[(0, 1)], []], [[(0, 2)], [(1, 2)]]]


def test_an_opening_that_only_another_has_comes_after_the_leads_first_sentence() -> None:
    story = two(["a", "b"], ["only", "y"], [(0, 1)])
    assert places(rows(story, [0, 1])) == [[[(0, 0)], [(1, 1)]], [[], [(1, 0)]], [[(0, 1)], []]]


def test_without_any_match_the_others_come_last_in_their_order() -> None:
    story = two(["a", "b"], ["x", "y"], [])
    assert places(rows(story, [0, 1])) == [[[(0, 0)], []], [[(0, 1)], []], [[], [(1, 0)]], [[], [(1, 1)]]]


def test_several_counterparts_stack_in_the_order_of_their_article() -> None:
    story = two(["a"], ["x", "y"], [(0, 1), (0, 0)])
    assert places(rows(story, [0, 1])) == [[[(0, 0)], [(1, 0), (1, 1)]]]


def test_a_sentence_in_two_rows_is_told_in_the_weaker_one() -> None:
    articles = [article("A", ["a", "b"]), article("B", ["x"])]
    story = alignment(articles, [((0, 0), (1, 0), "similar"), ((0, 1), (1, 0), "same")])
    first, second = rows(story, [0, 1])
    assert first.again == {Ref(1, 0)}
    assert second.again == frozenset()


def test_a_heading_of_the_lead_has_a_row_and_one_of_another_stands_above_its_sentence() -> None:
    story = two(["# H", "a"], ["x", "# K", "y"], [(1, 2)])
    found = rows(story, [0, 1])
    assert found[0].heading
    assert places(found) == [[[(0, 0)], []], [[(0, 1)], [(1, 1), (1, 2)]], [[], [(1, 0)]]]


def test_two_others_that_match_share_a_row_that_the_lead_has_nothing_in() -> None:
    articles = [article("A", ["a"]), article("B", ["x", "p"]), article("C", ["y", "q"])]
    story = alignment(articles, [((0, 0), (1, 0), "same"), ((1, 1), (2, 1), "same")])
    assert [[], [(1, 1)], [(2, 1)]] in places(rows(story, [0, 1, 2]))


def test_weaker_matches_stand_side_by_side_only_on_demand() -> None:
    story = alignment([article("A", ["a"]), article("B", ["x"])], [((0, 0), (1, 0), None)])
    assert places(rows(story, [0, 1])) == [[[(0, 0)], []], [[], [(1, 0)]]]
    assert places(rows(story, [0, 1], weaker=True)) == [[[(0, 0)], [(1, 0)]]]


def test_an_outlet_that_is_not_shown_is_in_no_row() -> None:
    articles = [article("A", ["a"]), article("B", ["x"]), article("C", ["y"])]
    story = alignment(articles, [((0, 0), (2, 0), "same")])
    assert places(rows(story, [0, 1])) == [[[(0, 0)], []], [[], [(1, 0)]]]


@pytest.mark.parametrize("shown", [[], [0]])
def test_less_than_two_outlets_are_no_trouble(shown: list[int]) -> None:
    story = two(["a", "b"], ["x"], [(0, 0)])
    assert len(rows(story, shown)) == 2 * len(shown)


@st.composite
def stories(draw: st.DrawFn) -> Alignment:
    count = draw(st.integers(1, 4))
    sizes = [draw(st.integers(1, 6)) for _ in range(count)]
    articles = [
        article(f"O{number}", [draw(st.sampled_from(["s", "s", "s", "# h"])) for _ in range(size)])
        for number, size in enumerate(sizes)
    ]
    level: st.SearchStrategy[Level | None] = st.sampled_from(["same", "similar", None])
    pairs = []
    for a in range(count):
        for b in range(a + 1, count):
            for i in range(sizes[a]):
                for j in range(sizes[b]):
                    plain = not (articles[a].sentences[i].heading or articles[b].sentences[j].heading)
                    if plain and draw(st.booleans()):
                        pairs.append(((a, i), (b, j), draw(level)))
    return alignment(articles, pairs)


@given(stories(), st.booleans(), st.randoms())
def test_every_sentence_stands_somewhere_and_the_leads_in_their_order(
    story: Alignment, weaker: bool, random: object
) -> None:
    shown = list(range(len(story.articles)))
    random.shuffle(shown)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    found = rows(story, shown, weaker=weaker)
    standing = {ref for row in found for ref in row.refs}
    for ref in story.refs():
        if not story.sentence(ref).heading:
            assert ref in standing
    lead = [ref for row in found for ref in row.cells[0]]
    assert lead == sorted(lead)
    assert len(lead) == len(story.articles[shown[0]].sentences)
    firsts = [ref for row in found for ref in row.refs if ref not in row.again]
    assert len(firsts) == len(set(firsts))
