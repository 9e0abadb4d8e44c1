"""A comparison as JSON, for other programs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from newsdiff import __version__
from newsdiff.core.diff.story_diff import Differences
from newsdiff.core.diff.story_overview import overview
from newsdiff.exports.public_links import link, source
from newsdiff.exports.report import EVERYTHING, ExportView, chosen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from newsdiff.core.diff.overview import Overview
    from newsdiff.core.library.stories import ComparedStory
    from newsdiff.core.models import Alignment, Article, Match

_DIGITS = 4
_LEAST = 0.0001

# JSON allows these to be escaped. A terminal would obey some of them, and lone surrogates cannot be encoded.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff9-\ufffb]")


def to_json(
    alignment: Alignment,
    *,
    view: ExportView = EVERYTHING,
    min_score: float | None = None,
    ascii_only: bool = False,
) -> str:
    """A comparison as one JSON object.

    `articles` holds each article with its sentences, whose `start` and `end` count characters of its `text`.
    `not_compared` holds every two articles that were not compared, being in different languages, by their places from
    0: that they have no match says nothing. `totals` counts what the outlets have in common as the screen does
    (`core.diff.story_overview`), and `details` tells each detail that differs once: its values, and the places of the
    articles that give each. `matches` holds the matches: `a` and `b` are [article, sentence], counted
    from 0, `score` is 0..1 with four digits, `level` is null where the two are not linked, `by` says whose word that
    is, `why` is what both share, and `differs` is what the two give otherwise, or would if they were of one matter
    where they are not linked: each with its `kind` (figure, date, speaker) and the words of either. Where `differs_by`
    is the reader, they said that there is nothing.

    `story`, where the articles are of a story of the library, holds its `id`, its `headline`, and the `other_articles`
    of these outlets, which were not compared.

    All articles and matches are written whatever a screen shows; `view` says what it did: the articles `shown`, the
    lead first, and the name of its `filter`, or null. `totals` and `details` are of the articles shown.

    Args:
        alignment: The story.
        view: What a screen shows of it.
        min_score: Write every pair that scores above this (0..1), linked or not; None for the linked matches.
        ascii_only: Escape all other characters, for an output that cannot encode them.
    """
    encoder = json.JSONEncoder(ensure_ascii=ascii_only)
    differences = Differences(alignment)
    articles = (encoder.encode(_article(article)) for article in alignment.articles)
    matches = (encoder.encode(_match(match, differences)) for match in chosen(alignment, min_score).matches)
    not_compared = encoder.encode([list(pair) for pair in alignment.not_compared])
    shown = {"shown": list(view.shown), "filter": view.filter or None} if view.shown is not None else None
    story = f'"story": {encoder.encode(_story(view.story))},\n' if view.story else ""
    screen = f'"view": {encoder.encode(shown)},\n' if shown else ""
    found = overview(differences, range(len(alignment.articles)) if view.shown is None else view.shown)
    written = (
        f'{{"newsdiff": "{__version__}",\n{story}{screen}"articles": {_lines(articles)},\n'
        f'"not_compared": {not_compared},\n'
        f'"totals": {encoder.encode(_totals(found))},\n"details": {encoder.encode(_details(found))},\n'
        f'"matches": {_lines(matches)}}}\n'
    )
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _lines(values: Iterable[str]) -> str:
    """A JSON array with one value on each line, so that lines can be searched and compared."""
    return "[\n" + ",\n".join(values) + "\n]"


def _article(article: Article) -> dict[str, Any]:
    return {
        "outlet": article.outlet,
        "title": article.title,
        "date": _date(article.published, day_only=article.day_only),
        "url": link(article.url),
        "language": article.language or None,
        "source": source(article.source),
        "sample": article.sample,
        "text": article.text,
        "sentences": [
            {
                "text": sentence.text,
                "start": sentence.start,
                "end": sentence.end,
                "paragraph": sentence.paragraph,
                "heading": sentence.heading,
            }
            for sentence in article.sentences
        ],
        "removed": [{"text": removed.text, "reason": removed.reason} for removed in article.removed],
    }


def _story(story: ComparedStory) -> dict[str, Any]:
    return {
        "id": story.id,
        "headline": story.headline,
        "other_articles": [
            {
                "id": one.id,
                "outlet": one.outlet,
                "title": one.title,
                "date": _date(one.published, day_only=one.day_only),
            }
            for one in story.others
        ],
    }


def _totals(found: Overview) -> dict[str, int]:
    return {
        "in_all": found.in_all,
        "shared": found.shared,
        "reworded": found.reworded,
        "details_differ": len(found.conflicts),
        "only_in_one": found.only,
    }


def _details(found: Overview) -> list[dict[str, Any]]:
    return [
        {"values": [{"text": value.text, "articles": list(value.articles)} for value in one.values]}
        for one in found.conflicts
    ]


def _match(match: Match, differences: Differences) -> dict[str, Any]:
    return {
        "a": list(match.a),
        "b": list(match.b),
        "score": _score(match.score),
        "level": match.level,
        "by": match.by,
        "why": {
            "words": list(match.why.words),
            "figures": list(match.why.figures),
            "quotation": match.why.quotation,
        },
        "differs": _differs(match, differences),
        "differs_by": "reader" if match.details_rejected else "text",
    }


def _differs(match: Match, differences: Differences) -> list[dict[str, str]]:
    a, b = (differences.alignment.sentence(ref).text for ref in (match.a, match.b))
    found = differences.details(match)
    return [{"kind": one.kind, "a": a[slice(*one.a)], "b": b[slice(*one.b)]} for one in found]


def _score(score: float) -> float:
    """A score rounded to four digits; one above 0 is not rounded to 0, nor one below 1 to 1."""
    rounded = round(score, _DIGITS)
    return min(1 - _LEAST, max(_LEAST, rounded)) if 0 < score < 1 else rounded


def _date(moment: datetime | None, *, day_only: bool) -> str | None:
    if moment is None:
        return None
    return moment.date().isoformat() if day_only else moment.isoformat().replace("+00:00", "Z")
