"""The widgets of the compare screen: how they share the window, and what they show of the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container

from newsdiff.app.compare.evidence_drawer import EvidenceDrawer
from newsdiff.app.compare.state import Filter
from newsdiff.app.compare.story_view import TWO_COLUMNS, StoryView
from newsdiff.core.models import Match
from newsdiff.text_format import count_noun

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.compare.loading import LoadController
    from newsdiff.app.compare.notices import StoryNotices
    from newsdiff.app.compare.sentence_renderer import SentenceRenderer
    from newsdiff.app.compare.state import CompareState
    from newsdiff.core.library.stories import StorySummary

MIN_WIDTH, MIN_HEIGHT = 60, 16
"""Cells below which one article is shown alone."""

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
        self.view = StoryView(state, renderer)
        self.drawer = EvidenceDrawer(state, renderer, screen.key_of)
        self._header, self._hints = screen.header, screen.hint_bar
        self._body = Container(self.view, self.drawer, id="body")

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
        width, height = self._screen.size
        self.view.alone = self.zen or self.is_tiny
        if self.view.alone and self._state.filter is not Filter.ALL:
            self._state.filter = Filter.ALL
            self._state.refresh()
        self.drawer.display = self.drawer_wanted and not self.view.alone
        self._body.set_class(width >= BESIDE_WIDTH, "-beside")
        if width >= BESIDE_WIDTH:
            self.drawer.styles.height = "1fr"
        else:
            # Narrow windows show one outlet, and the others' answers take the room that their columns would.
            share, most = (3, 12) if width < TWO_COLUMNS else (4, 10)
            self.drawer.styles.height = max(6, min(most, height // share))
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
        if changed:
            self.view.show(self._empty())
        else:
            self.view.lay_out()
        if self.drawer.display:
            self._show_drawer()
        self._show_header()
        self._show_hints()

    def _empty(self) -> str:
        """What stands in the place of the rows where there are none."""
        if not self._state.order:
            return self._notices.no_text()
        words, key_of = f'Nothing here with the filter "{self._state.filter.value}"', self._screen.key_of
        return f"{words}: {key_of('filter')} goes to the next one, {key_of('back')} shows all"

    def _show_drawer(self) -> None:
        articles = len(self._state.alignment.articles)
        if not articles:
            self.drawer.show_words("")
        elif not self._state.pending:
            self.drawer.show(beside=self._body.has_class("-beside"))
        elif articles < 2:
            self.drawer.show_words(f"{self._screen.key_of('add')} adds an article to compare this one with")
        else:
            self.drawer.show_words("Looking for matches …")

    def _show_header(self) -> None:
        articles, cursor = self._state.alignment.articles, self._state.cursor
        if not articles:
            title = self._summary.headline if self._summary else "reading …"
        else:
            here = (cursor.current or cursor.subject) if self.view.alone else None
            title = articles[here.article if here else self._state.lead].title
        words = [self._progress()]
        if self._loader.fetching and self._summary:
            words.insert(0, "getting texts …")
        self._header.show(title, " · ".join(filter(None, words)))

    def _progress(self) -> str:
        """How far the story is: what is missing of it, or what is shown of how much."""
        width, height = self._screen.size
        count = len(self._state.alignment.articles)
        if not count:
            return "no text" if self._loader.opened and not self._loader.fetching else ""
        if self.is_tiny:
            return f"{width}x{height}: too small to compare"
        if count < 2:
            return "one article"
        if self._state.pending:
            return "looking for matches …"
        begun = self._state.linking
        linking = f"linking from {self._outlet(begun.article)}: {self._screen.key_of('link')}" if begun else ""
        return " · ".join(filter(None, [linking, *_shown(self._state)]))

    def _outlet(self, article: int) -> str:
        return self._state.alignment.articles[article].outlet

    # Keys

    def _show_hints(self) -> None:
        hints = (self._screen.hint(name, does) for name, does in self._wanted_hints())
        self._hints.show([hint for hint in hints if hint.key])

    def _wanted_hints(self) -> list[tuple[str, str]]:
        """Ids of bindings and what they do here, those that matter most first."""
        state, above = self._state, self._screen.is_above
        last = [("leave", "back" if above else "quit")]
        if not state.order:
            return [*([("add", "add an article")] if self._loader.opened else []), ("keys", "keys"), *last]
        wanted = [("next-sentence", "sentence"), ("next-difference", "next hit" if state.hits else "next difference")]
        if not state.pending and not self.view.alone:
            wanted += [("outlet-right", "outlet"), ("view", "rows" if self.view.in_panes else "panes")]
            wanted += [("anchor", "re-anchor")] if self.view.in_panes else [("filter", "filter")]
        wanted += [("keys", "keys")]
        if not state.pending:
            marked = state.mark_at_cursor()
            if isinstance(marked, Match):
                wanted += [("reject-mark", "mark again" if marked.details_rejected else "reject mark")]
            wanted += [("accept", "accept")] if isinstance(state.match_at_cursor(accept=True), Match) else []
            wanted += [("reject", "reject")] if isinstance(state.match_at_cursor(accept=False), Match) else []
        wanted += [("back", "back")] if self._can_go_back() else []
        if any(article.sample for article in state.alignment.articles) and not above:
            # Who begins with the sample story has no feeds yet.
            wanted.insert(0, ("feeds", "add a feed"))
        return wanted + last

    def _can_go_back(self) -> bool:
        state = self._state
        aside = self.zen or self.view.from_rows or state.linking is not None
        return aside or bool(state.query) or state.filter is not Filter.ALL


def _shown(state: CompareState) -> list[str]:
    """What is shown of how much, as the header puts it."""
    matched, total = state.matched(state.lead)
    parts = [f"{matched} of {total} sentences matched in another outlet"]
    if state.filter is not Filter.ALL:
        parts = [f"filter: {state.filter.value}"]
    if state.query:
        parts = [count_noun(len(state.hits), "hit")]
    if state.weaker:
        parts.append("weaker shown")
    return [*parts, f"{min(state.cursor.row + 1, len(state.rows))}/{len(state.rows)}"]
