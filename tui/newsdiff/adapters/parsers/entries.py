"""The entries of a feed, in any format: their identity, their date, and how many of them are taken."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from newsdiff.core.text.dates import EARLIEST, LATEST, parse_date
from newsdiff.core.text.normalize import clean, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from newsdiff.adapters.parsers.html_text import HtmlText

TITLE, NAME, DATE, KEY = 300, 200, 100, 500
"""Greatest length, in characters, of a title, of an author or a tag, of a date, and of a key."""

TAGS = 30
"""Tags of one entry."""

BUDGET = 8 * 2**20
"""Greatest length of the entries of one feed as JSON, in characters: half of the greatest result of a worker."""

_UNTITLED = 100
"""Characters of the text that serve as the title of an entry without one."""

_Raw = TypeVar("_Raw")


def entry(
    *,
    guid: str,
    link: str,
    url: str | None,
    title: str,
    prose: HtmlText,
    summary_only: bool,
    published: datetime | None,
    published_text: str,
    author: str,
    tags: Iterable[str],
) -> dict[str, Any] | None:
    """An entry as JSON, with the field names of `core.library.feeds.FeedItem`; `None` if it has neither text nor link.

    Args:
        guid: Its identifier as the feed writes it; "" if it has none.
        link: Its link as the feed writes it, which identifies it even if it is not valid.
        url: The link, resolved and normalised.
        title: On one line, as plain text.
        prose: Its text, and the addresses behind the numbers in it.
        summary_only: The feed gives no more than a summary.
        published: When, in UTC, if that can be told.
        published_text: What the feed says about that.
        author: Who wrote it.
        tags: What it is about.
    """
    if not (title or prose.text or url):
        return None
    return {
        "key": _key(guid or link, title, published_text or prose.text),
        "title": title or shorten(prose.text.partition("\n")[0], _UNTITLED) or url,
        "url": url,
        "author": clean(author[: 10 * NAME], lines=False, limit=NAME) or None,
        "published": published.isoformat() if published else None,
        "published_text": clean(published_text[: 10 * DATE], lines=False, limit=DATE) or None,
        "text": prose.text,
        "links": prose.links,
        "summary_only": summary_only,
        "tags": _tags(tags),
    }


def _tags(tags: Iterable[str]) -> list[str]:
    """Each once, whatever its case."""
    found: dict[str, str] = {}
    for tag in islice(tags, TAGS):
        named = clean(tag[: 10 * NAME], lines=False, limit=NAME)
        found.setdefault(named.casefold(), named)
    found.pop("", None)
    return list(found.values())


def _key(given: str, title: str, rest: str) -> str:
    """Its key within the feed: its identifier, else a hash of its title and its date, or of its text if it has no date.

    Links are used as the feed writes them: resolved ones would change when the feed moves, making all its entries new.
    """
    given = clean(given, lines=False)
    if given and len(given) <= KEY:
        return given
    return "sha256:" + hashlib.sha256((given or f"{title}\x00{rest}").encode("utf-8", "replace")).hexdigest()


def moment(numbers: Sequence[int] | None, text: str) -> datetime | None:
    """A date in UTC: from the year, month, day, hour, minute and second that a parser found, else from the text.

    `None` if it is invalid or outside the years `EARLIEST` to `LATEST`.
    """
    if numbers:
        year, month, day, hour, minute, second = numbers[:6]
        try:
            # A datetime cannot represent leap seconds.
            found = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        except (ValueError, OverflowError):
            return None
        return found if EARLIEST <= year <= LATEST else None
    parsed = parse_date(text[:DATE])
    return parsed[0] if parsed else None


def taken(raw: Sequence[_Raw], convert: Callable[[_Raw], dict[str, Any] | None]) -> dict[str, Any]:
    """What becomes of a feed's entries: `entries`, `unread` (how many could not be read) and `heavy` (how many were
    not taken because those before them hold so much text). One that comes again under the same key is kept once.
    """
    found: dict[str, dict[str, Any]] = {}
    unread = length = 0
    for at, one in enumerate(raw):
        try:
            made = convert(one)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001, RUF100  # one broken entry must not cost the others; how many, is told
            made = None
        if made is None:
            unread += 1
        elif made["key"] not in found:
            length += len(json.dumps(made))
            if length > BUDGET and found:
                return {"entries": list(found.values()), "unread": unread, "heavy": len(raw) - at}
            found[made["key"]] = made
    return {"entries": list(found.values()), "unread": unread, "heavy": 0}
