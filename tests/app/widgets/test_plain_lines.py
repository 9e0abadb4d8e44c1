"""What is drawn without Textual's own way of drawing looks the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.geometry import Region
from textual.widget import Widget

from newsdiff.app.compare.article_pane import ArticlePane
from newsdiff.app.compare.rows_view import RowsView
from newsdiff.app.widgets.plain_lines import PlainContainer
from newsdiff.app.widgets.plain_scroll_bar import PlainScrollBar
from newsdiff.config import Config
from support.article_builders import alignment, article
from support.compare_driver import compare_screen, open_story, settle
from support.fake_context import FakeContext

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.strip import Strip

    from newsdiff.errors import NewsdiffError


def long_story() -> FakeContext:
    """Three outlets whose articles are longer than a window; every third sentence is matched."""
    articles = [
        article(outlet, [f"{outlet} saw {number} boats leave the old harbour in the rain." for number in range(60)])
        for outlet in ("Gazette", "Herald", "Courier")
    ]
    pairs = [((0, number), (other, number)) for other in (1, 2) for number in range(0, 60, 3)]
    return FakeContext(story=alignment(articles, [(one, other, "similar") for one, other in pairs]))


def drawn_otherwise(pilot: Pilot[NewsdiffError]) -> tuple[set[type[Widget]], list[Widget]]:
    """The kinds of widgets on the screen that draw their own lines, and those whose lines differ from Textual's."""
    screen, kinds, found = compare_screen(pilot), set(), []
    bars = [one.vertical_scrollbar for one in screen.query(Widget) if one.show_vertical_scrollbar]
    for widget in (screen, *screen.query(Widget), *bars):
        if type(widget).render_lines is not Widget.render_lines and widget.region and widget.is_on_screen:
            kinds.add(type(widget))
            crop = Region(0, 0, *widget.region.size)
            ours = segments(widget.render_lines(crop))
            widget.refresh()
            if ours != segments(Widget.render_lines(widget, crop)):
                found.append(widget)
    return kinds, found


def segments(lines: list[Strip]) -> list[list[object]]:
    """The segments of lines, joined where they look the same."""
    return [list(line.discard_meta().simplify()) for line in lines]


@pytest.mark.parametrize("theme", ["newsdiff-dark", "newsdiff-light", "ansi-dark"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_line_looks_as_textual_would_draw_it(size: tuple[int, int], theme: str) -> None:
    async with open_story(long_story(), Config(theme=theme), size) as pilot:
        for keys, view in (("j", RowsView), ("G", RowsView), ("p", ArticlePane), ("g", ArticlePane)):
            await pilot.press(keys)
            await settle(pilot)
            kinds, different = drawn_otherwise(pilot)
            assert {view, PlainContainer, PlainScrollBar} <= kinds
            assert different == []


async def test_lines_are_grey_where_the_terminal_is_to_have_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_story(long_story()) as pilot:
        kinds, different = drawn_otherwise(pilot)
        assert {RowsView, PlainContainer, PlainScrollBar} <= kinds
        assert different == []
