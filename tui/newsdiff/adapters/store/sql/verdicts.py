"""The user's verdicts: a history that only grows, of which the latest verdict on each pair of sentences holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsdiff.core.alignment.verdicts import Verdict, plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from newsdiff.core.alignment.verdicts import VerdictKey

_BY_OUTLET = """
    SELECT a_outlet, a_text, b_outlet, b_text, about, linked, at FROM standing_verdict
    WHERE a_outlet = ? ORDER BY id
"""

_BY_KEY = """
    SELECT id, linked, at FROM standing_verdict
    WHERE a_outlet = ? AND a_text = ? AND b_outlet = ? AND b_text = ? AND about = ? ORDER BY id DESC
"""

_ADD = "INSERT INTO verdict (a_outlet, a_text, b_outlet, b_text, about, linked, at) VALUES (?, ?, ?, ?, ?, ?, ?)"


def standing(connection: sqlite3.Connection, outlets: Collection[str]) -> tuple[Verdict, ...]:
    """The verdicts that hold between sentences of these outlets, one of each kind for each pair of sentences."""
    known = {plain(outlet) for outlet in outlets}
    found: dict[VerdictKey, Verdict] = {}
    for outlet in sorted(known):
        for a_outlet, a_text, b_outlet, b_text, about, linked, at in connection.execute(_BY_OUTLET, (outlet,)):
            if b_outlet in known:
                said = Verdict(a_outlet, a_text, b_outlet, b_text, bool(linked), _moment(at), about)
                found[said.key] = said
    return tuple(found.values())


def record(connection: sqlite3.Connection, verdict: Verdict) -> None:
    """Add a verdict to the history. One that holds already, with the same time, is not added again."""
    found = connection.execute(_BY_KEY, _key(verdict)).fetchone()
    if found is None or found[1:] != (verdict.linked, verdict.at.isoformat()):
        connection.execute(_ADD, (*_key(verdict), verdict.linked, verdict.at.isoformat()))


def retract(connection: sqlite3.Connection, verdict: Verdict) -> Verdict | None:
    """Retract a verdict, which stays in the history.

    A later verdict on the same pair still holds. A verdict that was never recorded, or is retracted already, changes
    nothing.

    Returns:
        The verdict that holds in its place, if any.
    """
    rows = connection.execute(_BY_KEY, _key(verdict)).fetchall()
    taken = next((row for row in rows if (row[1], _moment(row[2])) == (verdict.linked, verdict.at)), None)
    if taken is not None:
        connection.execute("INSERT INTO retraction (verdict) VALUES (?)", (taken[0],))
    left = next((row for row in rows if row is not taken), None)
    if left is None:
        return None
    return replace(verdict, linked=bool(left[1]), at=_moment(left[2]))


def _key(verdict: Verdict) -> tuple[str, str, str, str, str]:
    return verdict.a_outlet, verdict.a_text, verdict.b_outlet, verdict.b_text, verdict.about


def _moment(text: str) -> datetime:
    """A time as it is stored. A damaged one is the beginning of 1970: it costs no more than itself."""
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return datetime.fromtimestamp(0, UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
