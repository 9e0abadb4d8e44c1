"""What the home screen shows and where the reader is in it, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from newsdiff.core.library.entries import ListScope

if TYPE_CHECKING:
    from newsdiff.core.library.feeds import Entry

PaneName = Literal["feeds", "entries", "text"]

PANES: tuple[PaneName, ...] = ("feeds", "entries", "text")
"""The panes, from left to right."""

FilterName = Literal["all", "unread", "starred"]

FILTERS: tuple[FilterName, ...] = ("all", "unread", "starred")
"""The filters, in the order in which one key goes through them."""


@dataclass(slots=True)
class HomeState:
    """Which articles are listed, and what the reader is doing with them."""

    scope: ListScope = field(default_factory=ListScope)
    """The list that was chosen, without the filter."""
    filter: FilterName = "all"
    search: str = ""
    """The search that was typed, while its hits are the list."""
    pane: PaneName = "entries"
    """The pane that the reader is in."""
    zen: bool = False
    """That pane shows alone."""
    picked: dict[int, Entry] = field(default_factory=dict)
    """By id, the articles that are marked for comparing, in the order of marking."""
    folded: set[str] = field(default_factory=set)
    """Groups whose feeds are not listed."""
    recent: dict[int, Entry] = field(default_factory=dict)
    """By id, articles whose marks have changed since the reading of the list began."""

    @property
    def listed(self) -> ListScope:
        """The list that was chosen, with the filter."""
        if self.filter == "all":
            return self.scope
        return replace(self.scope, unread=self.filter == "unread", starred=self.filter == "starred")

    @property
    def narrowed(self) -> bool:
        """There is something that `escape` ends: a single pane, a search, a filter, marks."""
        return self.zen or bool(self.search) or self.filter != "all" or bool(self.picked)
