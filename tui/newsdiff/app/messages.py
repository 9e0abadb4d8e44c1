"""What workers tell the screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from newsdiff.core.models import Article
    from newsdiff.errors import NewsdiffError
    from newsdiff.service import Comparison


@dataclass
class ArticlesRead(Message):
    """The articles of a story are here; their matches are not known yet."""

    articles: tuple[Article, ...]
    notices: tuple[str, ...] = ()


@dataclass
class StoryCompared(Message):
    """The matches of a story are known."""

    comparison: Comparison
    notices: tuple[str, ...] = ()


@dataclass
class WorkFailed(Message):
    """Something the reader asked for could not be done; the error says what, and what was kept."""

    error: NewsdiffError
