"""The fetch status of each feed, those that fail first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, Protocol

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from newsdiff.app.dialogs.pick import PickDialog
from newsdiff.app.widgets.pick_list import PickRow
from newsdiff.core.text.normalize import clean
from newsdiff.redact import redact_url
from newsdiff.text_format import ago, clock, count_noun, duration, local_now, plural
from newsdiff.wording import feed_notice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from textual.binding import BindingType
    from textual.widget import Widget

    from newsdiff.app.refresh_progress import RefreshProgress
    from newsdiff.core.library.feeds import Feed

What = Literal["settings", "find", "pause", "remove"]

FOLLOW = 0.2
"""Seconds between two updates while feeds are refreshed."""


class RefreshSource(Protocol):
    """What refreshes feeds and knows how far it is."""

    @property
    def feeds(self) -> dict[int, Feed]:
        """Every subscription by id, as last read."""

    @property
    def progress(self) -> RefreshProgress | None:
        """How far the refresh is, while one runs."""

    def refresh(self, ids: set[int] | None) -> None:
        """Refresh feeds; None for all that are neither paused nor gone."""

    def stop(self) -> None:
        """Stop the refresh."""


class FeedCommand(NamedTuple):
    """What the screen below is to do about a feed."""

    what: What
    feed_id: int


class FeedStatusDialog(PickDialog[FeedCommand | None]):
    """A list of feeds and the report on the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "choose", "Try now", id="try-now", show=False),
        Binding("x", "stop", "Stop", id="stop-trying", show=False),
        Binding("u,E", "give('settings')", "Settings", id="set-headers", show=False),
        Binding("f", "give('find')", "Look up again", id="find-again", show=False),
        Binding("p", "give('pause')", "Pause or resume", id="pause-feed", show=False),
        Binding("D", "give('remove')", "Remove", id="remove-this", show=False),
        Binding("y", "copy", "Copy the report", id="copy-report", show=False),
    ]

    def __init__(self, source: RefreshSource, first: int, *, ascii_signs: bool) -> None:
        """Take the source, and the id of the feed to begin with, if one is meant."""
        self._source, self._now = source, local_now()
        self._shown = (source.feeds, 0)
        self._feeds = sorted(source.feeds.values(), key=lambda feed: (not _fails(feed), not feed.settings.paused))
        keys = "r try now · u settings, headers · f look up again · p pause · D remove · y copy · esc close"
        super().__init__(self._heading(), keys, (), ascii_signs=ascii_signs)
        self._rows = [self._row(feed) for feed in self._feeds]
        self._first = first

    def body(self) -> Iterator[Widget]:
        """The list, then the report."""
        yield self.list_widget()
        yield Static(Content(""), id="report")

    def on_mount(self) -> None:
        """Begin with the feed that is meant, unless it is well and others fail; then with the first that does."""
        row = next((number for number, feed in enumerate(self._feeds) if feed.id == self._first), 0)
        if row and (_fails(self._feeds[row]) or not _fails(self._feeds[0])):
            self.call_after_refresh(self.action_move, row)
        self.moved()
        self.set_interval(FOLLOW, self._follow)

    def _follow(self) -> None:
        """Show what has changed; the rows keep their order."""
        progress = self._source.progress
        state = (self._source.feeds, progress.done + 1 if progress else 0)
        if state[0] is self._shown[0] and state[1] == self._shown[1]:
            return
        self._shown, self._now = state, local_now()
        current = self.feed.id
        self._feeds = [self._source.feeds[feed.id] for feed in self._feeds if feed.id in self._source.feeds]
        if not self._feeds:
            self.dismiss()
            return
        cursor = next((number for number, feed in enumerate(self._feeds) if feed.id == current), self.view.cursor)
        self.view.show([self._row(feed) for feed in self._feeds], cursor)
        self.set_title(self._heading())
        self.moved()

    def _heading(self) -> str:
        count = len(self._feeds)
        if self._source.progress is not None:
            words = str(self._source.progress)
            return words[0].upper() + words[1:]
        failing = sum(map(_fails, self._feeds))
        well = plural(count, "This feed has no errors", "No feed has errors")
        return f"{failing:,} of {count:,} feeds failing" if failing else well

    def _row(self, feed: Feed) -> PickRow:
        state, name = feed.state, _name(feed)
        progress = self._source.progress
        if progress is not None and (answer := progress.answers.get(feed.id)):
            if answer.error:
                return PickRow(name, "failed", "!", "differs")
            return PickRow(name, f"{answer.new:,} new" if answer.new else "nothing new", "v" if self._ascii else "✓")
        if progress is not None and feed.id in progress.wanted:
            return PickRow(name, "waiting for an answer", ".." if self._ascii else "…", "muted")
        if feed.settings.paused:
            return PickRow(name, "paused", " ", "muted")
        if _fails(feed):
            since = f"for {duration(self._now - state.failing_since)}" if state.failing_since else ""
            return PickRow(name, "gone" if state.gone else f"failing {since}", "!", "differs")
        return PickRow(name, f"good {ago(state.last_good, self._now)}" if state.last_good else "not fetched yet")

    @property
    def feed(self) -> Feed:
        """The feed under the cursor."""
        return self._feeds[max(0, self.view.cursor)]

    def moved(self) -> None:
        """Show the report on this feed."""
        progress = self._source.progress
        answer = progress.answers.get(self.feed.id) if progress else None
        words = report(self.feed, self._now, answer.error if answer else None)
        self.query_one("#report", Static).update(Content(clean(words)))

    def chosen(self, row: int) -> None:
        """Refresh the feed now; the list stays open and shows the result."""
        self._source.refresh({self._feeds[row].id})

    def action_give(self, what: What) -> None:
        """Give a command about this feed, for the screen below."""
        self.dismiss(FeedCommand(what, self.feed.id))

    def action_stop(self) -> None:
        """Stop the refresh."""
        self._source.stop()

    def action_copy(self) -> None:
        """Copy the report."""
        self.app.copy_to_clipboard(report(self.feed, self._now))
        self.say("Report copied")


