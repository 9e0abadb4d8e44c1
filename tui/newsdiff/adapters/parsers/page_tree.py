"""A web page's tree, made ready for what reads it."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, cast

from newsdiff.adapters.parsers.html_writer import described
from newsdiff.adapters.parsers.raised_text import set_in_script
from newsdiff.adapters.parsers.table_cells import set_cells_in_line

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|replies|related|recommend(?:ed|ations)?|teasers?|sidebar|promo|more-?(?:on|stories)"
    r"|most-?(?:read|popular)|trending|see-?also|read-?(?:more|next)|newsletter)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes and ids of what stands beside an article."""

_DATED = re.compile(
    r"(?:^|[\s_-])(?:date(?:line)?|when|time(?:stamp)?|publish(?:ed)?|posted|byline|datum|fecha|data)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DATE_LINE, _DATE_LINES = 100, 3
"""Characters of a line with a date, and how many are looked at."""

_IN_LINE = ("span", "time", "small", "b", "strong", "em", "i", "a", "abbr", "label")

_ADS = frozenset(
    ("ad", "ads", "advert", "advertisement", "advertising", "ad-container", "ad-slot", "ad-wrapper", "anzeige")
)
_AD = 300
"""Characters of an advertisement at most; what has more is a part of the page that is called so by mistake."""
_LEDE = re.compile(r"teaser|lead|lede|intro|summary|abstract|standfirst|dek|excerpt", re.IGNORECASE)
"""Classes of the first paragraph of an article, and of what leads to another."""
_PICTURE = re.compile(r"\.(?:avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)(?=$|[?#&\s,/])", re.IGNORECASE)

_MARKS = {"p": "", "pre": "", "li": "- ", **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "# ")}
"""The blocks of a text, and what stands before each."""

_MOSTLY = 0.5
"""The share of a block that its paragraphs are at least."""
_MARK = re.compile(r"(?:# |> |- |\d{1,3}\. )")
_FURNITURE = frozenset(("nav", "header", "footer", "aside", "form"))

_ITEMS, _ITEM, _LINKED = 2, 40, 0.8
"""Items of a list that belongs to a text, characters of one at least, and the share of them that are links at most."""


def prepare(tree: HtmlElement) -> None:
    """Makes of a page what is read as it is meant.

    Words that only its style sheet keeps apart are parted: a date and a name in elements beside each other. Inline
    quotations get their marks, who is quoted stays with the quotation, and lists within a table stand in their cells.
    """
    set_in_script(tree)
    for quotation in tree.iter("q"):
        quotation.text = f"“{quotation.text or ''}"
        _append(quotation, "”")
        quotation.tag = "span"
    for source in _found(tree, "//blockquote//footer"):
        source.tag = "p"
    for element in _found(tree, "//table[.//th]//td[not(.//table)]//*[self::ul or self::ol]"):
        element.tag = "span"
        for item in element.iterchildren("li"):
            item.tag = "span"
            if item.getnext() is not None:
                item.tail = "; "
    for element in _found(tree, "//body//*[@class]"):
        if not _ADS.isdisjoint((element.get("class") or "").lower().split()) and len(_text(element)) <= _AD:
            _drop(element)
    for lede in _found(tree, "//article//p[@class] | //*[@itemprop='articleBody']//p[@class]"):
        follows = lede.getnext()
        called = _LEDE.search(lede.get("class") or "")
        if called and follows is not None and follows.tag == "p" and not _is_linked(lede):
            # Ledes are called teasers, which trafilatura leaves out.
            lede.attrib.pop("class")
    for image in tree.iter("img"):
        if described(image) and not _PICTURE.search(image.get("src") or ""):
            # Trafilatura takes nothing for a picture whose address does not end in a usual way.
            image.attrib["src"] = "/image.jpg"
    set_cells_in_line(tree)
    for element in tree.iter(*_IN_LINE):
        follows = element.getnext()
        if element.tail or follows is None or follows.tag not in _IN_LINE:
            continue
        before, after = "".join(element.itertext()), "".join(follows.itertext())
        if _run_together(before, after):
            element.tail = " "


def _is_linked(element: _Element) -> bool:
    """Whether most of an element is a link."""
    return 2 * sum(len(_text(link)) for link in element.iter("a")) > len(_text(element))


