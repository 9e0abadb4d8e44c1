"""Converts the HTML of feeds to text with the marks of `core.text.text_blocks`, and numbered links."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.adapters.parsers.html_writer import HtmlWriter, is_hidden, one_line
from newsdiff.adapters.parsers.raised_text import set_in_script
from newsdiff.adapters.parsers.repair import cleaned, references_repaired
from newsdiff.adapters.parsers.table_cells import set_cells_in_line
from newsdiff.core.text.emphasis import without_signs
from newsdiff.core.text.normalize import clean, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import HTMLParser, _Element

    from newsdiff.core.emphasis_span import Emphasis

TEXT = 200_000
"""Greatest length of the text of an entry, in characters. A chapter of a novel has 30,000."""

_HTML = 5 * TEXT
"""Characters of HTML that are looked at."""

_UNSEEN = frozenset(
    (
        *("script", "style", "template", "noscript", "head", "title", "object", "svg"),
        *("button", "select", "option", "textarea"),
    )
)
"""Elements whose text is not for reading."""
_MEDIA = {"img": "Image", "iframe": "Video", "video": "Video", "audio": "Audio"}

# ESC and BEL, which begin and end terminal sequences.
_ESCAPES = re.compile(r"&#(?:0*(?:(27)|7)|x0*(?:(1b)|7))(?:;|(?![0-9a-f;]))", re.IGNORECASE)
# With its semicolon: "Q&notify" names no sign of negation.
_REFERENCE = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,40});|&(?:nbsp|amp|quot|lt|gt)(?![\w;=])"
)
_MARKUP = re.compile(
    r"</(?:p|div|a|b|i|em|strong|span|ul|ol|li|blockquote|h[1-6]|table|script|style|figure|section)\s*>"
    r"|<(?:br|p|img|hr)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
"""Elements that a text which was escaped once too often has in it."""
_SCRIPT = re.compile(
    # One that does not end is a script if it reads like one, and not the word in a sentence about scripts.
    r"<(script|style)\b[^<>]{0,500}>(?:(?:(?!<script|<style).)*?</\1\s*>|(?=[^<]{0,300}[({;=]).*$)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = "<![CDATA["
_ANGLED = re.compile(r"<(?=[\w.+-]{1,64}@[\w-]|(?:https?://|mailto:)[^\s<>]{1,2000}>)", re.IGNORECASE)
"""What stands before an address in angle brackets, which parsers take for an element."""
_TAG = re.compile(r"<(?:([a-z][a-z0-9]{0,15})(?:\s+[a-z-]{1,40}\s*=|\s*/?>)|/[a-z]|[!?])", re.IGNORECASE)
_NAMES = """
    a abbr acronym address applet area article aside audio b bdi bdo big blockquote body br button canvas caption center
    cite code col colgroup dd del details dfn dir div dl dt em embed fieldset figcaption figure font footer form frame
    h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main map mark math menu meta
    nav nobr noscript object ol option p param picture pre q s samp script section select small source span strike
    strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var
    video wbr
