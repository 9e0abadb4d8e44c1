"""Times and lists in the form in which the store's columns hold them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Iterable

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


@overload
def ticks(moment: datetime) -> int: ...
@overload
def ticks(moment: None) -> None: ...
@overload
def ticks(moment: datetime | None) -> int | None: ...
def ticks(moment: datetime | None) -> int | None:
    """An aware datetime in microseconds since 1970, exactly; they sort as the times do."""
    return None if moment is None else (moment - _EPOCH) // _TICK


@overload
def moment(ticks: int) -> datetime: ...
@overload
def moment(ticks: None) -> None: ...
@overload
def moment(ticks: int | None) -> datetime | None: ...
def moment(ticks: int | None) -> datetime | None:
    """The inverse of `ticks`: a time in UTC."""
    return None if ticks is None else _EPOCH + timedelta(microseconds=ticks)


def to_json(values: Iterable[object]) -> str:
    """A list as JSON."""
    listed = list(values)
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":")) if listed else "[]"


def from_json(text: str) -> tuple[str, ...]:
    """The inverse of `to_json`, for a list of texts."""
    return () if text == "[]" else tuple(json.loads(text))
