"""Decodes XML and JSON documents, and finds their first element."""

from __future__ import annotations

import re

from newsdiff.adapters.parsers.charset import decoded

_DECLARATION = re.compile(r"<\?xml\b[^>]{0,500}\?>")
_NAME = re.compile(r"((?:[A-Za-z_][\w.-]{0,60}:)?)([A-Za-z_][\w.-]{0,60})(?=[\s/>])", re.ASCII)

_WIDE = (
    (re.compile(rb"\x00\x00\x00[<{\[ \r\n\t]", re.DOTALL), "utf-32-be"),
    (re.compile(rb"[<{\[ \r\n\t]\x00\x00\x00", re.DOTALL), "utf-32-le"),
    (re.compile(rb"\x00[<{\[ \r\n\t]\x00[^\x00]", re.DOTALL), "utf-16-be"),
    (re.compile(rb"[<{\[ \r\n\t]\x00[^\x00]\x00", re.DOTALL), "utf-16-le"),
)
"""How documents begin in encodings that say which they are only in themselves (XML 1.0, appendix F)."""


def text_of(body: bytes, charset: str | None) -> str:
    """The decoded text of an XML or JSON document, without its byte order mark and XML declaration.

    Args:
        body: Its bytes.
        charset: What came with it as the name of its encoding, if anything.
    """
    wide = next((name for mark, name in _WIDE if mark.match(body)), None)
    text = (body.decode(wide, "replace") if wide else decoded(body, charset)).lstrip("\ufeff \t\r\n\x00")
    return text[found.end() :].lstrip() if (found := _DECLARATION.match(text)) else text


def root_of(text: str) -> tuple[int, str, str] | None:
    """Where the first element of a document begins, its prefix with the colon ("" without one) and its local name."""
    at = 0
    while (at := text.find("<", at)) >= 0:
        if text.startswith(("<!--", "<?"), at):
            at = text.find("-->" if text[at + 1] == "!" else "?>", at)
            if at < 0:
                return None
        elif found := _NAME.match(text, at + 1):
            return at, found[1], found[2]
        at += 1
    return None
