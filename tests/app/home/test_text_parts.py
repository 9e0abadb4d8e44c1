"""An article in its pane keeps its shape."""

from __future__ import annotations

from newsdiff.app.home.text_parts import text_parts
from newsdiff.app.rendering.text_strips import GUTTER, LaidSentence
from newsdiff.core.emphasis_span import Emphasis

TEXT = """# Why

Two things:
• the quay, which has stood in the water for eighty years
  1. granite

> It will hold.

    def f():
        return 1

Year | Cost
2026 | 4.2 million

[image: The quay]"""


def lines(text: str, width: int, *, plain: bool = False) -> list[str]:
    """The lines of a text as they stand in so many cells."""
    found = []
    for part in text_parts(text, width, plain=plain):
        laid = LaidSentence.lay(part.text, width + GUTTER, lead=part.lead, verbatim=part.verbatim)
        found += [part.lead[bool(n)] + laid.text[line.start : line.end] for n, line in enumerate(laid.lines)]
        found += [""] * part.gap
    return found


def test_headings_lists_quotations_code_tables_and_images_keep_their_shape() -> None:
    assert lines(TEXT, 40) == [
        *("Why", ""),
        "Two things:",
        "• the quay, which has stood in the water",
        "  for eighty years",
        *("  1. granite", ""),
        *("│ It will hold.", ""),
        "  def f():",
        *("      return 1", ""),
        "Year | Cost",
        *("2026 | 4.2 million", ""),
        *("[image: The quay]", ""),
    ]
    roles = {part.text: part.role for part in text_parts(TEXT, 40, plain=False)}
    assert (roles["Why"], roles["[image: The quay]"], roles["Two things:"]) == ("head", "muted", "text")


def test_where_there_is_ascii_alone_marks_are_ascii() -> None:
    assert all(line.isascii() for line in lines(TEXT, 40, plain=True))


def test_a_table_is_aligned_where_it_fits() -> None:
    table = "Name of the port | Boats\nOsk | 3"
    assert lines(table, 40)[1] == "Osk              | 3"
    assert lines(table, 20)[-2] == "Osk | 3"


def test_long_lines_of_code_are_cut_and_keep_their_spaces() -> None:
    assert lines("    a  b  c  d  e", 10) == ["  a  b  c ", "   d  e", ""]


def test_bold_and_italic_words_stand_out_in_their_lines() -> None:
    text = "# Head\n\n• Osk: six\n\n> It will hold.\n\nPort | Boats\nOsk | 3\n\n    code"
    spans = [
        Emphasis(text.index(word), text.index(word) + len(word), strong=strong)
        for word, strong in (("Osk:", True), ("will", False), ("Port", True), ("code", True))
    ]
    parts = list(text_parts(text, 40, plain=False, emphasis=spans))
    assert [part.text for part in parts] == [part.text for part in text_parts(text, 40, plain=False)]
    assert [(part.text[one.start : one.end], one.role) for part in parts for one in part.spans] == [
        *(("Osk:", "strong"), ("will", "emphasis"))
    ]
