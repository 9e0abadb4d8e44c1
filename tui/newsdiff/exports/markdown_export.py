"""A comparison as a Markdown document, to be pasted into an article, a note or a mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdiff.core.diff.match_marks import MatchMark
from newsdiff.exports.public_links import link
from newsdiff.exports.report import EVERYTHING, METHOD, ComparisonReport, ExportView
from newsdiff.exports.report_text import date, line, verdict
from newsdiff.text_format import count_noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.models import Alignment, Match, Ref

# Only these characters have a meaning inside a line (CommonMark 0.31, and GitHub's tables and strikethrough). No others
# are escaped, because the text is also read unrendered.
_ACTIVE = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)")
_LINE_START = re.compile(r"^(?:(\d{1,9})(?=[.)])|(?=[-+#>]))")

_BAR = "\\|"


def markdown(alignment: Alignment, *, view: ExportView = EVERYTHING, min_score: float | None = None) -> str:
    """Write a comparison as Markdown that is readable unrendered: what matches, what does not, and what was rejected.

    Args:
        alignment: The story.
        view: What of it is shown.
        min_score: Show every pair that scores above this (0..1), linked or not; None for the linked matches.
    """
    report = ComparisonReport(alignment, view, min_score=min_score)
    blocks = [*_header(report), *_matches(report), *_alone(report), *_rejected(report), "## How to read this", METHOD]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """A text on one line, escaped so that Markdown renders it as it is, even at the start of a line."""
    escaped = _ACTIVE.sub(lambda found: f"\\{found[0]}", line(text))
    return _LINE_START.sub(lambda found: f"{found[1] or ''}\\", escaped)


def _header(report: ComparisonReport) -> Iterator[str]:
    yield f"# {escape(report.title)}"
    yield f"**{escape(report.names[report.shown[0]])}: {report.banner}.**"
    yield escape(report.totals)
    if report.details_told:
        yield "\n".join(f"- # {escape(''.join(one))}" for one in report.details_told)
    yield from (escape(said) for said in (report.scope, report.others, report.languages) if said)
    table = ["| Outlet | Article | Published | Words | Matched |", "| --- | --- | --- | ---: | ---: |"]
    for number in report.shown:
        article = report.alignment.articles[number]
        name = escape(report.names[number]) + (" (sample, invented)" if article.sample else "")
        address, title = link(article.url), escape(article.title) or "Untitled"
        title = f"[{title}](<{address}>)" if address else title
        facts = (name, title, date(article), f"{article.words:,}", report.matched(number).removesuffix(" matched"))
        # In a table a bar ends the cell, even in an address.
        table.append(f"| {' | '.join(fact.replace('|', _BAR) for fact in facts)} |")
    yield "\n".join(table)


def _matches(report: ComparisonReport) -> Iterator[str]:
    # What stands alone in its row may match what stands in another one.
    found = [row for row in report.rows if not row.heading and not (row.alone and report.is_lone(row))]
    yield "## What more than one outlet has"
    if not found:
        compared = [article for article in report.shown if report.is_compared(article)]
        yield f"No match found between {count_noun(len(compared), 'article')}." if compared else "Not compared."
    for row in found:
        yield _row(report, row)


def _row(report: ComparisonReport, row: Row) -> str:
    """The head of a row, and below it what the other outlets say."""
    head, lines = report.head(row), []
    for article, cell in zip(report.shown, row.cells, strict=True):
        name = f"**{escape(report.names[article])}**"
        said = [ref for ref in cell if not report.alignment.sentence(ref).heading]
        if cell == head:
            lines.append(f"{name}: {' '.join(escape(report.text(ref)) for ref in said)}\n")
            continue
        for ref in said:
            match = report.match(row, ref)
            if match:
                lines.append(f"- {name} ({_evidence(report, match, ref)}): {escape(report.text(ref))}")
    missing = report.missing(row)
    if missing:
        lines.append(f"- {report.empty_mark(row, *missing).sign} {escape(report.none_in(row, missing))}")
    return "\n".join(lines)


def _evidence(report: ComparisonReport, match: Match, ref: Ref) -> str:
    details = report.details(match, ref)
    said = f"{report.differences.match_mark(match).sign} {verdict(match, details_differ=bool(details))}"
    return f"{said}; **{escape(details)}**" if details else said


def _alone(report: ComparisonReport) -> Iterator[str]:
    for article in report.shown:
        name, mark = escape(report.names[article]), MatchMark.ONLY
        apart = ", ".join(escape(report.names[other]) for other in report.not_compared_with(article))
        heading = f"Only in {name}{f' (not compared with {apart})' if apart else ''}"
        if not report.is_compared(article):
            heading, mark = f"{name}, not compared", MatchMark.NOT_COMPARED
        kept = (ref for row in report.rows for ref in row.refs if ref.article == article)
        refs = sorted({ref for ref in kept if report.mark(ref) is mark})
        if refs:
            yield f"## {heading}"
            yield "\n".join(f"- {escape(report.text(ref))}" for ref in refs)


def _rejected(report: ComparisonReport) -> Iterator[str]:
    lines = []
    for match in report.rejected():
        a, b = (f"- **{escape(report.names[ref.article])}**: {escape(report.text(ref))}" for ref in (match.a, match.b))
        lines += [a, f"  {b}"]
    if lines:
        yield "## Rejected by you"
        yield "\n".join(lines)
