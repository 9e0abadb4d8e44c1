from __future__ import annotations

from dataclasses import replace

import pytest

from newsdiff.app.compare.conflict_list import HEADLINE, ConflictPair, ValuePlace, list_conflicts, topic, value_text
from newsdiff.app.compare.overview import overview
from newsdiff.core.diff.conflicts import sentence_facts
from newsdiff.core.diff.story_diff import Differences
from newsdiff.core.models import Evidence, Match, Ref
from support.article_builders import alignment, article


def pair(a: tuple[int, int], a_text: str, b: tuple[int, int], b_text: str, certainty: float = 0.8) -> ConflictPair:
    """Values of two sentences, each at the beginning of its sentence."""
    return ConflictPair(ValuePlace(*a, 0), a_text, len(a_text), ValuePlace(*b, 0), b_text, len(b_text), certainty)


def written(pairs: list[ConflictPair]) -> list[str]:
    return [
        " | ".join(f"{value.text} {[article + 1 for article in value.articles]}" for value in one.values)
        for one in list_conflicts(pairs)
    ]


def test_the_most_certain_conflict_comes_first() -> None:
    pairs = [pair((0, 0), "49", (1, 0), "50", 0.6), pair((0, 4), "2 a.m.", (1, 9), "1 a.m.", 0.9)]
    assert written(pairs) == ["2 a.m. [1] | 1 a.m. [2]", "49 [1] | 50 [2]"]


def test_outlets_that_give_the_same_value_stand_behind_it_together() -> None:
    pairs = [pair((0, 0), "49", (1, 0), "50"), pair((0, 0), "49", (2, 3), "50")]
    assert written(pairs) == ["49 [1] | 50 [2, 3]"]


def test_three_values_of_one_detail_are_one_conflict() -> None:
    pairs = [pair((0, 0), "50", (1, 0), "49"), pair((1, 0), "49", (2, 0), "52")]
    assert written(pairs) == ["50 [1] | 49 [2] | 52 [3]"]


def test_the_same_values_in_two_rows_are_told_once() -> None:
    pairs = [pair((0, 0), "49", (1, 0), "50"), pair((0, 7), "49", (1, 8), "50", 0.7)]
    assert written(pairs) == ["49 [1] | 50 [2]"]


def test_other_values_of_the_same_outlets_are_another_conflict() -> None:
    pairs = [pair((0, 0), "49", (1, 0), "50"), pair((0, 7), "four", (1, 8), "five", 0.7)]
    assert written(pairs) == ["49 [1] | 50 [2]", "four [1] | five [2]"]


def test_without_pairs_there_is_no_conflict() -> None:
    assert list_conflicts([]) == ()


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("It began at 2 a.m. on Sunday.", "2 a.m.", "2 a.m."),
        ("Russia counts five regions of Ukraine.", "five", "five regions"),
        ("They found 49.", "49", "49"),
        ("Some 49 bolts, they say.", "49", "49 bolts"),
    ],
)
def test_a_bare_number_is_shown_with_what_it_counts(text: str, value: str, shown: str) -> None:
    start = text.index(value)
    assert value_text(text, start, start + len(value)) == shown


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("offer", "Sunday"), "Sunday"),
        (("Sunday/Sundays",), "Sunday"),
        (("offer",), ""),
        (("off",), ""),
        (("a.m",), ""),
        ((), ""),
    ],
)
def test_a_conflict_is_about_the_shared_word_that_stands_beside_its_value(words: tuple[str, ...], found: str) -> None:
    text = "His offer came late, at 2 a.m. on Sunday."
    start = text.index("2 a.m.")
    assert topic(text, start, start + 6, words) == found


def test_equal_values_are_one_however_each_is_written() -> None:
    texts = ["The ferry left at 5:40 a.m.", "The ferry left at 6:10 a.m.", "The ferry left at 5:40."]
    quantities = [sentence_facts(text).quantities[0] for text in texts]
    pairs = [
        pair((0, 0), "5:40 a.m.", (1, 0), "6:10 a.m.")._replace(values=(quantities[0], quantities[1])),
        pair((1, 0), "6:10 a.m.", (2, 0), "5:40")._replace(values=(quantities[1], quantities[2])),
    ]
    assert written(pairs) == ["5:40 a.m. [1, 3] | 6:10 a.m. [2]"]


def test_a_conflict_of_headlines_that_sentences_have_too_is_told_once() -> None:
    pairs = [
        pair((0, 0), "3 March", (2, 0), "5 March", 0.9),
        pair((1, 0), "3 March", (2, 0), "5 March", 0.9),
        pair((0, HEADLINE), "3 March", (2, HEADLINE), "5 March", 0.7),
    ]
    assert written(pairs) == ["3 March [1, 2] | 5 March [3]"]


def test_the_subject_of_a_date_is_not_guessed() -> None:
    story = alignment(
        [
            article("Gazette", ["The ships arrived on 3 March at the harbour of Averne."]),
            article("Herald", ["The ships arrived on 5 March at the harbour of Averne."]),
        ],
        [],
    )
    matches = (Match(Ref(0, 0), Ref(1, 0), 0.9, "same", Evidence(words=("ships", "arrived", "harbour"))),)
    differences = Differences(replace(story, matches=matches))
    (found,) = overview((), differences, (0, 1)).conflicts
    assert (found.topic, [value.text for value in found.values]) == ("", ["3 March", "5 March"])
