"""Key bindings: their declaration, and the user's keymap, validated and applied to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.keys import _normalize_key_list

from newsdiff.config import config_file, shown
from newsdiff.core.text.normalize import clean
from newsdiff.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MODIFIERS = frozenset(("alt", "ctrl", "hyper", "meta", "shift", "super"))
"""What may be held with a key, as Textual names it."""


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


def bound(bindings: Iterable[Binding], keymap: Mapping[str, str]) -> Iterator[Binding]:
    """The bindings with the user's keymap applied: one for each key, in the same order.

    Args:
        bindings: As declared.
        keymap: The reader's keys by the ids of bindings, with commas between them.
    """
    for binding in bindings:
        for key in _normalize_key_list(keymap.get(binding.id or "", binding.key)).split(","):
            yield binding.with_key(key)


def is_key(name: str) -> bool:
    """Whether a terminal can send a key of this name: a character, `f5`, `ctrl+x`, `slash`."""
    import string

    from textual.keys import Keys, _character_to_key

    *held, key = _parts(name.strip())
    if len(set(held)) < len(held) or not MODIFIERS.issuperset(held):
        return False
    if len(key) == 1:
        return key.isprintable() and clean(key) == key
    # Some names in Keys are not keys but terminal events, such as "<any>".
    known = {one.value for one in Keys if not one.value.startswith("<")} | {f"f{number}" for number in range(1, 25)}
    return key in known or key in {_character_to_key(one) for one in string.punctuation + " "}


def _parts(name: str) -> list[str]:
    """A key and what is held with it, the key last; the key may be a plus sign itself."""
    if name == "+":
        return ["+"]
    return [*name[:-2].split("+"), "+"] if name.endswith("++") else name.split("+")


def check_keys(keymap: Mapping[str, str], bindings: Iterable[Binding], taken: Mapping[str, str]) -> None:
    """Check that no key of the user's does two things on one screen.

    A key of the user's that another action has by default is none of these: see `newsdiff.app.lost_keys`.

    Args:
        keymap: By the id of a binding, its keys with commas between them.
        bindings: All of the screen that can be given other keys.
        taken: Keys that cannot be given away, and what they do.

    Raises:
        ConfigError: The user gave one key to two actions, or a key that cannot be given away.
    """
    if not keymap:
        return
    keys = {
        binding.id or "": _normalize_key_list(keymap.get(binding.id or "", binding.key)).split(",")
        for binding in bindings
        if binding.id in keymap or binding.priority
    }
    for name, given in ((name, given) for name, given in keymap.items() if name in keys):
        for key in (one.strip() for one in given.split(",")):
            long = _normalize_key_list(key)
            line = f'{config_file()}: "keymap.{name}" is {shown(given)}'
            if long in taken:
                raise ConfigError(f"{line}, but {key} always opens the {taken[long]}. Choose another key.")
            other = next((one for one in keys if one != name and long in keys[one]), None)
            if other:
                raise ConfigError(f"{line}, but {key} is {other}'s key already; give that one another key as well.")
