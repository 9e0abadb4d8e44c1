"""Find a text in the articles of the compare view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input

from newsdiff.app.dialogs.base import Dialog, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget


class FindDialog(Dialog[str | None]):
    """Gives the text to find, as it was typed; an empty one ends the search."""

    def __init__(self, query: str) -> None:
        super().__init__("Find in the articles", "enter find · esc cancel")
        self._query = query

    def body(self) -> Iterator[Widget]:
        """One field."""
        yield self.field(self._query, "words, a name, a figure")

    def on_mount(self) -> None:
        """Select the word of the last search: what is typed takes its place."""
        super().on_mount()
        self.query_one(Field).select_all()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)
