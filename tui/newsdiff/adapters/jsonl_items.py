"""Reads items to be clustered from JSON Lines, one object a line."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.core.clustering.items import ClusterItem, day_of
from newsdiff.core.clustering.tokenize import language_of
from newsdiff.core.text.language_id import detect_common, language_code
from newsdiff.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Id = str | int
"""What the other program calls an item."""


class IdentifiedItem(NamedTuple):
    """An item, with the name that it came under."""

    id: Id
    item: ClusterItem


def lines(stream: Iterable[bytes], name: str) -> Iterator[IdentifiedItem]:
    """The items of a stream of lines; empty lines are skipped.

    Args:
        stream: The lines. Each holds an object with `id`, `title` and `published` (ISO 8601; in UTC where it names no
            zone), and maybe `summary`, `outlet` and `language`; where one does not tell its language, it has that of
            its outlet.
        name: What the stream is called in messages.

    Raises:
        ReadError: A line contains no valid item, or the id of an earlier line; the message names the line.
    """
    found = list(_read(stream, name))
    told: dict[str, list[ClusterItem]] = {}
    for _, item in found:
        told.setdefault(item.outlet, []).append(item)
    common = {
        outlet: detect_common(f"{item.title}\n{item.summary}" for item in items if not item.language)
        for outlet, items in told.items()
        if any(not item.language for item in items)
    }
    for key, item in found:
        language = item.language or language_of(item.title, item.summary, common[item.outlet])
        yield IdentifiedItem(key, replace(item, language=language))


def _read(stream: Iterable[bytes], name: str) -> Iterator[IdentifiedItem]:
    """The items with the languages that they declare; "" where they declare none."""
    seen: dict[Id, int] = {}
    for number, raw in enumerate(stream, 1):
        if not raw.strip():
            continue
        line_name = f"Line {number:,} of {name}"
        found = _line(raw, number, line_name)
        if seen.setdefault(found.id, number) != number:
            raise ReadError(f"{line_name} has the id {json.dumps(found.id)[:80]}, as line {seen[found.id]:,} has.")
        yield found


def _line(raw: bytes, number: int, line_name: str) -> IdentifiedItem:
    try:
        told = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        raise ReadError(f"{line_name} is not UTF-8.") from None
    # Also raised for brackets nested too deeply, or a number of a million digits.
    except (ValueError, RecursionError):
        raise ReadError(f"{line_name} is not JSON.") from None
    if not isinstance(told, dict):
        raise ReadError(f"{line_name} is not a JSON object.")
    key = told.get("id")
    if isinstance(key, bool) or not isinstance(key, (str, int)):
        raise ReadError(f"{line_name} has no “id” that is a text or a whole number.")
    title, summary = _text(told, "title", line_name), _text(told, "summary", line_name, "")
    item = ClusterItem(
        number,
        title,
        summary,
        _text(told, "outlet", line_name, ""),
        _day(_text(told, "published", line_name), line_name),
        language_code(_text(told, "language", line_name, "")),
    )
    return IdentifiedItem(key, item)


def _text(told: dict[str, object], field: str, line_name: str, default: str | None = None) -> str:
    value = told.get(field)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise ReadError(f"{line_name} has no text as its “{field}”.")
    return value


def _day(published: str, line_name: str) -> float:
    try:
        moment = datetime.fromisoformat(published)
        return day_of(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        raise ReadError(f"{line_name} has a “published” that is no ISO 8601 time: {published[:40]!r}.") from None
