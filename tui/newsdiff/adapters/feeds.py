"""Parses feeds: validates the result of the child process and makes a `FeedContent` of it."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal, TypeGuard

from newsdiff.adapters import urls
from newsdiff.adapters.sandbox.answer import text_of
from newsdiff.adapters.sandbox.process import WorkerError
from newsdiff.core.library.feeds import FeedContent, FeedItem, FeedNotice
from newsdiff.core.text.emphasis import emphasis_of
from newsdiff.core.text.normalize import clean
from newsdiff.errors import FeedError, FeedListError
from newsdiff.redact import redact_url, without_user

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.adapters.sandbox.pool import Pool
    from newsdiff.adapters.sandbox.process import Reason

MAX_ENTRIES = 2_000
"""Greatest number of entries parsed of one feed, the first ones, since feeds list the newest first. Parsing takes 0.8
s."""

SECONDS = 10.0
"""For one feed, by the clock. A usual one takes 0.01 s."""

MEMORY, MEMORY_FOR_LARGE = 48 * 2**20, 80 * 2**20
"""Bytes that a child may need for one feed, and for one of more than `LARGE` bytes. A usual one needs 2 MB; 10 MB of
plain text in one title need 60."""

LARGE = 2**20

_SMALL = 256 * 1024
"""Size of a body, in bytes, up to which its entries are validated on the event loop; larger ones are validated in a
thread."""

_Kind = Literal["rss", "atom", "rdf", "json"]
_KINDS: Final[dict[str, _Kind]] = {"rss": "rss", "atom": "atom", "rdf": "rdf", "json": "json"}
_LANGUAGE = re.compile(r"([a-z]{2})(?![a-z])", re.IGNORECASE)
_WRITTEN = re.compile(r"https?://[A-Za-z0-9\-._~%:@!$&'()*+,;=/?#\[\]]+")
"""The form of addresses normalised by `urls.safe`. The child has called it; this verifies that at a twentieth of the
cost."""

_DIGEST = re.compile(r"[0-9a-f]{16}")

_BINARY = (
    *(b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x1f\x8b", b"ID3", b"\x7fELF"),
    *(b"\x00\x00\x01\x00", b"SQLite format 3", b"OggS", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd"),
)
_FILE = "is a file of another kind (a picture, a document or an archive), not a feed."

_REFUSED = {
    "empty": "is empty, so there is no feed in it.",
    "page": "is a web page, not a feed; newsdiff add ADDRESS looks for its feeds.",
    "opml": "is a list of feeds (OPML), not a feed; newsdiff import ADDRESS adds its feeds.",
    "json": "is JSON, but not a JSON Feed.",
    "badjson": "looks like JSON, but is none that can be read, so there is no feed in it.",
    "xml": "is an XML document of another kind, not a feed.",
    "text": "is not a feed.",
    "cut": "breaks off before the first item ends, so nothing was taken from it.",
    "entities": "defines XML entities, which the expat library of this Python cannot bound; a newer one is needed.",
}
_REASONS: dict[Reason, str] = {
    "time": "takes too long to read as a feed; newsdiff gave up after {seconds:g} seconds.",
    "memory": "needs more memory to read than newsdiff allows.",
    "size": "gives more text than newsdiff takes from a feed.",
    "died": "made the process that reads feeds crash.",
    "failed": "is so damaged that it could not be read as a feed.",
}


class PageError(FeedError):
    """The address is that of a web page and not of a feed; `discover` finds the feeds that it links to."""


async def parse(
    pool: Pool,
    body: bytes,
    url: str,
    content_type: str | None,
    charset: str | None,
    *,
    seconds: float = SECONDS,
    known: tuple[str, ...] = (),
) -> FeedContent:
    """What the bytes of a feed hold: RSS 0.9x to 2.0, RSS 1.0 (RDF), Atom, JSON Feed 1.0 and 1.1.

    The format is detected from the bytes alone, since servers often declare a wrong one.

    Args:
        pool: Where it is worked on.
        body: The bytes.
        url: Where they came from, as `urls.safe` writes it; relative links lead from there.
        content_type: What came with them as their media type; it only helps to say what they are instead of a feed.
        charset: What came with them as the name of their encoding, if anything.
        seconds: The time for it.
        known: Digests (`FeedContent.items`) of items that need not be read again.

    Raises:
        PageError: they are a web page.
        FeedListError: they are a list of feeds.
        FeedError: they are no feed for another reason, or could not be read.
    """
    name = redact_url(url)
    if body.startswith(_BINARY):
        raise FeedError(f"{name} {_FILE}")
    # Without its password, which would otherwise be part of every relative link.
    arguments = {"url": without_user(url), "charset": charset, "limit": MAX_ENTRIES, "known": known}
    try:
        memory = MEMORY if len(body) <= LARGE else MEMORY_FOR_LARGE
        found = await pool.run("feed", body, arguments, seconds=seconds, memory=memory)
    except WorkerError as error:
        raise FeedError(f"{name} {_REASONS[error.reason].format(seconds=seconds)}") from error
    if "refused" in found:
        raise _refusal(name, found["refused"], content_type or "")
    return _content(found, name) if len(body) < _SMALL else await asyncio.to_thread(_content, found, name)


def _refusal(name: str, what: object, content_type: str) -> FeedError:
    if what == "page":
        return PageError(f"{name} {_REFUSED['page']}")
    if what == "opml":
        return FeedListError(f"{name} {_REFUSED['opml']}")
    if what == "text" and content_type.startswith(("image/", "audio/", "video/")):
        return FeedError(f"{name} {_FILE}")
    return FeedError(f"{name} {_REFUSED.get(str(what), _REFUSED['text'])}")


def _content(found: dict[str, Any], name: str) -> FeedContent:
    """The child's answer, with every value validated: hostile input may have compromised the child."""
    told = found.get("entries")
    if found.get("kind") not in _KINDS or not isinstance(told, list):
        raise FeedError(f"{name} {_REASONS['failed']}")
    entries = tuple(entry for one in told[:MAX_ENTRIES] if isinstance(one, dict) and (entry := _entry(one)))
    language = _LANGUAGE.match(_text(found, "language"))
    left, unread, known = (
        _number(found, "left") + _number(found, "heavy"),
        _number(found, "unread"),
        _number(found, "known"),
    )
    total = len(entries) + known + left + unread
    return FeedContent(
        kind=_KINDS[found["kind"]],
        title=_text(found, "title"),
        site=_url(found.get("site")),
        language=language[1].lower() if language else "",
        entries=entries,
        total=total,
        notices=tuple(_notices(found, len(entries), total)),
        items=_digests(found.get("items")),
        known=known,
    )


