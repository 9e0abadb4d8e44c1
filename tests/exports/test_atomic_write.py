"""A comparison in a file, whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from newsdiff.errors import ExportError
from newsdiff.exports.atomic_write import check, save


def test_a_new_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    save(b"new", tmp_path / "out.html")
    assert (tmp_path / "out.html").read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["out.html"]  # noqa: PTH208 -- names are what is asked for


def test_a_new_file_has_the_permissions_that_any_new_file_has(tmp_path: Path) -> None:
    (tmp_path / "touched").touch()
    save(b"new", tmp_path / "out.html")
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("touched", "out.html")}
    assert len(modes) == 1


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
def test_a_place_that_cannot_hold_a_file_is_told_before_the_work(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(ExportError, match=said):
        check(tmp_path / name)


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.html"
    path.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="no space left on device"):
        save(b"new", path, force=True)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["out.html"]
