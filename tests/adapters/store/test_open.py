"""Opening a store, whatever is found in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters import store_file
from newsdiff.adapters.store import FILE_NAME, open_store
from newsdiff.adapters.store.schema import migrations
from newsdiff.adapters.store.sqlite.database import Database
from newsdiff.errors import StoreError
from support.store_programs import execute, mode_of, numbered_verdict

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def test_a_new_store_is_made_without_a_word_and_for_its_owner_only(path: Path) -> None:
    opened = open_store(path)
    assert opened.notice is None
    opened.store.record(numbered_verdict(1))
    assert mode_of(path.parent) == 0o700
    assert {mode_of(file) for file in path.parent.iterdir()} == {0o600}
    assert {file.name for file in path.parent.iterdir()} >= {FILE_NAME, f"{FILE_NAME}-wal"}
    opened.store.close()
    assert {mode_of(file) for file in path.parent.iterdir()} == {0o600}
    assert not path.with_name(f"{FILE_NAME}-wal").exists()


def test_only_what_has_its_name_is_flushed_with_every_change(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushes: list[int] = []

    def migrate(connection: sqlite3.Connection) -> None:
        flushes.append(connection.execute("PRAGMA synchronous").fetchone()[0])
        migrations.migrate(connection)

    monkeypatch.setattr("newsdiff.adapters.store.open.migrate", migrate)
    open_store(path).store.close()
    # The draft is flushed once, as a whole, when it takes the name (test_atomic_file).
    off, full = 0, 2
    assert flushes == [off, full]


def test_what_was_kept_is_there_the_next_time(path: Path) -> None:
    with open_store(path).store as store:
        store.record(numbered_verdict(1))
    again = open_store(path)
    assert again.notice is None
    assert again.store.verdicts(["A", "B"]) == (numbered_verdict(1),)
    again.store.close()


def test_a_folder_that_was_there_keeps_its_mode_and_a_file_that_others_could_read_does_not(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    path.parent.chmod(0o755)
    open_store(path).store.close()
    path.chmod(0o644)
    open_store(path).store.close()
    assert (mode_of(path.parent), mode_of(path)) == (0o755, 0o600)


@pytest.mark.parametrize("name", ["a b?c#d%20.db", "Nachrichten-übersicht.db", "'quoted\".db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    with open_store(tmp_path / name).store as store:
        store.record(numbered_verdict(1))
    assert (tmp_path / name).is_file()
    with open_store(tmp_path / name).store as store:
        assert store.verdicts({"A", "B"}) == (numbered_verdict(1),)


def test_a_link_to_a_store_is_followed(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(path)
    open_store(path).store.close()
    with open_store(link).store as store:
        store.record(numbered_verdict(1))
        assert store.path == path
    assert link.is_symlink()
    with open_store(path).store as store:
        assert store.verdicts({"A", "B"}) == (numbered_verdict(1),)


def test_the_file_says_whose_it_is_and_commits_reach_the_disk(path: Path) -> None:
    open_store(path).store.close()
    database = Database(path)
    with database.reading() as inside:
        found = {
            name: inside.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "application_id",
                "user_version",
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "busy_timeout",
            )
        }
    database.close()
    assert found == {
        "application_id": store_file.APPLICATION_ID,
        "user_version": migrations.latest(),
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


def test_a_store_of_a_newer_newsdiff_is_refused_and_not_touched(path: Path) -> None:
    open_store(path).store.close()
    execute(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer newsdiff .*not touched"):
        open_store(path)
    with pytest.raises(StoreError, match=r"newer newsdiff .*not touched"):
        open_store(path, read_only=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("statement", ["CREATE TABLE recipe (name TEXT)", "PRAGMA application_id = 77"])
def test_another_programs_database_is_refused_and_not_touched(path: Path, statement: str) -> None:
    path.parent.mkdir()
    execute(path, statement)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program's database"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_folder_in_the_stores_place_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreError, match="is not a file"):
        open_store(path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError, match=r"could not be made .*NEWSDIFF_DATA"):
        open_store(tmp_path / "taken" / FILE_NAME)


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"could not be made|could not be opened"):
        open_store(tmp_path / ("x" * 300))
