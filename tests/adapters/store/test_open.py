"""Opening, sharing, reading and writing the store."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

import newsdiff
from newsdiff.adapters.store import FILE_NAME, open_store
from newsdiff.adapters.store.schema import migrations
from newsdiff.adapters.store.sqlite import database
from newsdiff.adapters.store.sqlite.database import Database
from newsdiff.core.alignment.verdicts import Verdict
from newsdiff.errors import StoreError
from support.worded import notice

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SOURCE = str(Path(newsdiff.__file__).parents[1])


def said(number: int) -> Verdict:
    return Verdict("A", f"Sentence {number} of A.", "B", f"Sentence {number} of B.", linked=True, at=NOON)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def raw(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        direct.execute(statement)


def started(program: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": SOURCE}
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


def answered(program: str, *arguments: str) -> str:
    with started(program, *arguments) as process:
        printed, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    return printed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / FILE_NAME


def test_a_new_store_is_made_without_a_word_and_for_its_owner_only(path: Path) -> None:
    opened = open_store(path)
    assert opened.notice is None
    opened.store.record(said(1))
    assert mode(path.parent) == 0o700
    assert {mode(file) for file in path.parent.iterdir()} == {0o600}
    assert {file.name for file in path.parent.iterdir()} >= {FILE_NAME, f"{FILE_NAME}-wal"}
    opened.store.close()
    assert {mode(file) for file in path.parent.iterdir()} == {0o600}
    assert not path.with_name(f"{FILE_NAME}-wal").exists()


def test_what_was_kept_is_there_the_next_time(path: Path) -> None:
    with open_store(path).store as store:
        store.record(said(1))
    again = open_store(path)
    assert again.notice is None
    assert again.store.verdicts(["A", "B"]) == (said(1),)
    again.store.close()


def test_a_folder_that_was_there_keeps_its_mode_and_a_file_that_others_could_read_does_not(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    path.parent.chmod(0o755)
    open_store(path).store.close()
    path.chmod(0o644)
    open_store(path).store.close()
    assert (mode(path.parent), mode(path)) == (0o755, 0o600)


@pytest.mark.parametrize("name", ["a b?c#d%20.db", "Nachrichten-übersicht.db", "'quoted\".db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    with open_store(tmp_path / name).store as store:
        store.record(said(1))
    assert (tmp_path / name).is_file()
    with open_store(tmp_path / name).store as store:
        assert store.verdicts({"A", "B"}) == (said(1),)


def test_a_link_to_a_store_is_followed(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(path)
    with open_store(link).store as store:
        store.record(said(1))
        assert store.path == path
    assert link.is_symlink()
    with open_store(path).store as store:
        assert store.verdicts({"A", "B"}) == (said(1),)


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
        "application_id": migrations.APPLICATION_ID,
        "user_version": migrations.latest(),
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


def test_a_store_of_a_newer_newsdiff_is_refused_and_not_touched(path: Path) -> None:
    open_store(path).store.close()
    raw(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer newsdiff .*not touched"):
        open_store(path)
    with pytest.raises(StoreError, match=r"newer newsdiff .*not touched"):
        open_store(path, read_only=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("statement", ["CREATE TABLE recipe (name TEXT)", "PRAGMA application_id = 77"])
def test_another_programs_database_is_refused_and_not_touched(path: Path, statement: str) -> None:
    path.parent.mkdir()
    raw(path, statement)
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


def test_a_store_open_for_reading_gives_its_verdicts_and_keeps_nothing(path: Path) -> None:
    with open_store(path).store as store:
        store.record(said(1))
    before = path.read_bytes()
    opened = open_store(path, read_only=True)
    assert "not kept" in (notice(opened) or "")
    assert opened.store.read_only
    assert opened.store.verdicts({"A", "B"}) == (said(1),)
    with pytest.raises(StoreError, match="reading only"):
        opened.store.record(said(2))
    with pytest.raises(StoreError, match="reading only"):
        opened.store.retract(said(1))
    with pytest.raises(StoreError, match="reading only"):
        opened.store.backup()
    opened.store.close()
    assert path.read_bytes() == before


def test_a_store_that_is_not_there_cannot_be_opened_for_reading(path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        open_store(path, read_only=True)
    assert not path.parent.exists()


READ_AS_ANOTHER_USER = """
import os, sys
from pathlib import Path
from newsdiff.adapters.store import open_store
from newsdiff.wording import store_notice
from newsdiff.core.alignment.verdicts import Verdict
from newsdiff.errors import StoreError
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
path = Path(sys.argv[1])
opened = open_store(path)
print(store_notice(opened.notice))
verdicts = opened.store.verdicts({"A", "B"})
print(len(verdicts))
try:
    opened.store.record(verdicts[0])