def _notices(found: dict[str, Any], taken: int, total: int) -> Iterator[FeedNotice]:
    if left := _number(found, "left"):
        yield FeedNotice("too_many", left, total, MAX_ENTRIES)
    if heavy := _number(found, "heavy"):
        yield FeedNotice("too_large", heavy, total)
    if unread := _number(found, "unread"):
        yield FeedNotice("unreadable", unread, total)
    if found.get("cut") is True:
        yield FeedNotice("cut", taken, total)
    if found.get("faulty") is True:
        yield FeedNotice("malformed")


def _digests(told: object) -> tuple[str, ...]:
    digests = told[:MAX_ENTRIES] if isinstance(told, list) else []
    return tuple(digests) if all(_is_text(one) and _DIGEST.fullmatch(one) for one in digests) else ()


def _entry(told: dict[str, Any]) -> FeedItem | None:
    key, title = _text(told, "key"), _text(told, "title")
    links, tags = told.get("links"), told.get("tags")
    if not key:
        return None
    text = _text(told, "text")
    return FeedItem(
        key=key,
        title=title,
        url=_url(told.get("url")),
        author=_text(told, "author") or None,
        published=_moment(told.get("published")),
        published_text=_text(told, "published_text") or None,
        day_only=told.get("day_only") is True,
        guid=_text(told, "guid"),
        text=text,
        emphasis=emphasis_of(told.get("emphasis"), len(text)),
        links=_links(links) if isinstance(links, list) else (),
        summary_only=told.get("summary_only") is not False,
        tags=tuple(filter(None, map(_checked, filter(_is_text, tags)))) if isinstance(tags, list) else (),
    )


def _links(told: list[Any]) -> tuple[str, ...]:
    """The addresses, if every one is as it should be: the numbers in the text count all of them."""
    links = tuple(url for one in told if (url := _url(one)))
    return links if len(links) == len(told) else ()


def _text(told: dict[str, Any], key: str) -> str:
    return _checked(text_of(told, key))


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


def _checked(text: str) -> str:
    """A text that the child has cleaned. It is cleaned again unless a quick check shows that it is harmless."""
    return text if text.replace("\n", "").isprintable() else clean(text)


def _url(value: object) -> str | None:
    good = isinstance(value, str) and len(value) <= 10 * urls.MAX_LENGTH and _WRITTEN.fullmatch(value)
    return good[0] if good else None


def _number(told: dict[str, Any], key: str) -> int:
    value = told.get(key)
    return max(0, value) if isinstance(value, int) else 0


def _moment(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(value).astimezone(UTC) if isinstance(value, str) else None
    except (ValueError, OverflowError):
        return None
