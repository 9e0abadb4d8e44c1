"""A comparison: the matches found in the texts, and the user's decisions about them."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsdiff.config import user_path
from newsdiff.core.alignment.verdicts import apply, plain, verdict
from newsdiff.core.diff.story_diff import Differences
from newsdiff.core.models import Ref
from newsdiff.core.text.normalize import fold
from newsdiff.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from newsdiff.adapters.store import Store
    from newsdiff.core.alignment.verdicts import About, Verdict, VerdictKey
    from newsdiff.core.models import Alignment, Article
    from newsdiff.exports.report import ExportView

MAX_NAME = 60
"""Characters of a story's title in the name of an exported file, at most."""


@dataclass(frozen=True, slots=True)
class _Location:
    """A sentence by its article, so that it can be found after more articles have joined the story."""

    article: Article
    sentence: int

    def find(self, alignment: Alignment) -> Ref | None:
        """Where the sentence is in a story: in its article, or else where the same outlet has the same text."""
        for number, article in enumerate(alignment.articles):
            if article == self.article:
                return Ref(number, self.sentence)
        outlet, text = plain(self.article.known_as), plain(self.article.sentences[self.sentence].text)
        return next((ref for ref in alignment.refs() if _is_sentence(alignment, ref, outlet, text)), None)


def _is_sentence(alignment: Alignment, ref: Ref, outlet: str, text: str) -> bool:
    sentence = alignment.sentence(ref)
    known_as = alignment.articles[ref.article].known_as
    return not sentence.heading and plain(known_as) == outlet and plain(sentence.text) == text


@dataclass(frozen=True, slots=True)
class _Decision:
    """A decision that the user made in this session."""

    verdict: Verdict
    previous: Verdict | None
    """What held for the two sentences before."""
    store: Store | None
    """Where it is stored; None: nowhere."""
    a: _Location
    b: _Location


class UserDecisions:
    """The user's decisions since the program was started, whichever articles have joined since. It is thread-safe."""

    def __init__(self) -> None:
        self.current: Mapping[VerdictKey, Verdict] = {}
        """What holds now. It is replaced and never changed in place, so reading it never waits for a write."""
        self._decisions: list[_Decision] = []
        # It is held while the disk is written, so that a decision and its undoing keep their order there.
        self._lock = threading.Lock()

    def load(self, store: Store, outlets: Collection[str]) -> None:
        """Add what the store holds about these outlets. Decisions that could not be stored still hold.

        Raises:
            StoreError: The store cannot be read; nothing has changed.
        """
        known = {plain(outlet) for outlet in outlets}
        with self._lock:
            stored = {one.key: one for one in store.verdicts(outlets)}
            others = {
                key: one for key, one in self.current.items() if not known.issuperset({key.a.outlet, key.b.outlet})
            }
            self.current = {**others, **stored, **self._unstored()}

    def judge(
        self, alignment: Alignment, a: Ref, b: Ref, linked: bool, store: Store | None, about: About = "match"
    ) -> None:
        """Record a decision about two sentences. If there is a store, it is on the disk afterwards.

        Raises:
            StoreError: It could not be stored; nothing has changed.
        """
        first, second = (_Location(alignment.articles[ref.article], ref.sentence) for ref in (a, b))
        with self._lock:
            made = verdict(alignment, a, b, linked, datetime.now(UTC), about)
            if store is not None:
                store.record(made)
            self._decisions.append(_Decision(made, self.current.get(made.key), store, first, second))
            self.current = {**self.current, made.key: made}

    def undo(self, alignment: Alignment) -> Ref | None:
        """Take back the last decision about two sentences of this story.

        Returns:
            The first of the two sentences; None if there is nothing to take back.

        Raises:
            StoreError: The store could not be changed; nothing has changed.
        """
        with self._lock:
            for number in reversed(range(len(self._decisions))):
                decision = self._decisions[number]
                ref = decision.a.find(alignment)
                if ref is not None and decision.b.find(alignment) is not None:
                    break
            else:
                return None
            previous = self._take_back(decision)
            del self._decisions[number]
            left = {key: one for key, one in self.current.items() if key != decision.verdict.key}
            self.current = left if previous is None else {**left, previous.key: previous}
            return ref

    def _take_back(self, decision: _Decision) -> Verdict | None:
        """Remove a decision from the store, and return what holds in its place."""
        if decision.store is None:
            return decision.previous
        # Another copy of the program may have stored a decision since, so the store knows best, except about what was
        # never stored.
        standing = decision.store.retract(decision.verdict)
        unstored = any(one.verdict is decision.previous and one.store is None for one in self._decisions)
        return decision.previous if unstored else standing

    def _unstored(self) -> dict[VerdictKey, Verdict]:
        found: dict[VerdictKey, Verdict] = {}
        for one in self._decisions:
            if one.store is None:
                found[one.verdict.key] = one.verdict
            else:
                found.pop(one.verdict.key, None)
        return found


