"""The reader's marks, the mute list, and undo."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.adapters.store import FILE_NAME, Store, open_store
from newsdiff.adapters.store.sql import undo_log
from newsdiff.core.library.entries import ListScope
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.errors import QueryError, StoreError
from support.feed_builders import check_sound, entry, saved, subscribed, titles
from support.store_fixtures import temporary_store
from support.worded import undone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.core.library.feeds import Entry


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two feeds, Bell in the group News, and three entries in each, the newest first in `ids`."""
    with temporary_store(tmp_path / FILE_NAME) as opened:
        for number, name in enumerate(("Bell", "Post")):
            feed = opened.add_feed(
                f"https://{name}.example/", FeedSettings(name, "News" if name == "Bell" else "")
            ).feed
            saved(opened, feed.id, *(entry(f"{name} {n}", 2 * n + number) for n in range(3)))
        yield opened


def ids(store: Store) -> list[int]:
    return [one.id for one in store.entries()]


def unread(store: Store) -> list[str]:
    return titles(store, ListScope(unread=True))


def test_entries_are_marked_read_and_unread_and_the_number_changed_is_told(store: Store) -> None:
    first, second, *_ = ids(store)
    assert store.mark_read([first, first]) == 1
    assert store.mark_read([first, second, 99]) == 1
    assert len(unread(store)) == 4
    assert store.mark_read([first], read=False) == 1
    assert [one.read for one in store.some_entries([first, second])] == [False, True]
    check_sound(store.path)


def test_a_whole_list_is_marked_read_and_undone_at_one_stroke(store: Store) -> None:
    store.mark_read(ids(store)[1:2])
    before = store.entries()
    assert store.mark_all_read(ListScope("group", "News")) == 2
    assert unread(store) == ["Title Post 2", "Title Post 1", "Title Post 0"]
    assert undone(store) == "2 articles marked read"
    assert store.entries() == before
    assert store.mark_all_read(ListScope("group", "nowhere")) == 0


def test_what_came_in_after_the_list_was_drawn_stays_unread(store: Store) -> None:
    drawn = store.latest_entry()
    saved(store, 1, entry("late", -60))
    assert store.mark_all_read(ListScope(), up_to=drawn) == 6
    assert unread(store) == ["Title late"]


def test_a_list_is_marked_unread_again(store: Store) -> None:
    store.mark_all_read(ListScope())
    assert store.mark_read(ListScope("search", "outlet:post"), read=False) == 3
    assert len(unread(store)) == 3


def test_a_list_of_one_is_undone_as_a_list(store: Store) -> None:
    store.mark_read(ids(store)[1:])
    assert store.mark_all_read(ListScope()) == 1
    assert undone(store) == "1 article marked read"
    assert unread(store) == ["Title Post 2"]


def test_a_faulty_search_marks_nothing(store: Store) -> None:
    with pytest.raises(QueryError):
        store.mark_all_read(ListScope("search", "is:red"))
    assert len(unread(store)) == 6


def test_stars_are_set_and_taken(store: Store) -> None:
    first, second, *_ = ids(store)
    assert store.star([first, second]) == 2
    assert store.star([first]) == 0
    assert titles(store, ListScope("starred")) == ["Title Post 2", "Title Bell 2"]
    assert store.star([first], on=False) == 1
    assert titles(store, ListScope("starred")) == ["Title Bell 2"]


def test_tags_are_kept_in_lower_case_and_counted(store: Store) -> None:
    first, second, third, *_ = ids(store)
    assert store.tag([first, second], "  To  READ\x1b[31m ") == 2
    assert store.tag([first, third], "to read") == 1
    assert store.tag([first], "Élan") == 1
    assert store.entries()[0].tags == ("to read", "élan")
    assert store.tags() == (("to read", 3), ("élan", 1))
    assert store.tag([second], "to read", on=False) == 1
    assert titles(store, ListScope("tag", "TO READ")) == ["Title Post 2", "Title Post 1"]
    assert titles(store, ListScope("search", 'tag:"to read" -tag:élan')) == ["Title Post 1"]


def test_a_tag_without_characters_is_told(store: Store) -> None:
    with pytest.raises(StoreError, match="needs a name"):
        store.tag(ids(store), " \u200b\n")
    assert store.tags() == ()


