"""Lists of entries, by pages; and that they agree with a plain list of what was saved."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.adapters.store import FILE_NAME, Store
from newsdiff.adapters.store.sql import entries, list_query
from newsdiff.core.library.entries import ListCursor, ListScope, cursor_at
from newsdiff.core.library.feeds import FeedSettings
from support.feed_builders import at, check_sound, entry, saved, subscribed, titles
from support.store_fixtures import temporary_store

if TYPE_CHECKING:
    from newsdiff.core.library.feeds import Entry, FeedItem


@pytest.fixture
def filled(store: Store) -> Store:
    """Three feeds, two of them in a group, one of those tagged, whose ten entries each alternate in time."""
    for number, (name, one) in enumerate(
        {
            "bell": FeedSettings("Bell", "News", ("local",)),
            "post": FeedSettings("Post", "News"),
            "tide": FeedSettings("Tide"),
        }.items()
    ):
        feed = store.add_feed(f"https://{name}.example/", one).feed
        saved(store, feed.id, *(entry(f"{name} {n}", 3 * n + number) for n in range(10)))
    everything = [one.id for one in store.entries()]
    store.mark_read(everything[::2])
    store.star(everything[::5])
    store.tag(everything[::7], "Later")
    return store


def by_pages(store: Store, scope: ListScope, limit: int) -> list[Entry]:
    found: list[Entry] = []
    before: ListCursor | None = None
    while page := store.entries(scope, limit, before=before):
        assert len(page) <= limit
        found += page
        before = cursor_at(page[-1])
    return found


SCOPES = [
    ListScope(),
    ListScope("feed", feed=2),
    ListScope("group", "News"),
    ListScope("group"),
    ListScope("group", "nowhere"),
    ListScope("tag", " LATER "),
    ListScope("tag", "local"),
    ListScope("tag", "nowhere"),
    ListScope("starred"),
    ListScope("muted"),
    ListScope("search", "title"),
    ListScope("search", "outlet:bell is:starred"),
]


def belongs(one: Entry, feed: FeedSettings, scope: ListScope) -> bool:
    """Whether an entry is in a list, said without SQL."""
    match scope.kind:
        case "feed":
            found = one.feed_id == scope.feed
        case "group":
            found = feed.group == scope.value
        case "tag":
            found = scope.value.strip().lower() in (*one.tags, *feed.tags)
        case "starred":
            found = one.starred
        case "search":
            found = "outlet" not in scope.value or (one.outlet == "Bell" and one.starred)
        case kind:
            found = kind == "all"
    return found and not (scope.unread and one.read)


@pytest.mark.parametrize("unread", [False, True])
@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: f"{scope.kind} {scope.value}")
@pytest.mark.parametrize("few", [0, 3_000])
def test_pages_of_any_size_put_together_are_the_list(
    filled: Store, scope: ListScope, unread: bool, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_query, "FEW", few)
    scope = ListScope(scope.kind, scope.value, scope.feed, unread=unread)
    settings_of = {feed.id: feed.settings for feed in filled.feeds()}
    expected = [one for one in filled.entries() if belongs(one, settings_of[one.feed_id], scope)]
    assert filled.count(scope) == len(expected)
    for limit in (1, 4, 200):
        assert by_pages(filled, scope, limit) == expected
    assert list(filled.entries(scope, 3, skip=2)) == expected[2:5]


def test_the_newest_stand_first_and_of_the_same_time_the_one_stored_last(store: Store) -> None:
    bell, post = subscribed(store), subscribed(store, "https://post.example/")
    saved(store, bell, entry("b", 5), entry("a", 5), entry("old", -5))
    saved(store, post, entry("c", 5), entry("new", 6))
    assert titles(store) == ["Title new", "Title c", "Title b", "Title a", "Title old"]
    assert [one.title for one in by_pages(store, ListScope(), 1)] == titles(store)


def test_a_page_above_a_place_ends_just_above_it(filled: Store) -> None:
    everything = filled.entries()
    assert filled.entries(limit=4, after=cursor_at(everything[10])) == everything[6:10]
    assert filled.entries(limit=40, after=cursor_at(everything[10])) == everything[:10]
    assert filled.entries(after=cursor_at(everything[0])) == ()
    assert filled.entries(after=cursor_at(everything[10]), before=cursor_at(everything[4])) == everything[5:10]


def test_new_entries_do_not_move_what_follows_a_place(filled: Store) -> None:
    everything = filled.entries()
    saved(filled, 1, entry("new", 99), entry("between", 14.5))
    assert filled.entries(limit=5, before=cursor_at(everything[20])) == everything[21:26]
    assert [one.title for one in filled.entries(after=cursor_at(everything[0]))] == ["Title new"]


def test_the_next_unread_entry_after_a_place_is_a_page_of_one(filled: Store) -> None:
    everything = filled.entries()
    (following,) = filled.entries(ListScope(unread=True), 1, before=cursor_at(everything[1]))
    assert following == everything[3]


def test_the_counts_of_feeds_are_those_of_their_lists(filled: Store) -> None:
    for feed in filled.feeds():
        assert feed.items == len(titles(filled, ListScope("feed", feed=feed.id))) == 10
        assert feed.unread == len(titles(filled, ListScope("feed", feed=feed.id, unread=True))) == 5


def test_many_hits_and_few_give_the_same_list(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = subscribed(store)
    saved(store, feed, *(entry(str(n), n, text="storm" if n % 3 else "calm") for n in range(30)))
    lists = []
    for few in (0, 5, 1000):
        monkeypatch.setattr(list_query, "FEW", few)
        lists.append([titles(store, ListScope("search", query)) for query in ("storm", "-storm", "sto* -calm", "calm")])
    assert lists[0] == lists[1] == lists[2]
    assert [len(found) for found in lists[0]] == [20, 10, 20, 10]


@given(
    st.lists(st.tuples(st.integers(0, 6), st.booleans(), st.booleans()), max_size=14),
    st.integers(1, 5),
    st.integers(1, 5),
    st.sampled_from((0, 1, 1_000)),
)
@settings(max_examples=60, deadline=None)
def test_a_search_among_the_newest_gives_what_one_among_all_gives(
    some: list[tuple[int, bool, bool]], recent: int, limit: int, scattered: int
) -> None:
    """Entries come in any order of time, some at the same; some have the word, and some of these are read."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(list_query, "FEW", 0)
        patched.setattr(entries, "SCATTERED", scattered)
        with temporary_store(Path(folder, FILE_NAME)) as store:
            feed = subscribed(store)
            for number, (minutes, has_word, _) in enumerate(some):
                saved(store, feed, entry(f"{number}", minutes, f"{number}", text="Rainy days." if has_word else "Sun."))
            store.mark_read([number for number, (*_, read) in enumerate(some, 1) if read])
            for scope in (ListScope("search", "rai*"), ListScope("search", '"rainy days"', unread=True)):
                patched.setattr(entries, "RECENT", 1_000)
                expected = by_pages(store, scope, 100)
                words = {
                    f"{number}"
                    for number, (_, has_word, read) in enumerate(some)
                    if has_word and not (scope.unread and read)
                }
                assert {one.title for one in expected} == words
                patched.setattr(entries, "RECENT", recent)
                assert by_pages(store, scope, limit) == expected


