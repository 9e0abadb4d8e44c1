"""The reader's word on stories: read, star, watch, pin, merge, split, move, add; and undoing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from newsdiff.app.stories.state import StoriesState
from newsdiff.errors import NewsdiffError
from newsdiff.text_format import count_noun
from newsdiff.wording import undone_step

if TYPE_CHECKING:
    from newsdiff.adapters.store import Store
    from newsdiff.app.dialogs.story_articles import StorySplit
    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.stories import StorySummary

LEAST = 2
"""Stories that can be merged."""


class StoryActions(StoriesState):
    """What the reader says holds: later articles are placed by it, and nothing takes it back but the reader."""

    def action_toggle_read(self) -> None:
        """All articles of the story read, or unread again."""
        card = self.card
        if card is not None:
            read = bool(card.unread)
            words = "Marked read" if read else "Marked unread"

            def mark(store: Store) -> str:
                # What is one article's alone is no deed to take back: the same key does that.
                return f"{words}. ctrl+z takes it back" if store.mark_story_read(card.id, read=read) > 1 else words

            self.change(mark)

    def action_star(self) -> None:
        """Give the lead a star, or take all stars of the story away."""
        card = self.card
        if card is None:
            return

        def star(store: Store) -> None:
            if not card.starred:
                store.star([card.lead], on=True)
                return
            store.star([one.id for one in store.story_entries(card.id) if one.starred], on=False)

        self.change(star, "Its stars are gone" if card.starred else "Its lead has a star")

    def action_watch(self) -> None:
        """Watch the story, or no more."""
        card = self.card
        if card is not None:
            told = "You are told when an outlet joins, a figure changes or a text is changed"
            words = "Not watched any more" if card.watched else told
            self.change(lambda store: store.watch_story(card.id, on=not card.watched), words)

    def action_pin(self) -> None:
        """Let the story take no more articles by itself, or again."""
        card = self.card
        if card is not None:
            words = "It takes articles again" if card.pinned else "Pinned: it takes no more articles by itself"
            self.change(lambda store: store.pin_story(card.id, on=not card.pinned), words)

    # Marking and merging

    def pick(self, card: StorySummary) -> None:
        """Mark a story, or take the mark away."""
        if self.picked.pop(card.id, None) is None:
            self.picked[card.id] = card
        view = self.story_list
        view.picked = frozenset(self.picked)
        view.repaint(view.cursor)

    def unpick(self) -> None:
        """Take all marks away."""
        self.picked.clear()
        self.story_list.picked = ()
        self.story_list.repaint()
        self.follow()

    def action_merge(self) -> None:
        """Make one story of those marked and the one under the cursor."""
        ids = list(dict.fromkeys([*self.picked, *([self.card.id] if self.card else [])]))
        if len(ids) < LEAST:
            key = self.hint("pick", "").key or "space"
            self.tell(f"Mark a story with {key} first, then go to the other one")
            return
        self.unpick()
        told = f"{len(ids)} stories are one now. ctrl+z takes it apart again"

        def merge(store: Store) -> str:
            # The reader stays on what they have made, wherever the list has it.
            self.wanted = store.merge_stories(ids)
            return told

        self.change(merge)

    # The articles of a story

    async def action_articles(self) -> None:
        """List the articles of the story, to split some off, move them or choose the lead."""
        card = self.card
        if card is None:
            return
        try:
            entries = await self.ask(lambda store: store.story_entries(card.id))
        except NewsdiffError as error:
            self.tell_all([str(error)])
            return
        if not entries:
            self.tell("That story is not there any more")
            self.changed()
            return
        from newsdiff.app.dialogs.story_articles import StoryArticlesDialog

        others = [one for one in self.picked.values() if one.id != card.id]
        target = others[0] if len(others) == 1 else None
        mark_key = self.key_of("pick")
        dialog = StoryArticlesDialog(card, entries, target, mark_key=mark_key, ascii_signs=self.ascii_signs)
        await self.app.push_screen(dialog, lambda parting: self._part(card, target, entries, parting))

    def _part(
        self, card: StorySummary, target: StorySummary | None, entries: tuple[Entry, ...], parting: StorySplit | None
    ) -> None:
        if parting is None:
            return
        chosen = [entries[row].id for row in sorted(parting.rows)]
        count = count_noun(len(chosen), "article")
        match parting.what:
            case "split":
                told = f"{count} split off. ctrl+z puts the story together again"
                self.change(lambda store: store.split_story(card.id, chosen), told)
            case "move" if target is not None:
                into = target.id
                self.unpick()
                told = f"{count} moved to “{target.headline}”. ctrl+z moves back"
                self.change(lambda store: store.move_entries(chosen, into), told)
            case "lead":
                self.change(lambda store: store.set_lead(card.id, chosen[0]), "It leads the story now")
            case _:
                self.tell("Mark the story to move it to with space first; then open this list again")

    # Adding

    async def action_add_article(self) -> None:
        """Ask for the address or the file of an article."""
        if self.card is None:
            return
        from newsdiff.app.dialogs.add_article import AddDialog

        card = self.card

        def add(place: str | None) -> None:
            if place:
                self.tell(f"Reading {place} …")
                self.add_article(card, place)

        await self.app.push_screen(AddDialog(), add)

    @work(exit_on_error=False, group="add")
    async def add_article(self, card: StorySummary, place: str) -> None:
        """Add an article to a story."""
        try:
            await self.stories.add_article(card.id, place)
        except NewsdiffError as error:
            self.tell_all([str(error)])
            return
        self.tell("Added to the story. ctrl+z takes it out of it")
        self.changed()

    def action_undo(self) -> None:
        """Take back the last thing."""

        def undo(store: Store) -> str:
            undone = store.undo()
            return f"Taken back: {undone_step(undone)}" if undone else "Nothing to take back"

        self.change(undo)
