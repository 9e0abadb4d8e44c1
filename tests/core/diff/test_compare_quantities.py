from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.diff.conflicts import Conflict, disagreements, sentence_facts
from newsdiff.core.diff.quantities import figures


def differing(a: str, b: str) -> tuple[Conflict, ...]:
    found = disagreements(sentence_facts(a), sentence_facts(b))
    return tuple(one for one in found if one.kind in {"figure", "date"})


def read(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.kind) for one in figures(text, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Forty-nine people died and 53 were hurt.", [("Forty-nine", "count"), ("53", "count")]),
        ("It cost $1.5 million, or 2 million euros.", [("$1.5 million", "money"), ("2 million euros", "money")]),
        ("51% of them, 3 percentage points more", [("51%", "percent"), ("3 percentage points", "points")]),
        ("at 5:30 p.m. on Tuesday, May 12th, 2014", [("5:30 p.m.", "time"), ("Tuesday", "weekday"), ("May 12th", "day"), ("2014", "year")]),
        ("on 12 May", [("12 May", "day")]),
        ("the 46th president", [("46th", "ordinal")]),
        ("20-30 cars, between 20 and 30 lorries", [("20-30", "count"), ("20 and 30", "count")]),
        ("COVID-19, F-16s, 9/11, a 2-1 win, the 1990s, 24/7, #3, 6:15", []),
        ("two-thirds of voters, one in five, 3 in 10", [("five", "count"), ("10", "count")]),
        ("", []),
    ],
)  # fmt: skip
def test_figures_are_told_from_what_only_looks_like_them(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text) == found


def test_digits_are_read_in_other_languages() -> None:
    assert read("Es kamen 50.000 Menschen am Montag.", "de") == [("50.000", "count")]


@pytest.mark.parametrize(
    ("a", "b", "spans"),
    [
        ("50 people were killed.", "Police said 49 people had been killed.", ("50", "49")),
        ("Forty-nine people were killed.", "It left 50 people dead.", ("Forty-nine", "50")),
        ("Boxes with 50,000 pages came.", "They received 55,000 pages of letters.", ("50,000", "55,000")),
        ("She won 51 percent of the vote.", "With 52% of the vote, she won.", ("51 percent", "52%")),
        ("The bridge cost $5 million to build.", "Building the bridge cost 7 million dollars.", ("$5 million", "7 million dollars")),
        ("At least 60 houses burned.", "The fire burned 49 houses.", ("60", "49")),
        ("More than 80 cars were lost.", "78 cars were lost.", ("80", "78")),
        ("About 300 guests came.", "Some 400 guests came.", ("300", "400")),
        ("The mayor apologized Friday.", "The mayor had to apologize Saturday.", ("Friday", "Saturday")),
        ("It was sent at 2 a.m. on Sunday.", "It came at 1 a.m. on Sunday.", ("2 a.m.", "1 a.m.")),
        ("He resigned in 2014.", "He resigned in 2015 after a row.", ("2014", "2015")),
        ("It was the 46th vote.", "It was the 47th vote on the matter.", ("46th", "47th")),
    ],
)  # fmt: skip
def test_another_figure_of_the_same_thing_is_a_disagreement(a: str, b: str, spans: tuple[str, str]) -> None:
    (found,) = differing(a, b)
    assert (a[slice(*found.a)], b[slice(*found.b)]) == spans


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("More than 80 people came.", "84 people came."),
        ("Up to 90 people came.", "84 people came."),
        ("About 300 people came.", "298 people came."),
        ("300 people came.", "298 people came."),
        ("Nearly 50 people came.", "49 people came."),
        ("50 or more people came.", "62 people came."),
        ("20 to 30 people came.", "25 people came."),
        ("1.5 million people came.", "1,483,200 people came."),
        ("50 people came.", "Fifty people came."),
        ("50 people came.", "Nobody came."),
        ("It was sent at 2 a.m. on Sunday.", "It came at 1 a.m. on Monday."),
        ("50 people came.", "People came in 12 buses."),
        ("He spoke on May 12.", "He spoke on Monday."),
        ("He met them on Monday and left.", "On Tuesday the talks went on."),
        ("50 people were killed.", "53 people were wounded."),
        ("Two men and three women came.", "Three men and two women came."),
        ("$5 million was paid.", "€5 million was paid."),
        ("51 percent of men agree.", "44 percent of women disagree."),
        ("The 49-year-old man ran.", "The 21-year-old woman ran."),
        ("They met in 2012.", "The 2014 ban was lifted."),
        ("He was born in 1950.", "She has 1950 stamps."),
        ("", "50 people"),
    ],
)
def test_what_may_be_said_in_two_ways_is_no_disagreement(a: str, b: str) -> None:
    assert differing(a, b) == ()


sentences = st.lists(
    st.sampled_from(["about", "more", "than", "50", "49", "3.5", "million", "people", "cars", "percent", "$7", "Monday", "May", "12", "2014", "5", "p.m.", "and", ",", "killed", "to"]),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(sentences | st.text(max_size=60), sentences | st.text(max_size=60))
def test_disagreements_do_not_depend_on_the_order_of_the_sentences(a: str, b: str) -> None:
    found, back = differing(a, b), differing(b, a)
    assert {(one.a, one.b) for one in found} == {(one.b, one.a) for one in back}
    for one in found:
        assert 0 <= one.a[0] < one.a[1] <= len(a)
        assert 0 <= one.b[0] < one.b[1] <= len(b)


@given(sentences)
def test_a_sentence_does_not_disagree_with_itself(text: str) -> None:
    assert differing(text, text) == ()


@given(st.text(max_size=80))
def test_figures_lie_apart_within_any_text(text: str) -> None:
    end = 0
    for one in figures(text):
        assert end <= one.start < one.end <= len(text)
        assert one.low <= one.high
        end = one.end
