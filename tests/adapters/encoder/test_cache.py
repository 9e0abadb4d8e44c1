"""Token vectors on the disk: kept by text and model, bounded, and never worth an error."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from newsdiff.adapters.encoder import cache
from newsdiff.adapters.encoder.cache import PackedVectors, load, save

if TYPE_CHECKING:
    from pathlib import Path


def packed(fill: bytes, tokens: int = 2) -> PackedVectors:
    return PackedVectors(3, fill * (6 * tokens), b"\0" * (8 * tokens))


def test_vectors_are_found_by_text_and_model(tmp_path: Path) -> None:
    file = tmp_path / "deep" / cache.FILE_NAME
    assert save(file, "one", {"A": packed(b"a"), "B": packed(b"b"), "": PackedVectors(0, b"", b"")})
    assert save(file, "two", {"A": packed(b"c")})
    assert load(file, "one", ["A", "B", "C", ""]) == {"A": packed(b"a"), "B": packed(b"b"), "": PackedVectors(0, b"", b"")}  # fmt: skip
    assert load(file, "two", ["A", "B"]) == {"A": packed(b"c")}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert save(file, "one", {"The mayor resigned": packed(b"d")})
    assert b"mayor" not in file.read_bytes()


def test_the_oldest_go_first_and_the_file_does_not_grow(tmp_path: Path) -> None:
    file = tmp_path / cache.FILE_NAME
    one = packed(b"x", 1000)
    bound = 5 * (len(one.vectors) + len(one.spans))
    for number in range(40):
        assert save(file, "m", {str(number): one}, most=bound)
    assert sorted(map(int, load(file, "m", [str(number) for number in range(40)]))) == list(range(35, 40))
    assert file.stat().st_size < 3 * bound


def test_a_file_that_is_no_cache_costs_nothing_but_time(tmp_path: Path) -> None:
    file, content = tmp_path / cache.FILE_NAME, b"not a database at all, but long enough to look like one" * 50
    file.write_bytes(content)
    assert load(file, "m", ["A"]) == {}
    assert save(file, "m", {"A": packed(b"a")}) is False
    assert file.read_bytes() == content


def test_what_cannot_be_written_is_told_and_not_raised(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert save(tmp_path / "file" / cache.FILE_NAME, "m", {"A": packed(b"a")}) is False
    assert load(tmp_path / "file" / cache.FILE_NAME, "m", ["A"]) == {}


def test_the_file_of_an_earlier_edition_goes(tmp_path: Path) -> None:
    old = tmp_path / cache.FORMER_NAME
    old.write_bytes(b"one vector a sentence")
    save(tmp_path / cache.FILE_NAME, "m", {"A": packed(b"a")})
    assert not old.exists()
