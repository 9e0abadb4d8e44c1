"""A comparison as Markdown, held against what a Markdown reader makes of it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsdiff.core.models import Alignment
from newsdiff.core.text.normalize import clean
from newsdiff.exports.markdown_export import escape, markdown

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

MATCH = """\
**Harbour Gazette**: The old bridge was closed on Friday after engineers found 12 cracks in its northern pier.

- **Night Post** (# match, 93%; **figures differ: 12 against 15**): Engineers found 15 cracks in the northern pier, \
and the old bridge was closed on Friday.
- · no match found in Valley Echo
"""


def seen(written: str) -> str:
    """What a reader of the rendered document sees, on one line."""
    return " ".join(unescape(re.sub("<[^>]*>", "", READER.render(written))).split())


def test_the_story_reads_well_unrendered(story: Alignment) -> None:
    written = markdown(story)
    assert written.startswith(
        "# Old bridge closed\n\n**Harbour Gazette: 3 of 3 sentences matched in another outlet.**\n\n"
    )
    assert MATCH in written
    assert "- **Valley Echo** (≈ linked by you): Commuters face detours until spring.\n" in written


def test_what_one_outlet_has_stands_by_itself(pair: Alignment) -> None:
    written = markdown(pair)
    assert "## Only in Harbour Gazette\n\n- Buses will take the longer way round until spring.\n" in written
    assert "## Only in Night Post\n\n- Shopkeepers near the quay expect a hard winter.\n" in written


def test_what_the_reader_rejected_is_listed(pair: Alignment) -> None:
    assert (
        "## Rejected by you\n\n- **Harbour Gazette**: Buses will take the longer way round until spring.\n"
        "  - **Night Post**: Shopkeepers near the quay expect a hard winter.\n"
    ) in markdown(pair)


def test_the_outlets_stand_in_a_table_with_their_addresses(story: Alignment) -> None:
    html = READER.render(markdown(story))
    assert html.count("<tr>") == 4
    assert '<a href="https://gazette.example/bridge?id=7">Old bridge closed</a>' in html
    assert "Night Post (sample, invented)" in html


def test_the_method_is_told(story: Alignment) -> None:
    assert "Scores are evidence, not verdicts" in markdown(story)


def test_without_a_match_that_is_what_it_says(pair: Alignment) -> None:
    assert "No match found between 2 articles." in markdown(Alignment(pair.articles, ()))


def test_hostile_text_is_shown_as_it_is_and_does_nothing(hostile: Alignment) -> None:
    written = markdown(hostile)
    html = READER.render(written)
    assert re.findall(r'href="([^"]*)"', html) == ["https://two.example/%22%3E%3Cscript%3E?page=2"]
    assert not re.findall(r"<(?!/?(?:h1|h2|p|strong|ul|li|table|thead|tbody|tr|th|td|a)\b)[^>]*>", html)
    assert clean(hostile.articles[0].title, lines=False) in seen(written)
    assert html.count("<tr>") == 3


@pytest.mark.parametrize(
    "text",
    ["1. No list", "12) none", "- none", "+ none", "# no heading", "> no quotation", "*no* _emphasis_", "a | b",
     "<b>none</b>", "[none](x)", "`none`", "~~none~~", "&copy; none", "\\none", "!["],
)  # fmt: skip
def test_a_sentence_is_never_markdown(text: str) -> None:
    assert READER.render(f"- {escape(text)}\n").count("<") == 4
    assert seen(f"- {escape(text)}") == text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_comes_through_a_markdown_reader(text: str) -> None:
    shown = " ".join(clean(text, lines=False).split())
    assert seen(f"- x {escape(text)}") == f"x {shown}".strip()
