"""The pen: how a sentence of the story looks, given what its outlets say and what the reader wants to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.rendering.text_strips import LaidSentence, StyledSpan
from newsdiff.core.diff.match_marks import MatchMark

if TYPE_CHECKING:
    from newsdiff.app.compare.state import CompareState
    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.models import Ref

_SIGN_ROLES = {
    MatchMark.SAME: "same",
    MatchMark.SIMILAR: "similar",
    MatchMark.FIGURES: "differs",
    MatchMark.WEAKER: "weaker",
    MatchMark.NONE: "muted",
    MatchMark.ONLY: "only",
    MatchMark.UNKNOWN: "muted",
}


class SentenceRenderer:
    """Draws the sentences of one reading: marks, signs, differing words and search hits."""

    def __init__(self, reading: CompareState, *, ascii_signs: bool = False, words: bool = True) -> None:
        self.reading, self.ascii, self.words = reading, ascii_signs, words
        self.cursor = ">" if ascii_signs else "▸"
        self._pieces: dict[tuple[Ref, int, str, str], LaidSentence] = {}
        """Laid sentences: wrapping them again with every filter and column would be felt."""

    def sign(self, mark: MatchMark) -> str:
        """The sign of a mark on this terminal."""
        return mark.ascii_sign if self.ascii else mark.sign

    def outlet(self, article: int) -> str:
        """An outlet as headings and notes name it: its key and its name."""
        return f"{article + 1} {self.reading.alignment.articles[article].outlet}"

    def piece(self, ref: Ref, width: int, *, row: Row | None = None) -> LaidSentence:
        """A sentence or heading laid into a column, with its mark: in a row, that of its match with the lead there."""
        sentence = self.reading.alignment.sentence(ref)
        if sentence.heading:
            return self._laid(ref, width, " ", "muted", "head")
        mark = self.reading.mark(ref) if row is None else self.reading.mark_in(row, ref)
        role = (
            "again"
            if row and ref in row.again
            else "only"
            if mark is MatchMark.ONLY and self._rare(ref.article)
            else "text"
        )
        return self._laid(ref, width, self.sign(mark), _SIGN_ROLES[mark], role)

    def _laid(self, ref: Ref, width: int, sign: str, sign_role: str, role: str) -> LaidSentence:
        key = (ref, width, sign, role)
        if key not in self._pieces:
            text = self.reading.alignment.sentence(ref).text
            self._pieces[key] = LaidSentence.lay(text, width, sign=sign, sign_role=sign_role, role=role, ref=ref)
        return self._pieces[key]

    def _rare(self, article: int) -> bool:
        """What only this article has is the lesser part of it, so that colour makes it stand out and not a wall."""
        matched, total = self.reading.matched(article)
        return 2 * matched >= total

    def spans(self, piece: LaidSentence) -> list[StyledSpan]:
        """What stands out in a laid sentence: differing words, differing figures, then search hits."""
        if piece.ref is None or piece.role == "head":
            return []
        found: list[StyledSpan] = []
        if self.words:
            found += (
                StyledSpan(start, end, role)
                for start, end, role in self.reading.differences.spans(piece.ref, self.reading.order)
            )
        return found + self.hits(piece.ref, piece.text)

    def hits(self, ref: Ref, text: str) -> list[StyledSpan]:
        """Where the searched text stands in a sentence; the whole of it where only its folded form has it."""
        query = self.reading.query
        if not query or ref not in self.reading.hits:
            return []
        low, found, start = text.casefold(), [], 0
        if len(low) != len(text):
            return [StyledSpan(0, len(text), "hit")]
        while (start := low.find(query, start)) >= 0:
            found.append(StyledSpan(start, start + len(query), "hit"))
            start += len(query)
        return found or [StyledSpan(0, len(text), "hit")]
