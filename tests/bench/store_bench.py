"""Measures the store with many entries: lists, counts, marks, search, and what a refresh costs.

    python tests/bench/store_bench.py                  30,000 and 100,000 entries in 300 feeds, in a temporary folder
    python tests/bench/store_bench.py --entries 5000   another number
    python tests/bench/store_bench.py --folder DIR     keep the stores, and use them again the next time

Prints milliseconds: the median, the 95th percentile and the worst of the rounds. What is written is synced to the disk.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from newsdiff.adapters.store import FILE_NAME, Store, open_store
from newsdiff.core.library.entries import ListScope, cursor_at
from newsdiff.core.library.feeds import FeedContent, FeedItem, FeedSettings, FeedState

if TYPE_CHECKING:
    from collections.abc import Callable

FEEDS = 300
GROUPS = 10
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
YEAR = timedelta(days=365)
CHANCE = random.Random(7)  # noqa: S311 -- it makes up texts, not keys


def vocabulary(size: int = 30_000) -> list[str]:
    """Made-up words of two to five syllables, the same every time."""
    syllables = [a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "an", "er", "on")]
    return sorted({"".join(CHANCE.choices(syllables, k=CHANCE.randint(2, 5))) for _ in range(size)})


WORDS = vocabulary()
CHANCE.shuffle(WORDS)
# As in real texts, the word of rank r comes about as often as 1/r.
RANKS = list(itertools.accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))


def written(words: int) -> str:
    return " ".join(CHANCE.choices(WORDS, cum_weights=RANKS, k=words))


def entry(feed: int, number: int, published: datetime) -> FeedItem:
    return FeedItem(
        f"guid-{feed}-{number}",
        written(9).capitalize(),
        f"https://news{feed}.example/{number}",
        f"Reporter {CHANCE.randrange(2000)}",
        published,
        text="\n\n".join(written(60) for _ in range(CHANCE.randint(1, 6))),
    )


def content(feed: int, entries: tuple[FeedItem, ...]) -> FeedContent:
    return FeedContent("rss", f"Outlet {feed}", f"https://news{feed}.example/", "en", entries, len(entries))


def fill(store: Store, total: int) -> float:
    """Fills an empty store and gives the seconds that saving took."""
    spent, each = 0.0, total // FEEDS
    for feed in range(FEEDS):
        settings = FeedSettings(group=f"Group {feed % GROUPS}")
        added = store.add_feed(f"https://news{feed}.example/feed", settings)
        made = tuple(entry(feed, number, NOW - CHANCE.random() * YEAR) for number in range(each))
        start = time.perf_counter()
        store.save(added.feed.id, content(feed, made), FeedState(), NOW)
        spent += time.perf_counter() - start
    return spent


def measure(name: str, act: Callable[[], object], rounds: int = 30) -> None:
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        spent.append((time.perf_counter() - start) * 1000)
    spent.sort()
    p95 = spent[min(len(spent) - 1, int(len(spent) * 0.95))]
    print(f"  {name:<58}{statistics.median(spent):>9.2f}{p95:>9.2f}{spent[-1]:>9.2f}", flush=True)


def lists(store: Store) -> None:
    river = store.entries(limit=1)
    deep = cursor_at(store.entries(limit=1, skip=store.count() // 2)[0])
    feed = store.feeds()[FEEDS // 2].id
    measure("page of 200, all, the first", store.entries)
    measure("page of 200, all, after half of them", lambda: store.entries(before=deep))
    measure("page of 200, all, just above the half", lambda: store.entries(after=deep))
    measure("page of 200, all, by number (half of them passed over)", lambda: store.entries(skip=store.count() // 2))
    measure("page of 200, unread", lambda: store.entries(ListScope(unread=True)))
    measure("page of 200, unread, after half of them", lambda: store.entries(ListScope(unread=True), before=deep))
    measure("page of 200, starred", lambda: store.entries(ListScope("starred")))
    measure("page of 200, one feed", lambda: store.entries(ListScope("feed", feed=feed)))
    measure("page of 200, one feed, unread", lambda: store.entries(ListScope("feed", feed=feed, unread=True)))
    measure("page of 200, group of a tenth of the feeds", lambda: store.entries(ListScope("group", "Group 3")))
    measure("the same, unread", lambda: store.entries(ListScope("group", "Group 3", unread=True)))
    measure("page of 200, tag", lambda: store.entries(ListScope("tag", "later")))
    measure("the next unread after a place", lambda: store.entries(ListScope(unread=True), 1, before=deep))
    measure("texts of one entry", lambda: store.entry_text(river[0].id))
    measure(f"all {FEEDS} feeds with their counts", store.feeds)
    measure("count of all", store.count)
    measure("count of unread", lambda: store.count(ListScope(unread=True)))


def searches(store: Store) -> None:
    for name, query in (
        ("the most frequent word", WORDS[0]),
        ("a frequent word", WORDS[20]),
        ("a word of middling frequency", WORDS[800]),
        ("a rare word", WORDS[20_000]),
        ("two frequent words", f"{WORDS[3]} {WORDS[9]}"),
        ("a phrase of two frequent words", f'"{WORDS[0]} {WORDS[1]}"'),
        ("the beginning of a word", f"{WORDS[40][:3]}*"),
        ("a frequent word, unread, since 30 days", f"{WORDS[5]} is:unread since:30d"),
        ("a frequent word in one outlet", f'{WORDS[5]} outlet:"Outlet 77"'),
        ("a frequent word without another", f"{WORDS[5]} -{WORDS[0]}"),
        ("without a frequent word", f"-{WORDS[0]}"),
        ("a frequent word that is starred", f"{WORDS[0]} is:starred"),
    ):
        measure(f"search, 50 rows: {name}", lambda query=query: store.search(query, 50, now=NOW), 15)  # type: ignore[misc]  # mypy cannot infer a lambda with a default
    scope = ListScope("search", WORDS[5])
    measure("search, how many there are: a frequent word", lambda: store.count(scope, now=NOW), 15)


def writing(store: Store) -> None:
    ids = [one.id for one in store.entries(limit=60)]
    marks = itertools.cycle([True, False])
    measure("mark one read, or unread", lambda: store.mark_read([ids[0]], next(marks)))
    measure("star one, or not", lambda: store.star([ids[1]], on=next(marks)))
    numbers = itertools.count(1_000_000, 30)

    def refresh() -> None:
        first, feed = next(numbers), store_feeds[CHANCE.randrange(FEEDS)]
        made.append(tuple(entry(feed, first + n, NOW - n * timedelta(minutes=1)) for n in range(30)))

    store_feeds, made = [feed.id for feed in store.feeds()], list[tuple[FeedItem, ...]]()
    for _ in range(40):
        refresh()
    new = iter(made)
    measure("save a feed with 30 new entries", lambda: save(store, store_feeds[3], next(new)), 40)
    known = made[-1]
    measure("save a feed with 30 known entries", lambda: save(store, store_feeds[3], known), 40)
    texts = itertools.count()

    def changed() -> None:
        save(store, store_feeds[3], tuple(replace(one, text=f"{one.text} {next(texts)}") for one in known))

    measure("save a feed with 30 changed entries", changed, 20)
    tags = itertools.count()
    measure("keep that a feed has nothing new", lambda: store.save_states({store_feeds[5]: FeedState(f"{next(tags)}")}))
    measure(
        f"keep that {FEEDS} feeds have nothing new, at once",
        lambda: store.save_states({feed: FeedState(f"{next(tags)}") for feed in store_feeds}),
    )
    measure("mark all read", lambda: store.mark_all_read(ListScope()), 1)
    measure("undo that", store.undo, 1)
    measure("add a mute of a word", lambda: store.add_mute("word", WORDS[20]), 1)
    measure("undo that", store.undo, 1)


def save(store: Store, feed: int, entries: tuple[FeedItem, ...]) -> None:
    store.save(feed, content(feed, entries), FeedState(), NOW)


def bench(path: Path, total: int) -> None:
    new = not path.exists()
    opened = open_store(path)
    store = opened.store
    if new:
        spent = fill(store, total)
        print(f"\n{total:,} entries in {FEEDS} feeds; saved in {spent:.1f} s, {total / spent:,.0f} a second")
        everything = store.entries(limit=total)
        store.star([one.id for one in everything[::50]])
        store.tag([one.id for one in everything[::200]], "later")
        store.mark_read([one.id for one in everything if CHANCE.random() < 0.6])
        del everything
    else:
        print(f"\n{total:,} entries in {FEEDS} feeds, as they were")
    print(f"  {'milliseconds':<58}{'median':>9}{'p95':>9}{'worst':>9}")
    lists(store)
    searches(store)
    writing(store)
    measure("write the backup", store.backup, 1)
    store.close()
    print(f"  the store has {path.stat().st_size / 1e6:.0f} MB")
    measure("open and close", lambda: open_store(path).store.close(), 5)
    path.with_name(path.name + ".check").touch()
    measure("open and close after an unclean end", lambda: open_store(path).store.close(), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the store with many entries.")
    parser.add_argument("--entries", type=int, nargs="+", default=[30_000, 100_000])
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (chosen.folder or Path(temporary)).resolve()
        for total in chosen.entries:
            bench(folder / str(total) / FILE_NAME, total)


if __name__ == "__main__":
    main()