except StoreError as error:
    print(error)
opened.store.close()
"""


# Both cases open the folders above to others for a while, and those are the same.
@pytest.mark.xdist_group("modes")
@pytest.mark.parametrize("folder_mode", [0o555, 0o777], ids=["folder not writable", "only the file not writable"])
def test_a_write_protected_store_is_read_and_the_reader_is_told(path: Path, folder_mode: int) -> None:
    with open_store(path).store as store:
        store.record(said(1))
    path.chmod(0o444)
    path.parent.chmod(folder_mode)
    reopened = [folder for folder in path.parents if os.geteuid() == 0 and folder.exists() and not mode(folder) & 0o005]
    modes = [mode(folder) for folder in reopened]
    try:
        for folder in reopened:
            folder.chmod(0o755)
        notice, number, refusal = answered(READ_AS_ANOTHER_USER, str(path)).splitlines()
    finally:
        for folder, before in zip(reopened, modes, strict=True):
            folder.chmod(before)
        path.parent.chmod(0o700)
    assert notice == f"{path} is open for reading only: it is write-protected. What you decide now is not kept."
    assert number == "1"
    assert refusal == f"{path} is open for reading only, so this was not kept."


WRITE_UNTIL_FULL = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from newsdiff.adapters.store import open_store
from newsdiff.core.alignment.verdicts import Verdict
from newsdiff.errors import StoreError
store = open_store(Path(sys.argv[1])).store
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
kept = 0
try:
    while kept < 10_000:
        store.record(Verdict("A", f"{kept} " + "word " * 200, "B", "text", linked=True, at=datetime.now(UTC)))
        kept += 1
except StoreError as error:
    print(error)
print(kept, len(store.verdicts({"A", "B"})))
store.close()
"""


def test_when_the_disk_takes_no_more_the_reader_is_told_and_nothing_kept_is_lost(path: Path) -> None:
    sentence, counts = answered(WRITE_UNTIL_FULL, str(path)).splitlines()
    assert "The disk failed" in sentence or "The disk is full" in sentence
    kept, readable = map(int, counts.split())
    assert kept == readable > 50
    again = open_store(path)
    assert again.notice is None
    assert len(again.store.verdicts({"A", "B"})) == kept
    again.store.close()


OPEN_ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from newsdiff.adapters.store import open_store
from newsdiff.wording import store_notice
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
opened = open_store(Path(sys.argv[1]))
print(store_notice(opened.notice))
print(opened.store.read_only, len(opened.store.verdicts({"A", "B"})))
opened.store.close()
"""


def test_on_a_disk_that_was_full_before_the_store_is_read_and_the_reader_is_told(path: Path) -> None:
    with open_store(path).store as store:
        store.record(said(1))
    before = path.read_bytes()
    for expected in ("not kept.", "not kept. What was decided last is safe, but cannot be shown now."):
        notice, state = answered(OPEN_ON_A_FULL_DISK, str(path)).splitlines()
        assert notice.startswith(f"{path} is open for reading only: the disk is full or cannot be written.")
        assert notice.endswith(expected)
        assert state == "True 1"
        path.with_name(f"{path.name}-wal").write_bytes(b"a log that a kill left")
    path.with_name(f"{path.name}-wal").unlink()
    assert path.read_bytes() == before


BEGIN_ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from newsdiff.adapters.store import open_store
from newsdiff.errors import StoreError
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
try:
    open_store(Path(sys.argv[1]))
except StoreError as error:
    print(error)
"""


