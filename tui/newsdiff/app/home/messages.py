"""What the work of the home screen sends to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from newsdiff.core.library.entries import EntryText
    from newsdiff.core.library.feeds import Entry
    from newsdiff.service import LoadedArticles


@dataclass
class TextRead(Message):
    """The texts of an article were read."""

    entry: Entry
    text: EntryText | None
    """None if it is no longer in the store."""


@dataclass
class ArticlesLoaded(Message):
    """The articles that the reader wants to compare are there, as far as they could be had."""

    loaded: LoadedArticles
