"""A store of an earlier version is upgraded, after a backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import open_store
from newsdiff.adapters.store.schema import migrations
from newsdiff.errors import StoreError
from support.store_programs import numbered_verdict

if TYPE_CHECKING:
    from pathlib import Path


def add_a_table(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, statements))


def test_a_store_of_an_earlier_version_is_brought_up_to_date_after_a_backup(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(path).store as store:
        store.record(numbered_verdict(1))
    for backup in path.parent.glob("*.backup-*"):
        backup.unlink()
    before = migrations.latest()
    add_a_table(monkeypatch, "CREATE TABLE later (url TEXT PRIMARY KEY)")
    with open_store(path).store as store:
        assert store.verdicts({"A", "B"}) == (numbered_verdict(1),)
    (backup,) = path.parent.glob("*.backup-*")
    for file, version, tables in ((path, before + 1, {"later"}), (backup, before, set[str]())):
        with closing(sqlite3.connect(file)) as direct:
            assert direct.execute("PRAGMA user_version").fetchone()[0] == version
            names = {name for (name,) in direct.execute("SELECT name FROM sqlite_master")}
            assert names & {"later", "verdict"} == {"verdict"} | tables
            assert direct.execute("SELECT count(*) FROM verdict").fetchone()[0] == 1


def test_a_migration_that_fails_leaves_the_store_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(path).store as store:
        store.record(numbered_verdict(1))
    before = migrations.latest()
    with monkeypatch.context() as patched:
        add_a_table(patched, "CREATE TABLE later (url TEXT)", "INSERT INTO nowhere VALUES (1)")
        with pytest.raises(StoreError, match="what was kept before is safe"):
            open_store(path)
    with closing(sqlite3.connect(path)) as direct:
        assert direct.execute("PRAGMA user_version").fetchone()[0] == before
        assert direct.execute("SELECT count(*) FROM sqlite_master WHERE name = 'later'").fetchone()[0] == 0
    with open_store(path).store as store:
        assert store.verdicts({"A", "B"}) == (numbered_verdict(1),)


def test_a_store_of_an_earlier_version_that_cannot_be_written_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(path).store.close()
    add_a_table(monkeypatch, "CREATE TABLE later (url TEXT)")
    with pytest.raises(StoreError, match="brought up to date"):
        open_store(path, read_only=True)
