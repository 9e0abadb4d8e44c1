"""When Python looks for garbage: not before there is something to see, and never again among what was there by then."""

from __future__ import annotations

import gc


def resume_gc() -> None:
    """Take the collector up again, where whoever started the program has put it aside until there is something to see.

    Modules and style sheets are set apart for good: a full pass over them holds the screen up for a tenth of a second.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
