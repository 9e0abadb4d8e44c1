"""A local farm of feeds, and the two programs that refresh it: newsdiff, and newsboat as the yardstick."""

from __future__ import annotations

import os
import resource
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


class Spent(NamedTuple):
    """What a command has spent."""

    cpu: float
    """Seconds of computing, its children's included."""
    wall: float
    """Seconds by the clock."""


class Farm(NamedTuple):
    """A running farm of feeds."""

    port: int

    def set(self, **values: float) -> None:
        """Change how it answers, make all bodies beforehand, and count from zero."""
        query = "&".join(f"{name}={value}" for name, value in {**values, "warm": 1, "reset": 1}.items())
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/ctl?{query}") as reply:
            reply.read()

    def urls(self, feeds: int) -> str:
        """The addresses of so many feeds, one a line."""
        return "".join(f"http://127.0.0.1:{self.port}/f/{number}.xml\n" for number in range(feeds))


@contextmanager
def farm(shared: Path, feeds: int, items: int) -> Iterator[Farm]:
    """Serve so many feeds of so many items each for a block; `shared` is the folder with bench/feedfarm.py."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    script = [sys.executable, str(shared / "bench" / "feedfarm.py"), "serve", "--port", str(port)]
    with subprocess.Popen(
        [*script, "--feeds", str(feeds), "--items", str(items)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as running:
        if running.stdout is None or not running.stdout.readline():
            raise SystemExit("The farm did not start.")
        try:
            yield Farm(port)
        finally:
            running.terminate()


def environment(own: Mapping[str, str] | None = None) -> dict[str, str]:
    """The variables of a measured command. Python keeps what it has compiled, as it does for every reader."""
    return {**{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}, **(own or {})}


def spent(command: Sequence[str], own: Mapping[str, str] | None = None) -> Spent:
    """Run a command that must succeed, with variables of its own."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, env=environment(own), capture_output=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed: {done.stderr.decode(errors='replace')[-500:]}")
    return Spent(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall)


class Newsdiff:
    """newsdiff's command with a library of its own."""

    def __init__(self, folder: Path, urls: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        (folder / "urls").write_text(urls)
        self.run("import", str(folder / "urls"))

    def run(self, *arguments: str) -> Spent:
        """Run a command on the library."""
        return spent([sys.executable, "-m", "newsdiff", *arguments], {"NEWSDIFF_DATA": str(self.folder)})


class Newsboat:
    """newsboat with a cache of its own."""

    def __init__(self, folder: Path, urls: str, threads: int = 50) -> None:
        program = shutil.which("newsboat")
        if program is None:
            raise SystemExit("newsboat is not installed (apt-get install newsboat).")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "urls").write_text(urls)
        (folder / "config").write_text(f"reload-threads {threads}\nauto-reload no\n")
        files = ("-u", "urls", "-c", "cache.db", "-C", "config")
        self.command = [program, *(str(folder / one) if "-" not in one else one for one in files), "-x", "reload"]

    def reload(self) -> Spent:
        """Fetch all feeds."""
        return spent(self.command)
