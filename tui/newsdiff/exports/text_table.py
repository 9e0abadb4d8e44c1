"""A comparison as a table in plain text, for a terminal or a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from newsdiff.core.diff.match_marks import MatchMark, decision, percent
from newsdiff.exports.ascii_fallback import encodable, to_encoding
from newsdiff.exports.report import EVERYTHING, METHOD, ComparisonReport, ExportView
from newsdiff.exports.report_text import date
from newsdiff.exports.text_columns import beside, pad, wrap
from newsdiff.text_format import count_noun

if TYPE_CHECKING:
    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.models import Alignment, Match, Ref

LEAST_COLUMN = 36
"""Least width of a column in terminal cells. If there is less room, the outlets are below each other."""

WIDEST_LINE = 100
"""Greatest width of a line in terminal cells where the outlets are below each other."""

_GAP = "   "


def table(
    alignment: Alignment,
    *,
    view: ExportView = EVERYTHING,
    min_score: float | None = None,
    width: int = 100,
    encoding: str = "utf-8",
) -> str:
    """Write a comparison as a table.

    Args:
        alignment: The story.
        view: What of it is shown.
        min_score: Show every pair that scores above this (0..1), linked or not; None for the linked matches.
        width: Terminal cells of a line, at least 40.
        encoding: The encoding of the destination; characters that it lacks are replaced (`ascii_fallback.to_encoding`).

    Returns:
        The text, without escape sequences.
    """
    return _Table(ComparisonReport(alignment, view, min_score=min_score), max(40, width), encoding).render()


class _Table:
    """A table that is being written."""

    def __init__(self, report: ComparisonReport, width: int, encoding: str) -> None:
        self.report, self.width, self.encoding = report, width, encoding
        self.signs = all(encodable(mark.sign, encoding) for mark in MatchMark)
        number = len(report.shown)
        self.column = (width - len(_GAP) * (number - 1)) // number
        self.beside = number <= 3 and self.column >= LEAST_COLUMN
        if not self.beside:
            self.column = min(width, WIDEST_LINE)

    def render(self) -> str:
        lines = [*self._header(), ""]
        if self.beside:
            names = [self._wrap(self.report.names[article].upper(), self.column) for article in self.report.shown]
            lines += [*beside(names, self.column, _GAP), ""]
        for number in range(len(self.report.rows)):
            lines += [*(self._side_by_side(number) if self.beside else self._stacked(number)), ""]
        return "\n".join([*lines, *self._footer()]) + "\n"

    def _header(self) -> list[str]:
        report, articles = self.report, self.report.alignment.articles
        facts = [
            [
                to_encoding(report.names[number], self.encoding),
                date(articles[number]),
                count_noun(articles[number].words, "word"),
                report.matched(number),
                "sample" if articles[number].sample else "",
            ]
            for number in report.shown
        ]
        widths = [max(cell_len(row[column]) for row in facts) for column in range(len(facts[0]))]
        table = ["  ".join(pad(fact, wide) for fact, wide in zip(row, widths, strict=True) if wide) for row in facts]
        legend = "   ".join(f"{self._sign(mark)} {mark.words}" for mark in report.legend)
        lines = [report.title, "", *table, "", f"{report.names[report.shown[0]]}: {report.banner}"]
        lines += [report.totals, *(f"  # {''.join(one)}" for one in report.details_told)]
        lines += [said for said in (report.scope, report.others, report.languages) if said]
        lines.append(legend)
        return [part for one in lines for part in self._fitted(one)]

    def _fitted(self, text: str) -> list[str]:
        """A line of the header, wrapped if it is too wide."""
        text = to_encoding(text, self.encoding).rstrip()
        indent = text[: len(text) - len(text.lstrip())]
        return [text] if cell_len(text) <= self.width else wrap(text, self.width, first=indent, rest=f"{indent}  ")

    def _footer(self) -> list[str]:
        lines, rejected = [], self.report.rejected()
        width = min(self.width, WIDEST_LINE)
        if rejected:
            lines += ["Rejected by you", ""]
        for match in rejected:
            for ref in (match.a, match.b):
                lines += self._wrap(f"{self.report.names[ref.article]}: {self.report.text(ref)}", width, "  ", "    ")
            lines.append("")
        return [*lines, *self._wrap(METHOD, width)]

    def _side_by_side(self, number: int) -> list[str]:
        row, blocks = self.report.rows[number], []
        for article, cell in zip(self.report.shown, row.cells, strict=True):
            block = [part for ref in cell for part in self._sentence(row, ref, self.column)]
            if article in self.report.missing(row):
                words = "" if self.report.goes_on(number) else self.report.none_in(row, [article])
                sign = self._sign(self.report.empty_mark(row, article))
                block = self._wrap(words, self.column, f"{sign} ", "  ")
            blocks.append(block)
        return beside(blocks, self.column, _GAP)

    def _stacked(self, number: int) -> list[str]:
        row, lines = self.report.rows[number], []
        head, missing = self.report.head(row), self.report.missing(row)
        for article, cell in zip(self.report.shown, row.cells, strict=True):
            named = cell != head or article != self.report.shown[0]
            for ref in cell:
                before = f"{self.report.names[article]}: " if named else ""
                indent = "    " if cell != head else ""
                lines += self._sentence(row, ref, self.column, indent, before)
        if missing and not self.report.goes_on(number):
            sign = self._sign(self.report.empty_mark(row, *missing))
            lines += self._wrap(self.report.none_in(row, missing), self.column, f"    {sign} ", " " * 6)
        return lines

    def _sentence(self, row: Row, ref: Ref, width: int, indent: str = "", before: str = "") -> list[str]:
        """A sentence with its mark and, if it is a counterpart, its score and what differs."""
        text, mark, match = before + self.report.text(ref), self.report.mark(ref), self.report.match(row, ref)
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
        """The mark and the score of a counterpart, six cells wide."""
        sign = self._sign(self.report.differences.match_mark(match))
        if match.by == "reader":
            return f"{sign} you "
        return f"{sign}{percent(match):3}% "

    def _notes(self, row: Row, ref: Ref, match: Match) -> list[str]:
        notes = []
        details = self.report.details(match, ref)
        if details:
            notes.append(details)
        if match.by == "reader":
            notes.append(decision(match))
        if ref in row.again:
            notes.append("matches better in another place")
        return notes

    def _sign(self, mark: MatchMark) -> str:
        return mark.sign if self.signs else mark.ascii_sign

    def _wrap(self, text: str, width: int, first: str = "", rest: str = "") -> list[str]:
        return wrap(to_encoding(text, self.encoding), width, first=first, rest=rest)