def test_a_mark_on_one_entry_is_not_among_what_can_be_undone(store: Store) -> None:
    first, second, *_ = ids(store)
    store.star([first, second])
    store.mark_read([first])
    store.tag([second], "later")
    assert undone(store) == "2 articles starred"
    assert store.undo() is None
    assert store.entries()[0].read


def test_undo_changes_back_only_what_was_changed(store: Store) -> None:
    everything = ids(store)
    store.star(everything[:1])
    store.tag(everything[:1], "later")
    store.star(everything)
    store.tag(everything, "later")
    assert undone(store) == "5 articles tagged later"
    assert undone(store) == "5 articles starred"
    assert [one.starred for one in store.entries()] == [True] + [False] * 5
    assert [one.tags for one in store.entries()] == [("later",)] + [()] * 5


def test_what_can_be_undone_outlives_the_program_and_has_an_end(store: Store, tmp_path: Path) -> None:
    everything = ids(store)
    for number in range(undo_log.KEPT + 5):
        store.mark_read(everything, read=number % 2 == 0)
    store.close()
    with open_store(tmp_path / FILE_NAME).store as again:
        undone = 0
        while again.undo():
            undone += 1
        assert undone == undo_log.KEPT


def test_a_mute_takes_entries_out_of_lists_and_counts_and_loses_none(store: Store) -> None:
    saved(store, 1, entry("goal", 9, "A goal in the last minute"), entry("storm", 8, "Storm"))
    goal = store.entries()[0]
    mute, muted = store.add_mute("word", " GOAL ")
    assert (mute.kind, mute.value, muted) == ("word", "GOAL", 1)
    assert goal.title not in titles(store)
    assert titles(store, ListScope("muted")) == [goal.title]
    assert store.count(ListScope("muted")) == 1
    assert titles(store, ListScope("search", "goal")) == []
    assert (store.feeds()[0].items, store.feeds()[0].unread, store.count()) == (4, 4, 7)
    told = saved(store, 1, entry("goal 2", 9, "Another goal"))
    assert (len(told.new), told.muted) == (1, 1)
    assert titles(store, ListScope("muted")) == ["Another goal", goal.title]
    assert store.remove_mute(mute.id) == 2
    assert store.remove_mute(mute.id) == 0
    assert titles(store)[:2] == ["Another goal", goal.title]
    check_sound(store.path)


def test_a_mute_that_is_there_is_not_doubled(store: Store) -> None:
    mute, _ = store.add_mute("outlet", "bell")
    assert store.add_mute("outlet", "bell") == (mute, 0)
    assert store.mutes() == (mute,)


def test_what_two_mutes_are_about_shows_when_both_are_gone(store: Store) -> None:
    first, _ = store.add_mute("outlet", "Bell")
    second, also = store.add_mute("word", "bell")
    assert also == 0
    assert store.remove_mute(first.id) == 0
    assert store.remove_mute(second.id) == 3
    assert len(titles(store)) == 6


def test_an_outlet_stays_muted_by_its_name_when_a_feed_gets_or_loses_that_name(store: Store) -> None:
    store.add_mute("outlet", "Gazette")
    store.set_settings(1, FeedSettings("Gazette"))
    assert {one.outlet for one in store.entries()} == {"Post"}
    store.set_settings(1, FeedSettings("Bell"))
    assert len(titles(store)) == 6
    check_sound(store.path)


def test_an_author_is_muted_and_a_changed_title_may_mute_or_show(store: Store) -> None:
    store.add_mute("author", "Jane Roe")
    store.add_mute("word", "goal")
    saved(store, 1, replace(entry("a", 9), author="jane roe and others"), entry("b", 8, "Goal"))
    assert titles(store, ListScope("muted")) == ["Title a", "Goal"]
    saved(store, 1, entry("b", 8, "No win"), entry("Bell 2", 7, "Two goals, one goal"))
    assert titles(store, ListScope("muted")) == ["Title a", "Two goals, one goal"]
    check_sound(store.path)


@pytest.mark.parametrize("value", ["", "…", " * "])
def test_a_mute_that_would_be_about_nothing_is_told(store: Store, value: str) -> None:
    with pytest.raises(StoreError, match="needs a word"):
        store.add_mute("word", value)
    assert store.mutes() == ()


