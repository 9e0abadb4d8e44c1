"""The feeds that a web page names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from newsdiff.adapters.parsers.charset import decoded
from newsdiff.adapters.parsers.links import resolved
from newsdiff.adapters.urls import as_web
from newsdiff.core.text.normalize import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

_FEED_TYPE = re.compile(
    r"(?:(?:application|text)/)?(?:x[-.])?(?:xml\+)?(?P<kind>rss|rdf|atom)(?:[+_. -]?xml)?"
    r"|application/(?:feed\+json|json\+feed)"
)
"""The media types of feeds, as pages write them."""
_XML = frozenset(("text/xml", "application/xml"))
_JSON = "application/json"
"""The first media type of JSON feeds; many pages link to other JSON as well."""

_CALLED = re.compile(
    # Other scripts may stand right beside it.
    r"(?<![a-z\u00c0-\u024f0-9])(?:rss2?|atom|xml|feeds?|rdf|syndication|newsfeed|webfeed|フィード|订阅|訂閱)(?![a-z\u00c0-\u024f])",
    re.IGNORECASE,
)
"""What a link to a feed is called where nothing else says that it is one."""
_LIKE_A_FEED = re.compile(
    r"(?:^|[/._-])(?:rss|atom|feeds?|rdf)(?:[/._-]|\d?$)|\.(?:rss|atom|rdf|xml)$|[?&](?:feed|format|type|output)=(?:rss|atom|feed)"
    r"|^feed:",
    re.IGNORECASE,
)
"""How the address of a feed reads, from its path on."""

_RELATIONS = frozenset(("alternate", "feed", "service.feed"))
_READER = re.compile(
    r"https?://(?:[\w-]{1,40}\.)*(?:feedly|inoreader|newsblur|theoldreader|bazqux|netvibes|subtome|feedbin|yahoo)\.com/"
    r"[^#\s]{0,300}?(https?(?::|%3a)(?:/|%2f){2}[^&#\s]{3,2000})",
    re.IGNORECASE,
)
"""A link by which a reader on the web is told to add a feed, and the address of that."""

_REFRESH = re.compile(r"\s*\d[\d.]*\s*[;,]\s*(?:url\s*=)?\s*[\"']?\s*([^\"'\s]{1,2000})", re.IGNORECASE)
"""Where a page sends its reader by itself, and when."""

_PAGE = 3 * 2**20
"""Characters of a page that are searched. Its links to feeds are in its head."""

_MOST, _FRAMES = 50, 5
_TITLE = 300


def discover(body: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    """The feeds that a page links to: `feeds`, in the order of the page, each with `url`, `title` and `kind`.

    Takes the page's bytes, and as arguments its `url` and the `charset` that came with it (may be `None`).
    """
    # Takes 10 ms to import, which only a child that parses pages needs.
    from lxml import etree

    text = decoded(body, arguments.get("charset"))[:_PAGE]
    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    # Inside an element, so that a blank page yields a tree as well.
    tree = etree.fromstring(f"<html>{text}".encode(), parser)
    if tree is None:
        return {"feeds": []}
    base = _base(tree, arguments["url"])
    # What a page says in so many words comes first; where it says nothing, what reads like a feed.
    return {"feeds": _found(tree, base, _kind) or _found(tree, base, _kind_of_anchor) or _elsewhere(tree, base)}


def _found(tree: _Element, base: str, kind_of: Callable[[_Element], str | None]) -> list[dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for link in tree.iter("link", "a", "area"):
        kind = kind_of(link)
        url = resolved(base, _target(link)) if kind else None
        if kind and url and url not in found:
            title = clean(link.get("title") or "", lines=False, limit=_TITLE)
            found[url] = {"url": url, "title": title, "kind": kind}
            if len(found) == _MOST:
                break
    return list(found.values())


def _elsewhere(tree: _Element, base: str) -> list[dict[str, str]]:
    """Where a page that names no feed sends its reader, or has its content from: to a feed, or to another page."""
    refreshes = (
        one.get("content") or "" for one in tree.iter("meta") if (one.get("http-equiv") or "").lower() == "refresh"
    )
    targets = [found[1] for text in refreshes if (found := _REFRESH.match(text))]
    targets += [one.get("src") or "" for one in tree.iter("frame")]
    places = dict.fromkeys(filter(None, (resolved(base, as_web(target)) for target in targets)))
    return [{"url": place, "title": "", "kind": "rss"} for place in list(places)[:_FRAMES]]


def _base(tree: _Element, url: str) -> str:
    first = next((one for one in tree.iter("base") if one.get("href")), None)
    return (resolved(url, first.get("href") or "") if first is not None else None) or url


def _kind(link: _Element) -> str | None:
    """The format of the feed that a link declares; `None` if it declares no feed."""
    rel = (link.get("rel") or "").lower().split()
    alternate = not _RELATIONS.isdisjoint(rel)
    if rel and not alternate:
        return None
    media = (link.get("type") or "").partition(";")[0].strip().lower()
    if found := _FEED_TYPE.fullmatch(media):
        return {"atom": "atom", None: "json"}.get(found["kind"], "rss")
    if not alternate:
        return None
    href = link.get("href") or ""
    if media == _JSON:
        return "json" if "feed" in href.lower() else None
    if media:
        return "rss" if media in _XML else None
    return "rss" if "feed" in rel else _kind_of_address(href)


def _kind_of_anchor(link: _Element) -> str | None:
    """The format of the feed to which an anchor seems to lead, by its address or by what it is called."""
    href = (link.get("href") or "").strip()
    if link.tag == "link" or not href or href.startswith("#"):
        return None
    return _kind_of_address(href, surely=bool(_READER.match(href) or _CALLED.search(_called(link))))


def _kind_of_address(href: str, *, surely: bool = False) -> str | None:
    """The format of the feed at an address that reads like one, or is one `surely`."""
    path = href.partition("#")[0]
    path = path if path.lower().startswith("feed:") else re.sub(r"^(?:https?:)?//[^/?]*", "", path)
    if not (surely or _LIKE_A_FEED.search(path)):
        return None
    return "json" if path.lower().endswith(".json") else "atom" if "atom" in path.lower() else "rss"


def _target(link: _Element) -> str:
    """Where a link leads; a link that adds a feed to a reader on the web leads to the feed."""
    href = as_web(link.get("href") or "")
    return unquote(found[1]) if (found := _READER.match(href)) else href


def _called(link: _Element) -> str:
    """The words of an anchor, those of a picture in it included."""
    named = [link.get(name) for name in ("title", "aria-label", "class", "alt", "data-icon")]
    within = [
        word
        for one in link.iter("img", "svg", "i", "span", "use")
        for word in (
            *(one.get(name) for name in ("alt", "title", "aria-label", "class", "data-icon", "href", "xlink:href")),
            (one.get("src") or "")[:500].rpartition("/")[2],
        )
    ]
    text = "".join(link.itertext())[:100]
    return " ".join(filter(None, (text, *named, *filter(None, within))))[:500]