@dataclass
class Held:
    """What the plain list knows of an entry."""

    feed: int
    key: str
    minutes: int
    title: str
    order: int
    read: bool = False
    starred: bool = False


acts = st.one_of(
    st.tuples(
        st.just("save"),
        st.integers(1, 2),
        st.lists(
            st.tuples(st.sampled_from("abcd"), st.integers(0, 3), st.sampled_from(["storm", "goal"])),
            max_size=4,
            unique_by=lambda told: told[0],
        ),
    ),
    st.tuples(st.just("read"), st.integers(1, 2), st.sets(st.sampled_from("abcd"))),
    st.tuples(st.just("star"), st.integers(1, 2), st.sets(st.sampled_from("abcd"))),
    st.tuples(st.sampled_from(["remove", "add", "mute", "unmute", "all read"]), st.integers(1, 2), st.none()),
)
Act = tuple[Literal["save", "read", "star", "remove", "add", "mute", "unmute", "all read"], int, object]


class Plain:
    """The store once more, as a list in memory."""

    def __init__(self) -> None:
        self.held: dict[tuple[int, str], Held] = {}
        self.removed: set[int] = set()
        self.muted = False

    def save(self, feed: int, given: list[tuple[str, int, str]]) -> None:
        once = {key: (minutes, f"{word} {key}") for key, minutes, word in reversed(given)}
        for key, (minutes, title) in reversed({key: once[key] for key, *_ in given}.items()):
            there = self.held.get((feed, key))
            if there is None:
                self.held[feed, key] = Held(feed, key, minutes, title, len(self.held))
            else:
                there.title = title

    def shown(self) -> list[Held]:
        found = [
            one
            for one in self.held.values()
            if one.feed not in self.removed and not (self.muted and "goal" in one.title)
        ]
        return sorted(found, key=lambda one: (one.minutes, one.order), reverse=True)


