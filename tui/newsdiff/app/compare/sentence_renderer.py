"""How a sentence of the story looks, given what its outlets say and what the user wants to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.compare.conflict_strip import quote_parts
from newsdiff.app.rendering.text_strips import LaidSentence, StyledSpan
from newsdiff.core.diff.match_marks import MatchMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.app.compare.masthead import Part
    from newsdiff.app.compare.state import CompareState
    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.diff.conflict_list import ListedConflict
    from newsdiff.core.models import Article, Ref

_SIGN_ROLES = {
    MatchMark.SAME: "same",
    MatchMark.SIMILAR: "similar",
    MatchMark.FIGURES: "differs",
    MatchMark.WEAKER: "weaker",
    MatchMark.NONE: "muted",
    MatchMark.ONLY: "only",
    MatchMark.NOT_COMPARED: "muted",
    MatchMark.UNKNOWN: "muted",
}


class SentenceRenderer:
    """Renders the sentences of one story: marks, signs, differing words and search hits."""

    def __init__(self, state: CompareState, *, words: bool = True) -> None:
        self.state, self.words = state, words
        self.ascii = False
        """The terminal has ASCII only."""
        self._laid: dict[tuple[Ref, str, int, str, str], LaidSentence] = {}
        """Wrapping every sentence again with each filter and column would be felt."""
        self._quoted: Sequence[Article] = ()
        self._quotes: dict[tuple[ListedConflict, int], tuple[Part, ...]] = {}
        """Of these articles: looking for the best of dozens of sentences again with each key would be felt."""

    @property
    def cursor(self) -> str:
        """What marks the sentence under the cursor."""
        return ">" if self.ascii else "▸"

    def sign(self, mark: MatchMark) -> str:
        """The sign of a mark on this terminal."""
        return mark.ascii_sign if self.ascii else mark.sign

    def sign_role(self, mark: MatchMark) -> str:
        """The role in which the sign of a mark is drawn."""
        return _SIGN_ROLES[mark]

    def outlet(self, article: int) -> str:
        """An outlet as headings and notes name it: its number, which is its key, and its name."""
        return f"{article + 1} {self.state.alignment.articles[article].outlet}"

    def lay(self, ref: Ref, width: int, *, row: Row | None = None) -> LaidSentence:
        """A sentence or heading laid into a column of `width` cells, with its mark; in a row, as it is in that row."""
        if self.state.alignment.sentence(ref).heading:
            return self._lay(ref, width, " ", "muted", "head")
        mark = self.state.mark(ref) if row is None else self.state.mark_in(row, ref)
        role = (
            "again"
            if row and ref in row.again
            else "only"
            if mark is MatchMark.ONLY and self._is_mostly_matched(ref.article)
            else "text"
        )
        return self._lay(ref, width, self.sign(mark), _SIGN_ROLES[mark], role)

    def _lay(self, ref: Ref, width: int, sign: str, sign_role: str, role: str) -> LaidSentence:
        # The text is part of the key: that of an article changes when its page has come.
        text = self.state.alignment.sentence(ref).text
        key = (ref, text, width, sign, role)
        if key not in self._laid:
            self._laid[key] = LaidSentence.lay(text, width, sign=sign, sign_role=sign_role, role=role, ref=ref)
        return self._laid[key]

    def _is_mostly_matched(self, article: int) -> bool:
        """What only this outlet has is the lesser part of its article, so colour makes it stand out and no wall."""
        matched, total = self.state.matched(article)
        return 2 * matched >= total

    def quote(self, detail: ListedConflict, room: int) -> tuple[Part, ...]:
        """What a detail is of, in so many cells (`quote_parts`)."""
        articles = self.state.alignment.articles
        if articles is not self._quoted:
            self._quoted, self._quotes = articles, {}
        key = (detail, room)
        if key not in self._quotes:
            self._quotes[key] = quote_parts(articles, detail, room)
        return self._quotes[key]

    def spans(self, laid: LaidSentence) -> list[StyledSpan]:
        """What stands out in a laid sentence: differing words, differing figures, then search hits."""
        if laid.ref is None or laid.role == "head":
            return []
        found: list[StyledSpan] = []
        if self.words:
            found += (StyledSpan(*one) for one in self.state.differences.spans(laid.ref, self.state.order))
        return found + self._hits(laid.ref, laid.text)

    def _hits(self, ref: Ref, text: str) -> list[StyledSpan]:
        """Where the searched text is in a sentence; the whole of it where only its folded form has it."""
        query = self.state.query
        if not query or ref not in self.state.hits:
            return []
        folded, found, start = text.casefold(), [], 0
        if len(folded) != len(text):
            return [StyledSpan(0, len(text), "hit")]
        while (start := folded.find(query, start)) >= 0:
            found.append(StyledSpan(start, start + len(query), "hit"))
            start += len(query)
        return found or [StyledSpan(0, len(text), "hit")]