"""
HTML_ELEMENTS = frozenset(_NAMES.split())
"""The names of all elements."""
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


class HtmlText(NamedTuple):
    """Clean text, with an empty line between paragraphs, and the addresses of its numbered links."""

    text: str
    links: tuple[str, ...] = ()
    emphasis: tuple[Emphasis, ...] = ()
    wordless: bool = False
    """There is nothing to read, only pictures and recordings."""

    def with_attached(self, attached: Iterable[tuple[str, str]]) -> HtmlText:
        """The same with a last line that names what is attached: for each its address and its media type or ""."""
        links = {url: number for number, url in enumerate(self.links, start=1)}
        named = [f"{kind or 'file'} [{links.setdefault(url, len(links) + 1)}]" for url, kind in dict(attached).items()]
        if not named:
            return self
        text = "\n\n".join(filter(None, (self.text, f"Attached: {', '.join(named)}")))
        return HtmlText(text, tuple(links), self.emphasis)


def plain(text: str, limit: int = TEXT) -> HtmlText:
    """Plain text: line breaks are kept, and empty lines separate paragraphs."""
    text = clean(text[:_HTML])
    blocks = ("\n".join(filter(None, map(one_line, block.split("\n")))) for block in _EMPTY_LINE.split(text))
    return HtmlText(shorten("\n\n".join(filter(None, blocks)), limit))


def prose(html: str, base: str, limit: int = TEXT) -> HtmlText:
    """The text of a piece of HTML, at most `limit` characters of it. Its links are resolved against `base`."""
    html = without_sections(references_repaired(html[:_HTML]))
    if not _has_markup(html):
        html = unescaped(html)
        if not _MARKUP.search(html):
            # Text that only calls itself HTML, so that its lines mean something.
            return plain(unescaped(html), limit)
    found = _read(html, base, limit)
    if "<" in found.text and "&" in html and not _has_code(html) and _MARKUP.search(found.text):
        # It was escaped once too often: elements are left where there should be text alone.
        found = _read(unescaped(html), base, limit)
    return found


def without_sections(text: str) -> str:
    """The text without the marks of a CDATA section around it, which programs write once too often."""
    for _ in range(2):
        if (inner := text.lstrip()).startswith(_SECTION):
            text = inner.removeprefix(_SECTION).rstrip().removesuffix("]]>")
    return text


def _has_markup(html: str) -> bool:
    """Whether a text that is said to be HTML has any. "a<b", "List<String>" and "<ann@post.example>" are none."""
    if "<" not in html:
        return False
    return any(found[1] is None or found[1].lower() in HTML_ELEMENTS for found in _TAG.finditer(html))


def flat(html: str, limit: int) -> str:
    """The text of a piece of HTML in one line, without links: for titles."""
    html = references_repaired(html[:_HTML])
    if "<" in html:
        tree = _tree(cleaned(_ANGLED.sub("&lt;", html).replace("<br", " <br")))
        html = "".join(_visible(tree)) if tree is not None else ""
    return title_text(html, limit)


def title_text(text: str, limit: int) -> str:
    """A title in one line, without references, which many programs write once or twice too often."""
    for _ in range(3):
        if "<" in text:
            text = _SCRIPT.sub(" ", without_sections(text))
        if "&" not in text or (again := unescaped(text)) == text:
            break
        text = again
    return clean(text, lines=False, limit=limit)


def unescaped(text: str) -> str:
    """The text with its references resolved.

    `unescape` would drop control characters and leave the rest of a terminal sequence; cleaning takes it out whole.
    """
    if "&" not in text:
        return text
    kept = _ESCAPES.sub(lambda found: "\x1b" if found[1] or found[2] else "\x07", text)
    return _REFERENCE.sub(_resolved, kept)


def _resolved(found: re.Match[str]) -> str:
    return unescape(found[0]) if found[0][1] == "#" else html5.get(f"{found[0][1:].rstrip(';')};", found[0])


def _read(html: str, base: str, limit: int) -> HtmlText:
    # Before parsing, because lxml would take the first character out of a terminal sequence and leave the rest.
    html = cleaned(_ANGLED.sub("&lt;", html))
    tree = _tree(html)
    writer = HtmlWriter(base, limit)
    if tree is not None:
        named = html.lower()
        _walk(tree, writer, hidden="style" in named or "hidden" in named)
    text, emphasis = without_signs(writer.finished())
    # Cleaned again, because character references, and tags that are none, can restore what was removed.
    cleaned_text = clean(text)
    short = shorten(cleaned_text, limit)
    kept = [one for one in emphasis if one.end <= len(short)] if cleaned_text == text else []
    return HtmlText(short, tuple(writer.links), tuple(kept), writer.wordless)


def _has_code(html: str) -> bool:
    """Whether it shows code, in which elements are what is to be read."""
    return re.search(r"<(?:pre|code|samp|kbd)\b", html, re.IGNORECASE) is not None


def _visible(tree: _Element) -> Iterator[str]:
    """The texts of a tree, without those of scripts and the like."""
    from lxml.etree import iterwalk

    walker = iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            yield element.tail or ""
        elif element.tag in ("script", "style", "template"):
            walker.skip_subtree()
        else:
            yield element.text or ""


@cache
def _parser() -> HTMLParser:
    # Takes 10 ms and 10 MB to import, which only a child that parses HTML needs.
    from lxml.etree import HTMLParser

    return HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)


def _tree(html: str) -> _Element | None:
    from lxml import etree

    # Inside an element, so that text before the first tag is kept and nothing is parsed as a declaration.
    tree = etree.fromstring(f"<div>{html}".encode(), _parser())
    if tree is not None and "<su" in html.lower():
        set_in_script(tree)
    if tree is not None and "<table" in html.lower():
        set_cells_in_line(tree)
    return tree


def _walk(tree: _Element, writer: HtmlWriter, *, hidden: bool) -> None:
    """Write down what a tree says; `hidden`: some of its elements may not be seen."""
    from lxml.etree import iterwalk

    # Not recursive, since a page may be nested to any depth.
    walker = iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        # The parser has removed comments, whose tag is not a string.
        tag = str(element.tag)
        if event == "start":
            if tag in _MEDIA:
                writer.media(_MEDIA[tag], element)
            elif tag == "base":
                writer.lead_from(element.get("href") or "")
            if tag in _UNSEEN or (tag in _MEDIA and tag != "img") or (hidden and is_hidden(element)):
                walker.skip_subtree()
                continue
            writer.start(tag, element)
            if element.text:
                writer.words(element.text)
        else:
            if not (hidden and is_hidden(element)):
                writer.end(tag)
            if element.tail:
                writer.words(element.tail)
            if writer.full:
                return
