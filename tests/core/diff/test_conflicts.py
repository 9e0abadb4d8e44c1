"""What two sentences give otherwise, from the sentences on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.diff.conflicts import compared_values, conflicts, sentence_facts


def told(a: str, b: str, language: str = "en") -> list[tuple[str, str, str]]:
    found = conflicts(sentence_facts(a, language), sentence_facts(b, language))
    return [(one.kind, a[slice(*one.a)], b[slice(*one.b)]) for one in found]


def compared(a: str, b: str) -> list[tuple[str, str]]:
    found = compared_values(sentence_facts(a), sentence_facts(b))
    return [(a[slice(*one.a.span)], b[slice(*one.b.span)]) for one in found]


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("The fire killed 50 people.", "Police said 49 people had been killed.", [("figure", "50", "49")]),
        ("The landslide killed 12 people and injured 30.", "It killed 15 people and injured 30.", [("figure", "12", "15")]),
        ("Boxes with 50,000 pages came.", "They received 55,000 pages of letters.", [("figure", "50,000", "55,000")]),
        ("She won 51 percent of the vote.", "With 54% of the vote, she won.", [("figure", "51 percent", "54%")]),
        ("The bridge cost $5 million to build.", "Building the bridge cost 7 million dollars.", [("figure", "$5 million", "7 million dollars")]),
        ("The council passed it by 51-49.", "The council passed the budget by 52-48.", [("figure", "51-49", "52-48")]),
        ("The quake of magnitude 6.1 struck at dawn.", "A quake of magnitude 6.4 struck at dawn.", [("figure", "6.1", "6.4")]),
        ("Ann Roe, 34, and Bo Lund, 40, were held.", "Ann Roe, 36, and Bo Lund, 40, were held.", [("figure", "34", "36")]),
        ("The ban on the coach lasts ten years.", "The coach's ban lasts 15 years.", [("date", "ten years", "15 years")]),
        ("The by-election is on 14 March.", "Voters of the by-election vote on March 21.", [("date", "14 March", "March 21")]),
        ("The alert runs until 6 p.m. on Sunday.", "The alert runs until 9 p.m. on Sunday.", [("date", "6 p.m.", "9 p.m.")]),
        ("The bridge was built in 1968.", "The bridge, built in 1972, is old.", [("date", "1968", "1972")]),
        ("He was born in the spring of 1950.", "He was born in 1951.", [("date", "1950", "1951")]),
        # Two events, each in its year.
        ("The bridge was built in 1968.", "The bridge was inaugurated in 1972.", []),
        ("The bridge was repaired in 1968.", "The bridge was repaired in 1972.", []),
        ("The deal keeps the coach until 2027.", "The new deal keeps the coach through 2029.", [("date", "2027", "2029")]),
        ("“We were hours from losing it all,” chief Ron Castell said.", "Ann Leary said crews had been “hours from losing it all”.", [("speaker", "Ron Castell", "Ann Leary")]),
    ],
)  # fmt: skip
def test_what_is_given_otherwise_is_told_in_the_words_of_both(
    a: str, b: str, found: list[tuple[str, str, str]]
) -> None:
    assert told(a, b) == found
    assert told(b, a) == [(kind, other, one) for kind, one, other in found]


@pytest.mark.parametrize(
    ("a", "b", "language", "found"),
    [
        ("Bei dem Brand starben zwölf Menschen.", "Fünfzehn Menschen starben bei dem Brand.", "de", ("zwölf", "Fünfzehn")),
        ("Mindestens zwölf Menschen starben.", "Mindestens fünfzehn Menschen starben.", "de", ("zwölf", "fünfzehn")),
        ("L’incendie a fait 12 000 sinistrés.", "L’incendie a fait 15 000 sinistrés.", "fr", ("12 000", "15 000")),
        ("Branden kostade 1,2 miljoner kronor.", "Branden kostade 1,6 miljoner kronor.", "sv", ("1,2 miljoner kronor", "1,6 miljoner kronor")),
        ("火灾造成12人死亡。", "火灾造成15人死亡。", "zh", ("12", "15")),
    ],
)  # fmt: skip
def test_figures_are_compared_in_other_languages(a: str, b: str, language: str, found: tuple[str, str]) -> None:
    assert told(a, b, language) == [("figure", *found)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # Either value stands in the other sentence too, or one may be the other.
        ("More than 80 people came.", "84 people came."),
        ("Mr Lund, 61, met two envoys.", "Lund met a pair of envoys; he is 61."),
        # They add up.
        ("The ferry carried 118 people.", "It had 106 passengers and 12 crew on board."),
        ("Five of the 12 accused walked free.", "Seven of the 12 accused were jailed."),
        ("Some 60% of members said yes.", "Only 40% of members said no."),
        ("The motion fell by three votes.", "The motion was lost 115 to 118."),
        ("One in three said yes.", "Two in three said no."),
        # Other fates, other people.
        ("The fire killed 50 people.", "The fire injured 53 people."),
        ("Brenda Hogue, 58, saw it.", "Al Perez, 44, saw it."),
        # Another time.
        ("The toll rose to 15 on Sunday.", "The toll stood at 12 the day before."),
        ("Unemployment fell from 9% in the region.", "Unemployment fell to 7% in the region."),
        ("Employers added 235,000 jobs.", "Economists had expected 700,000 jobs."),
        ("They led 2-1 at half-time.", "They won 3-1 in the end."),
        ("The party won 27 seats.", "The party had held 34 seats."),
        ("She led the state from 2000 to 2006.", "He led the state from 2006 to 2012."),
        # Other kinds.
        ("2,007 homes flooded.", "It was the worst since 2007."),
        ("$5 million was paid.", "€6 million was paid."),
        ("Polls closed at 14:00 GMT.", "Polls closed at 3 p.m."),
        # Kinds that are confused too often.
        ("He resigned on Friday.", "On Saturday he resigned."),
        ("He resigned in 2014 after a row.", "He resigned in 2015 after a row."),
        ("It was the 46th vote on it.", "It was the 47th vote on it."),
        ("The firm denied that it knew.", "The firm acknowledged that it knew."),
        ("She will seek a second term.", "She will not seek a second term."),
        ("They found it near Leeds.", "They found it near Bradford."),
        # Far off, or without anything in common.
        ("Some 12 houses burned.", "The 5,000 inhabitants fled."),
        ("", "50 people"),
    ],
)  # fmt: skip
def test_what_may_be_two_things_or_two_ways_of_saying_one_is_not_told(a: str, b: str) -> None:
    assert told(a, b) == []
    assert told(b, a) == []


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("Jurors found her guilty on two of the seven counts.", "The jury convicted her of four of the seven charges, over two patients.", [("two", "four")]),
        ("Two tugs towed the boat for 12 days.", "Two tugs towed the boat for 15 days.", [("12 days", "15 days")]),
        ("Three boats sank.", "Dozens of boats sank.", []),
        ("The lake rose by a decade's rain.", "It rose for 12 years.", []),
    ],
)  # fmt: skip
def test_values_that_nothing_accounts_for_are_compared(a: str, b: str, found: list[tuple[str, str]]) -> None:
    assert compared(a, b) == found


def test_no_value_is_in_two_conflicts() -> None:
    assert told("The fire killed 50 people.", "The fire killed 49 people, or killed 48 people.") == [
        ("figure", "50", "49")
    ]


pieces = st.sampled_from(
    [
        "Roe",
        "said",
        "declined",
        "50",
        "49",
        "53",
        "people",
        "killed",
        "injured",
        "$5",
        "million",
        "$6",
        "million",
        "3-1",
        "4-1",
        ",",
        "and",
        "of",
        "the",
        "seven",
        "two",
        "four",
        "about",
        "more",
        "than",
        "May",
        "12",
        "May",
        "14",
        "until",
        "2027",
        "2029",
        "percent",
        "12",
        "15",
        "from",
        "to",
        "“",
        "”",
        "34",
        "36",
        "km",
        "miles",
        "hours",
        "days",
    ]
)
texts = st.lists(pieces, max_size=14).map(" ".join) | st.text(max_size=60)


@given(texts, texts, st.sampled_from(["en", "de", "zh"]))
def test_conflicts_lie_within_their_sentences_and_do_not_depend_on_their_order(a: str, b: str, language: str) -> None:
    found, back = told(a, b, language), told(b, a, language)
    assert sorted(found) == sorted((kind, other, one) for kind, one, other in back)
    for _, one, other in found:
        assert one.strip()
        assert other.strip()


@given(texts)
def test_a_sentence_has_no_conflict_with_itself(text: str) -> None:
    assert told(text, text) == []
