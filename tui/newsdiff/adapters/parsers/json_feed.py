"""JSON Feed, versions 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from newsdiff.adapters.parsers import entries
from newsdiff.adapters.parsers.html_text import HtmlText, plain, prose, title_text
from newsdiff.adapters.parsers.links import resolved, resolved_item
from newsdiff.core.text.normalize import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = "jsonfeed.org/version/"
_CONTENT = frozenset(("content_html", "content_text", "date_published"))
# A string that never ends goes to the end, so that none of the marks in it is looked at once more.
_LAST_COMMA = re.compile(r"(\"(?:[^\"\\]|\\.)*+(?:\"|\\?\Z))|,(?=\s*+[\]}])", re.DOTALL)


def read(texts: list[str], url: str, limit: int) -> dict[str, Any]:
    """What a feed in JSON says about itself, and its entries; or `refused` and what it is instead.

    Removes the text from the list.
    """
    try:
        told = _parsed(texts.pop())
    except (ValueError, RecursionError):
        return {"refused": "badjson"}
    if not isinstance(told, dict):
        return {"refused": "json"}
    items = told.get("items")
    if not isinstance(items, list) or not (_SPACE in _string(told, "version") or _are_items(items)):
        return {"refused": "json"}
    title = title_text(_string(told, "title")[: 100 * entries.TITLE], entries.TITLE)
    # Those of the feed are those of its items, unless they name others; a site writes none of them.
    by = [name for name in _authors(told) if name.casefold() != title.casefold()]
    return {
        "kind": "json",
        "title": title,
        "site": resolved(url, _string(told, "home_page_url")),
        "language": _string(told, "language"),
        **entries.taken(items[:limit], partial(_entry, url=url, by=by)),
        "left": max(0, len(items) - limit),
        "cut": False,
        "faulty": False,
    }


def _parsed(text: str) -> object:
    """What JSON says. Line breaks and tabs in strings are forbidden, but frequent and harmless, as are a comma behind
    the last value and what a server writes behind it all.
    """
    decode = json.JSONDecoder(strict=False).raw_decode
    try:
        return decode(text)[0]
    except ValueError:
        return decode(_LAST_COMMA.sub(lambda found: found[1] or "", text))[0]


def _are_items(items: list[Any]) -> bool:
    """Whether these are the items of a feed that does not say which format it has."""
    return bool(items) and all(isinstance(one, dict) and "id" in one and not _CONTENT.isdisjoint(one) for one in items)


def _entry(item: object, url: str, by: list[str]) -> dict[str, Any] | None:
    if not isinstance(item, dict):
        return None
    link = resolved_item(url, _string(item, "url")) or resolved_item(url, _string(item, "external_url"))
    found, summary_only = _prose(item, link or url)
    tags = item.get("tags")
    return entries.entry(
        guid=_guid(item.get("id")),
        link=_string(item, "url") or _string(item, "external_url"),
        url=link,
        title=title_text(_string(item, "title")[: 100 * entries.TITLE], entries.TITLE),
        prose=found.with_attached(_attached(item, url)),
        summary_only=summary_only,
        dates=[_date(item, name) for name in ("date_published", "date_modified")],
        authors=_authors(item) or by,
        tags=[tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else [],
    )


def _guid(value: object) -> str:
    """The specification wants identifiers to be strings, but many feeds use numbers."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _prose(item: dict[str, Any], url: str) -> tuple[HtmlText, bool]:
    """The content, else the summary; and whether it is only a summary."""
    found = prose(_string(item, "content_html"), url)
    if not found.text:
        found = plain(_string(item, "content_text"))
    return (found, False) if found.text else (plain(_string(item, "summary")), True)


def _attached(item: dict[str, Any], url: str) -> Iterator[tuple[str, str]]:
    """The audio files and documents attached to an item, without images."""
    attachments = item.get("attachments")
    for one in attachments[:20] if isinstance(attachments, list) else ():
        found = resolved(url, _string(one, "url")) if isinstance(one, dict) else None
        kind = clean(_string(one, "mime_type"), lines=False, limit=60) if found else ""
        if found and not kind.startswith("image/"):
            yield found, kind


def _authors(told: dict[str, Any]) -> list[str]:
    """The names of the authors of an item, or of the feed. Version 1.1 has several authors, 1.0 one."""
    several = told.get("authors")
    authors = several if isinstance(several, list) else [told.get("author")]
    # Many feeds write the name alone.
    named = ({"name": one} if isinstance(one, str) else one for one in authors[:10])
    return [name for one in named if isinstance(one, dict) and (name := _string(one, "name"))]


def _date(item: dict[str, Any], name: str) -> str:
    """As text; some feeds give a number of seconds."""
    value = item.get(name)
    return value if isinstance(value, str) else str(int(value)) if isinstance(value, int | float) else ""


def _string(told: dict[str, Any], key: str) -> str:
    value = told.get(key)
    return value if isinstance(value, str) else ""
