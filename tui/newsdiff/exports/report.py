"""What all exports for readers say about a comparison, whatever their format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.alignment.language_support import language_notices
from newsdiff.core.alignment.rows import rows
from newsdiff.core.diff.hedges import with_hedge
from newsdiff.core.diff.match_marks import (
    Absence,
    MatchMark,
    absence,
    empty_mark,
    lone_mark,
    matched,
)
from newsdiff.core.diff.story_diff import Differences, by_heading
from newsdiff.core.diff.value_quotes import value_quote
from newsdiff.core.models import Alignment
from newsdiff.exports.report_text import entry_name, line, outlet_names
from newsdiff.text_format import count_noun, plural
from newsdiff.wording import language_notice, story_totals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.diff.conflict_list import ListedConflict
    from newsdiff.core.diff.conflicts import ConflictKind
    from newsdiff.core.library.stories import ComparedStory
    from newsdiff.core.models import Article, Match, Ref

METHOD = (
    "Scores are evidence, not verdicts: the percentage estimates how likely it is that two sentences say the same "
    "thing, judged by their words, figures and quotations. “No match found” means that none was found, not that an "
    "outlet did not report it: about one in seven sentences marked + has a counterpart after all. About one detail in "
    "six that is said to differ turns out to be no difference."
)
"""What a reader has to know before they rely on a comparison."""

MOST_OTHERS: Final = 6
"""Articles that were not compared that are named; more are counted."""

_ABSENT: Final = {
    Absence.NONE: "no match found in",
    Absence.REJECTED: "match rejected by you in",
    Absence.ELSEWHERE: "matched in another row:",
    Absence.NOT_COMPARED: "not compared with",
}
"""What is said of outlets that have nothing in a row, before their names."""


MOST_QUOTED: Final = 120
"""Characters of the words around a detail that differs."""


class ExportView(NamedTuple):
    """What of a comparison is exported, as a screen shows it."""

    shown: tuple[int, ...] | None = None
    """Places of the articles to show, the lead first; None for all of them."""
    filter: str = ""
    """The name of the filter; "" for none."""
    kept: frozenset[Ref] = frozenset()
    """The first sentences of the rows that pass the filter. Without a filter all rows are shown."""
    story: ComparedStory | None = None
    """The story of the library that is compared; None where it is of none."""


class DetailTold(NamedTuple):
    """A detail that differs."""

    values: str
    """As in "212 people (Gazette, Herald) | 240 (Courier)"."""
    quote: str
    """What it is of in an outlet's words: ", as in Gazette: “A ferry with 212 people on board…”"; "" where a filter
    may leave them out."""


EVERYTHING: Final = ExportView()
"""Every article in its order, every row."""


class ComparisonReport:
    """A comparison as the exports for readers write it: its rows, and the words for them."""

    def __init__(self, alignment: Alignment, view: ExportView = EVERYTHING, *, min_score: float | None = None) -> None:
        """Arrange a comparison in rows.

        Args:
            alignment: The story.
            view: What of it is shown.
            min_score: Show every pair that scores above this (0..1), linked or not; None for the linked matches.
        """
        self.alignment = chosen(alignment, min_score)
        self.view = view
        self.shown = tuple(range(len(alignment.articles))) if view.shown is None else view.shown
        self.weaker = min_score is not None
        every = rows(self.alignment, self.shown, weaker=self.weaker)
        self.rows = tuple(row for row in every if self.passes(row))
        self._all = sum(1 for row in every if not row.heading)
        self.differences = Differences(self.alignment)
        self.overview = self.differences.overview(self.shown)
        self.names = outlet_names(alignment.articles)

    def passes(self, row: Row) -> bool:
        """Whether a row is shown: the filter keeps it, or there is no filter."""
        return not self.view.filter or any(ref in self.view.kept for ref in self.head(row)[:1])

    @property
    def scope(self) -> str:
        """What of the comparison the document shows; "" where it is all of it.

        As in "Lead: Herald. Not shown: Courier. Filter: quotes, 4 of 31 rows."
        """
        said = []
        if self.shown[0] != 0:
            said.append(f"Lead: {self.names[self.shown[0]]}.")
        hidden = [name for place, name in enumerate(self.names) if place not in self.shown]
        if hidden:
            said.append(f"Not shown: {', '.join(hidden)}.")
        if self.view.filter:
            said.append(f"Filter: {self.view.filter}, {len(self.rows):,} of {count_noun(self._all, 'row')}.")
        return " ".join(said)

    @property
    def lead(self) -> Article:
        """The article with which the others are compared."""
        return self.alignment.articles[self.shown[0]]

    @property
    def title(self) -> str:
        """The title of the story: its headline in the library, else the title of the lead."""
        return line(self.view.story.headline if self.view.story else self.lead.title) or "Untitled"

    @property
    def titled(self) -> Article:
        """The article that has the title of the story, else the lead."""
        return next((one for one in self.alignment.articles if line(one.title) == self.title), self.lead)

    @property
    def others(self) -> str:
        """Which articles of a stored story were not compared; "" where all of them were.

        As in "2 other articles were not compared: Herald, 12 May 2025, 18:02 UTC: “Bridge closed”; …".
        """
        others = self.view.story.others if self.view.story else ()
        if not others:
            return ""
        named = [f"{entry_name(one)}: “{line(one.title) or 'Untitled'}”" for one in others[:MOST_OTHERS]]
        more = f"; and {len(others) - MOST_OTHERS:,} more" if len(others) > MOST_OTHERS else ""
        verb = plural(len(others), "was", "were")
        return f"{count_noun(len(others), 'other article')} {verb} not compared: {'; '.join(named)}{more}."

    @property
    def banner(self) -> str:
        """How much of the lead has a match: "23 of 38 sentences matched in another outlet"."""
        lead = self.shown[0]
        return f"{self.matched(lead)} {'in' if self.is_compared(lead) else 'with'} another outlet"

    @property
    def totals(self) -> str:
        """How much all, some and single outlets tell: "7 statements in all 3, 13 in some, 27 in one only; …"."""
        return f"{story_totals(self.overview)}."

    @property
    def details_told(self) -> tuple[DetailTold, ...]:
        """Each detail that differs, once."""
        return tuple(DetailTold(_values(one, self.names), self._quote(one)) for one in self.overview.conflicts)

    def _quote(self, detail: ListedConflict) -> str:
        if self.view.filter:
            # The sentence may be one that the filter leaves out.
            return ""
        quote = value_quote(self.alignment.articles, detail, MOST_QUOTED)
        return f", as in {self.names[quote.article]}: “{line(quote.text)}”" if quote else ""

    def matched(self, article: int) -> str:
        """How many sentences of an article have a match in another one shown: "23 of 38 sentences matched".

        Where it was compared with none of them, "not compared".
        """
        if not self.is_compared(article):
            return MatchMark.NOT_COMPARED.words
        found, total = matched(self.alignment, article, [other for other in self.shown if other != article])
        return f"{found} of {count_noun(total, 'sentence')} matched"

    def is_compared(self, article: int) -> bool:
        """Whether an article was compared with another one shown."""
        return lone_mark(self.alignment, article, self.shown) is MatchMark.ONLY

    def not_compared_with(self, article: int) -> tuple[int, ...]:
        """The articles shown with which one was not compared."""
        return tuple(other for other in self.shown if not self.alignment.is_compared(article, other))

    @property
    def languages(self) -> str:
        """Which of the articles shown were not compared, and why; "" where all of them were."""
        shown = [self.alignment.articles[article] for article in self.shown]
        found = [one for one in language_notices(shown) if one.kind == "several"]
        return line(language_notice(found[0])) if found else ""

    @property
    def legend(self) -> tuple[MatchMark, ...]:
        """The marks that the document may have."""
        marks = (MatchMark.SAME, MatchMark.SIMILAR, MatchMark.FIGURES, MatchMark.ONLY, MatchMark.NONE)
        return (*marks, MatchMark.NOT_COMPARED) if self.languages else marks

    def text(self, ref: Ref) -> str:
        """A sentence on one line."""
        return line(self.alignment.sentence(ref).text)

    def head(self, row: Row) -> tuple[Ref, ...]:
        """The sentences of a row with which the others are compared: those of the first article that has any in it."""
        return next((cell for cell in row.cells if cell), ())

    def match(self, row: Row, ref: Ref) -> Match | None:
        """The match of a sentence with the head of its row; `None` for the head itself and for headings."""
        head = self.head(row)
        found = (match for match in self.alignment.of(ref) if match.other(ref) in head)
        return next((match for match in found if match.level or (self.weaker and not match.rejected)), None)

    def mark(self, ref: Ref) -> MatchMark | None:
        """The mark of a sentence; `None` for a heading."""
        if self.alignment.sentence(ref).heading:
            return None
        return self.differences.mark(ref, self.shown, weaker=self.weaker)

    def goes_on(self, number: int) -> bool:
        """Whether a row and the one before have sentences of the same outlet alone, so that it was said already."""
        row, before = self.rows[number], self.rows[number - 1] if number else None
        if before is None or row.heading or before.heading or not (row.alone and before.alone):
            return False
        return self._absences(row) == self._absences(before)

    def _absences(self, row: Row) -> dict[int, Absence]:
        return {article: absence(self.alignment, article, row.own_refs) for article in self.missing(row)}

    def missing(self, row: Row) -> tuple[int, ...]:
        """The articles without a sentence in a row; none for a heading, which is not matched."""
        if row.heading:
            return ()
        return tuple(article for article, cell in zip(self.shown, row.cells, strict=True) if not cell)

    def empty_mark(self, row: Row, *articles: int) -> MatchMark:
        """The mark of articles without a sentence in a row: no match found, or not compared where that holds of all."""
        present = [one for one, cell in zip(self.shown, row.cells, strict=True) if cell]
        marks = {empty_mark(self.alignment, article, present) for article in articles}
        return MatchMark.NONE if MatchMark.NONE in marks else MatchMark.NOT_COMPARED

    def none_in(self, row: Row, articles: Sequence[int]) -> str:
        """What is said about articles without a sentence in a row."""
        why: dict[Absence, list[str]] = {}
        for article in articles:
            why.setdefault(absence(self.alignment, article, row.own_refs), []).append(self.names[article])
        none = why.get(Absence.NONE, [])
        if 1 < len(none) == len(self.shown) - 1:
            why[Absence.NONE] = ["any other outlet"]
        said = [f"{words} {', '.join(why[reason])}" for reason, words in _ABSENT.items() if reason in why]
        return "; ".join(said)

    def is_lone(self, row: Row) -> bool:
        """Whether nothing in a row matches a sentence of another article shown."""
        return self.differences.row_mark(row, self.shown) in {MatchMark.ONLY, MatchMark.NOT_COMPARED}

    def is_shared(self, row: Row) -> bool:
        """Whether all articles that were compared say the same in a row."""
        missing = {self.empty_mark(row, article) for article in self.missing(row)}
        return MatchMark.NONE not in missing and self.differences.row_mark(row, self.shown) is MatchMark.SAME

    def details(self, match: Match, ref: Ref) -> str:
        """What differs in a match, the words of `ref` last: "figures differ: 2 against 1"; "" if nothing does."""
        differing = []
        for heading, found in by_heading(self.differences.details(match)).items():
            pairs = []
            for one in found:
                sides = {match.a: one.a, match.b: one.b}
                there, here = (self._cut(side, *sides[side], one.kind) for side in (match.other(ref), ref))
                pairs.append(f"{there} against {here}")
            differing.append(f"{heading}: {'; '.join(pairs)}")
        return "; ".join(differing)

    def rejected(self) -> tuple[Match, ...]:
        """The matches between articles shown that the user has rejected."""
        return tuple(
            match
            for match in self.alignment.matches
            if match.rejected and match.a.article in self.shown and match.b.article in self.shown
        )

    def _cut(self, ref: Ref, start: int, end: int, kind: ConflictKind) -> str:
        text = self.alignment.sentence(ref).text
        if kind != "speaker":
            # "At least 12" is not 12.
            start, end = with_hedge(text, start, end, self.alignment.articles[ref.article].language)
        return line(text[start:end])


def _values(detail: ListedConflict, names: Sequence[str]) -> str:
    return " | ".join(
        f"{line(value.text)} ({', '.join(names[article] for article in value.articles)})" for value in detail.values
    )


def chosen(alignment: Alignment, min_score: float | None) -> Alignment:
    """An alignment with only those matches that are written.

    Args:
        alignment: The story.
        min_score: Keep matches that score above this (0..1); None for those that are linked. What the user has decided
            is always kept.
    """
    return Alignment(
        alignment.articles,
        tuple(
            match
            for match in alignment.matches
            if match.by == "reader" or (match.level if min_score is None else match.score > min_score)
        ),
        alignment.tokens,
    )
