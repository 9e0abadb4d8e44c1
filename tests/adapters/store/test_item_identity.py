"""Which item of a feed is which entry of the store, over many ways in which feeds are careless about it."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import open_store
from newsdiff.adapters.store.schema import migrations
from newsdiff.core.library.entries import ListScope
from newsdiff.core.library.feeds import FeedItem, FeedState
from support.feed_builders import NOON, at, check_sound, content, saved, subscribed, titles

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.adapters.store import Store

DAY = timedelta(days=1)


def item(guid: str, url: str | None, title: str = "Quay rebuilt", minutes: float = 0, **rest: str) -> FeedItem:
    """An item as the parser gives it: its key is its guid, else its link, else made of what it says."""
    date = at(minutes)
    key = guid or url or f"sha256:{title}{minutes}"
    text = rest.get("text", f"All about {title.lower()} and what the harbour board says of it.")
    return FeedItem(key, title, url, None, date, f"{date:%d %b %Y %H:%M:%S GMT}", text, guid=guid)


LATER = NOON + 30 * DAY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (item("http://a.example/1", "http://a.example/1"), item("https://a.example/1", "https://a.example/1")),
        (item("g", "http://a.example/1"), item("g", "https://b.example/other")),
        (item("g", "http://a.example/1"), item("changed", "https://a.example/1/")),
        (item("", "http://a.example/1"), item("", "https://www.a.example/1?utm_source=rss&utm_medium=feed#top")),
        (item("", "http://a.example/1?id=4"), item("", "http://a.example/1?fbclid=x&id=4")),
        (item("", "http://a.example/1?r=17"), item("", "http://a.example/1?r=99")),
        (item("", None), item("", None)),
        (item("https://a.example/1#0", "http://a.example/1"), item("https://a.example/1#1", "http://a.example/1")),
        (item("old-7", "http://a.example/old/7"), item("new-7", "http://a.example/new/7")),
        (item("g", "http://a.example/1", "Minster resigns"), item("g", "http://a.example/1", "Minister resigns", 40)),
    ],
)
def test_an_item_is_known_again(store: Store, before: FeedItem, after: FeedItem) -> None:
    feed = subscribed(store)
    (first,) = saved(store, feed, before, item("x", "http://a.example/x", "Another")).new[:1]
    store.mark_read([first])
    told = saved(store, feed, after, item("x", "http://a.example/x", "Another"), now=LATER)
    assert told.new == ()
    assert len(titles(store)) == 2
    assert store.some_entries([first])[0].read
    check_sound(store.path)


def test_a_name_that_several_items_share_is_that_of_none(store: Store) -> None:
    feed = subscribed(store)
    one_guid = [item("g", f"http://a.example/{n}", f"Thread {n}", n) for n in range(7)]
    one_link = [item("", "http://a.example/polls", f"Poll {n}", n) for n in range(3)]
    by_fragment = [item("", f"http://a.example/log#v{n}", f"Release {n}", n) for n in range(3)]
    for _ in range(2):
        told = saved(store, feed, *one_guid, *one_link, *by_fragment)
        assert len(titles(store)) == 13
    assert (told.new, told.revised) == ((), ())
    # When only one of them is left, it is still itself.
    assert saved(store, feed, one_guid[3]).new == saved(store, feed, one_link[1]).new == ()


@pytest.mark.parametrize("url", ["http://a.example/v7", "http://a.example/v7-final"])
def test_a_guid_that_comes_to_stand_for_another_item_is_a_new_one(store: Store, url: str) -> None:
    feed = subscribed(store)
    draft = item("v7", "http://a.example/v7", "v7.0.0 (draft)", text="Draft.")
    saved(store, feed, draft)
    release = replace(item("v7", url, "v7.0.0", text="The whole list of changes."), published=LATER)
    told = saved(store, feed, release, now=LATER)
    assert (len(told.new), told.revised) == (1, ())
    assert titles(store) == ["v7.0.0", "v7.0.0 (draft)"]
    # From now on the name is its.
    assert saved(store, feed, replace(release, title="v7.0.0 is out"), now=LATER).revised == told.new


def test_a_story_that_is_told_anew_the_same_day_stays_one_article(store: Store) -> None:
    feed = subscribed(store)
    (first,) = saved(store, feed, item("g", "http://a.example/1", "Talks under way", text="They met at noon.")).new
    told = saved(store, feed, item("g", "http://a.example/1", "Deal struck", 180, text="Both sides signed a paper."))
    assert (told.new, told.revised) == ((), (first,))


BOARD = "The board says that it costs 4.2 million."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{BOARD}\n\nPoints: 120\n\n# Comments: 33", f"{BOARD}\n\nPoints: 125\n\n# Comments: 40"),
        (f"{BOARD}\n\n12 upvotes", f"{BOARD}\n\n15 upvotes"),
        (f"{BOARD}\n\n3 Gefällt mir", f"{BOARD}\n\n5 Gefällt mir"),
        (f"{BOARD}\n\nRating: 4.5/5 (12 votes)", f"{BOARD}\n\nRating: 4.4/5 (13 votes)"),
        (f"Updated: 21 Nov 2026, 10:00\n\n{BOARD}", f"Updated: 22 Nov 2026, 9:30 am GMT\n\n{BOARD}"),
        (f"Stand: 21. November 2026, 10:00 Uhr\n\n{BOARD}", BOARD),
        (BOARD, f"{BOARD}\n\nThe post Quay rebuilt appeared first on Tidal Post."),
        (BOARD, f"{BOARD} Continue reading →"),
        (f"{BOARD} Weiterlesen …", BOARD),
        (BOARD, f"{BOARD}\n\nAttached: video/mp4 [1]"),
    ],
)
def test_counters_times_of_changes_and_what_programs_append_make_no_revision(
    store: Store, before: str, after: str
) -> None:
    feed = subscribed(store)
    saved(store, feed, item("g", "http://a.example/1", text=before))
    assert saved(store, feed, item("g", "http://a.example/1", text=after)).revised == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Growth was 4 percent.", "Growth was -4 percent."),
        ("The page got 12 votes from the board.", "The page got 15 votes from the board."),
        ("Updated figures: 12 dead", "Updated figures: 15 dead"),
        ("They scored 4 of 5", "They scored 5 of 5 and left"),
        ("Continue reading the bill, they said.", "They said."),
    ],
)
def test_what_is_told_is_a_revision_though_it_looks_like_a_counter(store: Store, before: str, after: str) -> None:
    feed = subscribed(store)
    (first,) = saved(store, feed, item("g", "http://a.example/1", text=before)).new
    assert saved(store, feed, item("g", "http://a.example/1", text=after)).revised == (first,)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("“It’s over”, says board", "The  board's\nword —\N{NO-BREAK SPACE}it costs 4.2 million."),
        ("'It's over', says board", "The board’s word - it costs 4.2 million [1].\n\nShare | Tweet | E-mail"),
        ('"It\'s over", says board', "The board's word – it costs 4.2 million. 1,377 views. 5 comments"),
        ('"It\'s over", says Board', "The board's word – it costs 4.2 million.\n\n12 Kommentare"),
        ('"It\'s over", says Board', "The board's word – it costs 4.2 million.\n\nLast updated: 5 minutes ago"),
        ('"It\'s over", says Board', "vor 12 Minuten\n\nThe board's word – it costs 4.2 million.\ufe0f"),
    ],
)
def test_what_is_said_in_the_same_words_is_no_revision(store: Store, title: str, text: str) -> None:
    feed = subscribed(store)
    before = item(
        "g", "http://a.example/1", '"It\'s over", says board', text="The board's word - it costs 4.2 million."
    )
    (first,) = saved(store, feed, before).new
    told = saved(store, feed, replace(before, title=title, text=text), now=LATER)
    assert told.revised == ()
    assert store.revisions(first) == ()
    # It is shown as the feed has it now.
    assert store.some_entries([first])[0].title == title
    check_sound(store.path)


@pytest.mark.parametrize(
    "text",
    [
        "The board's word - it costs 4.3 million.",
        "The board's word - it costs 4,2 million.",
        "The board's word - it costs £4.2 million.",
        "The board's word - it cost 4.2 million.",
        "The board's word - it costs 4.2 million. It won by 12 votes.",
        "The board's word - it costs 4.2 million.\n\n12 boats ago",
        "The board's word - it costs 4.2 million.\n\nThe talks ended 5 minutes ago",
    ],
)
def test_another_word_or_figure_is_a_revision(store: Store, text: str) -> None:
    feed = subscribed(store)
    before = item("g", "http://a.example/1", text="The board's word - it costs 4.2 million.")
    (first,) = saved(store, feed, before).new
    assert saved(store, feed, replace(before, text=text)).revised == (first,)
    changed = replace(before, text="There are 12 comments on the plan.")
    assert saved(store, feed, changed).revised == (first,)
    assert saved(store, feed, replace(changed, text="There are 13 comments on the plan.")).revised == (first,)


# -- one article in two feeds ----------------------------------------------------------------------------------------


def two_feeds(store: Store) -> tuple[int, int]:
    """A feed of the site bell.example, and one of an aggregator."""
    return subscribed(store), subscribed(store, "https://aggregator.example/feed")


def test_one_address_in_two_feeds_is_one_article_in_both_lists(store: Store) -> None:
    bell, other = two_feeds(store)
    (first,) = saved(store, bell, item("g", "http://bell.example/news/1")).new
    told = saved(store, other, item("x9", "https://bell.example/news/1?utm_source=agg", minutes=5), title="Aggregator")
    assert told.new == ()
    assert titles(store) == titles(store, ListScope("feed", feed=other)) == ["Quay rebuilt"]
    assert [(feed.items + feed.also, feed.unread + feed.also_unread) for feed in store.feeds()] == [(1, 1), (1, 1)]
    store.mark_read([first])
    assert [feed.unread + feed.also_unread for feed in store.feeds()] == [0, 0]
    check_sound(store.path)


def test_a_link_with_words_of_its_own_is_an_article_of_its_own(store: Store) -> None:
    bell, other = two_feeds(store)
    saved(store, bell, item("g", "http://bell.example/news/1"))
    comment = item("c", "http://bell.example/news/1", "A comment", text="Why I think that nobody asked for this.")
    saved(store, other, comment, title="Blog")
    front = item("f", "http://bell.example/", "Front page")
    saved(store, bell, front)
    saved(store, other, front, title="Blog")
    assert sorted(titles(store)) == ["A comment", "Front page", "Front page", "Quay rebuilt"]


def test_the_article_is_the_publishers_whichever_feed_came_first(store: Store) -> None:
    bell, other = two_feeds(store)
    elsewhere = replace(content(item("x9", "http://bell.example/news/1")), site="https://aggregator.example/")
    (first,) = store.save(other, elsewhere, FeedState(), NOON).new
    store.mark_read([first])
    store.star([first])
    store.tag([first], "later")
    saved(store, bell, item("g", "http://bell.example/news/1"))
    (entry,) = store.entries()
    assert (entry.feed_id, entry.read, entry.starred, entry.tags) == (bell, True, True, ("later",))
    assert titles(store, ListScope("feed", feed=other)) == ["Quay rebuilt"]
    check_sound(store.path)


def test_what_another_feed_told_too_stays_when_one_is_removed(store: Store) -> None:
    bell, other = two_feeds(store)
    (first,) = saved(store, bell, item("g", "http://bell.example/news/1")).new
    saved(store, other, item("x9", "http://bell.example/news/1"), title="Aggregator")
    store.star([first])
    store.remove_feed(bell)
    (entry,) = store.entries()
    assert (entry.feed_id, entry.starred) == (other, True)
    store.mark_read([entry.id])
    store.undo()
    (entry,) = store.entries()
    assert (entry.id, entry.read, entry.starred) == (first, True, True)
    store.remove_feed(other)
    assert len(titles(store)) == 1
    store.add_feed("https://aggregator.example/feed")
    assert len(titles(store)) == 1


# -- a library of before ---------------------------------------------------------------------------------------------


def stored_by_version_6(path: Path, monkeypatch: pytest.MonkeyPatch, *rows: tuple[str, str | None, str, str]) -> None:
    """A store as version 6 left it: one feed with entries of a key, an address, a title and a date."""
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:6])
        open_store(path).store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        direct.execute(
            "INSERT INTO feed (id, url, title, outlet, site, position) "
            "VALUES (1, 'http://a.example/feed', 'A', 'A', 'http://a.example/', 1)"
        )
        for number, (key, url, title, date) in enumerate(rows, start=1):
            direct.execute(
                "INSERT INTO entry (id, feed_id, key, title, url, published, published_text, first_seen, changed, "
                "fingerprint, summary_only) VALUES (?, 1, ?, ?, ?, 0, ?, 0, 0, '', 1)",
                (number, key, title, url, date),
            )
            direct.execute("INSERT INTO body (entry_id, text) VALUES (?, 'The harbour board says so.')", (number,))
            direct.execute(
                "INSERT INTO words (rowid, title, text) VALUES (?, ?, 'The harbour board says so.')", (number, title)
            )


DATE = "Fri, 20 Nov 2026 12:00:00 GMT"


def test_a_library_comes_along_and_nothing_in_it_is_new_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ("http://a.example/1", "http://a.example/1", "One", DATE),
        ("guid-2", "http://a.example/2", "Two", DATE),
        ("sha256:abc", None, "Three", DATE),
        ("/4", "http://a.example/4", "Four", DATE),
        ("5", "http://a.example/5", "Five", "2026-11-20"),
    ]
    stored_by_version_6(path, monkeypatch, *rows)
    with open_store(path).store as store:
        store.mark_all_read(ListScope())
        items = (
            item("https://a.example/1", "https://a.example/1", "One"),
            item("guid-2", "https://a.example/2", "Two"),
            item("", None, "Three"),
            item("", "https://a.example/4", "Four"),
            item("5", "https://a.example/5", "Five"),
        )
        told = saved(store, 1, *(replace(one, text="The harbour board says so.") for one in items), now=LATER)
        assert (told.new, told.revised) == ((), ())
        assert all(entry.read for entry in store.entries())
        assert [entry.title for entry in store.entries() if entry.day_only] == ["Five"]
        check_sound(path)


def test_two_entries_that_are_one_article_become_one_with_the_marks_of_both(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        (f"{scheme}://a.example/{n}", f"{scheme}://a.example/{n}", f"No {n}", DATE)
        for scheme in ("http", "https")
        for n in (1, 2)
    ]
    # Several polls at one address are no copies of each other.
    polls = [(f"g{n}", "http://a.example/poll", f"Poll {n}", DATE) for n in range(3)]
    stored_by_version_6(path, monkeypatch, *rows, *polls)
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        direct.execute("UPDATE entry SET read = 1 WHERE id = 1")
        direct.execute("UPDATE entry SET starred = 1 WHERE id = 3")
        direct.execute("INSERT INTO entry_tag VALUES ('later', 3)")
        direct.execute("INSERT INTO story_link (a, b, together) VALUES (3, 5, 1)")
    with open_store(path).store as store:
        assert sorted(titles(store)) == ["No 1", "No 2", "Poll 0", "Poll 1", "Poll 2"]
        (one,) = store.some_entries([1])
        assert (one.read, one.starred, one.tags) == (True, True, ("later",))
        check_sound(path)
    with closing(sqlite3.connect(path)) as direct:
        assert (1, 5, 1) in direct.execute("SELECT a, b, together FROM story_link").fetchall()
        assert direct.execute("SELECT count(*) FROM entry").fetchone() == (7,)


def test_a_migration_that_is_killed_begins_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored_by_version_6(path, monkeypatch, ("g", "http://a.example/1", "One", DATE))

    def dies(connection: sqlite3.Connection) -> None:
        # In the store, and not in the schema in memory with which it is compared.
        if connection.execute("PRAGMA database_list").fetchone()[2]:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        *before, seventh = migrations.MIGRATIONS[:7]
        patched.setattr(migrations, "MIGRATIONS", (*before, (*seventh, dies)))
        with pytest.raises(KeyboardInterrupt):
            open_store(path)
    assert list(path.parent.glob("*.backup-*-v6"))
    with open_store(path).store as store:
        assert titles(store) == ["One"]
        assert saved(store, 1, item("g", "http://a.example/1", "One"), now=LATER).new == ()


def test_a_line_of_nothing_but_counters_is_compared_at_once(store: Store) -> None:
    feed = subscribed(store)
    flood = item("g", "http://a.example/1", text="1 views. " * 20_000 + "x")
    (first,) = saved(store, feed, flood).new
    began = time.process_time()
    assert saved(store, feed, replace(flood, text=flood.text + " y")).revised == (first,)
    assert time.process_time() - began < 5
