"""Tables in a tree of HTML, made ready to be written row by row, with a bar between their cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from lxml.etree import _Element

FILLED = "data-filled"
"""The attribute of a cell that spans columns and has empty ones beside it instead."""

_CELL = 200
"""Characters of a cell in a table that is set in lines."""
_COLUMNS = 30
"""Columns that a cell spans at most."""
_BAR = re.compile(r"\s*\|\s*")
_NUMBER = re.compile(r"\d{1,4}", re.ASCII)
_TABLES = (
    "descendant-or-self::table[not(.//table or .//pre)]"
    "[count(.//tr[count(td | th) > 1]) > 1 or .//tr[count(td | th) > 1]//th]"
)


def set_cells_in_line(tree: _Element) -> None:
    """Makes one line of each row of the tables with short cells; tables that only lay out a page stay as they are.

    Of a cell, lines and items become parts of one line; one that spans columns gets empty ones beside it; and a bar
    within it loses the spaces around it, which part cells.
    """
    for table in cast("list[_Element]", tree.xpath(_TABLES)):
        cells = list(table.iter("td", "th"))
        if any(len(" ".join("".join(map(str, cell.itertext())).split())) > _CELL for cell in cells):
            continue
        for cell in cells:
            _set_in_line(cell)
        for row in list(table.iter("tr"))[1:]:
            _fill_row(row)


def _set_in_line(cell: _Element) -> None:
    for element in list(cell.iter("p", "div", "br", "ul", "ol", "li")):
        if element.tag != "li":
            element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
        elif element.getnext() is not None:
            element.tail = "; "
        element.tag = "span"
    for element in cell.iter():
        if element.text and "|" in element.text:
            element.text = _BAR.sub("|", element.text)
        if element is not cell and element.tail and "|" in element.tail:
            element.tail = _BAR.sub("|", element.tail)


def _fill_row(row: _Element) -> None:
    """Puts empty cells behind those that span columns."""
    from lxml.etree import Element

    for cell in list(row.iterchildren("td", "th")):
        # Taken away: trafilatura would fill the row once more.
        spanned = cell.attrib.pop("colspan", "")
        columns = min(int(spanned), _COLUMNS) if _NUMBER.fullmatch(spanned) else 1
        if columns > 1:
            cell.attrib[FILLED] = ""
        for _ in range(columns - 1):
            row.insert(row.index(cell) + 1, Element(str(cell.tag)))
