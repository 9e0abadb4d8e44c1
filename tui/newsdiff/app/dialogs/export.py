"""Write a comparison to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input

from newsdiff.app.dialogs.base import Dialog
from newsdiff.errors import NewsdiffError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from newsdiff.service import Comparison


class ExportDialog(Dialog[str | None]):
    """Asks for a file name, whose extension sets the format; gives a sentence about what was written."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__("Export the comparison", "enter write · esc cancel")
        self._comparison = comparison

    def body(self) -> Iterator[Widget]:
        """The formats, and the field."""
        yield self.text(
            "The extension sets the format: .md Markdown, .html a page of its own, .json data, .txt a table.",
            "dialog-muted",
        )
        yield self.field(self._comparison.file_name(".md"), "comparison.md")

    @on(Input.Submitted)
    async def _submitted(self, event: Input.Submitted) -> None:
        import asyncio

        try:
            # Files may lie on a slow disk or share.
            written = await asyncio.to_thread(self._comparison.export, event.value.strip())
        except NewsdiffError as error:
            self.say(str(error))
        else:
            self.dismiss(f"Written to {written}")
