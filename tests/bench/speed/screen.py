"""What a reader sees: how long the command takes to start, the first frame to come, a key to be shown while feeds come."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.speed.farm import Newsdiff, environment, farm, spent
from bench.speed.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 5


def start(shared: Path) -> Iterator[Figure]:
    """CPU seconds of a command that only prints its version."""
    del shared
    # The first one compiles what it imports.
    spent([sys.executable, "-m", "newsdiff", "--version"])
    own = statistics.median(spent([sys.executable, "-m", "newsdiff", "--version"]).cpu for _ in range(ROUNDS))
    bare = statistics.median(spent([sys.executable, "-c", "pass"]).cpu for _ in range(ROUNDS))
    yield Figure("start of the command", own, "CPU s", 0.2, bare, "python")


def first_frame(shared: Path) -> Iterator[Figure]:
    """CPU seconds until the sample story is shown, beside the smallest program of Textual."""
    minimal = [sys.executable, str(shared / "bench" / "minimal_app.py"), "hello"]
    with tempfile.TemporaryDirectory() as place:
        data = f"NEWSDIFF_DATA={place}"
        # The first one compiles what it imports.
        _probe(shared, ["--env", data, "wait=newsdiff@60"], _newsdiff())
        own = _probe(shared, ["--n", f"{ROUNDS}", "--env", data, "wait=newsdiff@30"], _newsdiff())
        least = _probe(shared, ["--n", f"{ROUNDS}", "wait=READY@30"], minimal)
    for what, unit in (("cpu_s", "CPU s"), ("ms", "ms")):
        yield Figure(f"first frame, {unit}", own[0][what], unit, 1.4, least[0][what], "Textual", "ratio")


def busy_keys(shared: Path) -> Iterator[Figure]:
    """The 95th percentile of a key to its paint while 200 feeds bring 6,000 items, beside the same when all is still."""
    with tempfile.TemporaryDirectory() as place, farm(shared, 200, 30) as served:
        served.set(gen=0)
        library = Newsdiff(Path(place), served.urls(200))
        library.run("refresh")
        served.set(gen=30)
        steps = ["wait=Articles@30", "quiet=800", "lat=jx60", "send=R", "wait=reloading@30", "lat=jx60"]
        told = _probe(shared, ["--env", f"NEWSDIFF_DATA={place}", *steps], _newsdiff())
    still, busy = (step["last_p95"] for step in told if "last_p95" in step)
    yield Figure("a key while 200 feeds come in, p95", busy, "ms", 30, still, "at rest")


def _newsdiff() -> list[str]:
    return [sys.executable, "-m", "newsdiff"]


def _probe(shared: Path, steps: list[str], command: list[str]) -> list[dict[str, Any]]:
    """What the probe tells of a program, step by step, each of which has to succeed."""
    script = [sys.executable, str(shared / "bench" / "probe.py"), *steps, "--", *command]
    done = subprocess.run(script, capture_output=True, text=True, check=False, env=environment())
    if done.returncode or not done.stdout.strip():
        raise SystemExit(f"The probe failed: {done.stderr[-500:]}")
    told: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])["results"]
    late = [step["step"] for step in told if "timeout" in step]
    if late:
        raise SystemExit(f"{' '.join(command)} did not come to {late[0]}.")
    return told
