"""Measures a refresh against newsboat's, on a farm of feeds, and on a farm where every fourth feed is faulty.

    python tests/bench/refresh_bench.py SHARED            10, 100 and 1,000 feeds, cold and with 304, 0 and 100 ms away
    python tests/bench/refresh_bench.py SHARED --faulty   200 feeds, 50 of them faulty in all the ways of the fault server
    python tests/bench/refresh_bench.py SHARED --screen   the same 200 inside the running program, after the key R
    python tests/bench/refresh_bench.py SHARED --bombs    the most memory of the command and its children over all bombs

SHARED is the folder with bench/feedfarm.py and faults/faultserver.py; newsboat has to be installed. Prints medians of
the rounds in seconds: newsboat is the whole command `newsboat -x reload`; `refresh` is newsdiff's refresh in a program
that runs already and has been warmed, `command` the whole `newsdiff refresh`, with the start of Python. Other work on the
machine counts more than anything else here, so its load is printed as well.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.cli.thread_turns import loop_of_screen
from newsdiff.service import AppContext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.service.feed_service import FeedProgress

THREADS = 50
"""Newsboat's own are 1; more of them make it faster where servers are far."""

_HARMLESS = (
    "/ok /304 /301 /302 /nofeed /textplain /octet /bom /cp1251 /sjis /utf16 /koi8 /gb /wrongenc /wrongheader /evil.dtd "
    "/ansi /ansiref /ansiref2 /markup /links /noguid /dupguid /dates /guidreuse /shrink /lol /quad"
)
HARMLESS = frozenset(_HARMLESS.split())
"""Paths of the fault server that give articles without further ado."""

LAG = 0.005
"""Seconds between two looks at how late the event loop is."""


class Farm(NamedTuple):
    """A running farm of feeds."""

    port: int

    def set(self, **values: int) -> None:
        """Changes how it answers, and counts from zero."""
        query = "&".join(f"{name}={value}" for name, value in {**values, "reset": 1}.items())
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/ctl?{query}") as reply:
            reply.read()

    def urls(self, feeds: int) -> str:
        """The addresses of so many feeds, one a line."""
        return "".join(f"http://127.0.0.1:{self.port}/f/{number}.xml\n" for number in range(feeds))


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def timed(command: list[str], **environment: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=False)
    return time.perf_counter() - start


def by_newsboat(folder: Path, urls: str) -> tuple[float, float]:
    """Seconds of a cold reload, and of one in which nothing has changed."""
    program = shutil.which("newsboat")
    if program is None:
        raise SystemExit("newsboat is not installed.")
    (folder / "urls").write_text(urls)
    (folder / "config").write_text(f"reload-threads {THREADS}\nauto-reload no\n")
    files = ("-u", "urls", "-c", "cache.db", "-C", "config")
    reload = [program, *(str(folder / one) if "-" not in one else one for one in files), "-x", "reload"]
    cold = timed(reload)
    # It keeps what it asks with only after the second reload.
    timed(reload)
    return cold, timed(reload)


async def by_desk(folder: Path, urls: str) -> tuple[float, float]:
    """The same by newsdiff, in a program that runs already."""
    os.environ["NEWSDIFF_DATA"] = str(folder)
    (folder / "urls").write_text(urls)
    async with AppContext() as context:
        await context.feed_service.import_list(str(folder / "urls"))
        await context.feed_service.warm()
        cold = await context.feed_service.refresh()
        again = await context.feed_service.refresh(forced=True)
    feeds = urls.count("\n")
    if cold.failed or again.unchanged != feeds:
        raise SystemExit(f"{len(cold.failed)} of {feeds} feeds failed, {again.unchanged} had not changed.")
    return cold.seconds, again.seconds


def by_command(folder: Path, urls: str) -> tuple[float, float]:
    """The same by the command."""
    (folder / "urls").write_text(urls)
    command = [sys.executable, "-m", "newsdiff"]
    timed([*command, "import", str(folder / "urls")], NEWSDIFF_DATA=str(folder))
    return tuple(timed([*command, "refresh"], NEWSDIFF_DATA=str(folder)) for _ in range(2))  # type: ignore[return-value]  # two


