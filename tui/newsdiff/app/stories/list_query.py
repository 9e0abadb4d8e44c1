"""Which stories are listed and in what order: the filter, the order and the search that the reader chose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsdiff.core.library.stories import StoryScope

if TYPE_CHECKING:
    from newsdiff.core.library.search_query import QueryTerm
    from newsdiff.core.library.stories import StoryOrder

FILTERS: tuple[tuple[str, StoryScope], ...] = (
    ("from 2+ outlets", StoryScope(min_outlets=2)),
    ("from 3+ outlets", StoryScope(min_outlets=3)),
    ("from 2+ outlets with unread articles", StoryScope(min_outlets=2, unread=True)),
    ("with a star", StoryScope(starred=True)),
    ("watched", StoryScope(watched=True)),
    ("from 1+ outlets", StoryScope()),
)
"""The filters in the order of their key, each with its words."""

ORDERS: tuple[tuple[StoryOrder, str], ...] = (
    ("newest", "newest first"),
    ("outlets", "most outlets first"),
    ("differing", "most conflicting figures first"),
)
"""The orders in the order of their key, each with its words."""


@dataclass(frozen=True, slots=True)
class StoryListQuery:
    """The list of stories that the reader asked for."""

    filter: int = 0
    """Index into `FILTERS`."""
    order: StoryOrder = "newest"
    search: str = ""
    """As it was typed; it can be understood (`terms`)."""

    @property
    def scope(self) -> StoryScope:
        """The same for the store."""
        scope = FILTERS[self.filter][1]
        # A search also finds what one outlet alone has.
        least = 1 if self.search else scope.min_outlets
        return replace(scope, order=self.order, search=self.search, min_outlets=least)

    @property
    def title(self) -> str:
        """What the list holds, for the first line of the screen."""
        return f"Stories, search: {self.search}" if self.search else f"Stories {self.filter_words}"

    @property
    def heading(self) -> str:
        """The heading of the list."""
        return "Stories" if self.order == "newest" else f"Stories, {self.order_words}"

    @property
    def filter_words(self) -> str:
        """What the filter lets through."""
        return FILTERS[self.filter][0]

    @property
    def order_words(self) -> str:
        """What comes first."""
        return next(words for order, words in ORDERS if order == self.order)

    def terms(self) -> tuple[QueryTerm, ...]:
        """The words of the search, none where there is no search. Raises QueryError if it cannot be understood."""
        if not self.search:
            return ()
        # Imported lazily: only a search needs the parser.
        from newsdiff.core.library.search_query import parse
        from newsdiff.text_format import local_now

        return parse(self.search, local_now()).words

    def filtered(self, index: int) -> StoryListQuery:
        """The list of another filter, without the search."""
        return replace(self, filter=index, search="")

    def next_filter(self) -> StoryListQuery:
        """The list of the next filter, after the last one that of the first."""
        return self.filtered((self.filter + 1) % len(FILTERS))

    def next_order(self) -> StoryListQuery:
        """The same stories in the next order."""
        names = [name for name, _ in ORDERS]
        return replace(self, order=names[(names.index(self.order) + 1) % len(names)])

    def searching(self, search: str) -> StoryListQuery:
        """What a search finds; "" for the list without one. Raises QueryError if it cannot be understood."""
        query = replace(self, search=search)
        query.terms()
        return query
