"""The actions of a screen with the keys they have now, for the help, the hints and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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
    keys: tuple[str, ...]
    """The keys as this terminal shows them, each once; none if the user gave them all to other actions."""


def active_actions(screen: Screen[Any]) -> list[BoundAction]:
    """What the keys of a screen, of its focused widget and of the program can do now, one row for each action.

    The reader's own keymap counts; an action that lost its keys by it comes without one. Keys that the focused widget
    takes for itself, as a field takes letters, are left out. The order is that of the screen's help (`KEYS`), or
    where it has none, that of the groups of its help.
    """
    found = _gathered(screen, _active(screen), lambda binding: binding.action)
    return _in_order(screen, found.values())


def actions_by_id(screen: Screen[Any], others: Iterable[Binding]) -> dict[str, BoundAction]:
    """The active actions and some others by the ids of their bindings, or by the action where a binding has no id.

    Args:
        screen: The screen.
        others: Bindings of panes that do not have the focus, with the reader's own keys, one for each key. An active
            binding with the same id comes first.

    Returns:
        In the order of `active_actions`.
    """
    bindings = [*_active(screen), *((screen, binding) for binding in others)]
    found = _gathered(screen, bindings, _name)
    return {_name(one.binding): one for one in _in_order(screen, found.values())}


def _name(binding: Binding) -> str:
    return binding.id or binding.action


def _active(screen: Screen[Any]) -> list[tuple[DOMNode, Binding]]:
    active = [(active.node, active.binding) for active in screen.active_bindings.values()]
    keyless: Sequence[tuple[DOMNode, Binding]] = getattr(screen, "keyless", ())
    return active + [
        (node, binding.with_key(""))
        for node, binding in keyless
        if node in {screen, screen.focused} and node.check_action(binding.action.split("(")[0], ())
    ]


def _gathered(
    screen: Screen[Any], bindings: Iterable[tuple[DOMNode, Binding]], name_of: Callable[[Binding], str]
) -> dict[str, BoundAction]:
    """One row for all bindings that have the same name."""
    found: dict[str, BoundAction] = {}
    for node, binding in bindings:
        keys, name = (screen.app.get_key_display(binding),) if binding.key else (), name_of(binding)
        known = found.get(name)
        if known is None:
            found[name] = BoundAction(binding, node, keys)
        elif not set(keys) <= set(known.keys):
            found[name] = known._replace(keys=(*known.keys, *keys))
    return found


def _in_order(screen: Screen[Any], actions: Iterable[BoundAction]) -> list[BoundAction]:
    ids = [binding.id for binding in getattr(screen, "KEYS", ())]
    ids = ids or [one for group in getattr(screen, "HELP_GROUPS", ()) for one in group.ids]
    order = {one: number for number, one in enumerate(ids)}
    return sorted(actions, key=lambda one: order.get(one.binding.id, len(order)))
