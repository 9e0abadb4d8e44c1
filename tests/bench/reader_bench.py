"""Measures what a reader waits for, each figure beside a yardstick in the same run and beside its goal.

    python tests/bench/reader_bench.py SHARED                         all of it, some ten minutes
    python tests/bench/reader_bench.py SHARED --only start cold-10    only some; their names stand in `--help`
    python tests/bench/reader_bench.py SHARED --out now.json          also writes JSON
    python tests/bench/reader_bench.py SHARED --before then.json      also says what changed since an earlier file

SHARED is the folder with bench/feedfarm.py, bench/probe.py and bench/minimal_app.py; newsboat has to be installed. On a
machine that does other work at the same time only the ratios mean something, and its load is printed for that.
"""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.speed.figures import HEADER, Figure, earlier, to_json
from bench.speed.refresh import changed, cold, daily
from bench.speed.screen import busy_keys, first_frame, start
from bench.speed.search import search
from bench.speed.stories import stories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEASUREMENTS: dict[str, Callable[[Path], Iterator[Figure]]] = {
    "start": start,
    "first-frame": first_frame,
    "cold-10": partial(cold, feeds=10, goal=0.45),
    "cold-100": partial(cold, feeds=100, goal=2.1),
    "changed": changed,
    "daily": daily,
    "stories": stories,
    "busy-keys": busy_keys,
    "search": search,
}


def main() -> None:
    """Measure, print, and write."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("shared", type=Path)
    arguments.add_argument("--only", nargs="+", choices=list(MEASUREMENTS), default=list(MEASUREMENTS))
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--before", type=Path)
    given = arguments.parse_args()
    before = earlier(given.before) if given.before else {}
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the beginning\n{HEADER}")
    figures: list[Figure] = []
    for name in given.only:
        for figure in MEASUREMENTS[name](given.shared):
            print(figure.line(before.get(figure.name)), flush=True)
            figures.append(figure)
            if given.out:
                given.out.write_text(to_json(figures), encoding="utf-8")
    print(
        f"{sum(figure.reached for figure in figures)} of {len(figures)} goals reached; load {os.getloadavg()[0]:.1f} now"
    )


if __name__ == "__main__":
    main()
