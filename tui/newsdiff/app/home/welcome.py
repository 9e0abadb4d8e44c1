"""What the home screen shows where there are no feeds yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.rendering.text_strips import LaidSentence, sentence_strips
from newsdiff.app.widgets.block_view import BlockView

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.strip import Strip

_LINES = (
    ("add-feed", "add a feed or any news site (newsdiff finds its feeds)"),
    ("import-feeds", "import an OPML file (newsboat -e > feeds.opml) or newsboat's urls file"),
    ("sample", "explore the sample story"),
)


class WelcomePanel(BlockView):
    """The ways to begin, each with its key."""

    def __init__(self, key_of: Callable[[str], str]) -> None:
        """Take what gives the key of a binding."""
        super().__init__()
        self._key_of = key_of
        self._sentences: list[LaidSentence] = []

    def on_resize(self) -> None:
        """Fit the lines to the width."""
        width = min(84, self.size.width)
        lines = [("No feeds yet.", "head"), ("", "text")]
        lines += [(f"{self._key_of(name)}   {words}", "text") for name, words in _LINES]
        lines += [("", "text"), ("Nothing leaves this machine except requests to the addresses you add.", "muted")]
        self._sentences = [LaidSentence.lay(words, width, role=role) for words, role in lines]
        self.set_heights([len(sentence.lines) for sentence in self._sentences], width)

    def paint_block(self, block: int) -> list[Strip]:
        """A line."""
        return sentence_strips(self._sentences[block], self.size.width, (), self.role_styles, self.back())
