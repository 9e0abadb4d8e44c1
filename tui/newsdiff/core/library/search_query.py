"""Parses searches: words, "phrases", title:, author:, outlet:, tag:, is:, since: and before:, and -not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from newsdiff.core.library.search_text import searchable_word
from newsdiff.core.text.normalize import clean, shorten
from newsdiff.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_TERMS = 40
"""Terms in one search: nobody types more, and SQLite bounds the depth of an expression."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟＂«»", '"'))
_TERM = re.compile(
    r"(?P<minus>-?)(?:(?P<field>title|author|outlet|since|before|is|tag):|(?P<unknown>[A-Za-z]{2,20}):(?=[^\s/\d]))?"
    r'(?P<value>"[^"]*"|[^\s"]+|)(?P<star>\*?)',
    re.IGNORECASE,
)
_SPAN = re.compile(r"(\d{1,5})([hdw])")
_DAY = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_LONGEST = timedelta(days=40_000)


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A word, or several in a row."""

    text: str
    prefix: bool = False
    """The last word may be the beginning of a longer one."""


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed search. An entry has to meet all of its conditions."""

    words: tuple[QueryTerm, ...] = ()
    """Terms that it has."""
    without: tuple[QueryTerm, ...] = ()
    """Terms that it does not have."""
    titles: tuple[QueryTerm, ...] = ()
    """Terms that its title has."""
    not_titles: tuple[QueryTerm, ...] = ()
    """Terms that its title does not have."""
    authors: tuple[str, ...] = ()
    """Parts of the name of its author, all of them."""
    not_authors: tuple[str, ...] = ()
    """Parts of names that its author does not have."""
    outlets: tuple[str, ...] = ()
    """Parts of names of outlets, one of which the name of its outlet has."""
    not_outlets: tuple[str, ...] = ()
    """Parts of names of outlets, none of which the name of its outlet has."""
    tags: tuple[str, ...] = ()
    """Tags, one of which it has."""
    not_tags: tuple[str, ...] = ()
    """Tags, none of which it has."""
    since: datetime | None = None
    """In UTC; it was published then or later."""
    before: datetime | None = None
    """In UTC; it was published earlier."""
    read: bool | None = None
    starred: bool | None = None


def parse(text: str, now: datetime) -> Query:
    """Parse a search.

    Args:
        text: Words and "phrases", all of which have to be found (`word*`: the beginning of a word); `title:WORD`,
            `author:NAME`, `outlet:NAME`, `tag:NAME`, `is:read`, `is:unread`, `is:starred`; `since:` and `before:` with
            2026-11-20, 2026-11, today, yesterday, or a time before now such as 12h, 3d or 2w. A hyphen before any but
            the last two negates it.
        now: The current time (timezone-aware). Days begin at midnight in its zone.

    Raises:
        QueryError: It is empty, or a part of it cannot be understood.
    """
    text = clean(text, lines=False).translate(_QUOTES)
    if text.count('"') % 2:
        raise QueryError("A quotation mark in the search is not closed. Add one at the end of the phrase.")
    query, at, terms = Query(), 0, 0
    while at < len(text):
        found = _TERM.match(text, at)
        if found is None or found.end() == at:
            at += 1
            continue
        at, terms = found.end(), terms + 1
        if terms > MOST_TERMS:
            raise QueryError(f"A search may have {MOST_TERMS} words. Leave some of them away.")
        query = _with(query, found, now)
    if query == Query():
        raise QueryError("There is nothing to search for. Type a word, or is:unread.")
    return query


def _with(query: Query, found: re.Match[str], now: datetime) -> Query:
    name, minus = (found["field"] or "").lower(), bool(found["minus"])
    value = found["value"].strip('"').strip()
    if unknown := found["unknown"]:
        known = ", ".join(f"{field}:" for field in _FIELDS)
        raise QueryError(
            f"{unknown}: is not known in a search; these are: {known}. "
            f'Put words with a colon in quotation marks, as "{unknown}:{shorten(value, 30)}".'
        )
    if not name:
        return _with_words(query, value, minus=minus, star=bool(found["star"]))
    if not value:
        raise QueryError(f"{name}: stands alone in the search. {_EXAMPLES[name]}")
    return _FIELDS[name](query, value, minus, now)


