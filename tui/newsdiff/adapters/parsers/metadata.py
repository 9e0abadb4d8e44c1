"""Metadata of a page that trafilatura does not read, or of which it reads only the day."""

from __future__ import annotations

import json
import re
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_LENGTH = 100
"""Characters of a date or name that are looked at."""

_SCRIPTS = 20
"""Scripts of JSON-LD in a page that are looked at."""

_NODES = 5_000
"""Values of a page's JSON-LD that are looked at."""

_META = (
    '//meta[@property="article:published_time" or @name="article:published_time"]/@content',
    '//meta[@property="og:article:published_time"]/@content',
    '//*[@itemprop="datePublished"]/@content',
    '//*[@itemprop="datePublished"]/@datetime',
    '//meta[@name="parsely-pub-date" or @name="sailthru.date" or @name="pubdate"]/@content',
    '//meta[@name="dc.date" or @name="DC.date.issued" or @name="dcterms.created" or @name="date"]/@content',
    "(//article//time/@datetime)[1]",
    "(//main//time/@datetime)[1]",
    "(//*[contains(@class, 'date') or contains(@class, 'publish') or contains(@class, 'byline')]//time/@datetime)[1]",
)

_JSON_LD = re.compile(r"\s*application/ld\+json\b", re.IGNORECASE)
_WRAPPED = re.compile(r"^(?:\s|//|/\*|\*/|<!--|<!\[CDATA\[)+")
"""What hides a script from what does not know it."""

_LANGUAGE = re.compile(r"\s*([a-z]{2})(?![a-z])", re.IGNORECASE)


def metadata(tree: HtmlElement) -> dict[str, Any]:
    """The `title`, `outlet` and `language` of a page, and its `dates` as it writes them, the most likely first."""
    things = list(_things(tree))
    articles = [thing for thing in things if "article" in str(thing.get("@type")).lower()]
    dates = [thing.get("datePublished") for thing in (*articles, *things)]
    dates += [str(value) for path in _META for value in tree.xpath(path)[:1]]
    named = [name for thing in articles if (name := _publisher(thing, things))]
    return {
        "dates": [date[:_LENGTH] for date in dict.fromkeys(filter(_is_text, dates))],
        "title": next((thing["headline"] for thing in articles if _is_text(thing.get("headline"))), None),
        "outlet": named[0] if named else None,
        "language": _language(tree),
    }


def _language(tree: HtmlElement) -> str | None:
    """A code of two letters."""
    named = tree.xpath('(//html/@lang | //html/@xml:lang | //meta[@property="og:locale"]/@content)[1]')
    match = _LANGUAGE.match(str(named[0])) if named else None
    return match[1].lower() if match else None


def _publisher(article: dict[str, Any], things: list[dict[str, Any]]) -> str | None:
    """The name of an article's publisher, which may be elsewhere in the page under the same `@id`."""
    publisher = article.get("publisher")
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    if isinstance(publisher, dict) and "name" not in publisher and "@id" in publisher:
        publisher = next((thing for thing in things if thing.get("@id") == publisher["@id"] and "name" in thing), None)
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return name[:_LENGTH] if _is_text(name) else None


def _things(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """All objects in the page's JSON-LD (schema.org), the outer ones first."""
    waiting: deque[object] = deque()
    for script in [one for one in tree.iter("script") if _JSON_LD.match(one.get("type") or "")][:_SCRIPTS]:
        with suppress(ValueError, RecursionError):
            text = _WRAPPED.sub("", script.text or "")
            waiting.append(json.JSONDecoder(strict=False).raw_decode(text)[0])
    for _ in range(_NODES):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, dict):
            yield value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())
