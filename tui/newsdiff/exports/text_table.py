"""Table: a comparison as plain text, for a terminal or a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from newsdiff.core.diff.match_marks import MatchMark, percent
from newsdiff.exports.ascii_fallback import encodable, to_encoding
from newsdiff.exports.report import METHOD, ComparisonReport, date
from newsdiff.exports.text_columns import beside, pad, wrap
from newsdiff.text_format import count_noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.models import Alignment, Match, Ref

LEAST_COLUMN = 36
"""Cells under which a column of news text is no pleasure: then the outlets stand below each other."""

WIDEST_LINE = 100
"""Cells that a line has at most where the outlets stand below each other."""

_GAP = "   "
_LEGEND = (MatchMark.SAME, MatchMark.SIMILAR, MatchMark.FIGURES, MatchMark.ONLY, MatchMark.NONE)


def table(
    alignment: Alignment,
    *,
    shown: Sequence[int] | None = None,
    min_score: float | None = None,
    width: int = 100,
    encoding: str = "utf-8",
) -> str:
    """A comparison as text that is at most `width` cells wide and has no escape codes.

    Args:
        alignment: The story.
        shown: The articles to show, the lead first; all of them by default.
        min_score: Show every pair that scores above this (0..1), linked or not, in place of the linked ones.
        width: Cells of a line, 40 or more.
        encoding: What the text will be encoded in; marks and letters that it lacks are replaced by the nearest it has.
    """
    return _Table(ComparisonReport(alignment, shown, min_score=min_score), max(40, width), encoding).render()


class _Table:
    """One table in the making: the sheet, and the room it has."""

    def __init__(self, sheet: ComparisonReport, width: int, encoding: str) -> None:
        self.sheet, self.width, self.encoding = sheet, width, encoding
        self.signs = all(encodable(mark.sign, encoding) for mark in MatchMark)
        number = len(sheet.shown)
        self.column = (width - len(_GAP) * (number - 1)) // number
        self.beside = number <= 3 and self.column >= LEAST_COLUMN
        if not self.beside:
            self.column = min(width, WIDEST_LINE)

    def render(self) -> str:
        lines = [*self._header(), ""]
        if self.beside:
            names = [self._wrap(self.sheet.names[article].upper(), self.column) for article in self.sheet.shown]
            lines += [*beside(names, self.column, _GAP), ""]
        for number in range(len(self.sheet.rows)):
            lines += [*(self._side_by_side(number) if self.beside else self._stacked(number)), ""]
        return "\n".join([*lines, *self._footer()]) + "\n"

    def _header(self) -> list[str]:
        sheet, articles = self.sheet, self.sheet.alignment.articles
        facts = [
            [
                to_encoding(sheet.names[number], self.encoding),
                date(articles[number]),
                count_noun(articles[number].words, "word"),
                sheet.matched(number),
                "sample" if articles[number].sample else "",
            ]
            for number in sheet.shown
        ]
        widths = [max(cell_len(row[place]) for row in facts) for place in range(len(facts[0]))]
        table = ["  ".join(pad(fact, wide) for fact, wide in zip(row, widths, strict=True) if wide) for row in facts]
        legend = "   ".join(f"{self._sign(mark)} {mark.words}" for mark in _LEGEND)
        lines = [sheet.title, "", *table, "", f"{sheet.names[sheet.shown[0]]}: {sheet.banner}", legend]
        return [part for one in lines for part in self._fitted(one)]

    def _fitted(self, text: str) -> list[str]:
        """A line of the header as it is laid out, or wrapped where there is no room for that."""
        text = to_encoding(text, self.encoding).rstrip()
        return [text] if cell_len(text) <= self.width else wrap(text, self.width, rest="  ")

    def _footer(self) -> list[str]:
        lines, rejected = [], self.sheet.rejected()
        width = min(self.width, WIDEST_LINE)
        if rejected:
            lines += ["Rejected by you", ""]
        for match in rejected:
            for ref in (match.a, match.b):
                lines += self._wrap(f"{self.sheet.names[ref.article]}: {self.sheet.text(ref)}", width, "  ", "    ")
            lines.append("")
        return [*lines, *self._wrap(METHOD, width)]

    def _side_by_side(self, number: int) -> list[str]:
        row, blocks = self.sheet.rows[number], []
        for article, cell in zip(self.sheet.shown, row.cells, strict=True):
            block = [part for ref in cell for part in self._sentence(row, ref, self.column)]
            if article in self.sheet.missing(row):
                words = "" if self.sheet.goes_on(number) else self.sheet.none_in([article])
                block = self._wrap(words, self.column, f"{self._sign(MatchMark.NONE)} ", "  ")
            blocks.append(block)
        return beside(blocks, self.column, _GAP)

    def _stacked(self, number: int) -> list[str]:
        row, lines = self.sheet.rows[number], []
        head, missing = self.sheet.head(row), self.sheet.missing(row)
        for article, cell in zip(self.sheet.shown, row.cells, strict=True):
            named = cell != head or article != self.sheet.shown[0]
            for ref in cell:
                before = f"{self.sheet.names[article]}: " if named else ""
                indent = "    " if cell != head else ""
                lines += self._sentence(row, ref, self.column, indent, before)
        if missing and not self.sheet.goes_on(number):
            mark = f"    {self._sign(MatchMark.NONE)} "
            lines += self._wrap(self.sheet.none_in(missing), self.column, mark, " " * len(mark))
        return lines

    def _sentence(self, row: Row, ref: Ref, width: int, indent: str = "", before: str = "") -> list[str]:
        """A sentence with its mark and, for a counterpart, its score and what the two disagree on."""
        text, mark, match = before + self.sheet.text(ref), self.sheet.mark(ref), self.sheet.match(row, ref)
        if mark is None:
            heading = self._wrap(text, width, f"{indent}  ", f"{indent}  ")
            return [*heading, f"{indent}  {'-' * min(width - len(indent) - 2, len(heading[-1].strip()))}"]
        if match is None:
            return self._wrap(text, width, f"{indent}{self._sign(mark)} ", f"{indent}  ")
        first, rest = f"{indent}{self._gutter(match)}", f"{indent}      "
        lines = self._wrap(text, width, first, rest)
        for note in self._notes(row, ref, match):
            lines += self._wrap(f"({note})", width, rest, rest)
        return lines

    def _gutter(self, match: Match) -> str:
        """The mark and the score of a counterpart, in six cells."""
        sign = self._sign(self.sheet.differences.match_mark(match))
        if match.by == "reader":
            return f"{sign} you "
        return f"{sign}{percent(match):3}% "

    def _notes(self, row: Row, ref: Ref, match: Match) -> list[str]:
        notes = []
        details = self.sheet.details(match, ref)
        if details:
            notes.append(f"{match.level or 'weaker'}, {details}")
        if match.by == "reader":
            notes.append("linked by you")
        if ref in row.again:
            notes.append("matches better in another place")
        return notes

    def _sign(self, mark: MatchMark) -> str:
        return mark.sign if self.signs else mark.ascii_sign

    def _wrap(self, text: str, width: int, first: str = "", rest: str = "") -> list[str]:
        return wrap(to_encoding(text, self.encoding), width, first=first, rest=rest)
