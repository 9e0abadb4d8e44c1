"""The text of an article as parts of a column, in its shape: headings, lists, quotations, code, tables, images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.rendering.text_strips import StyledSpan
from newsdiff.app.rendering.text_wrap import width_of
from newsdiff.app.widgets.rich_text_view import Part
from newsdiff.core.text.emphasis import with_signs, without_signs
from newsdiff.core.text.text_blocks import aligned, text_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsdiff.core.emphasis_span import Emphasis
    from newsdiff.core.text.text_blocks import TextBlock

DEEPEST = 6
"""Lists around an item for which there is room; deeper ones stand no further to the right."""

CODE = "  "
"""What code is set in by."""


def text_parts(text: str, width: int, *, plain: bool, emphasis: Iterable[Emphasis] = ()) -> Iterator[Part]:
    """The parts of a text.

    Args:
        text: As it is stored.
        emphasis: Its bold and italic words; in tables they are not shown.
        width: Cells of a line. A table that is wider is not aligned.
        plain: ASCII signs only.
    """
    for block in text_blocks(with_signs(text, emphasis)):
        parts = list(_block_parts(block, width, plain=plain))
        yield from parts[:-1]
        yield parts[-1]._replace(gap=int(block.ends))


def _block_parts(block: TextBlock, width: int, *, plain: bool) -> Iterator[Part]:
    if block.kind == "table":
        cells = [[without_signs(cell)[0] for cell in row] for row in block.rows]
        rows = aligned(cells, width_of)
        fits = max(map(width_of, rows)) <= width
        for row, line in zip(rows, block.lines, strict=True):
            yield Part(row if fits else without_signs(line.text)[0], verbatim=fits)
        return
    depth = 0
    for line in block.lines:
        text, emphasis = without_signs(line.text)
        spans = tuple(StyledSpan(one.start, one.end, "strong" if one.strong else "emphasis") for one in emphasis)
        if block.kind == "heading":
            yield Part(text, "head", spans=spans)
        elif block.kind == "list":
            mark = line.mark.replace("•", "-") if plain else line.mark
            depth = width_of(mark) + 1 if mark else depth
            indent = "  " * min(line.level, DEEPEST)
            yield Part(text, lead=(f"{indent}{mark:{depth}}", indent + " " * depth), spans=spans)
        elif block.kind == "quote":
            yield Part(text, lead=("> ", "> ") if plain else ("│ ", "│ "), spans=spans)
        elif block.kind == "code":
            yield Part(text, lead=(CODE, CODE), verbatim=True)
        else:
            yield Part(text, "muted" if block.kind == "image" else "text", spans=spans)
