"""How the commands put feeds, articles and refreshes into words, and into JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsdiff.core.feeds import Feed, StoredEntry
    from newsdiff.service.newsstand import RefreshReport


def feed_line(feed: Feed) -> str:
    """A feed in the list: its numbers, name and address, and what is wrong with it."""
    from newsdiff.adapters.addresses import redact

    state = feed.state
    line = f"{feed.unread:>6,} of {feed.items:<7,} {feed.title}  {redact(feed.url)}\n"
    if feed.settings.paused:
        line += f"{'':18}paused\n"
    if state.error:
        since = f" (since {when(state.failing_since)})" if state.failing_since else ""
        again = f" Next try: {when(state.next_try)}." if state.next_try and not state.gone else ""
        line += f"{'':18}{state.error}{since}{again}\n"
    return line + "".join(f"{'':18}{notice}\n" for notice in state.notices)


def feed_json(feed: Feed) -> dict[str, object]:
    """A feed as programs read it. Secrets in its address are masked."""
    settings, state = feed.settings, feed.state
    return {
        "id": feed.id,
        "url": _address(feed.url),
        "title": feed.title,
        "site": _address(feed.site) if feed.site else None,
        "language": feed.language or None,
        "items": feed.items,
        "unread": feed.unread,
        "group": settings.group or None,
        "tags": list(settings.tags),
        "full_text": settings.full_text,
        "interval": settings.interval,
        "paused": settings.paused,
        "gone": state.gone,
        "error": state.error,
        "notices": list(state.notices),
        "failures": state.failures,
        "failing_since": _stamp(state.failing_since),
        "last_try": _stamp(state.last_try),
        "last_good": _stamp(state.last_good),
        "next_try": _stamp(state.next_try),
    }


def report_json(report: RefreshReport, feeds: dict[int, Feed]) -> dict[str, object]:
    """What a refresh brought, as programs read it."""

    def told(some: Sequence[tuple[int, str]]) -> list[dict[str, object]]:
        return [
            {"url": _address(feeds[feed_id].url), "title": feeds[feed_id].title, "error": sentence}
            for feed_id, sentence in some
        ]

    return {
        "feeds": report.feeds,
        "new": report.new,
        "revised": report.revised,
        "unchanged": report.unchanged,
        "failed": told(report.failed),
        "waiting": told(report.waiting),
        "seconds": round(report.seconds, 3),
    }


def entry_json(entry: StoredEntry) -> dict[str, object]:
    """An article as programs read it."""
    return {
        "id": entry.id,
        "title": entry.title,
        "outlet": entry.outlet,
        "url": entry.url,
        "author": entry.author,
        "published": _stamp(entry.published),
        "read": entry.read,
        "starred": entry.starred,
        "tags": list(entry.tags),
    }


def summary(report: RefreshReport) -> str:
    """What a refresh brought, in one line."""
    if not report.feeds:
        return "No feed was asked: none is due.\n"
    parts = [
        count(report.new, "new article"),
        *([f"{report.revised:,} changed"] if report.revised else []),
        *([f"{count(len(report.failed), 'feed')} failed"] if report.failed else []),
        *([f"{count(len(report.waiting), 'feed')} to be left in peace"] if report.waiting else []),
    ]
    return f"{count(report.feeds, 'feed')} asked in {report.seconds:.1f} seconds: {', '.join(parts)}.\n"


def entry_lines(entry: StoredEntry) -> str:
    """An article in a list: when, where and what, and below it its address."""
    head = f"{when(entry.published)}  {entry.outlet}  {entry.title}\n"
    return head + (f"{'':18}{entry.url}\n" if entry.url else "")


def count(number: int, what: str) -> str:
    """A number of things, in words."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def when(moment: datetime | None) -> str:
    """A time in the reader's zone."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}" if moment else "never"


def _stamp(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _address(url: str) -> str:
    """An address for programs: whole, or where it holds secrets, as it may be shown."""
    from newsdiff.adapters.addresses import redact
    from newsdiff.adapters.opml import without_secrets

    return url if without_secrets(url) == url else redact(url)
