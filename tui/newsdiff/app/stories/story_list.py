"""The list of stories: how many outlets tell each, what it is about, and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.rendering.text_strips import StyledSpan
from newsdiff.app.widgets.row_list import Cell, RowList
from newsdiff.core.library.highlights import find_highlights
from newsdiff.text_format import WIDEST_AGE, age, count_noun, local_now

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual.strip import Strip

    from newsdiff.core.library.search_query import QueryTerm
    from newsdiff.core.library.stories import StorySummary

NAMES_FROM = 90
"""Cells from which there is room for the names of the outlets beside the headline."""

WORDS_FROM = 60
"""Cells from which the number of outlets is written out."""

_SIGNS = {
    "cursor": "▸>",
    "picked": "✓v",
    "unread": "●o",
    "fresh": "◆n",
    "starred": "★*",
    "differs": "≠#",
    "revised": "Δ^",
}
"""Each sign, and the same in ASCII."""


class StoryList(RowList):
    """Stories, as many as were read so far."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: Sequence[StorySummary] = ()
        self.picked: Collection[int] = ()
        """Ids of the stories that are marked."""
        self.focused = True
        self.words: tuple[QueryTerm, ...] = ()
        """What was searched for, to be seen in the headlines."""
        self._now = local_now()

    def show(self, cards: Sequence[StorySummary], cursor: int, *, stay: bool = False) -> None:
        """Take stories.

        Args:
            cards: The stories.
            cursor: The row to be on.
            stay: The row under the cursor stays where it is on the screen.
        """
        line = self.cursor - self.top
        self.cards, self._now = cards, local_now()
        self.cursor = max(0, min(cursor, len(cards) - 1)) if cards else -1
        self.set_lines(len(cards), self.size.width)
        if stay and self.cursor >= 0:
            self.jump(self.cursor - line)
        self.reveal(self.cursor)

    @property
    def card(self) -> StorySummary | None:
        """The story under the cursor."""
        return self.cards[self.cursor] if 0 <= self.cursor < len(self.cards) else None

    def change(self, card: StorySummary) -> None:
        """Show a story as it is now, where it is in the list."""
        for row, one in enumerate(self.cards):
            if one.id == card.id:
                self.cards = [*self.cards[:row], card, *self.cards[row + 1 :]]
                self.repaint(row)

    def paint_block(self, block: int) -> list[Strip]:
        """A row: marks, outlets, headline, names, what differs, age."""
        under, card = block == self.cursor, self.cards[block]
        pointer = self._sign("cursor") if under and self.focused else " "
        return [self.strip((Cell(pointer, "accent", 1), *self._cells(card)), under=under)]

    def _cells(self, card: StorySummary) -> tuple[Cell, ...]:
        width, count = self.size.width, card.outlets
        told = count_noun(count, "outlet") if width >= WORDS_FROM else str(count)
        outlets = 11 if width >= WORDS_FROM else 4
        names = min(36, width // 4) if width >= NAMES_FROM else 0
        figures = card.compared.figures if card.compared else 0
        new = self._sign("fresh") if card.fresh else self._sign("unread") if card.unread else " "
        title = max(0, width - 6 - outlets - names - (2 if names else 0) - 4 - 2 - WIDEST_AGE - 2)
        found = (
            tuple(StyledSpan(*hit, "hit") for hit in find_highlights(card.headline, self.words)) if self.words else ()
        )
        return (
            Cell(self._sign("picked") if card.id in self.picked else " ", "only", 1),
            Cell(new, "accent", 1),
            Cell(self._sign("starred") if card.starred else " ", "only", 1),
            Cell("w" if card.watched else " ", "accent" if card.fresh else "muted", 1),
            Cell("", "text", 1),
            Cell(told, "muted" if count == 1 else "text", outlets),
            Cell(card.headline or "(no title)", "text" if card.unread else "again", title, spans=found),
            Cell("", "text", 2 if names else 0),
            Cell(named(card), "muted", names),
            Cell(f"{self._sign('differs')}{figures}" if figures else "", "differs", 4, right=True),
            Cell(self._sign("revised") if card.revised else "", "accent", 2, right=True),
            Cell(age(card.newest, self._now), "muted", WIDEST_AGE + 1, right=True),
            Cell("", "text", 1),
        )

    def _sign(self, name: str) -> str:
        return _SIGNS[name][self.ascii]


def named(card: StorySummary) -> str:
    """The outlets of a story, in the order in which they came."""
    return ", ".join(one.outlet for one in card.accounts)


def signs(*, plain: bool) -> list[str]:
    """The signs of the list, each with what it means."""
    meanings = {
        "picked": "marked",
        "unread": "unread",
        "fresh": "something new since you looked",
        "starred": "with a star",
        "differs": "figures to compare, so many times",
        "revised": "an article was changed",
    }
    return [f"{_SIGNS[name][plain]} {means}" for name, means in meanings.items()] + ["w watched"]
