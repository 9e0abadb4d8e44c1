"""The values that a sentence gives, with their types."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.diff.quantities import quantities
from newsdiff.core.text.locale_tables import NUMBER_WORDS
from newsdiff.core.text.tokenizer import LONGEST, Tokenizer

if TYPE_CHECKING:
    from newsdiff.core.diff.quantity import Quantity

HOUR, DAY, YEAR = 3600.0, 86400.0, 365.25 * 86400


def read(text: str, language: str = "en") -> tuple[Quantity, ...]:
    return quantities(text, Tokenizer(language).tokens(text), language)


def told(text: str, language: str = "en") -> list[tuple[str, str, float]]:
    return [(text[slice(*one.span)], one.kind, round(one.low, 3)) for one in read(text, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Forty-nine goats strayed and 53 sheep.", [("Forty-nine", "count", 49), ("53", "count", 53)]),
        ("A trio of divers and a pair of boats", [("trio", "count", 3), ("pair of", "count", 2)]),
        ("Two dozen crates, half a dozen barrels of oil", [("Two dozen", "count", 24), ("half a dozen", "count", 6)]),
        ("1.2m jobs, 263K visitors and 12 lakh farmers", [("1.2m", "count", 1.2e6), ("263K", "count", 263e3), ("12 lakh", "count", 12e5)]),
        ("It cost $1.5 million, £2bn, €30m or Rs 12 crore.", [("$1.5 million", "money", 1.5e6), ("£2bn", "money", 2e9), ("€30m", "money", 3e7), ("Rs 12 crore", "money", 12e7)]),
        ("70 cents, 2 million euros, 40 pence", [("70 cents", "money", 0.7), ("2 million euros", "money", 2e6), ("40 pence", "money", 0.4)]),
        ("51%, 8 per cent and 3 percentage points", [("51%", "percent", 51), ("8 per cent", "percent", 8), ("3 percentage points", "points", 3)]),
        ("Three in five voters, two-thirds of them, half of all towns", [("Three in five", "percent", 60), ("two-thirds", "percent", 66.667), ("half", "percent", 50)]),
        ("One in five ferries, a one-in-three chance", [("One in five", "percent", 20), ("one-in-three", "percent", 33.333)]),
        ("one of the third group, a quarter later, in a third town", []),
        ("six weeks, a year and a half, three and a half hours", [("six weeks", "duration", 42 * DAY), ("a year and a half", "duration", 1.5 * YEAR), ("three and a half hours", "duration", 3.5 * HOUR)]),
        ("a 60-day ban", [("60-day", "duration", 60 * DAY)]),
        ("Ann Roe, 34, and the driver, 61, met a 17-year-old.", [("34", "age", 34), ("61", "age", 61), ("17-year-old", "age", 17)]),
        ("People 65 and older, children ages 5 to 11, those over 80", [("65 and older", "age", 65), ("5 to 11", "age", 5), ("80", "age", 80)]),
        ("They won 3-1, lost 6-2, 7-6 and voted 51-49.", [("3-1", "score", 1), ("6-2", "score", 2), ("7-6", "score", 6), ("51-49", "score", 49)]),
        ("Councillors voted 14 to 11 for it, by nine votes to five.", [("14 to 11", "score", 11), ("nine votes to five", "score", 5)]),
        ("30 miles, 6ft, 6.9m, 2,000 hectares, 40C, 104F, 12 degrees", [("30 miles", "measure", 48280.32), ("6ft", "measure", 1.829), ("6.9m", "measure", 6.9), ("2,000 hectares", "measure", 2e7), ("40C", "measure", 40), ("104F", "measure", 40), ("12 degrees", "measure", 12)]),
        ("a magnitude 6.8 quake after one of magnitude 5", [("6.8", "measure", 6.8), ("5", "measure", 5)]),
        ("half a tonne of sand at 112 mph, 200 pounds of salt", [("half a tonne", "measure", 500), ("112 mph", "measure", 50.068), ("200 pounds", "measure", 90.718)]),
        ("20-30 cars, between 20 and 30 lorries, $5 million to $7 million", [("20-30", "count", 20), ("20 and 30", "count", 20), ("$5 million to $7 million", "money", 5e6)]),
        ("Prices rose from 20 to 30 cents; it fell by 5 to 12 crates.", [("20", "count", 20), ("30 cents", "money", 0.3), ("5", "count", 5), ("12", "count", 12)]),
        ("at 5:30 p.m., at 17:30, at 0530 GMT, at noon, at a quarter to six", [("5:30 p.m.", "clock", 1050), ("17:30", "clock", 1050), ("0530 GMT", "clock", 330), ("noon", "clock", 720), ("quarter to six", "clock", 345)]),
        ("on May 12th, 2014 or 3 June or since October, in May 2019", [("May 12th, 2014", "day", 512), ("3 June", "day", 603), ("October", "month", 10), ("May 2019", "month", 2019 * 12 + 5)]),
        ("on Sept. 3 and Sept 11", [("Sept. 3", "day", 903), ("Sept 11", "day", 911)]),
        ("in 2014, from 2001 to 2009, 2,014 votes", [("2014", "year", 2014), ("2001 to 2009", "years", 2001), ("2,014", "count", 2014)]),
        ("the 46th president", [("46th", "ordinal", 46)]),
        ("COVID-19, F-16s, 9/11, Flight 662, No. 10, B609, 24/7, #3, 1.2.3, v2", []),
        ("You may march on: the 1990s are over.", []),
        ("", []),
    ],
)  # fmt: skip
def test_values_are_read_with_their_types(text: str, found: list[tuple[str, str, float]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Mindestens zwölf Menschen starben, 3,5 Millionen Euro", "de", [("zwölf", "count", 12), ("3,5 Millionen Euro", "money", 3.5e6)]),
        ("Er ist 34-jährig und lief 12 km am 3. März um den 5. Platz.", "de", [("34-jährig", "age", 34), ("12 km", "measure", 12000), ("3. März", "day", 303)]),
        ("Près de 12 000 personnes, soixante-dix-sept maisons, 3,2 %", "fr", [("12 000", "count", 12000), ("soixante-dix-sept", "count", 77), ("3,2 %", "percent", 3.2)]),
        ("Un livre neuf et 12 euros le 1er mai.", "fr", [("12 euros", "money", 12), ("1er mai", "day", 501)]),
        ("Treinta y cinco casas y 2 mil millones de dólares", "es", [("Treinta y cinco", "count", 35), ("2 mil millones", "count", 2e9)]),
        ("Tjugofem personer och 1,4 miljoner kronor under tre timmar", "sv", [("Tjugofem", "count", 25), ("1,4 miljoner kronor", "money", 1.4e6), ("tre timmar", "duration", 3 * HOUR)]),
        ("地震で12人が死亡し、費用は350万円、3月5日に5%", "ja", [("12", "count", 12), ("350万円", "money", 3.5e6), ("3月5日", "day", 305), ("5%", "percent", 5)]),
        ("超过15人受伤，2019年花费3亿元", "zh", [("15", "count", 15), ("2019", "year", 2019), ("3亿元", "money", 3e8)]),
        ("약 15명이 다치고 350억 원", "ko", [("15", "count", 15), ("350억 원", "money", 3.5e10)]),
        ("12 de marzo de 2020", "es", [("12 de marzo de 2020", "day", 312)]),
    ],
)  # fmt: skip
def test_values_are_read_in_other_languages(text: str, language: str, found: list[tuple[str, str, float]]) -> None:
    assert told(text, language) == found


@pytest.mark.parametrize(
    ("text", "language", "hedge"),
    [
        ("About 300 guests", "en", "about"), ("at least 300 guests", "en", "least"), ("300 or more guests", "en", "least"),
        ("more than 300 guests", "en", "over"), ("The crowd topped 300 guests", "en", "over"), ("up to 300 guests", "en", "most"),
        ("fewer than 300 guests", "en", "under"), ("It nears 300 guests", "en", "nearly"), ("dozens of guests", "en", "vague"),
        ("300 guests", "en", ""), ("people over the age of 65", "en", "over"), ("people 65 and older", "en", "least"),
        ("those 12 and under", "en", "most"), ("rund 300 Gäste", "de", "about"), ("mehr als 300 Gäste", "de", "over"),
        ("au moins 300 invités", "fr", "least"), ("casi 300 casas", "es", "nearly"), ("至少300人", "zh", "least"),
        ("300人以上", "ja", "least"), ("300 gastí", "cs", ""),
    ],
)  # fmt: skip
def test_what_leaves_a_value_open_is_read(text: str, language: str, hedge: str) -> None:
    assert [one.hedge for one in read(text, language)] == [hedge]


def test_what_is_counted_is_read_after_the_number_or_before_it() -> None:
    heads = {
        told: read(told)[0].heads for told in ("seven wooden boats sank", "a crowd of 41,308", "220 kilos of flour")
    }
    assert [one[:2] for one in heads.values()] == [
        ("seven wooden boats"[6:].split()[0], "boat"),
        ("crowd",),
        ("flour",),
    ]


def test_a_part_of_a_whole_is_read_with_it() -> None:
    two, seven = read("two of the seven counts")
    assert (two.whole, two.heads, seven.whole) == (7, ("count",), 0)


words = st.sampled_from(
    [
        "about",
        "more",
        "than",
        "50",
        "49",
        "3.5",
        "million",
        "people",
        "km",
        "percent",
        "$7",
        "May",
        "12",
        "2014",
        "5",
        "p.m.",
        "and",
        ",",
        "killed",
        "to",
        "half",
        "a",
        "three",
        "in",
        "five",
        "3-1",
        "65",
        "older",
        "twenty",
        "one",
        "of",
        "the",
        "-",
        "–",
        "%",
        "€",
        "°C",
        "from",
        "between",
        "between",
        "1.2m",
        "aged",
        "quarter",
        "past",
        "noon",
        "dozen",
        "trio",
    ]
)
texts = st.lists(words, max_size=14).map(" ".join) | st.text(max_size=80)


@given(texts, st.sampled_from(["en", "", "ja", "ko", "fa", *NUMBER_WORDS]))
def test_values_lie_apart_within_any_text(text: str, language: str) -> None:
    end = 0
    for one in read(text, language):
        assert end <= one.start < one.end <= len(text)
        assert one.low <= one.high
        assert one.grain > 0
        end = one.end


@pytest.mark.parametrize(
    "piece", ["1-", "12 ", "from 1 to ", "a half ", "3 in 5 ", "$", "1,", "x 5 million ", "May 1 "]
)
def test_the_longest_sentence_is_read_in_no_time(piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]
    tokens = Tokenizer("en").tokens(text)
    quantities(text, tokens)
    began = time.process_time()
    quantities(text, tokens)
    assert time.process_time() - began < 0.25
