"""The formats of a comparison, each written so that its destination can encode it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from newsdiff.exports.ascii_fallback import encodable, to_encoding
from newsdiff.exports.report import EVERYTHING, ExportView

if TYPE_CHECKING:
    from newsdiff.core.models import Alignment

Format = Literal["table", "json", "markdown", "html"]

ENDINGS: dict[str, Format] = {
    ".txt": "table",
    ".json": "json",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
"""File extension, in lower case -> format."""


def render(
    alignment: Alignment,
    form: Format,
    *,
    view: ExportView = EVERYTHING,
    min_score: float | None = None,
    width: int = 100,
    encoding: str = "utf-8",
) -> str:
    """Write a comparison in a format.

    Args:
        alignment: The story.
        form: The format.
        view: What of it is written, as a screen shows it.
        min_score: Write every pair that scores above this (0..1), linked or not; None for the linked matches.
        width: The width of the table in terminal cells.
        encoding: The encoding of the destination.

    Returns:
        The text. It has no character that the encoding lacks.
    """
    # Each format is imported only when it is needed.
    if form == "json":
        from newsdiff.exports.json_export import to_json

        text = to_json(alignment, view=view, min_score=min_score)
        return (
            text if encodable(text, encoding) else to_json(alignment, view=view, min_score=min_score, ascii_only=True)
        )
    if form == "html":
        from newsdiff.exports.html_export import to_html

        text = to_html(alignment, view=view, min_score=min_score)
        # The page declares UTF-8, and ASCII is valid UTF-8.
        return text if _is_utf8(encoding) else text.encode("ascii", "xmlcharrefreplace").decode()
    if form == "markdown":
        from newsdiff.exports.markdown_export import markdown

        return to_encoding(markdown(alignment, view=view, min_score=min_score), encoding)
    from newsdiff.exports.text_table import table

    return table(alignment, view=view, min_score=min_score, width=width, encoding=encoding)


def _is_utf8(encoding: str) -> bool:
    return encoding.lower().replace("_", "-") in ("utf-8", "utf8")
