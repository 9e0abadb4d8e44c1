"""The stories screen: the same event from several outlets as one row, and how each of them begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from newsdiff.app.help_groups import STORIES_HELP
from newsdiff.app.library_screen import LibraryScreen
from newsdiff.app.messages import FeedsRead, LibraryChanged, StatusReported, StoriesPlaced, WorkFailed
from newsdiff.app.stories.bindings import STORIES_SCREEN
from newsdiff.app.stories.list_controls import ListControls
from newsdiff.app.stories.list_loader import StoryListLoader
from newsdiff.app.stories.messages import (
    ComparingEnded,
    ComparingProgressed,
    MoreStoriesRead,
    PreviewRead,
    StoriesRead,
    StoryCompared,
)
from newsdiff.app.stories.panes import StoryPanes
from newsdiff.app.stories.preview_loader import PreviewLoader
from newsdiff.app.stories.status_bars import StatusBars
from newsdiff.app.stories.story_actions import StoryActions
from newsdiff.app.stories.story_comparer import StoryComparer
from newsdiff.app.stories.story_list import StoryList, signs
from newsdiff.resources import stylesheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from newsdiff.app.help_groups import HelpGroup
    from newsdiff.app.session import LibrarySession
    from newsdiff.app.stories.story_preview import StoryPreviewView
    from newsdiff.core.library.stories import StorySummary


class StoriesScreen(LibraryScreen):
    """Dispatches keys and messages to its controllers, which work on the list of stories and the preview."""

    CSS_PATH = stylesheet("home.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [*STORIES_SCREEN]
    HELP_GROUPS: ClassVar[Sequence[HelpGroup]] = STORIES_HELP

    def __init__(self, session: LibrarySession) -> None:
        """Take the library, whose store is open."""
        super().__init__(session)
        self.panes = StoryPanes(self)
        self.story_list, self.preview = self.panes.story_list, self.panes.preview
        self.drop_lost_keys(self.story_list, self.preview)
        self.actions = StoryActions(session, self, self.story_list, lambda story_id: self.loader.go_to(story_id))
        self.loader = StoryListLoader(session, self, self.story_list, lambda: self.actions.picked)
        self.previews = PreviewLoader(session, self, self.story_list, self.preview)
        self.comparer = StoryComparer(session, self, self.story_list, self.loader)
        self.controls = ListControls(self, self.story_list, self.loader, self.comparer)
        self.bars = StatusBars(session, self, self.panes, self.loader, self.actions)
        self.story_list.moved, self.preview.moved = self._moved, self.bars.update

    @property
    def summary(self) -> StorySummary | None:
        """The story that keys are about: the one under the cursor."""
        return self.story_list.summary

    @property
    def key_pane(self) -> StoryList | StoryPreviewView:
        """The pane that had the focus last."""
        return self.panes.current

    def compose(self) -> ComposeResult:
        """Header, panes, keys."""
        yield self.header
        yield from self.panes.compose()
        yield self.hint_bar

    def on_mount(self) -> None:
        """Apply the user's settings, and read the stories."""
        self.prepare_bars()
        self.panes.prepare()
        self.signs = signs(plain=self.ascii_signs)
        self.bars.count_unread()
        self.session.subscribe(self)
        self.session.placement.begin()
        self.loader.read()

    def on_screen_resume(self) -> None:
        """Go on comparing where a story that was opened, or a dialog, interrupted it."""
        if self.loader.query.order == "differing":
            self.comparer.compare_all()

    # What the library reports

    @on(LibraryChanged)
    def _library_changed(self) -> None:
        self.loader.read()
        self.session.placement.begin()

    @on(StoriesPlaced)
    def _stories_placed(self) -> None:
        self.loader.read()

    @on(FeedsRead)
    def _feeds_read(self) -> None:
        self.bars.count_unread()
        self.update_bars()

    @on(StatusReported)
    def _status_reported(self, message: StatusReported) -> None:
        self.show_status(message.words)

    @on(WorkFailed)
    def _work_failed(self, message: WorkFailed) -> None:
        self.show_notices([str(message.error)])

    # What was read and compared

    @on(StoriesRead)
    def _stories_read(self, message: StoriesRead) -> None:
        self.actions.update_picked(message.known)
        if self.loader.take(message):
            self._show_story()
            self.comparer.wait_until_idle()

    @on(MoreStoriesRead)
    def _more_stories_read(self, message: MoreStoriesRead) -> None:
        self.loader.take_more(message)
        if message.to_end:
            self._show_story()
        self.bars.update()

    def _show_story(self) -> None:
        self.previews.show()
        self.comparer.compare_soon()
        self.bars.update()

    @on(PreviewRead)
    def _preview_read(self, message: PreviewRead) -> None:
        if self.previews.take(message):
            self.bars.update()

    @on(StoryCompared)
    def _story_compared(self, message: StoryCompared) -> None:
        for summary in message.summaries:
            self.story_list.change(summary)
            if self.summary is not None and self.summary.id == summary.id:
                self.preview.show(summary)

    @on(ComparingProgressed)
    def _comparing_progressed(self, message: ComparingProgressed) -> None:
        self.bars.comparing = message.words
        self.bars.update()

    @on(ComparingEnded)
    def _comparing_ended(self) -> None:
        # A reader who has not gone down the list wants its top, whichever story that is now.
        self.loader.read(to_top=self.story_list.cursor == 0)

    # Panes

    def update_bars(self) -> None:
        """Show where the reader is now, and what is going on."""
        self.loader.update_empty()
        self.bars.update()

    def fit(self) -> None:
        """Lay the panes out in the window."""
        self.panes.fit()
        self.call_after_refresh(self.bars.update)

    def on_descendant_focus(self) -> None:
        """Show which pane has the focus, however it got it."""
        if self.panes.follow_focus():
            self.fit()

    def action_focus_list(self) -> None:
        """Go back to the list."""
        self.panes.focus_list()
        self.on_descendant_focus()

    def action_focus_preview(self) -> None:
        """Go into the preview."""
        self.panes.focus_preview()
        self.on_descendant_focus()

    def action_zen(self) -> None:
        """Show one pane alone, or all again."""
        self.panes.toggle_zen()
        self.fit()

    def on_key(self) -> None:
        """Postpone background work. Textual calls the handler of the base class as well."""
        self.comparer.key_pressed()

    # The list

    def _moved(self) -> None:
        self.previews.show_soon()
        self.comparer.compare_soon()
        self.loader.read_near_end()
        self.bars.update()

    @on(StoryList.EndRequested)
    def _end_requested(self) -> None:
        self.loader.read_to_end()

    @on(StoryList.Opened)
    async def _opened(self) -> None:
        await self.action_open()

    def action_unread(self, step: int) -> None:
        """Go to the next story with unread articles, or to the one before."""
        self.controls.go_unread(step)

    def action_filter(self) -> None:
        """Apply the next filter."""
        self.action_focus_list()
        self.controls.next_filter()

    def action_sort(self) -> None:
        """Switch to the next sort order."""
        self.controls.next_order()

    async def action_search(self) -> None:
        """Ask what to search for."""
        await self.controls.ask_search()

    # One story, and those marked

    async def action_open(self) -> None:
        """Open the story in the compare view."""
        if self.summary is not None:
            await self.navigator.open_story(self.summary, self.session.changed)

    def action_toggle_read(self) -> None:
        """Mark all articles of the story read, or unread again."""
        self.actions.toggle_read()

    def action_star(self) -> None:
        """Give the lead a star, or take the story's stars away."""
        self.actions.star()

    def action_watch(self) -> None:
        """Toggle watching."""
        self.actions.watch()

    def action_pin(self) -> None:
        """Pin or unpin the story (a pinned story takes no new articles)."""
        self.actions.pin()

    def action_pick(self) -> None:
        """Mark the story for merging, or take its mark away, and go on."""
        self.actions.pick()
        self.bars.update()

    async def action_merge(self) -> None:
        """Merge the marked stories."""
        await self.actions.merge()
        self.bars.update()

    async def action_articles(self) -> None:
        """List the articles of the story, to split some off, move them or choose the lead."""
        await self.actions.show_articles()

    async def action_add_article(self) -> None:
        """Ask for an article to add to the story."""
        await self.actions.ask_article()

    def action_undo(self) -> None:
        """Take back the last change."""
        self.actions.undo()

    async def action_browse(self) -> None:
        """Show the address of the lead."""
        await self.actions.browse()

    async def action_copy(self) -> None:
        """Copy the headline and the addresses."""
        await self.actions.copy()

    # Leaving

    async def action_articles_view(self) -> None:
        """Go to the articles and the feeds."""
        await self.navigator.show_view("articles")

    def action_back(self) -> None:
        """Undo one step: the single pane, the marks, the search, the filter."""
        if self.panes.zen:
            self.action_zen()
        elif self.actions.picked:
            self.actions.unpick()
            self.bars.update()
        elif not self.controls.end_search() and not self.controls.end_filter():
            self.show_status(f"{self.key_of('leave')} quits · {self.key_of('articles')} articles and feeds")

    async def action_leave(self) -> None:
        """Leave the search, then newsdiff."""
        if not self.controls.end_search():
            await self.navigator.leave()
