"""The article in a web page, by trafilatura."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsdiff.adapters.parsers.article_text import blocks, same
from newsdiff.adapters.parsers.charset import decoded
from newsdiff.adapters.parsers.metadata import metadata
from newsdiff.adapters.parsers.page_lists import list_starts, renumbered
from newsdiff.adapters.parsers.page_marks import page_marks, placed, placed_emphasis
from newsdiff.adapters.parsers.page_title import site_headings
from newsdiff.adapters.parsers.page_tree import (
    date_lines,
    dated_part,
    in_order,
    outline,
    own_blocks,
    paragraphs_alone,
    prepare,
    unfolded,
    with_lists,
)
from newsdiff.adapters.parsers.repair import cleaned
from newsdiff.adapters.parsers.trafilatura_setup import load_trafilatura
from newsdiff.core.text.normalize import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_WITH_NAME = re.compile(r"(?P<title>.+?)\s+[|·•—–:-]+\s+(?P<name>[^|]+)", re.DOTALL)
_HOST = re.compile(r"([\w-]+(?:\.[\w-]+)+)(?::\d+)?")

_SHORT = 250
"""Characters of text below which the article may be elsewhere in the page."""

_TITLE = 1_000
"""Characters of a title; a longer one is none."""


def article(body: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    """What a page says about itself and its text: paragraphs between empty lines, headings marked with `# `.

    Takes the page's bytes, and as arguments its `url` and the `charset` that came with it (both may be `None`). Gives
    `text`, `title`, `outlet`, `language`, `url` (each may be `None`), `dates`, as the page writes them, likeliest
    first; `links`, where each link in the text ends, by its characters, and where it leads; `emphasis`, which of its
    characters are bold or italic; and `own_body`, whether the
    page says which part of it is the article. An empty object means that there is no article. Lists, quotations, tables
    and code keep their marks.
    """
    load_trafilatura()
    from trafilatura.utils import load_html

    # Cleaned here already: of a terminal sequence, trafilatura takes out the first character and leaves the rest.
    page = cleaned(decoded(body, arguments.get("charset")))
    tree = load_html(page)
    if tree is None:
        return {}
    prepare(tree)
    dated = dated_part(tree)
    told = metadata(dated)
    of_site = site_headings(tree, told["title"])
    starts = list_starts(tree)
    own = own_blocks(tree)
    whole = outline(tree)
    marks = page_marks(tree, arguments.get("url") or "")
    document = _extracted(tree, arguments.get("url"))
    found = [] if document is None or document.body is None else list(blocks(document.body))
    if sum(map(len, found)) < _SHORT and (other := unfolded(load_html(page))) is not None:
        # The article stands in what is otherwise a box beside one.
        prepare(other)
        site_headings(other, told["title"])
        again = _extracted(other, arguments.get("url"))
        more = [] if again is None or again.body is None else list(blocks(again.body))
        if sum(map(len, more)) > 2 * sum(map(len, found)):
            document, found = again, more
    if document is None or document.body is None:
        return {}
    if sum(map(len, found)) < _SHORT and own:
        # Of so short a text trafilatura takes the whole page.
        found = own
    found = in_order(paragraphs_alone(found, whole), whole)
    found = renumbered(found, starts)
    known = document.title if document.title not in of_site else None
    given = known or told["title"] or document.title
    title = _title(given, document.sitename)
    if found and title and same(found[0].removeprefix("# "), title):
        # It stands above the text already.
        found = found[1:]
    # Cleaned already, so that the links stand where they do.
    text = clean("\n\n".join(found))
    return {
        **told,
        "dates": [*told["dates"], *_date(dated, document.url)],
        "title": title,
        "outlet": _outlet(document.sitename, told["outlet"]),
        "url": document.url,
        "text": text,
        "links": list(placed(text, marks.links)),
        "emphasis": placed_emphasis(text, marks.emphasis),
        "own_body": bool(own),
    }


def _extracted(tree: HtmlElement, url: str | None, *, recall: bool = False) -> Document | None:
    """What trafilatura makes of a page, which it takes to pieces."""
    from copy import deepcopy

    from trafilatura import bare_extraction

    kept = deepcopy(tree) if not recall else None
    document = bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_images=True,
        # Not used: the date is that of the page without what stands beside its article.
        date_extraction_params={"extensive_search": False, "original_date": True},
        # Its precision mode also takes out paragraphs that are one link and blocks that call themselves teasers, a lede
        # among them. The core takes page furniture out by itself, and shows what it took.
        favor_precision=False,
        favor_recall=recall,
    )
    if document is None or isinstance(document, dict) or document.body is None:
        return None
    if kept is not None and with_lists(kept, document.body):
        # Where it knows no part of the page as the article, it leaves lists out, unless it is asked for more.
        more = _extracted(kept, url, recall=True)
        if more is not None and more.body is not None:
            with_lists(more.body, document.body, insert=True)
    return document


def _date(tree: HtmlElement, url: str | None) -> list[str]:
    """The date that htmldate finds, which knows what hundreds of sites write; and lines that are there for a date."""
    from htmldate import find_date

    # Its extensive search takes any year in the text for the date.
    found = find_date(tree, url=url, extensive_search=False, original_date=True)
    return [*([found] if found else []), *date_lines(tree)]


def _title(title: str | None, site: str | None) -> str | None:
    """The title without the outlet's name at its end."""
    match = _WITH_NAME.fullmatch(title) if title and site and len(title) < _TITLE else None
    return match["title"] if match and site and same(match["name"], site) else title


def _outlet(site: str | None, publisher: str | None) -> str | None:
    """The site's name, or its publisher's where the page names no site: then trafilatura gives the host's."""
    host = _HOST.fullmatch(site or "")
    return publisher or (host and host[1]) if not site or host else site
