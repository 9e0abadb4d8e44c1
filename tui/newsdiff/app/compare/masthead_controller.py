"""What the masthead of a story says, and when only a line of it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.compare.conflict_strip import NOWHERE, Pointer, conflict_lines, one_line
from newsdiff.app.compare.masthead import Masthead, MastheadColumn, MastheadContent, MastheadLine
from newsdiff.app.rendering.text_strips import StyledSpan, flat
from newsdiff.app.rendering.text_wrap import parts_width
from newsdiff.text_format import count_noun, plural, short_time
from newsdiff.wording import DOUBT, statement_counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsdiff.app.compare.masthead import Part
    from newsdiff.app.compare.sentence_renderer import SentenceRenderer
    from newsdiff.app.compare.state import CompareState
    from newsdiff.app.rendering.text_wrap import Column
    from newsdiff.core.diff.overview import Overview
    from newsdiff.core.models import Ref


_TWO = 2

FULL_HEIGHT = 30
"""Lines of the window from which headlines, counts and conflicts have lines of their own."""

CONFLICT_SHARE, CONFLICT_FROM = 3, 24
"""One line of so many that the window has beyond these is for conflicts: 2 of 30, 5 of 40, 8 of 50."""


class MastheadController:
    """Fills the masthead, and collapses it when the reader scrolls."""

    def __init__(self, state: CompareState, renderer: SentenceRenderer, key_of: Callable[[str], str]) -> None:
        """Take the story, how its outlets are named, and what names the key of a binding."""
        self._state, self._renderer, self._key_of = state, renderer, key_of
        self.widget = Masthead()
        self.is_scrolled = False
        """The reader has scrolled on, so that only the names are left."""
        self.states: Sequence[str] = ()
        """Where the reader is, in words, for when only the names are left."""
        self.counts_elsewhere = False
        """The rail shows counts and conflicts, so that the masthead does not."""
        self._opening: Ref | None = None
        """The sentence that the story was opened on, until the reader moves."""
        self._lines = 1
        self._laid: tuple[object, tuple[MastheadLine, ...]] = (None, ())
        """What the lines under the headlines were made for, and those lines."""

    def open_here(self) -> None:
        """Open the story on the sentence under the cursor: the masthead stays until the reader leaves it."""
        self._opening = self._state.cursor.subject

    @property
    def is_at_opening(self) -> bool:
        """The reader has not moved since the story was opened."""
        return self._opening == self._state.cursor.subject

    def find_scrolled(self, top: int, *, at_first: bool) -> None:
        """Find out whether the reader has scrolled on, or is back at the top.

        Args:
            top: The first line of the story in view.
            at_first: The cursor is on the first sentence.
        """
        if not self.is_at_opening:
            self._opening = None
        if self._opening is not None or not self._state.rows:
            self.is_scrolled = False
        elif top > 0:
            self.is_scrolled = True
        else:
            # The window has become higher by what the masthead lost: that alone brings nobody back to the top.
            self.is_scrolled = self.is_scrolled and not at_first

    def show(self, columns: Sequence[tuple[int, Column]], width: int, height: int) -> bool:
        """Show what there is to say; gives whether the masthead has another height now.

        Args:
            columns: The columns on the screen, each with the index of its outlet in `state.order`.
            width: Cells of the story.
            height: Lines of the window.
        """
        lines = self.widget.show(self._content(columns, width, height), width)
        changed, self._lines = lines != self._lines, lines
        if changed:
            self.widget.styles.height = lines
        return changed

    def _content(self, columns: Sequence[tuple[int, Column]], width: int, height: int) -> MastheadContent:
        state = self._state
        heads = tuple(self._column(position, column) for position, column in columns)
        shown = {state.order[position] for position, _ in columns}
        others = "" if self.counts_elsewhere else " · ".join(_others(state, self._renderer, shown))
        size = "line" if self.is_scrolled else "full" if height >= FULL_HEIGHT else "short"
        lines = () if size == "line" else tuple(self._under_headlines(others, width, height))
        return MastheadContent(heads, others, lines, " · ".join(self.states), size, self._renderer.ascii)

    def _under_headlines(self, others: str, width: int, height: int) -> Sequence[MastheadLine]:
        """The lines under the headlines, laid out once for as long as they say the same."""
        state, compared = self._state, len(self._state.order) > 1 and not self._state.pending
        notes = self._unmatched() if compared else ()
        if notes:
            roles = ("text", "muted")
            return [MastheadLine(((words, role),)) for words, role in zip(notes, roles, strict=True)]
        view = state.overview if compared and not self.counts_elsewhere else None
        pointer = pointer_at(state, self._renderer)
        given = (view, state.provisional, state.alignment.articles, others, pointer)
        made_for = (*given, width, height, self._key_of("next-difference"))
        if self._laid[0] != made_for:
            if height >= FULL_HEIGHT:
                lines = self._full_lines(view, others, width - 2, height, pointer)
            else:
                lines = self._short_lines(view, width - 2, pointer)
            self._laid = made_for, tuple(lines)
        return self._laid[1]

    @staticmethod
    def _short_lines(view: Overview | None, width: int, pointer: Pointer) -> Iterator[MastheadLine]:
        if view is None:
            return
        # What the outlets contradict each other on comes first; the counts have the room that is left.
        conflicts, counts = tuple(one_line(view.conflicts, width, pointer, short=True)), list(short_count_parts(view))
        while counts and conflicts and parts_width(conflicts) + parts_width(counts) + 2 > width:
            counts.pop()
        yield MastheadLine((*conflicts, ("   " if conflicts else "", "muted"), *counts))

    def _full_lines(
        self, view: Overview | None, others: str, width: int, height: int, pointer: Pointer
    ) -> Iterator[MastheadLine]:
        if view is not None or others:
            counts = tuple(count_parts(view, provisional=self._state.provisional)) if view else ()
            counts += (("  ", "muted"), *self._next(view)) if view else ()
            yield MastheadLine(counts, ((others, "muted"),))
        if view is not None:
            articles, most = self._state.alignment.articles, max(1, (height - CONFLICT_FROM) // CONFLICT_SHARE)
            yield from map(MastheadLine, conflict_lines(view.conflicts, articles, width, most, pointer))

    def _next(self, view: Overview) -> tuple[Part, ...]:
        """The key that goes to the next conflict."""
        key = self._key_of("next-difference")
        return ((key, "accent"), (" next", "muted")) if key and view.conflicts else ()

    def _unmatched(self) -> tuple[str, ...]:
        """What to know and to do where no sentence of the shown outlets matches another."""
        state = self._state
        if state.provisional or state.overview.shared:
            return ()
        shown = [match for match in state.alignment.matches if {match.a.article, match.b.article} <= set(state.order)]
        # Who rejected a match knows why there is none.
        if any(match.rejected for match in shown):
            return ()
        who = "These two" if len(state.order) == _TWO else "These outlets"
        if not any(state.is_compared(article) for article in state.order):
            reads, adds = self._key_of("view"), self._key_of("add")
            hint = f"{reads} reads them side by side · {adds} adds an article"
            return f"{who} are in different languages, and were not compared.", hint
        ways = [f"{self._key_of('view')} reads them side by side"]
        if shown and not state.weaker:
            ways.append(f"{self._key_of('weaker')} shows {count_noun(len(shown), 'weaker match', 'weaker matches')}")
        ways.append(f"{self._key_of('add')} adds an article")
        return f"{who} tell of different events, or in words too different to match.", " · ".join(ways)

    def _others_of(self, number: int) -> str:
        """How many other articles an outlet of a stored story has: "1 of 3 articles"."""
        several = len(self._state.outlets[number].entries) if number < len(self._state.outlets) else 1
        return f"1 of {several} articles" if several > 1 else ""

    def _column(self, position: int, column: Column) -> MastheadColumn:
        number = self._state.order[position]
        article = self._state.alignment.articles[number]
        return MastheadColumn(
            column,
            self._renderer.outlet(number),
            short_time(article.published, day_only=article.day_only),
            self._others_of(number),
            flat(article.title),
            tuple(StyledSpan(*span, "figure") for span in self._state.overview.headline_spans.get(number, ())),
            position == self._state.cursor.column,
            DOUBT if self._state.is_doubtful(number) else "",
        )


def _others(state: CompareState, renderer: SentenceRenderer, shown: set[int]) -> Iterator[str]:
    """The outlets that have no column: those for which there is no room, and those that the user hid."""
    rest = [number for number in range(len(state.alignment.articles)) if number not in shown]
    for words, hidden in (("also", False), ("hidden:", True)):
        names = [renderer.outlet(number) for number in rest if (number in state.hidden) is hidden]
        if names:
            yield f"{words} {', '.join(names)}"


def pointer_at(state: CompareState, renderer: SentenceRenderer) -> Pointer:
    """The details that differ at the cursor, and the sign that points to them."""
    stop = None if state.pending else state.stop_at_cursor
    return Pointer(renderer.cursor, stop.details) if stop else NOWHERE


def count_parts(view: Overview, *, provisional: bool) -> Iterator[Part]:
    """What is in all outlets, in some, in one, and how many details differ, each in the colour of its mark.

    Nothing where nothing was compared. That no details differ is not said of a provisional comparison.
    """
    if not view.any_compared:
        return
    details = len(view.conflicts)
    for words in statement_counts(view):
        yield f"{words}   ", "text"
    yield f"+ {view.only:,} in one only   ", "only"
    if details:
        yield f"# {details} {plural(details, 'detail differs', 'details differ')}", "differs"
    elif view.shared and not provisional:
        yield "no differing details found", "muted"


def short_count_parts(view: Overview) -> Iterator[Part]:
    """The same where there is hardly room: the conflicts stand beside it."""
    if not view.any_compared:
        return
    for words in statement_counts(view, noun=""):
        yield f"{words}  ", "text"
    yield f"+ {view.only:,}  ", "only"
