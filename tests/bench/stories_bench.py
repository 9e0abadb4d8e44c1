"""Measures grouping: how many items a second the core groups, and what placing costs against the size of the store.

    python tests/bench/stories_bench.py                    stores of 1,000 to 100,000 entries, in a temporary folder
    python tests/bench/stories_bench.py --sizes 1000,5000  other sizes
    python tests/bench/stories_bench.py --shared FOLDER    also B-cubed F1 on the labelled streams of the shared folder
    python tests/bench/stories_bench.py --plot FILE.svg    also a drawing of what placing costs
    python tests/bench/stories_bench.py --lists            also how long the lists of stories of the last store take

Of each store, up to 10,000 entries lie in the window of the 2,000 new ones, as in the three days before. They are placed
by a program that was just started (new), and 2,000 more by the same one (next). Seconds are of CPU, of this process.
Longest is the longest wait meanwhile of an event loop that ticks every 5 ms, kept is what stays in memory afterwards.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import math
import random
import statistics
import tempfile
import time
import tracemalloc
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from newsdiff.adapters.store import FILE_NAME, Store, open_store
from newsdiff.core.clustering.batch import cluster
from newsdiff.core.clustering.items import ClusterItem, day_of
from newsdiff.core.library.feeds import FeedContent, FeedItem, FeedState
from newsdiff.core.library.stories import StoryOrder, StoryScope
from newsdiff.service.story_ingest import StoryIngest
from newsdiff.service.story_service import CHUNK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FEEDS = 200
NEW = 2_000
WINDOW = 10_000
WINDOW_DAYS = 3
OUTLETS = 3
"""Of one event, on average, as in the labelled streams."""
CHANCE = random.Random(11)  # noqa: S311 -- it makes up texts, not keys


def vocabulary(size: int = 40_000) -> list[str]:
    """Made-up words, the same every time."""
    syllables = [a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "an", "er", "on")]
    found = sorted({"".join(CHANCE.choices(syllables, k=CHANCE.randint(2, 5))) for _ in range(size)})
    CHANCE.shuffle(found)
    return found


WORDS = vocabulary()
# As in real texts, the word of rank r comes about as often as 1/r.
RANKS = list(itertools.accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))


def written(words: int) -> list[str]:
    return CHANCE.choices(WORDS, cum_weights=RANKS, k=words)


def events(number: int, first: datetime, last: datetime) -> Iterator[tuple[str, str, datetime]]:
    """So many titles and summaries of events, each told by some outlets in words of their own, in order of time."""
    made: list[tuple[str, str, datetime]] = []
    while len(made) < number:
        title, text = written(9), written(40)
        begin = first + (last - first) * CHANCE.random()
        for _ in range(CHANCE.randint(1, 2 * OUTLETS - 1)):
            own = CHANCE.sample(title, 5) + written(4), CHANCE.sample(text, 18) + written(22)
            at = min(last, begin + timedelta(hours=12 * CHANCE.random()))
            made.append((" ".join(own[0]).capitalize(), " ".join(own[1]).capitalize() + ".", at))
    return iter(sorted(made[:number], key=lambda one: one[2]))


def fill(store: Store, number: int, first: datetime, last: datetime, mark: str) -> None:
    """Stores so many entries in the feeds."""
    feeds = [store.add_feed(f"https://news{feed}.example/").feed.id for feed in range(FEEDS)]
    by_feed: dict[int, list[FeedItem]] = {feed: [] for feed in feeds}
    for count, (title, text, at) in enumerate(events(number, first, last)):
        url = f"https://news.example/{mark}/{count}"
        by_feed[CHANCE.choice(feeds)].append(FeedItem(url, title, url, None, at, text=text))
    for feed, some in by_feed.items():
        content = FeedContent("rss", f"News {feed}", None, "en", tuple(reversed(some)), len(some))
        store.save(feed, content, FeedState(), NOW)


def place(ingest: StoryIngest, now: datetime = NOW) -> int:
    placed = 0
    while left := ingest.begin_batch(now):
        placed += left
        while left:
            left = ingest.assign(CHUNK, now)
    return placed


async def watched(ingest: StoryIngest) -> tuple[float, float]:
    """Places everything in a thread; gives the CPU seconds, and the longest wait of the loop meanwhile."""
    began = time.process_time()
    placing = asyncio.create_task(asyncio.to_thread(place, ingest))
    longest = 0.0
    while not placing.done():
        tick = time.perf_counter()
        await asyncio.sleep(0.005)
        longest = max(longest, time.perf_counter() - tick - 0.005)
    await placing
    return time.process_time() - began, longest


@dataclass(frozen=True, slots=True)
class Cost:
    """What placing costs in a store of a size. Seconds of CPU."""

    size: int
    first: float
    """For a thousand entries of a store that was never grouped."""
    new: float
    next: float
    longest: float
    kept: float
    """Megabytes."""
    page: float
    """Seconds of the first page of the list."""


def measure(size: int, folder: Path, *, lists: bool) -> Cost:
    with open_store(folder / FILE_NAME).store as store:
        window = min(size, WINDOW)
        old, recent = NOW - timedelta(days=365), NOW - timedelta(days=WINDOW_DAYS)
        if size > window:
            fill(store, size - window, old, recent, "old")
        fill(store, window, recent, NOW - timedelta(hours=2), "window")
        began = time.process_time()
        place(StoryIngest(store))
        first = (time.process_time() - began) / size * 1000
        ingest = StoryIngest(store)
        fill(store, NEW, NOW - timedelta(hours=2), NOW, "new")
        new, longest = asyncio.run(watched(ingest))
        fill(store, NEW, NOW - timedelta(hours=2), NOW, "next")
        following, _ = asyncio.run(watched(ingest))
        began = time.perf_counter()
        store.stories()
        page = time.perf_counter() - began
        if lists:
            pages(store)
        return Cost(size, first, new, following, longest, kept(store), page)


def kept(store: Store) -> float:
    """Megabytes that placing keeps in memory between refreshes."""
    fill(store, 1, NOW, NOW, "last")
    tracemalloc.start()
    ingest = StoryIngest(store)
    place(ingest)
    found, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return found / 1e6


def pages(store: Store) -> None:
    """How long the first page of each list of stories takes, and its count."""
    store.star([one.id for one in store.entries(limit=2_000)[::20]])
    store.mark_read([one.id for one in store.entries(limit=10_000) if CHANCE.random() < 0.6])
    scopes = {
        "all": StoryScope(),
        "unread": StoryScope(unread=True),
        "starred": StoryScope(starred=True),
        "two outlets": StoryScope(min_outlets=2),
        "six outlets": StoryScope(min_outlets=6),
        "since a day": StoryScope(since=NOW - timedelta(days=1)),
        "a word of nearly all": StoryScope(search=WORDS[0]),
        "a word of some": StoryScope(search=WORDS[300]),
        "a rare word": StoryScope(search=WORDS[20_000]),
    }
    orders: tuple[StoryOrder, ...] = ("newest", "outlets", "differing")
    print(f"{'first page, ms':24}" + "".join(f"{order:>12}" for order in orders) + f"{'count':>12}")
    for name, scope in scopes.items():
        times = [spent(lambda scope=scope, order=order: store.stories(replace(scope, order=order))) for order in orders]  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        times.append(spent(lambda scope=scope: store.count_stories(scope)))  # type: ignore[misc]  # as above
        print(f"{name:24}" + "".join(f"{one:>12.1f}" for one in times), flush=True)


def spent(act: Callable[[], object], rounds: int = 9) -> float:
    """The median, in milliseconds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