def test_changes_of_the_mute_list_can_be_undone(store: Store) -> None:
    mute, _ = store.add_mute("outlet", "Bell")
    store.remove_mute(mute.id)
    assert undone(store) == "outlet “Bell” no longer muted"
    assert len(titles(store)) == 3
    assert undone(store) == "outlet “Bell” muted"
    assert len(titles(store)) == 6
    assert store.mutes() == ()


numbers = st.lists(st.integers(1, 6), min_size=2, max_size=6, unique=True)
undoable = st.one_of(
    st.tuples(st.sampled_from(["read", "unread", "star", "unstar", "tag", "untag"]), numbers),
    st.tuples(st.sampled_from(["all read", "remove", "mute", "unmute"]), st.just([1])),
)


def carry_out(store: Store, act: str, chosen: list[int]) -> None:
    match act:
        case "read" | "unread":
            store.mark_read(chosen, read=act == "read")
        case "star" | "unstar":
            store.star(chosen, on=act == "star")
        case "tag" | "untag":
            store.tag(chosen, "later", on=act == "tag")
        case "all read":
            store.mark_all_read(ListScope())
        case "remove":
            if store.feed(1):
                store.remove_feed(1)
        case "mute":
            store.add_mute("word", "bell")
        case "unmute":
            for mute in store.mutes():
                store.remove_mute(mute.id)


def state(store: Store) -> tuple[object, ...]:
    shown: tuple[Entry, ...] = store.entries()
    return (
        store.feeds(),
        shown,
        store.entries(ListScope("muted")),
        store.tags(),
        [(mute.kind, mute.value) for mute in store.mutes()],
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(undoable, max_size=8))
def test_undoing_everything_gives_back_the_beginning_step_by_step(history: list[tuple[str, list[int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder, temporary_store(Path(folder) / FILE_NAME) as store:
        for name in ("bell", "post"):
            feed = subscribed(store, f"https://{name}.example/")
            saved(store, feed, *(entry(f"{name} {n}", n) for n in range(3)), title=name)
        states = [state(store)]
        for act, chosen in history:
            if act not in {"remove", "mute", "unmute", "all read"}:
                # A change to one entry alone is not among what can be undone.
                changed = affected(store, act, chosen)
                if len(changed) < 2:
                    continue
            carry_out(store, act, chosen)
            if state(store) != states[-1]:
                states.append(state(store))
        for before in reversed(states[:-1]):
            while state(store) != before:
                assert store.undo() is not None
        assert state(store) == states[0]
        check_sound(store.path)


def affected(store: Store, act: str, chosen: list[int]) -> list[int]:
    def has(one: Entry) -> bool:
        return {"read": one.read, "star": one.starred, "tag": bool(one.tags)}[act.removeprefix("un")]

    return [one.id for one in store.some_entries(chosen) if has(one) is act.startswith("un")]


def test_what_was_done_is_told_with_its_number(store: Store) -> None:
    everything = ids(store)
    store.mark_read(everything)
    store.mark_read(everything[:3], read=False)
    store.star(everything[:4])
    store.star(everything[:2], on=False)
    store.tag(everything[:5], "Later")
    store.tag(everything[:3], "later", on=False)
    assert [undone(store) for _ in range(7)] == [
        "3 articles no longer tagged later",
        "5 articles tagged later",
        "2 articles unstarred",
        "4 articles starred",
        "3 articles marked unread",
        "6 articles marked read",
        None,
    ]


def test_what_an_earlier_newsdiff_kept_in_words_is_undone_and_said_in_them(store: Store, tmp_path: Path) -> None:
    chosen = ids(store)[:2]
    store.mark_read(chosen)
    for words in ("2 articles marked read", '{"odd": 1}', "[1]", '"quoted"', "{broken"):
        store.mark_read(chosen)
        store.mark_read(chosen, read=False)
        with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection, connection:
            connection.execute("UPDATE deed SET description = ? WHERE id = (SELECT max(id) FROM deed)", (words,))
        assert undone(store) == words
        assert [one.read for one in store.some_entries(chosen)] == [True, True]
