"""Add a feed: its address, or that of a page and which of its feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from newsdiff.app.dialogs.pick import PickDialog
from newsdiff.app.widgets.pick_list import PickRow
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.text_format import ago, count_noun, local_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from newsdiff.service.feed_service import FeedCandidate

_KINDS = {"rss": "RSS", "atom": "Atom", "rdf": "RSS 1.0", "json": "JSON Feed"}


class AddFeedDialog(PickDialog[None]):
    """Asks for an address, then for the feeds to add. It never waits: the screen below looks up the address, and can be
    used meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pick", "Pick", id="pick-feed", show=False),
        Binding("tab", "next_field", "Next field", id="next-field", show=False),
        Binding("shift+tab", "next_field(-1)", "Previous field", id="previous-field", show=False),
    ]

    def __init__(
        self,
        look_up: Callable[[str, FeedSettings], None],
        subscribe: Callable[[Sequence[FeedCandidate]], None],
        *,
        url: str,
        ascii_signs: bool,
    ) -> None:
        """Take the calls that look an address up and subscribe to feeds, and an address to begin with."""
        super().__init__("Add a feed", "enter look · tab next field · esc close", (), ascii_signs=ascii_signs)
        self._look_up, self._subscribe, self._url = look_up, subscribe, url
        self._candidates: tuple[FeedCandidate, ...] = ()
        self._picked: set[int] = set()

    def body(self) -> Iterator[Widget]:
        """The fields, and a hidden list for the feeds that are found."""
        with Vertical(id="fields"):
            yield self.text(
                "The address of a feed, or of any page of a site, whose feeds are then looked for.", "dialog-muted"
            )
            yield from self.labelled("Address", self._url, "news.example.org", "address")
            yield from self.labelled("Name", "", "as the feed calls itself", "name")
            yield from self.labelled("Group", "", "none", "group")
        found = self.list_widget()
        found.display = False
        yield found

    def action_next_field(self, step: int = 1) -> None:
        """Focus the next field, or the previous one."""
        if step > 0:
            self.focus_next(Input)
        else:
            self.focus_previous(Input)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While an address is typed, the list has no keys."""
        del parameters
        if action in {"pick", "move", "choose"}:
            return bool(self._candidates)
        return action != "next_field" or not self._candidates

    @on(Input.Submitted)
    def _submitted(self) -> None:
        url, name, group = (self.query_one(f"#{one}", Input).value.strip() for one in ("address", "name", "group"))
        if not url:
            self.say("Type an address first.")
            return
        self.say("Looking … esc closes this, and you can go on reading.")
        self._look_up(url, FeedSettings(name=name or None, group=group))

    def show(self, candidates: Sequence[FeedCandidate]) -> None:
        """Show the feeds that were found at the address, to pick from."""
        self.say("")
        self._candidates = tuple(candidates)
        self._picked = {number for number, one in enumerate(self._candidates[:1]) if not one.known}
        self.set_focus(None)
        self.query_one("#fields").display = False
        self.view.display = True
        self.view.show(self._rows_now())
        self.set_keys(f"{count_noun(len(self._candidates), 'feed')} found · space pick · enter add · esc close")

    def _rows_now(self) -> list[PickRow]:
        now, rows = local_now(), []
        for number, one in enumerate(self._candidates):
            newest = f"newest {ago(one.newest, now)}" if one.newest else "without dates"
            right = (
                "in your list already"
                if one.known
                else f"{_KINDS.get(one.kind, one.kind)}  {one.items:,} items  {newest}"
            )
            sign = "   " if one.known else "[x]" if number in self._picked else "[ ]"
            rows.append(PickRow(one.title, right, sign, "muted" if one.known else "text"))
        return rows

    def action_pick(self) -> None:
        """Pick the feed under the cursor, or drop it."""
        row = self.view.cursor
        if self._candidates[row].known:
            self.say("This one is in your list already.")
            return
        self._picked ^= {row}
        self.view.show(self._rows_now(), min(row + 1, len(self._candidates) - 1))

    def chosen(self, row: int) -> None:
        """Subscribe to the picked feeds, or to the one under the cursor where none is picked."""
        picked = [
            one
            for number, one in enumerate(self._candidates)
            if number in self._picked or (not self._picked and number == row)
        ]
        wanted = [one for one in picked if not one.known]
        if not wanted:
            self.say("Pick a feed with space first.")
            return
        self._subscribe(wanted)
        self.dismiss()
