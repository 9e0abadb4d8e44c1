"""The farm's feeds, refreshed through the real program and killed in the middle, come out as the same stories."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import newsdiff
from newsdiff.adapters.store import FILE_NAME
from support.feed_builders import check_sound
from support.stored_stories import check_stories

if TYPE_CHECKING:
    from collections.abc import Iterator

FEEDS = 24


@contextmanager
def farm(shared: Path) -> Iterator[list[str]]:
    """A farm of feeds on a free port, and their addresses."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = [
        sys.executable,
        str(shared / "bench" / "feedfarm.py"),
        "serve",
        "--port",
        str(port),
        "--feeds",
        str(FEEDS),
    ]
    with subprocess.Popen(
        [*program, "--items", "20", "--latency", "20", "--for", "3600"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            end = time.monotonic() + 60
            while not answers(port):
                assert process.poll() is None
                assert time.monotonic() < end
                time.sleep(0.05)
            yield [f"http://127.0.0.1:{port}/f/{number}.xml" for number in range(FEEDS)]
        finally:
            process.kill()


def answers(port: int) -> bool:
    with closing(socket.socket()) as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


@dataclass(frozen=True)
class Whole:
    """The store of a refresh that was left in peace."""

    urls: list[str]
    """The feeds, while their farm runs."""
    folder: Path
    took: float
    """Seconds of the refresh."""


@pytest.fixture(scope="module")
def whole(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    folder = tmp_path_factory.mktemp("whole")
    with farm(shared) as urls:
        subscribed(folder, urls)
        began = time.perf_counter()
        ran(folder, "refresh")
        yield Whole(urls, folder, time.perf_counter() - began)


def started(folder: Path, *args: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(Path(newsdiff.__file__).parents[1]), "NEWSDIFF_DATA": str(folder)}
    return subprocess.Popen([sys.executable, "-m", "newsdiff", *args], env=environment, stdout=subprocess.PIPE)


def ran(folder: Path, *args: str) -> str:
    with started(folder, *args) as process:
        out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return out.decode()


def subscribed(folder: Path, urls: list[str]) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "urls").write_text("\n".join(urls))
    ran(folder, "import", str(folder / "urls"))


def placed(folder: Path) -> list[tuple[str, int]]:
    """Every article by its address, with its story."""
    path = folder / FILE_NAME
    check_sound(path)
    check_stories(path)
    with closing(sqlite3.connect(path)) as direct:
        return direct.execute("SELECT feed_id || key, story_id FROM entry ORDER BY 1").fetchall()


@pytest.mark.xdist_group("farm")
def test_the_shared_stories_of_a_farm_come_together(whole: Whole) -> None:
    listed = json.loads(ran(whole.folder, "stories", "--json", "--min-outlets", "2", "--limit", "1000"))
    assert listed
    assert all(len(one["outlets"]) > 1 for one in listed)
    with closing(sqlite3.connect(whole.folder / FILE_NAME)) as direct:
        rows = direct.execute("SELECT url, story_id FROM entry").fetchall()
    found: dict[str, list[int]] = {}
    for url, story in rows:
        told = re.search(r"/a/(\d+)/", url)
        assert told is not None
        found.setdefault(told[1], []).append(story)
    shared_stories = [stories for stories in found.values() if len(stories) > 1]
    assert len(shared_stories) > 10
    assert sum(len(set(stories)) == 1 for stories in shared_stories) >= 0.75 * len(shared_stories)
    # Most are of one outlet, made of the same few phrases, and stay apart.
    assert len({story for _, story in rows}) > len(found) * 0.6


@pytest.mark.xdist_group("farm")
@pytest.mark.parametrize("kills", [1, pytest.param(25, marks=pytest.mark.slow)])
def test_killed_at_any_moment_the_stories_are_the_same(whole: Whole, tmp_path: Path, kills: int) -> None:
    moments = random.Random(41)  # noqa: S311 -- it chooses moments, not keys
    expected = placed(whole.folder)
    for number in range(kills):
        broken = tmp_path / f"broken-{number}"
        subscribed(broken, whole.urls)
        for _ in range(2):
            with started(broken, "refresh") as process:
                time.sleep(whole.took * moments.uniform(0.2, 1.0))
                process.kill()
        ran(broken, "stories", "--json")
        ran(broken, "refresh", "--force")
        assert placed(broken) == expected
        shutil.rmtree(broken)
