"""What the reader does with stories: read, star, watch, pin, mark, merge, split, move, lead, add, undo, copy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.app.messages import WorkFailed
from newsdiff.errors import NewsdiffError
from newsdiff.service.find_entries import find_entries
from newsdiff.text_format import count_noun
from newsdiff.wording import undone_step

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from newsdiff.adapters.store import Store
    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.dialogs.story_articles import StorySplit
    from newsdiff.app.session import LibrarySession
    from newsdiff.app.stories.story_list import StoryList
    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.stories import StorySummary
    from newsdiff.core.library.undo import UndoneStep

MIN_STORIES = 2
"""Stories that can be merged."""


class _Merge(NamedTuple):
    """The list before stories were merged."""

    picked: Mapping[int, StorySummary]
    """The stories that were marked, by id, in the order of marking."""
    summary: StorySummary | None
    """The story under the cursor."""


class StoryActions:
    """Acts on the story under the cursor, and on those that are marked.

    The session queues the changes, reports them and has the lists reloaded. Decisions of the reader are permanent:
    later articles are clustered by them, and only the reader can undo them. Dialogs are awaited until they are open, so
    that keys typed ahead reach them and not the screen below.
    """

    def __init__(
        self, session: LibrarySession, screen: BaseScreen, view: StoryList, go_to: Callable[[int], None]
    ) -> None:
        """Take the session, the screen and its list; `go_to` has the cursor go to a story when the list is read."""
        self.picked: dict[int, StorySummary] = {}
        """The stories that are marked, by id, in the order of marking."""
        self._session, self._screen, self._view, self._go_to = session, screen, view, go_to
        self._merges: list[_Merge] = []
        """What was marked for the merges of this screen, the last one at the end."""

    # Marks of its articles

    def toggle_read(self) -> None:
        """Mark all articles of the story read, or unread again."""
        summary = self._view.summary
        if summary is None:
            return
        read, undo = bool(summary.unread), self._undo_key

        def marked(count: int) -> str:
            words = "Marked read" if read else "Marked unread"
            # Of one article, undo takes nothing back: the same key does that.
            return f"{words}. {undo} undoes" if count > 1 else words

        self._session.change(lambda store: store.mark_story_read(summary.id, read=read), marked)

    def star(self) -> None:
        """Give the lead a star, or take all stars of the story away."""
        summary = self._view.summary
        if summary is None:
            return

        def star(store: Store) -> None:
            if summary.starred:
                store.star([one.id for one in store.story_entries(summary.id) if one.starred], on=False)
            else:
                store.star([summary.lead], on=True)

        self._session.change(star, "Unstarred" if summary.starred else "Starred")

    # The story

    def watch(self) -> None:
        """Toggle watching."""
        summary = self._view.summary
        if summary is not None:
            watched = "Watching. You'll be told when an outlet joins or a figure or text changes"
            words = "No longer watching" if summary.watched else watched
            self._session.change(lambda store: store.watch_story(summary.id, on=not summary.watched), words)

    def pin(self) -> None:
        """Pin or unpin the story (a pinned story takes no new articles)."""
        summary = self._view.summary
        if summary is not None:
            words = (
                "Unpinned: takes new articles again" if summary.pinned else "Pinned: takes no new articles by itself"
            )
            self._session.change(lambda store: store.pin_story(summary.id, on=not summary.pinned), words)

    def undo(self) -> None:
        """Take back the last change."""

        def undone(step: UndoneStep | None) -> str:
            if step is None:
                return "Nothing to undo"
            if step.kind == "merge" and self._merges:
                self._mark_again(self._merges.pop())
            return f"Undone: {undone_step(step)}"

        self._session.change(lambda store: store.undo(), undone)

    # Marking and merging

    def pick(self) -> None:
        """Mark the story, or take its mark away, and go on to the next one."""
        summary = self._view.summary
        if summary is None:
            return
        if self.picked.pop(summary.id, None) is None:
            self.picked[summary.id] = summary
        self._view.mark(frozenset(self.picked))
        self._view.action_move(1)

    def unpick(self) -> None:
        """Take all marks away."""
        self.picked.clear()
        self._view.mark(frozenset())

    def update_picked(self, known: Mapping[int, StorySummary | None]) -> None:
        """Replace the marked stories by their current summaries; a merged one becomes the merge target.

        Args:
            known: Old id → current summary; None if the story is gone.
        """
        now = [known.get(story_id, summary) for story_id, summary in self.picked.items()]
        self.picked = {one.id: one for one in now if one is not None}
        self._view.mark(frozenset(self.picked))

    async def merge(self) -> None:
        """Merge the marked stories and no other; of more than two, ask first."""
        marked = list(self.picked.values())
        if len(marked) < MIN_STORIES:
            which = "one more story" if marked else "two stories or more"
            self._screen.show_status(f"Mark {which} with {self._screen.key_of('pick')} first")
            return
        if len(marked) == MIN_STORIES:
            self._merge(marked)
            return
        from newsdiff.app.dialogs.prompts import ConfirmDialog

        def merge(agreed: bool | None) -> None:
            if agreed:
                self._merge(marked)

        headlines = [one.headline or "(no title)" for one in marked]
        question = f"Make one story of them? {self._undo_key} undoes it."
        dialog = ConfirmDialog(f"Merge {len(marked)} stories", question, "merge", about=headlines)
        await self._screen.app.push_screen(dialog, merge)

    def _merge(self, marked: Sequence[StorySummary]) -> None:
        ids = [one.id for one in marked]
        before = _Merge(dict(self.picked), self._view.summary)
        self.unpick()

        def merged(story_id: int) -> str:
            self._merges.append(before)
            self._go_to(story_id)
            return f"{len(ids)} stories merged. {self._undo_key} undoes"

        self._session.change(lambda store: store.merge_stories(ids), merged)

    def _mark_again(self, before: _Merge) -> None:
        """Bring the marks and the cursor back to where they were before a merge that was undone."""
        self.picked = dict(before.picked)
        self._view.mark(frozenset(self.picked))
        if before.summary is not None:
            self._go_to(before.summary.id)

    # The articles of a story

    async def show_articles(self) -> None:
        """List the articles of the story, to split some off, move them or choose the lead."""
        summary = self._view.summary
        entries = await self._entries(summary)
        if summary is None or not entries:
            return
        from newsdiff.app.dialogs.story_articles import StoryArticlesDialog

        others = [one for one in self.picked.values() if one.id != summary.id]
        target = others[0] if len(others) == 1 else None
        dialog = StoryArticlesDialog(
            summary,
            entries,
            target,
            doubtful=await self._doubtful(summary.id),
            mark_key=self._screen.key_of("pick"),
            ascii_signs=self._screen.ascii_signs,
        )
        await self._screen.app.push_screen(dialog, partial(self._split, summary, target, entries))

    async def _doubtful(self, story_id: int) -> frozenset[int]:
        try:
            return await self._session.ask(lambda store: store.doubtful(story_id))
        except NewsdiffError:
            return frozenset()

    def _split(
        self, summary: StorySummary, target: StorySummary | None, entries: tuple[Entry, ...], split: StorySplit | None
    ) -> None:
        if split is None:
            return
        chosen = [entries[row].id for row in sorted(split.rows)]
        count = count_noun(len(chosen), "article")
        match split.what:
            case "split":
                words = f"{count} split off. {self._undo_key} undoes"
                self._session.change(lambda store: store.split_story(summary.id, chosen), words)
            case "move" if target is not None:
                into = target.id
                self.unpick()
                words = f"{count} moved to “{target.headline}”. {self._undo_key} undoes"
                self._session.change(lambda store: store.move_entries(chosen, into), words)
            case "lead":
                self._session.change(lambda store: store.set_lead(summary.id, chosen[0]), "Now the lead of this story")
            case _:
                key = self._screen.key_of("pick")
                self._screen.show_status(f"First mark the target story with {key} in the list, then open this again")

    async def browse(self) -> None:
        """Show the address of the lead, from which the reader may open it."""
        summary = self._view.summary
        entries = await self._entries(summary)
        if summary is None or not entries:
            return
        lead = next((one for one in entries if one.id == summary.lead), entries[0])
        if lead.url:
            await self._screen.show_address(lead.outlet, lead.url, self._session.context)
        else:
            self._screen.show_status("This article has no address")

    async def copy(self) -> None:
        """Copy the headline and the address of each outlet's article."""
        summary = self._view.summary
        entries = await self._entries(summary)
        if summary is None or not entries:
            return
        lines = [summary.headline, *(f"{one.outlet}: {one.title} ({one.url})" for one in entries if one.url)]
        self._screen.app.copy_to_clipboard("\n".join(lines))
        self._screen.show_status("Headline and addresses copied")

    async def _entries(self, summary: StorySummary | None) -> tuple[Entry, ...]:
        """The articles of a story. If it has none any more, report that and reload the list."""
        if summary is None:
            return ()
        try:
            entries = await self._session.ask(lambda store: store.story_entries(summary.id))
        except NewsdiffError as error:
            self._screen.show_notices([str(error)])
            return ()
        if not entries:
            self._screen.show_status("That story is gone")
            self._session.changed()
        return entries

    # Adding

    async def ask_article(self) -> None:
        """Ask for an article to add to the story: an address, a file, or one that is stored."""
        summary = self._view.summary
        if summary is None:
            return
        from newsdiff.app.dialogs.add_article import AddDialog

        async def find(query: str) -> Sequence[Entry]:
            try:
                return await self._session.ask(lambda store: _outside(store, summary.id, query))
            except NewsdiffError:
                return ()

        dialog = AddDialog(find, ascii_signs=self._screen.ascii_signs)
        await self._screen.app.push_screen(dialog, partial(self._add, summary.id))

    def _add(self, story_id: int, source: str | Entry | None) -> None:
        if not source:
            return
        name = source if isinstance(source, str) else f"{source.outlet}: {source.title}"
        self._screen.show_status(f"Reading {name} …")
        words = f"Added to the story. {self._undo_key} removes it"

        # Work of the app, so that it continues if the reader leaves the screen before the page has arrived.
        self._screen.app.run_worker(self._add_article(story_id, source, words), exit_on_error=False, group="add")

    async def _add_article(self, story_id: int, source: str | Entry, words: str) -> None:
        try:
            if isinstance(source, str):
                await (await self._session.service()).stories.add_article(story_id, source)
            else:
                await self._session.ask(lambda store: store.put_entry(source.id, story_id))
        except NewsdiffError as error:
            if not self._screen.post_message(WorkFailed(error)):
                self._session.report(str(error))
        else:
            self._session.report(words)
            self._session.changed()

    @property
    def _undo_key(self) -> str:
        return self._screen.key_of("undo")


def _outside(store: Store, story_id: int, query: str) -> Sequence[Entry]:
    """The stored articles with these words that are not in a story; without any words, those that may belong to it."""
    if not query.strip():
        return store.suggestions(story_id)
    inside = {one.id for one in store.story_entries(story_id)}
    return [one for one in find_entries(store, query) if one.id not in inside]
