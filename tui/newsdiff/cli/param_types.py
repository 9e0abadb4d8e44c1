"""Types of option values: durations, times before now, and HTTP headers."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import click

_DURATION = re.compile(r"(\d{1,9})\s*([smhdw]?)", re.ASCII | re.IGNORECASE)
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}

SHORTEST, LONGEST = 60, 30 * 86_400
"""The shortest and the longest interval, in seconds, that can be set for a feed."""


def duration(_: click.Context, __: click.Parameter, value: str | None) -> int | None:
    """An interval such as "90", "90s", "15m", "2h" or "1d" in seconds, from `SHORTEST` to `LONGEST`; None for None."""
    if value is None:
        return None
    found = _DURATION.fullmatch(value.strip())
    if found is None:
        raise click.BadParameter(f"{value!r} is not a duration; write it as 90s, 15m, 2h or 1d.")
    seconds = int(found[1]) * _SECONDS[found[2].lower()]
    if not SHORTEST <= seconds <= LONGEST:
        raise click.BadParameter(f"{value!r} is too {'short' if seconds < SHORTEST else 'long'}: from 1m to 30d.")
    return seconds


def since(_: click.Context, __: click.Parameter, value: str) -> datetime | None:
    """The time, in UTC, that was "30m", "12h", "1d" or "2w" ago; None for ""."""
    found = _DURATION.fullmatch(value.strip())
    try:
        if found and found[2]:
            return datetime.now(UTC) - timedelta(seconds=int(found[1]) * _SECONDS[found[2].lower()])
    except OverflowError:
        pass
    if not value:
        return None
    raise click.BadParameter(f"{value[:20]!r} is not a duration; write it as 30m, 12h, 1d or 2w.")


def headers(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The names and values of headers, each from "NAME: VALUE"."""
    return tuple(map(_header, values))


def _header(value: str) -> tuple[str, str]:
    name, _, text = value.partition(":")
    if not (name.strip() and text.strip()):
        # The value may be a password, and is not repeated.
        raise click.BadParameter("a header is written as NAME: VALUE, in quotation marks.")
    return name.strip(), text.strip()
