"""Searching the stored entries."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdiff.adapters.store import FILE_NAME, Store
from newsdiff.core.library.entries import ListScope, cursor_at
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.core.library.search_query import MOST_TERMS
from newsdiff.errors import QueryError
from support.feed_builders import NOON, at, check_sound, entry, saved, titles
from support.store_fixtures import temporary_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = 24 * 60


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Entries in two feeds; nothing in this module changes them."""
    with temporary_store(tmp_path_factory.mktemp("search") / FILE_NAME) as opened:
        bell = opened.add_feed("https://bell.example/", FeedSettings("The Bell")).feed.id
        post = opened.add_feed("https://post.example/", FeedSettings("Évening Post", tags=("local",))).feed.id
        saved(
            opened,
            bell,
            entry("1", -5 * DAY, "Ferry late again", "The ferry waited an hour at the old quay."),
            entry("2", -2 * DAY, "Storm over the quay", "Roofs fell. Nobody was hurt."),
            entry("3", -60, "Prime minister resigns", "The minister said: don't wait for me."),
        )
        saved(
            opened,
            post,
            entry("4", -90, "Fähre verspätet", "Das Café am Hafen blieb offen."),
            entry("5", -30, "台風が東京に接近", "NHKによると、大型の台風が来る。"),
            entry("6", -3 * DAY, "Ferries of the past", 'A "quoted" AND (bracketed) NOT* text: 50% of it.'),
        )
        everything = {one.title: one.id for one in opened.entries()}
        opened.mark_read([everything["Ferry late again"], everything["Fähre verspätet"]])
        opened.star([everything["Storm over the quay"]])
        opened.tag([everything["Ferries of the past"]], "History")
        yield opened


FERRY, STORM, MINISTER = "Ferry late again", "Storm over the quay", "Prime minister resigns"
FAEHRE, TYPHOON, PAST = "Fähre verspätet", "台風が東京に接近", "Ferries of the past"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry", [FERRY]),
        ("FERRY", [FERRY]),
        ("ferr", []),
        ("ferr*", [PAST, FERRY]),
        ("quay", [STORM, FERRY]),
        ("ferry quay", [FERRY]),
        ("ferry storm", []),
        ('"old quay"', [FERRY]),
        ('"quay old"', []),
        ('"the qua"*', [STORM]),
        ("quay -ferry", [STORM]),
        ('quay -"old quay" -nothing', [STORM]),
        ("-quay since:4d", [TYPHOON, MINISTER, FAEHRE, PAST]),
        ("don't", [MINISTER]),
        ("don’t", [MINISTER]),
        ("fahre", [FAEHRE]),
        ("cafe", [FAEHRE]),
        ("CAFÉ", [FAEHRE]),
        ("台風", [TYPHOON]),
        ("東京に接近", [TYPHOON]),
        ("京東", []),
        ("NHK", [TYPHOON]),
        ("NHKに", [TYPHOON]),
        ("台風 -東京", []),
        ("outlet:bell quay", [STORM, FERRY]),
        ("outlet:evening", [TYPHOON, FAEHRE, PAST]),
        ('outlet:"évening post" ferries', [PAST]),
        ("outlet:bell outlet:post ferr*", [PAST, FERRY]),
        ("-outlet:bell -台風", [FAEHRE, PAST]),
        ("outlet:nowhere", []),
        ("is:starred", [STORM]),
        ("-is:starred quay", [FERRY]),
        ("is:read", [FAEHRE, FERRY]),
        ("is:unread quay", [STORM]),
        ("tag:history", [PAST]),
        ("tag:local", [TYPHOON, FAEHRE, PAST]),
        ("tag:local tag:history", [PAST]),
        ("-tag:local", [MINISTER, STORM, FERRY]),
        ("-tag:history outlet:post", [TYPHOON, FAEHRE]),
        ("tag:local is:read", [FAEHRE]),
        ("since:3h", [TYPHOON, MINISTER, FAEHRE]),
        ("since:3d before:1d", [PAST, STORM][::-1]),
        ("since:2026-11-18 before:2026-11-19", [STORM]),
        ("before:2026-11-16", [FERRY]),
        ("since:today before:2026-11-20", []),
        ("AND", [PAST]),
        ("NOT", [PAST]),
        ("title:ferry", [FERRY]),
        ("(bracketed)", [PAST]),
        ("50%", [PAST]),
        ('"" ferry', [FERRY]),
        ("^ferry", [FERRY]),
        ("{title} : ferry", []),
        ("x' OR 1=1 --", []),
    ],
)
def test_a_search_finds_what_it_says(store: Store, query: str, found: list[str]) -> None:
    assert [one.title for one in store.search(query, now=NOON)] == found
    assert store.count(ListScope("search", query), now=NOON) == len(found)


def test_a_search_is_given_by_pages(store: Store) -> None:
    first = store.search("ferr* quay*", 1) + store.search("quay", 1)
    assert [one.title for one in first] == [FERRY, STORM]
    assert [one.title for one in store.search("quay", 1, before=cursor_at(first[1]))] == [FERRY]


def test_a_search_can_be_restricted_to_what_is_unread(store: Store) -> None:
    assert [one.title for one in store.entries(ListScope("search", "quay", unread=True))] == [STORM]
    assert store.entries(ListScope("search", "is:read quay", unread=True)) == ()


def test_the_longest_search_that_is_taken_is_carried_out(store: Store) -> None:
    assert [one.title for one in store.search("ferry " * MOST_TERMS)] == [FERRY]
    assert store.search(" ".join(f"-word{number}" for number in range(MOST_TERMS)))
    assert store.search("東京" * 500) == ()


def test_a_faulty_search_is_told_in_words(store: Store) -> None:
    with pytest.raises(QueryError, match="not closed"):
        store.search('"ferry')


pieces = st.sampled_from(
    [*"ab -\"*:()^+{}.,'%_\\\0\né日", "title:", "outlet:", "tag:", "AND ", "NOT ", "NEAR(", "ferry"]
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(pieces, max_size=12).map("".join))
def test_no_text_is_taken_for_the_syntax_of_the_index(store: Store, typed: str) -> None:
    try:
        store.search(typed)
    except QueryError:
        pass
    except sqlite3.Error as error:
        raise AssertionError(typed) from error


def test_the_index_holds_the_texts_of_all_scripts(store: Store) -> None:
    check_sound(store.path)


def test_a_search_looks_at_the_words_of_now(tmp_path: Path) -> None:
    with temporary_store(tmp_path / FILE_NAME) as changing:
        feed = changing.add_feed("https://bell.example/").feed.id
        saved(changing, feed, entry("1", 0, "台風", "storm"))
        saved(changing, feed, entry("1", 0, "晴れ", "sun"), now=NOON + timedelta(hours=1))
        assert titles(changing, ListScope("search", "台")) == titles(changing, ListScope("search", "storm")) == []
        assert titles(changing, ListScope("search", "晴")) == titles(changing, ListScope("search", "sun")) == ["晴れ"]
        saved(changing, feed, entry("1", 0, "Sun", "sun"), now=at(120))
        assert titles(changing, ListScope("search", "晴")) == []
        check_sound(changing.path)
