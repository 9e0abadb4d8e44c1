"""The widgets of the compare screen: how they share the window, and what they show of the state."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from newsdiff.app.compare.elsewhere import arrow_at_cursor
from newsdiff.app.compare.evidence_drawer import EvidenceDrawer
from newsdiff.app.compare.filters import Filter
from newsdiff.app.compare.match_to_judge import marked_match, match_to_judge
from newsdiff.app.compare.story_view import TWO_COLUMNS, StoryView
from newsdiff.app.rendering.text_wrap import width_of
from newsdiff.app.widgets.plain_lines import PlainContainer
from newsdiff.core.models import Match
from newsdiff.text_format import count_noun, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.timer import Timer

    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.compare.loading import LoadController
    from newsdiff.app.compare.notices import StoryNotices
    from newsdiff.app.compare.sentence_renderer import SentenceRenderer
    from newsdiff.app.compare.state import CompareState
    from newsdiff.core.library.stories import StorySummary

MIN_WIDTH, MIN_HEIGHT = 60, 16
"""Cells below which one article is shown alone."""

TITLE_MARGIN = 16
"""Cells of the header beside the title and what is said on the right."""

REST = 0.4
"""Seconds without a key after which the drawer gives up lines that it does not need: all is then laid out anew."""

RAIL_WIDTH = 46
"""Cells of the drawer beside the panes, as in the style sheet."""

BESIDE_WIDTH = 160
"""Cells from which the drawer stands beside the panes."""


class CompareLayout:
    """Owns the widgets of the screen, and is the one place where they are drawn."""

    def __init__(
        self,
        screen: BaseScreen,
        state: CompareState,
        renderer: SentenceRenderer,
        loader: LoadController,
        notices: StoryNotices,
        summary: StorySummary | None,
    ) -> None:
        """Take the screen, what it shows, what loads it and words that, and the story in the library, if it is one."""
        self._screen, self._state, self._renderer = screen, state, renderer
        self._loader, self._notices, self._summary = loader, notices, summary
        self.zen = False
        """One article is shown alone because the user wants it."""
        self.drawer_wanted = True
        self._drawer_lines = self._wanted_lines = 0
        self._shrinking: Timer | None = None
        self._moved_at = 0.0
        self.view = StoryView(state, renderer, screen.key_of)
        self.drawer = EvidenceDrawer(state, renderer, screen.key_of)
        self._header, self._hints = screen.header, screen.hint_bar
        self._body = PlainContainer(self.view, self.drawer, id="body")

    def compose(self) -> ComposeResult:
        """Header, story and drawer, keys."""
        yield self._header
        yield self._body
        yield self._hints

    # The window

    @property
    def is_tiny(self) -> bool:
        """The window is too small to compare in; one article can be read."""
        return self._screen.size.width < MIN_WIDTH or self._screen.size.height < MIN_HEIGHT

    def fit(self) -> None:
        """Give each widget its room in the present window."""
        width = self._screen.size.width
        self.view.alone = self.zen or self.is_tiny
        if self.view.alone and self._state.filter is not Filter.ALL:
            self._state.filter = Filter.ALL
            self._state.refresh()
        self.drawer.display = self.drawer_wanted and not self.view.alone
        beside = width >= BESIDE_WIDTH
        self._body.set_class(beside, "-beside")
        self.view.masthead.counts_elsewhere = beside and self.drawer.display
        self._drawer_lines = 0
        if beside:
            self.drawer.styles.height = "1fr"
        self._screen.call_after_refresh(self.follow)

    # Drawing

    def show(self) -> None:
        """Show the story anew: its rows have changed."""
        self._draw(changed=True)

    def follow(self) -> None:
        """Show where the cursor is."""
        self._draw(changed=False)

    def _draw(self, *, changed: bool) -> None:
        # Work that ends late finds a screen that is being taken down, and nothing to draw on.
        if not self._screen.is_live:
            return
        if self._state.whole != self.view.in_panes:
            # Nothing folds in an article that is shown whole.
            self._state.whole, changed = self.view.in_panes, True
            self._state.refresh()
        self.view.masthead.states = [*self._progress(), *list(self._counts())[:-1]]
        if changed:
            self._loader.mark_read(self._state.shown_entries)
            self.view.show(self._empty())
        else:
            self.view.lay_out()
        if self.drawer.display:
            self._show_drawer()
        self._header.display = not self.view.masthead.is_scrolled
        self._show_header()
        self._show_hints()

    def _empty(self) -> str:
        """What stands in the place of the rows where there are none."""
        if not self._state.order:
            return self._notices.no_text()
        words, key_of = f'Nothing here with the filter "{self._state.filter.value}"', self._screen.key_of
        return f"{words} · {key_of('filter')} next filter · {key_of('back')} show all"

    def _show_drawer(self) -> None:
        articles = len(self._state.alignment.articles)
        beside = self._body.has_class("-beside")
        if articles and not self._state.pending:
            columns = [self._state.order[position] for position in self.view.columns]
            width = RAIL_WIDTH if beside else self._screen.size.width
            lines = self.drawer.show(columns, self.view.cut_at_cursor, width, beside=beside)
        elif not articles:
            lines = self.drawer.show_words("")
        elif articles < 2:
            lines = self.drawer.show_words(f"{self._screen.key_of('add')} adds an article to compare this one with")
        else:
            lines = self.drawer.show_words("Looking for matches …")
        if not beside:
            self._fit_drawer(lines)

    def _fit_drawer(self, lines: int) -> None:
        """Give the drawer the lines that it needs; nothing to say is one line high."""
        width, height = self._screen.size
        # Narrow windows show one outlet, and the others' answers take the room that their columns would.
        share, most = (3, 12) if width < TWO_COLUMNS else (4, 10)
        self._wanted_lines, self._moved_at = max(1, min(lines, most, height // share)), monotonic()
        if self._wanted_lines > self._drawer_lines:
            self._resize_drawer()
        elif self._wanted_lines < self._drawer_lines and self._shrinking is None:
            self._shrinking = self._screen.set_timer(REST, self._shrink_drawer)

    def _shrink_drawer(self) -> None:
        self._shrinking = None
        if not self._screen.is_live or self._wanted_lines >= self._drawer_lines:
            return
        rested = monotonic() - self._moved_at
        if rested < REST:
            self._shrinking = self._screen.set_timer(REST - rested, self._shrink_drawer)
        else:
            self._resize_drawer()

    def _resize_drawer(self) -> None:
        grows = self._wanted_lines - self._drawer_lines if self._drawer_lines else 0
        self._drawer_lines = self._wanted_lines
        # With a rule above it, where colour does not set it apart.
        self.drawer.styles.height = self._wanted_lines + self.drawer.gutter.height
        if grows > 0:
            # What scrolls now need not be drawn twice.
            self.view.follow_above(grows)
        self._screen.call_after_refresh(self.view.lay_out)

    def _show_header(self) -> None:
        articles, cursor = self._state.alignment.articles, self._state.cursor
        if not articles:
            title = self._summary.headline if self._summary else "reading …"
        else:
            here = (cursor.current or cursor.subject) if self.view.alone or len(self.view.columns) < 2 else None
            title = articles[here.article].title if here else self._state.headline
        words, counts = list(self._progress()), list(self._counts())
        # The title never loses to counts.
        room = self._screen.size.width - TITLE_MARGIN - width_of(title)
        while counts and width_of(" · ".join([*words, *counts])) > room:
            counts.pop()
        self._header.show(title, " · ".join([*words, *counts]))

    def _progress(self) -> Iterator[str]:
        """What is missing of the story, and what of it is shown: it is always said."""
        state, loader = self._state, self._loader
        width, height = self._screen.size
        count = len(state.alignment.articles)
        if loader.fetching and self._summary:
            words = self._notices.awaited()
            yield f"{words[0].lower()}{words[1:]} …"
        if not count:
            if loader.opened and not loader.fetching:
                yield "no text"
        elif self.is_tiny:
            yield f"{width}x{height}: too small to compare"
        elif count < 2:
            yield "one article"
        elif state.pending:
            yield "looking for matches …"
        else:
            if state.provisional:
                # The counts are by words alone so far, and change when the encoder has read the story.
                yield "refining matches …"
            if state.linking:
                yield f"linking from {self._outlet(state.linking.article)}: {self._screen.key_of('link')}"
            if state.filter is not Filter.ALL:
                yield f"filter: {state.filter.value}"
            if state.query:
                yield count_noun(len(state.hits), "hit")
            if state.weaker:
                yield "weaker shown"

    def _counts(self) -> Iterator[str]:
        """How many outlets there are, and where the reader is among the rows."""
        state = self._state
        if state.pending or not state.rows or self.is_tiny:
            return
        count, columns = len(state.alignment.articles), len(self.view.columns)
        stop = None if self.view.in_panes or state.filter is not Filter.ALL else state.stop_at_cursor
        if stop is not None:
            numbers = f"{stop.first}-{stop.last}" if stop.last > stop.first else f"{stop.first}"
            yield f"{plural(len(stop.details), 'detail', 'details')} {numbers} of {state.stops[-1].last}"
        yield f"row {state.shown.numbers[min(state.cursor.row, len(state.rows) - 1)]}/{state.shown.total}"
        if not self.view.alone:
            yield count_noun(count, "outlet") + (f", {columns} shown" if columns < count else "")

    def _outlet(self, article: int) -> str:
        return self._state.alignment.articles[article].outlet

    # Keys

    def _show_hints(self) -> None:
        hints = (self._screen.hint(name, does) for name, does in self._wanted_hints())
        self._hints.show([hint for hint in hints if hint.key], always=2)

    def _wanted_hints(self) -> list[tuple[str, str]]:
        """Ids of bindings and what they do here, those that matter most first."""
        state, above = self._state, self._screen.is_above
        last = [("keys", "keys"), ("leave", "back" if above else "quit")]
        if not state.order:
            return [*([("add", "add an article")] if self._loader.opened else []), *last]
        wanted = [("next-sentence", "next")]
        if state.hits or not state.pending:
            wanted.append(("next-difference", "next hit" if state.hits else "next difference"))
        wanted += [("into-article", "go there")] if not self.view.in_panes and arrow_at_cursor(state) else []
        wanted += [("other-articles", "other articles")] if any(one.others for one in state.outlets) else []
        judging = [] if state.pending else list(self._hints_to_judge())
        wanted += judging if not self.view.in_panes else []
        if not state.pending and not self.view.alone:
            wanted += [("outlet-right", "next outlet"), ("view", "rows" if self.view.in_panes else "panes")]
            wanted += [("anchor", "line up")] if self.view.in_panes else [("filter", "filter")]
        # Who reads whole articles looks first for the way about in them.
        wanted += judging if self.view.in_panes else []
        wanted += [("back", "back")] if self._can_go_back() else []
        wanted += [("search", "search"), ("add", "add an article")]
        wanted += [] if state.pending else [("link", "link by hand"), ("export", "export")]
        if any(article.sample for article in state.alignment.articles) and not above:
            # Who begins with the sample story has no feeds yet.
            wanted.insert(0, ("feeds", "add a feed"))
        return wanted + last

    def _hints_to_judge(self) -> Iterator[tuple[str, str]]:
        """The keys that judge the row under the cursor, together: none of them is known by another."""
        marked = marked_match(self._state)
        if isinstance(marked, Match):
            yield "reject-mark", "mark again" if marked.details_rejected else "reject mark"
        if isinstance(match_to_judge(self._state, accept=True), Match):
            yield "accept", "accept"
        if isinstance(match_to_judge(self._state, accept=False), Match):
            yield "reject", "reject"

    def _can_go_back(self) -> bool:
        state = self._state
        aside = self.zen or self.view.from_rows or state.linking is not None
        return aside or bool(state.query) or state.filter is not Filter.ALL
