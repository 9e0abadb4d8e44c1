"""RSS, RDF and Atom, by feedparser."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from newsdiff import __version__
from newsdiff.adapters.parsers import entries
from newsdiff.adapters.parsers.channel_base import channel_base
from newsdiff.adapters.parsers.document import root_of
from newsdiff.adapters.parsers.feedparser_setup import feedparser
from newsdiff.adapters.parsers.forgiving import faults
from newsdiff.adapters.parsers.html_text import HTML_ELEMENTS, HtmlText, flat, plain, prose, title_text
from newsdiff.adapters.parsers.known_items import FeedItems
from newsdiff.adapters.parsers.links import resolved, resolved_item, resolved_site
from newsdiff.adapters.parsers.repair import well_formed
from newsdiff.core.text.normalize import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_ROOTS = {"rss": "item", "rdf": "item", "channel": "item", "feed": "entry"}
"""Root element of a feed -> the name of its entries."""

_LATE = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]")
_CLOSING = {"rss": "</channel></rss>", "channel": "</channel>"}

_EMPTY = re.compile(
    r"<((?:[\w.-]{1,60}:)?(?:link|guid|pubDate|published|updated|modified|issued|date|author|creator|title|description"
    r"|encoded|summary|content))\s*(?:/>|>\s{0,200}(?:<!\[CDATA\[\s{0,200}\]\]>)?\s{0,200}</\1\s*>)",
    re.IGNORECASE,
)
"""Elements without anything in them, which feedparser would let take the place of those before them."""

_DATES = ("published", "created", "updated", "prism_publicationdate", "dc_date", "date")
"""What feedparser calls the dates of an entry, the likeliest first."""

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_RELATIONS = "http://www.iana.org/assignments/relation/"
_CONTENTS = 5
"""Contents of one entry that are looked at."""
_SAFE_EXPAT = (2, 4, 1)
"""The first version of expat that stops entity expansion attacks by itself (THREATS, 9)."""


class _Shape(NamedTuple):
    """A feed's text, made fit for parsing."""

    text: str
    item: str
    """The name of its entries."""
    left: int = 0
    """Entries beyond the limit, which were removed."""
    cut: bool = False
    """The text is truncated; it was closed after its last complete entry."""


def read(texts: list[str], url: str, limit: int, known: Sequence[str] = ()) -> dict[str, Any]:
    """What a feed in XML says about itself, and its entries; or `refused` and what it is instead.

    Removes the text from the list.

    Args:
        texts: A list of the text alone.
        url: Where it comes from.
        limit: The greatest number of entries.
        known: Digests of items that were read before, and need not be read again.
    """
    shape = _shaped(texts.pop(), limit)
    if isinstance(shape, str):
        return {"refused": shape}
    left, cut = shape.left, shape.cut
    base = channel_base(shape.text, url)
    whole = not (left or cut)
    items = FeedItems.of(shape.text, shape.item, f"{__version__}\0{url}\0{base}") if whole else None
    if items and known and (rest := items.without(known)) is not None:
        found = _parsed([rest], base, part=True)
        new = len(set(items.digests).difference(known))
        if _as_written(found, new) and found.pop("dated_alone"):
            return {**found, "left": 0, "cut": False, "items": items.digests, "known": len(items.digests) - new}
    texts.append(shape.text)
    del shape
    digests = items.digests if items else ()
    del items
    found = {**_parsed(texts, base), "left": left, "cut": cut}
    return {**found, "items": digests} if digests and _as_written(found, len(digests)) else found


def _as_written(found: Mapping[str, Any], items: int) -> bool:
    """Whether a feed was read without a fault, and so many items became an entry each."""
    seen = found.get("faulty") or found.get("unread") or found.get("heavy") or "refused" in found
    return not seen and len(found["entries"]) == items