class Comparison:
    """One story compared. It is thread-safe."""

    def __init__(
        self,
        alignment: Alignment,
        store: Store | None,
        notices: tuple[str, ...] = (),
        decisions: UserDecisions | None = None,
        *,
        provisional: bool = False,
    ) -> None:
        """Create a comparison.

        Args:
            alignment: The matches found in the texts.
            store: Where the user's decisions are stored; None if it could not be opened.
            notices: Sentences for the user about how the comparison was made.
            decisions: Those of this session so far.
            provisional: By words alone so far: the sentence encoder has yet to read the story.

        Raises:
            StoreError: The store cannot be read.
        """
        self._plain = alignment
        self._store = store
        self._decisions = decisions or UserDecisions()
        self.notices = notices
        """Sentences for the user about how the comparison was made."""
        self.provisional = provisional
        """By words alone so far: the sentence encoder has yet to read the story."""
        if store is not None:
            self._decisions.load(store, {article.known_as for article in alignment.articles})
        current = self._decisions.current
        # The two are one value, so that a thread never sees one of them without the other.
        self._shown = current, Differences(apply(alignment, current.values()))

    @property
    def alignment(self) -> Alignment:
        """The matches, with the user's decisions as they are now. It never waits for the disk."""
        return self.differences.alignment

    @property
    def differences(self) -> Differences:
        """The differences inside the matches of `alignment`. What was computed is kept after a decision."""
        current = self._decisions.current
        applied, differences = self._shown
        if applied is not current:
            differences = differences.with_alignment(apply(self._plain, current.values()))
            self._shown = current, differences
        return differences

    def warm(self) -> None:
        """Compute what drawing the story would have to wait for (`Differences.warm`).

        It blocks: call it in the thread in which the story is compared.
        """
        self.differences.warm()

    def judge(self, a: Ref, b: Ref, *, linked: bool, about: About = "match") -> str:
        """Record the user's decision that two sentences match, or do not, or whether their details are to be compared.

        It waits for the disk, a few seconds where another copy of the program is writing: call it in a thread.

        Args:
            a: A sentence.
            b: A sentence of another article.
            linked: Whether they match; about details: whether their mark holds.
            about: The match, or the mark of details that differ.

        Returns:
            A sentence for the user where the decision could not be stored, or "".

        Raises:
            StoreError: The store is open and could not take it; nothing has changed.
            ValueError: The two are in one article, or one of them is a heading.
        """
        writable = None if self._store is None or self._store.read_only else self._store
        self._decisions.judge(self._plain, a, b, linked, writable, about)
        return "" if writable else "It holds until you leave: the store cannot be written"

    def undo(self) -> Ref | None:
        """Take back the user's last decision of this session about this story, also one from before an article joined.

        It waits for the disk as `judge` does: call it in a thread.

        Returns:
            The sentence that it was about, where it is now; None if there is nothing to take back.

        Raises:
            StoreError: The store could not be changed; nothing has changed.
        """
        return self._decisions.undo(self._plain)

    def file_name(self, suffix: str, title: str = "") -> str:
        """A name for an export with this suffix (".md"), made from the title of the story or its first article."""
        words = re.sub(r"[^a-z0-9]+", "-", fold(title or self._plain.articles[0].title)).strip("-")
        if len(words) > MAX_NAME:
            words = words[: MAX_NAME + 1].rpartition("-")[0]
        return (words or "comparison") + suffix

    def export(self, file: str, view: ExportView | None = None) -> Path:
        """Write the comparison to a file, whose suffix names the format.

        A file that is there stays as it is, unless an export of this story wrote it and nobody has changed it since.

        Args:
            file: Where to.
            view: What of the comparison is written, as a screen shows it; None for all of it.

        Returns:
            The absolute path.

        Raises:
            ExportError: The suffix or the home folder is unknown, the file is another one's, or it cannot be written.
        """
        # A format and what it needs are imported when it is used.
        from newsdiff.exports.formats import ENDINGS, render
        from newsdiff.exports.output_file import save
        from newsdiff.exports.report import EVERYTHING
        from newsdiff.service.export_record import ExportRecord

        path = user_path(file, ExportError)
        form = ENDINGS.get(path.suffix.lower())
        if form is None:
            raise ExportError(f"“{path.name}” names no format: end the file name in .md, .html, .json or .txt.")
        record, articles = ExportRecord(), self._plain.articles
        content = render(self.alignment, form, view=view or EVERYTHING).encode()
        save(content, path, force=record.may_replace(path, articles))
        record.wrote(path, content, articles)
        return path.resolve()

    def export_name(self, title: str = "") -> str:
        """The name that an export is offered: that of the story, in the form that was used last. It reads the disk."""
        from newsdiff.service.export_record import ExportRecord

        return self.file_name(ExportRecord().last_suffix(".md"), title)
