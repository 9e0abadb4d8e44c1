"""The articles of a story as a list, to split some off, move them or choose the lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from textual.binding import Binding

from newsdiff.app.dialogs.pick import PickDialog
from newsdiff.app.widgets.pick_list import PickRow
from newsdiff.text_format import clock, local_now
from newsdiff.wording import DOUBT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.stories import StorySummary


class StorySplit(NamedTuple):
    """What the reader decided about articles of a story."""

    what: Literal["split", "move", "lead"]
    rows: frozenset[int]
    """Their rows in the list."""


class StoryArticlesDialog(PickDialog[StorySplit | None]):
    """Articles in the order in which they came. Keys act on those marked, or on the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pick", "Mark", id="pick-article", show=False),
        Binding("X", "decide('split')", "Split off", id="split", show=False),
        Binding("M", "decide('move')", "Move", id="move-article", show=False),
        Binding("1", "decide('lead')", "Lead", id="lead", show=False),
    ]

    def __init__(
        self,
        story: StorySummary,
        entries: Sequence[Entry],
        target: StorySummary | None,
        *,
        doubtful: Collection[int] = (),
        mark_key: str,
        ascii_signs: bool,
    ) -> None:
        """Take the articles of a story.

        Args:
            story: The story.
            entries: Its articles.
            target: The story to move them to, if one is marked.
            doubtful: The ids of those that may not belong to it.
            mark_key: The key that marks stories.
            ascii_signs: Signs in ASCII only.
        """
        super().__init__(
            story.headline,
            "space mark · X split off · M move · 1 make lead · esc close",
            (),
            ascii_signs=ascii_signs,
        )
        self._story, self._entries, self._target, self._mark_key = story, entries, target, mark_key
        self._doubtful = doubtful
        self._marked: set[int] = set()
        self._rows = self._rows_now()

    def body(self) -> Iterator[Widget]:
        """Where articles can be moved to, and the list."""
        if self._target is not None:
            yield self.text(self._target.headline, "dialog-muted", label="M moves to: ")
        else:
            yield self.text(
                f"To move articles to another story, first mark that story with {self._mark_key} in the list.",
                "dialog-muted",
            )
        yield self.list_widget()

    def _rows_now(self) -> list[PickRow]:
        now = local_now()
        mark = "v" if self._ascii else "✓"
        return [
            PickRow(
                f"{one.outlet}: {one.title or '(no title)'}",
                f"{self._about(one)}{clock(one.published, now)}",
                mark if row in self._marked else " ",
            )
            for row, one in enumerate(self._entries)
        ]

    def _about(self, entry: Entry) -> str:
        return "lead, " if entry.id == self._story.lead else f"{DOUBT}, " if entry.id in self._doubtful else ""

    def on_mount(self) -> None:
        """Begin on the first article that may not belong here, so that one key splits it off."""
        self.view.go(next((row for row, one in enumerate(self._entries) if one.id in self._doubtful), 0))

    def action_pick(self) -> None:
        """Mark an article, or take the mark away."""
        here = self.view.cursor
        self._marked ^= {here}
        self.view.show(self._rows_now(), here + 1)

    def action_decide(self, what: Literal["split", "move", "lead"]) -> None:
        """Give what is to be done with the articles."""
        rows = frozenset({self.view.cursor} if what == "lead" or not self._marked else self._marked)
        if what == "split" and len(rows) == len(self._entries):
            self.say("That would be the whole story. Leave at least one article.")
        else:
            self.dismiss(StorySplit(what, rows))

    def chosen(self, row: int) -> None:
        """Mark it, as space does."""
        del row
        self.action_pick()
