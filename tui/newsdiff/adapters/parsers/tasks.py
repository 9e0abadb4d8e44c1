"""What a child can be asked to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsdiff.adapters.parsers.article import article
from newsdiff.adapters.parsers.discover import discover
from newsdiff.adapters.parsers.feeds import feed
from newsdiff.adapters.parsers.opml import opml

if TYPE_CHECKING:
    from collections.abc import Callable

TASKS: dict[str, Callable[[bytes, dict[str, Any]], dict[str, Any]]] = {
    "article": article,
    "discover": discover,
    "feed": feed,
    "opml": opml,
}
"""Name of a task -> a function from bytes and JSON arguments to a JSON object."""
