"""Formats feeds, entries, stories and refreshes as lines of text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.text_format import count_noun, sortable_minute
from newsdiff.wording import feed_notice, story_news

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from newsdiff.core.library.feeds import Entry, Feed
    from newsdiff.core.library.stories import StoryNews, StorySummary
    from newsdiff.service.feed_service import RefreshReport
    from newsdiff.service.import_export import ImportResult

_FEW = 3
"""So many feeds with one cause are told one by one."""


def feed_line(feed: Feed) -> str:
    """A feed in a list: its counts, title and address, and below it what is wrong with it."""
    from newsdiff.redact import redact_url

    state = feed.state
    unread, items = feed.unread + feed.also_unread, feed.items + feed.also
    line = f"{unread:>6,} of {items:<7,} {feed.title}  {redact_url(feed.url)}\n"
    if feed.settings.paused:
        line += f"{'':18}paused\n"
    if state.error:
        since = f" (since {when(state.failing_since)})" if state.failing_since else ""
        again = f" Next try: {when(state.next_try)}." if state.next_try and not state.gone else ""
        line += f"{'':18}{state.error}{since}{again}\n"
    return line + "".join(f"{'':18}{feed_notice(notice)}\n" for notice in state.notices)


def feed_json(feed: Feed) -> dict[str, object]:
    """A feed as JSON. Secrets in its address are masked."""
    settings, state = feed.settings, feed.state
    return {
        "id": feed.id,
        "url": _address(feed.url),
        "title": feed.title,
        "site": _address(feed.site) if feed.site else None,
        "language": feed.language or None,
        "items": feed.items + feed.also,
        "unread": feed.unread + feed.also_unread,
        "group": settings.group or None,
        "tags": list(settings.tags),
        "full_text": settings.full_text,
        "interval": settings.interval,
        "paused": settings.paused,
        "gone": state.gone,
        "error": state.error,
        "notices": list(map(feed_notice, state.notices)),
        "failures": state.failures,
        "failing_since": _stamp(state.failing_since),
        "last_try": _stamp(state.last_try),
        "last_good": _stamp(state.last_good),
        "next_try": _stamp(state.next_try),
    }


def causes(told: Sequence[tuple[int, str]], feeds: dict[int, Feed]) -> Iterator[str]:
    """Why feeds brought nothing, a line each. A cause that many share is told once, with the names of the first."""
    shared: dict[str, list[tuple[int, str]]] = {}
    for feed_id, sentence in told:
        # Sentences begin with the address, which is of one feed alone.
        cause = sentence.partition(" ")[2] if "://" in sentence.partition(" ")[0] else sentence
        shared.setdefault(cause, []).append((feed_id, sentence))
    for cause, some in shared.items():
        if len(some) <= _FEW:
            yield from (f"{feeds[feed_id].title}: {sentence}" for feed_id, sentence in some)
            continue
        named = ", ".join(feeds[feed_id].title for feed_id, _ in some[:_FEW])
        yield f"{count_noun(len(some), 'feed')} ({named} and {len(some) - _FEW:,} more), each: {cause}"


def import_summary(done: ImportResult) -> str:
    """What an import did, in a line or two."""
    there = f", {done.known:,} known already" if done.known else ""
    lines = [
        f"{count_noun(done.added, 'feed')} added{there}.{' “newsdiff refresh” fetches them.' if done.added else ''}"
    ]
    if done.searches:
        lines.append(f"{count_noun(done.searches, 'search', 'searches')} saved.")
    if cache := done.cache:
        lines.append(
            f"{count_noun(cache.articles, 'article')} brought over; {cache.read:,} read and {cache.flagged:,} flagged "
            "in newsboat."
        )
        if cache.left:
            feeds = count_noun(len(cache.left), "feed of the file is", "feeds of the file are")
            lines.append(f"{feeds} not among yours; their articles were left.")
        if cache.unreadable:
            lines.append(f"Some articles of {count_noun(cache.unreadable, 'feed')} could not be read.")
    return "".join(f"{line}\n" for line in lines)


def report_json(report: RefreshReport, feeds: dict[int, Feed]) -> dict[str, object]:
    """The result of a refresh as JSON."""

    def failures(some: Sequence[tuple[int, str]]) -> list[dict[str, object]]:
        return [
            {"url": _address(feeds[feed_id].url), "title": feeds[feed_id].title, "error": sentence}
            for feed_id, sentence in some
        ]

    return {
        "feeds": report.feeds,
        "new": report.new,
        "revised": report.revised,
        "unchanged": report.unchanged,
        "failed": failures(report.failed),
        "waiting": failures(report.waiting),
        "seconds": round(report.seconds, 3),
        "stories": list(map(news_json, report.news)),
    }


def news_json(one: StoryNews) -> dict[str, object]:
    """What is new about a watched story, as JSON."""
    return {
        "story": one.story,
        "headline": one.headline,
        "kind": one.kind,
        "outlet": one.outlet,
        "article": one.entry,
        "at": _stamp(one.at),
        "sentence": story_news(one),
    }


def news_line(one: StoryNews) -> str:
    """What is new about a watched story, in two lines."""
    return f"{one.headline}\n{'':18}{story_news(one)}\n"


def story_json(summary: StorySummary) -> dict[str, object]:
    """A story as JSON."""
    return {
        "id": summary.id,
        "headline": summary.headline,
        "outlets": [
            {
                "outlet": one.outlet,
                "also": list(one.also),
                "article": one.entry,
                "others": list(one.others),
                "articles": one.entries,
                "published": _stamp(one.published),
            }
            for one in summary.accounts
        ],
        "articles": summary.entries,
        "first": _stamp(summary.first),
        "newest": _day_or_stamp(summary.newest, day_only=summary.newest_day_only),
        "unread": summary.unread,
        "starred": summary.starred,
        "revised": summary.revised,
        "compared": None
        if summary.compared is None
        else {
            "common": summary.compared.common,
            "reworded": summary.compared.reworded,
            "only_one": summary.compared.only,
            "figures_differ": summary.compared.figures,
            "current": not summary.compared.stale,
        },
        "watched": summary.watched,
        "pinned": summary.pinned,
        "tags": list(summary.tags),
    }


def story_lines(summary: StorySummary) -> str:
    """A story in a list: the time of its latest entry and its headline, and below them its id and its outlets."""
    differing = summary.compared.figures if summary.compared else 0
    notes = [
        *([f"{summary.unread:,} unread"] if summary.unread else []),
        *([f"{summary.revised:,} changed"] if summary.revised else []),
        *([count_noun(differing, "detail differs", "details differ")] if differing else []),
        *(["watched"] if summary.watched else []),
        *(["pinned"] if summary.pinned else []),
    ]
    noted = f" ({', '.join(notes)})" if notes else ""
    outlets = f"{count_noun(summary.outlets, 'outlet')}: {_outlets(summary)}"
    time = _day_or_when(summary.newest, day_only=summary.newest_day_only)
    return f"{time}  {summary.headline}\n{f'story {summary.id}':16}  {outlets}{noted}\n"


def _outlets(summary: StorySummary) -> str:
    return ", ".join(
        f"{one.outlet} (also in {', '.join(one.also)})" if one.also else one.outlet for one in summary.accounts
    )


def entry_json(entry: Entry, *, secrets: bool) -> dict[str, object]:
    """An entry as JSON; `secrets`: with the password or key that its address may have."""
    return {
        "id": entry.id,
        "title": entry.title,
        "outlet": entry.outlet,
        "url": _link(entry, secrets=secrets) or None,
        "author": entry.author,
        "published": _day_or_stamp(entry.published, day_only=entry.day_only),
        "read": entry.read,
        "starred": entry.starred,
        "tags": list(entry.tags),
    }


def summary(report: RefreshReport) -> str:
    """The result of a refresh, in one line."""
    if not report.feeds:
        return "No feed is due.\n"
    parts = [
        count_noun(report.new, "new article"),
        *([f"{report.revised:,} changed"] if report.revised else []),
        *([f"{count_noun(len(report.failed), 'feed')} failed"] if report.failed else []),
        *([f"{count_noun(len(report.waiting), 'feed')} asked us to wait"] if report.waiting else []),
    ]
    return f"{count_noun(report.feeds, 'feed')} fetched in {report.seconds:.1f} seconds: {', '.join(parts)}.\n"


def entry_lines(entry: Entry, *, secrets: bool) -> str:
    """An entry in a list: time, outlet and title, and below them its address; `secrets` as for `entry_json`."""
    time = _day_or_when(entry.published, day_only=entry.day_only)
    head = f"{time}  {entry.outlet}  {entry.title}\n"
    link = _link(entry, secrets=secrets)
    return head + (f"{'':18}{link}\n" if link else "")


def _link(entry: Entry, *, secrets: bool) -> str:
    from newsdiff.redact import redact_link

    return "" if not entry.url else entry.url if secrets else redact_link(entry.url)


def when(moment: datetime | None) -> str:
    """A time in the local time zone, or "never" for None."""
    return sortable_minute(moment) if moment else "never"


def _day_or_when(moment: datetime, *, day_only: bool) -> str:
    # A day is the same everywhere; midnight of it is not.
    return f"{moment:%Y-%m-%d}{'':6}" if day_only else when(moment)


def _day_or_stamp(moment: datetime, *, day_only: bool) -> str | None:
    return f"{moment:%Y-%m-%d}" if day_only else _stamp(moment)


def _stamp(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _address(url: str) -> str:
    """An address for JSON: unchanged, or masked if it has secrets."""
    from newsdiff.redact import redact_url, without_secrets

    return url if without_secrets(url) == url else redact_url(url)
