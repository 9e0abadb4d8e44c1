"""Finds stored articles by words that are still being typed, to be added to a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.adapters.store import Store
    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.models import Article

MOST_FOUND = 50
"""Stored articles that are offered to be added: nobody reads on, and the next letter narrows them down."""


def find_entries(store: Store, query: str, present: Sequence[Article] = ()) -> Sequence[Entry]:
    """The stored articles with these words, the newest first, without those in `present`. It blocks.

    Args:
        store: The library.
        query: A search as it is typed: its last word may be the beginning of one.
        present: Articles that are not wanted.

    Raises:
        StoreError: The store cannot be read.
    """
    words = query.strip()
    if not words:
        return ()
    try:
        found = store.search(f"{words}*" if words[-1].isalnum() else words, MOST_FOUND + len(present))
    except QueryError:
        # It is not finished, as where a quotation mark is still open.
        return ()
    known = {(one.outlet, one.title) for one in present}
    urls = {one.url for one in present if one.url}
    return [one for one in found if one.url not in urls and (one.outlet, one.title) not in known][:MOST_FOUND]
