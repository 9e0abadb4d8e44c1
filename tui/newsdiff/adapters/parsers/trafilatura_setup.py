"""trafilatura, as newsdiff needs it: without the language model that it would load along."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from types import ModuleType

_UNUSED: Final = "py3langid"
"""trafilatura imports it where it is installed, and with it numpy: 0.2 s and 30 MB. newsdiff never asks trafilatura for
the language of a page."""


@cache
def load_trafilatura() -> None:
    """Import trafilatura, 0.2 s and 30 MB, which only a child that extracts has to pay."""
    modules = cast("dict[str, ModuleType | None]", sys.modules)
    loaded = modules.get(_UNUSED)
    # An import of a name that stands for None fails at once, which trafilatura is prepared for.
    modules[_UNUSED] = None
    try:
        import trafilatura  # noqa: F401
    finally:
        del modules[_UNUSED]
        if loaded is not None:
            modules[_UNUSED] = loaded
