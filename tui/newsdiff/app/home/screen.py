"""The home screen: feeds, the articles of all of them as one river, and the article under the cursor."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Container, Horizontal

from newsdiff.app.home.article_actions import ArticleActions
from newsdiff.app.home.bindings import HOME
from newsdiff.app.home.entry_list import EntryList
from newsdiff.app.home.entry_view import EntryView
from newsdiff.app.home.feed_list import FeedList
from newsdiff.app.home.list_loader import ListLoader
from newsdiff.app.home.mark_actions import MarkActions
from newsdiff.app.home.navigation import PANES, Navigation
from newsdiff.app.home.refresh_controller import RefreshController
from newsdiff.app.home.welcome import WelcomePanel
from newsdiff.app.messages import Done, StoreOpened, WorkFailed
from newsdiff.app.widgets.bars import Bar, HeaderBar, HintBar
from newsdiff.app.widgets.titled_pane import TitledPane
from newsdiff.resources import stylesheet
from newsdiff.text_format import plural

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from newsdiff.app.home.state import PaneName
    from newsdiff.config import Config, HomeView
    from newsdiff.service.protocols import Context

LEAST_TWO = 80
"""Cells from which two panes show."""

LEAST_THREE = 120
"""Cells from which three panes show: the feeds, and the articles over the text."""

LEAST_BESIDE = 160
"""Cells from which the text stands beside the articles."""

LEAST_UNDER = 20
"""Lines from which a text shows under the articles."""

LEAST_WIDE = 110
"""Cells from which the last line names more than the most needed keys."""


class HomeScreen(RefreshController, Navigation, ListLoader, MarkActions, ArticleActions):
    """Owns what is read and where the reader is; the widgets draw it."""

    CSS_PATH = stylesheet("home.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [*HOME]
    AUTO_FOCUS = None

    def __init__(self, context: Context, config: Config, *, adding: bool = False) -> None:
        """Take the reader's settings; with `adding`, a reader without feeds is asked for the first one at once."""
        super().__init__(context, config)
        self._adding = adding

    def compose(self) -> ComposeResult:
        """Header, panes, keys."""
        yield HeaderBar()
        yield WelcomePanel(self.hint)
        with Horizontal(id="home"):
            yield TitledPane(FeedList(), id="feeds")
            with Container(id="reading"):
                yield TitledPane(EntryList(), id="entries")
                yield TitledPane(EntryView(), id="text")
        yield HintBar()

    def on_mount(self) -> None:
        """Take the reader's settings, and open the store."""
        for bar in self.query(Bar):
            bar.plain = self.ascii_signs
        view = self.entry_view
        view.plain, view.text_width = self.ascii_signs, self.config.pane_width
        self.feed_list.ascii = self.entry_list.ascii = self.ascii_signs
        self.entry_list.empty = "Reading …"
        signs = "vo*!-" if self.ascii_signs else "✓●★!–"
        meanings = ("marked for comparing", "unread", "with a star", "fails", "paused")
        self.signs = [f"{sign} {means}" for sign, means in zip(signs, meanings, strict=True)]
        self.query_one(HeaderBar).show("reading …", "")
        self.open_store()

    @on(WorkFailed)
    def _work_failed(self, message: WorkFailed) -> None:
        if self.feed_service is None and len(self.app.screen_stack) == 1:
            # There is nothing to show: the command line says why.
            self.app.exit(message.error)
            return
        if self.feed_service is None:
            self.entry_list.empty = "The store of articles could not be opened"
            self.entry_list.repaint()
        self.tell_all([str(message.error)])

    @on(Done)
    def _done(self, message: Done) -> None:
        self.tell_all([message.words])
        if message.feeds:
            self.read_feeds()
        if message.entries:
            self.reload_list()
            if self.beside is not None:
                # What a new feed brought is in no story yet.
                self.beside.catch_up()

    @on(StoreOpened)
    async def _opened(self, message: StoreOpened) -> None:
        # The lists take the message after this: what they know is not new yet.
        feeds = message.feeds.feeds
        if self._adding and not feeds:
            await self.action_add_feed()
        elif self.config.home == "stories" and feeds:
            await self._show_stories()
        self.tell_news()

    # Views

    async def action_stories(self) -> None:
        """Go to the stories."""
        if self.feed_service is None or not self.feeds:
            self.tell("There are no stories yet: they come from feeds, and a adds one")
        else:
            await self.show_view("stories")

    async def show_view(self, view: HomeView) -> None:
        """Show the stories, or the articles; the next start begins with that too."""
        if view == "stories":
            await self._show_stories()
        elif self.beside is not None:
            await self.beside.dismiss()
            self.follow()
        self._keep_view(view)

    async def _show_stories(self) -> None:
        from newsdiff.app.stories.screen import StoriesScreen

        if self.beside is None:
            await self.app.push_screen(StoriesScreen(self))

    @work(exclusive=True, exit_on_error=False, group="keep-view")
    async def _keep_view(self, view: HomeView) -> None:
        await asyncio.to_thread(self.context.save_setting, "home", view)

    # Places

    def on_resize(self, event: events.Resize) -> None:
        """Fit the parts to the window."""
        del event
        self.fit()

    def fit(self) -> None:
        """Give each part its place in the present window."""
        first_run = self.feed_service is not None and not self.feeds
        self.query_one(WelcomePanel).display = first_run
        self.query_one("#home").display = not first_run
        for name in PANES:
            self.query_one(f"#{name}", TitledPane).display = name in self._visible()
        beside = self.size.width >= LEAST_BESIDE
        self.query_one("#home").set_class(beside, "-beside")
        self.query_one("#home").set_class(self._visible() == ("feeds", "entries"), "-lists")
        self.call_after_refresh(self.follow)

    def _visible(self) -> tuple[PaneName, ...]:
        width, height = self.size
        if self.zen or width < LEAST_TWO:
            return (self.pane,)
        if width >= LEAST_THREE:
            return PANES
        if self.pane == "feeds":
            return ("feeds", "entries")
        if self.pane == "text" or height < LEAST_UNDER:
            return (self.pane,)
        return ("entries", "text")

    def focus_pane(self, pane: PaneName) -> None:
        """Go to a pane."""
        if pane == self.pane:
            return
        self.pane = pane
        self.feed_list.focused, self.entry_list.focused = pane == "feeds", pane == "entries"
        self.feed_list.repaint()
        self.entry_list.repaint()
        if pane == "entries" and self.searched == "" and self.feed_list.row:
            self.choose(self.feed_list.row.scope)
        self.fit()
        if self.entry_view.entry is None or (self.entry and self.entry.id != self.entry_view.entry.id):
            self.show_entry()

    # Drawing

    def follow(self) -> None:
        """Let bars and headings say where the reader is."""
        self.show_header()
        self.show_headings()
        self._show_hints()

    def show_header(self) -> None:
        """What is shown, and how far a reload is."""
        state = []
        if self.client is not None:
            state.append(str(self.client))
        if self.picked:
            state.append(f"{len(self.picked)} to compare")
        failing = sum(bool(feed.state.error) and not feed.settings.paused for feed in self.feeds.values())
        if failing and self.client is None:
            state.append(f"{failing:,} of {len(self.feeds):,} feeds {plural(failing, 'fails', 'fail')}")
        self.query_one(HeaderBar).show(self._title(), " · ".join(state))
        if self.beside is not None:
            self.beside.follow()

    def _title(self) -> str:
        if self.feed_service is not None and not self.feeds:
            return "your feeds"
        title = f"Search: {self.searched}" if self.searched else self.feed_row.label
        return title if self.filter == "all" else f"{title}, {'unread' if self.filter == 'unread' else 'with a star'}"

    def show_headings(self) -> None:
        """Name the panes, and how far the reader is in each."""
        unread = sum(feed.unread for feed in self.feeds.values())
        entry, view = self.entry_view.entry, self.entry_view
        total = self.entry_list.listing.total
        place = f"{self.entry_list.cursor + 1:,}/{total:,}" if total else ""
        where = f"{min(100, 100 * (view.top + view.size.height) // max(1, view.tops[-1]))} %" if entry else ""
        for name, left, right in (
            ("feeds", "Feeds", f"{unread:,} unread"),
            ("entries", "Articles", place),
            ("text", entry.outlet if entry else "Article", where),
        ):
            self.query_one(f"#{name}", TitledPane).name_it(left, right, focused=name == self.pane)

    def _show_hints(self) -> None:
        wanted = self._needed()
        wanted[1:1] = [("stop-reloading", "stop")] if self.client is not None else []
        last = self.pane != "text" and not self.searched and self.app.screen_stack[0] is self
        wanted += [("keys", "keys"), ("leave", "quit" if last else "back")]
        hints = (self.hint(name, does) for name, does in wanted)
        self.query_one(HintBar).show([hint for hint in hints if hint.key], always=2)

    def _needed(self) -> list[tuple[str, str]]:
        """The keys that matter here; as many as fit beside those for help and leaving."""
        if self.feed_service is not None and not self.feeds:
            return [("add-feed", "add a feed"), ("import-feeds", "import"), ("sample", "sample story")]
        if self.pane == "feeds":
            found = [("open", "articles"), ("reload", "reload"), ("add-feed", "add a feed"), ("feed-errors", "errors")]
            return [*found, ("mark-all-read", "all read"), ("remove-feed", "remove")]
        if self.pane == "text":
            found = [("next-unread", "next unread"), ("full-text", "full text"), ("links", "links")]
            return [*found, ("browse", "browser"), ("star", "star")]
        wide = self.size.width >= LEAST_WIDE
        found = [("open", "open"), ("next-unread", "next hit" if self.searched else "next unread")]
        found += [("compare", "compare")] if len(self.picked) > 1 else [("pick", "mark to compare" if wide else "mark")]
        # Of a search, q leads back.
        found += [("back", "back")] if self.aside and not self.searched else []
        found += [("search", "search"), ("filter", "filter")] if wide else []
        found += [("stories", "stories")]
        return [*found, ("reload-all", "reload"), ("add-feed", "add a feed" if wide else "add")]

    # Leaving

    async def action_leave(self) -> None:
        """Leave the text, the search, then the feeds."""
        if self.pane == "text":
            self.focus_pane("entries")
        elif self.searched:
            self.end_search()
        elif self.app.screen_stack[0] is not self:
            self.dismiss()
        else:
            await self.quit()

    async def quit(self) -> None:
        """Leave newsdiff; while feeds are reloaded, ask first."""
        if self.busy:
            from newsdiff.app.dialogs.prompts import ConfirmDialog

            words = "Feeds are being reloaded. What has come so far is kept; the others are asked the next time."
            await self.app.push_screen(ConfirmDialog("Quit now?", words, "quit"), self._leave)
        else:
            self._leave(sure=True)

    def _leave(self, sure: bool | None) -> None:
        if sure:

            async def leave() -> None:
                self.app.exit()

            # After what the keys before it have changed is on the disk.
            self.in_turn(leave())
