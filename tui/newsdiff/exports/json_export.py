"""A comparison as JSON, for other programs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from newsdiff import __version__
from newsdiff.core.diff.story_diff import Differences
from newsdiff.exports.public_links import link, source
from newsdiff.exports.report import chosen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsdiff.core.models import Alignment, Article, Match

_DIGITS = 4
_LEAST = 0.0001

# JSON allows these to be escaped. A terminal would obey some of them, and lone surrogates cannot be encoded.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff9-\ufffb]")


def to_json(alignment: Alignment, *, min_score: float | None = None, ascii_only: bool = False) -> str:
    """A comparison as one JSON object.

    `articles` holds each article with its sentences, whose `start` and `end` count characters of its `text`. `matches`
    holds the matches: `a` and `b` are [article, sentence], counted from 0, `score` is 0..1 with
    four digits, `level` is null where the two are not linked, `by` says whose word that is, `why` is what both share,
    and `differs` is what the two give otherwise, or would if they were of one matter where they are not linked: each
    with its `kind` (figure, date, speaker) and the words of either. Where `differs_by` is the reader, they said that
    there is nothing.

    Args:
        alignment: The story.
        min_score: Write every pair that scores above this (0..1), linked or not; None for the linked matches.
        ascii_only: Escape all other characters, for an output that cannot encode them.
    """
    encoder = json.JSONEncoder(ensure_ascii=ascii_only)
    differences = Differences(alignment)
    articles = (encoder.encode(_article(article)) for article in alignment.articles)
    matches = (encoder.encode(_match(match, differences)) for match in chosen(alignment, min_score).matches)
    written = f'{{"newsdiff": "{__version__}",\n"articles": {_lines(articles)},\n"matches": {_lines(matches)}}}\n'
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _lines(values: Iterable[str]) -> str:
    """A JSON array with one value on each line, so that lines can be searched and compared."""
    return "[\n" + ",\n".join(values) + "\n]"


def _article(article: Article) -> dict[str, Any]:
    return {
        "outlet": article.outlet,
        "title": article.title,
        "date": _date(article),
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


def _date(article: Article) -> str | None:
    moment = article.published
    if moment is None:
        return None
    return moment.date().isoformat() if article.day_only else moment.isoformat().replace("+00:00", "Z")
