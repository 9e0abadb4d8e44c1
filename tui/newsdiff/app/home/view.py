"""The widgets of the home screen: how they share the window, and what bars and headings show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.home.entry_list import EntryList
from newsdiff.app.home.entry_view import EntryView
from newsdiff.app.home.feed_list import FeedList
from newsdiff.app.home.feed_tree import FeedRow
from newsdiff.app.home.state import PANES
from newsdiff.app.home.welcome import WelcomePanel
from newsdiff.app.library_screen import MORE_HINTS_WIDTH, SIDE_BY_SIDE_WIDTH, STACKED_HEIGHT
from newsdiff.app.widgets.plain_lines import PlainContainer
from newsdiff.app.widgets.titled_pane import TitledPane
from newsdiff.core.library.entries import ListScope

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.app import ComposeResult

    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.home.state import HomeState, PaneName
    from newsdiff.app.session import LibrarySession
    from newsdiff.app.widgets.focus_pane import FocusPane
    from newsdiff.core.library.feeds import Entry, Feed

TWO_PANES_WIDTH = 80
"""Width in cells from which two panes show."""

THREE_PANES_WIDTH = 120
"""Width in cells from which three panes show: the feeds, and the articles over the text."""


class HomeView:
    """Draws the state of the home screen. The `ListLoader` fills the panes."""

    def __init__(self, screen: BaseScreen, session: LibrarySession, state: HomeState) -> None:
        self.screen, self.session, self.state = screen, session, state
        self.feed_list, self.entry_list, self.entry_view = FeedList(), EntryList(), EntryView(screen.key_of)
        self.entry_list.current = True
        self._content: dict[PaneName, FocusPane] = {
            "feeds": self.feed_list,
            "entries": self.entry_list,
            "text": self.entry_view,
        }
        self._panes = {name: TitledPane(content, id=name) for name, content in self._content.items()}
        self._home, self._reading = PlainContainer(id="home"), PlainContainer(id="reading")
        self._welcome = WelcomePanel(screen.key_of)

    def compose(self) -> ComposeResult:
        """Header, panes, keys."""
        yield self.screen.header
        yield self._welcome
        with self._home:
            yield self._panes["feeds"]
            with self._reading:
                yield self._panes["entries"]
                yield self._panes["text"]
        yield self.screen.hint_bar

    def prepare(self) -> None:
        """Apply the user's settings, and give the list of articles the focus."""
        plain = self.screen.ascii_signs
        self.screen.prepare_bars()
        self.entry_view.plain, self.entry_view.text_width = plain, self.session.config.pane_width
        self.feed_list.ascii = self.entry_list.ascii = plain
        self.feed_list.empty = f"No feeds yet: {self.screen.key_of('add-feed')} adds one"
        self.entry_list.empty = "Reading …"
        self.screen.header.show("reading …", "")
        self.screen.set_focus(self.entry_list, scroll_visible=False)

    # Where the reader is

    @property
    def panes(self) -> Collection[FocusPane]:
        """The feeds, the list of articles and the text."""
        return self._content.values()

    @property
    def entry(self) -> Entry | None:
        """The article that keys are about: the one under the cursor of the list."""
        return self.entry_list.entry

    @property
    def feed(self) -> Feed | None:
        """The feed that keys are about: the one under the cursor, or that of the article."""
        if self.state.pane == "feeds":
            row = self.feed_list.row
            return row.feed if row else None
        return self.session.feeds.get(self.entry.feed_id) if self.entry else None

    @property
    def feed_row(self) -> FeedRow:
        """The row of the feed list that is shown."""
        return self.feed_list.row or FeedRow("All articles", ListScope())

    @property
    def pane(self) -> FocusPane:
        """The pane that the reader is in."""
        return self._content[self.state.pane]

    @property
    def shows_entry(self) -> bool:
        """The text pane has the article under the cursor, or nothing if there is none."""
        shown = self.entry_view.entry
        return shown is not None and (self.entry is None or self.entry.id == shown.id)

    @property
    def text_visible(self) -> bool:
        """There is room for the text."""
        return "text" in self._visible()

    def focus(self, pane: PaneName) -> None:
        """Go to a pane."""
        self.state.pane = pane
        for name, content in self._content.items():
            content.set_current(name == pane)
        self.fit()
        # At once, so that keys typed ahead act in the pane that they are meant for.
        self.screen.set_focus(self._content[pane], scroll_visible=False)

    # Layout

    def fit(self) -> None:
        """Lay the panes out in the window."""
        self._welcome.display = self.is_first_run
        self._home.display = not self.is_first_run
        visible = self._visible()
        for name, pane in self._panes.items():
            pane.display = name in visible
        self._home.set_class(self.screen.size.width >= SIDE_BY_SIDE_WIDTH, "-beside")
        self._home.set_class(visible == ("feeds", "entries"), "-lists")
        self.screen.call_after_refresh(self.update_bars)

    def _visible(self) -> tuple[PaneName, ...]:
        (width, height), pane = self.screen.size, self.state.pane
        if self.state.zen or width < TWO_PANES_WIDTH:
            return (pane,)
        if width >= THREE_PANES_WIDTH:
            return PANES
        if pane == "feeds":
            return ("feeds", "entries")
        if pane == "text" or height < STACKED_HEIGHT:
            return (pane,)
        return ("entries", "text")

    @property
    def is_first_run(self) -> bool:
        """There are no feeds yet, and no panes."""
        return self.session.feed_service is not None and not self.session.feeds

    # Bars and headings

    def update_bars(self) -> None:
        """Update bars and headings."""
        self.update_position()
        self._update_hints()

    def update_position(self) -> None:
        """Update what changes with the cursor, and with it how far the work behind the screens is."""
        self._update_header()
        self.update_headings()

    def _update_header(self) -> None:
        progress, feeds, state = self.session.progress, self.session.feeds.values(), self.session.work_in_progress
        if self.state.picked:
            state.append(f"{len(self.state.picked)} to compare")
        failing = sum(bool(feed.state.error) and not feed.settings.paused for feed in feeds)
        if failing and progress is None:
            state.append(f"{failing:,} of {len(feeds):,} feeds failing")
        self.screen.header.show(self._title(), " · ".join(state))

    def _title(self) -> str:
        if self.is_first_run:
            return "your feeds"
        title = f"Search: {self.state.search}" if self.state.search else self.feed_row.label
        words = {"all": "", "unread": ", unread", "starred": ", with a star"}
        return title + words[self.state.filter]

    def update_headings(self) -> None:
        """Update the headings of the panes: name, and position in each."""
        unread = sum(feed.unread for feed in self.session.feeds.values())
        entry = self.entry_view.entry
        total = self.entry_list.window.total
        position = f"{self.entry_list.cursor + 1:,}/{total:,}" if total else ""
        through = f"{self.entry_view.percent}%" if entry else ""
        headings: dict[PaneName, tuple[str, str]] = {
            "feeds": ("Feeds", f"{unread:,} unread"),
            "entries": ("Articles", position),
            "text": (entry.outlet if entry else "Article", through),
        }
        for name, (left, right) in headings.items():
            self._panes[name].set_heading(left, right, focused=name == self.state.pane)

    def _update_hints(self) -> None:
        screen = self.screen
        wanted = self._most_needed()
        wanted[1:1] = [("stop-reloading", "stop")] if self.session.work_in_progress else []
        last = self.state.pane != "text" and not self.state.search and not screen.is_above
        wanted += [("keys", "keys"), ("leave", "quit" if last else "back")]
        hints = (screen.hint(name, does) for name, does in wanted)
        screen.hint_bar.show([hint for hint in hints if hint.key], always=2)

    def _most_needed(self) -> list[tuple[str, str]]:
        """The keys that matter here; as many as fit beside those for help and leaving."""
        if self.is_first_run:
            return [("add-feed", "add a feed"), ("import-feeds", "import"), ("sample", "sample story")]
        if self.state.pane == "feeds":
            found = [("open", "articles"), ("reload", "reload"), ("add-feed", "add a feed"), ("feed-errors", "errors")]
            return [*found, ("mark-all-read", "all read"), ("remove-feed", "remove")]
        if self.state.pane == "text":
            found = [("next-unread", "next unread"), ("full-text", "full text"), ("links", "links")]
            return [*found, ("browse", "browser"), ("star", "star")]
        wide, picked, search = self.screen.size.width >= MORE_HINTS_WIDTH, self.state.picked, self.state.search
        found = [("open", "open"), ("next-unread", "next hit" if search else "next unread")]
        found += [("compare", "compare")] if len(picked) > 1 else [("pick", "mark to compare" if wide else "mark")]
        # Of a search, q leads back.
        found += [("back", "back")] if self.state.narrowed and not search else []
        found += [("search", "search"), ("filter", "filter")] if wide else []
        found += [("stories", "stories")]
        return [*found, ("reload-all", "reload"), ("add-feed", "add a feed" if wide else "add")]