def item(feed: int, key: str, minutes: int, word: str) -> FeedItem:
    """An item that is one of its own by all its names: what has the title and the date of another item may be that one
    under a new guid and a new link (test_identity), and no two feeds tell one article here.
    """
    told = entry(key, minutes, f"{word} {key}")
    return replace(told, guid=key, url=f"https://{feed}.example/{key}", published_text=at(minutes).isoformat())


def carry_out(store: Store, plain: Plain, act: str, feed: int, value: object) -> None:
    ids = {(one.feed_id, key): one.id for one in every(store) if (key := (one.url or "").rpartition("/")[2])}
    match act, value:
        case "save", list():
            saved(store, feed, *(item(feed, *one) for one in value))
            plain.save(feed, value)
        case (("read" | "star"), set()):
            (store.mark_read if act == "read" else store.star)([ids[feed, key] for key in value if (feed, key) in ids])
            for key in value:
                if (feed, key) in plain.held:
                    setattr(plain.held[feed, key], "read" if act == "read" else "starred", True)
        case "all read", _:
            store.mark_all_read(ListScope("feed", feed=feed))
            for one in plain.shown():
                one.read = one.read or one.feed == feed
        case "remove", _:
            if feed not in plain.removed:
                store.remove_feed(feed)
            plain.removed.add(feed)
        case "add", _:
            store.add_feed(f"https://{feed}.example/")
            plain.removed.discard(feed)
        case "mute", _:
            store.add_mute("word", "goal")
            plain.muted = True
        case "unmute", _:
            for mute in store.mutes():
                store.remove_mute(mute.id)
            plain.muted = False


def every(store: Store) -> tuple[Entry, ...]:
    return store.some_entries(range(1, store.latest_entry() + 1))


@settings(max_examples=60, deadline=None)
@given(st.lists(acts, max_size=14))
def test_the_store_agrees_with_a_plain_list(history: list[Act]) -> None:
    plain = Plain()
    with tempfile.TemporaryDirectory() as folder, temporary_store(Path(folder) / FILE_NAME) as store:
        for number in (1, 2):
            assert subscribed(store, f"https://{number}.example/") == number
        for act, feed, value in history:
            carry_out(store, plain, act, feed, value)
        shown = plain.shown()
        assert [(one.feed_id, one.title, one.published, one.read, one.starred) for one in store.entries()] == [
            (one.feed, one.title, at(one.minutes), one.read, one.starred) for one in shown
        ]
        assert titles(store, ListScope(unread=True)) == [one.title for one in shown if not one.read]
        assert titles(store, ListScope("starred")) == [one.title for one in shown if one.starred]
        assert titles(store, ListScope("search", "storm")) == [one.title for one in shown if "storm" in one.title]
        assert {feed.id: (feed.items, feed.unread) for feed in store.feeds()} == {
            feed: (sum(one.feed == feed for one in shown), sum(one.feed == feed and not one.read for one in shown))
            for feed in {1, 2} - plain.removed
        }
        check_sound(store.path)
