from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.diff.word_diff import diff
from newsdiff.core.models import Paraphrase
from newsdiff.core.text.tokenizer import Tokenizer


def words(a: str, b: str, language: str = "en") -> tuple[list[str], list[str]]:
    found = diff(a, b, language)
    return [a[start:end] for start, end in found.a], [b[start:end] for start, end in found.b]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The mayor resigned on Tuesday.", "On Tuesday, the Mayor resigned!"),
        ("He said “no deal” was near.", 'he said "No deal" was near'),
        ("She signed the orders.", "She is signing an order."),
        ("Five percent of the U.S. vote", "5% of the US vote"),
        ("He didn’t sign.", "He did not sign."),
        ("They have left it to him.", "He left it with them."),
        ("", ""),
    ],
)
def test_these_do_not_differ(a: str, b: str) -> None:
    assert words(a, b) == ([], [])
    assert diff(a, b).ratio == 1


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("The court struck down the old city law.", "The court upheld the law.", (["struck down the old city"], ["upheld"])),
        ("A big, red house stood there.", "A house stood there.", (["big", "red"], [])),
        ("Fifty people were killed.", "49 people were killed.", (["Fifty"], ["49"])),
        ("He did not sign the bill.", "He signed the bill.", (["not"], [])),
        ("He can’t sign the bill.", "He can sign the bill.", (["can’t"], [])),
        ("He never signed it without asking.", "He signed it.", (["never", "without asking"], [])),
        ("It rose 5%.", "It rose 6%.", (["5%"], ["6%"])),
        ("It cost $5.", "It cost €5.", (["$5"], ["€5"])),
        ("Iran said so.", "Iraq said so.", (["Iran"], ["Iraq"])),
        ("", "Rain.", ([], ["Rain"])),
    ],
)  # fmt: skip
def test_words_that_only_one_has_are_marked(a: str, b: str, found: tuple[list[str], list[str]]) -> None:
    assert words(a, b) == found


@pytest.mark.parametrize(
    ("a", "b", "language", "found"),
    [
        ("Der Minister hat nicht gelogen.", "Der Minister hat gelogen.", "de", (["nicht"], [])),
        ("Le ministre n'a pas menti.", "Le ministre a menti.", "fr", (["pas"], [])),
        ("東京で大きな地震があった。", "東京で小さな地震があった。", "ja", (["大き"], ["小さ"])),
        ("Wort", "Werk", "", (["Wort"], ["Werk"])),
    ],
)
def test_other_languages_have_negations_and_words_of_their_own(
    a: str, b: str, language: str, found: tuple[list[str], list[str]]
) -> None:
    assert words(a, b, language) == found


def test_the_ratio_tells_how_much_is_common() -> None:
    assert diff("Rain fell on the town.", "Rain fell on the hills.").ratio == pytest.approx(4 / 6)
    assert diff("Rain fell.", "Snow melted.").ratio == 0
    assert diff("It was he.", "It was she.").ratio == pytest.approx(4 / 6)


def test_words_that_stand_for_one_another_are_no_difference() -> None:
    a, b = "The council adopted the plan.", "The council approved the draft."
    alike = Paraphrase((12, 19), (12, 20), "adopted/approved")
    found = diff(a, b, "en", [alike])
    assert [a[slice(*span)] for span in found.a] == ["plan"]
    assert [b[slice(*span)] for span in found.b] == ["draft"]
    assert found.ratio == pytest.approx(2 / 3)
    assert diff(a, b, "en").ratio == pytest.approx(1 / 3)


def test_a_negation_is_a_difference_whatever_stands_for_its_verb() -> None:
    a, b = "The council did not adopt the plan.", "The council approved the plan."
    found = diff(a, b, "en", [Paraphrase((20, 25), (12, 20), "adopt/approved")])
    assert [a[slice(*span)] for span in found.a] == ["not"]
    assert found.b == ()


vocabulary = ["the", "a", "of", "not", "no", "never", "mayor", "mayors", "said", "signed", "law", "Law", "bill", "50", "fifty", ",", ".", "“", "”", "-", "don't", "isn't", "city's", "東京", "大雨"]  # fmt: skip
sentences = st.lists(st.sampled_from(vocabulary), max_size=12).map(" ".join) | st.text(max_size=50)


@given(sentences, sentences, st.sampled_from(["en", "de", "ja", ""]))
def test_spans_are_whole_ordered_and_disjoint_and_swap_with_the_sentences(a: str, b: str, language: str) -> None:
    found, back = diff(a, b, language), diff(b, a, language)
    assert (found.a, found.b) == (back.b, back.a)
    assert found.ratio == pytest.approx(back.ratio)
    assert 0 <= found.ratio <= 1
    for text, spans in ((a, found.a), (b, found.b)):
        last = -1
        for start, end in spans:
            assert last < start < end <= len(text)
            last = end


@given(sentences)
def test_a_sentence_does_not_differ_from_itself(text: str) -> None:
    found = diff(text, text)
    assert found.a == found.b == ()
    assert found.ratio == 1


@given(sentences, sentences)
def test_every_word_that_is_not_marked_stands_in_the_other_sentence(a: str, b: str) -> None:
    tokenizer = Tokenizer("en")
    there = {token.key for token in tokenizer.tokens(b)}
    marked = diff(a, b).a
    for token in tokenizer.tokens(a):
        # Pairs of characters overlap, so that a pair may be marked in part.
        inside = any(token.start < end and start < token.end for start, end in marked)
        assert inside or token.stop or token.key in there
