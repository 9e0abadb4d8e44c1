"""Measures grouping: how many items a second the core groups, and what placing costs against the size of the store.

    python tests/bench/stories_bench.py                    stores of 1,000 to 100,000 entries, in a temporary folder
    python tests/bench/stories_bench.py --sizes 1000,5000  other sizes
    python tests/bench/stories_bench.py --shared FOLDER    also B-cubed F1 on the labelled streams of the shared folder

Of each store, up to 10,000 entries lie in the window of the 2,000 new ones, as in the three days before. Seconds are of
CPU, of this process; between the slices, the longest wait of an event loop that ticks every 5 ms is told as well.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import random
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from newsdiff.adapters.store import FILE_NAME, Store, open_store
from newsdiff.core.feeds import Entry, FeedContent, FeedState
from newsdiff.core.stories.items import Item, day_of
from newsdiff.core.stories.streams import group
from newsdiff.service.stories import SLICE

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    by_feed: dict[int, list[Entry]] = {feed: [] for feed in feeds}
    for count, (title, text, at) in enumerate(events(number, first, last)):
        url = f"https://news.example/{mark}/{count}"
        by_feed[CHANCE.choice(feeds)].append(Entry(url, title, url, None, at, text=text))
    for feed, some in by_feed.items():
        content = FeedContent("rss", f"News {feed}", None, "en", tuple(reversed(some)), len(some))
        store.save(feed, content, FeedState(), NOW)


def place(store: Store) -> int:
    placer, placed = store.placer(), 0
    while left := placer.begin(NOW):
        placed += left
        while left:
            left = placer.some(SLICE)
    return placed


async def watched(store: Store) -> tuple[int, float, float]:
    """Places everything in a thread; gives how many, the CPU seconds, and the longest wait of the loop in between."""
    began = time.process_time()
    placing = asyncio.create_task(asyncio.to_thread(place, store))
    longest = 0.0
    while not placing.done():
        tick = time.perf_counter()
        await asyncio.sleep(0.005)
        longest = max(longest, time.perf_counter() - tick - 0.005)
    return await placing, time.process_time() - began, longest


def measure(size: int, folder: Path) -> None:
    with open_store(folder / FILE_NAME).store as store:
        window = min(size, WINDOW)
        old, recent = NOW - timedelta(days=365), NOW - timedelta(days=WINDOW_DAYS)
        if size > window:
            fill(store, size - window, old, recent, "old")
        fill(store, window, recent, NOW - timedelta(hours=2), "window")
        began = time.process_time()
        placed = place(store)
        first = time.process_time() - began
        fill(store, NEW, NOW - timedelta(hours=2), NOW, "new")
        number, seconds, longest = asyncio.run(watched(store))
        began = time.process_time()
        store.stories()
        listed = time.process_time() - began
        print(
            f"{size:>8,}{window:>10,}{first:>14.2f}{placed / first:>12,.0f}{seconds:>14.2f}{number / seconds:>10,.0f}"
            f"{longest * 1000:>12.0f}{listed * 1000:>10.1f}",
            flush=True,
        )


def speed(number: int = 12_000) -> None:
    """How many items a second the core groups, words and all."""
    items = [
        Item(key, title, text, f"Outlet {key % FEEDS}", day_of(at))
        for key, (title, text, at) in enumerate(events(number, NOW - timedelta(days=4), NOW))
    ]
    began = time.process_time()
    stories = len({one.story for one in group(items)})
    seconds = time.process_time() - began
    print(f"core: {number:,} items into {stories:,} stories, {number / seconds:,.0f} items a second")


def quality(folder: Path) -> None:
    """B-cubed F1 on labelled streams."""
    for path in sorted((folder / "bench" / "stories").glob("*.jsonl")):
        told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        items = [
            Item(
                key, one["title"], one["summary"] or "", one["outlet"], day_of(datetime.fromisoformat(one["published"]))
            )
            for key, one in enumerate(told)
        ]
        began = time.process_time()
        found = {one.key: one.story for one in group(items)}
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
    told = parser.parse_args()
    speed()
    if told.shared:
        quality(told.shared)
    print(
        f"{'store':>8}{'window':>10}{'first time s':>14}{'items / s':>12}{f'{NEW:,} new s':>14}{'items / s':>10}{'longest ms':>12}{'list ms':>10}"
    )
    for size in map(int, told.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            measure(size, Path(folder))


if __name__ == "__main__":
    main()
