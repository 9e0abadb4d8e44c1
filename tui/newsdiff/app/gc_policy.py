"""Garbage collection: off during start-up, then frozen and on."""

from __future__ import annotations

import gc


def resume_gc() -> None:
    """Turn garbage collection on, if it was turned off until the first frame is shown.

    What was loaded by then (modules, style sheets) is frozen: a full pass over it would block the screen for 0.1 s.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
