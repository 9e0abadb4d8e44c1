"""What the worst bodies cost in memory: a child that reads feeds stays small, whatever its bytes are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.feeds import MAX_ENTRIES, MEMORY_FOR_LARGE, parse
from newsdiff.adapters.http import MAX_BYTES
from newsdiff.adapters.sandbox.pool import Pool
from newsdiff.adapters.sandbox.process import WorkerError
from newsdiff.errors import FeedError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="only Linux bounds a process's own memory"
)

HERE = Path(__file__).parents[2] / "support"

ARGUMENTS = {"url": "https://bell.example/", "charset": None, "limit": MAX_ENTRIES}

PEAK = 130
"""MB that a child may have at most."""

BUSY = 120.0
"""Seconds for what takes two on an idle machine, so that it is never the time that ends it."""

HEAD, TAIL = b"<rss version='2.0'><channel><title>The Bell</title>", b"</channel></rss>"


def filled(unit: bytes, before: str = "", after: str = "") -> bytes:
    """The largest feed that is taken in, with one thing in it over and over."""
    start, end = HEAD + before.encode(), after.encode() + TAIL
    return start + unit * ((MAX_BYTES - len(start) - len(end)) // len(unit)) + end


BODIES = {
    "a title": filled(b"a", "<item><title>", "</title></item>"),
    "a title with one wide character": filled(b"a", "<item><title>\U0001f600", "</title></item>"),
    "references": filled(b"&#x1F600;", "<item><title>", "</title></item>"),
    "ampersands": filled(b"a & b <br> ", "<item><description>", "</description></item>"),
    "large items": filled(b"<item><title>x</title><description>\xe2\x82\xac" + b"a" * 7_800 + b"</description></item>"),
    "lists in lists": b'{"version": "https://jsonfeed.org/version/1.1", "items": [' + b"[]," * 5_000_000 + b"1]}",
}


@pytest.mark.parametrize("tasks", ["tasks", "token_vectors"])
def test_a_child_does_without_what_only_its_parent_needs(tasks: str) -> None:
    script = f"import sys, newsdiff.adapters.sandbox.child_main, newsdiff.adapters.parsers.{tasks}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert {"asyncio", "ssl"}.isdisjoint(loaded)


@pytest.fixture
async def workers(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pool]:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH")])))
    async with Pool(1, tasks="hostile_tasks") as opened:
        yield opened


@pytest.mark.parametrize("what", BODIES)
async def test_a_child_stays_small_whatever_it_reads(workers: Pool, what: str) -> None:
    # One that has been at work, as the ones that meet such feeds have.
    await workers.run("weigh", HEAD + TAIL, ARGUMENTS)
    assert len(BODIES[what]) <= MAX_BYTES
    try:
        found = await workers.run("weigh", BODIES[what], ARGUMENTS, memory=MEMORY_FOR_LARGE, seconds=BUSY)
    except WorkerError as error:
        # Too little was left even to say so.
        assert error.reason in {"memory", "died"}  # noqa: PT017  # both are right; the next one gets a child of its own
    else:
        assert found["peak"] <= PEAK


async def test_a_feed_that_needs_too_much_says_so_and_the_next_one_is_read() -> None:
    async with Pool(1) as workers:
        with pytest.raises(FeedError, match="needs more memory to read than newsdiff allows"):
            await parse(workers, BODIES["references"], "https://bell.example/", None, None, seconds=BUSY)
        one = HEAD + b"<item><title>a</title></item>" + TAIL
        content = await parse(workers, one, "https://bell.example/", None, None, seconds=BUSY)
        assert [entry.title for entry in content.entries] == ["a"]


async def test_what_one_task_may_need_is_not_held_against_the_next(workers: Pool) -> None:
    await workers.run("grow", arguments={"size": 10}, memory=2**20)
    before = workers.pids
    assert len((await workers.run("grow", arguments={"size": 8 * 2**20}))["text"]) == 8 * 2**20
    assert workers.pids == before
    with pytest.raises(WorkerError) as caught:
        await workers.run("grow", arguments={"size": 8 * 2**20}, memory=2**20)
    assert caught.value.reason == "memory"
