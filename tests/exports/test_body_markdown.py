"""The text of an article as Markdown keeps its shape, and what is no mark is escaped."""

from __future__ import annotations

import pytest

from newsdiff.exports.body_markdown import body_markdown


def markdown(text: str, *links: str | None) -> str:
    return "\n\n".join(body_markdown(text, links))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One *star*\nand a line\n\nTwo", "One \\*star\\*\\\nand a line\n\nTwo"),
        ("# Head\n\n### Lower", "## Head\n\n#### Lower"),
        ("• a\n  • b\n    more\n• c_d", "- a\n  - b\n    more\n- c\\_d"),
        ("1. a\n  - b\n2. c", "1. a\n   - b\n2. c"),
        ("> q\n> r", "> q\\\n> r"),
        ("    x = `a`\n    \n      # y", "```\nx = `a`\n\n  # y\n```"),
        ("    ```\n    x", "````\n```\nx\n````"),
        ("Year | Cost\n2026 | a*b", "| Year | Cost |\n| --- | --- |\n| 2026 | a\\*b |"),
        ("[image: The quay]", "\\[image: The quay\\]"),
        ("- not\n\n+ a list", "- not\n\n\\+ a list"),
        ("<script>x</script> &amp;", "\\<script>x\\</script> \\&amp;"),
    ],
)
def test_a_text_keeps_its_shape(text: str, expected: str) -> None:
    assert markdown(text) == expected


def test_numbers_of_links_lead_to_their_addresses() -> None:
    assert markdown("A [1], b [2] and c [3]", "https://a.example/x(1)", None) == (
        "A [\\[1\\]](<https://a.example/x(1)>), b \\[2\\] and c \\[3\\]"
    )
