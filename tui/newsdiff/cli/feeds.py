"""The commands that add, list, refresh, search and remove feeds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import click

from newsdiff.cli import param_types
from newsdiff.cli.exit_status import ExitStatus
from newsdiff.cli.formatting import (
    causes,
    entry_json,
    entry_lines,
    feed_json,
    feed_line,
    news_line,
    report_json,
    summary,
    when,
)
from newsdiff.cli.output import log_line, write
from newsdiff.errors import NewsdiffError, ReadError, StoreError
from newsdiff.text_format import count_noun
from newsdiff.wording import feed_notice

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from newsdiff.core.library.feeds import Entry, Feed, FeedSettings, FullText
    from newsdiff.service.feed_service import FeedCandidate, FeedService, SubscribeResult

_T = TypeVar("_T")

_REFRESH_STATUS = """\b
Exit status:
  0    every feed that was asked has answered
  3    the store cannot be used
  4    some feeds failed, each with a line that says why; what the others brought is kept
  5    another newsdiff is refreshing; nothing was done
"""


@click.command()
@click.argument("addresses", nargs=-1, required=True, metavar="URL...")
@click.option("--name", metavar="TEXT", help="Call the feed so, and not as it calls itself.")
@click.option("--group", default="", metavar="TEXT", help="Put it into this group.")
@click.option("--tag", "tags", multiple=True, metavar="TEXT", help="Tag it; may be given several times.")
@click.option(
    "--full-text",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="When to fetch the pages of its articles; auto: when one is opened and the feed gave little.",
)
@click.option(
    "--every",
    "--interval",
    "interval",
    callback=param_types.duration,
    metavar="TIME",
    help="Refresh it no more often than this: 90s, 15m, 2h or 1d; a number alone is seconds.",
)
@click.option("--user-agent", metavar="TEXT", help="Call ourselves so when its server is asked.")
@click.option(
    "--header",
    "headers",
    multiple=True,
    callback=param_types.headers,
    metavar="NAME:VALUE",
    help="Send this with each request to its server, as a login; may be given several times.",
)
@click.option("--first", is_flag=True, help="Of several feeds that a page has, add the first.")
@click.option("--all", "whole", is_flag=True, help="Of several feeds that a page has, add them all.")
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


@click.command("feeds")
@click.option("--json", "as_json", is_flag=True, help="Write a list of objects, for programs.")
def feeds_(*, as_json: bool) -> None:
    """List the feeds: unread and all articles, name, address, and what is wrong with them."""

    async def work(service: FeedService) -> tuple[Feed, ...]:
        return service.store.feeds()

    found = with_feed_service(work)
    if as_json:
        write_json([feed_json(feed) for feed in found])
        return
    if not found:
        log_line('there are no feeds yet; "newsdiff add URL" adds one.')
    write("".join(map(feed_line, found)))


@click.command(epilog=_REFRESH_STATUS)
@click.option("--json", "as_json", is_flag=True, help="Write what came as one JSON object, for programs.")
@click.option("--force", is_flag=True, help="Ask also the feeds that wait after a failure, or for their own interval.")
def refresh(*, as_json: bool, force: bool) -> ExitStatus:
    """Ask the feeds what is new, keep it and group it into stories. It may run, from cron or by hand, while newsdiff is
    open. What is new about watched stories is told, a line each.

    Paused feeds are not asked, nor those that are gone, nor a server that wants to be left in peace, whatever is given
    here. Without --force, a feed that failed waits 5 minutes and then twice as long each time, up to a day.
    """
    from newsdiff.service.feed_service import RefreshBusy

    async def work(service: FeedService) -> ExitStatus:
        feeds = {feed.id: feed for feed in service.store.feeds()}
        report = await service.refresh(None if force else tuple(feeds), forced=force)
        notices = ((feed_id, feed_notice(notice)) for feed_id, notice in report.notices)
        for line in causes((*report.failed, *report.waiting, *notices), feeds):
            log_line(line)
        if as_json:
            write_json(report_json(report, feeds))
        else:
            write(summary(report) + "".join(map(news_line, report.news)))
        # Only now, since writing may fail.
        service.store.mark_news_seen(report.news)
        return ExitStatus.SOME_FAILED if report.failed else ExitStatus.FINE

    try:
        return with_feed_service(work)
    except RefreshBusy as error:
        log_line(str(error))
        return ExitStatus.BUSY


@click.command()
@click.argument("which", metavar="URL|TITLE")
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(*, which: str, yes: bool) -> None:
    """Remove a feed from the lists. Nothing is deleted: to add it again brings all of it back."""

    async def work(service: FeedService) -> Feed:
        feed = _named(service, which)
        if not yes and sys.stdin is not None and sys.stdin.isatty():
            click.confirm(
                f"Remove {feed.title} and its {count_noun(feed.items, 'article')} from the lists?", abort=True
            )
        service.store.remove_feed(feed.id)
        return feed

    feed = with_feed_service(work)
    articles = count_noun(feed.items, "article")
    write(f"{feed.title} is removed. To add its address again brings it back with its {articles}.\n")


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="QUERY...")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="The most articles.")
@click.option("--json", "as_json", is_flag=True, help="Write a list of objects, for programs.")
def search(*, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Search the titles and texts of all articles, and list what is found, the newest first.

    \b
    Examples:
      newsdiff search harbour bridge
      newsdiff search '"north quay" outlet:gazette since:7d is:unread'
    """

    async def work(service: FeedService) -> tuple[Entry, ...]:
        return service.store.search(" ".join(words), limit)

    found = with_feed_service(work)
    if as_json:
        write_json([entry_json(entry) for entry in found])
        return
    if not found:
        log_line("no article was found.")
    write("".join(map(entry_lines, found)))


COMMANDS = (add, feeds_, refresh, remove, search)
"""The commands of this module."""


def with_feed_service(work: Callable[[FeedService], Awaitable[_T]]) -> _T:
    """Open the store, run `work` with the feed service, and return its result. Notices about the store are logged."""
    import asyncio

    from newsdiff import config
    from newsdiff.service import AppContext

    async def done() -> _T:
        async with AppContext(config.load(config.config_file())) as context:
            service = context.feed_service
            for notice in service.notices:
                log_line(notice)
            return await work(service)

    return asyncio.run(done())


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

        what = "was there already" if added.known else "is back" if added.restored else "is added"
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


def _named(service: FeedService, which: str) -> Feed:
    """The feed with an address or a title. Raises ReadError if there is none, or several have the title."""
    from newsdiff.errors import FetchError
    from newsdiff.redact import redact_url
    from newsdiff.service.subscribe import address_forms

    titled = [feed for feed in service.store.feeds() if feed.title.casefold() == which.strip().casefold()]
    if len(titled) == 1:
        return titled[0]
    if titled:
        places = ", ".join(redact_url(feed.url) for feed in titled)
        raise ReadError(f"Several feeds are called “{which}”, so none was removed; name its address: {places}.")
    try:
        found = next(filter(None, map(service.store.feed_at, address_forms(which))), None)
    except FetchError:
        found = None
    if found is None:
        raise ReadError(f'No feed has the address or the title “{redact_url(which)}”; "newsdiff feeds" lists them.')
    return found


def write_json(value: object) -> None:
    """Write a value to standard output as JSON."""
    import json

    write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
