"""What came back from an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from newsdiff.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_RETRY_AFTER = timedelta(days=1)
"""Longest Retry-After that is honoured; a longer one is shortened to this."""

_VALIDATOR_LENGTH = 1_000
_LINKS_LENGTH = 8_000
_LINK = re.compile(r"<([^<>]{1,2000})>((?:\s*;\s*[\w*-]{1,40}\s*=\s*(?:\"[^\"]{0,300}\"|[^\s;,\"]{1,300}))*)")
_PARAMETER = re.compile(r";\s*([\w*-]{1,40})\s*=\s*(?:\"([^\"]{0,300})\"|([^\s;,\"]{1,300}))")
_FEED_TYPE = re.compile(r"(?:rss|atom|rdf|feed)")
_TYPE = re.compile(r"\s*([\w!#$&^.+-]+/[\w!#$&^.+-]+)", re.ASCII)
_CHARSET = re.compile(r";\s*charset\s*[=:]\s*[\"']?([\w.:+-]{1,40})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Response:
    """A successful response: its body, and what its headers say about it.

    Let go of it once its body is not needed any more: others wait for the memory (`limits.ByteBudget`).
    """

    url: str
    """Its address, after all redirects."""
    status: int
    """2xx, or 304 to a conditional request."""
    body: bytes = b""
    """Decoded from its compression; empty if the status is 304."""
    content_type: str | None = None
    """Such as `text/html`, in lower case, without parameters."""
    charset: str | None = None
    """From the Content-Type header; only a hint, which may be wrong or not be an encoding at all."""
    moved: str | None = None
    """The address to use from now on, if the requested one has moved permanently (301, 308)."""
    etag: str | None = None
    last_modified: str | None = None
    """Both as the server wrote them, to be sent back in a conditional request."""
    feeds: tuple[str, ...] = ()
    """The feeds that its Link headers name (RFC 8288), as they stand there."""

    @property
    def unchanged(self) -> bool:
        """Nothing has changed since the response that the validators are from (304)."""
        return self.status == 304


class StatusError(FetchError):
    """The server responded with an error."""

    def __init__(self, message: str, status: int, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.status = status
        """The HTTP status, as 404."""
        self.retry_after = retry_after
        """The Retry-After of the server, 0 to 1 day; `None` if there is none."""


def content_type(headers: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Media type and charset from Content-Type, each `None` if it is missing or invalid."""
    value = headers.get("Content-Type", "")[:_VALIDATOR_LENGTH]
    media, charset = _TYPE.match(value), _CHARSET.search(value)
    return media and media[1].lower(), charset and charset[1].lower()


def feed_links(values: Iterable[str]) -> tuple[str, ...]:
    """The feeds that Link headers name, as addresses that may be relative; ten at most."""
    found: list[str] = []
    for link in _LINK.finditer(", ".join(values)[:_LINKS_LENGTH]):
        told = {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(link[2])}
        rel, media = told.get("rel", "").lower().split(), told.get("type", "").lower()
        if ("alternate" in rel and _FEED_TYPE.search(media)) or "feed" in rel:
            found.append(link[1].strip())
    return tuple(dict.fromkeys(found))[:10]


def validator(headers: Mapping[str, str], name: str) -> str | None:
    """An ETag or Last-Modified header, if it can be kept and sent back: short, in printable ASCII."""
    value = headers.get(name, "").strip()
    return value if value.isascii() and value.isprintable() and 0 < len(value) <= _VALIDATOR_LENGTH else None


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """The Retry-After header, in seconds or as a date (RFC 9110, 10.2.3); `None` if it is invalid.

    A date is relative to the server's own Date if there is one, since its clock may differ from ours.
    """
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return timedelta(seconds=int(value)) if len(value) < 6 else MAX_RETRY_AFTER
    until = _date(value)
    if until is None:
        return None
    rest = until - (_date(headers.get("Date", "")) or datetime.now(UTC))
    return min(max(rest, timedelta(0)), MAX_RETRY_AFTER)


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
