"""Ways of looking at a story: moving, rows or panes, filters, widths, who leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.compare.conflict_strip import conflict_words
from newsdiff.app.compare.elsewhere import arrow_at_cursor
from newsdiff.app.compare.filters import Filter
from newsdiff.app.compare.state import MOST_SHOWN, Chosen
from newsdiff.core.diff.match_marks import MatchMark
from newsdiff.text_format import count_noun

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.compare.layout import CompareLayout
    from newsdiff.app.compare.sentence_renderer import SentenceRenderer
    from newsdiff.app.compare.state import CompareState

MIN_TEXT_WIDTH, MAX_TEXT_WIDTH = 40, 120
"""Cells of text in a column, at least and at most."""


class ViewActions:
    """Changes how the story is shown, and nothing of what is known about it."""

    def __init__(
        self,
        screen: BaseScreen,
        state: CompareState,
        renderer: SentenceRenderer,
        layout: CompareLayout,
        is_compared: Callable[[], bool],
    ) -> None:
        """Take the screen and its parts, and what says whether the matches are known, and why not."""
        self._screen, self._state, self._renderer = screen, state, renderer
        self._layout, self._view = layout, layout.view
        self._is_compared = is_compared

    # Moving

    def move(self, by: int) -> None:
        """Go `by` sentences down, or up where it is negative."""
        self._view.move(by)
        self._layout.follow()

    def page(self, part: float) -> None:
        """Go down, or up where it is negative, by a part of what fits on the screen."""
        self._view.page(part)
        self._layout.follow()

    def edge(self, *, end: bool) -> None:
        """Go to the first sentence, or to the last."""
        self._view.edge(end=end)
        self._layout.follow()

    def focus_outlet(self, by: int) -> None:
        """Go `by` outlets to the right, or to the left where it is negative."""
        self._view.focus_outlet(by)
        self._layout.follow()

    def next(self, step: int) -> None:
        """Go to the next (1) or previous (-1) difference, or search hit."""
        if not self._is_compared():
            return
        if self._state.query:
            found = self._state.cursor.next_hit(step)
            words = "" if found else f"No hits in the articles shown · {self._key('back')} clear"
        else:
            words = self._next_difference(step)
        self._layout.follow()
        if words:
            self._screen.show_status(words)

    def _next_difference(self, step: int) -> str:
        """Go to the next (1) or previous (-1) difference; gives what there is to say about it."""
        before = self._stands_on_detail()
        if not self._view.next(step):
            return f"No {'more' if step > 0 else 'earlier'} differences"
        if step > 0 and before and not self._stands_on_detail():
            return "No more details that differ: on to what only one outlet has"
        stop = self._state.stop_at_cursor
        if stop is None or not stop.only_headlines or self._view.in_panes:
            return ""
        return f"In the headlines: {' · '.join(map(conflict_words, stop.details))}"

    def _stands_on_detail(self) -> bool:
        if self._view.in_panes:
            return self._state.mark_at_cursor() is MatchMark.FIGURES
        return self._state.stop_at_cursor is not None

    # Rows and panes

    def toggle_panes(self) -> None:
        """Show whole articles side by side, or rows."""
        self._view.from_rows = False
        if self._layout.zen:
            self.toggle_zen()
        self._show_panes(panes=not self._view.panes)

    def enter(self) -> None:
        """Unfold the run under the cursor or fold it, show a weaker match whole, follow an arrow to where its
        sentence stands, or show the sentence in its article."""
        state, subject = self._state, self._state.cursor.subject
        if self._view.in_panes or subject is None:
            return
        weaker = state.weaker_at_cursor
        if weaker is not None:
            state.opened_weaker ^= {(weaker.a, weaker.b)}
            self._layout.show()
            return
        if state.toggle_run():
            self._layout.show()
            return
        elsewhere = arrow_at_cursor(state)
        if elsewhere is not None:
            state.cursor.go_to(elsewhere)
            self._layout.follow()
            return
        self._state.cursor.go_to(subject)
        self._show_panes(panes=True)
        self._view.from_rows = True

    def toggle_folding(self) -> None:
        """Unfold all runs of one outlet alone, or fold them."""
        if not self._is_compared():
            return
        if self._view.in_panes:
            self._screen.show_status(f"Only rows fold: {self._key('zen' if self._layout.zen else 'view')} shows them")
            return
        folded = self._state.toggle_folding()
        self._layout.show()
        if folded is None:
            self._screen.show_status("Nothing to fold here")
        else:
            self._screen.show_status(
                "Folded what only one outlet has" if folded else "Unfolded what only one outlet has"
            )

    def toggle_zen(self) -> None:
        """Show one article alone, or all again."""
        self._layout.zen = not self._layout.zen
        self._layout.fit()
        self._screen.call_after_refresh(self._layout.show)

    def toggle_sync(self) -> None:
        """Let the panes scroll together, or let them stand."""
        self._view.sync = not self._view.sync
        self._layout.follow()
        still = f"Panes scroll alone · {self._key('sync')} together"
        self._screen.show_status("Panes scroll together" if self._view.sync else still)

    def re_anchor(self) -> None:
        """Bring the other panes to what is on screen in the focused one."""
        if self._view.panes:
            self._view.re_anchor()
            self._layout.follow()

    def _show_panes(self, *, panes: bool) -> None:
        if panes and self._state.filter is not Filter.ALL:
            self._state.filter = Filter.ALL
            self._state.refresh()
        self._view.panes = panes
        self._layout.show()
        # A pane that was not on the screen has no lines to bring a sentence into before it is laid out.
        self._screen.call_after_refresh(self._layout.follow)

    # What is shown

    def next_filter(self) -> None:
        """Show the rows of the next filter."""
        if not self._is_compared():
            return
        if self._view.in_panes:
            self._screen.show_status(
                f"Filters work on rows: {self._key('zen' if self._layout.zen else 'view')} shows them"
            )
            return
        self._set_filter(self._state.next_filter())
        if self._state.filter is not Filter.ALL:
            name, rows = self._state.filter.value, count_noun(len(self._state.rows), "row")
            self._screen.show_status(
                f"{name.capitalize()}: {rows} · {self._key('filter')} next filter · {self._key('back')} show all"
            )

    def _set_filter(self, chosen: Filter) -> None:
        self._state.filter = chosen
        self._state.refresh()
        self._layout.show()

    def toggle_words(self) -> None:
        """Show or hide the words that differ."""
        self._renderer.words = not self._renderer.words
        self._view.repaint()
        self._layout.follow()
        self._screen.show_status(
            "Differing words highlighted" if self._renderer.words else "Differing words not highlighted"
        )

    def toggle_weaker(self) -> None:
        """Show or hide matches that are too weak to be linked."""
        if not self._is_compared():
            return
        self._state.weaker = not self._state.weaker
        self._state.refresh()
        self._layout.show()
        if not self._state.weaker:
            self._screen.show_status("Weaker matches hidden")
        elif any(match for row in self._state.shown.weaker for cell in row for match in cell):
            self._screen.show_status(f"Weaker matches shown with {self._renderer.sign(MatchMark.WEAKER)}")
        else:
            self._screen.show_status("No weaker matches here")

    def toggle_drawer(self) -> None:
        """Show or hide the drawer."""
        self._layout.drawer_wanted = not self._layout.drawer_wanted
        self._layout.fit()

    def scroll_drawer(self, by: int) -> None:
        """Scroll the drawer by lines."""
        self._layout.drawer.scroll_lines(by)

    def widen(self, by: int) -> None:
        """Make the columns `by` cells wider, or narrower where it is negative."""
        # What is shown counts, which may be less than what was allowed.
        width = min(self._view.text_width, self._view.widest) if by < 0 else self._view.text_width
        self._view.text_width = max(MIN_TEXT_WIDTH, min(MAX_TEXT_WIDTH, width + by))
        self._layout.show()
        self._screen.show_status(f"Columns up to {self._view.text_width} characters wide")

    # Outlets

    def lead(self, article: int) -> None:
        """Make an outlet the lead; again hides it or brings it back."""
        if not self._is_compared():
            return
        articles = self._state.alignment.articles
        if article >= len(articles):
            self._screen.show_status(f"No outlet {article + 1} in this story")
            return
        chosen = self._state.choose(article)
        self._layout.show()
        outlet, key = articles[article].outlet, self._key(f"outlet-{article + 1}")
        self._screen.show_status(
            {
                Chosen.LEADS: f"{outlet} leads. {key} again hides it",
                Chosen.HIDDEN: f"{outlet} is hidden. {key} shows it again",
                Chosen.SHOWN_AGAIN: f"{outlet} is shown again",
                Chosen.NO_ROOM: f"{MOST_SHOWN} outlets are shown and no more fit: hide one first",
                Chosen.NEEDED: f"{outlet} stays: two outlets are needed to compare",
            }[chosen]
        )

    # Back

    def back(self) -> bool:
        """Leave the single pane, the panes entered from a row, a run, or the filter; False where there is none."""
        if self._layout.zen:
            self.toggle_zen()
        elif self._view.from_rows:
            self._view.from_rows = False
            self._show_panes(panes=False)
        elif not self._view.in_panes and self._state.is_unfolded_by_hand and self._state.toggle_run():
            self._layout.show()
        elif self._state.filter is not Filter.ALL:
            self._set_filter(Filter.ALL)
        else:
            return False
        return True

    def _key(self, binding_id: str) -> str:
        return self._screen.key_of(binding_id)
