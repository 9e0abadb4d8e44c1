"""How fetching goes: each feed's state in words, those that fail first."""

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
"""Seconds between two looks at what has come in."""


class RefreshSource(Protocol):
    """What refreshes feeds and knows how it goes."""

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
    """What the reader wants done about a feed."""

    what: What
    feed_id: int


class FeedStatusDialog(PickDialog[FeedCommand | None]):
    """A list of feeds and the report on the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "choose", "Try now", id="try-now", show=False),
        Binding("x", "stop", "Stop", id="stop-trying", show=False),
        Binding("u,E", "wish('settings')", "Settings", id="set-headers", show=False),
        Binding("f", "wish('find')", "Find the feed again", id="find-again", show=False),
        Binding("p", "wish('pause')", "Pause or go on", id="pause-feed", show=False),
        Binding("D", "wish('remove')", "Remove", id="remove-this", show=False),
        Binding("y", "copy", "Copy the report", id="copy-report", show=False),
    ]

    def __init__(self, source: RefreshSource, here: int, *, ascii_signs: bool) -> None:
        """Take who knows the feeds, and the id of the one to begin with, if one is meant."""
        self._source, self._now = source, local_now()
        self._told = (source.feeds, 0)
        self._feeds = sorted(source.feeds.values(), key=lambda feed: (not _fails(feed), not feed.settings.paused))
        keys = "r try now · u settings, headers · f find the feed again · p pause · D remove · y copy · esc close"
        super().__init__(self._heading(), keys, (), ascii_signs=ascii_signs)
        self._rows = [self._row(feed) for feed in self._feeds]
        self._here = here

    def body(self) -> Iterator[Widget]:
        """The list, then the report."""
        yield self.list_widget()
        yield Static(Content(""), id="report")

    def on_mount(self) -> None:
        """Begin with the feed that is meant, where it fails or none does, else with the first."""
        here = next((number for number, feed in enumerate(self._feeds) if feed.id == self._here), 0)
        if here and (_fails(self._feeds[here]) or not _fails(self._feeds[0])):
            self.call_after_refresh(self.action_move, here)
        self.moved()
        self.set_interval(FOLLOW, self._follow)

    def _follow(self) -> None:
        """Show what has changed since; rows keep their places."""
        reload = self._source.progress
        told = (self._source.feeds, reload.done + 1 if reload else 0)
        if told[0] is self._told[0] and told[1] == self._told[1]:
            return
        self._told, self._now = told, local_now()
        here = self.feed.id
        self._feeds = [self._source.feeds[feed.id] for feed in self._feeds if feed.id in self._source.feeds]
        if not self._feeds:
            self.dismiss()
            return
        cursor = next((number for number, feed in enumerate(self._feeds) if feed.id == here), self.view.cursor)
        self.view.show([self._row(feed) for feed in self._feeds], cursor)
        self.set_title(self._heading())
        self.moved()

    def _heading(self) -> str:
        count = len(self._feeds)
        if self._source.progress is not None:
            words = str(self._source.progress)
            return words[0].upper() + words[1:]
        failing = sum(map(_fails, self._feeds))
        well = plural(count, "The feed is well", f"All {count:,} feeds are well")
        return f"{failing:,} of {count:,} feeds {plural(failing, 'fails', 'fail')}" if failing else well

    def _row(self, feed: Feed) -> PickRow:
        state, name = feed.state, _name(feed)
        reload = self._source.progress
        if reload is not None and (answer := reload.answers.get(feed.id)):
            if answer.error:
                return PickRow(name, "failed", "!", "differs")
            return PickRow(name, f"{answer.new:,} new" if answer.new else "nothing new", "v" if self._ascii else "✓")
        if reload is not None and feed.id in reload.wanted:
            return PickRow(name, "no answer yet", ".." if self._ascii else "…", "muted")
        if feed.settings.paused:
            return PickRow(name, "paused", " ", "muted")
        if _fails(feed):
            since = f"for {duration(self._now - state.failing_since)}" if state.failing_since else ""
            return PickRow(name, "gone" if state.gone else f"failing {since}", "!", "differs")
        return PickRow(name, f"good {ago(state.last_good, self._now)}" if state.last_good else "not asked yet")

    @property
    def feed(self) -> Feed:
        """The feed under the cursor."""
        return self._feeds[max(0, self.view.cursor)]

    def moved(self) -> None:
        """Show the report on this feed."""
        reload = self._source.progress
        answer = reload.answers.get(self.feed.id) if reload else None
        words = report(self.feed, self._now, answer.error if answer else None)
        self.query_one("#report", Static).update(Content(clean(words)))

    def chosen(self, row: int) -> None:
        """Try the feed now; the list stays and shows what comes of it."""
        self._source.refresh({self._feeds[row].id})

    def action_wish(self, what: What) -> None:
        """Have something done about this feed, by the screen below."""
        self.dismiss(FeedCommand(what, self.feed.id))

    def action_stop(self) -> None:
        """Stop asking."""
        self._source.stop()

    def action_copy(self) -> None:
        """Copy the report."""
        self.app.copy_to_clipboard(report(self.feed, self._now))
        self.say("Report copied")


def report(feed: Feed, now: datetime, error: str | None = None) -> str:
    """How fetching a feed goes, in lines for the reader; secrets in its address are masked.

    Args:
        feed: The feed, with the state that is stored.
        now: The present.
        error: What has just gone wrong, which may not be stored yet.
    """
    state = feed.state
    if feed.settings.paused:
        head = "paused: asked only when you say so"
    elif state.gone:
        head = "gone: its server said that it will not come back; r asks once more"
    elif state.error:
        since = f" for {duration(now - state.failing_since)}" if state.failing_since else ""
        head = f"failing{since} ({count_noun(state.failures, 'try', 'tries')})"
    else:
        head = "well" if state.last_good else "not asked yet"
    kept = f"{count_noun(feed.items, 'article')} kept and readable"
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
        return "when you say so (r)"
    if state.next_try is None or state.next_try <= now:
        return "with the next reload"
    longer = " (longer after each failure)" if state.error else ""
    return f"in {duration(state.next_try - now)}{longer}"


def _name(feed: Feed) -> str:
    """What a feed is called; one that was never read, and has the name of its host alone, by its address."""
    return feed.title if feed.state.last_good or feed.settings.name else redact_url(feed.url)


def _fails(feed: Feed) -> bool:
    return bool(feed.state.error or feed.state.gone) and not feed.settings.paused
