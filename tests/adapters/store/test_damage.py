"""A damaged, empty or missing store is put right, and the reader is told what was kept."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import newsdiff
from newsdiff.adapters.store import FILE_NAME, backups, open_store
from newsdiff.adapters.store.backups import KEPT, back_up, due
from newsdiff.adapters.store.sqlite import process_lock
from newsdiff.adapters.store.sqlite.database import connect
from newsdiff.core.alignment.verdicts import Verdict
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.errors import StoreError
from support.feed_builders import entry, saved
from support.store_use import build, use
from support.worded import notice

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SOURCE = str(Path(newsdiff.__file__).parents[1])


def said(number: int) -> Verdict:
    return Verdict("A", f"Sentence {number} of A. " + "word " * 100, "B", "b", linked=True, at=NOON)


def kept_in(path: Path) -> set[Verdict]:
    with open_store(path).store as store:
        return set(store.verdicts({"A", "B"}))


def spoil(path: Path) -> int:
    """Overwrites what comes after nine tenths of the file, where the verdicts are, and gives its size."""
    whole = bytearray(path.read_bytes())
    start = len(whole) * 9 // 10
    whole[start : start + 8192] = b"\xff" * 8192
    path.write_bytes(whole)
    return len(whole)


def beside(path: Path, kind: str) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.{kind}-*"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of 60 verdicts that was closed in order, with a backup of 40 beside it."""
    path = tmp_path / FILE_NAME
    with open_store(path).store as store:
        for number in range(40):
            store.record(said(number))
        store.backup()
        copy = beside(path, "backup")[0].read_bytes()
        for number in range(40, 60):
            store.record(said(number))
    beside(path, "backup")[0].write_bytes(copy)
    return path


FORTY = {said(number) for number in range(40)}
NOTHING: set[Verdict] = set()


def test_a_file_that_is_no_database_is_kept_and_the_backup_restored(path: Path) -> None:
    path.write_bytes(b"These are my notes, not a database. " * 1000)
    opened = open_store(path)
    (aside,) = beside(path, "damaged")
    assert aside.read_bytes().startswith(b"These are my notes")
    told = notice(opened)
    assert told is not None
    assert "was damaged" in told
    assert aside.name in told
    assert f"backup of {datetime.now(UTC).day} " in told
    assert set(opened.store.verdicts({"A", "B"})) == FORTY
    opened.store.record(said(99))
    opened.store.close()
    assert kept_in(path) == FORTY | {said(99)}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_damage_without_a_backup_gives_a_new_store_and_the_notice_says_so(path: Path) -> None:
    beside(path, "backup")[0].unlink()
    path.write_bytes(path.read_bytes()[:4096])
    opened = open_store(path)
    told = notice(opened)
    assert told is not None
    assert "no sound backup" in told
    assert opened.store.verdicts({"A", "B"}) == ()
    opened.store.close()
    assert len(beside(path, "damaged")) == 1


def test_a_file_that_was_cut_short_is_noticed_at_once(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 3)
    assert open_notice(path, "was damaged") == FORTY


def test_an_empty_file_in_the_stores_place_is_no_new_store_when_there_is_a_backup(path: Path) -> None:
    path.write_bytes(b"")
    assert open_notice(path, "was an empty file") == FORTY


def test_an_empty_file_without_a_backup_becomes_a_new_store_and_is_told(path: Path) -> None:
    path.write_bytes(b"")
    beside(path, "backup")[0].unlink()
    assert open_notice(path, "was an empty file") == NOTHING


def test_a_store_that_is_gone_comes_back_from_its_backup(path: Path) -> None:
    path.unlink()
    assert open_notice(path, "was missing") == FORTY


def open_notice(path: Path, words: str) -> set[Verdict]:
    opened = open_store(path)
    with opened.store as store:
        told = notice(opened)
        assert told is not None
        assert words in told
        found = set(store.verdicts({"A", "B"}))
    again = open_store(path)
    assert again.notice is None
    again.store.close()
    return found


def test_a_log_whose_database_is_gone_is_not_written_into_a_new_store(path: Path) -> None:
    for backup in beside(path, "backup"):
        backup.unlink()
    stop_without_closing(path)
    log = path.with_name(path.name + "-wal").read_bytes()
    assert log
    path.unlink()
    assert open_notice(path, "was missing") == NOTHING
    (moved,) = beside(path, "damaged")
    assert moved.name.endswith("-wal")
    assert moved.read_bytes() == log


