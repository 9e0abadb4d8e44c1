"""A screen that is laid out for the window as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.screen import Screen

if TYPE_CHECKING:
    from textual.geometry import Size

Result = TypeVar("Result")


class WindowScreen(Screen[Result], Generic[Result]):
    """A screen whose size is that of the window, whichever size an event tells.

    Textual (8.2) lays a screen out for the size in each `Resize`, and then sends the screen another one of that size.
    When the window is resized quickly, two of them are in the queue with two sizes, and call each other for ever.
    """

    def _screen_resized(self, size: Size) -> None:  # noqa: ARG002  # the signature is that of its base
        super()._screen_resized(self.app.size)
