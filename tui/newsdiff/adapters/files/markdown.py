"""Converts Markdown to plain text, with headings marked by `# `."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

MAX_CHARACTERS = 250_000
"""Of Markdown. The parser takes half a second for so much prose, and four for the same of brackets."""

_TAGS = re.compile(r"<!--.*?(?:-->|$)|<(script|style)\b.*?(?:</\1\s*>|$)|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)


def plain(text: str) -> tuple[str | None, str]:
    """The title, if the text begins with a heading of the first order, and the rest: paragraphs between empty lines.

    Links become their text, emphasis and HTML tags are stripped, images are removed. Lists and quotations become
    paragraphs, code is unchanged, and a table becomes one line for each row.
    """
    # Takes 50 ms to import, which only Markdown files need.
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    title = None
    if tokens[:1] and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title = " ".join(_inline(tokens[1]).split()) or None
        tokens = tokens[3:]
    return title, "\n\n".join(block for block in _blocks(tokens) if block.strip())


def _blocks(tokens: list[Token]) -> Iterator[str]:
    heading = False
    row: list[str] | None = None
    for token in tokens:
        match token.type:
            case "heading_open":
                heading = True
            case "tr_open":
                row = []
            case "tr_close":
                yield " | ".join(cell for cell in row or () if cell)
                row = None
            case "inline":
                text = _inline(token)
                if row is not None:
                    row.append(" ".join(text.split()))
                elif heading:
                    yield f"# {' '.join(text.split())}" if text.strip() else ""
                else:
                    yield text
                heading = False
            case "fence" | "code_block":
                yield token.content.strip("\n")
            case "html_block":
                yield _TAGS.sub("", _BREAK.sub("\n\n", token.content)).strip()


def _inline(token: Token) -> str:
    """The text of a paragraph. Soft line breaks become spaces, hard ones remain."""
    pieces = []
    for child in token.children or ():
        match child.type:
            case "text" | "code_inline":
                pieces.append(child.content)
            case "softbreak":
                pieces.append(" ")
            case "hardbreak":
                pieces.append("\n\n")
            case "html_inline" if _BREAK.fullmatch(child.content):
                pieces.append("\n\n")
    return "".join(pieces)
