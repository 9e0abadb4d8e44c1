from __future__ import annotations

from newsdiff.core.diff.conflict_list import ConflictPair, GivenValue, ValuePlace, list_conflicts
from newsdiff.core.diff.conflicts import sentence_facts
from newsdiff.core.diff.overview import HEADLINE
from newsdiff.core.diff.value_words import value_words


def given(place: tuple[int, int], text: str) -> GivenValue:
    """The value that a sentence consists of."""
    return read(place, text)


def read(place: tuple[int, int], text: str) -> GivenValue:
    """The first value of a sentence."""
    facts = sentence_facts(text)
    value = facts.quantities[0]
    return GivenValue(ValuePlace(*place, value.start), value.end - value.start, value_words(facts, value), value)


def pair(a: tuple[int, int], a_text: str, b: tuple[int, int], b_text: str, certainty: float = 0.8) -> ConflictPair:
    return ConflictPair(given(a, a_text), given(b, b_text), certainty)


def written(pairs: list[ConflictPair], equal: list[tuple[GivenValue, GivenValue]] | None = None) -> list[str]:
    return [
        " | ".join(f"{value.text} {[article + 1 for article in value.articles]}" for value in one.values)
        for one in list_conflicts(pairs, equal or [])
    ]


def test_the_most_certain_conflict_comes_first() -> None:
    pairs = [pair((0, 0), "49", (1, 0), "50", 0.6), pair((0, 4), "2 a.m.", (1, 9), "1 a.m.", 0.9)]
    assert written(pairs) == ["2 a.m. [1] | 1 a.m. [2]", "49 [1] | 50 [2]"]


def test_what_headlines_contradict_comes_before_what_is_more_certain() -> None:
    pairs = [pair((0, HEADLINE), "49", (1, HEADLINE), "50", 0.6), pair((0, 4), "2 a.m.", (1, 9), "1 a.m.", 0.9)]
    assert written(pairs) == ["49 [1] | 50 [2]", "2 a.m. [1] | 1 a.m. [2]"]


def test_outlets_that_give_the_same_value_stand_behind_it_together() -> None:
    pairs = [pair((0, 0), "49", (1, 0), "50"), pair((0, 0), "49", (2, 3), "50")]
    assert written(pairs) == ["49 [1] | 50 [2, 3]"]


def test_who_says_the_same_in_a_sentence_that_matches_stands_behind_the_value_too() -> None:
    ours, theirs = read((0, 0), "A ferry with 212 people sank."), read((1, 0), "A ferry with 240 people sank.")
    also = read((2, 4), "On board were 212 people.")
    assert written([ConflictPair(ours, theirs, 0.9)], [(ours, also)]) == ["212 people [1, 3] | 240 [2]"]


def test_three_values_of_one_detail_are_one_conflict() -> None:
    pairs = [pair((0, 0), "50", (1, 0), "49"), pair((1, 0), "49", (2, 0), "52")]
    assert written(pairs) == ["50 [1] | 49 [2] | 52 [3]"]


def test_the_same_values_in_two_rows_are_told_once() -> None:
    pairs = [pair((0, 0), "49", (1, 0), "50"), pair((0, 7), "49", (1, 8), "50", 0.7)]
    (one,) = list_conflicts(pairs)
    assert [place[:2] for place in one.places] == [(0, 0), (0, 7), (1, 0), (1, 8)]


def test_other_values_of_the_same_outlets_are_another_conflict() -> None:
    pairs = [pair((0, 0), "49", (1, 0), "50"), pair((0, 7), "four", (1, 8), "five", 0.7)]
    assert written(pairs) == ["49 [1] | 50 [2]", "four [1] | five [2]"]


def test_without_pairs_there_is_no_conflict() -> None:
    assert list_conflicts([]) == ()


def test_equal_values_are_one_however_each_is_written() -> None:
    first, second, third = (
        read((number, 0), text)
        for number, text in enumerate(
            ["The ferry left at 5:40 a.m.", "The ferry left at 6:10 a.m.", "The ferry left at 5:40."]
        )
    )
    pairs = [ConflictPair(first, second, 0.8), ConflictPair(second, third, 0.8)]
    assert written(pairs) == ["5:40 a.m. [1, 3] | 6:10 a.m. [2]"]


def test_a_conflict_of_headlines_that_sentences_have_too_is_told_once() -> None:
    pairs = [
        pair((0, 0), "3 March", (2, 0), "5 March", 0.9),
        pair((1, 0), "3 March", (2, 0), "5 March", 0.9),
        pair((0, HEADLINE), "3 March", (2, HEADLINE), "5 March", 0.7),
    ]
    assert written(pairs) == ["3 March [1, 2] | 5 March [3]"]


def test_a_headline_adds_its_outlet_to_the_values_of_the_sentences() -> None:
    pairs = [
        pair((0, 0), "50", (1, 0), "49", 0.9),
        pair((1, 0), "49", (2, 0), "52", 0.9),
        pair((0, HEADLINE), "50", (1, HEADLINE), "49", 0.95),
        pair((1, HEADLINE), "49", (3, HEADLINE), "50", 0.95),
    ]
    assert written(pairs) == ["50 [1, 4] | 49 [2] | 52 [3]"]


def test_what_is_counted_is_said_once() -> None:
    pairs = [
        ConflictPair(read((0, 0), "Three people died."), read((1, 0), "It killed four people."), 0.9),
    ]
    assert written(pairs) == ["three people [1] | four [2]"]


def test_a_hedge_that_all_of_a_value_share_is_told() -> None:
    one, other = read((0, 0), "At least 50 people died."), read((1, 0), "It killed 49.")
    third = read((2, 0), "Just 50 people died.")
    assert written([ConflictPair(one, other, 0.9)]) == ["at least 50 people [1] | 49 [2]"]
    both = [ConflictPair(one, other, 0.9), ConflictPair(other, third, 0.9)]
    assert written(both) == ["50 people [1, 3] | 49 [2]"]
