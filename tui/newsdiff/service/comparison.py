"""A comparison: the matches that the texts show, and the reader's word on them."""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsdiff.core.alignment.verdicts import apply, plain, verdict
from newsdiff.core.diff.story_diff import Differences
from newsdiff.core.models import Ref
from newsdiff.core.text.normalize import fold
from newsdiff.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from newsdiff.adapters.store import Store
    from newsdiff.core.alignment.verdicts import SentenceKey, Verdict
    from newsdiff.core.models import Alignment, Article

MOST_NAME = 60
"""Characters of a story's title in the name of an exported file."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence by its article, which keeps its meaning when more articles join the story."""

    article: Article
    sentence: int

    def find(self, alignment: Alignment) -> Ref | None:
        """Where it stands in a story: in its article, or where the same outlet says the same words, if anywhere."""
        for number, article in enumerate(alignment.articles):
            if article == self.article:
                return Ref(number, self.sentence)
        outlet, text = plain(self.article.known_as), plain(self.article.sentences[self.sentence].text)
        return next((ref for ref in alignment.refs() if _says(alignment, ref, outlet, text)), None)


def _says(alignment: Alignment, ref: Ref, outlet: str, text: str) -> bool:
    sentence = alignment.sentence(ref)
    known_as = alignment.articles[ref.article].known_as
    return not sentence.heading and plain(known_as) == outlet and plain(sentence.text) == text


@dataclass(frozen=True, slots=True)
class _Word:
    """One thing that the reader said in this session."""

    said: Verdict
    before: Verdict | None
    """What held for the two sentences until then."""
    store: Store | None
    """Where it is kept; None: only here."""
    a: _Place
    b: _Place


class Session:
    """The reader's word since the program was started, whichever articles have joined since. For any thread."""

    def __init__(self) -> None:
        self.held: Mapping[tuple[SentenceKey, SentenceKey], Verdict] = {}
        """What holds now. It is replaced and never changed in place, so it may be read without waiting for a write."""
        self._words: list[_Word] = []
        # It is held while the disk is written, so that a word and its undoing keep their order there.
        self._lock = threading.Lock()

    def load(self, store: Store, outlets: Collection[str]) -> None:
        """Take in what the store holds on these outlets; what it could not take holds nevertheless.

        Raises:
            StoreError: The store cannot be read; nothing has changed.
        """
        known = {plain(outlet) for outlet in outlets}
        with self._lock:
            kept = {one.key: one for one in store.verdicts(outlets)}
            others = {key: one for key, one in self.held.items() if not known.issuperset(said.outlet for said in key)}
            self.held = {**others, **kept, **self._unkept()}

    def judge(self, alignment: Alignment, a: Ref, b: Ref, linked: bool, store: Store | None) -> None:
        """Take the reader's word on two sentences; where there is a store it is on the disk afterwards.

        Raises:
            StoreError: The store could not take it; nothing has changed.
        """
        first, second = (_Place(alignment.articles[ref.article], ref.sentence) for ref in (a, b))
        with self._lock:
            said = verdict(alignment, a, b, linked, datetime.now(UTC))
            if store is not None:
                store.record(said)
            self._words.append(_Word(said, self.held.get(said.key), store, first, second))
            self.held = {**self.held, said.key: said}

    def undo(self, alignment: Alignment) -> Ref | None:
        """Take back the last word on two sentences of this story; gives the first of the two.

        Raises:
            StoreError: The store could not take it back; nothing has changed.
        """
        with self._lock:
            for number in reversed(range(len(self._words))):
                word = self._words[number]
                ref = word.a.find(alignment)
                if ref is not None and word.b.find(alignment) is not None:
                    break
            else:
                return None
            before = self._take_back(word)
            del self._words[number]
            left = {key: one for key, one in self.held.items() if key != word.said.key}
            self.held = left if before is None else {**left, before.key: before}
            return ref

    def _take_back(self, word: _Word) -> Verdict | None:
        """Let the store forget a word; gives what holds in its place."""
        if word.store is None:
            return word.before
        # Another copy of the program may have spoken since, so the store knows best, but for what it never was told.
        standing = word.store.retract(word.said)
        untold = any(one.said is word.before and one.store is None for one in self._words)
        return word.before if untold else standing

    def _unkept(self) -> dict[tuple[SentenceKey, SentenceKey], Verdict]:
        found: dict[tuple[SentenceKey, SentenceKey], Verdict] = {}
        for word in self._words:
            if word.store is None:
                found[word.said.key] = word.said
            else:
                found.pop(word.said.key, None)
        return found