def test_on_a_full_disk_no_store_is_begun_and_that_is_told(path: Path) -> None:
    assert answered(BEGIN_ON_A_FULL_DISK, str(path)).startswith(("The disk failed on", "The disk is full"))
    assert not path.exists()


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
            store.record(said(1))
        assert store.verdicts({"A", "B"}) == ()
        other.execute("ROLLBACK")
        store.record(said(1))
        assert store.verdicts({"A", "B"}) == (said(1),)


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
    with open_store(path).store as store, started(SECOND_COPY, str(path)) as second:
        assert second.stdin is not None
        assert second.stdout is not None
        store.record(said(0))
        assert second.stdout.readline().startswith("None ")
        second.stdin.write("\n")
        second.stdin.flush()
        for number in range(1, 50):
            store.record(said(number))
        assert second.stdout.readline() == "done\n"
        assert len(store.verdicts({"A", "B"})) == 100
        printed, _ = second.communicate("\n", timeout=30)
        assert printed == "100\n"


def test_threads_write_and_read_at_once_and_nothing_is_lost(path: Path) -> None:
    with open_store(path).store as store:

        def keep(number: int) -> bool:
            store.record(said(number))
            return said(number) in store.verdicts({"A", "B"})

        with ThreadPoolExecutor(8) as pool:
            assert all(pool.map(keep, range(80)))
        assert set(store.verdicts({"A", "B"})) == {said(number) for number in range(80)}


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


def test_a_store_that_was_closed_says_so(path: Path) -> None:
    store = open_store(path).store
    store.record(said(1))
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed already"):
        store.verdicts({"A", "B"})
    with pytest.raises(StoreError, match="closed already"):
        store.record(said(2))


def test_a_text_that_utf8_cannot_hold_is_refused_in_words(path: Path) -> None:
    with open_store(path).store as store:
        with pytest.raises(StoreError, match="broken character"):
            store.record(Verdict("A", "half \ud800 a pair", "B", "b", linked=True, at=NOON))
        assert store.verdicts({"A", "B"}) == ()


def add_a_table(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, statements))


def test_a_store_of_an_earlier_version_is_brought_up_to_date_after_a_backup(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(path).store as store:
        store.record(said(1))
    for backup in path.parent.glob("*.backup-*"):
        backup.unlink()
    before = migrations.latest()
    add_a_table(monkeypatch, "CREATE TABLE later (url TEXT PRIMARY KEY)")
    with open_store(path).store as store:
        assert store.verdicts({"A", "B"}) == (said(1),)
    (backup,) = path.parent.glob("*.backup-*")
    for file, version, tables in ((path, before + 1, {"later"}), (backup, before, set[str]())):
        with closing(sqlite3.connect(file)) as direct:
            assert direct.execute("PRAGMA user_version").fetchone()[0] == version
            names = {name for (name,) in direct.execute("SELECT name FROM sqlite_master")}
            assert names & {"later", "verdict"} == {"verdict"} | tables
            assert direct.execute("SELECT count(*) FROM verdict").fetchone()[0] == 1


def test_a_migration_that_fails_leaves_the_store_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(path).store as store:
        store.record(said(1))
    before = migrations.latest()
    with monkeypatch.context() as patched:
        add_a_table(patched, "CREATE TABLE later (url TEXT)", "INSERT INTO nowhere VALUES (1)")
        with pytest.raises(StoreError, match="what was kept before is safe"):
            open_store(path)
    with closing(sqlite3.connect(path)) as direct:
        assert direct.execute("PRAGMA user_version").fetchone()[0] == before
        assert direct.execute("SELECT count(*) FROM sqlite_master WHERE name = 'later'").fetchone()[0] == 0
    with open_store(path).store as store:
        assert store.verdicts({"A", "B"}) == (said(1),)


def test_a_store_of_an_earlier_version_that_cannot_be_written_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(path).store.close()
    add_a_table(monkeypatch, "CREATE TABLE later (url TEXT)")
    with pytest.raises(StoreError, match="brought up to date"):
        open_store(path, read_only=True)
