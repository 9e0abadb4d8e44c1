"""What the command line takes as values of options: spans of time, and headers."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import click

_SPAN = re.compile(r"(\d{1,9})\s*([smhdw]?)", re.ASCII | re.IGNORECASE)
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}

SHORTEST, LONGEST = 60, 30 * 86_400
"""Seconds between two refreshes of a feed that can be set for it."""


def span(_: click.Context, __: click.Parameter, value: str | None) -> int | None:
    """The seconds, from `SHORTEST` to `LONGEST`, in "90", "90s", "15m", "2h" or "1d"."""
    if value is None:
        return None
    found = _SPAN.fullmatch(value.strip())
    if found is None:
        raise click.BadParameter(f"{value!r} is no span of time; write it as 90s, 15m, 2h or 1d.")
    seconds = int(found[1]) * _SECONDS[found[2].lower()]
    if not SHORTEST <= seconds <= LONGEST:
        raise click.BadParameter(f"{value!r} is too {'short' if seconds < SHORTEST else 'long'}: from 1m to 30d.")
    return seconds


def back(_: click.Context, __: click.Parameter, value: str) -> datetime | None:
    """The moment that lies a span of time back, as "30m", "12h", "1d" or "2w"; None for ""."""
    found = _SPAN.fullmatch(value.strip())
    try:
        if found and found[2]:
            return datetime.now(UTC) - timedelta(seconds=int(found[1]) * _SECONDS[found[2].lower()])
    except OverflowError:
        pass
    if not value:
        return None
    raise click.BadParameter(f"{value[:20]!r} is no number with a unit; write it as 30m, 12h, 1d or 2w.")


def headers(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Names and values, each from "NAME: VALUE"."""
    return tuple(map(_header, values))


def _header(value: str) -> tuple[str, str]:
    name, _, text = value.partition(":")
    if not (name.strip() and text.strip()):
        # The value is not repeated: it may be a password.
        raise click.BadParameter("a header is written as NAME: VALUE, in quotation marks.")
    return name.strip(), text.strip()
