"""Superscripts and subscripts in a tree of HTML, as text that shows what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.core.text.superscripts import lowered, raised

if TYPE_CHECKING:
    from lxml.etree import _Element


def set_in_script(tree: _Element) -> None:
    """Puts raised and lowered characters in place of those within `<sup>` and `<sub>`."""
    for element in tree.iter("sup", "sub"):
        tag, whole = str(element.tag), "".join(str(text) for text in element.itertext())
        before = _before(element)
        for one in element.iter():
            if one.text:
                one.text = _scripted(tag, one.text, whole, before)
            if one is not element and one.tail:
                one.tail = _scripted(tag, one.tail, whole, before)


def _scripted(tag: str, text: str, whole: str, before: str) -> str:
    """A part of the text of an element. All of it or none is set in script; "^" stands before its first part."""
    if text == whole:
        return raised(text, before) if tag == "sup" else lowered(text)
    if tag == "sup":
        return raised(text, "") if raised(whole, "") != whole else text
    return lowered(text) if lowered(whole) != whole else text


def _before(element: _Element) -> str:
    """The text right before an element."""
    sibling, parent = element.getprevious(), element.getparent()
    if sibling is not None:
        return sibling.tail or "".join(str(text) for text in sibling.itertext())
    return (parent.text or "") if parent is not None else ""