LINES = (("new", "in a program just started", "#c44"), ("next", "by the same program", "#36a"))


def plot(costs: list[Cost], path: Path) -> None:
    """Draws CPU seconds for the new entries against the size of the store, which grows tenfold at each step."""
    wide, high, edge = 560, 300, 50
    least, most = (math.log10(size) for size in (costs[0].size, max(costs[-1].size, costs[0].size * 10)))
    top = max(2.0, *(one.new for one in costs), *(one.next for one in costs)) * 1.1

    def at(size: int, seconds: float) -> tuple[float, float]:
        along = (math.log10(size) - least) / (most - least)
        return edge + along * (wide - 2 * edge), high - edge - seconds / top * (high - 2 * edge)

    parts = [f'<path d="M{edge},{edge} V{high - edge} H{wide - edge}" fill="none" stroke="#888"/>']
    parts += [
        f'<text x="{at(one.size, 0)[0]:.0f}" y="{high - edge + 18}" text-anchor="middle">{one.size:,}</text>'
        for one in costs
    ]
    parts += [
        f'<text x="{edge - 8}" y="{at(costs[0].size, n / 2)[1] + 4:.0f}" text-anchor="end">{n / 2:g}</text>'
        for n in range(int(top * 2) + 1)
    ]
    for number, (name, told, colour) in enumerate(LINES):
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(one.size, getattr(one, name)) for one in costs))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(
            f'<text x="{wide - edge}" y="{high - edge - 14 - 16 * number}" text-anchor="end" fill="{colour}">{told}</text>'
        )
    title = f"CPU seconds to place {NEW:,} new entries, by the entries in the store"
    parts.append(f'<text x="{edge}" y="{edge - 20}">{title}</text>')
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="12">'
        f'<rect width="{wide}" height="{high}" fill="#fff"/>{"".join(parts)}</svg>\n',
        encoding="utf-8",
    )


