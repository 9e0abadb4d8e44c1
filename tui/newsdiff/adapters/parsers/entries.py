"""The entries of a feed, in any format: their identity, their date, and how many of them are taken."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from newsdiff.adapters.parsers.html_text import flat, title_text
from newsdiff.core.text.feed_dates import FeedDate, commonest_offset, feed_date, month_comes_first
from newsdiff.core.text.normalize import clean, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from newsdiff.adapters.parsers.html_text import HtmlText

TITLE, NAME, DATE, KEY = 300, 200, 100, 500
"""Greatest length, in characters, of a title, of an author or a tag, of a date, and of a key."""

TAGS = 30
"""Tags of one entry."""

BUDGET = 8 * 2**20
"""Greatest length of the entries of one feed as JSON, in characters: half of the greatest result of a worker."""

_UNTITLED = 100
"""Characters of the text that serve as the title of an entry without one."""

_AHEAD = timedelta(days=1)
"""How far ahead of now a date is believed while the item gives another one."""

_MIDNIGHTS = 3
"""So many items of one feed that are all of midnight, and of several days, have no time."""

_LINK_NUMBER = re.compile(r" ?\[\d{1,3}\]")
_IMAGE = re.compile(r"\[image: [^\[\]]*\]")
_LINE_MARK = re.compile(r"(?:[•>#] |\d{1,3}\. )+")
_ADDRESS = re.compile(r"[^\s@()<>\"']+@[^\s@()<>\"',;]+")

_Raw = TypeVar("_Raw")


def entry(
    *,
    guid: str,
    link: str,
    url: str | None,
    title: str,
    prose: HtmlText,
    summary_only: bool,
    dates: Iterable[str],
    authors: Iterable[str],
    tags: Iterable[str],
) -> dict[str, Any] | None:
    """An entry as JSON has it, under the names of `core.feeds.FeedItem`; `None` where there is nothing to read or open.

    Its dates are still those of the feed, under `dates`; `taken` makes of them what it was published at.

    Args:
        guid: Its identifier as the feed writes it; "" if it has none.
        link: Its link as the feed writes it, which identifies it even if it is not valid.
        url: The link, resolved and normalised.
        title: On one line, as plain text.
        prose: Its text, and the addresses behind the numbers in it.
        summary_only: The feed gives no more than a summary.
        dates: What the feed says about when it is from, the likeliest first.
        authors: Who wrote it, each as the feed writes it.
        tags: What it is about.
    """
    if not (title or prose.text or url):
        return None
    given = [clean(date[: 10 * DATE], lines=False, limit=DATE) for date in dates if date]
    key = _key(guid or link, title, next(filter(None, given), prose.text))
    return {
        "key": key,
        # The same, unless there is nothing in it, so that the key was made of other things.
        "guid": key if guid and clean(guid, lines=False) else "",
        "title": title or _first_words(prose.text) or url,
        "url": url,
        "author": _author_line(authors),
        "dates": list(filter(None, given)),
        "text": prose.text,
        "links": prose.links,
        **({"emphasis": prose.emphasis} if prose.emphasis else {}),
        "summary_only": summary_only,
        "tags": _tags(tags),
    }


def _first_words(text: str) -> str:
    """What heads an entry that has no title."""
    words = _LINK_NUMBER.sub("", text[: 10 * _UNTITLED])
    line = _LINE_MARK.sub("", (_IMAGE.sub("", words).lstrip() or words.lstrip()).partition("\n")[0], count=1)
    return shorten(line.strip(), _UNTITLED)


def _author_line(given: Iterable[str]) -> str | None:
    """The names of authors, each once; addresses alone only where there is no name."""
    told = list(dict.fromkeys(filter(None, map(_author, given))))
    names = [name for name in told if not _ADDRESS.fullmatch(name)] or told
    return shorten(", ".join(names), NAME) if names else None


def _author(given: str) -> str:
    """A name without the address that RSS wants with it: "ann@post.example (Ann Roe)", "Ann Roe <ann@post.example>"."""
    told = title_text(given[: 10 * NAME], NAME)
    if "@" in told:
        name = _ADDRESS.sub(" ", told.replace("mailto:", " "))
        told = re.sub(r" (?=[,;])", "", " ".join(re.sub(r"[()<>\"]", " ", name).split())).strip(" ,;") or told
    elif "<" in told:
        told = flat(told, NAME)
    return told if any(map(str.isalnum, told)) else ""


def _tags(tags: Iterable[str]) -> list[str]:
    """Each once, whatever its case."""
    found: dict[str, str] = {}
    for tag in islice(tags, TAGS):
        named = clean(tag[: 10 * NAME], lines=False, limit=NAME)
        found.setdefault(named.casefold(), named)
    found.pop("", None)
    return list(found.values())


def _key(given: str, title: str, rest: str) -> str:
    """Its key within the feed: its identifier, else a hash of its title and its date, or of its text if it has no date.

    Links are used as the feed writes them: resolved ones would change when the feed moves, making all its entries new.
    """
    given = clean(given, lines=False)
    if given and len(given) <= KEY:
        return given
    return "sha256:" + hashlib.sha256((given or f"{title}\x00{rest}").encode("utf-8", "replace")).hexdigest()


def taken(
    raw: Sequence[_Raw], convert: Callable[[_Raw], dict[str, Any] | None], *, part: bool = False
) -> dict[str, Any]:
    """What becomes of a feed's entries: `entries`, `unread` (how many could not be read) and `heavy` (how many were
    not taken because those before them hold so much text). One that comes again as it was is kept once.

    Where they are only a `part` of the entries, `dated_alone` says whether the others could not change their dates.
    """
    found: list[dict[str, Any]] = []
    known: set[tuple[Any, ...]] = set()
    unread = length = heavy = 0
    for at, one in enumerate(raw):
        try:
            made = convert(one)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001, RUF100  # one broken entry must not cost the others; how many, is told
            made = None
        if made is None:
            unread += 1
            continue
        same = (made["key"], made["title"], made["url"], *made["dates"], "" if made["dates"] else made["text"])
        if same in known:
            continue
        length += len(json.dumps(made))
        if length > BUDGET and found:
            heavy = len(raw) - at
            break
        known.add(same)
        found.append(made)
    alone = {"dated_alone": all(_reads_alone(date) for one in found for date in one["dates"])} if part else {}
    _date(found)
    return {"entries": found, "unread": unread, "heavy": heavy, **alone}


def _reads_alone(text: str) -> bool:
    """Whether a date is the same whatever the other dates of its feed are."""
    dates = {feed_date(text, month_first=first) for first in (None, True, False)}
    date = dates.pop()
    if dates or date is None:
        return not dates
    # Those that are all midnight are mere days.
    return date.ahead is not None and not date.day_only and date.local.time() != time()


def _date(entries: Sequence[dict[str, Any]]) -> None:
    """Says of each entry when it was published, as its feed as a whole gives it to understand."""
    texts = [entry.pop("dates") for entry in entries]
    first = month_comes_first(text for given in texts for text in given)
    read = [[(text, date) for text in given if (date := feed_date(text, month_first=first))] for given in texts]
    offset = commonest_offset(date for dates in read for _, date in dates)
    soon = datetime.now(UTC) + _AHEAD
    chosen: list[FeedDate | None] = []
    for entry, given, dates in zip(entries, texts, read, strict=True):
        best = next((one for one in dates if one[1].utc(offset) <= soon), dates[0] if dates else None)
        entry["published_text"] = best[0] if best else (given[0] if given else None)
        chosen.append(best[1] if best else None)
    days = _only_days(chosen)
    for entry, date in zip(entries, chosen, strict=True):
        mere_day = date is not None and (date.day_only or days)
        when = None if date is None else date.local.replace(tzinfo=UTC) if mere_day else date.utc(offset)
        entry["published"] = when.isoformat() if when else None
        entry["day_only"] = mere_day


def _only_days(dates: Sequence[FeedDate | None]) -> bool:
    """Whether the times of a feed are all midnight, because the program behind it knows no more than the day."""
    given = [date.local for date in dates if date]
    return len({local.date() for local in given}) >= _MIDNIGHTS and not any(
        local.hour or local.minute or local.second for local in given
    )
