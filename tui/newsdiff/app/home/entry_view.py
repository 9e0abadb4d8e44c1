"""The article pane of the home screen: title, facts, the text and its links."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from newsdiff.app.home.bindings import ENTRY_VIEW
from newsdiff.app.home.text_parts import text_parts
from newsdiff.app.rendering.ascii_fallback import separator, to_ascii
from newsdiff.app.rendering.text_strips import GUTTER
from newsdiff.app.widgets.focus_pane import TextPane
from newsdiff.app.widgets.rich_text_view import Part
from newsdiff.text_format import clock, local_now, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.binding import BindingType

    from newsdiff.core.library.entries import EntryText
    from newsdiff.core.library.feeds import Entry

LONGEST = 200_000
"""Characters of a text that are laid out: some thirty thousand words."""


class EntryView(TextPane):
    """One article as its feed, or its page, has it."""

    BINDINGS: ClassVar[list[BindingType]] = [*ENTRY_VIEW]

    def __init__(self, key_of: Callable[[str], str]) -> None:
        """Take what gives the key of a binding."""
        super().__init__()
        self._key_of = key_of
        self.entry: Entry | None = None
        self.text: EntryText | None = None
        self.empty = "No article here."
        self._note = ""

    def show(self, entry: Entry | None, text: EntryText | None, note: str = "") -> None:
        """Show an entry from its beginning; the same one again, where the reader was in it.

        Args:
            entry: What is known about it; None for nothing to show.
            text: Its texts; None while they are read.
            note: What to show above the text instead of where it comes from.
        """
        same = entry is not None and self.entry is not None and entry.id == self.entry.id
        self.entry, self.text, self._note = entry, text, note
        if not same:
            self.jump(0)
        self.lay_out()

    def parts(self) -> Iterator[Part]:
        """Title, facts, where the text comes from, the text, its links."""
        entry = self.entry
        if entry is None:
            return
        yield Part(entry.title or "(no title)", "head")
        yield Part(self._facts(entry), "muted", 1)
        if self.text is None:
            return
        if note := self._note or self._source(self.text):
            yield Part(to_ascii(note) if self.plain else note, "muted", 1)
        words, links, emphasis = self.text.shown_text
        yield from text_parts(words[:LONGEST], self.column - GUTTER, plain=self.plain, emphasis=emphasis)
        if len(words) > LONGEST:
            yield Part(f"The text continues; {self._key_of('browse')} opens it in the browser.", "muted", 1)
        if links:
            yield Part("Links", "head")
            yield from (Part(f"[{number}] {url}", "accent") for number, url in enumerate(links, 1))

    def _facts(self, entry: Entry) -> str:
        changed = f"changed {plural(entry.revised, 'once', f'{entry.revised:,} times')}" if entry.revised else ""
        parts = [entry.outlet, entry.author or "", clock(entry.published, local_now()), changed]
        parts += [f"#{tag}" for tag in entry.tags]
        return separator(plain=self.plain).join(part for part in parts if part)

    def _source(self, text: EntryText) -> str:
        page, key = text.page, self._key_of("full-text")
        if text.shown == "page" and page is not None:
            stale = ", before the feed changed" if text.page_is_stale else ""
            return f"Full text, fetched {clock(page.fetched, local_now())}{stale} · {key} feed version"
        if page is not None and page.error:
            return f"Feed version. {page.error}"
        if page is not None:
            return f"Feed version · {key} full text"
        if text.summary_only and text.text:
            return f"Feed summary only · {key} fetch full text"
        return f"No text in the feed · {key} fetch full text" if text.summary_only else ""
