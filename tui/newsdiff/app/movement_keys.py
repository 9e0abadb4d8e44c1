"""The keys that move in a list or a text, the same on every screen that has panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdiff.app.keymap import bind

if TYPE_CHECKING:
    from textual.binding import Binding

PAGE_DOWN: Final = "Go down by what fits."
"""The help of every key that goes down a page."""


def line_keys(down: str, up: str) -> list[Binding]:
    """The keys for one step.

    Args:
        down, up: What the help says about them.
    """
    return [
        bind("j,down", "move(1)", "Down", down, id="down"),
        bind("k,up", "move(-1)", "Up", up, id="up"),
    ]


PAGE_KEYS: Final = (
    bind("pagedown", "page(1)", "Page down", PAGE_DOWN, id="page-down"),
    bind("b,pageup", "page(-1)", "Page up", "Go up by what fits.", id="page-up"),
    bind("ctrl+d", "page(0.5)", "Half a page down", "Go down by half of what fits.", id="half-page-down"),
    bind("ctrl+u", "page(-0.5)", "Half a page up", "Go up by half of what fits.", id="half-page-up"),
    bind("g,home", "edge(-1)", "First", "Go to the beginning.", id="top"),
    bind("G,end", "edge(1)", "Last", "Go to the end.", id="bottom"),
)
"""The keys for more than one step."""

MOVEMENT_IDS: Final = frozenset(binding.id or "" for binding in (*line_keys("", ""), *PAGE_KEYS))
"""The ids of all keys that move."""
