"""Parses OPML, the lists of subscriptions that feed readers exchange (http://opml.org/spec2.opml)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsdiff.adapters.parsers.document import text_of
from newsdiff.adapters.parsers.html_text import title_text
from newsdiff.adapters.parsers.repair import well_formed
from newsdiff.core.text.normalize import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_FEEDS = frozenset(("rss", "feed", "rdf"))
"""The roots of feeds."""

_TEXT = 2_000
"""Characters of one attribute that are looked at; addresses are the longest."""


def opml(body: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    """The outlines of a list that are meant as feeds.

    Takes the list's bytes, and as arguments the greatest number of them, `limit`. Gives `feeds`: for each its
    attributes, their names in lower case, and `groups`, the names of the outlines around it, the outermost first; how
    many more there are, `left`; and whether the list is `damaged`. Without `feeds` it is no OPML, and maybe a `feed`.
    """
    # Takes 10 ms to import, which only a child that parses XML needs.
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    # Lists are often put together by hand, or by programs that forget what an ampersand is.
    text = well_formed(text_of(body, None))
    tree = etree.fromstring(text.encode(), parser) if text else None
    root = _name(tree) if tree is not None else ""
    if tree is None or root != "opml":
        return {"feed": root in _FEEDS}
    feeds, left = _feeds(tree, arguments["limit"])
    return {"feeds": feeds, "left": left, "damaged": bool(len(parser.error_log))}


def _name(element: _Element) -> str:
    """The name of an element, in lower case and without its namespace."""
    return str(element.tag).rpartition("}")[2].lower()


def _feeds(tree: _Element, limit: int) -> tuple[list[dict[str, Any]], int]:
    found: list[dict[str, Any]] = []
    left = 0
    # Not recursive, since a list may be nested to any depth.
    waiting: list[tuple[_Element, tuple[str, ...]]] = [(tree, ())]
    while waiting:
        element, groups = waiting.pop()
        told = {name.lower(): clean(value[:_TEXT], lines=False) for name, value in element.attrib.items()}
        told |= {name: title_text(told[name], _TEXT) for name in ("text", "title") if "&" in told.get(name, "")}
        if told.get("iscomment", "").lower() == "true":
            continue
        children = [child for child in element if isinstance(child.tag, str)]
        outline = _name(element) == "outline"
        # Without an address and children it is an empty group, unless it declares a type.
        if outline and (told.get("xmlurl") or not (children or told.keys().isdisjoint(("url", "type")))):
            left += len(found) >= limit
            found += [{**told, "groups": groups}] if len(found) < limit else []
        name = told.get("text") or told.get("title") or ""
        inside = (*groups, name) if outline and name else groups
        waiting += [(child, inside) for child in reversed(children)]
    return found, left
