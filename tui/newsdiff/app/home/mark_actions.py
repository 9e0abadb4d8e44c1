"""What the reader does with articles: read and unread, star, tag, all read, undo, and comparing them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work

from newsdiff.app.home.state import HomeBase
from newsdiff.app.messages import ArticlesGathered, Done
from newsdiff.errors import NewsdiffError
from newsdiff.wording import undone_step

if TYPE_CHECKING:
    from newsdiff.core.library.feeds import Entry
    from newsdiff.service import LoadedArticles

LEAST = 2
"""Articles that can be compared."""


class MarkActions(HomeBase):
    """Marks show at once; the store has them a moment later, in the order of the keys."""

    def _put(self, entry: Entry) -> None:
        """Show an entry with its new marks."""
        view = self.entry_list
        self.recent[entry.id] = entry
        view.listing.change(view.cursor, entry)
        view.repaint(view.cursor)
        self.follow()

    def mark_read(self, *, read: bool = True) -> None:
        """Mark the article under the cursor read or unread."""
        entry = self.entry
        if entry is None or entry.read is read:
            return
        self._put(replace(entry, read=read))
        self.change(lambda store: store.mark_read([entry.id], read))

    def action_toggle_read(self) -> None:
        """Read, or unread again."""
        if self.entry is not None:
            self.mark_read(read=not self.entry.read)

    def action_star(self) -> None:
        """Give a star, or take it away."""
        entry = self.entry
        if entry is None:
            return
        self._put(replace(entry, starred=not entry.starred))
        self.change(lambda store: store.star([entry.id], on=not entry.starred))

    async def action_tag(self) -> None:
        """Ask for a tag to give or take."""
        entry = self.entry
        if entry is None:
            return
        from newsdiff.app.dialogs.prompts import InputDialog

        about = f"It has: {', '.join(entry.tags)}. One of these is taken away." if entry.tags else "It has none yet."
        await self.app.push_screen(InputDialog("Tag the article", about, hint="a word or two"), self._tagged)

    def _tagged(self, tag: str | None) -> None:
        entry = self.entry
        # Among the feeds a tag stands as #tag, and may be typed so.
        name = " ".join((tag or "").removeprefix("#").split()).casefold()
        if not name or entry is None:
            return
        there = name in entry.tags
        tags = tuple(sorted({*entry.tags} ^ {name}))
        self._put(replace(entry, tags=tags))
        self.change(lambda store: store.tag([entry.id], name, on=not there))
        self.show_entry()

    async def action_mark_all(self) -> None:
        """Ask, then mark the whole list read."""
        listing, row = self.entry_list.listing, self.feed_row
        if not listing.total:
            self.tell("There is nothing here to mark")
            return
        from newsdiff.app.dialogs.prompts import ConfirmDialog

        name = f" of the search “{self.searched}”" if self.searched else f" of “{row.label}”"
        name = "" if row.scope.kind == "all" and not self.searched else name
        only = " with a star" if self.filter == "starred" else ""
        question = f"Mark all articles{only}{name} as read? ctrl+z takes it back."
        await self.app.push_screen(ConfirmDialog("Mark all read", question, "mark read"), self._all_marked)

    def _all_marked(self, sure: bool | None) -> None:
        if not sure:
            return
        listing = self.entry_list.listing

        async def mark() -> None:
            try:
                count = await self.ask(lambda store: store.mark_all_read(listing.scope, listing.latest or None))
            except NewsdiffError as error:
                self.post_message(Done(str(error)))
                return
            words = f"{count:,} marked read. ctrl+z takes it back" if count else "All of it was read already"
            self.post_message(Done(words, feeds=True, entries=True))

        self.in_turn(mark())

    def action_undo(self) -> None:
        """Take back the last thing done to many."""

        async def undo() -> None:
            try:
                undone = await self.ask(lambda store: store.undo())
            except NewsdiffError as error:
                self.post_message(Done(str(error)))
                return
            words = (
                f"Taken back: {undone_step(undone)}"
                if undone
                else "Nothing to take back: it is for what changed many articles"
            )
            self.post_message(Done(words, feeds=True, entries=True))

        self.in_turn(undo())

    # Comparing

    def action_pick(self) -> None:
        """Mark for comparing, or take the mark away; among the feeds, fold a group; in the text, go down a page."""
        entry = self.entry
        if self.pane == "text":
            self.run_action_page()
        elif self.pane == "feeds":
            self.fold()
        elif entry is not None:
            if entry.id in self.picked:
                del self.picked[entry.id]
            else:
                self.picked[entry.id] = entry
            view = self.entry_list
            view.picked = frozenset(self.picked)
            view.repaint(view.cursor)
            view.go(view.cursor + 1)
            self.rest()
            self.follow()

    def run_action_page(self) -> None:
        """Go down by a page in the pane that the reader is in."""
        raise NotImplementedError

    def unpick(self) -> None:
        """Take the marks for comparing away."""
        self.picked.clear()
        self.entry_list.picked = ()
        self.entry_list.repaint()
        self.follow()

    def action_compare(self) -> None:
        """Get the articles that are marked, and compare them."""
        feed_service = self.feed_service
        if feed_service is None:
            return
        if len(self.picked) < LEAST:
            one = "one more article" if self.picked else "two articles or more"
            key = self.hint("pick", "").key or "space"
            self.tell(f"Mark {one} with {key} first, then c compares them")
            return
        self.tell(f"Getting {len(self.picked)} articles to compare …")
        self.gather(list(self.picked))

    @work(exclusive=True, exit_on_error=False, group="compare")
    async def gather(self, ids: list[int]) -> None:
        """Get articles for the compare view."""
        self.post_message(ArticlesGathered(await (await self.stand()).articles(ids)))

    @on(ArticlesGathered)
    async def _gathered(self, message: ArticlesGathered) -> None:
        if len(message.gathered.articles) < LEAST:
            self.tell(" ".join(message.gathered.notices) or "Only one of these articles has a text to compare")
            return
        await self.open_story(message.gathered)
        self.unpick()

    async def open_story(self, gathered: LoadedArticles | None) -> None:
        """Open articles in the compare view; None for the sample story."""
        from newsdiff.app.compare.loading import once
        from newsdiff.app.compare.screen import CompareScreen

        async def given() -> LoadedArticles:
            return gathered or await self.context.load_articles([])

        await self.app.push_screen(CompareScreen(self.context, self.config, once(given())))

    async def action_sample(self) -> None:
        """Open the sample story."""
        await self.open_story(None)
