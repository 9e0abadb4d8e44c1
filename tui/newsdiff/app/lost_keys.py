"""Default keys that the user's keymap gives to other actions: the user's choice wins, and no sentence names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from textual.keys import _normalize_key_list, key_to_character

from newsdiff.app.bound_actions import PALETTE_KEY
from newsdiff.app.keymap import bound
from newsdiff.config import config_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.binding import Binding
    from textual.dom import DOMNode

_MOST_NAMED: Final = 3
"""Actions without a key that a message names, at most."""


class LostKey(NamedTuple):
    """A default key that an action lost, since the user gave it to another action of the same screen."""

    key: str
    """Its name in Textual."""
    binding: Binding
    """The binding that lost it."""
    taken_by: str
    """The id of the binding that has it now."""


def lost_keys(keymap: Mapping[str, str], bindings: Iterable[Binding]) -> list[LostKey]:
    """The default keys of a screen that the user gave to other actions of it: the user's choice wins.

    Textual drops a default key by itself only where both bindings belong to the same widget.

    Args:
        keymap: By the id of a binding, its keys with commas between them.
        bindings: Those of the screen and its panes, as declared.
    """
    if not keymap:
        return []
    known = list(bound(bindings, {}))
    ids = {one.id or "" for one in known}
    given = {key: name for name in ids & keymap.keys() for key in _normalize_key_list(keymap[name]).split(",")}
    return [
        LostKey(one.key, one, name)
        for one in known
        if one.id not in keymap and not one.priority and (name := given.get(one.key))
    ]


def kept_keys(keymap: Mapping[str, str], bindings: Sequence[Binding]) -> list[Binding]:
    """The bindings as they work: one for each key, with the user's keys. Arguments as for `lost_keys`."""
    gone = {(one.binding.id, one.key) for one in lost_keys(keymap, bindings)}
    return [one for one in bound(bindings, keymap) if (one.id, one.key) not in gone]


def keyless(keymap: Mapping[str, str], bindings: Sequence[Binding]) -> list[LostKey]:
    """The actions of a screen that lost every key they had: the last one of each. Arguments as for `lost_keys`."""
    lost = lost_keys(keymap, bindings)
    if not lost:
        return []
    left = {one.id for one in kept_keys(keymap, bindings)}
    return list({one.binding.id: one for one in lost if one.binding.id not in left}.values())


def drop_lost_keys(nodes: Sequence[DOMNode], keymap: Mapping[str, str]) -> list[tuple[DOMNode, Binding]]:
    """Take from a screen and its panes the keys that the user gave to other actions of them.

    Args:
        nodes: The screen and its panes.
        keymap: By the id of a binding, its keys with commas between them.

    Returns:
        The bindings that have no key left, with the node of each.
    """
    if not keymap:
        return []
    bindings = [binding for node in nodes for _, binding in node._bindings]
    gone = {(one.binding.id, one.key) for one in lost_keys(keymap, bindings)}
    without = {one.binding.id for one in keyless(keymap, bindings)}
    found: dict[tuple[DOMNode, str | None], Binding] = {}
    for node in nodes:
        keys = node._bindings.key_to_bindings
        for key, known in list(keys.items()):
            for one in known:
                if one.id in without:
                    found[node, one.id] = one
            keys[key] = [one for one in known if (one.id, key) not in gone]
            if not keys[key]:
                del keys[key]
    return [(node, binding) for (node, _), binding in found.items()]


def keyless_notice(found: Iterable[LostKey]) -> str:
    """What the reader is told about actions without a key: why, and what to do; "" if there are none."""
    actions = list({one.binding.id: one for one in found}.values())
    if not actions:
        return ""
    taken = list(dict.fromkeys(f"keymap.{one.taken_by} has {_shown_key(one.key)}" for one in actions))
    names = [f"“{one.binding.id}”" for one in actions]
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    have = "has" if len(names) == 1 else "have"
    return (
        f"{', '.join(taken[:_MOST_NAMED])}, so {', '.join(names[:_MOST_NAMED])}{more} {have} no key; "
        f"give {'it one' if len(names) == 1 else 'them keys'} in {config_file()}"
    )


def in_palette(binding: Binding) -> str:
    """What a sentence says in place of a key that a binding does not have."""
    return f"{PALETTE_KEY} “{binding.description}”"


def _shown_key(key: str) -> str:
    character = key_to_character(key)
    return character if character and character.isprintable() and character != " " else key