STOP_WITHOUT_CLOSING = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from newsdiff.adapters.store import open_store
from newsdiff.core.alignment.verdicts import Verdict
opened = open_store(Path(sys.argv[1]))
opened.store.record(Verdict("C", "c", "D", "d", linked=True, at=datetime.now(UTC)))
print(opened.notice, flush=True)
os._exit(0)
"""


def stop_without_closing(path: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": SOURCE}
    command = [sys.executable, "-c", STOP_WITHOUT_CLOSING, str(path)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_after_an_end_that_was_not_clean_hidden_damage_is_found(path: Path) -> None:
    assert stop_without_closing(path) == "None\n"
    spoil(path)
    opened = open_store(path)
    with opened.store as store:
        told = notice(opened)
        assert told is not None
        assert "was damaged" in told
        assert set(store.verdicts({"A", "B"})) == FORTY
    (aside,) = beside(path, "damaged")
    assert b"\xff" * 4096 in aside.read_bytes()
    assert b"CcDd" in aside.read_bytes()


def test_after_an_end_that_was_not_clean_a_sound_store_opens_without_a_word(path: Path) -> None:
    stop_without_closing(path)
    opened = open_store(path)
    assert opened.notice is None
    assert len(opened.store.verdicts("ABCD")) == 61
    opened.store.close()


def test_damage_that_is_met_while_running_is_told_and_put_right_at_the_next_start(path: Path) -> None:
    spoil(path)
    opened = open_store(path)
    assert opened.notice is None
    with pytest.raises(StoreError, match=r"is damaged\. Close newsdiff and start it again"):
        opened.store.verdicts({"A", "B"})
    opened.store.close()
    assert open_notice(path, "was damaged") == FORTY


def test_a_damaged_store_never_replaces_a_sound_backup(path: Path) -> None:
    (backup,) = beside(path, "backup")
    sound = backup.read_bytes()
    spoil(path)
    with open_store(path).store as store:
        with pytest.raises(StoreError, match="is damaged"):
            store.backup()
        store.record(Verdict("C", "c", "D", "d", linked=True, at=NOON))
    assert beside(path, "backup") == [backup]
    assert backup.read_bytes() == sound


def test_a_damaged_store_that_another_copy_has_open_is_left_alone(path: Path) -> None:
    first = open_store(path).store
    size = spoil(path)
    path.with_name(path.name + ".check").touch()
    second = open_store(path).store
    assert path.with_name(path.name + ".check").exists()
    second.close()
    path.write_bytes(b"x" * size)
    with pytest.raises(StoreError, match="another newsdiff has it open"):
        open_store(path)
    assert beside(path, "damaged") == []
    first.close()
    assert open_notice(path, "was damaged") == FORTY


def test_a_copy_that_is_examining_keeps_others_waiting_and_no_longer_than_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process_lock, "PATIENCE", 0.05)
    examining = process_lock.ProcessLock(path)
    examining.enter()
    assert examining.alone
    with pytest.raises(StoreError, match="is examining"):
        open_store(path)
    examining.share()
    open_store(path).store.close()
    examining.leave()


def test_the_newest_sound_backup_is_taken(path: Path) -> None:
    (newest,) = beside(path, "backup")
    older, foreign = (newest.with_name(f"{path.name}.backup-{day}-v1") for day in ("2020-02-03", "2021-04-05"))
    older.write_bytes(newest.read_bytes())
    with closing(sqlite3.connect(foreign)) as other:
        other.execute("CREATE TABLE recipe (name TEXT)")
    newest.write_bytes(b"spoilt" * 5000)
    path.write_bytes(b"spoilt" * 5000)
    assert open_notice(path, "backup of 3 February 2020") == FORTY
    assert newest.read_bytes() == b"spoilt" * 5000


def test_a_backup_that_cannot_be_read_as_a_file_is_passed_over(path: Path) -> None:
    path.with_name(f"{path.name}.backup-2999-01-01-v1").mkdir()
    path.unlink()
    assert open_notice(path, "was missing") == FORTY


def test_a_start_that_was_stopped_between_setting_aside_and_restoring_is_no_silent_new_store(path: Path) -> None:
    beside(path, "backup")[0].unlink()
    path.rename(path.with_name(f"{path.name}.damaged-20261121-101500"))
    assert open_notice(path, "was missing") == NOTHING


def test_two_damaged_stores_are_kept_side_by_side(path: Path) -> None:
    for word in (b"first", b"second"):
        path.write_bytes(word * 3000)
        open_store(path).store.close()
    assert sorted(file.read_bytes()[:5] for file in beside(path, "damaged")) == [b"first", b"secon"]


def test_names_that_only_look_like_backups_are_passed_over(path: Path) -> None:
    (real,) = beside(path, "backup")
    for name in ("backup-2026-13-45-v1", "backup-2026-01-01", "backup-2026-01-01-v1.zip"):
        path.with_name(f"{path.name}.{name}").write_bytes(b"x")
    assert [backup.path for backup in backups.backups(path)] == [real]


def test_the_last_backups_are_kept_and_one_of_the_same_day_is_replaced(path: Path) -> None:
    beside(path, "backup")[0].unlink()
    days = [date(2026, 11, day) for day in range(1, KEPT + 3)]
    with closing(connect(path)) as connection:
        for day in days:
            back_up(connection, path, day)
        assert [backup.day for backup in backups.backups(path)] == days[: -KEPT - 1 : -1]
        latest = backups.backups(path)[0].path
        connection.execute("INSERT INTO retraction (verdict) VALUES (1)")
        back_up(connection, path, days[-1])
    assert len(backups.backups(path)) == KEPT
    with closing(sqlite3.connect(latest)) as copy:
        assert copy.execute("SELECT count(*) FROM retraction").fetchone()[0] == 1
        assert copy.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert {stat.S_IMODE(backup.path.stat().st_mode) for backup in backups.backups(path)} == {0o600}


def test_a_session_that_kept_something_ends_with_a_backup_of_it(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    open_store(path).store.close()
    assert beside(path, "backup") == []
    with open_store(path).store as store:
        store.record(said(7))
    path.unlink()
    assert open_notice(path, "was missing") == {said(7)}


def test_a_backup_that_cannot_be_written_is_told_and_the_session_still_ends(path: Path) -> None:
    (backup,) = beside(path, "backup")
    backup.unlink()
    backup.mkdir()
    with open_store(path).store as store:
        store.record(said(61))
        with pytest.raises(StoreError, match="backup could not be written"):
            store.backup()
    assert len(kept_in(path)) == 61
    assert sorted(path.parent.iterdir()) == sorted([backup, path, path.with_name(path.name + ".lock")])


def test_what_a_kill_left_half_written_is_removed_by_the_next_copy_that_is_alone(path: Path) -> None:
    first = open_store(path).store
    left = [path.with_name(f"{path.name}.draft-1-2{end}") for end in ("", "-wal", "-journal")]
    for file in left:
        file.write_bytes(b"half")
    open_store(path).store.close()
    assert [file.exists() for file in left] == [True] * 3
    first.close()
    open_store(path).store.close()
    assert [file.exists() for file in left] == [False] * 3


def test_two_copies_may_write_the_backup_of_a_day_at_once(path: Path) -> None:
    with open_store(path).store as store, ThreadPoolExecutor(4) as pool:
        written = set(pool.map(lambda _: store.backup(), range(12)))
    assert written == set(beside(path, "backup"))
    path.unlink()
    assert open_notice(path, "was missing") == FORTY | {said(number) for number in range(40, 60)}


def test_a_link_that_leads_nowhere_begins_no_new_store(path: Path, tmp_path: Path) -> None:
    away = tmp_path / "disk" / "store.db"
    link = tmp_path / "link.db"
    link.symlink_to(away)
    for folder_is_there in (False, True):
        with pytest.raises(StoreError, match=r"is a link to .*store\.db, where there is no file"):
            open_store(link)
        assert not away.exists()
        if not folder_is_there:
            away.parent.mkdir()
    # Where a backup lies beside the place, the store was there.
    (away.parent / beside(path, "backup")[0].name.replace(FILE_NAME, away.name)).write_bytes(
        beside(path, "backup")[0].read_bytes()
    )
    assert open_notice(link, "was missing") == FORTY


@pytest.mark.parametrize("content", [b"x", b"SQLite format 3\0"])
def test_a_file_of_a_few_bytes_is_kept_and_the_backup_restored(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert open_notice(path, "was damaged") == FORTY
    (aside,) = beside(path, "damaged")
    assert aside.read_bytes() == content


def schema_changed(path: Path, before: str, after: str) -> None:
    """Changes the text of the schema in the file, as a flipped byte would."""
    whole = path.read_bytes()
    assert before.encode() in whole
    path.write_bytes(whole.replace(before.encode(), after.encode("latin-1"), 1))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Broken syntax, whose text is not UTF-8; and a column of another name, which SQLite takes as it is.
        ("CREATE TABLE verdict", "CREATE\xf2TABLE verdict"),
        ("etag TEXT", "etbg TEXT"),
    ],
)
def test_damaged_text_of_the_schema_is_damage(path: Path, before: str, after: str) -> None:
    schema_changed(path, before, after)
    with suppress(StoreError), open_store(path).store as store:
        # Where the start notices nothing, the first use does.
        store.feeds()
    assert kept_in(path) == FORTY
    assert len(beside(path, "damaged")) == 1


def test_a_version_that_is_too_early_for_what_the_store_has_is_damage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as direct:
        direct.execute("PRAGMA user_version = 3")
    assert open_notice(path, "was damaged") == FORTY


def feed_and_entry(path: Path) -> int:
    with open_store(path).store as store:
        feed = store.add_feed(
            "https://bell.example/feed", FeedSettings(tags=("daily",), headers=(("X-Key", "a"),))
        ).feed
        saved(store, feed.id, entry("one", title="Storm hits the coast"), entry("two", 1, title="Storm passes"))
        ids = [one.id for one in store.entries()]
        store.star(ids)
        store.tag(ids, "later")
    return feed.id


@pytest.mark.parametrize("ticks", [2**62, -(2**62)])
def test_a_date_that_no_calendar_has_costs_only_itself(path: Path, ticks: int) -> None:
    feed_and_entry(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        direct.execute("UPDATE entry SET published = ? WHERE key = 'one'", (ticks,))
        direct.execute("UPDATE feed SET last_good = ?", (ticks,))
    with open_store(path).store as store:
        assert {one.title for one in store.search("storm")} == {"Storm hits the coast", "Storm passes"}
        assert store.feeds()[0].state.last_good == datetime(1970, 1, 1, tzinfo=UTC)


def test_a_verdict_whose_date_is_damaged_still_holds_and_can_be_retracted(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"2026-11-20T12", b"2026-11)20T12", 1))
    with open_store(path).store as store:
        found = store.verdicts({"A", "B"})
        (broken,) = [one for one in found if one.at != NOON]
        assert len(found) == 60
        store.retract(broken)
        assert len(store.verdicts({"A", "B"})) == 59


def spoil_index(path: Path) -> None:
    """Makes an index disagree with its table."""
    # The store has an index of times in which an entry stands under another number, as after a flipped byte.
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        direct.execute("PRAGMA writable_schema = ON")
        (index, sql) = direct.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'entry' AND sql LIKE '%published%'"
        ).fetchone()
        # As an index of one row it is rebuilt, and then named as it was, without the other row.
        direct.execute(f"DROP INDEX {index}")
        direct.execute(f"{sql.partition(' WHERE ')[0]} WHERE key = 'one'")
        direct.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, index))
    with closing(sqlite3.connect(path)) as direct:
        assert direct.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert direct.execute("PRAGMA integrity_check").fetchall() != [("ok",)]


def test_an_index_that_does_not_agree_with_its_table_is_made_anew(path: Path) -> None:
    feed_and_entry(path)
    spoil_index(path)
    path.with_name(f"{path.name}.check").touch()
    opened = open_store(path)
    with opened.store as store:
        assert len(store.entries()) == 2
    # Nothing was lost, so there is nothing to tell.
    assert opened.notice is None
    assert beside(path, "damaged") == []
    with closing(sqlite3.connect(path)) as direct:
        assert direct.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_an_index_with_a_value_of_another_type_is_a_sentence_and_then_made_anew(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    # A record of the index of outlets: the size of its header, the types of two texts and a number, and these.
    record = b"\x04\x0f\x0f\x01AB\x1c"
    assert whole.count(record) == 1
    # The first text is NULL, which no column of the table is.
    whole[whole.index(record) + 1] = 0
    path.write_bytes(whole)
    with closing(sqlite3.connect(path)) as direct:
        assert direct.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    with open_store(path).store as store, pytest.raises(StoreError, match="is damaged"):
        store.verdicts({"A", "B"})
    assert len(kept_in(path)) == 60


def test_an_index_that_does_not_agree_with_its_table_is_found_at_the_end(path: Path) -> None:
    feed_and_entry(path)
    spoil_index(path)
    with open_store(path).store as store:
        store.record(said(99))
    assert path.with_name(f"{path.name}.check").exists()
    opened = open_store(path)
    with opened.store as store:
        assert len(store.entries()) == 2
        assert said(99) in store.verdicts({"A", "B"})
    assert opened.notice is None


def test_a_damaged_full_text_index_is_made_anew_of_the_texts(path: Path) -> None:
    feed_and_entry(path)
    with closing(sqlite3.connect(path)) as direct, direct:
        direct.execute("UPDATE words_data SET block = ? WHERE id > 10", (b"\xff" * 100,))
        assert direct.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with open_store(path).store as store, pytest.raises(StoreError, match="is damaged"):
        store.search("storm")
    opened = open_store(path)
    with opened.store as store:
        assert len(store.search("storm")) == 2
    assert opened.notice is None
    assert beside(path, "damaged") == []


def test_lists_in_a_column_that_are_damaged_cost_only_themselves(path: Path) -> None:
    feed_and_entry(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        direct.execute("UPDATE feed SET tags = '[\"daily', headers = '[[1', notices = '[{\"knd\": 1}]'")
        direct.execute("UPDATE deed SET entries = '[1,' WHERE id = (SELECT max(id) FROM deed)")
    with open_store(path).store as store:
        (feed,) = store.feeds()
        assert (feed.settings.tags, feed.settings.headers) == ((), ())
        assert [one.kind for one in feed.state.notices] == ["text"]
        assert len(store.entries()) == 2
        # The damaged step is left out, and the one before it is taken back.
        undone = store.undo()
        assert undone is not None
        assert undone.kind == "star"
        assert not any(one.starred for one in store.entries())


def test_a_text_with_damaged_bytes_is_read_from_the_second_time_on(path: Path) -> None:
    feed_and_entry(path)
    whole = path.read_bytes()
    assert whole.count(b"Storm passes") > 0
    path.write_bytes(whole.replace(b"Storm passes", b"Storm p\xffsses"))
    with open_store(path).store as store:
        with pytest.raises(StoreError, match=r"is damaged, and this was not done\. Do it again"):
            store.entries()
        assert {one.title for one in store.entries()} == {"Storm hits the coast", "Storm p\ufffdsses"}
        assert [one.title for one in store.search("title:hits")] == ["Storm hits the coast"]
    # The next newsdiff reads it at once.
    opened = open_store(path)
    with opened.store as store:
        assert len(store.entries()) == 2
    assert opened.notice is None


def test_backups_of_days_to_come_neither_keep_new_ones_out_nor_are_restored_first(path: Path) -> None:
    ahead = [date.today() + timedelta(days=400 + more) for more in range(4)]  # noqa: DTZ011 -- far ahead in any zone
    for backup in beside(path, "backup"):
        backup.unlink()
    with closing(connect(path)) as connection:
        for day in ahead:
            back_up(connection, path, today=day)
    with open_store(path).store as store:
        store.record(said(99))
    assert due(path, 1) is False
    kept = backups.backups(path)
    assert len(kept) == KEPT
    assert kept[0].day == datetime.now(UTC).date()
    path.write_bytes(b"no database" * 1000)
    assert said(99) in open_notice(path, "was damaged")


def test_only_backups_of_days_to_come_make_a_new_one_due(path: Path) -> None:
    for backup in beside(path, "backup"):
        backup.unlink()
    with closing(connect(path)) as connection:
        back_up(connection, path, today=datetime.now(UTC).date() + timedelta(days=400))
    assert due(path, 7)


COLUMNS = (
    *("verdict.a_text", "verdict.b_text", "feed.url", "feed.outlet", "feed.site", "feed.name", "feed.group_name"),
    *("feed.outlet_key", "entry.title", "entry.url", "entry.author", "body.text", "saved_search.name", "mute.value"),
    *("entry.published", "entry.first_seen"),
)
"""Without which, or with bytes in them, lists and texts cannot be read."""


@pytest.mark.parametrize("column", COLUMNS)
def test_a_value_of_another_type_costs_no_more_than_a_start(tmp_path: Path, column: str) -> None:
    path = tmp_path / FILE_NAME
    build(path, 50)
    table, name = column.split(".")
    first = f"SELECT {name} FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table} WHERE {name} IS NOT NULL)"  # noqa: S608
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        before = direct.execute(first).fetchone()
        triggers = direct.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for trigger, _ in triggers:
            direct.execute(f"DROP TRIGGER {trigger}")
        direct.execute(f"UPDATE {table} SET {name} = CAST({name} AS BLOB) WHERE {name} = ?", before)  # noqa: S608
        for _, sql in triggers:
            direct.execute(sql)
        assert direct.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    told = 0
    # Each run reads another part of the texts.
    for _ in range(4):
        try:
            said_then, kept = use(path)
        except StoreError:
            told += 1
        else:
            assert said_then == ""
            assert (kept.entries, kept.verdicts) in {(50, 20), (55, 20)}
    assert told <= 1
    with closing(sqlite3.connect(path)) as direct:
        after = direct.execute(first).fetchone()
        found = direct.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()
        assert found == (len(triggers),)
    if told and table in {"entry", "verdict", "mute", "saved_search"}:
        assert after == before
