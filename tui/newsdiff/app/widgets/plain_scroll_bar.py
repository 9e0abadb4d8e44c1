"""The scrollbar of a view, drawn without making its lines anew each time."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import var
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from newsdiff.app.rendering.ascii_fallback import shows_ascii
from newsdiff.app.widgets.plain_lines import with_filters

if TYPE_CHECKING:
    from textual.geometry import Region


class WholeCells(ScrollBarRender):
    """A scrollbar without signs for parts of a cell, which ASCII does not have."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8


class PlainScrollBar(ScrollBar):
    """A vertical scrollbar that looks and works as Textual's, at a fraction of the time: it changes with every key."""

    virtual_size = var(Size(0, 0))
    """As large as the bar. For Textual's own, each new size has the screen laid out a second time."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the bar."""
        bar = self.render()
        if not isinstance(bar, ScrollBarRender) or not isinstance(bar.style, Style):
            return super().render_lines(crop)
        size, base = (self.size.width, self.size.height), self.visual_style.rich_style
        lines = _lines(shows_ascii(self.app), size, bar.virtual_size, bar.window_size, bar.position, bar.style, base)
        return with_filters(self, lines[crop.y : crop.bottom])


@lru_cache(maxsize=64)
def _lines(
    plain: bool,  # a cached function knows its arguments by their places
    size: tuple[int, int],
    content: int,
    window: int,
    position: float,
    style: Style,
    base: Style,
) -> list[Strip]:
    width, height = size
    back, colour = style.bgcolor or Color.default(), style.color or Color.default()
    renderer = WholeCells if plain else ScrollBarRender
    bar = renderer.render_bar(height, content, window, position, width, back_color=back, bar_color=colour)
    return [_line(segment, base) for segment in bar.segments]


@lru_cache(maxsize=256)
def _line(segment: Segment, base: Style) -> Strip:
    """One line; the same for the same segment, and so is what Textual makes of it."""
    text, style, _ = segment
    return Strip([Segment(text, base + style if style else base)], segment.cell_length)
