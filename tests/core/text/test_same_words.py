"""Sentences that differ in nothing that is said."""

from __future__ import annotations

import pytest

from newsdiff.core.text.same_words import same_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The mayor said “hello”, and left.", 'The mayor said "hello" - and left.'),
        ("It cost €5–6 million; nobody paid.", "It cost €5-6 million, nobody paid!"),
        ("THE END…", "The end."),
        ("Zoë can’t come", "Zoë can't come."),
    ],
)
def test_signs_and_capitals_make_no_difference(one: str, other: str) -> None:
    assert same_words(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("He is here.", "Is he here."),
        ("He is here.", "He is here?"),
        ("It cost 4.2 million.", "It cost 42 million."),
        ("It was -5 degrees.", "It was 5 degrees."),
        ("It cost €5.", "It cost $5."),
        ("Ten died.", "Ten did."),
    ],
)
def test_words_figures_and_questions_do(one: str, other: str) -> None:
    assert not same_words(one, other)
