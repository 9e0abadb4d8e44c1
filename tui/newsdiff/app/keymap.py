"""Keys: how a binding is declared."""

from __future__ import annotations

from textual.binding import Binding


def bind(key: str, action: str, description: str, tooltip: str, *, id: str | None = None) -> Binding:  # noqa: A002 - as in Binding
    """A key of a screen or a pane: its id, where none is given, is the name of its action."""
    name = id or action.split("(")[0].replace("_", "-")
    return Binding(key, action, description, tooltip=tooltip, id=name, show=False)
