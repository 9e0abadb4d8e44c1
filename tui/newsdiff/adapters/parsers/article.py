"""The article in a web page, by trafilatura."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsdiff.adapters.parsers.charset import decoded
from newsdiff.adapters.parsers.metadata import metadata
from newsdiff.core.text.normalize import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_BLOCKS = frozenset(("p", "head", "quote", "list", "item", "table", "row", "code", "div", "ab", "graphic"))
"""The elements of trafilatura's result (a small TEI) that begin a paragraph of their own."""

_APART = {"cell": " | ", "lb": " "}
"""What separates the text of these elements from the text before it, where they begin no paragraph."""

_WITH_NAME = re.compile(r"(?P<title>.+?)\s+[|·•—–:-]+\s+(?P<name>[^|]+)", re.DOTALL)
_HOST = re.compile(r"([\w-]+(?:\.[\w-]+)+)(?::\d+)?")

_TITLE = 1_000
"""Characters of a title; a longer one is none."""


def article(body: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    """What a page says about itself and its text: paragraphs between empty lines, headings marked with `# `.

    Takes the page's bytes, and as arguments its `url` and the `charset` that came with it (both may be `None`). Gives
    `text`, `title`, `outlet`, `language`, `url` (each may be `None`) and `dates`, as the page writes them, likeliest
    first. An empty object means that there is no article.
    """
    # Takes 0.2 s and 30 MB to import, which only a child that extracts needs.
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    # Cleaned before extraction: trafilatura removes only the first character of a terminal sequence.
    tree = load_html(clean(decoded(body, arguments.get("charset"))))
    if tree is None:
        return {}
    told = metadata(tree)
    document = bare_extraction(
        tree,
        url=arguments.get("url"),
        with_metadata=True,
        include_comments=False,
        # Its extensive search takes any year in the text for the date of publication.
        date_extraction_params={"extensive_search": False, "original_date": True},
        # Its precision mode also takes out paragraphs that are one link and blocks that call themselves teasers, a lede
        # among them. The core takes page furniture out by itself, and shows what it took.
        favor_precision=False,
    )
    if document is None or isinstance(document, dict) or document.body is None:
        return {}
    title = _title(document.title or told["title"], document.sitename)
    return {
        **told,
        "dates": [*told["dates"], *([document.date] if document.date else [])],
        "title": title,
        "outlet": _outlet(document.sitename, told["outlet"]),
        "url": document.url,
        "text": "\n\n".join(_paragraphs(document.body, title)),
    }


def _title(title: str | None, site: str | None) -> str | None:
    """The title without the outlet's name at its end."""
    match = _WITH_NAME.fullmatch(title) if title and site and len(title) < _TITLE else None
    return match["title"] if match and site and _same(match["name"], site) else title


def _outlet(site: str | None, publisher: str | None) -> str | None:
    """The site's name, or its publisher's where the page names no site: then trafilatura gives the host's."""
    host = _HOST.fullmatch(site or "")
    return publisher or (host and host[1]) if not site or host else site


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _paragraphs(body: _Element, title: str | None) -> Iterator[str]:
    for number, (text, heading) in enumerate(_blocks(body)):
        if number == 0 and title and _same(text, title):
            # It is shown above the text already.
            continue
        yield f"# {text}" if heading else text


def _blocks(body: _Element) -> Iterator[tuple[str, bool]]:
    """The text between one block's beginning and the next, in order, and whether it is a heading."""
    pieces: list[str] = []
    heading = False

    def flush() -> Iterator[tuple[str, bool]]:
        text = " ".join("".join(pieces).split())
        pieces.clear()
        if text:
            yield text, heading

    # Not recursive, since a page may be nested to any depth.
    waiting: list[_Element | str | bool] = [body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, bool):
            yield from flush()
            heading = node
        elif isinstance(node, str):
            pieces.append(node)
        elif node.tag == "lb" and not heading:
            yield from flush()
        elif isinstance(node.tag, str):
            block = node.tag in _BLOCKS
            if node.tag in _APART and "".join(pieces).strip():
                pieces.append(_APART[node.tag])
            inside: list[_Element | str | bool] = [*([node.tag == "head"] if block else []), node.text or ""]
            for child in node:
                inside += [child, child.tail or ""]
            waiting += reversed([*inside, *([False] if block else [])])
    yield from flush()
