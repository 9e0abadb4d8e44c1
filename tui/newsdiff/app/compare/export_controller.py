"""Exports the comparison as the screen shows it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from newsdiff.app.compare.filters import Filter
from newsdiff.exports.report import ComparisonReport, ExportView

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.compare.state import CompareState
    from newsdiff.service.comparison import Comparison
    from newsdiff.service.protocols import Context


def export_view(state: CompareState) -> ExportView:
    """What an export of the screen shows: its outlets, the lead first, and the rows that pass the filter."""
    if state.filter is Filter.ALL:
        return ExportView(state.order, story=state.story)
    heads = frozenset(row.refs[0] for row in state.rows if row.refs)
    return ExportView(state.order, state.filter.value, heads, state.story)


class ExportController:
    """Asks for a file, has the comparison written to it, and says where it is."""

    def __init__(self, screen: BaseScreen, context: Context, state: CompareState) -> None:
        """Take the screen, what opens files, and what the screen shows."""
        self._screen, self._context, self._state = screen, context, state

    async def export(self, comparison: Comparison) -> None:
        """Ask for a file and write the comparison to it."""
        from newsdiff.app.dialogs.export import ExportDialog

        view = export_view(self._state)
        story = self._state.story
        name = await asyncio.to_thread(comparison.export_name, story.headline if story else "")
        scope = ComparisonReport(comparison.alignment, view).scope
        # What had to be waited for may come when the screen has been left.
        if self._screen.is_live:
            await self._screen.app.push_screen(ExportDialog(comparison, name, view, scope), self._show_exported)

    async def _show_exported(self, path: Path | None) -> None:
        from newsdiff.app.dialogs.export import ExportedDialog

        if path is not None and self._screen.is_live:
            await self._screen.app.push_screen(ExportedDialog(path, self._context), self._show_words)

    def _show_words(self, words: str | None) -> None:
        if words:
            self._screen.show_status(words)
