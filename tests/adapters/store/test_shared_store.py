"""Feeds in a store that is killed, shared, of an earlier version, or large."""

from __future__ import annotations

import os
import random
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import open_store, store
from newsdiff.adapters.store.backups import back_up, backups, due
from newsdiff.adapters.store.schema import migrations
from newsdiff.adapters.store.sqlite.database import connect
from newsdiff.core.alignment.verdicts import Verdict
from newsdiff.core.library.entries import ListScope
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.errors import StoreError
from support.feed_builders import check_sound, entry, saved, subscribed, titles
from support.store_programs import insert_early, start_program

if TYPE_CHECKING:
    from pathlib import Path

VERDICT = Verdict("A", "Rain fell.", "B", "It rained.", linked=True, at=datetime(2026, 11, 20, tzinfo=UTC))

REFRESH_FOR_EVER = """
import itertools, sys
from pathlib import Path
from support.feed_builders import entry, saved
from newsdiff.adapters.store import open_store
from newsdiff.core.library.entries import ListScope
opened = open_store(Path(sys.argv[1]))
store = opened.store
feeds = [store.add_feed(f"https://{number}.example/").feed.id for number in range(5)]
print(opened.notice, flush=True)
for number in itertools.count():
    name = f"{sys.argv[2]}-{number}"
    told = saved(
        store, feeds[number % 5],
        *(entry(f"{name}-{n}", n, name, "word " * 300) for n in range(7)),
        entry("same", 0, "Changing", f"Text {name}."),
    )
    print("saved", name, flush=True)
    store.mark_read(told.new)
    store.star(told.new[:2])
    print("marked", name, flush=True)
    if number % 4 == 3:
        store.undo()
        store.mark_all_read(ListScope())
        print("all", name, flush=True)
"""


def check_after_kill(path: Path, saved_names: set[str], marked: set[str], last: str) -> None:
    check_sound(path)
    with closing(sqlite3.connect(path)) as direct:
        # A refresh is there whole or not at all.
        whole = dict(direct.execute("SELECT title, count(*) FROM entry WHERE key <> 'same' GROUP BY title"))
        read = {title for (title,) in direct.execute("SELECT title FROM entry GROUP BY title HAVING min(read) = 1")}
        texts = {text for (text,) in direct.execute("SELECT text FROM body UNION SELECT text FROM revision")}
    assert set(whole.values()) <= {7}
    assert saved_names <= set(whole)
    assert marked <= read
    assert f"Text {last}." in texts


@pytest.mark.parametrize("kills", [4, pytest.param(100, marks=pytest.mark.slow)])
def test_no_acknowledged_entry_is_lost_to_a_kill_and_no_refresh_is_half_there(path: Path, kills: int) -> None:
    moments = random.Random(27)  # noqa: S311 -- it chooses moments, not keys
    kept: set[str] = set()
    marked: set[str] = set()
    last = ""
    for round_number in range(kills):
        with start_program(REFRESH_FOR_EVER, str(path), str(round_number)) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "None\n"
            lines = [process.stdout.readline() for _ in range(moments.randrange(1, 30))]
            process.kill()
            lines += [line for line in process.stdout if line.endswith("\n")]
        for line in lines:
            act, name = line.split()
            kept.add(name)
            if act != "saved":
                marked.add(name)
            last = name
        if round_number % 10 == 9:
            check_after_kill(path, kept, marked, last)
    opened = open_store(path)
    opened.store.close()
    assert opened.notice is None
    assert len(kept) > kills
    check_after_kill(path, kept, marked, last)


READ_AND_MARK = """
import sys
from pathlib import Path
from newsdiff.adapters.store import open_store
from newsdiff.core.library.entries import ListScope
store = open_store(Path(sys.argv[1])).store
seen = 0
print("ready", flush=True)
input()
while store.feed(2).settings.name != "done":
    page = store.entries(ListScope(unread=True), 3)
    before = seen
    seen += store.mark_read([one.id for one in page[:2]])
    assert len(page) < 2 or seen == before + 2
    store.star([one.id for one in page[:1]])
    assert all(not one.read for one in store.search("word is:unread", 5))
    if not before and seen:
        print("marked", flush=True)
print(seen, flush=True)
store.close()
"""


def test_a_second_copy_reads_marks_and_searches_while_the_first_refreshes(path: Path) -> None:
    with open_store(path).store as first, start_program(READ_AND_MARK, str(path)) as second:
        assert second.stdin is not None
        assert second.stdout is not None
        bell, post = subscribed(first), subscribed(first, "https://post.example/")
        assert second.stdout.readline() == "ready\n"
        second.stdin.write("\n")
        second.stdin.flush()
        for number in range(60):
            saved(first, bell, *(entry(f"{number} {n}", number, text="word " * 200) for n in range(20)))
            if number == 10:
                assert second.stdout.readline() == "marked\n"
        first.set_settings(post, FeedSettings("done"))
        marked, _ = second.communicate(timeout=60)
        assert second.returncode == 0
        assert first.count() == 1200
        assert first.count() - first.count(ListScope(unread=True)) == int(marked)
    check_sound(path)


