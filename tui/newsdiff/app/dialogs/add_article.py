"""Add another article to a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input

from newsdiff.app.dialogs.base import Dialog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget


class AddDialog(Dialog[str | None]):
    """Gives the file, folder or address of an article, as it was typed."""

    def __init__(self) -> None:
        super().__init__("Add an article to this story", "enter add · esc cancel")

    def body(self) -> Iterator[Widget]:
        """One field."""
        yield self.text("The article's address, or a file or folder on this machine.", "dialog-muted")
        yield self.field("", self.ours("https://…  or  ~/articles/report.txt"))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(event.value.strip())
        else:
            self.say("Type an address or a file's name first.")
