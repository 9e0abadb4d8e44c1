"""The text of an article as Markdown keeps its shape, and what is no mark is escaped."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsdiff.core.emphasis_span import Emphasis
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
        ("> He listed:\n> 1. bread\n>   • rye\n> 2. salt", "> He listed:\n>\n> 1. bread\n>    - rye\n> 2. salt"),
        ("> • ql", "> - ql"),
        ("> # Head\n> a | b\n> c | d", "> ## Head\n>\n> | a | b |\n> | --- | --- |\n> | c | d |"),
        (">     x = `a`", "> ```\n> x = `a`\n> ```"),
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


def test_bold_and_italic_words_are_marked() -> None:
    text = "# Head\n\nIt is not so. [1]\n\n• one *two*\n\nName | x\ny | z\n\n    code"
    spans = [Emphasis(text.index(word), text.index(word) + len(word), strong) for word, strong in EMPHASISED]
    assert "\n\n".join(body_markdown(text, ["https://a.example/"], spans)) == (
        "## *Head*\n\nIt is **not *so***. [\\[1\\]](<https://a.example/>)\n\n- **one \\*two\\***\n\n"
        "| **Name** | x |\n| --- | --- |\n| y | z |\n\n```\ncode\n```"
    )


EMPHASISED = [("Head", False), ("not so", True), ("so", False), ("one *two*", True), ("Name", True), ("code", True)]


@given(
    st.text(st.sampled_from("ab *_.(中「\\"), min_size=1, max_size=14).filter(lambda text: bool(text.strip())),
    st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14), st.booleans()), max_size=3),
)
def test_marks_add_nothing_to_the_words(text: str, marks: list[tuple[int, int, bool]]) -> None:
    text = " ".join(text.split())
    spans = [Emphasis(start, end, strong) for start, end, strong in marks if start < end <= len(text)]
    rendered = MarkdownIt().render("\n\n".join(body_markdown(text, [], spans)))
    bare = MarkdownIt().render("\n\n".join(body_markdown(text, [])))
    assert re.sub(r"</?(?:strong|em)>", "", rendered) == bare