def report(feed: Feed, now: datetime, error: str | None = None) -> str:
    """The fetch status of a feed, one fact a line; secrets in its address are masked.

    Args:
        feed: The feed, with its stored state.
        now: The current time, in the reader's zone.
        error: The error of a refresh that is still running, which may not be stored yet.
    """
    state = feed.state
    if feed.settings.paused:
        head = "paused; fetched only when you ask"
    elif state.gone:
        head = "gone: its server says it will not come back; r tries once more"
    elif state.error:
        since = f" for {duration(now - state.failing_since)}" if state.failing_since else ""
        head = f"failing{since} ({count_noun(state.failures, 'try', 'tries')})"
    else:
        head = "well" if state.last_good else "not fetched yet"
    kept = f"{count_noun(feed.items, 'article')} stored"
    lines = [
        f"{feed.title}: {head}",
        redact_url(feed.url),
        "",
        f"Last answer  {error or state.error or ('good' if state.last_good else 'none yet')}",
        f"Last good    {clock(state.last_good, now) if state.last_good else 'never'}, {kept}",
        f"Next try     {_next(feed, now)}",
        *(f"Note         {feed_notice(notice)}" for notice in state.notices),
    ]
    return "\n".join(lines)


def _next(feed: Feed, now: datetime) -> str:
    state = feed.state
    if feed.settings.paused or state.gone:
        return "when you ask (r)"
    if state.next_try is None or state.next_try <= now:
        return "at the next reload"
    longer = " (longer after each failure)" if state.error else ""
    return f"in {duration(state.next_try - now)}{longer}"


def _name(feed: Feed) -> str:
    """The title of a feed; its address where it was never read and nobody has named it."""
    return feed.title if feed.state.last_good or feed.settings.name else redact_url(feed.url)


def _fails(feed: Feed) -> bool:
    return bool(feed.state.error or feed.state.gone) and not feed.settings.paused
