"""Views have scrollbars that fit their content, and lay the screen out again only where its parts change in size."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.strip import Strip

from newsdiff.app.widgets.block_view import BlockView
from newsdiff.app.widgets.styled_view import ROLE_CLASSES

if TYPE_CHECKING:
    from textual.geometry import Size

HEIGHT = 10


class Numbers(BlockView):
    """Rows with their numbers."""

    def paint_block(self, block: int) -> list[Strip]:
        return [Strip([Segment(f"{block}")])]


class NumbersScreen(Screen[None]):
    COMPONENT_CLASSES: ClassVar[set[str]] = {*ROLE_CLASSES}

    def __init__(self) -> None:
        super().__init__()
        self.numbers = Numbers()
        self.layouts = 0

    def compose(self) -> ComposeResult:
        yield self.numbers

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        self.layouts += 1
        super()._refresh_layout(size, scroll)


class NumbersApp(App[None]):
    CSS = "Numbers { overflow-x: hidden; overflow-y: auto; scrollbar-size: 1 1; height: 1fr; }"

    def get_default_screen(self) -> NumbersScreen:
        return NumbersScreen()


async def test_the_scrollbar_fits_new_content_and_the_screen_is_laid_out_only_when_it_comes_or_goes() -> None:
    app = NumbersApp()
    async with app.run_test(size=(30, HEIGHT)) as pilot:
        screen = app.screen
        assert isinstance(screen, NumbersScreen)
        view = screen.numbers
        view.set_lines(100, 29)
        await pilot.pause()
        assert view.vertical_scrollbar.display
        assert view.scrollable_content_region.width == 29
        before = screen.layouts
        for lines in (200, 50, 120):
            view.set_lines(lines, 29)
            await pilot.pause()
            bar = view.vertical_scrollbar
            assert (bar.window_virtual_size, bar.window_size) == (lines, HEIGHT)
        view.jump(110)
        await pilot.pause()
        assert view.top == view.vertical_scrollbar.position == 110
        # There is no line 110 any more.
        view.set_lines(50, 29)
        await pilot.pause()
        assert view.top == view.vertical_scrollbar.position == 50 - HEIGHT
        assert screen.layouts == before
        view.set_lines(5, 29)
        await pilot.pause()
        assert not view.show_vertical_scrollbar
        assert view.scrollable_content_region.width == 30
        assert screen.layouts > before


@pytest.mark.parametrize("lines", [3, 7])
async def test_a_view_that_is_as_high_as_its_content_grows_with_it(lines: int) -> None:
    app = NumbersApp()
    async with app.run_test(size=(30, HEIGHT)) as pilot:
        screen = app.screen
        assert isinstance(screen, NumbersScreen)
        screen.numbers.styles.height = "auto"
        screen.numbers.set_lines(lines, 29)
        await pilot.pause()
        assert screen.numbers.size.height == lines
