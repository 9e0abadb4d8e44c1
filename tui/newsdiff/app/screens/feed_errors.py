"""How fetching goes: each feed's state in words, those that fail first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from newsdiff.app.ages import age, clock, present, span
from newsdiff.app.screens.picking import PickDialog
from newsdiff.app.widgets.pick_list import PickRow
from newsdiff.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from textual.binding import BindingType
    from textual.widget import Widget

    from newsdiff.core.feeds import Feed

What = Literal["try", "settings", "find", "pause", "remove"]


class Wish(NamedTuple):
    """What the reader wants done about a feed."""

    what: What
    feed_id: int


class FeedErrorsDialog(PickDialog[Wish | None]):
    """A list of feeds and the report on the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "wish('try')", "Try now", id="try-now", show=False),
        Binding("u,E", "wish('settings')", "Settings", id="set-headers", show=False),
        Binding("f", "wish('find')", "Find the feed again", id="find-again", show=False),
        Binding("p", "wish('pause')", "Pause or go on", id="pause-feed", show=False),
        Binding("D", "wish('remove')", "Remove", id="remove-this", show=False),
        Binding("y", "copy", "Copy the report", id="copy-report", show=False),
    ]

    def __init__(self, feeds: Sequence[Feed], here: int, *, ascii_signs: bool) -> None:
        """Take the feeds, and the id of the one to begin with, if one is meant."""
        self._feeds = sorted(feeds, key=lambda feed: (not _fails(feed), not feed.settings.paused))
        self._now = present()
        failing = sum(map(_fails, feeds))
        title = f"{failing:,} of {len(feeds):,} feeds fail" if failing else f"All {len(feeds):,} feeds are well"
        keys = "r try now · u settings, headers · f find the feed again · p pause · D remove · y copy · esc close"
        super().__init__(title, keys, [self._row(feed) for feed in self._feeds], ascii_signs=ascii_signs)
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

    def _row(self, feed: Feed) -> PickRow:
        state, name = feed.state, _name(feed)
        if feed.settings.paused:
            return PickRow(name, "paused", " ", "muted")
        if _fails(feed):
            since = f"for {span(self._now - state.failing_since)}" if state.failing_since else ""
            return PickRow(name, "gone" if state.gone else f"failing {since}", "!", "differs")
        return PickRow(name, f"good {age(state.last_good, self._now)}" if state.last_good else "not asked yet")

    @property
    def feed(self) -> Feed:
        """The feed under the cursor."""
        return self._feeds[max(0, self.view.cursor)]

    def moved(self) -> None:
        """Show the report on this feed."""
        self.query_one("#report", Static).update(Content(clean(report(self.feed, self._now))))

    def chosen(self, row: int) -> None:
        """Try the feed now."""
        self.dismiss(Wish("try", self._feeds[row].id))

    def action_wish(self, what: What) -> None:
        """Have something done about this feed."""
        self.dismiss(Wish(what, self.feed.id))

    def action_copy(self) -> None:
        """Copy the report."""
        self.app.copy_to_clipboard(report(self.feed, self._now))
        self.say("Report copied")


def report(feed: Feed, now: datetime) -> str:
    """How fetching a feed goes, in lines for the reader; secrets in its address are masked."""
    from newsdiff.adapters.addresses import redact

    state = feed.state
    if feed.settings.paused:
        head = "paused: asked only when you say so"
    elif state.gone:
        head = "gone: its server said that it will not come back; r asks once more"
    elif state.error:
        since = f" for {span(now - state.failing_since)}" if state.failing_since else ""
        head = f"failing{since} ({state.failures} {'try' if state.failures == 1 else 'tries'})"
    else:
        head = "well" if state.last_good else "not asked yet"
    kept = f"{feed.items:,} articles kept and readable"
    lines = [
        f"{feed.title}: {head}",
        redact(feed.url),
        "",
        f"Last answer  {state.error or ('good' if state.last_good else 'none yet')}",
        f"Last good    {clock(state.last_good, now) if state.last_good else 'never'}, {kept}",
        f"Next try     {_next(feed, now)}",
    ]
    return "\n".join(lines)


def _next(feed: Feed, now: datetime) -> str:
    state = feed.state
    if feed.settings.paused or state.gone:
        return "when you say so (r)"
    if state.next_try is None or state.next_try <= now:
        return "with the next reload"
    longer = " (longer after each failure)" if state.error else ""
    return f"in {span(state.next_try - now)}{longer}"


def _name(feed: Feed) -> str:
    """What a feed is called; one that was never read, and has the name of its host alone, by its address."""
    from newsdiff.adapters.addresses import redact

    return feed.title if feed.state.last_good or feed.settings.name else redact(feed.url)


def _fails(feed: Feed) -> bool:
    return bool(feed.state.error or feed.state.gone) and not feed.settings.paused
