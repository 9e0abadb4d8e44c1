"""Ways of looking at a story: where the reader is, rows or panes, what is filtered, how wide, who leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.compare.evidence_drawer import EvidenceDrawer
from newsdiff.app.compare.match_actions import MatchActions
from newsdiff.app.compare.state import Filter
from newsdiff.app.compare.story_view import StoryView

if TYPE_CHECKING:
    from newsdiff.app.compare.sentence_renderer import SentenceRenderer
    from newsdiff.app.compare.state import CompareState


class ViewActions(MatchActions):
    """The part of the compare screen that changes how the story is shown, and nothing of what is said about it."""

    reading: CompareState | None
    pen: SentenceRenderer | None
    zen: bool
    from_rows: bool
    drawer: bool

    def fit(self) -> None:
        """Give each part its place in the present window."""
        raise NotImplementedError

    # Moving

    def action_move(self, by: int) -> None:
        """Go down or up by sentences."""
        if self.reading is not None:
            self.query_one(StoryView).move(by)
            self.follow()

    def action_page(self, part: float) -> None:
        """Go down or up by a part of the screen."""
        if self.reading is not None:
            self.query_one(StoryView).page(part)
            self.follow()

    def action_top(self) -> None:
        """Go to the first sentence."""
        self._edge(end=False)

    def action_bottom(self) -> None:
        """Go to the last sentence."""
        self._edge(end=True)

    def _edge(self, *, end: bool) -> None:
        if self.reading is not None:
            self.query_one(StoryView).edge(end=end)
            self.follow()

    def action_outlet(self, by: int) -> None:
        """Look from the outlet to the right or left."""
        if self.reading is not None:
            self.query_one(StoryView).turn(by)
            self.follow()

    def action_next(self, step: int) -> None:
        """Go to the next or previous difference, or search hit."""
        if self.reading is None or not self.is_compared():
            return
        if self.reading.query:
            found = self.reading.next_hit(step)
            self.follow()
            if not found:
                self.tell("No hits in the articles shown. esc ends the search")
            return
        found = self.query_one(StoryView).next(step)
        self.follow()
        if not found:
            self.tell("No further difference below" if step > 0 else "No further difference above")

    # Views

    def action_view(self) -> None:
        """Rows or panes."""
        view = self.query_one(StoryView)
        self.from_rows = False
        if self.zen:
            self.action_zen()
        self.show_panes(panes=not view.panes)

    def show_panes(self, *, panes: bool) -> None:
        """Show whole articles side by side, or rows."""
        if self.reading is None:
            return
        view = self.query_one(StoryView)
        if panes and self.reading.filter is not Filter.ALL:
            self.reading.filter = Filter.ALL
            self.reading.refresh()
        view.panes = panes
        self.take()

    def action_into_article(self) -> None:
        """Show the sentence in its article."""
        view = self.query_one(StoryView)
        if self.reading is None or view.panes or view.alone or self.reading.subject is None:
            return
        self.reading.go_to(self.reading.subject)
        self.show_panes(panes=True)
        self.from_rows = True

    def action_filter(self) -> None:
        """The next filter."""
        view = self.query_one(StoryView)
        if self.reading is None or not self.is_compared():
            return
        if view.panes or view.alone:
            self.tell(f"Filters work on rows: {'z' if self.zen else 'p'} shows them")
            return
        self.reading.filter = self.reading.filter.next
        self.reading.refresh()
        self.take()
        if self.reading.filter is not Filter.ALL:
            self.tell(f"{len(self.reading.rows)} rows: {self.reading.filter.value}. f for the next filter, esc for all")

    def action_words(self) -> None:
        """Word differences on or off."""
        if self.pen is not None:
            self.pen.words = not self.pen.words
            self.query_one(StoryView).repaint()
            self.follow()
            self.tell("Differing words are shown" if self.pen.words else "Differing words are not shown")

    def action_weaker(self) -> None:
        """Weaker matches on or off."""
        if self.reading is not None and self.is_compared():
            self.reading.weaker = not self.reading.weaker
            self.reading.refresh()
            self.take()
            self.tell("Weaker matches are shown with ~" if self.reading.weaker else "Only linked matches are shown")

    def action_drawer(self) -> None:
        """Drawer on or off."""
        self.drawer = not self.drawer
        self.fit()

    def action_drawer_lines(self, by: int) -> None:
        """Scroll the drawer."""
        self.query_one(EvidenceDrawer).scroll_lines(by)

    def action_zen(self) -> None:
        """One article alone, or all again."""
        if self.reading is not None:
            self.zen = not self.zen
            self.fit()
            self.call_after_refresh(self.take)

    def action_width(self, by: int) -> None:
        """Wider or narrower columns."""
        view = self.query_one(StoryView)
        # What is shown counts, which may be less than what was allowed.
        view.text_width = max(40, min(120, (min(view.text_width, view.widest) if by < 0 else view.text_width) + by))
        self.take()
        self.tell(f"Columns take up to {view.text_width} cells")

    def action_sync(self) -> None:
        """Panes scroll together or not."""
        view = self.query_one(StoryView)
        view.sync = not view.sync
        self.follow()
        self.tell("Panes scroll together" if view.sync else "Panes stand still; S lets them follow again")

    def action_anchor(self) -> None:
        """Bring the others to what is on screen in the focused pane."""
        view = self.query_one(StoryView)
        if self.reading is not None and view.panes:
            view.re_anchor()
            self.follow()

    def action_lead(self, article: int) -> None:
        """Make an outlet the lead; again puts it away or brings it back."""
        if self.reading is None or not self.is_compared():
            return
        if article >= len(self.reading.alignment.articles):
            self.tell(f"There is no outlet {article + 1} in this story")
            return
        said = self.reading.choose(article)
        self.take()
        self.tell(said)
