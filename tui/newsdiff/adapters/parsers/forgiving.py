"""Makes feedparser forgive elements out of place: on one that it does not expect there, it gives up the whole feed."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MARK = "newsdiff_forgives"

faults: list[str] = []
"""The kinds of errors that were forgiven since the list was last cleared."""


def forgive_elements(mixin: type) -> None:
    """Let each element or reference that feedparser fails on cost no more than itself. A second call does nothing."""
    for name in ("unknown_starttag", "unknown_endtag", "handle_charref", "handle_entityref"):
        method = getattr(mixin, name)
        if not hasattr(method, _MARK):
            setattr(mixin, name, _forgiving(method))


def _forgiving(method: Callable[..., None]) -> Callable[..., None]:
    @wraps(method)
    def call(*arguments: object) -> None:
        try:
            method(*arguments)
        # What it expects to have read before is missing, in any of its dictionaries and lists.
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            faults.append(type(error).__name__)

    setattr(call, _MARK, True)
    return call