def _append(element: _Element, text: str) -> None:
    """Text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _run_together(before: str, after: str) -> bool:
    """Whether two texts are of words that do not go on in each other. A first letter that is drawn large does."""
    if len(before) < 2 or not after or before[-1].isspace() or after[0].isspace():
        return False
    if before[-1].isdigit():
        return after[0].isalpha() and after[0].isupper()
    return (before[-1].islower() or before[-1] in ".!?:;") and (after[0].isupper() or after[0].isdigit())


def dated_part(tree: HtmlElement) -> HtmlElement:
    """A copy of a page without what has dates of its own: comments, and what is said of other articles."""
    copy = deepcopy(tree)
    inside = _found(copy, "//article//article | //aside | //nav | //footer[not(ancestor::article)]")
    named = [element for element in _found(copy, "//body//*[@class or @id]") if _is_beside(element)]
    for element in (*inside, *named):
        parent = element.getparent()
        if parent is not None and element.tag not in ("body", "main"):
            _drop(element)
    return copy


def _is_beside(element: _Element) -> bool:
    return bool(_BESIDE.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:300]))


def _drop(element: _Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def date_lines(tree: HtmlElement) -> list[str]:
    """Short lines that are there to tell a date, by their class; the first three."""
    found = []
    for element in tree.iter("time", "span", "p", "div", "li"):
        if _DATED.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:300]):
            text = _text(element)
            if len(text) <= _DATE_LINE and any(char.isdigit() for char in text):
                found.append(text)
                if len(found) == _DATE_LINES:
                    break
    return found


def own_blocks(tree: HtmlElement) -> list[str]:
    """The paragraphs, headings and items of what a page says is its article; nothing where it does not say so."""
    found = _found(tree, '//*[@itemprop="articleBody"]') or _found(
        tree, '//article[not(ancestor::aside)] | //*[@role="article"]'
    )
    if len(found) != 1:
        # Several are the teasers of a front page.
        return []
    blocks = []
    for element in found[0].iter(*_MARKS):
        around = {one.tag for one in element.iterancestors()}
        if around.isdisjoint(_FURNITURE) and not (element.tag == "p" and "li" in around) and (text := _text(element)):
            blocks.append(_MARKS[str(element.tag)] + text)
    return blocks


def outline(tree: HtmlElement) -> list[tuple[str, str]]:
    """The headings and paragraphs of a page in their order: the element of each, and its text."""
    return [
        (str(element.tag), text)
        for element in tree.iter("p", "h2", "h3", "h4", "blockquote", "pre", "li")
        if (text := _text(element)) and not any(one.tag in _FURNITURE for one in element.iterancestors())
    ]


def in_order(blocks: list[str], whole: list[tuple[str, str]]) -> list[str]:
    """The blocks of a text in the order of their page, with the headings that stand right above one of them.

    Where trafilatura knows no part of a page as the article, it gathers paragraphs, and leaves headings behind.
    """
    places: dict[str, int] = {}
    for at, (_, text) in enumerate(whole):
        places.setdefault(text, at)
    placed: list[tuple[int, str]] = []
    for block in blocks:
        bare = _MARK.sub("", " ".join(block.split()), count=1)
        placed.append((places.get(bare, placed[-1][0] if placed else -1), block))
    there = {at for at, _ in placed}
    first = min((at for at in there if at >= 0), default=len(whole))
    for at, (tag, text) in enumerate(whole[:-1]):
        if at > first and at not in there and tag in ("h2", "h3", "h4") and whole[at + 1][0] == "p" and at + 1 in there:
            placed.append((at, f"# {text}"))
    # Stable: what has no place of its own stays behind what it followed.
    return [block for _, block in sorted(placed, key=lambda one: one[0])]


def paragraphs_alone(blocks: list[str], whole: list[tuple[str, str]]) -> list[str]:
    """The paragraphs of a page, where its text is one block that has them in it together with what is around them."""
    if len(blocks) != 1:
        return blocks
    alone = [text for tag, text in whole if tag == "p" and text in blocks[0]]
    return alone if sum(map(len, alone)) >= _MOSTLY * len(blocks[0]) else blocks


def unfolded(tree: HtmlElement | None) -> HtmlElement | None:
    """The page with its boxes beside the text as parts of it; `None` where it has none with text in paragraphs."""
    asides = [] if tree is None else _found(tree, "//aside[.//p]")
    for aside in asides:
        aside.tag = "article"
        for name in ("class", "id", "role"):
            aside.attrib.pop(name, None)
    return tree if asides else None


def with_lists(source: _Element, body: _Element, *, insert: bool = False) -> bool:
    """Whether a source (a page, or more of its text) has lists beside paragraphs of a text that has none.

    Args:
        source: The page; for `insert`, more of its text as trafilatura gives it.
        body: The text, as trafilatura gives it.
        insert: Put the lists where they stand in the source.
    """
    if not insert:
        return body.find(".//list") is None and _has_text_lists(source)
    known = {_text(element): element for element in body.iter("p", "head", "quote")}
    found = False
    for listed in source.iter("list"):
        before = listed.getprevious()
        while before is not None and before.tag == "list":
            before = before.getprevious()
        there = known.get(_text(before)) if before is not None else None
        if there is not None and (parent := there.getparent()) is not None:
            at = parent.index(there) + 1
            while at < len(parent) and parent[at].tag == "list":
                at += 1
            parent.insert(at, deepcopy(listed))
            found = True
    return found


def _has_text_lists(page: _Element) -> bool:
    """Whether a page has a list that reads as text: with long items that are not all links."""
    for listed in page.iter("ul", "ol"):
        items = [item for item in listed.iterchildren("li") if len(_text(item)) >= _ITEM]
        if len(items) < _ITEMS or any(one.tag in ("nav", "header", "footer") for one in listed.iterancestors()):
            continue
        linked = sum(len(_text(link)) for link in listed.iter("a"))
        if linked <= _LINKED * sum(map(len, map(_text, items))):
            return True
    return False


def _found(tree: HtmlElement, path: str) -> list[_Element]:
    return cast("list[_Element]", tree.xpath(path))


def _text(element: _Element) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())
