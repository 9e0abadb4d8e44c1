"""Lines drawn as they are. Textual lays borders, padding and effects over each line again, whatever has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.containers import Container
from textual.geometry import Size
from textual.reactive import var
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Region
    from textual.widget import Widget


def is_plain(widget: Widget) -> bool:
    """Whether a widget has neither border nor padding; our style sheets know no other effect on a line."""
    return not any(widget.styles.gutter)


def with_filters(widget: Widget, lines: Sequence[Strip]) -> list[Strip]:
    """Lines in the colours that the terminal has. Each line keeps what comes of it, for when it is drawn again."""
    background, found = widget.background_colors[1], list(lines)
    for line_filter in widget.get_line_filters():
        found = [line.apply_filter(line_filter, background) for line in found]
    return found


def blank_lines(widget: Widget, crop: Region) -> list[Strip]:
    """Lines of the background of a widget and nothing else, all the same."""
    style = Style(bgcolor=widget.background_colors[1].rich_color)
    return with_filters(widget, [Strip.blank(crop.width, style)]) * crop.height


class PlainContainer(Container):
    """A container that does not scroll and draws only its background: its children cover most of it."""

    virtual_size = var(Size(0, 0))
    """As large as the container. For Textual's own, each new size has the screen laid out and drawn a second time."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of it."""
        return blank_lines(self, crop) if is_plain(self) else super().render_lines(crop)
