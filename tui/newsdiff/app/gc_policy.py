"""Garbage collection: off during start-up, then frozen and on, with full passes only where nobody waits for them."""

from __future__ import annotations

import gc

YOUNG_PASSES = 1_000
"""Passes over what is new between two full ones, of some ten thousand keys: a full one over a story of eight outlets
blocks the screen for 0.15 s, and Python's default is ten."""

REST = 1.0
"""Seconds after a story was left until what it took is collected: by then the screen below is drawn."""


def resume_gc() -> None:
    """Turn garbage collection on, if it was turned off until the first frame is shown.

    What was loaded by then (modules, style sheets) is frozen: a full pass over it would block the screen for 0.1 s.
    """
    if not gc.isenabled():
        gc.freeze()
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, YOUNG_PASSES)
        gc.enable()


def collect_all() -> None:
    """Collect what a story took that was left; it blocks."""
    gc.collect()
