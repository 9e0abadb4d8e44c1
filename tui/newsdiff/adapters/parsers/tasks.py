"""What a child can be asked to do."""

from __future__ import annotations

import gc
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType


@cache
def _imported(name: str) -> ModuleType:
    """A module, imported without looking for garbage: importing makes none, but thousands of objects to look at."""
    gc.disable()
    try:
        return import_module(name)
    finally:
        gc.enable()


def _task(name: str, module: str) -> Callable[[bytes, dict[str, Any]], dict[str, Any]]:
    """A task as a function that is imported when it is first needed: most children parse feeds, and nothing else."""

    def run(body: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = getattr(_imported(f"newsdiff.adapters.parsers.{module}"), name)(body, arguments)
        return found

    return run


TASKS: Final = {
    "article": _task("article", "article"),
    "discover": _task("discover", "discover"),
    "feed": _task("feed", "feeds"),
    "opml": _task("opml", "opml"),
}
"""Name of a task -> a function from bytes and JSON arguments to a JSON object."""