class Comparison:
    """One story compared. Its methods may be called from any thread, several at once."""

    def __init__(
        self,
        plain: Alignment,
        store: Store | None,
        notices: tuple[str, ...] = (),
        session: Session | None = None,
        *,
        provisional: bool = False,
    ) -> None:
        """Take what the texts show, the store of the reader's word if it could be opened, and their session so far.

        Raises:
            StoreError: The store cannot be read.
        """
        self._plain = plain
        self._store = store
        self._session = session or Session()
        self.notices = notices
        """What the reader should know about how it came about."""
        self.provisional = provisional
        """By words alone so far: the sentence encoder has yet to read the story."""
        if store is not None:
            self._session.load(store, {article.known_as for article in plain.articles})
        held = self._session.held
        # The two are one value, so that a thread never sees one of them without the other.
        self._shown = held, Differences(apply(plain, held.values()))

    @property
    def alignment(self) -> Alignment:
        """The matches with the reader's word on them, as it is now. It never waits for the disk."""
        return self.differences.alignment

    @property
    def differences(self) -> Differences:
        """The differences inside the matches of `alignment`. What was worked out outlives a verdict."""
        held = self._session.held
        applied, differences = self._shown
        if applied is not held:
            differences = differences.with_alignment(apply(self._plain, held.values()))
            self._shown = held, differences
        return differences

    def warm(self) -> None:
        """Work out which details differ in every linked match, so that whoever draws them need not wait.

        To be called where the story is compared, off the event loop.
        """
        differences = self.differences
        for match in differences.alignment.matches:
            if match.level:
                differences.details(match)

    def judge(self, a: Ref, b: Ref, *, linked: bool) -> str:
        """Take the reader's word that two sentences match, or do not. Gives a sentence where it could not be kept.

        It waits for the disk, up to some seconds where another copy of the program is writing: call it in a thread.

        Raises:
            StoreError: The store is there and could not take it; nothing has changed.
            ValueError: The two stand in one article, or one of them is a heading.
        """
        writable = None if self._store is None or self._store.read_only else self._store
        self._session.judge(self._plain, a, b, linked, writable)
        return "" if writable else "It holds until you leave: the store cannot be written"

    def undo(self) -> Ref | None:
        """Take back the reader's last word of this session on this story, also one from before an article joined.

        Gives the sentence it was about, where it stands now; None where there is nothing to take back. It waits for
        the disk as `judge` does: call it in a thread.

        Raises:
            StoreError: The store could not take it back; nothing has changed.
        """
        return self._session.undo(self._plain)

    def file_name(self, ending: str) -> str:
        """A name for an exported file, made from the story's title."""
        words = re.sub(r"[^a-z0-9]+", "-", fold(self._plain.articles[0].title)).strip("-")
        if len(words) > MOST_NAME:
            words = words[: MOST_NAME + 1].rpartition("-")[0]
        return (words or "comparison") + ending

    def export(self, place: str) -> Path:
        """Write the comparison; the file's ending says in which form. Gives the whole path. Nothing is overwritten.

        Raises:
            ExportError: The ending is not known, the file is there already, or it cannot be written.
        """
        # A form and what it needs are imported when they are asked for.
        from newsdiff.exports.formats import ENDINGS, render
        from newsdiff.exports.output_file import save

        path = Path(place)
        # Where there is no such user, the name is what it says.
        with suppress(RuntimeError):
            path = path.expanduser()
        form = ENDINGS.get(path.suffix.lower())
        if form is None:
            raise ExportError(f"“{path.name}” does not say what to write: end it in .md, .html, .json or .txt.")
        save(render(self.alignment, form).encode(), path)
        return path.resolve()
