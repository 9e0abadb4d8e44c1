"""Which headings of a page are its site's, so that none of them is taken for the article's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdiff.core.text.normalize import fold

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_OF_SITE = re.compile(
    r"(?:^|[\s_-])(?:logo|site-?(?:title|name|logo|header)|brand(?:ing)?|masthead|banner)(?:$|[\s_-])", re.IGNORECASE
)
_OF_ARTICLE = re.compile(r"article|entry|post|story|content|headline|titel", re.IGNORECASE)
_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+)?", re.IGNORECASE)

_ARTICLES = ("article", "main")
_LONGEST = 80
"""Characters of the name of a site."""


def site_headings(tree: HtmlElement, headline: str | None) -> frozenset[str]:
    """Takes the rank from the first-class headings that name the site, and gives what they say.

    Args:
        tree: The page, which is changed.
        headline: What the page says in its data for machines is the headline, if anything.
    """
    said = [fold(text) for text in (headline, *_declared(tree)) if text] or [fold(_page_title(tree))]
    found = []
    for heading in list(tree.iter("h1")):
        text = _text(heading)
        if len(text) <= _LONGEST and _is_of_site(heading, fold(text), said):
            heading.tag = "div"
            found.append(text)
    return frozenset(found)


def _is_of_site(heading: _Element, text: str, said: list[str]) -> bool:
    around = list(heading.iterancestors())
    if any(one.tag in _ARTICLES for one in around):
        return False
    if any(_OF_SITE.search(_named(one)) for one in (heading, *around[:3])) or _leads_home(heading):
        return True
    header = next((one for one in around if one.tag in ("header", "nav")), None)
    if header is None or _OF_ARTICLE.search(_named(header) + _named(heading)):
        return False
    # A headline is what the page says first of itself; the name of the site comes behind it, if at all.
    return not any(one and (one.startswith(text) or text.startswith(one)) for one in said)


def _leads_home(heading: _Element) -> bool:
    links = [link.get("href") or "" for link in heading.iter("a")]
    around = heading.getparent()
    if around is not None and around.tag == "a":
        links.append(around.get("href") or "")
    return bool(links) and all(_HOME.fullmatch(link.strip()) for link in links)


def _declared(tree: HtmlElement) -> list[str]:
    """The titles that a page gives in its head for other programs."""
    told = tree.xpath('//meta[@property="og:title" or @name="twitter:title"]/@content')
    return [" ".join(str(one).split()) for one in told[:5]]


def _page_title(tree: HtmlElement) -> str:
    title = tree.find(".//head/title")
    return _text(title) if title is not None else ""


def _named(element: _Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:300]


def _text(element: _Element) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())
