"""Killed while it writes, newsdiff has lost nothing that it said was kept."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import newsdiff
from newsdiff.adapters.store import FILE_NAME, open_store

WRITE_FOR_EVER = """
import itertools, sys
from datetime import UTC, datetime
from pathlib import Path
from newsdiff.adapters.store import open_store
from newsdiff.core.alignment.verdicts import Verdict
opened = open_store(Path(sys.argv[1]))
print(opened.notice, flush=True)
for number in itertools.count():
    one = Verdict("A", f"{sys.argv[2]}-{number}", "B", "b", linked=True, at=datetime.now(UTC))
    opened.store.record(one)
    print(f"+{one.a_text}", flush=True)
    if number % 3 == 2:
        opened.store.retract(one)
        print(f"-{one.a_text}", flush=True)
"""


@pytest.mark.parametrize("kills", [6, pytest.param(60, marks=pytest.mark.slow)])
def test_no_acknowledged_verdict_is_lost_to_a_kill(tmp_path: Path, kills: int) -> None:
    path = tmp_path / FILE_NAME
    environment = {**os.environ, "PYTHONPATH": str(Path(newsdiff.__file__).parents[1])}
    moments = random.Random(31)  # noqa: S311 -- it chooses moments, not keys
    kept: set[str] = set()
    doubtful: set[str] = set()
    for round_number in range(kills):
        command = [sys.executable, "-c", WRITE_FOR_EVER, str(path), str(round_number)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "None\n"
            acknowledged = [process.stdout.readline() for _ in range(moments.randrange(1, 40))]
            process.kill()
            acknowledged += [line for line in process.stdout if line.endswith("\n")]
        for line in acknowledged:
            (kept.add if line[0] == "+" else kept.discard)(line[1:].strip())
        # What was being written when the kill came may be there or not; nobody was told that it is.
        sign, last = acknowledged[-1][0], int(acknowledged[-1].rpartition("-")[2])
        doubtful.add(f"{round_number}-{last if sign == '+' and last % 3 == 2 else last + 1}")
    opened = open_store(path)
    with opened.store as store:
        found = {one.a_text for one in store.verdicts({"A", "B"})}
    assert opened.notice is None
    assert found - doubtful == kept - doubtful
    with closing(sqlite3.connect(path)) as direct:
        assert direct.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        every = {text for (text,) in direct.execute("SELECT a_text FROM verdict")}
    assert kept <= every
