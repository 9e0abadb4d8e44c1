"""What a search by prefix and by phrase takes in a store of 100,000 entries."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from bench.speed.figures import Figure
from newsdiff.adapters.store import FILE_NAME, open_store
from newsdiff.core.library.entries import ListScope
from newsdiff.core.library.feeds import FeedContent, FeedItem, FeedState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.adapters.store import Store

ENTRIES, FEEDS, ITEMS = 100_000, 100, 25
"""Entries in all, feeds, and entries that one refresh brings of each feed."""
ROUNDS = 7
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
START = NOW - timedelta(hours=ENTRIES / FEEDS)


def search(shared: Path) -> Iterator[Figure]:
    """Milliseconds of the first page of each kind of search, beside that of a word that few entries have."""
    del shared
    with tempfile.TemporaryDirectory() as place:
        store = open_store(Path(place, FILE_NAME)).store
        words = _fill(store)
        common, rare = words[0], words[-1]
        few = _milliseconds(store, rare)
        yield Figure(
            "search by prefix in 100,000", _milliseconds(store, f"{common[:3]}*"), "ms", 50, few, "one rare word"
        )
        phrase = f'"{words[0]} {words[1]}"'
        yield Figure("search by phrase in 100,000", _milliseconds(store, phrase), "ms", 50, few, "one rare word")
        store.close()


def _fill(store: Store) -> list[str]:
    """Store entries of made-up words, of which some are common as in any language; return the words, commonest first."""
    chance = random.Random(7)  # noqa: S311  # texts, not keys
    syllables = [a + b for a in "bcdfghklmnprstvw" for b in "aeiou"]
    words = list(dict.fromkeys("".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(20_000)))
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(words))))
    feeds = [store.add_feed(f"https://x.example/{number}").feed.id for number in range(FEEDS)]
    # As in a store that has grown for months, what was published later was stored later, if not to the minute.
    for refresh in range(ENTRIES // FEEDS // ITEMS):
        for number, feed in enumerate(feeds):
            items = []
            for item in range(ITEMS):
                told = chance.choices(words, cum_weights=weights, k=200)
                hours = (refresh + 1) * ITEMS - item
                date = START + timedelta(hours=hours, seconds=number)
                title, text = " ".join(told[:8]), " ".join(told[8:])
                items.append(FeedItem(f"{hours}", title, None, published=date, text=text))
            content = FeedContent("rss", f"Outlet {number}", None, "en", tuple(items), len(items))
            store.save(feed, content, FeedState(), NOW)
    return words


def _milliseconds(store: Store, query: str) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        store.entries(ListScope("search", query), 200)
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)
