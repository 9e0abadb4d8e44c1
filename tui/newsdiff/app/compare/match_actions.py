"""What the user does with a story: judge matches, link by hand, search, copy, export, add, open."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

from newsdiff.app.compare.match_to_judge import NoMatch, details_left, marked_match, match_to_judge
from newsdiff.app.compare.timeline_text import timeline_paragraphs
from newsdiff.errors import NewsdiffError
from newsdiff.text_format import count_noun, short_time

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.screen import ModalScreen

    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.compare.layout import CompareLayout
    from newsdiff.app.compare.loading import LoadController
    from newsdiff.app.compare.state import CompareState
    from newsdiff.app.compare.story_source import StorySource
    from newsdiff.core.alignment.verdicts import About
    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.models import Ref
    from newsdiff.service.comparison import Comparison
    from newsdiff.service.protocols import Context


class MatchActions:
    """Changes, finds, copies or exports what is known about the story.

    The disk is waited for in a thread; the keys that follow wait as well, so that each means what is on the screen.
    Dialogs are awaited until they stand, so that keys typed ahead reach them and not the screen below.
    """

    comparison: Comparison | None = None
    """The story as it was compared last; None until the matches are known."""

    def __init__(
        self,
        screen: BaseScreen,
        context: Context,
        source: StorySource,
        state: CompareState,
        layout: CompareLayout,
        loader: LoadController,
        is_compared: Callable[[], bool],
    ) -> None:
        """Take the screen and its parts, and what says whether the matches are known, and why not."""
        self._screen, self._context, self._source, self._state = screen, context, source, state
        self._layout, self._loader, self._is_compared = layout, loader, is_compared
        self._done: list[Literal["judged", "added", "taken out"]] = []
        """What was done on this screen and not undone, the last at the end."""
        self._reading: list[str] = []
        """The articles that are being read, in the order in which they will come."""

    # Judging

    async def judge(self, *, linked: bool) -> None:
        """Decide that the two sentences at the cursor match, or that they do not."""
        if not self._is_compared() or self.comparison is None:
            return
        match = match_to_judge(self._state, accept=linked)
        if isinstance(match, NoMatch):
            self._screen.show_status(self._words_for(match))
        else:
            await self._judge(
                self.comparison, match.a, match.b, linked=linked, done="Accepted" if linked else "Rejected"
            )

    async def judge_mark(self) -> None:
        """Reject the mark of details at the cursor, or bring back one that was rejected."""
        if not self._is_compared() or self.comparison is None:
            return
        match = marked_match(self._state)
        if match is NoMatch.NONE:
            self._screen.show_status("No details are marked here")
        elif isinstance(match, NoMatch):
            self._screen.show_status(self._words_for(match))
        else:
            back = match.details_rejected
            outlets = f"{match.a.article + 1}|{match.b.article + 1}"
            done = f"Mark {outlets} {'restored' if back else 'rejected'}"
            await self._judge(self.comparison, match.a, match.b, linked=back, done=done, about="details")

    def _words_for(self, reason: NoMatch) -> str:
        if reason is NoMatch.NO_SENTENCE:
            return "No sentence here"
        if reason is NoMatch.NONE_IN_OUTLET:
            article = self._state.order[self._state.cursor.column]
            subject = self._state.cursor.subject
            if subject is not None and not self._state.alignment.is_compared(subject.article, article):
                return f"{self._outlet(article)} is in another language: not compared"
            return f"No match in {self._outlet(article)} to judge"
        if reason is NoMatch.NONE:
            return f"No match to judge here. {self._key('link')} links two sentences by hand"
        key = self._key("outlet-right")
        return f"Several sentences match this one: go to the one you mean ({key}), then press again"

    async def _judge(
        self, comparison: Comparison, a: Ref, b: Ref, *, linked: bool, done: str, about: About = "match"
    ) -> None:
        try:
            problem = await self._screen.navigator.make(lambda: comparison.judge(a, b, linked=linked, about=about))
        except NewsdiffError as error:
            self._screen.show_status(str(error))
            return
        self._done.append("judged")
        self._show_decision(comparison)
        await self._recount()
        left = details_left(self._state, a, b) if about == "details" and not linked else ""
        still = f"Still differs: {left}. " if left else ""
        self._screen.show_status(f"{done}. {still}{problem or self._key('undo') + ' undoes'}")

    async def link(self) -> None:
        """Begin a link by hand at the cursor, or end it there."""
        if not self._is_compared() or self.comparison is None:
            return
        here, begun = self._state.cursor.current, self._state.linking
        if here is None or self._state.alignment.sentence(here).heading:
            self._screen.show_status("No sentence under the cursor: go to one first")
        elif begun is None:
            self._state.linking = here
            self._layout.follow()
            self._screen.show_status(
                f"Link from {self._outlet(here.article)}: go to a sentence of another outlet and press "
                f"{self._key('link')}; {self._key('undo')} cancels"
            )
        elif begun.article == here.article:
            self._screen.show_status(
                f"A link joins two outlets: go to another one ({self._key('outlet-left')}, "
                f"{self._key('outlet-right')}), then press {self._key('link')}; {self._key('undo')} cancels"
            )
        else:
            self._state.linking = None
            await self._judge(self.comparison, begun, here, linked=True, done="Linked by hand")

    async def undo(self) -> None:
        """Cancel the link that was begun; else undo what was done last: a decision, an article added or taken out."""
        if self._cancel_link():
            return
        if self._done and self._done[-1] != "judged":
            self._loader.take_back("Removed from the story" if self._done.pop() == "added" else "Back in the story")
            return
        if not self._is_compared() or self.comparison is None:
            return
        comparison = self.comparison
        try:
            undone = await self._screen.navigator.make(comparison.undo)
        except NewsdiffError as error:
            self._screen.show_status(str(error))
            return
        if undone is None:
            self._screen.show_status("Nothing to undo")
            return
        if self._done:
            self._done.pop()
        self._show_decision(comparison, undone)
        await self._recount()
        self._screen.show_status("Undone")

    async def _recount(self) -> None:
        # The decision holds, and old numbers in a list do no harm.
        with suppress(NewsdiffError):
            await self._source.recount()

    def _show_decision(self, comparison: Comparison, ref: Ref | None = None) -> None:
        self._state.replace(comparison.alignment, comparison.differences)
        if ref is not None:
            self._state.reveal(ref)
        self._layout.show()

    # Searching

    async def search(self) -> None:
        """Ask for a text to find."""
        if not self._state.order:
            return
        from newsdiff.app.dialogs.find import FindDialog

        await self._open(FindDialog(self._state.query), self._find)

    def _find(self, query: str | None) -> None:
        if query is None:
            return
        found = self._state.search(query)
        if found:
            self._state.cursor.next_hit(0)
        # A run in which something was found has unfolded.
        self._layout.show()
        if not query.strip():
            return
        if not found:
            self._screen.show_status(f"“{query}” is not in the articles shown")
            return
        keys = f"{self._key('next-difference')}/{self._key('previous-difference')}"
        self._screen.show_status(f"{count_noun(found, 'hit')} · {keys} next/previous · {self._key('back')} clear")

    # Back

    def back(self) -> bool:
        """Give up the link that was begun, or end the search; False where there is neither."""
        if self._cancel_link():
            return True
        if not self._state.query:
            return False
        self._state.search("")
        self._layout.show()
        return True

    def _cancel_link(self) -> bool:
        """Give up the link that was begun; False where there is none."""
        if self._state.linking is None:
            return False
        self._state.linking = None
        self._layout.follow()
        self._screen.show_status("Link cancelled")
        return True

    # Copying and opening

    def copy(self, *, pair: bool) -> None:
        """Copy the sentence, or it and its counterparts, with their sources."""
        subject = self._state.cursor.subject
        if subject is None:
            return
        refs = [subject]
        if pair:
            matches = self._state.differences.matches(subject, self._state.order)
            refs += [match.other(subject) for match in matches]
            if len(refs) == 1:
                self._screen.show_status(f"No match to copy with it · {self._key('copy')} copy the sentence alone")
                return
        self._screen.app.copy_to_clipboard("\n\n".join(self._cited(ref) for ref in refs))
        self._screen.show_status(
            "Copied with its source" if len(refs) == 1 else f"Copied {len(refs)} sentences with their sources"
        )

    def _cited(self, ref: Ref) -> str:
        """A sentence with its source."""
        article = self._state.alignment.articles[ref.article]
        source = ", ".join(
            part
            for part in (article.outlet, short_time(article.published, day_only=article.day_only), article.url or "")
            if part
        )
        return f"{self._state.alignment.sentence(ref).text}\n({source})"

    async def open_in_browser(self) -> None:
        """Show the address of the article at the cursor; the dialog opens it."""
        subject = self._state.cursor.subject
        if subject is None:
            return
        article = self._state.alignment.articles[subject.article]
        if not article.url:
            self._screen.show_status(f"{article.outlet}'s article has no address")
            return
        from newsdiff.app.dialogs.open_link import AddressDialog

        await self._open(AddressDialog(article.outlet, article.url, self._context))

    async def show_article_info(self) -> None:
        """Show where the article at the cursor comes from, and what cleaning took out of it."""
        subject = self._state.cursor.subject
        if subject is None:
            return
        from newsdiff.app.dialogs.article_info import ArticleInfoDialog

        await self._open(ArticleInfoDialog(self._state.alignment.articles[subject.article]))

    async def show_timeline(self) -> None:
        """Show who had a stored story first, who followed, and who changed what."""
        try:
            events = await self._source.timeline(self._loader.articles)
        except NewsdiffError as error:
            self._screen.show_status(str(error))
            return
        if not events:
            self._screen.show_status("No article of this story has a date")
            return
        from newsdiff.app.dialogs.prompts import TextDialog

        await self._open(TextDialog("Timeline", tuple(timeline_paragraphs(events))))

    async def export(self) -> None:
        """Write the comparison to a file."""
        if not self._is_compared() or self.comparison is None:
            return
        from newsdiff.app.compare.export_controller import ExportController

        await ExportController(self._screen, self._context, self._state).export(self.comparison)

    # Adding

    async def add(self) -> None:
        """Ask for another article to bring into the story."""
        if not self._loader.opened:
            return
        from newsdiff.app.dialogs.add_article import AddDialog

        async def find(query: str) -> Sequence[Entry]:
            return await self._source.find_stored(query, self._loader.articles)

        await self._open(AddDialog(find, ascii_signs=self._screen.ascii_signs), self.add_source)

    def add_source(self, source: str | Entry | None) -> None:
        """Bring the article of a file or an address, or a stored one, into the story."""
        if source and self._loader.opened:
            name = source if isinstance(source, str) else f"{source.outlet}: {source.title}"
            self._screen.withdraw_status(self._reading_words())
            self._reading.append(name)
            self._screen.show_status(self._reading_words())
            self._loader.add(source)

    def _reading_words(self) -> str:
        return f"Reading {' and '.join(self._reading)} …" if self._reading else ""

    def reading_ended(self) -> None:
        """The first of the articles that are read has come, or could not be read."""
        self._screen.withdraw_status(self._reading_words())
        if self._reading:
            self._reading.pop(0)
        if self._reading:
            self._screen.show_status(self._reading_words())

    def article_added(self) -> None:
        """An article has joined: undoing begins with it."""
        self.reading_ended()
        self._done.append("added")

    def article_taken_out(self) -> None:
        """An article was taken out: undoing begins with it."""
        self._done.append("taken out")

    async def _open(self, dialog: ModalScreen[Any], done: Callable[[Any], None] | None = None) -> None:
        # What had to be waited for may come when the screen has been left.
        if self._screen.is_live:
            await self._screen.app.push_screen(dialog, done)

    def _outlet(self, article: int) -> str:
        return self._state.alignment.articles[article].outlet

    def _key(self, binding_id: str) -> str:
        return self._screen.key_of(binding_id)
