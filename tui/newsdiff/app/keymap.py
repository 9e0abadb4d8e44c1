"""Keys: how the bindings of the screens are declared."""

from __future__ import annotations

from textual.binding import Binding


def bind(key: str, action: str, description: str, tooltip: str, *, id: str | None = None) -> Binding:  # noqa: A002 - as in Binding
    """A binding of a screen, shown in the help and in no footer.

    Args:
        key: Its keys by their names in Textual, with commas between them.
        action: What it does, as in `move(1)`.
        description: Its name in the palette and the help.
        tooltip: A sentence that explains it.
        id: What the configuration file calls it; the name of the action where none is given.
    """
    name = id or action.split("(")[0].replace("_", "-")
    return Binding(key, action, description, tooltip=tooltip, id=name, show=False)
