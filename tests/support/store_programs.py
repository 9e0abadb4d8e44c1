"""Programs that use a store in another process, and small helpers for the files of a store."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import newsdiff
from newsdiff.core.alignment.verdicts import Verdict

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
_SOURCES = os.pathsep.join([str(Path(newsdiff.__file__).parents[1]), str(Path(__file__).parents[1])])


def numbered_verdict(number: int) -> Verdict:
    """One of many verdicts that differ."""
    return Verdict("A", f"Sentence {number} of A.", "B", f"Sentence {number} of B.", linked=True, at=NOON)


def insert_early(connection: sqlite3.Connection, verdict: Verdict) -> None:
    """Writes a verdict as every newsdiff did whose store had a version below 6."""
    connection.execute(
        "INSERT INTO verdict (a_outlet, a_text, b_outlet, b_text, linked, at) VALUES (?, ?, ?, ?, ?, ?)",
        (verdict.a_outlet, verdict.a_text, verdict.b_outlet, verdict.b_text, verdict.linked, verdict.at.isoformat()),
    )


def mode_of(path: Path) -> int:
    """The permissions of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


def execute(path: Path, statement: str) -> None:
    """Executes a statement on a database without newsdiff."""
    with closing(sqlite3.connect(path, isolation_level=None)) as direct:
        direct.execute(statement)


def start_program(program: str, *arguments: str) -> subprocess.Popen[str]:
    """Starts a Python program that can import newsdiff and the helpers of the tests, with pipes to and from it."""
    environment = {**os.environ, "PYTHONPATH": _SOURCES}
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


def output_of(program: str, *arguments: str) -> str:
    """Runs such a program to its end, which must be good, and returns what it printed."""
    with start_program(program, *arguments) as process:
        printed, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return printed
