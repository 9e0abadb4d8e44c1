"""What refreshes cost, beside newsboat's: cold, daily, of feeds that all changed; and what an item takes in the store."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.speed.farm import Newsboat, Newsdiff, farm
from bench.speed.figures import Figure
from newsdiff.service import AppContext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.speed.farm import Farm

ITEMS = 30
BOAT = "newsboat"


def cold(shared: Path, feeds: int, goal: float) -> Iterator[Figure]:
    """CPU seconds of the first `newsdiff refresh` of some feeds."""
    with tempfile.TemporaryDirectory() as place, farm(shared, feeds, ITEMS) as served:
        served.set(gen=0)
        ours, boat = _both(Path(place), served, feeds)
        own, theirs = ours.run("refresh"), boat.reload()
        yield Figure(f"refresh of {feeds} feeds, cold", own.cpu, "CPU s", goal, theirs.cpu, BOAT)


def changed(shared: Path) -> Iterator[Figure]:
    """CPU seconds of a refresh of 200 feeds of 50 items, each with one that is new."""
    with tempfile.TemporaryDirectory() as place, farm(shared, 200, 50) as served:
        served.set(gen=0)
        ours, boat = _both(Path(place), served, 200)
        ours.run("refresh")
        boat.reload()
        served.set(gen=1)
        own, theirs = ours.run("refresh", "--force"), boat.reload()
        yield Figure("refresh of 200 changed feeds of 50 items", own.cpu, "CPU s", 10.8, theirs.cpu, BOAT)


def daily(shared: Path, feeds: int = 1_000) -> Iterator[Figure]:
    """A cold refresh of 1,000 feeds and what it leaves on the disk; then one in which a tenth has one new item."""
    with tempfile.TemporaryDirectory() as place, farm(shared, feeds, ITEMS) as served:
        served.set(gen=0)
        ours, boat = _both(Path(place), served, feeds)
        theirs = boat.reload()
        first = asyncio.run(_refreshed(ours.folder))
        yield Figure(f"articles of {feeds:,} feeds in, cold", first.fetching, "s", 1, theirs.wall, BOAT, "ratio")
        yield Figure("placing an article in bulk", first.placing / first.new * 1000, "ms", 0.25)
        sizes = [sum(one.stat().st_size for one in folder.glob(name)) for folder, name in _stores(Path(place))]
        yield Figure("an item in the store", sizes[0] / first.new, "bytes", 1_200, sizes[1] / first.new, BOAT)
        served.set(gen=1, share=0.1)
        before = asyncio.run(_refreshed(ours.folder, forced=True))
        yield Figure("placing one of 100 new articles among 30,000", before.placing / before.new * 1000, "ms", 1)
        served.set(gen=2, share=0.1)
        # Both know the generation before the one that is measured, so that each changed feed has one new item for both.
        ours.run("refresh", "--force")
        boat.reload()
        served.set(gen=3, share=0.1)
        own, theirs = ours.run("refresh", "--force"), boat.reload()
        yield Figure("refresh of 1,000 feeds, a tenth with news", own.cpu, "CPU s", 1.5, theirs.cpu, BOAT)


class _Refreshed(NamedTuple):
    new: int
    fetching: float
    placing: float


async def _refreshed(folder: Path, *, forced: bool = False) -> _Refreshed:
    """Refresh a library in this process; give the seconds until the articles were in, and until all were placed."""
    os.environ["NEWSDIFF_DATA"] = str(folder)
    async with AppContext() as context:
        await context.feed_service.warm()
        report = await context.feed_service.refresh(forced=forced, cluster=False)
        start = time.process_time()
        placed = await context.feed_service.stories.catch_up()
        if not placed or placed != report.new:
            raise SystemExit(f"{report.new} articles came, and {placed} were placed.")
        return _Refreshed(report.new, report.seconds, time.process_time() - start)


def _both(folder: Path, served: Farm, feeds: int) -> tuple[Newsdiff, Newsboat]:
    urls = served.urls(feeds)
    return Newsdiff(folder / "newsdiff", urls), Newsboat(folder / BOAT, urls)


def _stores(folder: Path) -> tuple[tuple[Path, str], tuple[Path, str]]:
    return (folder / "newsdiff", "*.db"), (folder / BOAT, "cache.db")
