"""Where an article comes from, and what was removed from its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from newsdiff.app.dialogs.base import Dialog
from newsdiff.app.rendering.ascii_fallback import to_ascii
from newsdiff.redact import redact_url
from newsdiff.text_format import short_time
from newsdiff.wording import language_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import BindingType
    from textual.widget import Widget

    from newsdiff.core.models import Article


class ArticleInfoDialog(Dialog[None]):
    """The facts of one article."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i,q,enter", "dismiss", "Close", id="close-about", show=False),
        Binding("j,down", "scroll(1)", "Down", id="about-down", show=False),
        Binding("k,up", "scroll(-1)", "Up", id="about-up", show=False),
    ]

    def __init__(self, article: Article) -> None:
        super().__init__(article.title, "j k scroll · esc close")
        self._article = article

    def body(self) -> Iterator[Widget]:
        """The facts, then the removed lines."""
        article = self._article
        count = sum(not sentence.heading for sentence in article.sentences)
        facts = [
            ("Outlet", article.outlet + (" (a sample written for newsdiff)" if article.sample else "")),
            ("Published", short_time(article.published, day_only=article.day_only) or "unknown"),
            ("Address", self._shown(article.url) if article.url else "unknown"),
            ("Read from", self._shown(article.source)),
            ("Language", language_name(article.language) if article.language else "not recognised"),
            ("Length", f"{article.words} words, {count} sentences"),
        ]
        for name, value in facts:
            yield self.text(value, label=f"{name:<11}")
        yield self.text("")
        if not article.removed:
            yield self.text("Nothing was removed from the text.", "dialog-muted")
            return
        yield self.text(f"Removed from the text ({len(article.removed)}):", "dialog-muted")
        for removed in article.removed:
            yield self.text(f"{removed.reason}: {removed.text}")

    def _shown(self, source: str) -> str:
        """A file name as it is, an address with its secrets masked."""
        from newsdiff.adapters.urls import is_address

        if not is_address(source):
            return source
        shown = redact_url(source)
        return to_ascii(shown) if self.plain else shown
