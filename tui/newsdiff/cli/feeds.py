"""The commands that list, refresh, search and remove feeds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

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
)
from newsdiff.cli.output import log_line, write, write_json
from newsdiff.cli.service_runner import with_feed_service
from newsdiff.errors import ReadError
from newsdiff.text_format import count_noun
from newsdiff.wording import feed_notice

if TYPE_CHECKING:
    from newsdiff.core.library.feeds import Entry, Feed
    from newsdiff.service.feed_service import FeedService

_REFRESH_STATUS = """\b
Exit status:
  0    every feed that was due has answered
  3    the store cannot be used
  4    some feeds failed, with a line each that says why; what the others sent is kept
  5    another newsdiff is refreshing; nothing was done
"""


@click.command("feeds")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, for scripts.")
def feeds_(*, as_json: bool) -> None:
    """List the feeds: unread and all articles, name, address, and what is wrong with them."""

    async def work(service: FeedService) -> tuple[Feed, ...]:
        return service.store.feeds()

    found = with_feed_service(work)
    if as_json:
        write_json([feed_json(feed) for feed in found])
        return
    if not found:
        log_line('no feeds yet; "newsdiff add URL" adds one.')
    write("".join(map(feed_line, found)))


@click.command(epilog=_REFRESH_STATUS)
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object, for scripts.")
@click.option("--force", is_flag=True, help="Also fetch feeds that are not due or are waiting after a failure.")
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
    write(f"{feed.title} is removed. Add its address again to restore it with its {articles}.\n")


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="QUERY...")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Most articles to list.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, for scripts.")
@click.option("--secrets", is_flag=True, help="Print the passwords and keys that stand in addresses.")
def search(*, words: tuple[str, ...], limit: int, as_json: bool, secrets: bool) -> None:
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
        write_json([entry_json(entry, secrets=secrets) for entry in found])
        return
    if not found:
        log_line("no articles found.")
    write("".join(entry_lines(entry, secrets=secrets) for entry in found))


COMMANDS = (feeds_, refresh, remove, search)
"""The commands of this module."""


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
        raise ReadError(f"Several feeds are called “{which}”, so none was removed; give its address: {places}.")
    try:
        found = next(filter(None, map(service.store.feed_at, address_forms(which))), None)
    except FetchError:
        found = None
    if found is None:
        raise ReadError(f'No feed has the address or the title “{redact_url(which)}”; "newsdiff feeds" lists them.')
    return found
