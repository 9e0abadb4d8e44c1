"""Style sheets that are parsed once, and not again by every app that a test runs."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def parsed_once() -> Iterator[None]:
    """Have style sheets of the same text and colours share their rules, which nothing changes."""
    parse = Stylesheet._parse_rules
    known: dict[object, list[Any]] = {}

    def rules(sheet: Stylesheet, css: str, *args: Any, **kwargs: Any) -> list[Any]:
        key = (css, args, *kwargs.items(), *sorted(sheet._variables.items()))
        if key not in known:
            known[key] = parse(sheet, css, *args, **kwargs)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", rules)
        yield