def _parsed(texts: list[str], base: str, *, part: bool = False) -> dict[str, Any]:
    """What feedparser finds in a text, which is removed from the list; `part`: some entries were left out of it."""
    stream = BytesIO(well_formed(_EMPTY.sub("", texts.pop())).encode())
    parser = feedparser()
    faults.clear()
    parsed = parser.parse(
        # Never the bytes themselves: feedparser opens what looks like the name of a file.
        stream,
        # With a base from the beginning on, an xml:base ends where its element ends.
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": base},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    version = parsed.get("version") or ""
    if not version and not parsed["entries"]:
        return {"refused": "xml"}
    told, atom = _plain(parsed["feed"]), version.startswith("atom")
    title = _title(told)
    # In Atom, whoever writes the feed writes its entries (RFC 4287, 4.2.1); a site writes none of them.
    by = [name for name in _authors(told) if name.casefold() != title.casefold()] if atom else []
    harmless = (parser.CharacterEncodingOverride, parser.NonXMLContentType)
    return {
        "kind": "atom" if atom else "rdf" if version in ("rss090", "rss10") else "rss",
        "title": title,
        "site": resolved_site(base, _link(told, atom=atom)),
        "language": told.get("language") or "",
        **entries.taken(parsed["entries"], lambda one: _entry(_plain(one), base, by, atom=atom), part=part),
        "faulty": bool(faults) or (bool(parsed.get("bozo")) and not isinstance(parsed.get("bozo_exception"), harmless)),
    }


def _shaped(text: str, limit: int) -> _Shape | str:
    """The feed in a text, or what the text is instead."""
    root = root_of(text)
    name = root[2].lower() if root else ""
    if root is not None and name == "entry":
        # An entry by itself (RFC 4287, 2).
        text = f"<feed>{text[root[0] :]}</feed>"
        root, name = root_of(text), "feed"
    if name not in _ROOTS:
        page = name == "html" or "<!doctype html" in text[:1_000].lower()
        late = None if page else _LATE.search(text)
        if late is None:
            return "page" if page or name in HTML_ELEMENTS else name if name == "opml" else "xml" if name else "text"
        # Some servers print a warning before the feed.
        text = text[late.start() :]
        root = root_of(text)
    if root is None:
        return "text"
    if "<!ENTITY" in text and not _bombs_are_bounded():
        return "entities"
    return _bounded(text, *root[1:], limit)


def _bombs_are_bounded() -> bool:
    from pyexpat import version_info

    return version_info >= _SAFE_EXPAT


def _bounded(text: str, prefix: str, root: str, limit: int) -> _Shape | str:
    """The text of a feed, closed properly and with at most `limit` entries."""
    name = _ROOTS[root.lower()]
    begins = [found.start() for found in re.finditer(rf"<(?:[\w.-]{{1,60}}:)?{name}[\s/>]", text)]
    end = max((found.end() for found in re.finditer(rf"</(?:[\w.-]{{1,60}}:)?{name}\s*>", text)), default=0)
    cut = f"</{prefix}{root}" not in text[end:] and bool(end or not text.rstrip().endswith("/>"))
    if cut:
        if not end:
            return "cut"
        text = text[:end] + _CLOSING.get(root, f"</{prefix}{root}>")
        begins = [begin for begin in begins if begin < end]
    if len(begins) > limit and end > begins[limit]:
        # Parsing takes 0.2 ms for each entry, and the result would be discarded.
        text = text[: begins[limit]] + text[end:]
    return _Shape(text, name, max(0, len(begins) - limit), cut)


def _plain(one: Mapping[str, Any]) -> dict[str, Any]:
    """The same without feedparser's other names for its fields: looking up each costs it six times as much."""
    return {name: [dict(part) for part in value] if name == "links" else value for name, value in one.items()}


def _entry(one: Mapping[str, Any], base: str, by: Sequence[str], *, atom: bool) -> dict[str, Any] | None:
    link = _link(one, atom=atom)
    url = resolved_item(base, link)
    if url is None:
        # The link is missing, empty or none that can be opened.
        url = _content_elsewhere(one, base) if atom else _permalink(one)
    found, summary_only = _prose(one, base, url or base)
    return entries.entry(
        guid=one.get("id") or "",
        # What is no address still tells one item from another.
        link=link or one.get("link") or "",
        url=url,
        title=_title(one),
        prose=found.with_attached(_attached(one, base)),
        summary_only=summary_only,
        dates=[one.get(name) or "" for name in _DATES],
        authors=_authors(one) or by,
        tags=[tag.get("label") or tag.get("term") or "" for tag in one.get("tags") or ()],
    )


def _title(one: Mapping[str, Any]) -> str:
    detail = one.get("title_detail") or {}
    value = one.get("title") or detail.get("value") or ""
    if detail.get("value") != value:
        # That of an image within the item.
        detail = {}
    value = value[: 100 * entries.TITLE]
    if detail.get("type") in _HTML_TYPES:
        return flat(value, entries.TITLE)
    return title_text(value, entries.TITLE)


def _link(one: Mapping[str, Any], *, atom: bool) -> str:
    """The link of an entry or a feed as the feed writes it: to the page, or to another form of it; "" if there is
    none."""
    links = one.get("links") or ()
    given = [link.get("href") or "" for link in links if _relation(link) in ("alternate", "")]
    link: str = one.get("link") or ""
    if " " in link and link.count(":") > 1:
        # A sentence with an address in it, to which feedparser has put the base.
        return ""
    # Without a link, feedparser takes the guid for one. In RSS it may be meant as that, in Atom it never is.
    if link in given or (not atom and link.lower().startswith(("http:", "https:"))):
        return link
    return next(filter(None, given), "")


def _relation(link: Mapping[str, Any]) -> str:
    """How a link is related to its entry, by the short name (RFC 4287, 4.2.7.2)."""
    relation: str = link.get("rel") or ""
    return relation.strip().lower().removeprefix(_RELATIONS)


def _prose(one: Mapping[str, Any], base: str, url: str) -> tuple[HtmlText, bool]:
    """The content, of several the longest, else the summary; and whether it is only a summary. `url` is where the entry
    itself is.
    """
    given = [detail for detail in one.get("content") or () if _is_readable(detail.get("type") or "")]
    contents = [_text(detail, base, url) for detail in given[:_CONTENTS]]
    content = max(contents, key=lambda found: (not found.wordless, len(found.text)), default=HtmlText(""))
    if content.text and not content.wordless:
        return content, False
    summary = one.get("summary") or one.get("subtitle") or ""
    found = _text(one.get("summary_detail") or {"type": "text/html", "value": summary}, base, url)
    # Pictures alone are no text where the summary has one.
    return (content, False) if content.text and (found.wordless or not found.text) else (found, True)


def _is_readable(kind: str) -> bool:
    return kind in _HTML_TYPES or kind.startswith("text/")


def _text(detail: Mapping[str, Any], base: str, url: str) -> HtmlText:
    value = detail.get("value") or ""
    kind = detail.get("type") or ""
    if kind.startswith("text/") and kind not in _HTML_TYPES:
        return plain(value)
    own = detail.get("base")
    # Where no xml:base says otherwise, links lead from where the entry is.
    return prose(value, (resolved(base, own) if own and own != base else None) or url)


def _attached(one: Mapping[str, Any], url: str) -> Iterator[tuple[str, str]]:
    """The recordings and documents attached to an entry, without images, which nearly every entry has."""
    for link in one.get("links") or ():
        if _relation(link) != "enclosure":
            continue
        kind = clean(link.get("type") or "", lines=False, limit=60)
        if not kind.startswith("image/"):
            found = resolved(url, link.get("href") or "")
            if found:
                yield found, kind
    for media in (one.get("media_content") or ())[:_CONTENTS]:
        kind = clean(media.get("type") or media.get("medium") or "", lines=False, limit=60)
        if kind.startswith(("audio", "video")) and (found := resolved(url, media.get("url") or "")):
            yield found, kind


def _content_elsewhere(one: Mapping[str, Any], base: str) -> str | None:
    """Where the content of an entry is that is not in the feed (RFC 4287, 4.1.3.2)."""
    return next((resolved(base, part["src"]) for part in one.get("content") or () if part.get("src")), None)


def _permalink(one: Mapping[str, Any]) -> str | None:
    """The guid of an item as its address, if it is meant as one."""
    guid: str = one.get("permalink") or ""
    return resolved("", guid) if guid.lower().startswith(("http:", "https:")) else None


def _authors(one: Mapping[str, Any]) -> list[str]:
    names = [author.get("name") or author.get("email") or "" for author in one.get("authors") or ()]
    return list(filter(None, names[:10])) or list(filter(None, [one.get("author") or ""]))
