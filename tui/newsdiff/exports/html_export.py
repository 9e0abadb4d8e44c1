"""A comparison as one self-contained HTML page, for browsers of any size."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from newsdiff import __version__
from newsdiff.core.diff.match_marks import MatchMark
from newsdiff.core.text.normalize import clean
from newsdiff.exports.public_links import link
from newsdiff.exports.report import EVERYTHING, METHOD, ComparisonReport, ExportView
from newsdiff.exports.report_text import date, line, verdict
from newsdiff.resources import stylesheet
from newsdiff.text_format import count_noun, plural, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.diff.word_diff import Difference
    from newsdiff.core.models import Alignment, Article, Match, Ref
    from newsdiff.exports.report import DetailTold

_LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")

# The page loads nothing and sends nothing: no scripts, images, fonts or forms; only its own style sheet.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def to_html(alignment: Alignment, *, view: ExportView = EVERYTHING, min_score: float | None = None) -> str:
    """Write a comparison as an HTML page.

    Args:
        alignment: The story.
        view: What of it is shown.
        min_score: Show every pair that scores above this (0..1), linked or not; None for the linked matches.
    """
    report = ComparisonReport(alignment, view, min_score=min_score)
    return "\n".join([*_head(report), *_masthead(report), *_story(report), *_foot(report), "</body>", "</html>", ""])


def _head(report: ComparisonReport) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f'<meta name="generator" content="newsdiff {__version__}">'
    yield f"<title>{_text(report.title)}</title>"
    yield f"<style>\n{Path(stylesheet('export.css')).read_text(encoding='utf-8')}</style>"
    yield "</head>"


def _masthead(report: ComparisonReport) -> Iterator[str]:
    number = len(report.shown)
    yield f'<body class="{"beside" if _beside(report) else "below"}" style="--outlets: {number}">'
    yield '<header class="masthead">'
    yield f'<p class="kicker">One story, {spelled(number)} {plural(number, "outlet")}</p>'
    yield f"<h1{_speech(report.titled)}>{_text(report.title)}</h1>"
    yield f'<p class="banner">{_text(report.names[report.shown[0]])}: <strong>{report.banner}</strong></p>'
    yield f'<p class="banner">{_text(report.totals)}</p>'
    if report.details_told:
        yield f'<ul class="details">{"".join(map(_detail, report.details_told))}</ul>'
    if report.scope:
        yield f'<p class="banner">{_text(report.scope)}</p>'
    yield '<ol class="outlets">'
    for article in report.shown:
        yield from _outlet(report, article)
    yield "</ol>"
    if report.others:
        yield f'<p class="banner">{_text(report.others)}</p>'
    if report.languages:
        yield f'<p class="banner apart">{_text(report.languages)}</p>'
    yield from _controls(report)
    yield "</header>"


def _detail(told: DetailTold) -> str:
    return f"<li><strong>{_text(told.values)}</strong>{_text(told.quote)}</li>"


def _outlet(report: ComparisonReport, number: int) -> Iterator[str]:
    article = report.alignment.articles[number]
    address, title = link(article.url), _text(article.title) or "Untitled"
    facts = [date(article), count_noun(article.words, "word"), report.matched(number)]
    yield "<li>"
    yield f'<p class="name">{_text(report.names[number])}</p>'
    if address:
        title = f'<a href="{escape(address)}" rel="noreferrer noopener nofollow">{title}</a>'
    yield f'<p class="headline"{_speech(article)}>{title}</p>'
    yield f'<p class="facts">{" · ".join(fact for fact in facts if fact)}</p>'
    if article.sample:
        yield '<p class="facts">A sample article; the outlet is invented.</p>'
    yield "</li>"


def _controls(report: ComparisonReport) -> Iterator[str]:
    """The legend, and a filter of rows that works by CSS alone."""
    yield '<div class="controls">'
    yield '<ul class="legend">'
    for mark in report.legend:
        yield f"<li>{_sign(mark)} {mark.words}</li>"
    yield '<li><mark class="word">words</mark> the others do not use</li>'
    yield '<li><mark class="figure">details</mark> details differ</li>'
    yield "</ul>"
    yield '<fieldset class="show"><legend>Show</legend>'
    for place, (name, words) in enumerate((("all", "all"), ("differs", "differs"), ("only", "only here"))):
        checked = "" if place else " checked"
        yield f'<label><input type="radio" name="show" id="show-{name}"{checked}> {words}</label>'
    yield "</fieldset>"
    yield "</div>"


def _story(report: ComparisonReport) -> Iterator[str]:
    yield "<main>"
    yield '<div class="names" aria-hidden="true">'
    for article in report.shown:
        yield f"<span>{_text(report.names[article])}</span>"
    yield "</div>"
    placed: set[Ref] = set()
    for number in range(len(report.rows)):
        yield from _row(report, number, placed)
    yield "</main>"


def _row(report: ComparisonReport, number: int, placed: set[Ref]) -> Iterator[str]:
    row, goes_on = report.rows[number], report.goes_on(number)
    if row.heading:
        (ref,) = row.refs
        yield f'<h2 class="row heading"{_speech(report.lead)}>{_text(report.text(ref))}</h2>'
        return
    yield f'<section class="row {_kind(report, row)}{" on" if goes_on else ""}">'
    for place, (article, cell) in enumerate(zip(report.shown, row.cells, strict=True)):
        kind = "lead" if place == 0 else "other"
        if cell:
            yield f'<div class="cell {kind}">'
            yield f'<p class="name">{_text(report.names[article])}</p>'
            for ref in cell:
                yield from _sentence(report, row, ref, placed)
            yield "</div>"
        elif _beside(report):
            yield _none(report, row, kind, [article], silent=goes_on)
    if report.missing(row) and not goes_on and not _beside(report):
        yield _none(report, row, "other", report.missing(row))
    yield "</section>"


def _beside(report: ComparisonReport) -> bool:
    """Whether each outlet has a column. More than three would be too narrow: they are below each other."""
    return len(report.shown) <= 3


def _none(report: ComparisonReport, row: Row, kind: str, articles: Sequence[int], *, silent: bool = False) -> str:
    """A cell for articles without a sentence in a row; a silent one goes on with what was said in the row before."""
    sign = _sign(report.empty_mark(row, *articles))
    kind, words = (f"{kind} silent", "") if silent else (kind, report.none_in(row, articles))
    return f'<div class="cell {kind} none"><p>{sign} {_text(words)}</p></div>'


def _kind(report: ComparisonReport, row: Row) -> str:
    """The CSS class of a row, for the filter."""
    mark = report.differences.row_mark(row, report.shown)
    if row.alone and report.is_lone(row):
        return "differs only" if mark is MatchMark.ONLY else "apart"
    return "shared" if report.is_shared(row) else "differs"


def _sentence(report: ComparisonReport, row: Row, ref: Ref, placed: set[Ref]) -> Iterator[str]:
    """A sentence with its mark and, if it is a counterpart, the evidence for the match."""
    article, mark, match = report.alignment.articles[ref.article], report.mark(ref), report.match(row, ref)
    if mark is None:
        yield f'<h3 class="subhead"{_speech(article)}>{_text(report.text(ref))}</h3>'
        return
    identity = "" if ref in placed or ref in row.again else f' id="s{ref.article}-{ref.sentence}"'
    placed.add(ref)
    differences = report.differences
    sign = differences.match_mark(match) if match else mark
    spans = differences.match_spans(match, ref, report.shown) if match else differences.spans(ref, report.shown)
    said = _marked(report.alignment.sentence(ref).text, spans)
    yield f'<p class="said"{identity}>{_sign(sign)} <span{_speech(article)}>{said}</span></p>'
    if match:
        yield from _evidence(report, match, ref)
    if ref in row.again:
        yield f'<p class="note"><a href="#s{ref.article}-{ref.sentence}">Matches better in another place</a></p>'


def _evidence(report: ComparisonReport, match: Match, ref: Ref) -> Iterator[str]:
    details = report.details(match, ref)
    if details:
        yield f'<p class="note figures">{_text(details)}</p>'
    why, words = match.why, verdict(match, details_differ=bool(details))
    evidence = (("words", why.words), ("figures", why.figures), ("quotation", (why.quotation or "",)))
    shared = [f"{noun}: {', '.join(found)}" for noun, found in evidence if any(found)]
    if not shared:
        yield f'<p class="note">{words}</p>'
        return
    yield f'<details class="note"><summary>{words}</summary>'
    yield f"<p>Both have: {_text('; '.join(shared))}</p></details>"


def _marked(text: str, spans: Sequence[Difference]) -> str:
    """A sentence as HTML with its differences marked; where a word and a detail overlap, the detail is marked."""
    kinds: list[str | None] = [None] * len(text)
    for span in sorted(spans, key=lambda span: span.kind == "figure"):
        kinds[span.start : span.end] = [span.kind] * (min(span.end, len(text)) - span.start)
    cuts = [0, *(place for place in range(1, len(text)) if kinds[place] != kinds[place - 1]), len(text)]
    parts = []
    for start, end in pairwise(cuts):
        part = escape(clean(text[start:end]))
        parts.append(f'<mark class="{kinds[start]}">{part}</mark>' if part and kinds[start] else part)
    return "".join(parts)


def _sign(mark: MatchMark) -> str:
    return f'<span class="mark {mark.name.lower()}" role="img" aria-label="{mark.words}">{mark.sign}</span>'


def _speech(article: Article) -> str:
    """The HTML attributes for the language of an article."""
    language = f' lang="{article.language}"' if _LANGUAGE.fullmatch(article.language) else ""
    return f'{language} dir="auto"'


def _text(text: str) -> str:
    return escape(line(text))


def _foot(report: ComparisonReport) -> Iterator[str]:
    yield "<footer>"
    yield from _rejected(report)
    yield from _removed(report)
    yield f'<p class="method">{_text(METHOD)}</p>'
    yield f'<p class="method">Made with newsdiff {__version__}. The articles belong to their publishers.</p>'
    yield "</footer>"


def _rejected(report: ComparisonReport) -> Iterator[str]:
    found = report.rejected()
    if not found:
        return
    yield '<section class="rejected"><h2>Rejected by you</h2>'
    for match in found:
        yield "<dl>"
        for ref in (match.a, match.b):
            speech = _speech(report.alignment.articles[ref.article])
            yield f"<dt>{_text(report.names[ref.article])}</dt><dd{speech}>{_text(report.text(ref))}</dd>"
        yield "</dl>"
    yield "</section>"


def _removed(report: ComparisonReport) -> Iterator[str]:
    articles = [number for number in report.shown if report.alignment.articles[number].removed]
    if not articles:
        return
    total = sum(len(report.alignment.articles[number].removed) for number in articles)
    yield f'<details class="removed"><summary>{count_noun(total, "line")} taken out before comparing</summary>'
    for number in articles:
        yield f"<h3>{_text(report.names[number])}</h3><ul>"
        for removed in report.alignment.articles[number].removed:
            yield f'<li><span dir="auto">{_text(removed.text)}</span> ({_text(removed.reason)})</li>'
        yield "</ul>"
    yield "</details>"
