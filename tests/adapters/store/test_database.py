"""Connections and transactions: full disks, several copies, threads, and closing."""

from __future__ import annotations

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import open_store
from newsdiff.adapters.store.sqlite import database
from newsdiff.adapters.store.sqlite.database import Database
from newsdiff.core.alignment.verdicts import Verdict
from newsdiff.errors import StoreError
from support.store_programs import NOON, numbered_verdict, start_program

if TYPE_CHECKING:
    from pathlib import Path


def test_a_full_disk_is_named_and_the_transaction_is_undone(path: Path) -> None:
    open_store(path).store.close()
    database = Database(path)
    with database.using() as inside:
        pages = inside.execute("PRAGMA page_count").fetchone()[0]
        inside.execute(f"PRAGMA max_page_count = {pages}")
    add = "INSERT INTO verdict (a_outlet, a_text, b_outlet, b_text, linked, at) VALUES ('A', ?, 'B', 'b', 1, 'now')"
    with pytest.raises(StoreError, match="disk is full"), database.writing() as inside:
        inside.executemany(add, [(f"{number} " + "word " * 1000,) for number in range(1000)])
    with database.reading() as inside:
        assert inside.execute("SELECT count(*) FROM verdict").fetchone()[0] == 0
    with database.writing() as inside:
        inside.execute(add, ("short",))
    database.close()


def test_a_bug_in_our_own_sql_is_loud(path: Path) -> None:
    open_store(path).store.close()
    database = Database(path)
    with pytest.raises(sqlite3.ProgrammingError), database.reading() as inside:
        inside.execute("SELECT ?", ())
    with pytest.raises(sqlite3.IntegrityError), database.writing() as inside:
        inside.execute("INSERT INTO retraction (verdict) VALUES (4711)")
    database.close()


def test_a_writer_that_is_kept_waiting_says_so_and_can_try_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with open_store(path).store as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="Another newsdiff is busy"):
            store.record(numbered_verdict(1))
        assert store.verdicts({"A", "B"}) == ()
        other.execute("ROLLBACK")
        store.record(numbered_verdict(1))
        assert store.verdicts({"A", "B"}) == (numbered_verdict(1),)


SECOND_COPY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from newsdiff.adapters.store import open_store
from newsdiff.core.alignment.verdicts import Verdict
opened = open_store(Path(sys.argv[1]))
print(opened.notice, len(opened.store.verdicts({"A", "B"})), flush=True)
input()
for number in range(100, 150):
    opened.store.record(Verdict("A", str(number), "B", "b", linked=True, at=datetime.now(UTC)))
print("done", flush=True)
input()
print(len(opened.store.verdicts({"A", "B"})), flush=True)
opened.store.close()
"""


def test_a_second_copy_reads_and_writes_at_the_same_time(path: Path) -> None:
    with open_store(path).store as store, start_program(SECOND_COPY, str(path)) as second:
        assert second.stdin is not None
        assert second.stdout is not None
        store.record(numbered_verdict(0))
        assert second.stdout.readline().startswith("None ")
        second.stdin.write("\n")
        second.stdin.flush()
        for number in range(1, 50):
            store.record(numbered_verdict(number))
        assert second.stdout.readline() == "done\n"
        assert len(store.verdicts({"A", "B"})) == 100
        printed, _ = second.communicate("\n", timeout=120)
        assert printed == "100\n"


def test_threads_write_and_read_at_once_and_nothing_is_lost(path: Path) -> None:
    with open_store(path).store as store:

        def keep(number: int) -> bool:
            store.record(numbered_verdict(number))
            return numbered_verdict(number) in store.verdicts({"A", "B"})

        with ThreadPoolExecutor(8) as pool:
            assert all(pool.map(keep, range(80)))
        assert set(store.verdicts({"A", "B"})) == {numbered_verdict(number) for number in range(80)}


def test_a_thread_that_ended_leaves_no_connection_open(path: Path) -> None:
    open_store(path).store.close()
    database = Database(path)
    used: list[sqlite3.Connection] = []

    def use() -> None:
        with database.reading() as inside:
            used.append(inside)

    for _ in range(3):
        thread = threading.Thread(target=use)
        thread.start()
        thread.join()
    for ended in used[:-1]:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            ended.execute("SELECT 1")
    database.close()


def test_closing_waits_for_a_thread_that_is_reading(path: Path) -> None:
    open_store(path).store.close()
    database = Database(path)
    reading, go_on = threading.Event(), threading.Event()
    answers: list[int] = []

    def read() -> None:
        with database.reading() as inside:
            reading.set()
            go_on.wait(30)
            answers.append(inside.execute("SELECT count(*) FROM verdict").fetchone()[0])

    reader = threading.Thread(target=read)
    reader.start()
    assert reading.wait(30)
    closer = threading.Thread(target=database.close)
    closer.start()
    go_on.set()
    reader.join()
    closer.join()
    assert answers == [0]


def test_writes_that_wait_for_one_another_are_made_before_it_closes(path: Path) -> None:
    open_store(path).store.close()
    database = Database(path)
    add = "INSERT INTO verdict (a_outlet, a_text, b_outlet, b_text, linked, at) VALUES ('A', ?, 'B', 'b', 1, 'now')"
    go_on, began = threading.Event(), threading.Semaphore(0)

    def write(text: str) -> None:
        with database.writing() as inside:
            began.release()
            assert go_on.wait(60)
            inside.execute(add, (text,))

    with ThreadPoolExecutor() as threads:
        writes = [threads.submit(write, text) for text in "abc"]
        assert began.acquire(timeout=60)
        # Only one of them is at it. The others are on their way, and there is nothing else to wait for.
        end = time.monotonic() + 60
        while database._begun < 3:
            assert time.monotonic() < end
            time.sleep(0.001)
        closed = threads.submit(database.close)
        go_on.set()
        for one in (*writes, closed):
            one.result(timeout=60)
    with closing(sqlite3.connect(path)) as direct:
        assert {text for (text,) in direct.execute("SELECT a_text FROM verdict")} == set("abc")


def test_a_store_that_was_closed_says_so(path: Path) -> None:
    store = open_store(path).store
    store.record(numbered_verdict(1))
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed already"):
        store.verdicts({"A", "B"})
    with pytest.raises(StoreError, match="closed already"):
        store.record(numbered_verdict(2))


def test_a_text_that_utf8_cannot_hold_is_refused_in_words(path: Path) -> None:
    with open_store(path).store as store:
        with pytest.raises(StoreError, match="broken character"):
            store.record(Verdict("A", "half \ud800 a pair", "B", "b", linked=True, at=NOON))
        assert store.verdicts({"A", "B"}) == ()
