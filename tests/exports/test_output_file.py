"""A comparison in the file that the reader names, whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from newsdiff.errors import ExportError
from newsdiff.exports.output_file import check, save
from support.full_disk import full_disk


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with pytest.raises(ExportError, match="is there already"):
        save(b"new", path)
    assert path.read_bytes() == b"old"
    save(b"new", path, force=True)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_is_followed_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    save(b"new", tmp_path / "link", force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_device_is_written_to_and_never_replaced() -> None:
    save(b"gone", Path(os.devnull), force=True)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize(("name", "said"), [(".", "is a folder"), ("missing/out.html", "there is no folder")])
def test_a_path_that_cannot_hold_a_file_is_refused_before_the_work(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(ExportError, match=said):
        check(tmp_path / name)


def test_a_full_disk_is_told_and_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    path.write_bytes(b"old")
    with full_disk(), pytest.raises(ExportError, match=r"could not be written \(file too large\)"):
        save(b"new content", path, force=True)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["out.html"]
