"""The settings of one feed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, get_args

from textual import on
from textual.binding import Binding
from textual.widgets import Input

from newsdiff.app.dialogs.base import Dialog
from newsdiff.core.library.feeds import FeedSettings, FullText
from newsdiff.redact import redact_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import BindingType
    from textual.widget import Widget

    from newsdiff.core.library.feeds import Feed

MIN_MINUTES = 1
MAX_MINUTES = 7 * 24 * 60
_FIELD = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""The name of an HTTP header (RFC 9110, section 5.6.2)."""

_AS_IT_IS = "…"
"""Stands for the value of a header that is not shown, and stays as it is."""


class FeedSettingsDialog(Dialog[FeedSettings | None]):
    """Gives the settings as they were typed, once they are valid."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,down", "app.focus_next", "Next field", id="next-setting", show=False),
        Binding("shift+tab,up", "app.focus_previous", "Previous field", id="previous-setting", show=False),
    ]

    def __init__(self, feed: Feed) -> None:
        super().__init__(f"Settings of {feed.title}", "enter save · tab next field · esc cancel")
        self._feed = feed

    def body(self) -> Iterator[Widget]:
        """A field for each setting."""
        own = self._feed.settings
        yield self.text(redact_url(self._feed.url), "dialog-muted")
        yield from self.labelled("Name", own.name or "", "the feed's own title", "name")
        yield from self.labelled("Group", own.group, "none", "group")
        yield from self.labelled("Tags", ", ".join(own.tags), "none; separate several with commas", "tags")
        yield from self.labelled("Full text", own.full_text, ", ".join(get_args(FullText)), "full-text")
        minutes = "" if own.interval is None else f"{own.interval / 60:g}"
        yield from self.labelled("Minutes", minutes, "between reloads; blank = default", "minutes")
        yield from self.labelled("Paused", "yes" if own.paused else "no", "yes or no", "paused")
        yield from self.labelled("In stories", "no" if own.never_group else "yes", "yes or no", "grouped")
        yield from self.labelled("User-Agent", own.user_agent or "", "newsdiff's own", "agent")
        # Their values are mostly passwords.
        headers = "; ".join(f"{name}: {_AS_IT_IS}" for name, _ in own.headers)
        yield from self.labelled("Headers", headers, "Name: value; Name: value", "headers")

    @on(Input.Submitted)
    def _submitted(self) -> None:
        try:
            settings = self._read()
        except ValueError as error:
            self.say(str(error))
        else:
            self.dismiss(settings)

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()

    def _read(self) -> FeedSettings:
        """The settings. Raises ValueError with a sentence about the field that is wrong."""
        full_text = next((one for one in get_args(FullText) if one == self._value("full-text").casefold()), None)
        if full_text is None:
            raise ValueError("Full text is auto (when it is opened and the feed gives little), always or never.")
        paused, grouped = self._value("paused").casefold(), self._value("grouped").casefold()
        if paused not in {"yes", "no"}:
            raise ValueError("Paused must be yes or no.")
        if grouped not in {"yes", "no"}:
            raise ValueError("In stories must be yes or no; no keeps its articles out of stories.")
        return FeedSettings(
            self._value("name") or None,
            self._value("group"),
            tuple(dict.fromkeys(tag for part in self._value("tags").split(",") if (tag := part.strip()))),
            full_text,
            _seconds(self._value("minutes")),
            self._value("agent") or None,
            self._headers(),
            paused=paused == "yes",
            never_group=grouped == "no",
        )

    def _headers(self) -> tuple[tuple[str, str], ...]:
        stored = {name.casefold(): value for name, value in self._feed.settings.headers}
        headers = []
        for part in filter(None, map(str.strip, self._value("headers").split(";"))):
            name, colon, value = (word.strip() for word in part.partition(":"))
            if not colon or not _FIELD.fullmatch(name) or not value.isprintable():
                raise ValueError("Write headers as Name: value, separated by semicolons.")
            if value == _AS_IT_IS:
                if name.casefold() not in stored:
                    raise ValueError(f"{name} has no value yet that {_AS_IT_IS} could stand for.")
                value = stored[name.casefold()]
            headers.append((name, value))
        return tuple(headers)


def _seconds(minutes: str) -> int | None:
    if not minutes:
        return None
    try:
        value = float(minutes.replace(",", "."))
    except ValueError:
        value = 0
    if not MIN_MINUTES <= value <= MAX_MINUTES:
        raise ValueError(f"Minutes must be a number from {MIN_MINUTES} to {MAX_MINUTES:,} (a week), or blank.")
    return round(value * 60)
