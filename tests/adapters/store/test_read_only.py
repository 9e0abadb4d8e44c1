"""A store that cannot be written: opened for reading, write-protected, or on a full disk."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import open_store
from newsdiff.errors import StoreError
from support.store_programs import mode_of, numbered_verdict, output_of
from support.worded import notice

if TYPE_CHECKING:
    from pathlib import Path


def test_a_store_open_for_reading_gives_its_verdicts_and_keeps_nothing(path: Path) -> None:
    with open_store(path).store as store:
        store.record(numbered_verdict(1))
    before = path.read_bytes()
    opened = open_store(path, read_only=True)
    assert "not kept" in (notice(opened) or "")
    assert opened.store.read_only
    assert opened.store.verdicts({"A", "B"}) == (numbered_verdict(1),)
    with pytest.raises(StoreError, match="reading only"):
        opened.store.record(numbered_verdict(2))
    with pytest.raises(StoreError, match="reading only"):
        opened.store.retract(numbered_verdict(1))
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
        store.record(numbered_verdict(1))
    path.chmod(0o444)
    path.parent.chmod(folder_mode)
    reopened = [
        folder for folder in path.parents if os.geteuid() == 0 and folder.exists() and not mode_of(folder) & 0o005
    ]
    modes = [mode_of(folder) for folder in reopened]
    try:
        for folder in reopened:
            folder.chmod(0o755)
        notice, number, refusal = output_of(READ_AS_ANOTHER_USER, str(path)).splitlines()
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
    sentence, counts = output_of(WRITE_UNTIL_FULL, str(path)).splitlines()
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
        store.record(numbered_verdict(1))
    before = path.read_bytes()
    for expected in ("not kept.", "not kept. What was decided last is safe, but cannot be shown now."):
        notice, state = output_of(OPEN_ON_A_FULL_DISK, str(path)).splitlines()
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
    assert output_of(BEGIN_ON_A_FULL_DISK, str(path)).startswith(("The disk failed on", "The disk is full"))
    assert not path.exists()
