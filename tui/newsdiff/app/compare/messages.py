"""What comes of getting and comparing articles, as the compare screen hears of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.models import Article
    from newsdiff.service.comparison import Comparison


@dataclass
class ArticlesRead(Message):
    """Articles of the story are there; their matches are not known yet."""

    articles: tuple[Article, ...]
    """All of the story so far. There may be none: texts are still on their way, or no article has one."""
    notices: tuple[str, ...] = ()


@dataclass
class StoryCompared(Message):
    """The matches of a story are known."""

    comparison: Comparison
    notices: tuple[str, ...] = ()


@dataclass
class ArticlesComplete(Message):
    """Every article of the story has come, as far as it can be had."""

    notices: tuple[str, ...] = ()
    """Where there is less than a whole article."""
    suggestions: int = 0
    """How many articles of other stories may belong to it."""
    doubtful: frozenset[int] = frozenset()
    """The ids of the stored articles that may not belong to it."""


@dataclass
class ArticleAdded(Message):
    """An article that the user added is now part of the story."""

    stored: bool
    """The story is in the library, and keeps it."""


@dataclass
class ArticleChosen(Message):
    """The user chose another article of an outlet."""

    entry: Entry
    shown: bool
    """It is compared now. False: it has no text."""


@dataclass
class EditUndone(Message):
    """The article that was added last has been taken out of the story again, or the one taken out last put back."""

    words: str
    """What was undone, or that there was nothing to undo."""


class AddingFailed(Message):
    """An article that was to be added could not be read or stored; why is told by `WorkFailed`."""