def _with_words(query: Query, value: str, *, minus: bool, star: bool) -> Query:
    if not searchable_word(value):
        return query
    words = _term(value, star=star)
    if minus:
        return replace(query, without=(*query.without, words))
    return replace(query, words=(*query.words, words))


def _term(value: str, *, star: bool = False) -> QueryTerm:
    return QueryTerm(value.rstrip("*").rstrip(), prefix=star or value.endswith("*"))


def _title(query: Query, value: str, minus: bool, _: datetime) -> Query:
    if not searchable_word(value):
        return query
    if minus:
        return replace(query, not_titles=(*query.not_titles, _term(value)))
    return replace(query, titles=(*query.titles, _term(value)))


def _author(query: Query, value: str, minus: bool, _: datetime) -> Query:
    if minus:
        return replace(query, not_authors=(*query.not_authors, value))
    return replace(query, authors=(*query.authors, value))


def _outlet(query: Query, value: str, minus: bool, _: datetime) -> Query:
    if minus:
        return replace(query, not_outlets=(*query.not_outlets, value))
    return replace(query, outlets=(*query.outlets, value))


def _tag(query: Query, value: str, minus: bool, _: datetime) -> Query:
    if minus:
        return replace(query, not_tags=(*query.not_tags, value))
    return replace(query, tags=(*query.tags, value))


def _is(query: Query, value: str, minus: bool, _: datetime) -> Query:
    what = value.lower()
    if what == "starred":
        if query.starred is minus:
            raise QueryError("The search asks for starred articles and for others at once, which none can be.")
        return replace(query, starred=not minus)
    if what not in {"read", "unread"}:
        raise QueryError(f"is:{shorten(value, 30)} is not known. {_EXAMPLES['is']}")
    read = (what == "read") is not minus
    if query.read is (not read):
        raise QueryError("The search asks for read and for unread articles at once, which none can be.")
    return replace(query, read=read)


def _since(query: Query, value: str, minus: bool, now: datetime) -> Query:
    if minus:
        raise QueryError("-since: is not known. Use before:, as in before:2026-11-20.")
    moment = _moment("since", value, now)
    return replace(query, since=max(moment, query.since or moment))


def _before(query: Query, value: str, minus: bool, now: datetime) -> Query:
    if minus:
        raise QueryError("-before: is not known. Use since:, as in since:2026-11-20.")
    moment = _moment("before", value, now)
    return replace(query, before=min(moment, query.before or moment))


def _moment(name: str, value: str, now: datetime) -> datetime:
    word = value.lower()
    try:
        if word in {"today", "yesterday"}:
            return _midnight(now.date() - timedelta(days=word == "yesterday"), now)
        if span := _SPAN.fullmatch(word):
            back = int(span[1]) * _UNITS[span[2]]
            return (now - min(back, _LONGEST)).astimezone(UTC)
        if day := _DAY.fullmatch(word):
            return _midnight(date(int(day[1]), int(day[2]), int(day[3] or 1)), now)
    except (ValueError, OverflowError):
        # A day that does not exist, or one beyond the years that `datetime` has.
        pass
    raise QueryError(f"{name}:{shorten(value, 30)} is no date. {_EXAMPLES[name]}")


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), now.tzinfo).astimezone(UTC)


_FIELDS: dict[str, Callable[[Query, str, bool, datetime], Query]] = {
    "title": _title,
    "author": _author,
    "outlet": _outlet,
    "tag": _tag,
    "is": _is,
    "since": _since,
    "before": _before,
}
_EXAMPLES = {
    "title": "Put a word after it, as in title:harbour.",
    "author": "Name an author after it, as in author:smith.",
    "outlet": "Name an outlet after it, as in outlet:guardian.",
    "tag": "Name a tag after it, as in tag:politics.",
    "is": "Use is:unread, is:read or is:starred.",
    "since": "Use a day or a span, as in since:2026-11-20, since:yesterday or since:3d.",
    "before": "Use a day or a span, as in before:2026-11-20, before:yesterday or before:12h.",
}
