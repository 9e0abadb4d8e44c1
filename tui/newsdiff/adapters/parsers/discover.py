"""The feeds that a web page names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsdiff.adapters.parsers.charset import decoded
from newsdiff.adapters.parsers.links import resolved
from newsdiff.core.text.normalize import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS = {
    "application/rss+xml": "rss",
    "application/rdf+xml": "rss",
    "application/x-rss+xml": "rss",
    "text/rss+xml": "rss",
    "text/xml": "rss",
    "application/xml": "rss",
    "application/atom+xml": "atom",
    "application/x-atom+xml": "atom",
    "application/feed+json": "json",
}
_JSON = "application/json"
"""The first media type of JSON feeds; many pages link to other JSON as well."""

_PAGE = 3 * 2**20
"""Characters of a page that are searched. Its links to feeds are in its head."""

_MOST = 50
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
    found: dict[str, dict[str, str]] = {}
    for link in tree.iter("link", "a"):
        kind = _kind(link)
        url = resolved(base, link.get("href") or "") if kind else None
        if kind and url and url not in found:
            title = clean(link.get("title") or "", lines=False, limit=_TITLE)
            found[url] = {"url": url, "title": title, "kind": kind}
            if len(found) == _MOST:
                break
    return {"feeds": list(found.values())}


def _base(tree: _Element, url: str) -> str:
    first = next(tree.iter("base"), None)
    return (resolved(url, first.get("href") or "") if first is not None else None) or url


def _kind(link: _Element) -> str | None:
    """The format of the feed that a link declares; `None` if it declares no feed."""
    rel = (link.get("rel") or "").lower().split()
    if "alternate" not in rel and "feed" not in rel:
        return None
    media = (link.get("type") or "").partition(";")[0].strip().lower()
    if media == _JSON:
        return "json" if "feed" in (link.get("href") or "").lower() else None
    return _KINDS.get(media) or ("rss" if "feed" in rel and not media else None)
