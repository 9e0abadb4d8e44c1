"""Items of a feed that were read before and have not changed: they are left out before the feed is parsed."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 2**20
"""Greatest length of a feed, in characters, of which items are left out. With fewer, its entries never weigh more than
is taken of a feed (`entries.BUDGET`)."""

_HEAD = 20_000
"""Characters in which the first item begins, as in nearly every feed."""

_OPENING = re.compile(r"<(?:[\w.-]{1,60}:)?(?:rss|feed|rdf|channel)\b[^>]{0,4000}>", re.IGNORECASE)
_SECTIONS = (("<![CDATA[", "]]>"), ("<!--", "-->"))


class FeedItems(NamedTuple):
    """The items of a feed in XML, as it writes them."""

    text: str
    """The whole feed."""
    spans: tuple[tuple[int, int], ...]
    """Where each begins and ends."""
    digests: tuple[str, ...]
    """A hash of each, 16 hexadecimal digits, and of all outside it on which its meaning depends."""

    @classmethod
    def of(cls, text: str, name: str, context: str) -> Self | None:
        """The items of a feed; None where they cannot be told apart for certain, or two are the same.

        Args:
            text: The feed.
            name: The name of its items, "item" or "entry".
            context: On what else their meaning depends.
        """
        if len(text) > MOST or "<!DOCTYPE" in text:
            return None
        # Both are found by themselves and paired in order: a pattern over whole items would take quadratic time where
        # none of them ends.
        begins = [found.span() for found in re.finditer(rf"<(?:[\w.-]{{1,60}}:)?{name}[\s/>]", text)]
        ends = [found.span() for found in re.finditer(rf"</{name}\s*>", text)]
        spans = tuple((begin, end) for (begin, _), (_, end) in zip(begins, ends, strict=False))
        edges = [edge for pair in zip(begins, ends, strict=False) for edge in (pair[0][0], pair[1][0])]
        if len(begins) != len(ends) or edges != sorted(edges) or (spans and spans[0][0] > _HEAD):
            return None
        if any(not text.startswith(f"<{name}", begin) or text[after - 1] == "/" for begin, after in begins):
            return None
        # The names and addresses that elements around an item declare hold within it.
        head = text[: spans[0][0]] if spans else ""
        seed = hashlib.blake2b("\0".join((context, *_OPENING.findall(head))).encode("utf-8", "replace"))
        digests = []
        for begin, end in spans:
            item = text[begin:end]
            if any(item.count(opened) != item.count(closed) for opened, closed in _SECTIONS):
                return None
            digests.append(
                hashlib.blake2b(item.encode("utf-8", "replace"), key=seed.digest(), digest_size=8).hexdigest()
            )
        return cls(text, spans, tuple(digests)) if len(set(digests)) == len(digests) else None

    def without(self, known: Iterable[str]) -> str | None:
        """The feed without the items that are known; None if none of them is."""
        leave = frozenset(known)
        pieces, end = [], 0
        for (begin, after), digest in zip(self.spans, self.digests, strict=True):
            if digest in leave:
                pieces.append(self.text[end:begin])
                end = after
        return "".join((*pieces, self.text[end:])) if pieces else None
