"""A screen whose events tell different sizes is laid out for the window, and comes to rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.geometry import Size

from newsdiff.app.dialogs.prompts import ConfirmDialog
from support.compare_driver import compare_screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError

    Opened = Callable[..., AbstractAsyncContextManager[Pilot[NewsdiffError]]]

MOST = 12
"""Layouts after which a screen that had two sizes told has come to rest."""


@pytest.mark.parametrize("dialog", [False, True])
async def test_two_sizes_in_the_queue_do_not_call_each_other_for_ever(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, dialog: bool
) -> None:
    async with opened(size=(120, 40)) as pilot:
        if dialog:
            await pilot.app.push_screen(ConfirmDialog("Merge", "Really?", "merge"))
            await pilot.pause()
        screen = pilot.app.screen
        assert dialog is (screen is not compare_screen(pilot))
        laid: list[Size] = []
        layout = screen._refresh_layout

        def counted(size: Size | None = None, scroll: bool = False) -> None:
            laid.append(size or screen.size)
            if len(laid) <= 2 * MOST:
                # Adjacent events of the kind become one; there is always something between them while a story loads.
                screen.call_later(lambda: None)
                layout(size, scroll)

        monkeypatch.setattr(screen, "_refresh_layout", counted)
        for size in (Size(80, 24), Size(40, 10)):
            screen.post_message(events.Resize(size, size))
            screen.call_later(lambda: None)
        for _ in range(2 * MOST):
            await pilot.pause()
        assert len(laid) <= MOST
        assert screen.size == Size(120, 40)
