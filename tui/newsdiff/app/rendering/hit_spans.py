"""The words that were searched for, highlighted in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.rendering.text_strips import StyledSpan
from newsdiff.core.library.highlights import find_highlights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.library.search_query import QueryTerm


def hit_spans(text: str, words: Sequence[QueryTerm]) -> tuple[StyledSpan, ...]:
    """The occurrences of the terms of a search in a text, in the role of a hit."""
    return tuple(StyledSpan(*hit, "hit") for hit in find_highlights(text, words)) if words else ()
