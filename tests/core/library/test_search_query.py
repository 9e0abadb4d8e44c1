"""What the reader types to search, understood or refused in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.library.search_query import MOST_TERMS, Query, QueryTerm, parse
from newsdiff.core.library.search_text import spaced
from newsdiff.errors import NewsdiffError, QueryError

NOW = datetime(2026, 11, 20, 1, 30, tzinfo=timezone(timedelta(hours=2)))


def utc(day: int, hour: int = 0, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("ferry", Query((QueryTerm("ferry"),))),
        ("  ferry   quay ", Query((QueryTerm("ferry"), QueryTerm("quay")))),
        ('"late ferry"', Query((QueryTerm("late ferry"),))),
        ("“late ferry”", Query((QueryTerm("late ferry"),))),
        ('quay"late ferry"-storm', Query((QueryTerm("quay"), QueryTerm("late ferry")), (QueryTerm("storm"),))),
        ("ferr*", Query((QueryTerm("ferr", prefix=True),))),
        ('"late ferr"*', Query((QueryTerm("late ferr", prefix=True),))),
        ("-storm", Query(without=(QueryTerm("storm"),))),
        ('-"high tide"', Query(without=(QueryTerm("high tide"),))),
        (
            "e-mail a:b 19:30 https://a.example/",
            Query(tuple(map(QueryTerm, ("e-mail", "a:b", "19:30", "https://a.example/")))),
        ),
        ("ferry -- … *", Query((QueryTerm("ferry"),))),
        ("outlet:guardian", Query(outlets=("guardian",))),
        ('OUTLET:"The Bell" -outlet:post', Query(outlets=("The Bell",), not_outlets=("post",))),
        ("tag:later -tag:sport", Query(tags=("later",), not_tags=("sport",))),
        ("is:unread is:starred", Query(read=False, starred=True)),
        ("-is:unread -is:starred", Query(read=True, starred=False)),
        ("Is:Read", Query(read=True)),
        ("since:2026-11-18", Query(since=utc(17, 22))),
        ("since:2026-1", Query(since=datetime(2025, 12, 31, 22, tzinfo=UTC))),
        ("since:today before:yesterday", Query(since=utc(19, 22), before=utc(18, 22))),
        ("since:3d", Query(since=utc(16, 23, 30))),
        ("since:12h before:1w", Query(since=utc(19, 11, 30), before=utc(12, 23, 30))),
        ("since:3d since:12h before:3d before:12h", Query(since=utc(19, 11, 30), before=utc(16, 23, 30))),
        ('since:"2026-11-18"', Query(since=utc(17, 22))),
        ("fer\x1b[31mry\x00 qu\u202eay", Query((QueryTerm("ferry"), QueryTerm("quay")))),
    ],
)
def test_a_search_is_understood(typed: str, understood: Query) -> None:
    assert parse(typed, NOW) == understood


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "nothing to search for"),
        ("  ", "nothing to search for"),
        ("-", "nothing to search for"),
        ('""', "nothing to search for"),
        ("… -- ! 🌊", "nothing to search for"),
        ('"late ferry', "quotation mark in the search is not closed"),
        ("outlet:", "outlet: stands alone in the search. Name an outlet"),
        ("outlet: bell", "outlet: stands alone"),
        ('tag:""', "tag: stands alone"),
        ("is:", "is: stands alone"),
        ("is:red", "is:red is not known. Use is:unread"),
        ("is:read is:unread", "read and for unread articles at once"),
        ("is:starred -is:starred", "starred articles and for others at once"),
        ("since:soon", "since:soon is no date. Use a day or a span, as in since:2026-11-20"),
        ("before:2026-02-30", "before:2026-02-30 is no date"),
        ("since:0000-01-01", "since:0000-01-01 is no date"),
        ("since:2026-13", "since:2026-13 is no date"),
        ("-since:3d", "Use before:"),
        ("-before:3d", "Use since:"),
        ("since:" + "9" * 400 + "d", "is no date"),
        ("word " * (MOST_TERMS + 1), f"may have {MOST_TERMS} words"),
    ],
)
def test_a_search_that_cannot_be_understood_says_why(typed: str, told: str) -> None:
    with pytest.raises(QueryError) as raised:
        parse(typed, NOW)
    assert told in str(raised.value)
    assert len(str(raised.value)) < 200
    assert isinstance(raised.value, NewsdiffError)


def test_a_span_longer_than_history_reaches_back_as_far_as_there_is_any() -> None:
    assert parse("since:99999w", NOW).since == (NOW - timedelta(days=40_000)).astimezone(UTC)


pieces = st.sampled_from([*'ab -"*:()^+{}.\\\0\n\u200bé日', "outlet:", "since:", "is:", "AND ", "NEAR("])


@given(st.lists(pieces, max_size=30).map("".join))
def test_any_text_is_understood_or_refused_in_words(typed: str) -> None:
    try:
        query = parse(typed, NOW)
    except QueryError:
        return
    assert query != Query()
    assert all(words.text.strip() and '"' not in words.text for words in (*query.words, *query.without))


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("plain words", None),
        ("", None),
        ("東京 storm", "東 京 storm"),
        ("NHKは台風", "NHK は 台 風"),
        ("Åland東", "Åland 東"),
    ],
)
def test_characters_of_scripts_without_spaces_are_set_apart(text: str, apart: str | None) -> None:
    assert spaced(text) == apart
