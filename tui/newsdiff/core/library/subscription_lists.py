"""Lists of subscriptions from other programs, parsed and not stored yet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from newsdiff.core.library.feeds import FeedSettings

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed in a list of another program."""

    url: str
    """http or https, normalised (`adapters.urls.safe`)."""
    settings: FeedSettings = field(default_factory=FeedSettings)
    site: str | None = None
    """The address of the website that it belongs to."""


@dataclass(frozen=True, slots=True)
class ListFault:
    """What was not taken of a list, or not as it was meant; `newsdiff.wording` words it."""

    kind: Literal[
        "scraped",
        "no_address",
        "link",
        "address",
        "hidden",
        "query",
        "query_part",
        "program",
        "too_many",
        "too_long",
        "malformed",
    ]
    """A page that the other program scrapes; a feed without an address; a link that is no feed; an address that
    newsdiff does not open; a feed that the other program hides; a search, or a part of it; a program; feeds or lines
    beyond the limit; a list that is no well-formed XML."""
    name: str = ""
    """The feed's, or the search's."""
    url: str = ""
    """The feed's, as it may be shown."""
    line: int = 0
    """Of the list, from 1; 0 where the list has none."""
    detail: str = ""
    """The other program's kind; the sentence that says what is wrong with the address; the list's name."""
    count: int = 0
    """Feeds that were not taken, or of a malformed list those that were; lines that the list has."""
    limit: int = 0
    """Feeds or lines that are taken of one list."""


@dataclass(frozen=True, slots=True)
class ParsedList:
    """A list of subscriptions as it is parsed."""

    subscriptions: tuple[Subscription, ...]
    """In the order of the list; no two have the same address."""
    faults: tuple[ListFault, ...] = ()
    searches: tuple[tuple[str, str], ...] = ()
    """Searches that are kept in it: their names, and what they search."""


def merged(subscriptions: Iterable[Subscription]) -> tuple[Subscription, ...]:
    """The subscriptions without those whose address occurs before; their groups and tags become tags of the first."""
    found: dict[str, Subscription] = {}
    for one in subscriptions:
        first = found.setdefault(one.url, one)
        if first is one:
            continue
        mine, more = first.settings, one.settings
        groups = (more.group,) if more.group and more.group != mine.group else ()
        tags = tuple(dict.fromkeys((*mine.tags, *more.tags, *groups)))
        settings = replace(mine, tags=tags, group=mine.group or more.group, name=mine.name or more.name)
        if not mine.group:
            settings = replace(settings, tags=tuple(tag for tag in tags if tag not in groups))
        found[one.url] = replace(first, settings=settings, site=first.site or one.site)
    return tuple(found.values())
