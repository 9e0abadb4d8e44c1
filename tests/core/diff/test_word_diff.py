"""The one decision on colour: which words of a sentence have no counterpart, and which details differ."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsdiff.core.diff.conflicts import conflicts, sentence_facts
from newsdiff.core.diff.word_diff import MOST_MARKED, Counterpart, differences
from newsdiff.core.text.tokenizer import LONGEST, Tokenizer


def counterpart(a: str, b: str, language: str = "en", known: str = "", stand_ins: str = "") -> Counterpart:
    """The second sentence as a counterpart of the first, in an article that has the names of `known`."""
    mine, other = sentence_facts(a, language), sentence_facts(b, language)
    names = frozenset(token.key for token in Tokenizer(language).tokens(known))
    details = tuple(one.a for one in conflicts(mine, other))
    return Counterpart(other, names, frozenset(a.index(word) for word in stand_ins.split()), details)


def marked(a: str, *others: str, language: str = "en", known: str = "", kind: str = "word") -> list[str]:
    """What is marked in the first sentence beside the others."""
    found = differences(sentence_facts(a, language), [counterpart(a, other, language, known) for other in others])
    return [a[one.start : one.end] for one in found if one.kind == kind]


def both(a: str, b: str, language: str = "en") -> tuple[list[str], list[str]]:
    return marked(a, b, language=language), marked(b, a, language=language)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The mayor resigned on Tuesday.", "On Tuesday, the Mayor resigned!"),
        ("He said “no deal” was near.", 'he said "No deal" was near'),
        ("She signed the orders.", "She is signing an order."),
        ("Five percent of the U.S. vote", "5% of the US vote"),
        ("He didn’t sign.", "He did not sign."),
        ("They have left it to him.", "He left it with them."),
        ("The Defence Ministry organised the colour parade in the centre of the capital.",
         "The Defense Ministry organized the color parade in the center of the capital."),
        ("The council cancelled the labour programme after travellers complained about prices.",
         "The council canceled the labor program after travelers complained about prices."),
        ("President Zelenskyy met ministers in Odesa after the strike on the port.",
         "President Zelensky met ministers in Odessa after the strike on the port."),
        ("Hezbollah fired rockets at the northern border town.", "Hizbullah fired rockets at the northern border town."),
        ("The Ukrainian army left the eastern town at dawn.", "Ukraine's army left the eastern town at dawn."),
        ("The train left the station at 5:30 a.m. with few passengers.",
         "The train left the station at 5.30am with few passengers."),
        ("Talks will begin in Istanbul on 15 May, officials of both sides confirmed.",
         "Talks will begin in Istanbul on May 15, officials of both sides confirmed."),
        ("Talks will begin in Istanbul on Thursday, 15 May, officials confirmed.",
         "Talks will begin in Istanbul on Thursday, officials confirmed."),
        ("Ninety-two per cent of the voters in the town agreed.", "92% of the voters in the town agreed."),
        ("Ministers met Vladimir Putin in the Kremlin palace.", "Ministers met Putin in the Kremlin palace."),
        ("", ""),
    ],
)  # fmt: skip
def test_these_are_no_differences(a: str, b: str) -> None:
    assert both(a, b) == ([], [])


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("The old court of the city struck the law down in March.", "The old court of the city upheld the law in March.",
         (["struck"], ["upheld"])),
        ("A big red house stood alone beside the river in the valley.", "A house stood alone beside the river in the valley.",
         (["big red"], [])),
        ("He did not sign the bill on the budget.", "He signed the bill on the budget.", (["not"], [])),
        ("He can’t sign the bill on the budget.", "He can sign the bill on the budget.", (["can’t"], [])),
        ("Officials in Iran said the pipeline was shut at night.", "Officials in Iraq said the pipeline was shut at night.",
         (["Iran"], ["Iraq"])),
        ("Austria sent doctors to the flooded valley.", "Australia sent doctors to the flooded valley.",
         (["Austria"], ["Australia"])),
        ("Niger sent doctors to the flooded valley.", "Nigeria sent doctors to the flooded valley.",
         (["Niger"], ["Nigeria"])),
        ("The filling station in the valley town closed.", "The filing station in the valley town closed.",
         (["filling"], ["filing"])),
        ("The train left the station at 5:30 a.m. with few passengers.",
         "The train left the station at dawn with few passengers.", (["5:30"], ["dawn"])),
    ],
)  # fmt: skip
def test_content_words_that_only_one_has_are_marked(a: str, b: str, found: tuple[list[str], list[str]]) -> None:
    assert both(a, b) == found


@pytest.mark.parametrize(
    ("a", "b", "language", "found"),
    [
        ("Der Minister hat den Kollegen nicht belogen.", "Der Minister hat den Kollegen belogen.", "de", (["nicht"], [])),
        ("Le ministre n'a pas menti aux députés.", "Le ministre a menti aux députés.", "fr", (["pas"], [])),
        ("東京で大きな地震があった。", "東京で小さな地震があった。", "ja", (["大き"], ["小さ"])),
    ],
)  # fmt: skip
def test_other_languages_have_negations_and_words_of_their_own(
    a: str, b: str, language: str, found: tuple[list[str], list[str]]
) -> None:
    assert both(a, b, language) == found


def test_function_words_are_never_marked_nor_bridged() -> None:
    a = "The envoy of the king and of the queen spoke with the press for an hour about the harbour treaty."
    b = "The envoy of the duke and of the duchess spoke with the press for an hour about the harbour treaty."
    assert both(a, b) == (["king", "queen"], ["duke", "duchess"])


def test_a_sentence_in_other_words_is_not_marked_at_all() -> None:
    a, b = "The court struck down the old city law.", "The court upheld the law."
    assert both(a, b)[0] == []


def test_a_name_that_a_pronoun_stands_for_is_no_difference() -> None:
    a, b = (
        "Kallas warned the ministers of a longer war on Monday.",
        "She warned the ministers of a longer war on Monday.",
    )
    assert marked(a, b, known="Kallas") == []
    assert marked(a, b, known="") == ["Kallas"]


def test_a_name_in_place_of_another_is_marked_though_both_articles_have_both() -> None:
    a, b = "On Monday Kallas warned the ministers of war.", "On Monday Rubio warned the ministers of war."
    assert marked(a, b, known="Kallas Rubio") == ["Kallas"]


def test_a_word_is_marked_only_where_no_counterpart_has_it() -> None:
    a = "The mayor of the town opened the new bridge on Friday."
    assert marked(a, "The mayor of the town opened the bridge on Friday.") == ["new"]
    assert marked(a, "The mayor of the town opened the bridge on Friday.", "A new bridge was opened.") == []


def test_words_that_stand_for_one_another_are_no_difference() -> None:
    a, b = "The council adopted the plan for the harbour.", "The council approved the plan for the harbour."
    assert marked(a, b) == ["adopted"]
    assert differences(sentence_facts(a), [counterpart(a, b, stand_ins="adopted")]) == ()


def test_details_that_differ_are_marked_on_both_sides_and_not_as_words_too() -> None:
    a, b = "At least 49 people were killed in the fire.", "At least 52 people were killed in the fire."
    assert (marked(a, b, kind="figure"), marked(b, a, kind="figure")) == (["49"], ["52"])
    assert both(a, b) == ([], [])


def test_what_is_written_together_with_a_detail_is_no_word() -> None:
    a = "Prices of bread rose 5% in the month of March."
    one = counterpart(a, "Prices of bread rose in the month of March.")._replace(details=((21, 22),))
    found = differences(sentence_facts(a), [one])
    assert [(a[one.start : one.end], one.kind) for one in found] == [("5", "figure")]


def test_a_sentence_without_counterparts_has_no_differences() -> None:
    assert differences(sentence_facts("Rain fell on the town."), []) == ()


vocabulary = ["the", "a", "of", "not", "no", "never", "mayor", "mayors", "said", "signed", "law", "Law", "bill", "50", "fifty", ",", ".", "“", "”", "-", "don't", "isn't", "city's", "5:30", "a.m.", "Thursday,", "15", "May", "Putin", "Zelensky", "Zelenskyy", "%", "$", "東京", "大雨"]  # fmt: skip
sentences = st.lists(st.sampled_from(vocabulary), max_size=14).map(" ".join) | st.text(max_size=50)


@given(sentences, st.lists(sentences, max_size=3), st.sampled_from(["en", "de", "ja", ""]), st.data())
def test_never_more_than_a_third_is_marked_and_spans_are_whole_and_inside_the_text(
    a: str, others: list[str], language: str, data: st.DataObject
) -> None:
    mine = sentence_facts(a, language)
    counterparts = [counterpart(a, other, language, known="Putin") for other in others]
    starts = [token.start for token in mine.words.tokens]
    if starts and counterparts:
        stand_ins = frozenset(data.draw(st.sets(st.sampled_from(starts))))
        counterparts[0] = counterparts[0]._replace(stand_ins=stand_ins)
    found = differences(mine, counterparts)
    words = [(one.start, one.end) for one in found if one.kind == "word"]
    last = -1
    for start, end in words:
        assert last < start < end <= min(len(a), LONGEST)
        last = end
    for one in found:
        assert 0 <= one.start < one.end <= len(a)
        assert one.kind == "word" or not any(one.start < end and start < one.end for start, end in words)
    content = [token for token in mine.words.tokens if not token.stop]
    inside = [token for token in content if any(token.start < end and start < token.end for start, end in words)]
    # A negation that is marked counts as content on both sides of this.
    negations = len(mine.words.tokens) - len(content)
    assert len(inside) <= MOST_MARKED * (len(content) + negations)


@given(sentences, st.sampled_from(["en", "de", "ja", ""]))
def test_a_sentence_does_not_differ_from_itself(text: str, language: str) -> None:
    assert marked(text, text, language=language) == []


@given(sentences, sentences)
@example("not not never never not", "not not never not")
def test_every_word_that_is_marked_stands_nowhere_in_the_other_sentence_or_negates(a: str, b: str) -> None:
    tokenizer = Tokenizer("en")
    here, there = (Counter(token.key for token in tokenizer.tokens(text)) for text in (a, b))
    found = [one for one in differences(sentence_facts(a), [counterpart(a, b)]) if one.kind == "word"]
    for token in tokenizer.tokens(a):
        if any(one.start == token.start and token.end == one.end for one in found) and not token.stop:
            # A negation is marked too where this sentence has it once more.
            assert here[token.key] > there[token.key] if token.key == "never" else not there[token.key]
