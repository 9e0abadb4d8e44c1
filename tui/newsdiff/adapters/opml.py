"""Reads and writes OPML, the lists of subscriptions that feed readers exchange (http://opml.org/spec2.opml)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from newsdiff.adapters import urls
from newsdiff.adapters.sandbox.answer import text_of
from newsdiff.adapters.sandbox.process import WorkerError
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.core.library.subscription_lists import ListFault, ParsedList, Subscription, merged
from newsdiff.core.text.normalize import clean
from newsdiff.errors import FeedError
from newsdiff.redact import redact_url, without_secrets
from newsdiff.wording import not_a_list

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from newsdiff.adapters.sandbox.pool import Pool
    from newsdiff.adapters.sandbox.process import Reason
    from newsdiff.core.library.feeds import Feed

MAX_FEEDS = 10_000
"""Feeds that are taken of one list."""

SECONDS = 10.0
"""For one list, by the clock."""

Secrets = Literal["keep", "redact", "leave"]
"""How an export handles addresses that contain passwords or keys: writes them unchanged; removes the secrets, after
which an address may no longer work; or omits those feeds."""

_NAME, _GROUP = 300, 200
_FEED_TYPES = frozenset(("rss", "rss1", "rss2", "atom", "rdf", "feed"))
_HOST_FIRST = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}(?::\d{1,5})?(?:[/?]|$)", re.IGNORECASE)
_SCRAPED = ("+xpath", "+dot")
"""The types by which FreshRSS marks pages that it scrapes. Every other type may be a feed."""
_REASONS: dict[Reason, str] = {
    "time": "takes too long to read; newsdiff gave up after {seconds:g} seconds",
    "memory": "needs more memory to read than newsdiff allows",
    "size": "is too long a list",
    "died": "made the process that reads lists crash",
    "failed": "could not be read as a list of feeds (OPML)",
}


@dataclass(frozen=True, slots=True)
class Export:
    """A list of feeds for other programs."""

    data: bytes
    """OPML 2.0 in UTF-8."""
    left: tuple[str, ...] = ()
    """Titles of the feeds that were omitted because their addresses contain secrets."""
    redacted: tuple[str, ...] = ()
    """Titles of the feeds whose addresses were written without their secrets."""


async def read(pool: Pool, body: bytes, source: str, *, seconds: float = SECONDS) -> ParsedList:
    """The subscriptions in a list that another program wrote. Nested outlines are groups, joined by "/".

    Args:
        pool: Where it is worked on.
        body: The list.
        source: The file or address as the user named it; for messages.
        seconds: The time for it.

    Raises:
        FeedError: It is not OPML, or could not be parsed.
    """
    name = urls.source_name(source)
    try:
        found = await pool.run("opml", body, {"limit": MAX_FEEDS}, seconds=seconds)
    except WorkerError as error:
        raise FeedError(f"{name} {_REASONS[error.reason].format(seconds=seconds)}.") from error
    told = found.get("feeds")
    if not isinstance(told, list):
        if found.get("feed") is True:
            raise FeedError(f"{name} is a feed, not a list of feeds; newsdiff add ADDRESS adds it.")
        raise FeedError(not_a_list(name))
    taken: list[Subscription] = []
    faults: list[ListFault] = []
    for one in told[:MAX_FEEDS]:
        subscription = _subscription(one) if isinstance(one, dict) else None
        if isinstance(subscription, Subscription):
            taken.append(subscription)
        elif isinstance(subscription, ListFault):
            faults.append(subscription)
    if isinstance(left := found.get("left"), int) and left > 0:
        faults.append(ListFault("too_many", count=left, limit=MAX_FEEDS))
    subscriptions = merged(taken)
    if found.get("damaged") is True:
        faults.append(ListFault("malformed", detail=name, count=len(subscriptions)))
    return ParsedList(subscriptions, tuple(faults))


def write(feeds: Sequence[Feed], *, secrets: Secrets = "leave", title: str = "newsdiff subscriptions") -> Export:
    """The subscriptions as a list for other programs, with their groups as nested outlines.

    Args:
        feeds: The feeds, in order.
        secrets: How to handle addresses that contain passwords or keys. A secret in a path cannot be detected.
        title: The list's own.
    """
    # Takes 15 ms to import, which only an export needs.
    from xml.etree import ElementTree as ET

    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = _xml(title)
    groups = {"": ET.SubElement(root, "body")}
    left: list[str] = []
    redacted: list[str] = []
    for feed in feeds:
        bare = without_secrets(feed.url)
        if bare != feed.url and secrets != "keep":
            (left if secrets == "leave" else redacted).append(feed.title)
        if bare == feed.url or secrets != "leave":
            outline = ET.SubElement(_group(groups, feed.settings.group), "outline", type="rss")
            _describe(outline, feed, feed.url if secrets == "keep" else bare, keep=secrets == "keep")
    ET.indent(root)
    data = ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return Export(data, tuple(left), tuple(redacted))


def _group(groups: dict[str, Element], path: str) -> Element:
    """The outline of a group; it and its parents are created if necessary."""
    if path not in groups:
        from xml.etree.ElementTree import SubElement

        around, _, name = path.rpartition("/")
        groups[path] = SubElement(_group(groups, around), "outline", text=_xml(name), title=_xml(name))
    return groups[path]


def _describe(outline: Element, feed: Feed, url: str, *, keep: bool) -> None:
    outline.set("text", _xml(feed.title))
    outline.set("title", _xml(feed.title))
    outline.set("xmlUrl", url)
    if feed.site:
        outline.set("htmlUrl", feed.site if keep else without_secrets(feed.site))
    # The specification separates categories by commas.
    if tags := [_xml(tag).replace(",", " ") for tag in feed.settings.tags]:
        outline.set("category", ",".join(tags))


def _xml(text: str) -> str:
    """A name without the characters that XML forbids: cleaning removes all of them."""
    return clean(text, lines=False)


def _subscription(told: dict[str, Any]) -> Subscription | ListFault:
    """A feed of the list, or why it is none."""
    given = _text(told, "xmlurl") or _text(told, "url")
    # Some programs write the address where the name should be.
    names = [name for name in (_text(told, "text"), _text(told, "title")) if name]
    name = next((name for name in names if name != given), given if names else "")
    fault = ListFault("no_address", clean(name, lines=False, limit=_NAME), redact_url(given))
    kind = _text(told, "type")
    if any(mark in kind.lower() for mark in _SCRAPED):
        return replace(fault, kind="scraped", detail=clean(kind, lines=False, limit=40))
    if not given:
        return fault
    if "xmlurl" not in told and kind.lower() not in _FEED_TYPES:
        return replace(fault, kind="link")
    try:
        url = urls.safe(_web_address(given))
    except urls.AddressError as error:
        return replace(fault, kind="address", detail=str(error))
    return Subscription(url, _settings(told, name if name != given else ""), _site(_text(told, "htmlurl")))


def _web_address(given: str) -> str:
    """An address with the scheme that it may lack, and its blanks as addresses have them."""
    web = urls.as_web(given).replace(" ", "%20").replace("&amp;", "&")
    return f"http://{web}" if _HOST_FIRST.match(web) else web


def _settings(told: dict[str, Any], name: str) -> FeedSettings:
    groups = told.get("groups")
    path = (clean(one, lines=False, limit=_GROUP) for one in (groups if isinstance(groups, list) else ()) if one)
    tags = (clean(tag, lines=False, limit=_GROUP).strip("/") for tag in _text(told, "category").split(","))
    group = "/".join(filter(None, path))
    return FeedSettings(
        name=clean(name, lines=False, limit=_NAME) or None,
        group=group,
        tags=tuple(tag for tag in dict.fromkeys(tags) if tag and tag != group),
    )


def _site(url: str) -> str | None:
    try:
        return urls.safe(url) if url else None
    except urls.AddressError:
        return None


def _text(told: dict[str, Any], key: str) -> str:
    return text_of(told, key).strip()
