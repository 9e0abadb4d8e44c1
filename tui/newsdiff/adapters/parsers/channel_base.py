"""From where the relative links of a feed lead."""

from __future__ import annotations

import re

from newsdiff.adapters.parsers.html_text import unescaped
from newsdiff.adapters.parsers.links import resolved_site
from newsdiff.core.text.normalize import clean

_HEAD = 20_000
"""Characters in which a channel names its site."""
_APART = re.compile(r"<!--.*?(?:-->|$)|<(image|textinput)\b[^>]*(?<!/)>.*?(?:</\1\s*>|$)", re.DOTALL | re.IGNORECASE)
_ITEM = re.compile(r"<(?:[\w.-]{1,60}:)?items?[\s>]", re.IGNORECASE)
_LINK = re.compile(
    r"<link(?:\s[^>]{0,500})?(?<!/)>\s*(?:<!\[CDATA\[)?\s*(?P<text>[^<\]\s]{1,2000})|<(?:[\w.-]{1,60}:)?link\s(?P<attributes>[^>]{1,3000})>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"(?<![\w:-])(href|rel)\s*=\s*(?:\"([^\"]{0,2000})\"|'([^']{0,2000})')", re.IGNORECASE)


def channel_base(text: str, url: str) -> str:
    """From where relative links lead: for RSS from the site that its channel names, otherwise from the feed itself.

    Args:
        text: The feed, as it was written.
        url: Where it comes from.
    """
    begin = text.find("<channel", 0, _HEAD)
    if begin < 0:
        return url
    head = text[begin : begin + _HEAD]
    item = _ITEM.search(head)
    for found in _LINK.finditer(_APART.sub("", head[: item.start()] if item else head)):
        given = found["text"] or _alternate(found["attributes"])
        if given and (base := resolved_site(url, clean(unescaped(given), lines=False))):
            return base
    return url


def _alternate(attributes: str) -> str:
    """Where an element of Atom within a channel leads, if that is its page."""
    told = {name.lower(): double or single for name, double, single in _ATTRIBUTE.findall(attributes)}
    return told.get("href", "") if told.get("rel", "alternate").lower() == "alternate" else ""
