"""The numbers of lists in a page that do not begin with 1, which trafilatura does not keep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdiff.adapters.parsers.html_writer import first_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.html import HtmlElement

_NUMBERED = re.compile(r"(\d+)\. (.*)")


def list_starts(tree: HtmlElement) -> dict[str, int]:
    """The numbers with which lists begin, if not with 1, by the words of their first items without white space."""
    found: dict[str, int] = {}
    for listed in tree.iter("ol"):
        first = next(listed.iterchildren("li"), None)
        if first is not None and (number := first_number(listed)) != 1:
            found.setdefault(_key("".join(str(text) for text in first.itertext())), number)
    return found


def renumbered(blocks: Sequence[str], starts: Mapping[str, int]) -> list[str]:
    """The blocks of a text, in which lists begin with these numbers."""
    return [_renumbered(block, starts) for block in blocks] if starts else list(blocks)


def _renumbered(block: str, starts: Mapping[str, int]) -> str:
    lines = block.split("\n")
    items = [_NUMBERED.fullmatch(line) for line in lines]
    before = 0
    for at, item in enumerate(items):
        if item is None:
            continue
        if item[1] == "1":
            # What belongs to the first item stands in the lines up to the second.
            ends = next((later for later in range(at + 1, len(lines)) if items[later]), len(lines))
            whole = _key("".join([item[2], *map(_bare, lines[at + 1 : ends])]))
            before = starts.get(whole, starts.get(_key(item[2]), 1)) - 1
        lines[at] = f"{int(item[1]) + before}. {item[2]}"
    return "\n".join(lines)


def _bare(line: str) -> str:
    return re.sub(r"^\s*(?:[-•]|\d+\.) ", "", line)


def _key(text: str) -> str:
    return "".join(text.split())
