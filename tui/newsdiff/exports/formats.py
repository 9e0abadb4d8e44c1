"""Forms: in which ways a comparison can be written down, each so that the place it goes to can hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from newsdiff.exports.ascii_fallback import encodable, to_encoding

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
"""What the ending of a file says of its form."""


def render(
    alignment: Alignment, form: Format, *, min_score: float | None = None, width: int = 100, encoding: str = "utf-8"
) -> str:
    """A comparison in one of the forms, without any character that the encoding lacks.

    Args:
        alignment: The story.
        form: Which form.
        min_score: Write every pair that scores above this (0..1), linked or not, in place of the linked ones.
        width: Cells of a line of the table.
        encoding: What the text will be encoded in.
    """
    # Each form is imported when it is asked for.
    if form == "json":
        from newsdiff.exports.json_export import to_json

        text = to_json(alignment, min_score=min_score)
        return text if encodable(text, encoding) else to_json(alignment, min_score=min_score, ascii_only=True)
    if form == "html":
        from newsdiff.exports.html_export import to_html

        text = to_html(alignment, min_score=min_score)
        # The page says that it is UTF-8, and ASCII is that as well.
        return text if _is_utf8(encoding) else text.encode("ascii", "xmlcharrefreplace").decode()
    if form == "markdown":
        from newsdiff.exports.markdown_export import markdown

        return to_encoding(markdown(alignment, min_score=min_score), encoding)
    from newsdiff.exports.text_table import table

    return table(alignment, min_score=min_score, width=width, encoding=encoding)


def _is_utf8(encoding: str) -> bool:
    return encoding.lower().replace("_", "-") in ("utf-8", "utf8")
