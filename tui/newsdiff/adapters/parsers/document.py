"""Decodes XML and JSON documents, and finds their first element."""

from __future__ import annotations

import re

from newsdiff.adapters.parsers.charset import decoded

_DECLARATION = re.compile(r"<\?xml\b[^>]{0,500}\?>")
_NAME = re.compile(r"((?:[A-Za-z_][\w.-]{0,60}:)?)([A-Za-z_][\w.-]{0,60})(?=[\s/>])", re.ASCII)

_WIDE = ((b"\x00<\x00?", "utf-16-be"), (b"<\x00?\x00", "utf-16-le"))
"""How `<?` begins in encodings that say which they are only in themselves (XML 1.0, appendix F)."""

_HALF = r"&#(?:[xX](d[{0}][0-9a-f]{{2}})|(5\d{{4}}));"
_PAIR = re.compile(_HALF.format("89ab") + _HALF.format("c-f"), re.IGNORECASE)


def text_of(body: bytes, charset: str | None) -> str:
    """The decoded text of an XML or JSON document, without its byte order mark and XML declaration.

    Args:
        body: Its bytes.
        charset: What came with it as the name of its encoding, if anything.
    """
    wide = next((name for mark, name in _WIDE if body.startswith(mark)), None)
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


def joined_halves(text: str) -> str:
    """The text with pairs of references to surrogates (such as &#xD83D;&#xDE00;) replaced by the character.

    XML forbids such references, and a strict parser rejects the whole document.
    """
    return _PAIR.sub(_whole, text) if "&#" in text else text


def _whole(pair: re.Match[str]) -> str:
    high, low = (int(pair[n], 16) if pair[n] else int(pair[n + 1]) for n in (1, 3))
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return pair[0]
    return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)
