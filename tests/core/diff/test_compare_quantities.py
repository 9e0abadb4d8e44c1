"""What two values of one kind are to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.diff.compare_quantities import comparable, relation
from newsdiff.core.diff.quantities import quantities
from newsdiff.core.diff.quantity import Hedge, Quantity, QuantityKind
from newsdiff.core.text.tokenizer import Tokenizer


def read(text: str) -> Quantity:
    (one,) = quantities(text, Tokenizer("en").tokens(text))
    return one


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("50 boats", "fifty boats", "equal"),
        ("1,200 million dollars", "$1.2bn", "equal"),
        ("12 crore crowns", "120 million crowns", "equal"),
        ("one in five ferries", "20 per cent of ferries", "equal"),
        ("18 months", "a year and a half", "equal"),
        ("noon", "12:00", "equal"),
        ("5:45am", "a quarter to six", "equal"),
        ("a 3-1 win", "a 1-3 loss", "equal"),
        ("104F", "40C", "equal"),
        ("40 degrees", "40C", "equal"),
        ("at least 12 boats", "no fewer than a dozen boats", "equal"),
        ("two-thirds of boats", "66 per cent of boats", "compatible"),
        ("more than 80 boats", "84 boats", "compatible"),
        ("up to 90 boats", "84 boats", "compatible"),
        ("about 50 boats", "49 boats", "compatible"),
        ("nearly 50 boats", "49 boats", "compatible"),
        ("300 boats", "298 boats", "compatible"),
        ("1.5 million boats", "1,483,200 boats", "compatible"),
        ("20 to 30 boats", "25 boats", "compatible"),
        ("5 to 10 boats", "5 to 8 boats", "compatible"),
        ("hundreds of boats", "640 boats", "compatible"),
        ("30 miles", "48km", "compatible"),
        ("6ft", "1.8 metres", "compatible"),
        ("5,000 acres", "2,000 hectares", "compatible"),
        ("around 4pm", "4:20pm", "compatible"),
        ("before 4pm", "3:45pm", "compatible"),
        ("almost half of boats", "49.2 per cent of boats", "compatible"),
        ("more than 5 boats", "80 boats", "open"),
        ("up to 90 boats", "12 boats", "open"),
        ("14:00 GMT", "15:00 CET", "open"),
        ("1996 to 2004", "2004 to 2012", "open"),
        ("a 2-2 draw", "a 3-2 lead", "open"),
        ("50 boats", "49 boats", "conflict"),
        ("300 boats", "350 boats", "conflict"),
        ("50,000 boats", "55,000 boats", "conflict"),
        ("36,880 boats", "38,672 boats", "conflict"),
        ("$26 million", "$26.5 million", "conflict"),
        ("about 300 boats", "some 400 boats", "conflict"),
        ("at least 60 boats", "49 boats", "conflict"),
        ("at least 14 boats", "at least 17 boats", "conflict"),
        ("up to 14 boats", "up to 17 boats", "conflict"),
        ("nears 6 million boats", "topped 6 million boats", "conflict"),
        ("people 65 and older", "people over the age of 65", "conflict"),
        ("5 to 25 boats", "20 to 30 boats", "conflict"),
        ("half a tonne", "220 kilos", "conflict"),
        ("14 inches", "2 feet", "conflict"),
        ("two weeks", "22 days", "conflict"),
        ("49.2 degrees", "47.2C", "conflict"),
        ("9:15am", "9:45am", "conflict"),
        ("0530 GMT", "0615 GMT", "conflict"),
        ("14 March", "March 21", "conflict"),
        ("May 2021", "March 2021", "conflict"),
        ("1967 to 1979", "1966 to 1978", "conflict"),
        ("a 51-49 vote", "a 52-48 vote", "conflict"),
        ("the 46th vote", "the 47th vote", "conflict"),
    ],
)  # fmt: skip
def test_values_agree_may_agree_or_conflict(a: str, b: str, found: str) -> None:
    # "Before" is said of a time, and is no hedge of a number.
    one, other = read(a.replace("before", "under")), read(b)
    assert comparable(one, other)
    assert comparable(other, one)
    assert relation(one, other) == found
    assert relation(other, one) == found


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("$5 million", "€5 million"),
        ("5 km", "5 kg"),
        ("2007", "2,007 boats"),
        ("17-year-old", "17 boats"),
        ("5 per cent", "5 percentage points"),
        ("14:00 GMT", "3 p.m."),
        ("in May 2021", "in May"),
    ],
)
def test_values_of_two_kinds_do_not_compare(a: str, b: str) -> None:
    assert not comparable(read(a), read(b))


values = st.floats(0.1, 1e9) | st.integers(1, 5000).map(float)
kinds = st.sampled_from(["count", "money", "age", "duration", "score", "years", "percent", "measure"])
hedges = st.sampled_from(["", "about", "least", "over", "most", "under", "nearly"])


@given(kinds, hedges, hedges, values, values, values, values)
def test_a_relation_does_not_depend_on_which_value_comes_first(
    kind: QuantityKind, hedge: Hedge, other: Hedge, a: float, b: float, c: float, d: float
) -> None:
    one = Quantity(0, 1, kind, min(a, b), max(a, b), hedge=hedge)
    two = Quantity(0, 1, kind, min(c, d), max(c, d), hedge=other)
    assert relation(one, two) == relation(two, one)
    assert relation(one, one) == "equal"
