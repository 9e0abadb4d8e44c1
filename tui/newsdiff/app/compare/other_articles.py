"""The other articles of the outlets of a stored story, one of which is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.text_format import short_time

if TYPE_CHECKING:
    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.compare.loading import LoadController
    from newsdiff.app.compare.messages import ArticleChosen
    from newsdiff.app.compare.state import CompareState
    from newsdiff.core.library.feeds import Entry


class OtherArticles:
    """Shows another article of an outlet in the place of the one that is compared."""

    def __init__(self, screen: BaseScreen, state: CompareState, loader: LoadController) -> None:
        """Take the screen, the story, and what loads it."""
        self._screen, self._state, self._loader = screen, state, loader
        self._getting = ""
        """What the status line says while a text is on its way."""

    async def ask(self) -> None:
        """List the articles of the outlets that have several, those of the outlet under the cursor first."""
        subject = self._state.cursor.subject
        focused = -1 if subject is None else subject.article
        several = [(number != focused, one) for number, one in enumerate(self._state.outlets) if one.others]
        if not several:
            self._screen.show_status("No outlet has another article of this story")
            return
        from newsdiff.app.dialogs.outlet_articles import OutletArticlesDialog

        outlets = [one for _, one in sorted(several, key=lambda one: one[0])]
        dialog = OutletArticlesDialog(outlets, ascii_signs=self._screen.ascii_signs)
        await self._screen.app.push_screen(dialog, self._choose)

    def _choose(self, entry: Entry | None) -> None:
        if entry is None or any(one.shown == entry.id for one in self._state.outlets):
            return
        self._getting = f"Getting “{entry.title}” …"
        self._screen.show_status(self._getting)
        self._loader.choose(entry)

    def chosen(self, message: ArticleChosen) -> None:
        """Say which article of an outlet is compared now."""
        self._screen.withdraw_status(self._getting)
        entry = message.entry
        if message.shown:
            when = short_time(entry.published, day_only=entry.day_only)
            self._screen.show_status(f"{entry.outlet}, {when}: “{entry.title}”")
        else:
            self._screen.show_status(f"“{entry.title}” has no text, so it cannot be compared")
