"""A store in which any byte was flipped: it never ends the program, never holds it, and loses nothing without a word."""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
import time
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import FILE_NAME
from newsdiff.errors import StoreError
from support.store_use import Kept, build, use

if TYPE_CHECKING:
    from collections.abc import Iterator

FLIPS = int(os.environ.get("NEWSDIFF_FLIPS", "2000"))
"""In the slow test."""

SECONDS = 120.0
"""For one run over a store, on a busy machine; an idle one takes half a second."""

IN_MEMORY = Path("/dev/shm")  # noqa: S108 -- a folder with a name of its own is made in it
"""A folder without a disk, where there is one: each run over a store waits for ten writes to be safe."""

STARTS = 3
"""How often the program is started: damage that is found while it runs is put right at the next start."""


@pytest.mark.parametrize(("items", "flips"), [(150, 16), pytest.param(5_000, FLIPS, marks=pytest.mark.slow)])
def test_a_flipped_byte_ends_nothing_and_loses_nothing_without_a_word(tmp_path: Path, items: int, flips: int) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    kept = build(whole / FILE_NAME, items)
    # The pages are small, so that the first of them, with the schema, are a small part of a large store.
    chance = random.Random(int(os.environ.get("NEWSDIFF_SEED", "13")))  # noqa: S311 -- it chooses bytes, not keys
    size = (whole / FILE_NAME).stat().st_size
    wrong = []
    with quick_folder(tmp_path) as quick:
        for number in range(flips):
            place = chance.randrange(chance.choice((size, size, size, 40_000)))
            value = chance.choice((None, 0, 0xFF, 0x80))
            folder = quick / "broken"
            shutil.copytree(whole, folder)
            flip(folder / FILE_NAME, place, value, chance)
            said = in_child(folder / FILE_NAME, kept)
            if said:
                wrong.append(f"{number}: byte {place} of {size}: {said}")
                print(wrong[-1], flush=True)
            shutil.rmtree(folder)
            if number % 100 == 99:
                print(f"{number + 1} of {flips} flips, {len(wrong)} went wrong", flush=True)
    assert not wrong


@contextmanager
def quick_folder(other: Path) -> Iterator[Path]:
    """A folder in memory for what is damaged; the other one where there is none."""
    if not os.access(IN_MEMORY, os.W_OK):
        yield other
        return
    with tempfile.TemporaryDirectory(prefix="newsdiff-", dir=IN_MEMORY) as folder:
        yield Path(folder)


def flip(path: Path, place: int, value: int | None, chance: random.Random) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        old = file.read(1)[0]
        file.seek(place)
        file.write(bytes([old ^ 1 << chance.randrange(8) if value is None else value]))


def in_child(path: Path, kept: Kept) -> str:
    """What went wrong with a store, in a process of its own; "" if all was well."""
    report = path.with_name("report")
    child = os.fork()
    if child == 0:
        try:
            report.write_text(judged(path, kept))
        except BaseException:
            report.write_text(traceback.format_exc()[-1500:])
        finally:
            os._exit(0)
    end = time.monotonic() + SECONDS
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return "hung"
        time.sleep(0.01)
    return report.read_text() if report.exists() else "died"


def judged(path: Path, kept: Kept) -> str:
    """What was wrong with the use of a store, start after start; "" if it ended well."""
    told = False
    lost = ""
    for _ in range(STARTS):
        try:
            notice, found = use(path)
        except StoreError:
            told = True
            continue
        # A byte of a row may cost this row. What costs more is found at the end of this run, and told at the next.
        fewer = any(now < before - 1 for now, before in zip(found, kept, strict=True))
        if told or notice or not fewer:
            return ""
        if lost:
            return lost
        lost = f"lost without a word: {kept} became {found}"
    return "it cannot be used at any start" if not has_said_why(path) else ""


def has_said_why(path: Path) -> bool:
    """Whether the file is one that must not be touched: written by a newer newsdiff, or by another program."""
    try:
        use(path)
    except StoreError as error:
        return "was not touched" in str(error)
    return True
