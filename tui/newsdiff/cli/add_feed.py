"""The command that adds feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsdiff.cli import param_types
from newsdiff.cli.exit_status import ExitStatus
from newsdiff.cli.formatting import when
from newsdiff.cli.output import log_line, write
from newsdiff.cli.service_runner import with_feed_service
from newsdiff.errors import NewsdiffError, StoreError
from newsdiff.text_format import count_noun
from newsdiff.wording import feed_notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.library.feeds import FeedSettings, FullText
    from newsdiff.service.feed_service import FeedCandidate, FeedService, SubscribeResult


@click.command()
@click.argument("addresses", nargs=-1, required=True, metavar="URL...")
@click.option("--name", metavar="TEXT", help="Name to show instead of the feed's title.")
@click.option("--group", default="", metavar="TEXT", help="Group to put the feed in.")
@click.option("--tag", "tags", multiple=True, metavar="TEXT", help="Tag for the feed; repeatable.")
@click.option(
    "--full-text",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="When to fetch full texts; auto: when an article is opened and the feed gives little.",
)
@click.option(
    "--every",
    "--interval",
    "interval",
    callback=param_types.duration,
    metavar="TIME",
    help="Least time between refreshes: 90s, 15m, 2h or 1d; a bare number is seconds.",
)
@click.option("--user-agent", metavar="TEXT", help="User-Agent to send to its server.")
@click.option(
    "--header",
    "headers",
    multiple=True,
    callback=param_types.headers,
    metavar="NAME:VALUE",
    help="Header to send to its server, such as a login; repeatable.",
)
@click.option("--first", is_flag=True, help="If a page has several feeds, add the first.")
@click.option("--all", "whole", is_flag=True, help="If a page has several feeds, add all of them.")
def add(
    *,
    addresses: tuple[str, ...],
    name: str | None,
    group: str,
    tags: tuple[str, ...],
    full_text: FullText,
    interval: int | None,
    user_agent: str | None,
    headers: tuple[tuple[str, str], ...],
    first: bool,
    whole: bool,
) -> ExitStatus:
    """Add feeds, and fetch them at once.

    A URL is that of a feed, or of any page of a site. Where a page has one feed, it is added; where it has several,
    they are listed, and --first or --all adds them.

    \b
    Exit status:
      0    all were added, or had been before
      2    some were not; a line for each says why
      3    the store cannot be used
    """
    from newsdiff.core.library.feeds import FeedSettings

    settings = FeedSettings(
        name, group, tuple(dict.fromkeys(tags)), full_text, interval, user_agent, tuple(dict(headers).items())
    )

    async def work(service: FeedService) -> ExitStatus:
        # One after another, so that messages are in the order of the addresses, and no site gets many requests at once.
        fine = [await _added(service, url, settings, first=first, whole=whole) for url in addresses]
        return ExitStatus.FINE if all(fine) else ExitStatus.BAD_INPUT

    return with_feed_service(work)


async def _added(
    service: FeedService, url: str, settings: FeedSettings, *, first: bool, whole: bool, found_on: str | None = None
) -> bool:
    """Add the feed or feeds at an address, and write what was added.

    Args:
        service: The feed service.
        url: The address.
        settings: Those of the feed.
        first, whole: Of several feeds of a page, add the first, or all.
        found_on: The page on which the address was found. It must then be that of a feed: pages could link to pages
            without end.

    Returns whether all were added, or had been before.
    """
    try:
        added = await service.add(url, settings, found_on=found_on)
        if added.feed is not None:
            return _report(added)
        chosen = () if found_on else _chosen(added.candidates, first=first, whole=whole)
    except StoreError:
        raise
    except NewsdiffError as error:
        log_line(str(error))
        return False
    if not chosen:
        _offer(url, added.candidates)
        return False
    return all([await _added(service, one.url, settings, first=first, whole=whole, found_on=url) for one in chosen])


def _chosen(candidates: Sequence[FeedCandidate], *, first: bool, whole: bool) -> Sequence[FeedCandidate]:
    return candidates if whole or len(candidates) == 1 else candidates[:1] if first else ()


def _report(added: SubscribeResult) -> bool:
    feed = added.feed
    if feed is not None:
        from newsdiff.redact import redact_url

        what = "was already there" if added.known else "is back" if added.restored else "was added"
        write(f"{feed.title} {what} with {count_noun(feed.items + feed.also, 'article')} ({redact_url(feed.url)}).\n")
        for notice in added.notices:
            log_line(f"{feed.title}: {feed_notice(notice)}")
    return True


def _offer(url: str, candidates: Sequence[FeedCandidate]) -> None:
    from newsdiff.redact import redact_url

    log_line(f"{redact_url(url)} has {len(candidates)} feeds; add one of them, or all with --all:")
    for one in candidates:
        newest = f", newest of {when(one.newest)}" if one.newest else ""
        known = ", subscribed already" if one.known else ""
        log_line(f"{redact_url(one.url)}: {one.title} ({one.kind}, {count_noun(one.items, 'article')}{newest}{known})")


COMMANDS = (add,)
"""The commands of this module."""
