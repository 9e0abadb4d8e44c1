"""A comparison: the matches that the texts show, and the reader's word on them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsdiff.core.decisions import apply, verdict
from newsdiff.core.text import fold
from newsdiff.errors import ExportError

if TYPE_CHECKING:
    from newsdiff.adapters.store import Store
    from newsdiff.core.decisions import Verdict
    from newsdiff.core.models import Alignment, Ref

MOST_NAME = 60
"""Characters of a story's title in the name of an exported file."""


class Comparison:
    """One story compared. It may be used from one thread at a time."""

    def __init__(self, plain: Alignment, store: Store | None, notices: tuple[str, ...] = ()) -> None:
        """Take what the texts show, and the store that holds the reader's word, if it could be opened."""
        self._plain = plain
        self._store = store
        self._made: list[tuple[Verdict, Ref]] = []
        self.notices = notices
        """What the reader should know about how it came about."""
        self._verdicts: dict[object, Verdict] = {}
        if store is not None:
            kept = store.verdicts({article.outlet for article in plain.articles})
            self._verdicts = {one.key: one for one in kept}
        self.alignment = apply(plain, self._verdicts.values())

    def judge(self, a: Ref, b: Ref, *, linked: bool) -> str:
        """Take the reader's word that two sentences match, or do not. Gives a sentence where it could not be kept.

        Raises:
            StoreError: The store is there and could not take it; nothing has changed.
        """
        said = verdict(self.alignment, a, b, linked, datetime.now(UTC))
        lost = ""
        if self._store is None or self._store.read_only:
            lost = "It holds until you leave: the store cannot be written"
        else:
            self._store.record(said)
        self._made.append((said, a))
        self._verdicts[said.key] = said
        self.alignment = apply(self._plain, self._verdicts.values())
        return lost

    def undo(self) -> Ref | None:
        """Take back the reader's last word of this session; gives the sentence it was about, if there was one.

        Raises:
            StoreError: The store could not take it back; nothing has changed.
        """
        if not self._made:
            return None
        said, ref = self._made[-1]
        before: Verdict | None
        if self._store is None or self._store.read_only:
            before = next((one for one, _ in reversed(self._made[:-1]) if one.key == said.key), None)
        else:
            before = self._store.retract(said)
        self._made.pop()
        self._verdicts.pop(said.key, None)
        if before is not None:
            self._verdicts[before.key] = before
        self.alignment = apply(self._plain, self._verdicts.values())
        return ref

    def file_name(self, ending: str) -> str:
        """A name for an exported file, made from the story's title."""
        words = re.sub(r"[^a-z0-9]+", "-", fold(self.alignment.articles[0].title)).strip("-")
        return (words[:MOST_NAME].rstrip("-") or "comparison") + ending

    def export(self, place: str) -> Path:
        """Write the comparison; the file's ending says in which form. Gives the whole path. Nothing is overwritten.

        Raises:
            ExportError: The ending is not known, the file is there already, or it cannot be written.
        """
        # A form and what it needs are imported when they are asked for.
        from newsdiff.exports.forms import ENDINGS, written
        from newsdiff.exports.saving import save

        path = Path(place).expanduser()
        form = ENDINGS.get(path.suffix.lower())
        if form is None:
            raise ExportError(f"“{path.name}” does not say what to write: end it in .md, .html, .json or .txt.")
        save(written(self.alignment, form).encode(), path)
        return path.resolve()
