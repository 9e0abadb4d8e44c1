"""Moments, ages and durations as lists, headings and sentences show them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsdiff.core.models import Article

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Month names that do not change with the locale, since all our words are English."""

WIDEST_AGE = 8
"""Cells of the longest age, as in `Nov 2025`."""


def local_now() -> datetime:
    """The present, in the reader's zone."""
    return datetime.now().astimezone()


def age(moment: datetime, now: datetime) -> str:
    """How long ago, until a day; then the day, and of other years the month: `12 min`, `3 h`, `20 Nov`, `Nov 2025`.

    Args:
        moment: Any aware time. What lies ahead by the clocks of others is `now`.
        now: The present, in the zone in which days are told.
    """
    past = now - moment
    if past < timedelta(minutes=1):
        return "now"
    if past < timedelta(hours=1):
        return f"{past // timedelta(minutes=1)} min"
    if past < timedelta(days=1):
        return f"{past // timedelta(hours=1)} h"
    day = moment.astimezone(now.tzinfo)
    month = MONTHS[day.month - 1]
    return f"{day.day} {month}" if day.year == now.year else f"{month} {day.year}"


def ago(moment: datetime, now: datetime) -> str:
    """The same within a sentence: `12 min ago`, `now`, `20 Nov`."""
    words = age(moment, now)
    return f"{words} ago" if timedelta(minutes=1) <= now - moment < timedelta(days=1) else words


def clock(moment: datetime, now: datetime) -> str:
    """Day and time in the reader's zone: `20 Nov 14:05`, with the year where it is another."""
    here = moment.astimezone(now.tzinfo)
    year = "" if here.year == now.year else f" {here.year}"
    return f"{here.day} {MONTHS[here.month - 1]}{year} {here:%H:%M}"


def published(article: Article) -> str:
    """When an article was published by its outlet's clock: `13 May 2025 07:40`, or the day alone; empty if unknown."""
    moment = article.published
    if moment is None:
        return ""
    day = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    return day if article.day_only else f"{day} {moment:%H:%M}"


def span(length: timedelta) -> str:
    """A span in words: `4 minutes`, `6 hours`, `3 days`; never less than a minute."""
    units = ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute"))
    unit, name = next((one for one in units if length >= one[0]), units[-1])
    count = max(1, length // unit)
    return f"{count} {name}{'' if count == 1 else 's'}"
