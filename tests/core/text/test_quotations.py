from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.models import Article, Sentence
from newsdiff.core.text.quotations import quotations, quoted


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in quoted(text)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ('She said "no way" and "never".', ["no way", "never"]),
        ("“Rain,” he wrote. “And wind.”", ["Rain,", "And wind."]),
        ("He called it “a ‘good’ year” again", ["a ‘good’ year"]),
        ("„Das ist so“, sagte sie. »Nein«, sagte er.", ["Das ist so", "Nein"]),
        ("« Oui », dit-elle. «Non», dit-il.", ["Oui", "Non"]),
        ("”Ja”, sade hon.", ["Ja"]),
        ("彼は「はい『X』です」と言った。", ["はい『X』です"]),
        ('“Mixed marks" are met', ["Mixed marks"]),
        ("the farmer 'who never went to school' spoke", ["who never went to school"]),
        ("‘The lawmakers’ decision is final,’ he said.", ["The lawmakers’ decision is final,"]),
        ('("so")', ["so"]),
    ],
)
def test_every_style_of_marks_is_read(text: str, spans: list[str]) -> None:
    assert found(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        "It's the lawmakers' view, rock 'n' roll in the '90s, don't.",
        "It’s the lawmakers’ view, rock ’n’ roll in the ’90s, don’t.",
        "He is 6'2\" tall.",
        '""',
        '" "',
        "",
        "No marks at all.",
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    assert found(text) == []


def test_a_quotation_runs_over_paragraphs_until_it_is_closed() -> None:
    text = "“It rained.\n\nIt rained for days.\n\nThen it stopped.” They left."
    assert found(text) == ["It rained.\n\nIt rained for days.\n\nThen it stopped."]


def test_a_repeated_opening_mark_goes_on_with_the_quotation() -> None:
    text = "“It rained.\n\n“It rained for days.”\n\nThey left."
    assert found(text) == ["It rained.", "It rained for days."]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    assert found("“It rained for days\n\nThey left, and said “never”.") == ["It rained for days", "never"]


def test_a_closing_mark_alone_closes_what_the_line_began() -> None:
    assert found('I cannot say" she told them.') == ["I cannot say"]


def article(*texts: str) -> Article:
    sentences, at = [], 0
    for text in texts:
        sentences.append(Sentence(text, at, at + len(text)))
        at += len(text) + 1
    return Article("A", "", "\n".join(texts), tuple(sentences), "a.txt")


def test_each_sentence_has_its_part_of_a_quotation() -> None:
    texts = ("He said: “It rained.", "It rained for days.", "Then it stopped,” and left.", "No more.", "“Done.”")
    spans = quotations(article(*texts))
    assert [[text[start:end] for start, end in of] for text, of in zip(texts, spans, strict=True)] == [
        ["It rained."],
        ["It rained for days."],
        ["Then it stopped,"],
        [],
        ["Done."],
    ]


marks = st.text("“”„\"'’‘«»「」 ab.\n", max_size=60)


@given(marks | st.text(max_size=60))
def test_spans_are_ordered_disjoint_and_hold_words(text: str) -> None:
    last = 0
    for start, end in quoted(text):
        assert last <= start < end <= len(text)
        assert any(char.isalnum() for char in text[start:end])
        last = end


@given(st.lists(marks, max_size=6))
def test_spans_of_sentences_lie_within_them(texts: list[str]) -> None:
    story = article(*texts)
    for sentence, spans in zip(story.sentences, quotations(story), strict=True):
        last = 0
        for start, end in spans:
            assert last <= start < end <= len(sentence.text)
            last = end
