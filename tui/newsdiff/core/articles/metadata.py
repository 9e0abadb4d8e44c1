"""Outlet, time and address of an article, from its page, a republication notice, its dateline or its file name."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit

from newsdiff.core.articles import boilerplate
from newsdiff.core.articles.news_agencies import ACRONYMS, AGENCIES
from newsdiff.core.text.dates import EARLIEST, LATEST, parse_date
from newsdiff.core.text.normalize import clean, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.models import RawArticle, Removed

LONGEST_OUTLET: Final = 80
_LONGEST_DATELINE: Final = 120

_APPEARED: Final = (
    r"(?:appeared|published|posted|ran|written|produced|republished|reprinted|reproduced|syndicated)"
    r"(?: first| originally)? (?:on|in|at|by|from|for|with permission (?:from|of))"
    r"(?: the (?:website|site|blog)(?: of)?)? (?:the (?=[A-Z]))?(?P<outlet>[^\W_a-z][^,;()\n]{1,60}?)"
    r"(?= and (?:was|is|has|appears)\b|[,;(]|\.?\s*$|\.\s| with (?:permission|kind)| under | on \w+ \d| in \d{4})"
)
_DATELINE: Final = (
    r"(?P<place>[^\W\d_a-z][^\W\d_a-z.'’-]+(?:[ -][^\W\d_a-z.'’-]+){0,3}(?:, [\w. ]{2,30}){0,3})"
    r"(?: \((?P<agency>[\w .’'-]{2,30})\))? ?[—–-]{1,2} "
)
_AGENCIES: Final = {fold(name): name for name in AGENCIES}

_EXTENSION: Final = re.compile(r"(?:\.(?:txt|text|md|markdown|x?html?|json|xml|rst|log|tar|gz))+$", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,6})", re.IGNORECASE)
_HASH: Final = re.compile(r"(?=.*\d)[0-9a-f]{8,}\Z", re.IGNORECASE)
_GENERIC: Final = frozenset(
    ("article", "articles", "copy", "document", "download", "file", "index", "page", "story", "text", "untitled")
)
_ACRONYMS: Final = frozenset(
    (*(name.lower() for name in ACRONYMS), "abc", "ani", "ard", "faz", "orf", "rai", "rfi", "sz", "taz", "ua")
)
_UPDATED: Final = re.compile(
    r"\W*(?:last |zuletzt )?(?:updated|modified|aktualisiert|actualizado|mis a jour|обновлено|оновлено)"
)


def outlet(page: RawArticle, url: str | None, removed: Sequence[Removed], lede: str) -> tuple[str, bool]:
    """The name of the outlet: what the page declares, else the outlet in a republication notice, the host of the
    address, the file name if it has words, or the news agency in the dateline.

    Args:
        page: The raw article.
        url: Its address, as `address` returns it.
        removed: The lines that were removed from it.
        lede: Its first sentence.

    Returns:
        The name, which is never empty, and whether anything but the file name says so.
    """
    given = clean(page.outlet or "", lines=False, limit=LONGEST_OUTLET)
    name, readable = _named_by(page.source)
    declared = given or _noticed(removed) or _host(url)
    if declared:
        return declared, True
    if readable:
        return name, False
    declared = agency(lede)
    return declared or name or "Unnamed", bool(declared)


def published(page: RawArticle, removed: Sequence[Removed], lede: str) -> tuple[datetime | None, bool]:
    """When the article was published: what the page declares, else a date in a removed line or in the dateline.

    Args:
        page: The raw article.
        removed: The lines that were removed from it.
        lede: Its first sentence.

    Returns:
        The time in UTC, None if it is not known, and whether only the day is known.
    """
    if page.published:
        try:
            moment = page.published.astimezone(UTC) if page.published.tzinfo else page.published.replace(tzinfo=UTC)
        except (OverflowError, ValueError):
            # A time in the year 1 in a zone east of Greenwich.
            return None, False
        return (moment, page.day_only) if EARLIEST <= moment.year <= LATEST else (None, False)
    lines = [
        line.text for line in removed if line.reason in (boilerplate.DATED, boilerplate.BYLINE, boilerplate.NOTICED)
    ]
    # The date of publication comes before that of a revision.
    lines.sort(key=lambda line: bool(_UPDATED.match(fold(line))))
    dateline = _dateline(lede)
    for line in (*lines, dateline[0] if dateline else ""):
        if found := parse_date(line):
            return found
    return None, False


def address(page: RawArticle) -> str | None:
    """The http or https address of the article without user name and password; None if it has no valid one."""
    url = clean(page.url or "", lines=False).replace(" ", "%20")
    if not _host(url):
        return None
    parts = urlsplit(url)
    try:
        _ = parts.port
    except ValueError:
        # What follows the colon may be a password with a slash in it.
        return None
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else url


def without_dateline(lede: str) -> str:
    """The first sentence without its dateline ("KYIV (Reuters) — ")."""
    dateline = _dateline(lede)
    return lede[dateline.end() :] if dateline else lede


def _dateline(lede: str) -> re.Match[str] | None:
    """The dateline of a first sentence: place and agency."""
    head = lede[:_LONGEST_DATELINE]
    return re.match(_DATELINE, head) if any(dash in head for dash in "-–—") else None


def _noticed(removed: Sequence[Removed]) -> str:
    """The outlet in a republication notice, or ""."""
    for line in removed:
        if line.reason == boilerplate.NOTICED and (found := re.search(_APPEARED, line.text)):
            return clean(found["outlet"], lines=False, limit=LONGEST_OUTLET).strip("\"“”'‘’")
    return ""


def agency(lede: str) -> str:
    """The news agency in the dateline of a first sentence, or ""."""
    dateline = _dateline(lede)
    return _AGENCIES.get(fold(dateline["agency"]), "") if dateline and dateline["agency"] else ""


def _host(url: str | None) -> str:
    """The host of a web address without "www.", or ""."""
    try:
        parts = urlsplit(url or "")
        host = parts.hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www|amp|m)\.(?=.*\.)", "", host) if parts.scheme in ("http", "https") else ""


def _named_by(source: str) -> tuple[str, bool]:
    """The outlet according to a file name or an address, and whether that is more than a number or "index"."""
    if host := _host(source):
        return host, True
    name = re.split(r"[/\\]", clean(source, lines=False).rstrip("/\\"))[-1]
    stem = _EXTENSION.sub("", name)
    if site := _HOST.fullmatch(stem):
        return site[1], True
    words = [word for word in re.split(r"[\s_+.,()-]+", stem) if re.search(r"\w", word) and not _HASH.match(word)]
    naming_words = [word for word in words if not word.isdigit() and word.lower() not in _GENERIC]
    if naming_words:
        return " ".join(map(_capitalised, naming_words))[:LONGEST_OUTLET], True
    if all(word.isdigit() for word in words):
        # Numbers and hashes name nobody: the file is told by its own name.
        return (name[:LONGEST_OUTLET] if re.search(r"\w", stem) else ""), False
    return " ".join(words).capitalize()[:LONGEST_OUTLET], False


def _capitalised(word: str) -> str:
    """A word of a file name as it would be written in the name of an outlet."""
    if not word.islower():
        return word
    acronym = word in _ACRONYMS or (len(word) <= 4 and not re.search("[aeiou]", word))
    return word.upper() if acronym else word.capitalize()