def table(farm: Farm, rounds: int, sizes: list[int]) -> Iterator[str]:
    yield f"{'feeds':>6} {'latency':>8} {'':>5} {'newsboat':>9} {'refresh':>8} {'command':>8}"
    for feeds in sizes:
        for latency in (0, 100):
            farm.set(latency=latency)
            found: list[tuple[tuple[float, float], ...]] = []
            for _ in range(rounds):
                with tempfile.TemporaryDirectory() as place:
                    folders = [Path(place, name) for name in ("newsboat", "desk", "command")]
                    for folder in folders:
                        folder.mkdir()
                    urls = farm.urls(feeds)
                    of_desk = asyncio.run(by_desk(folders[1], urls))
                    found.append((by_newsboat(folders[0], urls), of_desk, by_command(folders[2], urls)))
            for which, name in enumerate(("cold", "304")):
                of = [statistics.median(each[who][which] for each in found) for who in range(3)]
                yield f"{feeds:>6} {latency:>5} ms {name:>5} {of[0]:>9.2f} {of[1]:>8.2f} {of[2]:>8.2f}"


BOMBS = [
    "/bomb.gz",
    "/bomb.deflate",
    "/bomb2.gz",
    "/huge",
    "/lol",
    "/quad",
    "/deep",
    "/attrs",
    "/author",
    "/bigtitle",
    "/endless",
    "/ok",
]


def own_memory(pid: int) -> int:
    """KB of memory that a process has, of what it shares its part; 0 for one that is not there."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(told.partition("\nPss:")[2].split()[0])


def children(pid: int) -> list[int]:
    """The processes of newsdiff's own that a process has started. One that is only about to become such is none yet:
    its memory is still its parent's."""
    found = []
    for one in Path(f"/proc/{pid}/task").glob("*/children"):
        for number in one.read_text(encoding="ascii").split():
            try:
                ours = b"newsdiff.adapters.sandbox.child_main" in Path(f"/proc/{number}/cmdline").read_bytes()
            except OSError:
                continue
            found += [int(number)] if ours else []
    return found


