"""What several kinds of test share."""

from __future__ import annotations

import gc
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# How long an example takes says how busy the machine is, and nothing about the program.
# The same examples at every run: a change is judged by what it does, not by luck. `make fuzz` looks for new ones.
settings.register_profile("newsdiff", deadline=None, derandomize=True)
settings.register_profile("random", deadline=None, max_examples=1000)
settings.load_profile("newsdiff")


def pytest_collection_finish() -> None:
    """Leave what was loaded out of garbage collection, and collect less often: it took a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 50)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of articles, labels and tools beside a checkout; tests that read it skip where it is absent."""
    folder = Path(os.environ.get("NEWSDIFF_SHARED") or Path(__file__).parents[2] / "shared")
    if not (folder / "bench").is_dir():
        pytest.skip("the shared articles and labels are not beside this checkout")
    return folder


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store and settings of its own for every test, so that none touches those of who runs it."""
    monkeypatch.setenv("NEWSDIFF_DATA", str(tmp_path / "newsdiff-data"))
    monkeypatch.setenv("NEWSDIFF_CONFIG", str(tmp_path / "newsdiff-config.toml"))


_HEEDED = (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP)


@pytest.fixture
def heeded_interrupts() -> Iterator[None]:
    """Processes that a test starts get Ctrl-C, Ctrl-\\ and hang-ups, also where the tests run in the background.

    A shell starts what it puts into the background with the first two ignored, and nohup ignores hang-ups. That is
    inherited, and Python leaves it so: newsdiff, started from there, would rightly ignore them too.
    """
    # A handler does not outlive the start of another program: there, the signal does what it does by default.
    before = [(one, signal.signal(one, signal.default_int_handler)) for one in _HEEDED]
    yield
    for one, handler in before:
        signal.signal(one, handler)
