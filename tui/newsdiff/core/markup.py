"""Plain text from text with a little Markdown or HTML in it; the marks of headings and lists stay."""

from __future__ import annotations

import html
import re
from typing import Final

_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});")
_TAG: Final = re.compile(
    r"</?(?:a|abbr|b|blockquote|cite|code|div|em|figcaption|figure|font|i|li|mark|ol|p|q|small|span|strong|sub|sup|time|u|ul)"
    r"(?:\s[^<>\n]{0,500})?/?>",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"<(?:br|hr)\s?/?>|</(?:p|div|li|blockquote|h[1-6])>", re.IGNORECASE)
_HEADING: Final = re.compile(r"<h([1-6])(?:\s[^<>\n]{0,500})?>", re.IGNORECASE)
_COMMENT: Final = re.compile(r"<!--[^>]{0,500}-->")

_UNDERLINED: Final = re.compile(
    r"(?m)^(?![ \t]*(?:[#>*+-]|\d+[.)])[ \t])([^\n]{0,149}[^\n.!?:;,…])\n(?:(={3,})|-{3,})[ \t]*$"
)
_QUOTED: Final = re.compile(r"(?m)^[ \t]*>[> \t]*")
_PICTURE: Final = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{0,1000}(?:\s\"[^\"\n]{0,300}\")?\)")
_LINK: Final = re.compile(r"\[([^\[\]\n]{1,500})\]\((?:https?:|mailto:|/|#)[^()\s]{0,1000}(?:\s\"[^\"\n]{0,300}\")?\)")
_REFERENCE: Final = re.compile(r"(?m)^[ \t]*\[[^\[\]\n]{1,100}\]:[ \t]+<?https?://\S+[^\n]*$")
_ADDRESS: Final = re.compile(r"<(https?://[^<>\s]{1,1000})>")
_BOLD_LINE: Final = re.compile(r"(?m)^[ \t]*(\*\*|__)(?=\S)([^*\n]{1,100}[^\s*.])\1[ \t]*$")
_STRONG: Final = re.compile(
    r"(?<![\w*])\*\*(?=\S)([^*\n]{1,1000}?)(?<=\S)\*\*(?!\*)|(?<![\w_])__(?=\S)([^_\n]{1,1000}?)(?<=\S)__(?![\w_])"
)
_EMPHASIS: Final = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,1000}?)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_\n]{1,1000}?)(?<=\S)_(?![\w_])"
)


def plain(text: str) -> str:
    """The text without inline Markdown, simple HTML tags and character references; links keep their words, pictures go.

    Headings get the mark `#`, whatever way they were marked. To be cleaned (core.text.clean) after this, not before.
    """
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<" in text:
        text = _COMMENT.sub("", text)
        text = _HEADING.sub(lambda heading: "\n" + "#" * int(heading[1]) + " ", text)
        text = _ADDRESS.sub(r"\1", _TAG.sub("", _BREAK.sub("\n", text)))
    text = _UNDERLINED.sub(lambda line: ("# " if line[2] else "## ") + line[1].strip(), text)
    text = _QUOTED.sub("", text)
    if "](" in text or "]:" in text:
        text = _LINK.sub(r"\1", _PICTURE.sub("", _REFERENCE.sub("", text)))
    text = _BOLD_LINE.sub(r"## \2", text)
    return _EMPHASIS.sub(_inner, _STRONG.sub(_inner, text))


def _inner(marked: re.Match[str]) -> str:
    """What stands between the marks."""
    return marked[1] or marked[2]
