"""What the reader does with the evidence: judge matches, link by hand, copy, export, open, search."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from newsdiff.app.base_screen import BaseScreen
from newsdiff.app.compare.story_view import StoryView
from newsdiff.errors import NewsdiffError
from newsdiff.text_format import count_noun, plural, short_time

if TYPE_CHECKING:
    from newsdiff.app.compare.sentence_renderer import SentenceRenderer
    from newsdiff.app.compare.state import CompareState
    from newsdiff.core.models import Ref
    from newsdiff.service import Comparison
    from newsdiff.service.protocols import Context


class MatchActions(BaseScreen):
    """The part of the compare screen that changes, copies or carries off what is found.

    Dialogs are awaited until they stand, so that keys typed ahead reach them and not the screen below.
    """

    reading: CompareState | None
    comparison: Comparison | None
    pen: SentenceRenderer | None
    context: Context
    linking: Ref | None = None
    """Where a link by hand was begun."""

    def take(self) -> None:
        """Show the reading anew."""
        raise NotImplementedError

    def follow(self) -> None:
        """Show where the reader is."""
        raise NotImplementedError

    def is_compared(self) -> bool:
        """Whether the matches are known."""
        raise NotImplementedError

    # The reader's word

    # The disk is waited for in a thread; the keys that follow wait as well, so that each means what is on the screen.

    async def action_accept(self) -> None:
        """Say that the two sentences match."""
        await self._judge_here(linked=True)

    async def action_reject(self) -> None:
        """Say that the two sentences do not match."""
        await self._judge_here(linked=False)

    async def _judge_here(self, *, linked: bool) -> None:
        if self.reading is None or not self.is_compared() or self.comparison is None:
            return
        match, reason = self.reading.match_at_cursor(accept=linked)
        if match is None:
            self.tell(reason)
            return
        await self._judge(self.comparison, match.a, match.b, linked=linked, done="Accepted" if linked else "Rejected")

    async def _judge(self, comparison: Comparison, a: Ref, b: Ref, *, linked: bool, done: str) -> None:
        try:
            kept = await asyncio.to_thread(comparison.judge, a, b, linked=linked)
        except NewsdiffError as error:
            self.tell(str(error))
            return
        self._judged(comparison)
        self.tell(f"{done}. ctrl+z takes it back" if not kept else f"{done}. {kept}")

    async def action_link(self) -> None:
        """Begin a link by hand here, or end it here."""
        if self.reading is None or not self.is_compared() or self.comparison is None:
            return
        here = self.reading.current
        if here is None or self.reading.alignment.sentence(here).heading:
            self.tell("Go to a sentence first: there is none under the cursor")
        elif self.linking is None:
            self.linking = here
            self.follow()
            outlet = self.reading.alignment.articles[here.article].outlet
            self.tell(f"Link from {outlet}: go to the sentence of another outlet and press L; esc gives up")
        elif self.linking.article == here.article:
            self.tell("A link joins two outlets: go to a sentence of another one (h, l), then press L; esc gives up")
        else:
            begun, self.linking = self.linking, None
            await self._judge(self.comparison, begun, here, linked=True, done="Linked by hand")

    async def action_undo(self) -> None:
        """Take back the last word."""
        if self.reading is None or not self.is_compared() or self.comparison is None:
            return
        try:
            undone = await asyncio.to_thread(self.comparison.undo)
        except NewsdiffError as error:
            self.tell(str(error))
            return
        if undone is None:
            self.tell("Nothing to take back in this session")
            return
        self._judged(self.comparison, undone)
        self.tell("Taken back")

    def _judged(self, comparison: Comparison, ref: Ref | None = None) -> None:
        """Show what the reader's word has changed."""
        if self.reading is not None:
            self.reading.replace(comparison.alignment, comparison.differences)
            if ref is not None:
                self.reading.go_to(ref)
            self.take()

    # Carrying off

    def action_copy(self, pair: bool) -> None:
        """Copy the sentence, or it and its counterparts, with their sources."""
        reading = self.reading
        if reading is None or reading.subject is None:
            return
        refs = [reading.subject]
        if pair:
            refs += [match.other(refs[0]) for match in reading.differences.matches(refs[0], reading.order)]
            if len(refs) == 1:
                self.tell("No match to copy with it; y copies the sentence alone")
                return
        self.app.copy_to_clipboard("\n\n".join(_cited(reading, ref) for ref in refs))
        self.tell("Copied with its source" if len(refs) == 1 else f"Copied {len(refs)} sentences with their sources")

    async def action_browse(self) -> None:
        """Show the article's address, and open it when the reader says so."""
        if self.reading is None or self.reading.subject is None:
            return
        article = self.reading.alignment.articles[self.reading.subject.article]
        if not article.url:
            self.tell(f"No address is known for the article of {article.outlet}")
            return
        from newsdiff.app.dialogs.open_link import AddressDialog

        await self.app.push_screen(AddressDialog(article.outlet, article.url, self.context))

    async def action_export(self) -> None:
        """Write the comparison to a file."""
        if not self.is_compared() or self.comparison is None:
            return
        from newsdiff.app.dialogs.export import ExportDialog

        await self.app.push_screen(ExportDialog(self.comparison), self._said)

    async def action_add(self) -> None:
        """Bring another article into the story."""
        if self.reading is None:
            return
        from newsdiff.app.dialogs.add_article import AddDialog

        await self.app.push_screen(AddDialog(), self.join)

    async def action_about(self) -> None:
        """Show where the article under the cursor comes from and what cleaning took out of it."""
        if self.reading is None or self.reading.subject is None:
            return
        from newsdiff.app.dialogs.article_info import ArticleInfoDialog

        await self.app.push_screen(ArticleInfoDialog(self.reading.alignment.articles[self.reading.subject.article]))

    async def action_search(self) -> None:
        """Ask for a text to find."""
        if self.reading is None:
            return
        from newsdiff.app.dialogs.find import FindDialog

        await self.app.push_screen(FindDialog(self.reading.query), self._searched)

    def _searched(self, query: str | None) -> None:
        if query is None or self.reading is None:
            return
        found = self.reading.search(query)
        self.query_one(StoryView).repaint()
        if found:
            self.reading.next_hit(0)
        self.follow()
        if query.strip():
            have = f"{count_noun(found, 'sentence')} {plural(found, 'has', 'have')} it"
            self.tell(
                f"{have}: n and N go there, esc ends the search" if found else f"“{query}” is not in the articles shown"
            )

    def _said(self, words: str | None) -> None:
        if words:
            self.tell(words)

    def join(self, place: str | None) -> None:
        """Bring the article of a file or an address into the story."""
        raise NotImplementedError


def _cited(reading: CompareState, ref: Ref) -> str:
    """A sentence with its source."""
    article = reading.alignment.articles[ref.article]
    published = short_time(article.published, day_only=article.day_only)
    source = ", ".join(part for part in (article.outlet, published, article.url or "") if part)
    return f"{reading.alignment.sentence(ref).text}\n({source})"
