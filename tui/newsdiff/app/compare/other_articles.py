"""Which articles of a stored story are compared: another one of an outlet, or one less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.errors import NewsdiffError
from newsdiff.text_format import short_time
from newsdiff.wording import DOUBT

if TYPE_CHECKING:
    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.compare.loading import LoadController
    from newsdiff.app.compare.match_actions import MatchActions
    from newsdiff.app.compare.messages import ArticleChosen
    from newsdiff.app.compare.state import CompareState
    from newsdiff.app.compare.view_actions import ViewActions
    from newsdiff.core.library.feeds import Entry


class OtherArticles:
    """Shows another article of an outlet in the place of the one that is compared, or takes that out of the story."""

    def __init__(
        self, screen: BaseScreen, state: CompareState, loader: LoadController, views: ViewActions, matches: MatchActions
    ) -> None:
        """Take the screen, the story, what loads it, what moves in it, and what undoes."""
        self._screen, self._state, self._loader, self._views, self._matches = screen, state, loader, views, matches
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

    async def take_out(self) -> None:
        """Take the article under the cursor out of the story; where another one may not belong, go there first."""
        state = self._state
        if not state.order:
            return
        key, here = self._screen.key_of("take-out"), state.order[state.cursor.column]
        doubtful = [article for article in state.order if state.is_doubtful(article)]
        if doubtful and here not in doubtful:
            self._views.focus_outlet(state.order.index(doubtful[0]) - state.cursor.column)
            self._screen.show_status(f"This article {DOUBT}: {key} takes it out of the story")
            return
        article = state.alignment.articles[here]
        try:
            await self._loader.take_out(state.outlets[here].shown)
        except NewsdiffError as error:
            self._screen.show_status(str(error))
            return
        self._matches.article_taken_out()
        undo = self._screen.key_of("undo")
        self._screen.show_status(f"{article.outlet}: “{article.title}” taken out of the story. {undo} undoes")

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
