"""A migration that is killed at any moment loses nothing, and the next start finishes it."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import FILE_NAME, open_store
from newsdiff.adapters.store.schema import migrations
from support.feed_builders import check_sound
from support.store_programs import start_program

if TYPE_CHECKING:
    from pathlib import Path

KILLS = int(os.environ.get("NEWSDIFF_KILLS", "100"))
"""In the slow test."""

ENTRIES = 3_000

OPEN = """
import sys
from pathlib import Path
from newsdiff.adapters.store import open_store
print("begun", flush=True)
open_store(Path(sys.argv[1])).store.close()
"""


def of_version_6(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store as version 6 left it, with many entries, of which every third is starred."""
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:6])
        open_store(path).store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        direct.execute("BEGIN")
        direct.execute(
            "INSERT INTO feed (id, url, title, outlet, site, position) "
            "VALUES (1, 'http://a.example/feed', 'A', 'A', 'http://a.example/', 1)"
        )
        for number in range(1, ENTRIES + 1):
            title, text = f"Łódź title {number}", f"The harbour board says so {number}."
            direct.execute(
                "INSERT INTO entry (id, feed_id, key, title, url, published, published_text, first_seen, changed, "
                "fingerprint, summary_only, starred) VALUES (?, 1, ?, ?, ?, 0, '', 0, 0, '', 1, ?)",
                (
                    number,
                    f"http://a.example/{number}",
                    title,
                    f"http://a.example/{number}?utm_source=x",
                    number % 3 == 0,
                ),
            )
            direct.execute("INSERT INTO body (entry_id, text) VALUES (?, ?)", (number, text))
            direct.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (number, title, text))
        direct.execute("COMMIT")


def opened(path: Path) -> float:
    """Open a store to the end, in a process of its own; seconds since it began."""
    with start_program(OPEN, str(path)) as process:
        assert process.stdout is not None
        process.stdout.readline()
        began = time.monotonic()
        assert process.wait(timeout=120) == 0
    return time.monotonic() - began


@pytest.mark.skipif(sys.platform == "win32", reason="it kills processes")
@pytest.mark.parametrize("kills", [2, pytest.param(KILLS, marks=pytest.mark.slow)])
def test_a_migration_that_is_killed_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kills: int) -> None:
    old = tmp_path / "old" / FILE_NAME
    of_version_6(old, monkeypatch)
    whole = tmp_path / "whole"
    shutil.copytree(old.parent, whole)
    took = opened(whole / FILE_NAME)
    moments = random.Random(3)  # noqa: S311 -- it chooses moments, not keys
    early = number = 0
    while number < kills or early <= kills // 3:
        number += 1
        assert number < 20 * kills
        folder = tmp_path / f"killed-{number}"
        shutil.copytree(old.parent, folder)
        path = folder / FILE_NAME
        with start_program(OPEN, str(path)) as process:
            assert process.stdout is not None
            process.stdout.readline()
            moment = took * moments.random()
            time.sleep(moment)
            process.kill()
        if process.returncode != 0:
            early += 1
        else:
            # The machine was busier when it was measured.
            took = moment
        again = open_store(path)
        with again.store as store:
            entries = store.entries(limit=10 * ENTRIES)
            assert len(entries) == ENTRIES
            assert sum(one.starred for one in entries) == ENTRIES // 3
            assert len(store.search("title:lodz", 10 * ENTRIES)) == ENTRIES
        assert again.notice is None
        check_sound(path)
        shutil.rmtree(folder)
