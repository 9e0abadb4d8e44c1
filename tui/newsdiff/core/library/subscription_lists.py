"""Subscriptions as other programs hand them over, before the store takes them in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsdiff.core.library.feeds import FeedSettings

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that another program's list names."""

    url: str
    """http or https, written anew."""
    settings: FeedSettings = field(default_factory=FeedSettings)
    site: str | None = None
    """The address of the page that the feed belongs to."""


@dataclass(frozen=True, slots=True)
class ParsedList:
    """What a list of subscriptions gave."""

    subscriptions: tuple[Subscription, ...]
    """Each address once, in the order of the list."""
    faults: tuple[str, ...] = ()
    """What was not taken, or not as it was meant: a sentence each, which names it."""


def merged(subscriptions: Iterable[Subscription]) -> tuple[Subscription, ...]:
    """Each address once, where it stands first; the groups and tags that it has in other places become its tags."""
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
