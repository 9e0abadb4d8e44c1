"""An article of a feed as a Markdown document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdiff.core.text.normalize import fold
from newsdiff.exports.body_markdown import body_markdown
from newsdiff.exports.markdown_export import escape
from newsdiff.exports.public_links import link
from newsdiff.text_format import long_time

if TYPE_CHECKING:
    from newsdiff.core.library.entries import EntryText
    from newsdiff.core.library.feeds import Entry

MOST_NAME = 60
"""Characters of the title in the name of the file."""


def entry_markdown(entry: Entry, text: EntryText) -> str:
    """Write an entry as Markdown: title, source, the text that is shown, and the links that are numbered in it.

    Addresses are written without user names and without parameters that look like keys (`public_links.link`).
    """
    words, links, emphasis = text.shown_text
    facts = [f"**{escape(entry.outlet)}**", escape(entry.author or ""), long_time(entry.published)]
    blocks = [f"# {escape(entry.title) or 'Untitled'}", " · ".join(fact for fact in facts if fact)]
    if address := link(entry.url):
        blocks.append(f"<{address}>")
    if text.summary_only and text.shown == "feed":
        blocks.append("*The summary that the feed gives.*")
    blocks += body_markdown(words, [link(url) for url in links], emphasis)
    if links:
        blocks += ["## Links", "\n".join(_link(number, url) for number, url in enumerate(links, 1))]
    return "\n\n".join(block for block in blocks if block) + "\n"


def file_name(entry: Entry) -> str:
    """A name for the file, from the title of the entry."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(entry.title)).strip("-")
    return (words[:MOST_NAME].rstrip("-") or "article") + ".md"


def _link(number: int, url: str) -> str:
    address = link(url)
    return f"{number}. <{address}>" if address else f"{number}. {escape(url)}"
