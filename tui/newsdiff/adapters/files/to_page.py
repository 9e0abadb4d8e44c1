"""Makes a `RawArticle` from the fields of a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdiff.adapters import urls
from newsdiff.core.models import RawArticle
from newsdiff.core.text.dates import parse_date
from newsdiff.core.text.normalize import clean
from newsdiff.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TITLES = ("title", "headline")
_OUTLETS = ("outlet", "source", "site", "publisher", "sitename", "publication", "newspaper")
_DATES = ("date", "published", "publishedat", "datepublished", "pubdate")
_URLS = ("url", "link", "canonical", "permalink", "sourceurl", "source")
_LANGUAGES = ("language", "lang")
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)

_TITLE, _OUTLET = 300, 80
"""Characters of a title and of an outlet's name that are kept."""


def page(
    text: str,
    source: str,
    fields: Mapping[str, str],
    *,
    title: str | None = None,
    sentences: tuple[str, ...] | None = None,
) -> RawArticle:
    """A `RawArticle` with the values of `fields`, looked up under their usual names. Invalid values are ignored.

    `title` is the one in the text, used if no field has one.
    """
    dates = [parsed for value in _values(fields, _DATES) if (parsed := parse_date(value))]
    published, day_only = dates[0] if dates else (None, False)
    languages = [match[1].lower() for value in _values(fields, _LANGUAGES) if (match := _LANGUAGE.fullmatch(value))]
    outlets = (value for value in _values(fields, _OUTLETS) if not urls.is_address(value))
    return RawArticle(
        text=clean(text),
        source=source,
        outlet=clean(next(outlets, ""), lines=False, limit=_OUTLET) or None,
        title=clean(next(_values(fields, _TITLES), title or ""), lines=False, limit=_TITLE) or None,
        published=published,
        day_only=day_only,
        url=next(filter(None, map(_safe, _values(fields, _URLS))), None),
        language=languages[0] if languages else None,
        sentences=sentences,
        sample=fields.get("sample", "").lower() == "true",
    )


def _values(fields: Mapping[str, str], names: tuple[str, ...]) -> Iterator[str]:
    return (fields[name].strip() for name in names if fields.get(name, "").strip())


def _safe(url: str) -> str | None:
    """The address, if it is one that may be opened later; None otherwise, since a file may contain anything."""
    try:
        return urls.safe(url)
    except FetchError:
        return None
