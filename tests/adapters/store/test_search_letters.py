"""Searches in many scripts, and by the letters that a keyboard has."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import open_store
from newsdiff.errors import QueryError
from support.earlier_store import to_version_8
from support.feed_builders import NOON, check_sound, entry, saved, subscribed

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.adapters.store import Store


LETTERS = {
    "Łódź czeka na „burzę”": ["Łódź", "łódź", "lodz", "Lodz", "LODZ", '"lodz czeka"', '"łódź czeka"'],
    "Đà Nẵng mở cửa": ["Đà Nẵng", "da nang", "Da Nang", '"đà nẵng"', '"da nang"'],
    "Die Straße ist naß": ["Straße", "strasse", "STRASSE", "nass", '"strasse ist"'],
    "Ёлка и ещё одна": ["ёлка", "елка", "еще", "ещё"],
    "Rødgrød på Ærø": ["rødgrød", "rodgrod", "aero"],
    "서울에서 홍수가 났다": ["서울", "홍수", "홍수가"],
    "ภาคเหนือน้ำท่วม": ["น้ำท่วม", "ภาคเหนือ"],
    "北部港口建造新的防波堤": ["防波堤"],
    # Written with vowel points, searched without, and the other way round.
    "مُحَمَّد يزور الميناء": ["محمد", "مُحَمَّد", '"محمد يزور"'],
    "مدرسة تفتح أبوابها": ["مَدْرَسَة", "مدرسة"],
    "שָׁלוֹם עַל הַנָּמָל": ["שלום", "שָׁלוֹם", '"שלום על"'],
    "ﾌｪﾘｰの遅れ、ﾃﾞｰﾀが示す": ["フェリー", "ﾌｪﾘｰ", "データ", "ﾃﾞｰﾀ"],
    "フェリーが出航": ["ﾌｪﾘｰ", "フェリー"],
    "ＡＢＣ放送が５人": ["ABC", "abc放送", "ＡＢＣ", "ＡＢＣ放送", "5人", "５人"],
    "Quay for 1,250 ships": ["1250", "1,250", "1.250", '"1250 ships"', '"1,250 ships"', '"1 250 ships"'],
    "Um 1 250 Schiffe": ["1250", "1,250", '"1250 schiffe"'],
    "Pier of 1250 boats": ["1250", "1,250", '"1 250"', '"1,250 boats"'],
    "Votes: 1,234,567 in all": ["1234567", "1,234,567", "1.234.567"],
}
LATER = {
    "مُحَمَّد يزور": ("محمد", 13),
    "ﾃﾞｰﾀが示す": ("データ", 13),
    "Quay for 1,250 ships": ("1250", 13),
    "ＡＢＣ放送": ("abc", 14),
}
OTHERS = ("Strase Lodi", "Ferry late", "Year 2024 250 days", "Of 11,250 and 1,2500 and 12,50")


@pytest.mark.parametrize("title", LETTERS)
def test_letters_and_scripts_do_not_stand_in_the_way(store: Store, title: str) -> None:
    feed = subscribed(store)
    others = [entry(str(number), title=one) for number, one in enumerate(sorted(OTHERS), start=2)]
    saved(store, feed, entry("1", title=title), *others)
    for query in LETTERS[title]:
        assert [one.title for one in store.search(query, now=NOON)] == [title], query
        assert [one.title for one in store.search(f"title:{query}", now=NOON)] == [title], query


def index_as_written(connection: sqlite3.Connection) -> None:
    """Index the entry that is not the ferry by its letters as they are, as earlier versions did."""
    row = connection.execute(
        "SELECT id, title, text, page, characters FROM searchable WHERE title <> 'Ferry late'"
    ).fetchone()
    connection.execute(
        "INSERT INTO words (words, rowid, title, text, page, characters) VALUES ('delete', ?, ?, ?, ?, ?)", row
    )
    connection.execute("UPDATE body SET characters = NULL WHERE entry_id = ?", row[:1])
    connection.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", row[:3])


@pytest.mark.parametrize("title", LATER)
def test_a_library_of_before_is_searched_by_the_new_forms(path: Path, title: str) -> None:
    words, version = LATER[title]
    with open_store(path).store as store:
        saved(store, subscribed(store), entry("1", title=title), entry("2", title="Ferry late"))
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        index_as_written(direct)
        direct.execute(f"PRAGMA user_version = {version}")
    with open_store(path).store as store:
        assert [one.title for one in store.search(words, now=NOON)] == [title]
        check_sound(path)


def test_a_text_without_such_letters_is_found_by_a_search_with_them(store: Store) -> None:
    saved(store, subscribed(store), entry("1", title="Lodz and the strasse"))
    assert store.search("Łódź Straße", now=NOON)


def test_titles_and_authors_are_searched_alone(store: Store) -> None:
    feed = subscribed(store)
    first, second = entry("1", title="Quay rebuilt", text="Of the ferry."), entry("2", title="Ferry late")
    saved(store, feed, replace(first, author="Józef Roe"), replace(second, author="Ann Lund"))
    for query, found in (
        ("ferry", ["Ferry late", "Quay rebuilt"]),
        ("title:ferry", ["Ferry late"]),
        ("-title:ferry", ["Quay rebuilt"]),
        ('title:"quay rebuilt" ferry', ["Quay rebuilt"]),
        ("title:uay", []),
        ("author:jozef", ["Quay rebuilt"]),
        ("author:roe title:quay", ["Quay rebuilt"]),
        ("-author:roe", ["Ferry late"]),
        ('author:"ann lund"', ["Ferry late"]),
    ):
        assert sorted(one.title for one in store.search(query, now=NOON)) == found, query


@pytest.mark.parametrize("query", ["foo:bar", "headline:quay", '-by:"Ann"'])
def test_a_field_that_is_not_known_is_said(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match=r"is not known in a search; these are: title:, author:, outlet:"):
        store.search(query, now=NOON)


@pytest.mark.parametrize("query", ["https://a.example/b", "12:30", '"foo:bar"', "at 3:1"])
def test_what_only_has_a_colon_is_no_field(store: Store, query: str) -> None:
    assert store.search(query, now=NOON) == ()


def test_a_library_of_before_is_indexed_anew(path: Path) -> None:
    with open_store(path).store as store:
        saved(store, subscribed(store), entry("1", title="Łódź czeka"), entry("2", title="Ferry late"))
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        index_as_written(direct)
    to_version_8(path, version=7)
    with open_store(path).store as store:
        assert [one.title for one in store.search("lodz", now=NOON)] == ["Łódź czeka"]
        check_sound(path)
