"""Plain text from text with some Markdown or HTML in it; the marks of headings and lists stay."""

from __future__ import annotations

import re
from typing import Final

from newsdiff.core.text.superscripts import lowered, raised

# Strings, because `re` compiles and caches a pattern when it is first needed, and most texts need none.
_ENTITY: Final = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d{0,2});"
_TAG: Final = (
    r"(?i)</?(?:a|abbr|b|blockquote|cite|code|div|em|figcaption|figure|font|i|li|mark|ol|p|q|small|span|strong|sub|sup"
    r"|time|u|ul)(?:\s[^<>\n]{0,500})?/?>"
)
_SCRIPT: Final = r"(?i)<su([bp])(?:\s[^<>\n]{0,500})?>(?:<a\s[^<>\n]{0,500}>)?([^<>\n]{1,20})(?:</a>)?</su\1>"
_BREAK: Final = r"(?i)<(?:br|hr)\s?/?>|</(?:p|div|li|blockquote|h[1-6])>"
_HEADING: Final = r"(?i)<h([1-6])(?:\s[^<>\n]{0,500})?>"
_COMMENT: Final = r"<!--[^>]{0,500}-->"

_UNDERLINED: Final = r"(?m)^(?![ \t]*(?:[#>*+-]|\d+[.)])[ \t])([^\n]{0,149}[^\n.!?:;,…])\n(?:(={3,})|-{3,})[ \t]*$"
_QUOTED: Final = r"(?m)^[ \t]*>[> \t]*"
_PICTURE: Final = r"!\[[^\[\]\n]{0,300}\]\([^()\s]{0,1000}(?:\s\"[^\"\n]{0,300}\")?\)"
_LINK: Final = r"\[([^\[\]\n]{1,500})\]\((?:https?:|mailto:|/|#)[^()\s]{0,1000}(?:\s\"[^\"\n]{0,300}\")?\)"
_REFERENCE: Final = r"(?m)^[ \t]*\[[^\[\]\n]{1,100}\]:[ \t]+<?https?://\S+[^\n]*$"
_ADDRESS: Final = r"<(https?://[^<>\s]{1,1000})>"
_BOLD_LINE: Final = r"(?m)^[ \t]*(\*\*|__)(?=\S)([^*\n]{1,100}[^\s*.])\1[ \t]*$"
_STRONG: Final = (
    r"(?<![\w*])\*\*(?=\S)([^*\n]{1,1000}?)(?<=\S)\*\*(?!\*)|(?<![\w_])__(?=\S)([^_\n]{1,1000}?)(?<=\S)__(?![\w_])"
)
_EMPHASIS: Final = (
    r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,1000}?)(?<=\S)\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])([^_\n]{1,1000}?)(?<=\S)_(?![\w_])"
)


def strip_markup(text: str) -> str:
    """The text without inline Markdown, simple HTML tags, character references and images; links keep their text.

    All headings are marked with `#` afterwards. The result has to be cleaned (`normalize.clean`), not the input.
    """
    if "&" in text:
        import html

        text = re.sub(_ENTITY, lambda entity: html.unescape(entity[0]), text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<" in text:
        text = re.sub(_COMMENT, "", text)
        text = re.sub(_HEADING, lambda heading: "\n" + "#" * int(heading[1]) + " ", text)
        text = re.sub(_SCRIPT, _scripted, text)
        text = re.sub(_ADDRESS, r"\1", re.sub(_TAG, "", re.sub(_BREAK, "\n", text)))
    if "\n===" in text or "\n---" in text:
        text = re.sub(_UNDERLINED, lambda line: ("# " if line[2] else "## ") + line[1].strip(), text)
    if ">" in text:
        text = re.sub(_QUOTED, "", text)
    if "](" in text or "]:" in text:
        text = re.sub(_LINK, r"\1", re.sub(_PICTURE, "", re.sub(_REFERENCE, "", text)))
    if "*" in text or "_" in text:
        text = re.sub(_BOLD_LINE, r"## \2", text)
        text = re.sub(_EMPHASIS, _inner, re.sub(_STRONG, _inner, text))
    return text


def _scripted(found: re.Match[str]) -> str:
    """The text of a superscript or a subscript."""
    before = found.string[max(0, found.start() - 1) : found.start()]
    return raised(found[2], before) if found[1] in "pP" else lowered(found[2])


def _inner(marked: re.Match[str]) -> str:
    """The text between the marks."""
    return marked[1] or marked[2]
