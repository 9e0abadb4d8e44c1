from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.text.language_id import STEMMERS
from newsdiff.core.text.tokenizer import Tokenizer


def keys(text: str, language: str = "en", *, content: bool = False) -> list[str]:
    return [token.key for token in Tokenizer(language).tokens(text) if not (content and token.stop)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky's plan", "zelensky’s PLANS"),
        ("forty-nine people", "49 people"),
        ("five percent", "5%"),
        ("5 dollars", "5$"),
        ("He didn't sign", "he did not sign"),
        ("they can't", "they cannot"),
        ("it won’t", "it will not"),
        ("the U.S. army", "the US army"),
        ("the café", "the cafe"),
        ("Türkiye", "Turkey"),
        ("Kiev", "Kyiv"),
        ("1,000 men", "1000 men"),
        ("the lawmakers’ vote", "the lawmakers vote"),
        ("“quoted”", '"quoted"'),
        ("state-run", "state run"),
        ("CO₂ in 2024³", "CO2 in 2024"),
        ("found¹² it.³", "found it."),
    ],
)
def test_these_are_the_same_words(one: str, other: str) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the US army", "us army"),
        ("Iran", "Iraq"),
        ("legal", "illegal"),
        ("million", "billion"),
        ("10⁶", "10⁹"),
        ("5", "50"),
    ],
)
def test_these_are_not(one: str, other: str) -> None:
    assert keys(one) != keys(other)


@pytest.mark.parametrize(
    ("text", "language", "content"),
    [
        ("L'homme qu'il n’aime pas", "fr", ["homm", "aim"]),
        ("Die Regierung hat nicht gezahlt", "de", ["regier", "gezahlt"]),
        ("東京都の規則", "ja", ["東京", "京都", "都の", "の規", "規則"]),
        ("雨", "zh", ["雨"]),
        ("서울시는", "ko", ["서울", "울시", "시는"]),
        ("something unheard", "", ["something", "unheard"]),
        ("", "en", []),
        ("— … !", "en", []),
    ],
)
def test_each_language_has_words(text: str, language: str, content: list[str]) -> None:
    assert keys(text, language, content=True) == content


def test_function_words_and_capitals_are_told() -> None:
    tokens = Tokenizer("en").tokens("The Senate, he said, met")
    assert [(token.stop, token.capital) for token in tokens] == [
        (True, True),
        (False, True),
        (True, False),
        (True, False),
        (False, False),
    ]


def test_indian_vowel_signs_belong_to_their_word() -> None:
    assert len(Tokenizer("hi").tokens("प्रधानमंत्री दिल्ली")) == 2


@given(st.text(max_size=120), st.sampled_from(["", "en", "de", "fr", "tr", "ja", "ar", "xx"]))
def test_words_lie_within_any_text_in_order(text: str, language: str) -> None:
    start = 0
    for token in Tokenizer(language).tokens(text):
        assert start <= token.start < token.end <= len(text)
        assert token.key
        start = token.start


@pytest.mark.parametrize("language", sorted(STEMMERS))
def test_every_language_with_a_stemmer_can_be_read(language: str) -> None:
    assert Tokenizer(language).tokens("Alpha beta 5")