def test_threads_refresh_mark_and_read_at_once_and_nothing_is_lost(path: Path) -> None:
    with open_store(path).store as shared:
        feeds = [subscribed(shared, f"https://{number}.example/") for number in range(6)]

        def work(number: int) -> None:
            told = saved(shared, feeds[number % 6], *(entry(f"{number} {n}", n) for n in range(5)))
            shared.mark_read(told.new[:2])
            assert {one.id for one in shared.some_entries(told.new)} == set(told.new)
            assert shared.entries(ListScope("search", "rain"), 3)

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(work, range(48)))
        assert shared.count() == 240
        assert shared.count(ListScope(unread=True)) == 144
    check_sound(path)


def test_a_store_with_verdicts_of_version_1_gets_the_tables_of_feeds_after_a_backup(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:1])
        opened = open_store(path)
        with opened.store._database.writing() as connection:
            insert_early(connection, VERDICT)
        opened.store.close()
        assert [backup.version for backup in backups(path)] == [1]
        backups(path)[0].path.unlink()
    opened = open_store(path)
    assert opened.notice is None
    with opened.store as now:
        assert now.verdicts({"A", "B"}) == (VERDICT,)
        saved(now, subscribed(now), entry("1"))
        now.record(VERDICT)
    assert [backup.version for backup in backups(path)] == [migrations.latest(), 1]
    check_sound(path)
    with open_store(path).store as again:
        assert again.verdicts({"A", "B"}) == (VERDICT,)
        assert titles(again) == ["Title 1"]


def test_only_one_copy_refreshes_and_the_other_is_told_who(path: Path) -> None:
    with open_store(path).store as first, open_store(path).store as second:
        with first.refresh_lock():
            with pytest.raises(StoreError, match=rf"Another newsdiff is refreshing \(process {os.getpid()}, since"):
                second.refresh_lock().__enter__()
            saved(second, subscribed(second), entry("1"))
        with second.refresh_lock(), pytest.raises(StoreError, match="refreshing"), first.refresh_lock():
            pass
        with first.refresh_lock():
            pass


def test_a_killed_refresh_holds_nobody_up(path: Path) -> None:
    hold = "import sys\nfrom pathlib import Path\nfrom newsdiff.adapters.store import open_store\n"
    hold += "with open_store(Path(sys.argv[1])).store.refresh_lock():\n    print('held', flush=True)\n    input()\n"
    with open_store(path).store as ours:
        with start_program(hold, str(path)) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"
            with pytest.raises(StoreError, match=rf"process {other.pid},"), ours.refresh_lock():
                pass
            other.kill()
        with ours.refresh_lock():
            pass


def test_a_store_open_for_reading_shows_its_entries_and_keeps_no_mark(path: Path) -> None:
    with open_store(path).store as writing:
        saved(writing, subscribed(writing), entry("1"), entry("2"))
        everything = writing.entries()
    with open_store(path, read_only=True).store as reading:
        assert reading.entries() == everything
        assert titles(reading, ListScope("search", "rain")) == ["Title 1", "Title 2"]
        for act in (
            lambda: reading.mark_all_read(ListScope()),
            lambda: reading.add_feed("https://post.example/"),
            lambda: reading.undo(),
            lambda: reading.refresh_lock(),
            lambda: reading.add_mute("word", "rain"),
        ):
            with pytest.raises(StoreError, match="reading only"):
                act()


def test_a_large_store_is_not_copied_at_every_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SMALL", 1000)
    with open_store(path).store as first:
        subscribed(first)
    (made,) = backups(path)
    before = made.path.stat().st_mtime_ns
    with open_store(path).store as again:
        subscribed(again, "https://post.example/")
    assert made.path.stat().st_mtime_ns == before
    old = made.day - timedelta(days=store.DAYS_BETWEEN_BACKUPS)
    made.path.rename(path.with_name(f"{path.name}.backup-{old.isoformat()}-v{made.version}"))
    with open_store(path).store as later:
        subscribed(later, "https://tide.example/")
    assert [backup.day for backup in backups(path)] == [made.day, old]


def test_a_backup_is_due_by_its_day_and_only_one_of_this_schema_counts(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(path).store.close()
    day = date(2026, 11, 20)
    assert due(path, 1, day)
    with closing(connect(path)) as connection:
        back_up(connection, path, day)
    assert [due(path, 1, day + timedelta(days=days)) for days in (0, 1)] == [False, True]
    assert [due(path, 7, day + timedelta(days=days)) for days in (6, 7)] == [False, True]
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, ()))
    assert due(path, 1, day)


def test_a_page_is_read_while_another_thread_saves(path: Path) -> None:
    with open_store(path).store as shared:
        feed = subscribed(shared)
        saved(shared, feed, *(entry(str(n), n) for n in range(50)))
        stop = threading.Event()

        def save_on() -> None:
            number = 0
            while not stop.is_set():
                saved(shared, feed, *(entry(f"{number} {n}", n, title="later") for n in range(10)))
                number += 1

        with ThreadPoolExecutor(1) as pool:
            saving = pool.submit(save_on)
            for _ in range(30):
                # Each page is of one state: ten entries come at once, or none of them.
                assert shared.count() % 10 == 0
                assert len([one for one in shared.entries(limit=10_000) if one.title == "later"]) % 10 == 0
            stop.set()
            saving.result()
