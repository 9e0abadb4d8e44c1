"""The compare screen: one story, outlet beside outlet, sentence against sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from newsdiff.app.base_screen import BaseScreen
from newsdiff.app.compare import messages
from newsdiff.app.compare.bindings import COMPARE, STORED
from newsdiff.app.compare.layout import CompareLayout
from newsdiff.app.compare.loading import LoadController
from newsdiff.app.compare.masthead import Masthead
from newsdiff.app.compare.match_actions import MatchActions
from newsdiff.app.compare.notices import STILL_LOOKING, StoryNotices
from newsdiff.app.compare.other_articles import OtherArticles
from newsdiff.app.compare.sentence_renderer import SentenceRenderer
from newsdiff.app.compare.state import CompareState
from newsdiff.app.compare.view_actions import ViewActions
from newsdiff.app.gc_policy import REST, collect_all, resume_gc
from newsdiff.app.help_groups import COMPARE_HELP
from newsdiff.app.messages import WorkFailed
from newsdiff.app.widgets.block_view import BlockView
from newsdiff.core.diff.match_marks import MatchMark
from newsdiff.core.models import Alignment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from newsdiff.app.compare.story_source import StorySource
    from newsdiff.app.help_groups import HelpGroup
    from newsdiff.config import Config
    from newsdiff.service.protocols import Context


class CompareScreen(BaseScreen):
    """One story. The parts are built here and handed to one another; the keys call them."""

    BINDINGS: ClassVar[list[BindingType]] = [*COMPARE, *STORED]
    HELP_GROUPS: ClassVar[Sequence[HelpGroup]] = COMPARE_HELP

    def __init__(self, context: Context, config: Config, source: StorySource) -> None:
        """Take what compares, the user's settings, and where the story comes from."""
        super().__init__()
        self.config, self.source = config, source
        self.drop_lost_keys()
        self.state = CompareState(Alignment((), ()), pending=True)
        self.state.weaker = config.weaker
        self.renderer = SentenceRenderer(self.state, words=config.word_diff)
        self.loader = LoadController(self, context, source)
        self.notices = StoryNotices(self, self.loader, source.summary)
        self.screen_layout = CompareLayout(self, self.state, self.renderer, self.loader, self.notices, source.summary)
        self.screen_layout.drawer_wanted = config.drawer
        self.views = ViewActions(self, self.state, self.renderer, self.screen_layout, self.is_compared)
        layout = self.screen_layout
        self.matches = MatchActions(self, context, source, self.state, layout, self.loader, self.is_compared)
        self.other_articles = OtherArticles(self, self.state, self.loader, self.views, self.matches)

    def compose(self) -> ComposeResult:
        """Header, story, drawer, keys."""
        yield from self.screen_layout.compose()

    def on_mount(self) -> None:
        """Take the user's settings and read the articles."""
        self.prepare_bars()
        self.renderer.ascii = self.ascii_signs
        view = self.screen_layout.view
        view.panes = self.config.view == "panes"
        view.sync, view.text_width = self.config.sync_scroll, self.config.pane_width
        marks = [mark for mark in MatchMark if mark is not MatchMark.UNKNOWN]
        self.signs = [f"{self.renderer.sign(mark)} {mark.words}" for mark in marks]
        self.screen_layout.show()
        self.loader.read()

    def on_resize(self) -> None:
        """Fit the widgets to the window."""
        self.screen_layout.fit()

    def on_unmount(self) -> None:
        """Give back what the story took, when the screen below is drawn."""
        self.app.set_timer(REST, collect_all)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a stored story has other articles; and on a screen that is being taken down, no action begins."""
        del parameters
        return self.is_live and (action not in {"other_articles", "take_out"} or self.source.summary is not None)

    # What comes of loading

    @on(messages.ArticlesRead)
    def _articles_read(self, message: messages.ArticlesRead) -> None:
        if message.articles == self.loader.articles:
            self.state.story = self.loader.story
        self.state.replace(Alignment(message.articles, ()), pending=True)
        self.screen_layout.view.masthead.open_here()
        self.screen_layout.show()
        count = len(message.articles)
        opened = self.notices.opened(count)
        # Why there is only one article is said already where others could not be read.
        self.show_notices(message.notices if count == 1 and message.notices else [*message.notices, *opened])
        # Whoever started the program may have put the collector aside until the story stands.
        self.call_after_refresh(resume_gc)
        if count > 1:
            # The first picture of the story does not wait for numpy, which the matches need.
            self.call_after_refresh(self.loader.compare)

    @on(messages.StoryCompared)
    def _story_compared(self, message: messages.StoryCompared) -> None:
        comparison = message.comparison
        if comparison.alignment.articles != self.loader.articles:
            return
        before = self.matches.comparison
        known = before.notices if before is not None else ()
        self.matches.comparison = comparison
        opening = self.screen_layout.view.masthead.is_at_opening
        self.state.provisional, self.state.story = comparison.provisional, self.loader.story
        self.state.replace(comparison.alignment, comparison.differences)
        if opening:
            # Until the reader moves, the story opens on what the outlets contradict each other on.
            self.state.open()
            self.screen_layout.view.masthead.open_here()
        self.screen_layout.show()
        if not comparison.provisional:
            self.loader.warm(comparison, self.state.order)
        self.withdraw_status(STILL_LOOKING)
        self.withdraw_status(self.notices.one_article())
        self.show_notices([*message.notices, *(one for one in comparison.notices if one not in known)])

    @on(messages.ArticlesComplete)
    def _articles_complete(self, message: messages.ArticlesComplete) -> None:
        self.state.doubtful = message.doubtful
        self.screen_layout.show()
        words = self.notices.complete(message.notices, message.suggestions, self.state)
        if len(message.notices) <= 1:
            self.show_notices(words)
        else:  # One line, cut where it must be.
            self.show_status(words[0])

    @on(messages.ArticleAdded)
    def _article_added(self, message: messages.ArticleAdded) -> None:
        self.matches.article_added()
        if message.stored:
            self.show_status(self.notices.added())

    @on(messages.ArticleChosen)
    def _article_chosen(self, message: messages.ArticleChosen) -> None:
        self.other_articles.chosen(message)

    @on(messages.AddingFailed)
    def _adding_failed(self) -> None:
        self.matches.reading_ended()

    @on(messages.EditUndone)
    def _edit_undone(self, message: messages.EditUndone) -> None:
        self.show_status(message.words)

    @on(WorkFailed)
    def _work_failed(self, message: WorkFailed) -> None:
        if self.loader.opened:
            self.screen_layout.show()
            self.show_status(str(message.error))
        elif self.is_above:
            # There is nothing to show, and a screen below that goes on.
            self.dismiss()
            self.call_later(self.navigator.tell, str(message.error))
        else:
            # There is nothing to show: the command line says why.
            self.app.exit(message.error)

    def is_compared(self) -> bool:
        """Whether the matches are known; if not, the status line says why nothing happens."""
        if self.state.pending:
            self.show_status(self.notices.not_compared())
        return not self.state.pending

    # The mouse

    @on(BlockView.Picked)
    def _block_picked(self, message: BlockView.Picked) -> None:
        self.screen_layout.view.pick(message.view, message.block, message.x)
        self.screen_layout.follow()

    @on(Masthead.Picked)
    def _head_picked(self, message: Masthead.Picked) -> None:
        self.screen_layout.view.pick_head(message.column)
        self.screen_layout.follow()

    # Moving

    def action_move(self, by: int) -> None:
        """Go down or up by sentences."""
        self.views.move(by)

    def action_page(self, part: float) -> None:
        """Go down or up by a part of the screen."""
        self.views.page(part)

    def action_top(self) -> None:
        """Go to the first sentence."""
        self.views.edge(end=False)

    def action_bottom(self) -> None:
        """Go to the last sentence."""
        self.views.edge(end=True)

    def action_outlet(self, by: int) -> None:
        """Go to the outlet on the right or left."""
        self.views.focus_outlet(by)

    def action_next(self, step: int) -> None:
        """Go to the next or previous difference, or search hit."""
        self.views.next(step)

    # Views

    def action_view(self) -> None:
        """Show rows or panes."""
        self.views.toggle_panes()

    def action_into_article(self) -> None:
        """Unfold or fold a run, show a weaker match whole, or the sentence in its article."""
        self.views.enter()

    def action_fold_all(self) -> None:
        """Fold or unfold all that only one outlet has."""
        self.views.toggle_folding()

    def action_filter(self) -> None:
        """Show the rows of the next filter."""
        self.views.next_filter()

    def action_words(self) -> None:
        """Show or hide the words that differ."""
        self.views.toggle_words()

    def action_weaker(self) -> None:
        """Show or hide weaker matches."""
        self.views.toggle_weaker()

    def action_drawer(self) -> None:
        """Show or hide the drawer."""
        self.views.toggle_drawer()

    def action_drawer_lines(self, by: int) -> None:
        """Scroll the drawer."""
        self.views.scroll_drawer(by)

    def action_zen(self) -> None:
        """Show one article alone, or all again."""
        self.views.toggle_zen()

    def action_width(self, by: int) -> None:
        """Make the columns wider or narrower."""
        self.views.widen(by)

    def action_sync(self) -> None:
        """Let panes scroll together or not."""
        self.views.toggle_sync()

    def action_anchor(self) -> None:
        """Bring the others to what is on screen in the focused pane."""
        self.views.re_anchor()

    def action_lead(self, article: int) -> None:
        """Make an outlet the lead; again hides it or brings it back."""
        self.views.lead(article)

    # Matches and articles

    async def action_judge(self, linked: bool) -> None:
        """Decide that the two sentences match, or do not."""
        await self.matches.judge(linked=linked)

    async def action_reject_mark(self) -> None:
        """Decide that marked details do not differ, or bring the mark back."""
        await self.matches.judge_mark()

    async def action_link(self) -> None:
        """Begin a link by hand here, or end it here."""
        await self.matches.link()

    async def action_undo(self) -> None:
        """Undo the last decision, or the article that was added last; cancel a link that was begun."""
        await self.matches.undo()

    async def action_search(self) -> None:
        """Find a text."""
        await self.matches.search()

    def action_copy(self, pair: bool) -> None:
        """Copy the sentence, or it and its counterparts."""
        self.matches.copy(pair=pair)

    async def action_browse(self) -> None:
        """Show the article's address, and open it from there."""
        await self.matches.open_in_browser()

    async def action_about(self) -> None:
        """Show where the article comes from."""
        await self.matches.show_article_info()

    async def action_timeline(self) -> None:
        """Show how a stored story went."""
        await self.matches.show_timeline()

    async def action_other_articles(self) -> None:
        """Choose another article of an outlet to be compared."""
        await self.other_articles.ask()

    async def action_take_out(self) -> None:
        """Take the article under the cursor out of the story."""
        await self.other_articles.take_out()

    async def action_export(self) -> None:
        """Write the comparison to a file."""
        await self.matches.export()

    async def action_add(self) -> None:
        """Bring another article into the story."""
        await self.matches.add()

    # Leaving

    def action_back(self) -> None:
        """Go one step back: from the link begun, the search, the panes, a run, the filter; then to the screen below."""
        if self.matches.back() or self.views.back():
            return
        if self.is_above:
            self.dismiss()
        else:
            self.show_status(f"{self.key_of('leave')} quits")

    def action_leave(self) -> None:
        """Go back to the screen below; where the story was opened first, leave newsdiff."""
        if self.is_above:
            self.dismiss()
        else:
            self.app.exit()

    async def action_feeds(self) -> None:
        """Go to the feeds."""
        if self.is_above:
            self.dismiss()
        else:
            await self.navigator.show_feeds()
