from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.text.numbers import canonical, numerals


def read(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(text[one.start : one.end], canonical(one.value)) for one in numerals(text, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,234.5 tonnes", [("1,234.5", "1234.5")]),
        ("50,000 pages", [("50,000", "50000")]),
        ("1.234,5 is read by its last mark", [("1.234,5", "1234.5")]),
        ("1.500 is a decimal", [("1.500", "1.5")]),
        ("1,234,567 votes", [("1,234,567", "1234567")]),
        ("version 1.2.3", []),
        ("2024³, 5¹² and H₂O", [("2024", "2024"), ("5", "5"), ("₂", "2")]),
        ("3.0 per cent", [("3.0", "3")]),
        ("٤٥ days", [("٤٥", "45")]),
        ("forty-nine people", [("forty-nine", "49")]),
        ("Forty nine people", [("Forty nine", "49")]),
        ("two hundred and fifty men", [("two hundred and fifty", "250")]),
        ("a hundred and one", [("a hundred and one", "101")]),
        ("a dozen eggs", [("a dozen", "12")]),
        ("two dozen", [("two dozen", "24")]),
        ("an hour and a day", []),
        ("one of them", []),
        ("one hundred", [("one hundred", "100")]),
        ("two and three", [("two", "2"), ("three", "3")]),
        ("five six", [("five", "5"), ("six", "6")]),
        ("one million, two million", [("one million", "1000000"), ("two million", "2000000")]),
        ("two million three hundred thousand", [("two million three hundred thousand", "2300000")]),
        ("two thousand eighteen", [("two thousand eighteen", "2018")]),
        ("1.5 million", [("1.5", "1.5")]),
        ("someone, often, weighty", []),
        ("", []),
    ],
)
def test_numbers_are_read_as_english_news_writes_them(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("50.000 Menschen", "de", [("50.000", "50000")]),
        ("1,5 Prozent", "de", [("1,5", "1.5")]),
        ("1 234 567,8 euros", "fr", [("1 234 567,8", "1234567.8")]),
        ("1\u202f500 euros", "fr", [("1\u202f500", "1500")]),
        ("zwei Männer, a dozen", "de", [("zwei", "2")]),
        ("12 000 invités en 2012 345 ans", "fr", [("12 000", "12000"), ("2012", "2012"), ("345", "345")]),
        ("12 000 guests", "en", [("12", "12"), ("000", "0")]),
        (
            "fünfundzwanzig, zweihundert, tausend",
            "de",
            [("fünfundzwanzig", "25"), ("zweihundert", "200"), ("tausend", "1000")],
        ),
        ("Quatre-vingt-dix-sept et vingt et un", "fr", [("Quatre-vingt-dix-sept", "97"), ("vingt et un", "21")]),
        ("veintiún niños, doscientas casas, cien", "es", [("veintiún", "21"), ("doscientas", "200"), ("cien", "100")]),
        ("tjugofem, tolv och sjuttio", "sv", [("tjugofem", "25"), ("tolv", "12"), ("sjuttio", "70")]),
        ("trentacinque, duemila", "it", [("trentacinque", "35"), ("duemila", "2000")]),
        ("dwadzieścia pięć, trzech", "pl", [("dwadzieścia pięć", "25"), ("trzech", "3")]),
        ("двадцать пять", "ru", [("двадцать пять", "25")]),
        ("een huis, zesde, achter", "nl", []),
    ],
)
def test_other_languages_have_other_marks_and_other_words(
    text: str, language: str, found: list[tuple[str, str]]
) -> None:
    text = text.replace("1 234 567", "1\u00a0234\u00a0567")
    assert read(text, language) == [
        (written.replace("1 234 567", "1\u00a0234\u00a0567"), value) for written, value in found
    ]


@given(st.text(max_size=80) | st.text("0123456789.,' \u00a0twoenhudramil-", max_size=80))
def test_numerals_lie_within_any_text_in_order(text: str) -> None:
    end = 0
    for one in numerals(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@given(st.integers(0, 10**12))
def test_a_whole_number_reads_the_same_with_and_without_separators(value: int) -> None:
    assert [canonical(one.value) for one in numerals(f"{value:,}")] == [str(value)]
    assert [canonical(one.value) for one in numerals(str(value))] == [str(value)]
