"""The stories screen: the same event from several outlets as one row, and how each of them begins."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Container

from newsdiff.app.messages import (
    FeedsRead,
    LibraryChanged,
    RefreshEnded,
    RefreshProgressed,
    StatusReported,
    StoriesRead,
    StoryCounted,
    StoryRead,
    WorkFailed,
)
from newsdiff.app.stories.bindings import STORIES
from newsdiff.app.stories.state import LOOKS
from newsdiff.app.stories.story_actions import StoryActions
from newsdiff.app.stories.story_list import StoryList, signs
from newsdiff.app.stories.story_preview import StoryPreviewView
from newsdiff.app.widgets.bars import Bar
from newsdiff.app.widgets.block_view import BlockView
from newsdiff.app.widgets.titled_pane import TitledPane
from newsdiff.errors import QueryError
from newsdiff.resources import stylesheet

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from newsdiff.app.stories.state import PaneName
    from newsdiff.core.library.search_query import QueryTerm
    from newsdiff.core.library.stories import StoryOrder

PAGE = 200
"""Stories that are read at a time."""

NEAR = 50
"""Rows before the end of what was read at which more is read."""

MOST = 5_000
"""Stories that the end of the list goes to at once."""

MOST_COUNTED = 500
"""Stories, the newest, that are compared at once for their numbers: some ten seconds of work beside the screen."""

LEAST_BESIDE = 160
"""Cells from which the preview stands beside the list."""

LEAST_UNDER = 20
"""Lines from which a preview shows under the list."""

LEAST_WIDE = 110
"""Cells from which the last line names more than the most needed keys."""

PAUSE = 0.06
"""Seconds that the cursor rests on a story before its preview is read."""

THINK = 0.4
"""Seconds that it rests before the texts of the story are compared."""

IDLE = 1.5
"""Seconds without a key after which the stories in view are compared, so that the list can say what differs."""

ORDERS: tuple[tuple[StoryOrder, str], ...] = (
    ("newest", "the newest first"),
    ("outlets", "most outlets first"),
    ("differing", "most figures to compare first"),
)
"""What the sorting goes through, each with its words."""


class StoriesScreen(StoryActions):
    """Owns which stories are listed and where the reader is; the widgets draw it."""

    CSS_PATH = stylesheet("home.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [*STORIES]
    AUTO_FOCUS = None

    _resting: Timer | None = None
    _thinking: Timer | None = None
    _idling: Timer | None = None
    _keys_so_far = 0
    counting = ""
    """How far comparing all stories is, in words."""

    def compose(self) -> ComposeResult:
        """Header, panes, keys."""
        yield self.header
        with Container(id="reading"):
            yield TitledPane(StoryList(), id="stories")
            yield TitledPane(StoryPreviewView(), id="preview")
        yield self.hint_bar

    def on_mount(self) -> None:
        """Take the reader's settings, and read the stories."""
        for bar in self.query(Bar):
            bar.plain = self.ascii_signs
        self.preview.plain, self.preview.text_width = self.ascii_signs, self.config.pane_width
        self.story_list.ascii = self.ascii_signs
        self.story_list.empty = "Reading …"
        self.signs = signs(plain=self.ascii_signs)
        self.session.subscribe(self)
        self.catch_up()
        self.read_stories()

    def on_unmount(self) -> None:
        """Take no more messages of the library."""
        self.session.unsubscribe(self)

    @on(LibraryChanged)
    def _library_changed(self) -> None:
        self.catch_up()
        self.read_stories(stay=True)

    @on(RefreshProgressed)
    def _refresh_progressed(self) -> None:
        self.follow()

    @on(RefreshEnded)
    def _refresh_ended(self, message: RefreshEnded) -> None:
        self.follow()
        self.feed_actions.report_refresh(message)

    @on(FeedsRead)
    def _feeds_read(self) -> None:
        self.follow()

    @on(StatusReported)
    def _status_reported(self, message: StatusReported) -> None:
        self.show_status(message.words)

    @on(WorkFailed)
    def _work_failed(self, message: WorkFailed) -> None:
        self.tell_all([str(message.error)])

    # Reading the store

    @work(exclusive=True, exit_on_error=False, group="catch-up")
    async def catch_up(self) -> None:
        """Place what is stored and in no story yet, then show it."""
        if await self.stories.catch_up():
            self.read_stories(stay=True)

    def changed(self) -> None:
        """Stories, or the marks of articles, have changed."""
        self.session.changed()

    @work(exclusive=True, exit_on_error=False, group="list")
    async def read_stories(self, *, stay: bool = False) -> None:
        """Read the list anew; with `stay`, as far as it was read, and the reader stays on their story."""
        scope, much = self.scope, max(PAGE, len(self.story_list.cards) if stay else 0)
        cards, total = await self.ask(lambda store: (store.stories(scope, much), store.count_stories(scope)))
        self.post_message(StoriesRead(scope, cards, total, stay=stay))

    @work(exclusive=True, exit_on_error=False, group="list")
    async def read_on(self, much: int, *, to_end: bool = False) -> None:
        """Read more of the same list."""
        scope, cards = self.scope, tuple(self.story_list.cards)
        if cards and len(cards) < self.total:
            more = await self.ask(lambda store: store.stories(scope, much, after=cards[-1]))
            # One that stands lower now than when it was read comes a second time.
            known = {card.id for card in cards}
            found = (*cards, *(card for card in more if card.id not in known))
            self.post_message(StoriesRead(scope, found, self.total, stay=True, to_end=to_end))

    @on(StoriesRead)
    def _stories_read(self, message: StoriesRead) -> None:
        if message.scope != self.scope:
            return
        view, here = self.story_list, self.wanted or (self.card.id if self.card else None)
        self.wanted = None
        row = next((row for row, one in enumerate(message.cards) if one.id == here), None)
        cursor = row if row is not None else view.cursor if message.stay else 0
        self.total = message.total
        self.picked = {one.id: one for one in message.cards if one.id in self.picked}
        view.picked = frozenset(self.picked)
        view.empty = self._nothing()
        view.words = self.preview.words = _searched(self.scope.search)
        view.show(message.cards, len(message.cards) - 1 if message.to_end else cursor, stay=message.stay)
        self.show_card()
        self.follow()
        self._wait_for_leisure()

    def _nothing(self) -> str:
        if self.scope.search:
            return "No story was found: / searches again, esc ends it"
        if not self.session.feeds:
            return "No feeds yet: a adds one"
        if self.looking == 0:
            return "No story is told by two outlets yet: R reloads, f shows every story"
        return f"No story {LOOKS[self.looking][0]}: f goes on to others"

    def rest(self) -> None:
        """Show the story under the cursor when the cursor has come to rest."""
        if self._resting is None:
            self._resting = self.set_timer(PAUSE, self.show_card)
        else:
            self._resting.reset()

    def show_card(self) -> None:
        """Show the story under the cursor; when the cursor stays there, compare its texts."""
        for timer in (self._resting, self._thinking):
            if timer is not None:
                timer.stop()
        self._resting = self._thinking = None
        card = self.card
        self.preview.show(card)
        if card is None:
            return
        self.read_story(card.id)
        if card.outlets > 1 and (card.compared is None or card.compared.stale):
            self._thinking = self.set_timer(THINK, lambda: self.count_story(card.id))

    @work(exclusive=True, exit_on_error=False, group="story")
    async def read_story(self, story: int) -> None:
        """Read how the outlets begin, and how it went."""
        preview = await asyncio.to_thread(self.stories.preview, story)
        course = await self.ask(lambda store: store.story_timeline(story))
        self.post_message(StoryRead(story, preview, course))

    @on(StoryRead)
    def _story_read(self, message: StoryRead) -> None:
        card = self.card
        if card is not None and card.id == message.story:
            self.preview.show(card, message.preview, message.course)
            self.follow()

    @work(exclusive=True, exit_on_error=False, group="count")
    async def count_story(self, story: int) -> None:
        """Compare the stored texts of a story, for its numbers."""
        self._thinking = None
        await self._count(story)

    async def _count(self, story: int) -> None:
        await asyncio.to_thread(self.stories.compare, story)
        cards = await self.ask(lambda store: store.some_stories([story]))
        self.post_message(StoryCounted(cards))

    def on_key(self) -> None:
        """A key takes back what was said, and has what can wait wait."""
        super().on_key()
        self._keys_so_far += 1
        self._wait_for_leisure()

    def _wait_for_leisure(self) -> None:
        if self._idling is not None:
            self._idling.stop()
        self._idling = self.set_timer(IDLE, self.count_in_view)

    @work(exclusive=True, exit_on_error=False, group="ahead")
    async def count_in_view(self) -> None:
        """Compare the stories in view one by one, until a key is pressed."""
        view, keys = self.story_list, self._keys_so_far
        shown = view.cards[view.top : view.top + view.size.height]
        wanted = [one.id for one in shown if one.outlets > 1 and (one.compared is None or one.compared.stale)]
        for story in wanted:
            if keys != self._keys_so_far or not self.is_current:
                return
            await self._count(story)

    @work(exclusive=True, exit_on_error=False, group="count-all")
    async def count_all(self) -> None:
        """Compare the newest stories that were not, for as long as they are in the order of what differs."""
        left = await self.ask(lambda store: store.uncompared(MOST_COUNTED))
        try:
            for number, story in enumerate(left, 1):
                if self.scope.order != "differing":
                    return
                self.counting = f"comparing {number:,}/{len(left):,} stories"
                self.follow()
                await asyncio.to_thread(self.stories.compare, story)
        finally:
            self.counting = ""
            self.follow()
        if left:
            if self.story_list.cursor == 0:
                # Who has not gone down the list wants its top, whichever story that is now.
                self.story_list.cursor = -1
            self.read_stories(stay=self.story_list.cursor > 0)

    @on(StoryCounted)
    def _story_counted(self, message: StoryCounted) -> None:
        for card in message.cards:
            self.story_list.change(card)
            if self.card is not None and self.card.id == card.id:
                self.preview.show(card)

    # Places

    def on_resize(self, event: events.Resize) -> None:
        """Fit the parts to the window."""
        del event
        self.fit()

    def fit(self) -> None:
        """Give each part its place in the present window."""
        width, height = self.size
        alone = self.zen or (width < LEAST_BESIDE and height < LEAST_UNDER)
        for name in ("stories", "preview"):
            self.query_one(f"#{name}", TitledPane).display = not alone or name == self.pane
        self.set_class(width >= LEAST_BESIDE, "-beside")
        self.call_after_refresh(self.follow)

    def focus_pane(self, pane: PaneName) -> None:
        """Go to a pane."""
        if pane != self.pane and (pane == "stories" or self.card is not None):
            self.pane = pane
            self.story_list.focused = pane == "stories"
            self.story_list.repaint()
            self.fit()

    def follow(self) -> None:
        """Let bars and headings say where the reader is."""
        if not self.is_mounted:
            return
        state = [str(self.session.progress)] if self.session.progress is not None else []
        state += [self.counting] if self.counting else []
        state += [f"{len(self.picked)} marked"] if self.picked else []
        state += [f"{sum(feed.unread for feed in self.session.feeds.values()):,} unread articles"]
        words = f"Stories, search: {self.scope.search}" if self.scope.search else f"Stories {LOOKS[self.looking][0]}"
        order = next(words for name, words in ORDERS if name == self.scope.order)
        self.header.show(words, " · ".join(state))
        place = f"{self.story_list.cursor + 1:,}/{self.total:,}" if self.total else ""
        heading = "Stories" if self.scope.order == "newest" else f"Stories, {order}"
        view = self.preview
        through = f"{min(100, 100 * (view.top + view.size.height) // max(1, view.tops[-1]))} %" if self.card else ""
        self.query_one("#stories", TitledPane).name_it(heading, place, focused=self.pane == "stories")
        self.query_one("#preview", TitledPane).name_it("In short", through, focused=self.pane == "preview")
        self._show_hints()

    def _show_hints(self) -> None:
        card, wide = self.card, self.size.width >= LEAST_WIDE
        wanted = [("open", "compare")] if card is not None else [("add-feed", "add a feed")]
        wanted += [("stop-reloading", "stop")] if self.session.progress is not None else []
        wanted += [("merge", "merge")] if self.picked else []
        wanted += [("next-unread", "next unread"), ("filter", "filter")]
        wanted += (
            [("watch", "watch no more" if card.watched else "watch"), ("search", "search")] if card and wide else []
        )
        wanted += [("reload-all", "reload")] if wide or not self.picked else []
        wanted += [("articles", "articles and feeds" if wide else "articles")]
        last = self.pane == "stories" and not self.scope.search
        wanted += [("keys", "keys"), ("leave", "quit" if last else "back")]
        hints = (self.hint(name, does) for name, does in wanted)
        self.hint_bar.show([hint for hint in hints if hint.key], always=2)

    # Moving

    def action_move(self, by: int) -> None:
        """Go down or up in the pane."""
        if self.pane == "preview":
            self.preview.scroll_lines(by)
            self.follow()
        else:
            self._moved(moved=self.story_list.go(self.story_list.cursor + by))

    def action_page(self, part: float) -> None:
        """Go down or up by a part of the pane."""
        if self.pane == "preview":
            self.preview.scroll_lines(round(part * (self.preview.size.height - 1)))
            self.follow()
        else:
            self._moved(moved=self.story_list.page(part))

    def action_edge(self, end: int) -> None:
        """Go to the beginning or the end."""
        if self.pane == "preview":
            self.preview.jump(self.preview.tops[-1] if end > 0 else 0)
            self.follow()
            return
        self._moved(moved=self.story_list.go(len(self.story_list.cards) - 1 if end > 0 else 0))
        if end > 0 and len(self.story_list.cards) < self.total:
            self.read_on(MOST, to_end=True)

    def _moved(self, *, moved: bool) -> None:
        if moved:
            self.rest()
            self.follow()
            if len(self.story_list.cards) - self.story_list.cursor < NEAR:
                self.read_on(PAGE)

    def action_pane(self, by: int) -> None:
        """Go to the preview, or back to the list."""
        self.focus_pane("preview" if by > 0 else "stories")

    def action_pick(self) -> None:
        """Mark the story and go on; in the preview, go down a page."""
        if self.pane == "preview":
            self.action_page(1)
        elif self.card is not None:
            self.pick(self.card)
            self.action_move(1)
            self.follow()

    def action_unread(self, step: int) -> None:
        """Go to the next story with something unread, or to the one before."""
        view = self.story_list
        rows = range(view.cursor + step, len(view.cards) if step > 0 else -1, step)
        row = next((row for row in rows if view.cards[row].unread), None)
        if row is not None:
            self._moved(moved=view.go(row))
        elif step > 0 and len(view.cards) < self.total:
            self.read_on(PAGE)
            self.tell("No unread story among those read so far; more are being read")
        else:
            self.tell("No unread story below" if step > 0 else "No unread story above")

    @on(BlockView.Picked)
    def _clicked(self, message: BlockView.Picked) -> None:
        view = message.view
        if not isinstance(view, StoryList):
            self.focus_pane("preview")
            return
        again = view.cursor == message.block and self.pane == "stories"
        self.focus_pane("stories")
        self._moved(moved=view.go(message.block))
        if again:
            self.run_worker(self.action_open(), group="open")

    # Looking

    def action_filter(self) -> None:
        """The next filter."""
        self.looking = (self.looking + 1) % len(LOOKS)
        self._look()
        self.tell(f"Stories {LOOKS[self.looking][0]}. f goes on")

    def _look(self, search: str = "") -> None:
        scope = LOOKS[self.looking][1]
        # What is searched for may be told by one outlet alone.
        least = 1 if search else scope.min_outlets
        self.scope = replace(scope, order=self.scope.order, search=search, min_outlets=least)
        self.focus_pane("stories")
        self.read_stories()

    def action_sort(self) -> None:
        """The next order."""
        names = [name for name, _ in ORDERS]
        place = (names.index(self.scope.order) + 1) % len(names)
        self.scope = replace(self.scope, order=names[place])
        self.story_list.cursor = -1
        self.read_stories()
        self.tell(f"Now {ORDERS[place][1]}. S goes on")
        if self.scope.order == "differing":
            self.count_all()

    async def action_search(self) -> None:
        """Ask what to look for."""
        from newsdiff.app.dialogs.prompts import SEARCHED, InputDialog

        await self.app.push_screen(InputDialog("Find stories", SEARCHED, self.scope.search, does="find"), self._search)

    def _search(self, query: str | None) -> None:
        if query is None or query == self.scope.search:
            return
        try:
            _searched(query)
        except QueryError as error:
            self.tell(str(error))
        else:
            self._look(query)

    def action_zen(self) -> None:
        """One pane alone, or all again."""
        self.zen = not self.zen
        self.fit()

    async def action_open(self) -> None:
        """Open the story in the compare view."""
        card = self.card
        if card is None:
            return
        await self.navigator.open_story(card, self.changed)

    async def action_browse(self) -> None:
        """Show the address of the lead, and open it when the reader says so."""
        card = self.card
        if card is None:
            return
        entries = await self.ask(lambda store: store.story_entries(card.id))
        lead = next((one for one in entries if one.id == card.lead), None)
        if lead is None or not lead.url:
            self.tell("No address is known for this article")
            return
        from newsdiff.app.dialogs.open_link import AddressDialog

        await self.app.push_screen(AddressDialog(lead.outlet, lead.url, self.session.context), self._said)

    def _said(self, words: str | None) -> None:
        if words:
            self.tell(words)

    async def action_copy(self) -> None:
        """Copy the headline and where each outlet tells it."""
        card = self.card
        if card is None:
            return
        entries = await self.ask(lambda store: store.story_entries(card.id))
        lines = [card.headline, *(f"{one.outlet}: {one.title} ({one.url})" for one in entries if one.url)]
        self.app.copy_to_clipboard("\n".join(lines))
        self.tell("Headline and addresses copied")

    # Feeds

    def action_reload_all(self) -> None:
        """Ask all feeds."""
        self.feed_actions.refresh(None)

    def action_stop(self) -> None:
        """Stop asking."""
        self.feed_actions.stop()

    async def action_add_feed(self) -> None:
        """Ask for an address."""
        await self.feed_actions.add_feed()

    async def action_feed_states(self) -> None:
        """Show how fetching goes."""
        await self.feed_actions.show_status()

    # Leaving

    async def action_articles_view(self) -> None:
        """Go to the articles and the feeds."""
        await self.navigator.show_view("articles")

    def action_back(self) -> None:
        """Undo one step of looking: the preview, the single pane, the marks, the search, the filter."""
        if self.pane == "preview":
            self.focus_pane("stories")
        elif self.zen:
            self.action_zen()
        elif self.picked:
            self.unpick()
        elif self.scope.search:
            self._look()
        elif self.looking:
            self.looking = 0
            self._look()
        else:
            self.tell("q quits, m goes to the articles")

    async def action_leave(self) -> None:
        """Leave the preview, the search, then newsdiff."""
        if self.pane == "preview":
            self.focus_pane("stories")
        elif self.scope.search:
            self._look()
        else:
            await self.navigator.leave()


def _searched(search: str) -> tuple[QueryTerm, ...]:
    """The words of a search. Raises QueryError."""
    if not search:
        return ()
    from newsdiff.core.library.search_query import parse
    from newsdiff.text_format import local_now

    return parse(search, local_now()).words
