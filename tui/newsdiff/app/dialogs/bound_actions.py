"""What the keys of a screen do at the moment, for the help and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.dom import DOMNode
    from textual.screen import Screen

PALETTE_KEY = "ctrl+p"
"""The key of the palette. It works in fields and dialogs too, and the configuration file cannot give it away."""


class BoundAction(NamedTuple):
    """An action and all keys it has now."""

    binding: Binding
    """The first of its bindings, which describes it."""
    node: DOMNode
    """The widget, the screen or the program that runs it."""
    keys: str
    """The keys as this terminal shows them, with spaces between them."""


def bound_actions(screen: Screen[Any]) -> list[BoundAction]:
    """The actions of a screen, of its focused widget and of the program, in the order of their bindings, or in that of
    the screen's help (`KEYS`) where it has one.

    The reader's own keymap counts. Keys that the focused widget takes for itself, as a field takes letters, do not.
    """
    found: dict[str, BoundAction] = {}
    for node, binding, _, _ in screen.active_bindings.values():
        key = screen.app.get_key_display(binding)
        known = found.get(binding.action)
        found[binding.action] = BoundAction(binding, node, key) if known is None else _with_key(known, key)
    order = {binding.id: number for number, binding in enumerate(getattr(screen, "KEYS", ()))}
    return sorted(found.values(), key=lambda one: order.get(one.binding.id, len(order)))


def _with_key(action: BoundAction, key: str) -> BoundAction:
    return action._replace(keys=f"{action.keys} {key}")