def weigh(folder: Path, urls: list[str]) -> None:
    """Refreshes by the command, and looks again and again at what it and its children weigh."""
    os.environ["NEWSDIFF_DATA"] = str(folder)
    (folder / "urls").write_text("".join(f"{url}\n" for url in urls))
    command = [sys.executable, "-m", "newsdiff"]
    subprocess.run([*command, "import", str(folder / "urls")], check=True, capture_output=True)
    most: list[int] = []
    with subprocess.Popen([*command, "refresh"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            with suppress(OSError):
                now = [own_memory(process.pid), *map(own_memory, children(process.pid))]
                most = max(most, now, key=sum)
            time.sleep(LAG)
    each = ", ".join(f"{one // 1024}" for one in most)
    print(f"at most {sum(most) // 1024} MB: newsdiff and its children had {each} MB then.")


async def with_faults(listed: Path, good: int) -> None:
    """Refreshes good and faulty feeds together, and looks how late the event loop ever was."""
    worst = 0.0

    async def watch() -> None:
        nonlocal worst
        while True:
            start = time.perf_counter()
            await asyncio.sleep(LAG)
            worst = max(worst, time.perf_counter() - start - LAG)

    stored: list[float] = []

    def tell(progress: FeedProgress) -> None:
        if progress.new:
            stored.append(time.perf_counter() - began)

    async with AppContext() as context:
        feed_service = context.feed_service
        await feed_service.import_list(str(listed))
        watching = asyncio.create_task(watch())
        began = time.perf_counter()
        report = await feed_service.refresh(progress=tell)
        watching.cancel()
        silent = sum(one.state.error is None and one.state.last_good is None for one in feed_service.store.feeds())
    print(f"{report.feeds} feeds in {report.seconds:.1f} s: {len(stored)} brought articles ({good} good ones),")
    print(f"the last of them after {max(stored):.1f} s; {len(report.failed)} failed, {silent} without a word;")
    print(f"the event loop was late by {worst * 1000:.0f} ms at most.")


async def on_the_screen(listed: Path, good: int) -> None:
    """Presses R in the program, and looks how late its event loop ever was while keys went on."""
    from newsdiff.app.app import NewsdiffApp
    from newsdiff.app.home.screen import HomeScreen
    from newsdiff.config import Config

    late: list[float] = []

    async def watch() -> None:
        while True:
            start = time.perf_counter()
            await asyncio.sleep(LAG)
            late.append(time.perf_counter() - start - LAG)

    # As the command starts it.
    gc.disable()
    async with AppContext() as context:
        await context.feed_service.import_list(str(listed))
        app = NewsdiffApp(context, Config())
        async with app.run_test(size=(120, 40)) as pilot:
            home = app.screen
            assert isinstance(home, HomeScreen)
            while not home.session.feeds:
                await pilot.pause(0.05)
            await pilot.pause(3)
            watching = asyncio.create_task(watch())
            began = time.perf_counter()
            await pilot.press("R")
            while home.session.progress is None:
                await pilot.pause(0.01)
            while home.session.progress is not None:
                await pilot.press("j")
            seconds = time.perf_counter() - began
            watching.cancel()
            entries = home.view.entry_list.window.total
    late.sort()
    print(f"R and all feeds in {seconds:.1f} s on the screen, {entries} articles in the list ({good} good feeds);")
    print(
        f"the event loop was late by {late[-1] * 1000:.0f} ms at most, {late[len(late) * 99 // 100] * 1000:.0f} at p99."
    )


def faulty(shared: Path, *, bombs: bool, screen: bool) -> None:
    code = (
        "import sys, json; sys.path.insert(0, sys.argv[1]); import faultserver as f\n"
        "with f.FaultServer() as s: print(json.dumps([s.url(''), list(f.EXPECT)]), flush=True); sys.stdin.read()\n"
    )
    server = [sys.executable, "-c", code, str(shared / "faults")]
    with subprocess.Popen(server, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        if running.stdout is None:
            raise SystemExit("The fault server did not start.")
        root, paths = json.loads(running.stdout.readline())
        if bombs:
            with tempfile.TemporaryDirectory() as place:
                weigh(Path(place), [root + path for path in BOMBS])
            running.terminate()
            return
        bad = [path for path in paths if path not in HARMLESS][:50]
        urls = [f"{root}/ok/{number}" for number in range(200 - len(bad))]
        for number, path in enumerate(bad):
            urls.insert(number * 4, root + path)
        with tempfile.TemporaryDirectory() as place:
            os.environ["NEWSDIFF_DATA"] = place
            Path(place, "urls").write_text("".join(f"{url}\n" for url in urls))
            run = on_the_screen if screen else with_faults
            with asyncio.Runner(loop_factory=loop_of_screen if screen else None) as runner:
                runner.run(run(Path(place, "urls"), 200 - len(bad)))
        running.terminate()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("shared", type=Path)
    arguments.add_argument("--faulty", action="store_true")
    arguments.add_argument("--screen", action="store_true")
    arguments.add_argument("--bombs", action="store_true")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1000])
    given = arguments.parse_args()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the beginning")
    if given.faulty or given.bombs or given.screen:
        faulty(given.shared, bombs=given.bombs, screen=given.screen)
        return
    farm = Farm(free_port())
    script = [sys.executable, str(given.shared / "bench" / "feedfarm.py"), "serve", "--port", str(farm.port)]
    with subprocess.Popen([*script, "--feeds", str(max(given.sizes))], stdout=subprocess.PIPE) as running:
        if running.stdout is None or not running.stdout.readline():
            raise SystemExit("The farm did not start.")
        for line in table(farm, given.rounds, given.sizes):
            print(line, flush=True)
        running.terminate()


if __name__ == "__main__":
    main()
