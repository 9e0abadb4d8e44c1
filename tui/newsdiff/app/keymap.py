"""Keys: how the bindings of the screens are declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Mapping


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


def first_key(keymap: Mapping[str, str], binding_id: str, default: str) -> str:
    """The first key of a binding, by its name in Textual, as the user has it; for bindings of another screen.

    Args:
        keymap: By the id of a binding, its keys with commas between them.
        binding_id: The binding.
        default: Its keys where the user has not changed them.
    """
    return keymap.get(binding_id, default).split(",")[0].strip()