def speed(number: int = 12_000) -> None:
    """How many items a second the core groups, words and all."""
    items = [
        ClusterItem(key, title, text, f"Outlet {key % FEEDS}", day_of(at))
        for key, (title, text, at) in enumerate(events(number, NOW - timedelta(days=4), NOW))
    ]
    began = time.process_time()
    stories = len({one.story for one in cluster(items)})
    seconds = time.process_time() - began
    print(f"core: {number:,} items into {stories:,} stories, {number / seconds:,.0f} items a second")


def quality(folder: Path) -> None:
    """B-cubed F1 on labelled streams."""
    for path in sorted((folder / "bench" / "stories").glob("*.jsonl")):
        told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        items = [
            ClusterItem(
                key, one["title"], one["summary"] or "", one["outlet"], day_of(datetime.fromisoformat(one["published"]))
            )
            for key, one in enumerate(told)
        ]
        began = time.process_time()
        found = {one.key: one.story for one in cluster(items)}
        seconds = time.process_time() - began
        pairs = [(one["story"], found[key]) for key, one in enumerate(told) if one["story"] is not None]
        precision, recall = (
            b_cubed([b for _, b in pairs], [a for a, _ in pairs]),
            b_cubed(*map(list, zip(*pairs, strict=True))),
        )
        f1 = 2 * precision * recall / (precision + recall)
        print(
            f"{path.stem:12} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  {len(items) / seconds:,.0f} items a second"
        )


def b_cubed(whole: list[object], parts: list[object]) -> float:
    """The mean share of an item's group in `whole` that is in its group in `parts` too (Bagga and Baldwin, 1998)."""
    both = list(zip(whole, parts, strict=True))
    return sum(both.count(pair) ** 2 / whole.count(pair[0]) for pair in set(both)) / len(both)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,3000,10000,30000,100000")
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--lists", action="store_true")
    told = parser.parse_args()
    speed()
    if told.shared:
        quality(told.shared)
    heads = ("store", "first/1,000 s", f"{NEW:,} new s", f"{NEW:,} next s", "longest ms", "kept MB", "page ms")
    print("".join(f"{head:>15}" for head in heads))
    sizes = sorted(map(int, told.sizes.split(",")))
    costs = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            one = measure(size, Path(folder), lists=told.lists and size == sizes[-1])
        costs.append(one)
        print(
            f"{one.size:>15,}{one.first:>15.2f}{one.new:>15.2f}{one.next:>15.2f}{one.longest * 1000:>15.0f}"
            f"{one.kept:>15.1f}{one.page * 1000:>15.1f}",
            flush=True,
        )
    if told.plot:
        plot(costs, told.plot)


if __name__ == "__main__":
    main()
