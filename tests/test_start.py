"""What is loaded when: the quick answers of newsdiff must not wait for libraries that they do not need."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = ("textual", "rich", "aiohttp", "trafilatura", "lxml", "numpy", "rapidfuzz", "feedparser", "tomlkit", "asyncio")
PROBE = """
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
from newsdiff.cli import run
with redirect_stdout(io.TextIOWrapper(io.BytesIO())), redirect_stderr(io.TextIOWrapper(io.BytesIO())):
    status = run({args!r})
print(json.dumps([status, sorted(set(sys.modules) & set({heavy!r}))]))
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store and settings of its own."""
    monkeypatch.setenv("NEWSDIFF_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("NEWSDIFF_CONFIG", str(tmp_path / "config.toml"))


def loaded(*args: str) -> tuple[int, list[str]]:
    """The exit status of a command and the heavy libraries that it loaded, in a process of its own."""
    code = PROBE.format(args=args, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    status, found = json.loads(done.stdout)
    return status, found


@pytest.mark.parametrize(
    "args", [("--version",), ("--help",), ("open", "--help"), ("compare", "--help"), ("config", "--path")]
)
def test_a_quick_answer_loads_no_heavy_library(args: tuple[str, ...]) -> None:
    assert loaded(*args) == (0, [])


@pytest.mark.parametrize("args", [(), ("compare",), ("compare", "--min-score", "7", "a", "b"), ("nonsense",)])
def test_a_refusal_loads_no_heavy_library(args: tuple[str, ...]) -> None:
    assert loaded(*args) == (2, [])


def test_comparing_files_loads_neither_the_screen_nor_the_network(tmp_path: Path) -> None:
    for name, closed in (("one", "was closed on Friday"), ("two", "was shut last Friday")):
        (tmp_path / f"{name}.txt").write_text(f"The old bridge over the river {closed}, the council said.\n")
    status, found = loaded("compare", str(tmp_path / "one.txt"), str(tmp_path / "two.txt"))
    assert status == 0
    assert not {"textual", "aiohttp", "trafilatura", "lxml", "feedparser"} & set(found)
