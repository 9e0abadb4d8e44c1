"""One article of a feed as Markdown."""

from __future__ import annotations

from dataclasses import replace

from newsdiff.core.library.entries import EntryText, PageText
from newsdiff.core.library.feeds import Entry
from newsdiff.exports.entry_markdown import entry_markdown, file_name
from support.feed_builders import NOON

ENTRY = Entry(
    1, 1, "The Bell", "Bridge *closed*", "https://me:word@bell.example/b?token=x&id=2", "Ines Vidal", NOON, NOON,
    read=False, starred=False, revised=0,
)  # fmt: skip
TEXT = EntryText(
    "The bridge [1] is closed.\n\n# Why\n\n#hashtag", ("https://bell.example/more",), summary_only=False,
    categories=(), published_text=None, page=None, shown="feed",
)  # fmt: skip


def test_an_article_is_written_with_its_source_and_its_numbered_links() -> None:
    assert entry_markdown(ENTRY, TEXT) == (
        "# Bridge \\*closed\\*\n\n"
        "**The Bell** · Ines Vidal · 20 November 2026, 12:00 UTC\n\n"
        "<https://bell.example/b?id=2>\n\n"
        "The bridge [\\[1\\]](<https://bell.example/more>) is closed.\n\n"
        "## Why\n\n"
        "\\#hashtag\n\n"
        "## Links\n\n"
        "1. <https://bell.example/more>\n"
    )


def test_the_text_that_is_shown_is_written_and_a_summary_is_called_one() -> None:
    page = PageText("All of it.", "https://bell.example/b", NOON)
    assert "All of it." in entry_markdown(ENTRY, replace(TEXT, page=page, shown="page"))
    assert "*The summary that the feed gives.*" in entry_markdown(ENTRY, replace(TEXT, summary_only=True))
    assert "summary" not in entry_markdown(ENTRY, replace(TEXT, summary_only=True, page=page, shown="page"))


def test_what_is_no_address_is_not_made_one() -> None:
    assert "<javascript" not in entry_markdown(
        replace(ENTRY, url="javascript:x"), replace(TEXT, links=("javascript:x",))
    )


def test_a_file_is_named_after_the_title() -> None:
    assert file_name(ENTRY) == "bridge-closed.md"
    assert file_name(replace(ENTRY, title="漢字")) == "article.md"
