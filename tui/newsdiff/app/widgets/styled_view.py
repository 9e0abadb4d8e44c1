"""The base of all views that draw text by the Line API: the styles of the roles that text can have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.style import Style
from textual.geometry import Size
from textual.reactive import var
from textual.scroll_view import ScrollView

from newsdiff.app.widgets.plain_lines import is_plain, with_filters
from newsdiff.app.widgets.plain_scroll_bar import PlainScrollBar

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.scrollbar import ScrollBar
    from textual.strip import Strip

ROLES = (
    "accent", "again", "differs", "emphasis", "figure", "head", "hit", "muted", "only", "same", "similar", "strong",
    "text", "weaker", "word",
)  # fmt: skip
"""The roles of text in a view. The style sheet gives each its colour and style (`.role--ROLE`)."""


ROLE_CLASSES: Final = frozenset(("role--cursor", "role--between", *(f"role--{role}" for role in ROLES)))
"""The component classes of a screen with views. Textual works them out for every widget that has them, time and again,
so that the screen has them for all of its views."""


class StyledView(ScrollView, can_focus=False):
    """A view with a style for each role and for its backgrounds, looked up once for each theme.

    Its screen has `ROLE_CLASSES` among its component classes.
    """

    virtual_size = var(Size(0, 0))
    """How large the content is. For Textual's own, each new size has the whole screen laid out, and drawn twice."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id, classes=classes)
        self._role_styles: dict[str, Style] | None = None
        self._backgrounds: dict[str, Style] = {}

    def watch_virtual_size(self, size: Size) -> None:
        """Fit the scrollbar to the content, and the screen only where the view is as high as its content."""
        self._scroll_update(size)
        if self.styles.auto_dimensions:
            self.refresh(layout=True)

    @property
    def role_styles(self) -> dict[str, Style]:
        """A style for each role, without a background."""
        if self._role_styles is None:
            found = self.screen.get_component_rich_style
            self._role_styles = {role: found(f"role--{role}", partial=True) for role in ROLES}
        return self._role_styles

    def back(self, *, cursor: bool = False) -> Style:
        """The background, or that of what is under the cursor."""
        return self._background("cursor" if cursor else "")

    def between(self) -> Style:
        """The background between columns."""
        return self._background("between")

    def _background(self, role: str) -> Style:
        # Needed for every line that is drawn, and slow to work out.
        if role not in self._backgrounds:
            style = self.screen.get_component_rich_style(f"role--{role}") if role else self.rich_style
            # Where no tint is shown, the style of the row under the cursor says which it is.
            bold, reverse = (style.bold, style.reverse) if role == "cursor" else (None, None)
            self._backgrounds[role] = Style(bgcolor=style.bgcolor, bold=bold, reverse=reverse)
        return self._backgrounds[role]

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar. Textual makes one of its own class and knows no way to have another."""
        bar = super().vertical_scrollbar
        bar.__class__ = PlainScrollBar
        return bar

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the view.

        Textual lays borders, padding and effects over every line that comes into view, which makes a new line of each:
        scrolling would cost several times what drawing does. Views without any of these draw all of their lines.
        """
        if not is_plain(self):
            return super().render_lines(crop)
        lines = with_filters(self, [self.render_line(y) for y in crop.line_range])
        first, end = crop.column_span
        return [line if first == 0 and end == line.cell_length else line.crop(first, end) for line in lines]

    def notify_style_update(self) -> None:
        """Look the styles up again when the theme has changed."""
        super().notify_style_update()
        self._role_styles = None
        self._backgrounds.clear()
