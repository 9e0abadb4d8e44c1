"""Markdown: a comparison as a document to paste into an article, a note or a mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdiff.core.diff.match_marks import MatchMark
from newsdiff.exports.public_links import link
from newsdiff.exports.report import METHOD, ComparisonReport, date, line, verdict
from newsdiff.text_format import count_noun

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.models import Alignment, Match, Ref

# Inside a line only these can start something (CommonMark 0.31 and GitHub's tables and strikethrough); the others
# stay as they are, because the text is read unrendered as well.
_ACTIVE = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)")
_LINE_START = re.compile(r"^(?:(\d{1,9})(?=[.)])|(?=[-+#>]))")

_BAR = "\\|"


def markdown(alignment: Alignment, *, shown: Sequence[int] | None = None, min_score: float | None = None) -> str:
    """A comparison as Markdown that reads well unrendered: what matches, what does not, and the reader's word.

    Args:
        alignment: The story.
        shown: The articles to show, the lead first; all of them by default.
        min_score: Show every pair that scores above this (0..1), linked or not, in place of the linked ones.
    """
    sheet = ComparisonReport(alignment, shown, min_score=min_score)
    blocks = [*_header(sheet), *_matches(sheet), *_alone(sheet), *_rejected(sheet), "## How to read this", METHOD]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """A text on one line that Markdown shows as it is, also at the start of a line."""
    escaped = _ACTIVE.sub(lambda found: f"\\{found[0]}", line(text))
    return _LINE_START.sub(lambda found: f"{found[1] or ''}\\", escaped)


def _header(sheet: ComparisonReport) -> Iterator[str]:
    yield f"# {escape(sheet.title)}"
    yield f"**{escape(sheet.names[sheet.shown[0]])}: {sheet.banner}.**"
    table = ["| Outlet | Article | Published | Words | Matched |", "| --- | --- | --- | ---: | ---: |"]
    for number in sheet.shown:
        article = sheet.alignment.articles[number]
        name = escape(sheet.names[number]) + (" (sample, invented)" if article.sample else "")
        address, title = link(article.url), escape(article.title) or "Untitled"
        title = f"[{title}](<{address}>)" if address else title
        facts = (name, title, date(article), f"{article.words:,}", sheet.matched(number).removesuffix(" matched"))
        # Within a table a bar ends the cell, in an address as well.
        table.append(f"| {' | '.join(fact.replace('|', _BAR) for fact in facts)} |")
    yield "\n".join(table)


def _matches(sheet: ComparisonReport) -> Iterator[str]:
    found = [row for row in sheet.rows if not row.heading and not row.alone]
    yield "## What more than one outlet has"
    if not found:
        yield f"No match found between {count_noun(len(sheet.shown), 'article')}."
    for row in found:
        yield _row(sheet, row)


def _row(sheet: ComparisonReport, row: Row) -> str:
    """The sentence that leads a row, and under it what the others say."""
    head, lines = sheet.head(row), []
    for article, cell in zip(sheet.shown, row.cells, strict=True):
        name = f"**{escape(sheet.names[article])}**"
        said = [ref for ref in cell if not sheet.alignment.sentence(ref).heading]
        if cell == head:
            lines.append(f"{name}: {' '.join(escape(sheet.text(ref)) for ref in said)}\n")
            continue
        for ref in said:
            match = sheet.match(row, ref)
            if match:
                lines.append(f"- {name} ({_evidence(sheet, match, ref)}): {escape(sheet.text(ref))}")
    missing = sheet.missing(row)
    if missing:
        lines.append(f"- {MatchMark.NONE.sign} {escape(sheet.none_in(missing))}")
    return "\n".join(lines)


def _evidence(sheet: ComparisonReport, match: Match, ref: Ref) -> str:
    details, said = sheet.details(match, ref), f"{sheet.differences.match_mark(match).sign} {verdict(match)}"
    return f"{said}; **{escape(details)}**" if details else said


def _alone(sheet: ComparisonReport) -> Iterator[str]:
    for article in sheet.shown:
        refs = [ref for ref in sheet.alignment.refs() if ref.article == article and sheet.mark(ref) is MatchMark.ONLY]
        if refs:
            yield f"## Only in {escape(sheet.names[article])}"
            yield "\n".join(f"- {escape(sheet.text(ref))}" for ref in refs)


def _rejected(sheet: ComparisonReport) -> Iterator[str]:
    lines = []
    for match in sheet.rejected():
        a, b = (f"- **{escape(sheet.names[ref.article])}**: {escape(sheet.text(ref))}" for ref in (match.a, match.b))
        lines += [a, f"  {b}"]
    if lines:
        yield "## Rejected by you"
        yield "\n".join(lines)
