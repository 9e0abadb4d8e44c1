"""The real command, killed in the middle of a refresh, again and again on one store."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import FILE_NAME
from support.feed_builders import check_sound
from support.feed_server import FeedServer, feed
from support.store_fixtures import open_new_store

if TYPE_CHECKING:
    from pathlib import Path

FEEDS, ENTRIES = 20, 15

KILLS = int(os.environ.get("NEWSDIFF_KILLS", "100"))
"""In the slow test; a longer loop is NEWSDIFF_KILLS=500 with -m slow."""


def stored(path: Path) -> dict[str, int]:
    """How many entries of each feed and round there are, as another program sees them now."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as direct:
        rows = direct.execute(
            "SELECT feed_id || ' ' || substr(title, 1, instr(title, '-') - 1), count(*) FROM entry GROUP BY 1"
        )
        return dict(rows.fetchall())


def publish(server: FeedServer, number: int) -> None:
    """Every feed has new entries now, and none of its earlier ones."""
    for one in range(FEEDS):
        server.serves(f"/feed{one}", feed(*(f"{number}-{one}-{entry}" for entry in range(ENTRIES))))


def refresh(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "newsdiff", "refresh", "--force"],
        env={**os.environ, "NEWSDIFF_DATA": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("kills", [2, pytest.param(KILLS, marks=pytest.mark.slow)])
def test_whatever_was_seen_stored_is_there_after_a_kill_and_every_feed_is_whole(
    server: FeedServer, tmp_path: Path, kills: int
) -> None:
    moments = random.Random(8)  # noqa: S311 -- it chooses moments, not keys
    path = tmp_path / FILE_NAME
    with open_new_store(path).store as store:
        for one in range(FEEDS):
            store.add_feed(server.url(f"/feed{one}"), typed_url=server.url(f"/feed{one}"))
    cut_short = number = 0
    # Where the machine is busy, a refresh may be done before its moment is seen.
    while number < kills or cut_short <= kills // 2:
        assert number < 20 * kills
        publish(server, number)
        before, asked = stored(path), len(server.paths())
        seen = before
        # The moment is counted in requests, and after the last one in stored feeds.
        moment = moments.randrange(2 * FEEDS)
        with refresh(tmp_path) as process:
            while process.poll() is None and len(server.paths()) - asked + len(seen) - len(before) < moment:
                seen = stored(path)
                time.sleep(0.005)
            process.kill()
        cut_short += process.returncode != 0
        after = stored(path)
        assert seen.items() <= after.items()
        assert set(after.values()) <= {ENTRIES}
        number += 1
        if number % 25 == 0:
            check_sound(path)
    publish(server, number)
    with refresh(tmp_path) as last:
        _, said = last.communicate()
    # It starts again without a question, or a word about what happened to it.
    assert (last.returncode, said) == (0, b"")
    assert len([one for one in stored(path) if one.endswith(f" {number}")]) == FEEDS
    check_sound(path)
