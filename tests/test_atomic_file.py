"""A file holds all of its new content or all of its old one."""

from __future__ import annotations

import os
import stat
import threading
from typing import TYPE_CHECKING

import pytest

from newsdiff import atomic_file
from support.full_disk import full_disk

if TYPE_CHECKING:
    from pathlib import Path


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    for content in (b"old", b"", b"new" * 100_000):
        atomic_file.write(tmp_path / "a", content)
        assert (tmp_path / "a").read_bytes() == content
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o007])
def test_a_new_file_gets_the_permissions_that_the_umask_leaves(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        atomic_file.write(tmp_path / "a", b"new")
    finally:
        os.umask(before)
    assert mode(tmp_path / "a") == 0o666 & ~umask


def test_a_file_keeps_its_permissions_unless_others_are_given(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o751)
    atomic_file.write(path, b"new")
    assert (path.read_bytes(), mode(path)) == (b"new", 0o751)
    atomic_file.write(path, b"newer", mode=0o600)
    assert (path.read_bytes(), mode(path)) == (b"newer", 0o600)


def test_what_is_private_is_never_readable_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.extend(mode(one) for one in tmp_path.iterdir()))
    atomic_file.write(tmp_path / "a", b"secret", mode=0o600)
    assert set(seen) == {0o600}


def test_a_link_is_followed_or_replaced_as_asked(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)
    atomic_file.write(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    atomic_file.write(link, b"newer", follow_links=False)
    assert not link.is_symlink()
    assert (link.read_bytes(), real.read_bytes()) == (b"newer", b"new")


def test_a_link_that_leads_nowhere_yet_gets_its_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    atomic_file.write(tmp_path / "link", b"new")
    assert (tmp_path / "real").read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()


def test_a_circle_of_links_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(OSError, match="symbolic links"):
        atomic_file.write(tmp_path / "a", b"new")


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    atomic_file.write(pipe, b"new")
    reader.join(10)
    assert got == [b"new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("durable", [True, False])
@pytest.mark.parametrize("content", [b"new content", b"n" * 1_000_000])
def test_a_full_disk_costs_nothing_that_was_there(tmp_path: Path, content: bytes, durable: bool) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with full_disk(), pytest.raises(OSError, match="File too large"):
        atomic_file.write(path, content, durable=durable)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_a_disk_that_fails_to_flush_costs_nothing_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="Input/output error"):
        atomic_file.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("name", ["ä" * 127, "記" * 85, "a" * 255])
def test_the_longest_name_that_a_file_may_have_can_be_written(tmp_path: Path, name: str) -> None:
    atomic_file.write(tmp_path / name, b"new")
    assert names(tmp_path) == [name]


def test_writers_at_once_leave_the_whole_content_of_one(tmp_path: Path) -> None:
    path, contents = tmp_path / "a", [bytes([65 + number]) * 50_000 for number in range(8)]
    writers = [threading.Thread(target=atomic_file.write, args=(path, content)) for content in contents]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert path.read_bytes() in contents
    assert names(tmp_path) == ["a"]


def test_a_finished_file_takes_a_name_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready, path = tmp_path / "ready", tmp_path / "a"
    ready.write_bytes(b"new")
    path.write_bytes(b"old")
    flushed: list[tuple[bytes, int]] = []
    flush = os.fsync

    def watched(descriptor: int) -> None:
        flushed.append((path.read_bytes(), os.fstat(descriptor).st_ino))
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    numbers = ready.stat().st_ino, tmp_path.stat().st_ino
    atomic_file.replace(ready, path)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a"]
    # First the content, while the old one has the name, and then the folder that holds the name.
    assert flushed == [(b"old", numbers[0]), (b"new", numbers[1])]
