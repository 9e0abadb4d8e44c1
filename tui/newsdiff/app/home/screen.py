"""The home screen: feeds, the articles of all of them as one list, and the article under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from newsdiff.app.help_groups import HOME_HELP
from newsdiff.app.home.article_actions import ArticleActions
from newsdiff.app.home.bindings import HOME, SCREEN
from newsdiff.app.home.entry_list import EntryList
from newsdiff.app.home.list_loader import ListLoader
from newsdiff.app.home.mark_actions import MarkActions
from newsdiff.app.home.messages import ArticlesLoaded, TextRead
from newsdiff.app.home.navigation import Navigation
from newsdiff.app.home.search_actions import SearchActions
from newsdiff.app.home.state import HomeState
from newsdiff.app.home.view import HomeView
from newsdiff.app.library_screen import LibraryScreen
from newsdiff.app.messages import FeedsRead, LibraryChanged, StatusReported, WorkFailed
from newsdiff.app.widgets.block_view import BlockView
from newsdiff.resources import stylesheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import Binding, BindingType
    from textual.widget import Widget

    from newsdiff.app.help_groups import HelpGroup
    from newsdiff.app.refresh_clock import RefreshClock
    from newsdiff.app.session import LibrarySession

AGE_INTERVAL = 60.0
"""Seconds between two updates of the ages of articles."""


class HomeScreen(LibraryScreen):
    """Dispatches keys and messages to its controllers; `view` draws `state`."""

    CSS_PATH = stylesheet("home.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [*SCREEN]
    KEYS: ClassVar[Sequence[Binding]] = HOME
    HELP_GROUPS: ClassVar[Sequence[HelpGroup]] = HOME_HELP

    def __init__(self, session: LibrarySession, clock: RefreshClock, *, adding: bool = False) -> None:
        """Create the screen.

        Args:
            session: The library; the screen opens it.
            clock: Started once the library is open.
            adding: Ask a reader without feeds for the first one at once.
        """
        super().__init__(session)
        self.clock, self._adding = clock, adding
        self.state = HomeState()
        self.view = HomeView(self, session, self.state)
        self.drop_lost_keys(*self.view.panes)
        self.lists = ListLoader(session, self.view)
        self.marks = MarkActions(session, self.view, self.lists)
        self.articles = ArticleActions(session, self.view, self.lists)
        self.searches = SearchActions(session, self.view, self.lists)
        self.navigation = Navigation(self.view, self.lists, self.marks, self.articles)

    def compose(self) -> ComposeResult:
        """Header, panes, keys."""
        yield from self.view.compose()

    def on_mount(self) -> None:
        """Apply the user's settings, and open the store."""
        signs = "vo*!-" if self.ascii_signs else "✓●★!–"
        meanings = ("marked to compare", "unread", "with a star", "fails", "paused")
        self.signs = [f"{sign} {means}" for sign, means in zip(signs, meanings, strict=True)]
        self.view.prepare()
        self.session.subscribe(self)
        self.set_interval(AGE_INTERVAL, self.view.entry_list.repaint)
        self.begin(self._open_store, group="open")

    async def _open_store(self) -> None:
        service = await self.session.open()
        self.call_later(self._opened, service.notices)

    async def _opened(self, notices: Sequence[str]) -> None:
        # The feeds have come by a message before this.
        self.view.fit()
        self.lists.open_list()
        self.clock.start()
        if self._adding and not self.session.feeds:
            await self.feed_actions.add_feed()
        elif self.config.home == "stories" and self.session.feeds:
            await self.navigator.show_view("stories")
        self.navigator.tell(*notices)
        self.session.report_news()

    # What the library sends

    @on(FeedsRead)
    def _feeds_read(self, message: FeedsRead) -> None:
        self.lists.take_feeds(message)

    @on(LibraryChanged)
    def _library_changed(self) -> None:
        self.lists.reload_list()

    @on(StatusReported)
    def _status_reported(self, message: StatusReported) -> None:
        self.show_notices([message.words])

    @on(WorkFailed)
    def _work_failed(self, message: WorkFailed) -> None:
        if self.session.feed_service is None and len(self.app.screen_stack) == 1:
            # There is nothing to show: the command line reports the error.
            self.app.exit(message.error)
            return
        if self.session.feed_service is None:
            self.view.entry_list.empty = "The article store could not be opened"
            self.view.entry_list.repaint()
        self.show_notices([str(message.error)])

    # What its own work and its panes send

    @on(TextRead)
    def _text_read(self, message: TextRead) -> None:
        self.articles.show_text(message)

    @on(ArticlesLoaded)
    async def _articles_loaded(self, message: ArticlesLoaded) -> None:
        await self.marks.open(message.loaded)

    @on(EntryList.ChunkRequested)
    def _chunk_requested(self, message: EntryList.ChunkRequested) -> None:
        self.lists.read_chunk(message)

    @on(BlockView.Picked)
    def _clicked(self, message: BlockView.Picked) -> None:
        self.navigation.click(message.view, message.block)

    def fit(self) -> None:
        """Lay the panes out in the window."""
        self.view.fit()

    def update_bars(self) -> None:
        """Show where the reader is now."""
        self.view.update_bars()

    def on_screen_resume(self) -> None:
        """Show what has changed while another screen was on top."""
        self.view.update_bars()

    @property
    def key_pane(self) -> Widget | None:
        """The pane that the reader is in; none where there are no feeds to show."""
        return None if self.view.is_first_run else self.view.pane

    # Moving about

    def action_pane(self, by: int) -> None:
        """Go to the pane on the right or left."""
        self.navigation.change_pane(by)

    def action_open(self) -> None:
        """Open the article."""
        self.navigation.open()

    def action_unread(self, step: int) -> None:
        """Go to the next or previous unread article; in a search, to the next or previous hit."""
        self.navigation.unread(step)

    def action_filter(self) -> None:
        """The next filter."""
        self.navigation.next_filter()

    def action_zen(self) -> None:
        """One pane alone, or all again."""
        self.navigation.zen()

    def action_back(self) -> None:
        """Undo one step: the single pane, the search, the filter, the marks, the feed."""
        self.navigation.back()

    async def action_leave(self) -> None:
        """Leave the search, then the screen."""
        await self.navigation.leave()

    async def action_stories(self) -> None:
        """Go to the stories."""
        if self.session.feeds:
            await self.navigator.show_view("stories")
        else:
            self.show_status(f"There are no stories yet: they come from feeds, and {self.key_of('add-feed')} adds one")

    # Articles

    def action_toggle_read(self) -> None:
        """Read, or unread again."""
        self.marks.toggle_read()

    def action_star(self) -> None:
        """Give a star, or take it away."""
        self.marks.star()

    async def action_tag(self) -> None:
        """Ask for a tag to give or take."""
        await self.marks.tag()

    async def action_mark_all(self) -> None:
        """Ask, then mark the whole list read."""
        await self.marks.mark_all_read()

    def action_undo(self) -> None:
        """Take back the last thing done to many."""
        self.marks.undo()

    def action_pick(self) -> None:
        """Mark for comparing, or take the mark away."""
        self.marks.pick()

    def action_compare(self) -> None:
        """Compare the articles that are marked."""
        self.marks.compare()

    async def action_sample(self) -> None:
        """Open the sample story."""
        await self.navigator.open_articles(None)

    def action_full_text(self) -> None:
        """Fetch the page, or switch between its text and the feed's."""
        self.articles.full_text()

    async def action_earlier(self) -> None:
        """Show what the article said before."""
        await self.articles.earlier_texts()

    async def action_links(self) -> None:
        """List the links."""
        await self.articles.list_links()

    async def action_browse(self, read: bool) -> None:
        """Show the address, from which the reader may open it."""
        if read and self.view.entry is not None and self.view.entry.url:
            self.marks.mark_read()
        await self.articles.browse()

    def action_copy(self, title: bool) -> None:
        """Copy the address, with the title or alone."""
        self.articles.copy(title=title)

    async def action_export(self) -> None:
        """Write the article, or the feeds, to a file."""
        await self.articles.export()

    async def action_export_feeds(self) -> None:
        """The same, from the feeds."""
        await self.articles.export_feeds()

    # Searches

    async def action_search(self) -> None:
        """Ask what to search for."""
        await self.searches.ask()

    async def action_save_search(self) -> None:
        """Ask for a name for the search."""
        await self.searches.save()

    async def action_mute(self) -> None:
        """Show the mute list."""
        await self.searches.mute()

    # Feeds

    def action_fold(self) -> None:
        """Fold the group, or unfold it."""
        self.lists.fold()

    async def action_import_feeds(self) -> None:
        """Ask for the file of a list of feeds."""
        await self.feed_actions.import_feeds()

    async def action_settings(self) -> None:
        """Show and change the settings of the feed."""
        if self.view.feed is None:
            self._report_no_feed()
        else:
            await self.feed_actions.edit(self.view.feed)

    async def action_remove(self) -> None:
        """Ask, then remove the feed."""
        if self.view.feed is None:
            self._report_no_feed()
        else:
            await self.feed_actions.remove(self.view.feed)

    async def action_remove_row(self) -> None:
        """Ask, then remove the feed under the cursor, or the saved search."""
        search = self.view.feed_row.search
        if search is None:
            await self.action_remove()
        else:
            await self.searches.remove(search)

    def _report_no_feed(self) -> None:
        self.show_status("Go to a feed or one of its articles first")

    async def action_feed_states(self) -> None:
        """Show how fetching goes."""
        await self.feed_actions.show_status(self.view.feed.id if self.view.feed else 0)

    def action_reload(self) -> None:
        """Refresh the feed; all if there is none."""
        self.feed_actions.refresh({self.view.feed.id} if self.view.feed else None)

    def action_reload_row(self) -> None:
        """Refresh the feed under the cursor, or the feeds of the group."""
        scope, feeds = self.view.feed_row.scope, self.session.feeds.values()
        if scope.kind == "group":
            self.feed_actions.refresh({feed.id for feed in feeds if feed.settings.group == scope.value})
        else:
            self.action_reload()
