"""Bold and italic words go into a text as signs and come out of it as spans; the words stay the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.emphasis_span import Emphasis
from newsdiff.core.text.emphasis import emphasis_of, has_signs, signed, with_signs, without_signs
from newsdiff.core.text.normalize import clean

WORDS = st.text(st.sampled_from("ab \n*"), max_size=6)


def test_white_space_stays_outside() -> None:
    text = "It is" + signed(" not ", strong=True, emphasis=False) + "so."
    assert without_signs(text) == ("It is not so.", (Emphasis(6, 9, strong=True),))
    assert signed(" \n", strong=True, emphasis=True) == " \n"


def test_neighbours_of_one_kind_are_one_span() -> None:
    text = signed("one ", strong=True, emphasis=False) + signed("two", strong=True, emphasis=True)
    assert without_signs(text) == ("one two", (Emphasis(0, 7, strong=True), Emphasis(4, 7, strong=False)))


def test_signs_that_come_from_outside_mean_nothing() -> None:
    assert without_signs("a\ufdd1b\ufdd0c") == ("abc", ())
    assert signed("a\ufdd1b", strong=False, emphasis=True) == "\ufdd2ab\ufdd3"
    assert not has_signs(clean("a\ufdd0b\ufdd1"))


@given(st.lists(st.tuples(WORDS, st.booleans(), st.booleans())))
def test_the_words_are_the_same_with_and_without_their_signs(parts: list[tuple[str, bool, bool]]) -> None:
    text = "".join(words for words, _, _ in parts)
    plain, spans = without_signs("".join(signed(words, strong=one, emphasis=two) for words, one, two in parts))
    assert plain == text
    assert without_signs(with_signs(text, spans)) == (text, spans)
    assert emphasis_of([list(span) for span in spans], len(text)) == spans


def test_spans_that_make_no_sense_are_left_out() -> None:
    told = [[0, 2, 1], [2, 2, 0], [-1, 2, 0], [1, 9, 0], ["a", 2, 0], [1, 2], "abc", None, [1, 2, 0]]
    assert emphasis_of(told, 5) == (Emphasis(0, 2, strong=True), Emphasis(1, 2, strong=False))
    assert emphasis_of("abc", 5) == emphasis_of(None, 5) == ()
    assert with_signs("ab", [Emphasis(0, 9, strong=True), Emphasis(1, 1, strong=True)]) == "ab"
