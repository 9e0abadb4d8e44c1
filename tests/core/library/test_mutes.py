"""Which entries the mute list is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.library.mutes import Mute, MuteKind, MuteMatcher, is_valid


def about(kind: MuteKind, value: str, **entry: str) -> bool:
    return MuteMatcher([Mute(1, kind, value)]).matches(
        title=entry.get("title", "Late ferry"),
        outlet=entry.get("outlet", "The Bell"),
        author=entry.get("author"),
        categories=tuple(filter(None, [entry.get("category", "")])),
    )


@pytest.mark.parametrize(
    ("value", "title", "muted"),
    [
        ("football", "Football: two goals", True),
        ("FOOTBALL", "a football", True),
        ("football", "Footballers strike", False),
        ("foot", "Football", False),
        ("foot*", "Football", True),
        ("ball*", "Football", False),
        ("prime minister", "The Prime-Minister resigns", True),
        ("prime minister", "Prime numbers; a minister", False),
        ("covid-19", "Covid 19 returns", True),
        ("café", "New cafe opens", True),
        ("cafe", "Neues Café", True),
        ("ε", "Ένα ε", True),
        ("台風", "大型台風が接近", True),
        ("台風", "大風", False),
        ("…", "anything …", False),
        ("", "anything", False),
        ("*", "anything", False),
    ],
)
def test_a_word_is_found_whole_whatever_its_case_accents_and_marks(value: str, title: str, muted: bool) -> None:
    assert about("word", value, title=title) is muted


def test_a_word_is_found_in_the_feeds_own_tags() -> None:
    assert about("word", "sport", category="Sport / Tennis")
    assert not about("word", "sport", author="Sport desk", outlet="Sport")


def test_an_outlet_is_muted_by_its_whole_name() -> None:
    assert about("outlet", "the  bell")
    assert not about("outlet", "Bell")
    assert not about("outlet", "…", outlet="…")


def test_an_author_is_muted_wherever_the_name_stands() -> None:
    assert about("author", "jane roe", author="John Doe and Jane Roe")
    assert not about("author", "Jane Roe", author="Jane Roebuck")
    assert not about("author", "Jane Roe", title="Jane Roe wins")
    assert not about("author", "Jane Roe")


def test_one_mute_of_many_is_enough() -> None:
    muting = MuteMatcher([Mute(1, "word", "goal"), Mute(2, "author", "Roe"), Mute(3, "outlet", "Post")])
    for title, outlet, author in (("A goal", "B", None), ("x", "POST", None), ("x", "B", "J. Roe")):
        assert muting.matches(title=title, outlet=outlet, author=author, categories=())
    assert not muting.matches(title="x", outlet="B", author="Doe", categories=("y",))
    assert not MuteMatcher([]).matches(title="x", outlet="B", author="Doe", categories=("y",))


@given(st.text(max_size=20))
def test_a_value_that_is_valid_mutes_itself_as_a_title(value: str) -> None:
    assert about("word", value, title=value) is is_valid(value)
