"""What a refresh brings into the store: nothing is lost, nothing is doubled."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store.sql.ingest import REVISIONS
from newsdiff.core.emphasis_span import Emphasis
from newsdiff.core.library.entries import ListScope, PageText
from newsdiff.core.library.feeds import FeedItem, FeedState
from newsdiff.errors import StoreError
from support.feed_builders import NOON, at, check_sound, content, entry, saved, subscribed, titles

if TYPE_CHECKING:
    from datetime import datetime

    from newsdiff.adapters.store import Store

RICH = FeedItem(
    "urn:1",
    "Évening “bell” 🌊",
    "https://bell.example/1",
    "Jane Roe",
    at(-3.000001),
    "Fri, 20 Nov 2026",
    "First.\n\nSecond [1].",
    ("https://a.example/?b=1,2",),
    summary_only=False,
    tags=("sport", "München"),
    emphasis=(Emphasis(0, 5, strong=True), Emphasis(8, 14, strong=False)),
)


def test_an_entry_comes_back_as_the_feed_gave_it(store: Store) -> None:
    feed = subscribed(store)
    (new,) = saved(store, feed, RICH).new
    (kept,) = store.entries()
    assert (kept.id, kept.feed_id, kept.outlet, kept.title) == (new, feed, "The Bell", RICH.title)
    assert (kept.url, kept.author, kept.published, kept.first_seen) == (RICH.url, "Jane Roe", RICH.published, NOON)
    assert (kept.read, kept.starred, kept.revised, kept.tags) == (False, False, 0, ())
    text = store.entry_text(new)
    assert text is not None
    assert (text.text, text.links, text.summary_only) == (RICH.text, RICH.links, False)
    assert text.emphasis == RICH.emphasis
    assert (text.categories, text.published_text) == (RICH.tags, "Fri, 20 Nov 2026")
    assert (text.page, text.shown) == (None, "feed")
    assert store.some_entries([new, 99, new]) == (kept,)
    assert store.entry_text(99) is None


@pytest.mark.parametrize(
    ("published", "stands"),
    [
        (None, NOON),
        (NOON + timedelta(seconds=1), NOON),
        (NOON + timedelta(hours=8), NOON),
        (NOON.replace(year=2096), NOON),
        (NOON.replace(year=9999), NOON),
        (NOON.replace(year=1), NOON.replace(year=1)),
        (NOON - timedelta(days=3), NOON - timedelta(days=3)),
    ],
)
def test_a_date_that_cannot_be_believed_gives_way_to_the_time_first_seen(
    store: Store, published: datetime | None, stands: datetime
) -> None:
    feed = subscribed(store)
    saved(store, feed, replace(RICH, published=published), now=NOON)
    assert store.entries()[0].published == stands
    saved(store, feed, replace(RICH, published=published), now=at(600))
    assert store.entries()[0].published == stands


def test_entries_without_a_date_stand_in_the_order_of_the_feed(store: Store) -> None:
    feed = subscribed(store)
    told = saved(store, feed, *(entry(key, None) for key in "abc"))
    assert titles(store) == ["Title a", "Title b", "Title c"]
    assert [one.id for one in store.entries()] == list(told.new)


def test_the_same_entries_again_change_nothing(store: Store) -> None:
    feed = subscribed(store)
    saved(store, feed, entry("1"), entry("2"))
    before = store.entries()
    told = saved(store, feed, entry("1"), replace(entry("2"), url="https://bell.example/other"), now=at(60))
    assert (told.new, told.revised) == ((), ())
    assert store.entries() == before


def test_entries_that_a_feed_no_longer_has_stay(store: Store) -> None:
    feed = subscribed(store)
    for start in range(20):
        saved(store, feed, *(entry(str(number), number) for number in range(start, start + 3)))
    saved(store, feed)
    assert titles(store) == [f"Title {number}" for number in reversed(range(22))]
    check_sound(store.path)


def test_a_key_that_comes_twice_in_one_feed_is_the_key_of_none(store: Store) -> None:
    bell = subscribed(store)
    items = entry("1", title="first"), entry("1", 1, title="second"), entry("2")
    for _ in range(2):
        saved(store, bell, *items)
        assert sorted(titles(store)) == ["Title 2", "first", "second"]


def test_a_changed_entry_keeps_its_place_its_marks_and_what_it_said(store: Store) -> None:
    feed = subscribed(store)
    (first,) = saved(store, feed, entry("1", 0, "Ferry late", "An hour.")).new
    saved(store, feed, entry("2", 1))
    store.mark_read([first])
    store.star([first])
    store.tag([first], "later")
    told = saved(store, feed, entry("1", 30, "Ferry sunk", "All safe."), now=at(60))
    assert (told.new, told.revised) == ((), (first,))
    kept = store.entries()[1]
    assert (kept.id, kept.title, kept.published) == (first, "Ferry sunk", at(0))
    assert (kept.read, kept.starred, kept.tags, kept.revised) == (True, True, ("later",), 1)
    (earlier,) = store.revisions(first)
    assert (earlier.title, earlier.text, earlier.since, earlier.until) == ("Ferry late", "An hour.", NOON, at(60))
    text = store.entry_text(first)
    assert text is not None
    assert text.text == "All safe."
    assert titles(store, ListScope("search", "sunk")) == ["Ferry sunk"]
    assert titles(store, ListScope("search", "late")) == []
    check_sound(store.path)


def test_of_very_many_texts_of_one_entry_the_first_and_the_latest_are_kept(store: Store) -> None:
    feed = subscribed(store)
    for number in range(REVISIONS + 20):
        saved(store, feed, entry("1", text=f"{number} o'clock"), now=at(number))
    earlier = [one.text for one in store.revisions(store.entries()[0].id)]
    latest = [f"{number} o'clock" for number in range(REVISIONS + 19)][-REVISIONS + 1 :]
    assert earlier == ["0 o'clock", *latest]
    assert store.entries()[0].revised == REVISIONS
    check_sound(store.path)


def test_a_changed_title_outlives_changes_of_the_text_alone(store: Store) -> None:
    feed = subscribed(store)
    for number in range(REVISIONS * 2):
        title = "Ferry sunk" if number >= 4 else "Ferry late"
        saved(store, feed, entry("1", title=title, text=f"{number} o'clock"), now=at(number))
    earlier = store.revisions(store.entries()[0].id)
    assert len(earlier) == REVISIONS
    assert [(one.title, one.text) for one in earlier][:3] == [
        ("Ferry late", "0 o'clock"),
        ("Ferry late", "3 o'clock"),
        ("Ferry sunk", f"{REVISIONS + 1} o'clock"),
    ]


def test_a_text_that_comes_and_goes_is_kept_once(store: Store) -> None:
    feed = subscribed(store)
    for number in range(40):
        saved(store, feed, entry("1", text=f"Advertisement {number % 2}."), now=at(number))
    earlier = store.revisions(store.entries()[0].id)
    assert [(one.text, one.since, one.until) for one in earlier] == [
        ("Advertisement 0.", at(0), at(39)),
        ("Advertisement 1.", at(1), at(38)),
    ]
    check_sound(store.path)


def test_a_refresh_that_fails_half_way_has_kept_nothing(store: Store) -> None:
    feed = subscribed(store)
    saved(store, feed, entry("0"))
    before = store.feeds(), store.entries()
    broken = content(
        entry("1"), entry("0", text="changed"), replace(entry("2"), author="half \ud800 a pair"), title="Other"
    )
    with pytest.raises(StoreError, match="broken character"):
        store.save(feed, broken, FeedState(etag="new"), at(60))
    assert (store.feeds(), store.entries()) == before
    check_sound(store.path)


def test_how_fetching_went_is_kept_with_what_it_brought(store: Store) -> None:
    feed = subscribed(store)
    state = FeedState(etag="a", last_good=at(1), failures=0)
    store.save(feed, content(entry("1")), state, NOON)
    assert store.feeds()[0].state == state


def test_new_emphasis_comes_with_a_new_text_and_damaged_one_costs_itself(store: Store) -> None:
    feed = subscribed(store)
    (new,) = saved(store, feed, RICH).new
    saved(store, feed, replace(RICH, text="Other words.", emphasis=(Emphasis(0, 5, strong=False),)))
    text = store.entry_text(new)
    assert text is not None
    assert text.shown_text == ("Other words.", RICH.links, (Emphasis(0, 5, strong=False),))
    for damaged in ("[[0,99,1],[0,5", '[[0,99,1],"x",[3,1,0]]', "7"):
        with closing(sqlite3.connect(store.path)) as direct, direct:
            direct.execute("UPDATE body SET emphasis = ?", (damaged,))
        text = store.entry_text(new)
        assert text is not None
        assert (text.text, text.emphasis) == ("Other words.", ())


def test_the_full_text_stands_beside_the_feeds_and_outlives_a_change_of_it(store: Store) -> None:
    feed = subscribed(store)
    (first,) = saved(store, feed, entry("1", text="Summary.")).new
    page = PageText("The whole story of the ferry.", "https://bell.example/1?full", at(5), ("https://a.example/",))
    page = replace(page, emphasis=(Emphasis(4, 9, strong=False),))
    store.set_full_text(first, page)
    saved(store, feed, entry("1", text="Longer summary."), now=at(9))
    text = store.entry_text(first)
    assert text is not None
    assert (text.text, text.page, text.shown) == ("Longer summary.", page, "page")
    for query in ("story", "longer", "title"):
        assert titles(store, ListScope("search", query)) == ["Title 1"]
    store.show_text(first, "feed")
    again = store.entry_text(first)
    assert again is not None
    assert (again.shown, again.page) == ("feed", page)
    check_sound(store.path)


def test_a_page_that_gave_nothing_says_so_and_leaves_an_earlier_text(store: Store) -> None:
    first, second = saved(store, subscribed(store), entry("1"), entry("2")).new
    nothing = PageText("", "https://bell.example/1", at(5), error="The page has no article.")
    store.set_full_text(first, nothing)
    text = store.entry_text(first)
    assert text is not None
    assert (text.page, text.shown) == (nothing, "feed")
    with pytest.raises(StoreError, match="not fetched"):
        store.show_text(first, "page")
    store.set_full_text(second, PageText("Whole.", "https://bell.example/2", at(5)))
    store.set_full_text(second, replace(nothing, fetched=at(6)))
    kept = store.entry_text(second)
    assert kept is not None
    assert kept.page == PageText("Whole.", "https://bell.example/2", at(5), error="The page has no article.")
    assert kept.shown == "page"
    store.set_full_text(first, PageText("At last.", "https://bell.example/1", at(9)))
    last = store.entry_text(first)
    assert last is not None
    assert last.page == PageText("At last.", "https://bell.example/1", at(9))
    check_sound(store.path)


def test_a_full_text_for_what_is_not_there_is_told(store: Store) -> None:
    with pytest.raises(StoreError, match="not in the store"):
        store.set_full_text(5, PageText("Whole.", "https://bell.example/2", at(5)))
    with pytest.raises(StoreError, match="not in the store"):
        store.show_text(5, "feed")
    assert store.revisions(5) == ()
