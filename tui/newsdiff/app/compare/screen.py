"""The compare screen: one story, outlet beside outlet, sentence against sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container

from newsdiff.app.compare.bindings import COMPARE
from newsdiff.app.compare.evidence_drawer import EvidenceDrawer
from newsdiff.app.compare.loading import Growing
from newsdiff.app.compare.sentence_renderer import SentenceRenderer
from newsdiff.app.compare.state import CompareState, Filter
from newsdiff.app.compare.story_view import TWO_COLUMNS, StoryView
from newsdiff.app.gc_policy import resume_gc
from newsdiff.app.messages import ArticlesRead, StoryCompared, WorkFailed
from newsdiff.app.widgets.bars import Bar, HeadsBar
from newsdiff.app.widgets.block_view import BlockView
from newsdiff.core.diff.match_marks import MatchMark
from newsdiff.core.models import Alignment
from newsdiff.text_format import count_noun

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from newsdiff.config import Config
    from newsdiff.service import LoadedArticles
    from newsdiff.service.protocols import Context

LEAST_WIDTH, LEAST_HEIGHT = 60, 16
"""Cells below which one article is shown alone."""

ALONE = "Only one article: a brings another one in to compare it with"

BESIDE_WIDTH = 160
"""Cells from which the drawer stands beside the panes."""


class CompareScreen(Growing):
    """Owns the reading of one story; the widgets draw it."""

    BINDINGS: ClassVar[list[BindingType]] = [*COMPARE]
    AUTO_FOCUS = None

    def __init__(self, context: Context, config: Config, coming: AsyncGenerator[LoadedArticles, None]) -> None:
        super().__init__(context, config, coming)
        self.reading: CompareState | None = None
        self.pen: SentenceRenderer | None = None
        self.zen = False
        self.from_rows = False
        """Panes were entered from a row, and `back` returns there."""
        self.drawer = config.drawer

    def compose(self) -> ComposeResult:
        """Header, story, drawer, keys."""
        yield self.header
        with Container(id="body"):
            yield StoryView()
            yield EvidenceDrawer()
        yield self.hint_bar

    def on_mount(self) -> None:
        """Take the reader's settings and read the articles."""
        for bar in self.query(Bar):
            bar.plain = self.ascii_signs
        view = self.query_one(StoryView)
        view.panes = self.config.view == "panes"
        view.sync, view.text_width = self.config.sync_scroll, self.config.pane_width
        marks = [mark for mark in MatchMark if mark is not MatchMark.UNKNOWN]
        self.signs = [f"{mark.ascii_sign if self.ascii_signs else mark.sign} {mark.words}" for mark in marks]
        self.header.show("reading …", "")
        self.read_articles()

    # Articles

    def join(self, place: str | None) -> None:
        """Bring the article of a file or an address into the story."""
        if place and self.reading is not None:
            self.tell(f"Reading {place} …")
            self.join_article(place)

    @on(ArticlesRead)
    def _articles_read(self, message: ArticlesRead) -> None:
        self.reading = CompareState(Alignment(message.articles, ()), pending=True)
        self.reading.weaker = self.config.weaker
        self.pen = SentenceRenderer(self.reading, ascii_signs=self.ascii_signs, words=self.config.word_diff)
        self.take()
        notices = list(message.notices)
        if len(message.articles) > CompareState.MOST:
            notices.append(
                f"{len(message.articles)} articles: the first {CompareState.MOST} are shown, 9 brings in the ninth."
            )
        self.tell_all(notices)
        # Whoever started the program may have put the collector aside until the story stands.
        self.call_after_refresh(resume_gc)
        if len(message.articles) < 2:
            if not notices:
                self.tell(ALONE)
            return
        # The first picture of the story does not wait for numpy, which the matches need.
        self.call_after_refresh(self.compare_articles, message.articles)

    @on(StoryCompared)
    def _story_compared(self, message: StoryCompared) -> None:
        if self.reading is None or message.comparison.alignment.articles != self.articles:
            return
        self.comparison = message.comparison
        self.reading.replace(message.comparison.alignment, message.comparison.differences)
        self.take()
        self.tell_all([*message.notices, *message.comparison.notices])

    @on(WorkFailed)
    def _work_failed(self, message: WorkFailed) -> None:
        if self.reading is None and self._is_above:
            # There is nothing to show, and a screen below that goes on.
            self.app.notify(str(message.error), severity="warning", markup=False)
            self.dismiss()
        elif self.reading is None:
            # There is nothing to show: the command line says why.
            self.app.exit(message.error)
        else:
            self.tell(str(message.error))

    # Drawing

    @property
    def tiny(self) -> bool:
        """The window is too small to compare in; one article can be read."""
        return self.size.width < LEAST_WIDTH or self.size.height < LEAST_HEIGHT

    def on_resize(self, event: events.Resize) -> None:
        """Fit the parts to the window."""
        del event
        self.fit()

    def fit(self) -> None:
        """Give each part its place in the present window."""
        width, height = self.size
        view, drawer, body = self.query_one(StoryView), self.query_one(EvidenceDrawer), self.query_one("#body")
        view.alone = self.zen or self.tiny
        if view.alone and self.reading is not None and self.reading.filter is not Filter.ALL:
            self.reading.filter = Filter.ALL
            self.reading.refresh()
        drawer.display = self.drawer and not view.alone
        body.set_class(width >= BESIDE_WIDTH, "-beside")
        if width < BESIDE_WIDTH:
            # Narrow windows show one outlet, and the others' answers take the room that their columns would.
            drawer.styles.height = max(6, min(12, height // 3)) if width < TWO_COLUMNS else max(6, min(10, height // 4))
        else:
            drawer.styles.height = "1fr"
        self.call_after_refresh(self.follow)

    def take(self) -> None:
        """Show the reading anew: its rows have changed."""
        if self.reading is not None and self.pen is not None:
            self.query_one(StoryView).take(self.reading, self.pen)
            self.follow()

    def follow(self) -> None:
        """Let everything show where the reader is."""
        if self.reading is None or self.pen is None:
            return
        view, drawer = self.query_one(StoryView), self.query_one(EvidenceDrawer)
        view.lay_out()
        if drawer.display:
            if self.reading.pending:
                alone = len(self.reading.alignment.articles) < 2
                drawer.wait("a adds an article to compare this one with" if alone else "Looking for matches …")
            else:
                drawer.show(self.reading, self.pen, beside=self.query_one("#body").has_class("-beside"))
        self._show_header(self.reading)
        self._show_hints(self.reading)

    def _show_header(self, reading: CompareState) -> None:
        view = self.query_one(StoryView)
        title = reading.alignment.articles[reading.lead].title
        if self.tiny:
            state = f"{self.size.width}x{self.size.height}: too small to compare"
        elif len(reading.alignment.articles) < 2:
            state = "one article"
        elif reading.pending:
            state = "looking for matches …"
        else:
            begun = self.linking
            state = _state(reading, reading.alignment.articles[begun.article].outlet if begun else "")
        if self.waiting_for:
            state = f"{self.waiting_for} · {state}"
        if view.alone:
            here = reading.current or reading.subject
            title = reading.alignment.articles[here.article].title if here else title
        self.header.show(title, state)

    def _show_hints(self, reading: CompareState) -> None:
        view = self.query_one(StoryView)
        in_panes = view.panes or view.alone
        wanted = [
            ("next-sentence", "sentence"),
            ("next-difference", "next hit" if reading.hits else "next difference"),
        ]
        if not reading.pending and not view.alone:
            wanted += [("outlet-right", "outlet"), ("view", "rows" if in_panes else "panes")]
            wanted += [("filter", "filter")] if not in_panes else [("anchor", "re-anchor")]
        wanted += [("keys", "keys")]
        if not reading.pending:
            wanted += [("accept", "accept")] if reading.match_at_cursor(accept=True)[0] else []
            wanted += [("reject", "reject")] if reading.match_at_cursor(accept=False)[0] else []
        wanted += [("back", "back")] if self._can_go_back(reading) else []
        if any(article.sample for article in reading.alignment.articles) and not self._is_above:
            # Who begins with the sample story has no feeds yet.
            wanted.insert(0, ("feeds", "add a feed"))
        wanted += [("leave", "back" if self._is_above else "quit")]
        hints = (self.hint(name, does) for name, does in wanted)
        self.hint_bar.show([hint for hint in hints if hint.key])

    def is_compared(self) -> bool:
        """Whether the matches are known; if not, the reader is told why nothing happens."""
        if self.reading is not None and not self.reading.pending:
            return True
        self.tell(ALONE if len(self.articles) == 1 else "The matches are still being looked for")
        return False

    # Mouse

    @on(BlockView.Picked)
    def _picked(self, message: BlockView.Picked) -> None:
        if self.reading is None:
            return
        view = self.query_one(StoryView)
        view.pick(message.view, message.block, message.x)
        self.follow()

    @on(HeadsBar.Picked)
    def _head_picked(self, message: HeadsBar.Picked) -> None:
        if self.reading is not None:
            view = self.query_one(StoryView)
            view.turn(view.place_of(message.column) - self.reading.column)
            self.follow()

    # Leaving

    def _can_go_back(self, reading: CompareState) -> bool:
        aside = self.zen or self.from_rows or self.linking is not None
        return aside or bool(reading.query) or reading.filter is not Filter.ALL

    def action_back(self) -> None:
        """Undo one step of looking: the link begun, the search, the single pane, the panes, the filter."""
        if self.reading is None:
            return
        if self.linking is not None:
            self.linking = None
            self.follow()
            self.tell("No link was made")
        elif self.reading.query:
            self.reading.search("")
            self.query_one(StoryView).repaint()
            self.follow()
        elif self.zen:
            self.action_zen()
        elif self.from_rows:
            self.from_rows = False
            self.show_panes(panes=False)
        elif self.reading.filter is not Filter.ALL:
            self.reading.filter = Filter.ALL
            self.reading.refresh()
            self.take()
        else:
            self.tell("q goes back" if self._is_above else "q quits")

    @property
    def _is_above(self) -> bool:
        """Another screen, the feeds, lies below this one."""
        return self.app.screen_stack[0] is not self

    def action_leave(self) -> None:
        """Go back to the feeds; where the story was opened first, leave newsdiff."""
        if self._is_above:
            self.dismiss()
        else:
            self.app.exit()

    async def action_feeds(self) -> None:
        """Go to the feeds."""
        if self._is_above:
            self.dismiss()
            return
        await self.navigator.show_feeds()


def _state(reading: CompareState, linking: str) -> str:
    """What is shown of how much, as the header says it."""
    matched, total = reading.matched(reading.lead)
    parts = [f"{matched} of {total} sentences matched in another outlet"]
    if reading.filter is not Filter.ALL:
        parts = [f"filter: {reading.filter.value}"]
    if reading.query:
        parts = [count_noun(len(reading.hits), "hit")]
    if reading.weaker:
        parts.append("weaker shown")
    if linking:
        parts.insert(0, f"linking from {linking}: L")
    parts.append(f"{min(reading.row + 1, len(reading.rows))}/{len(reading.rows)}")
    return " · ".join(parts)
