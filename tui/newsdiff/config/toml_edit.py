"""Changes one setting in the user's TOML file and leaves everything else in it, comments too, as it is."""

from __future__ import annotations

import os
import re
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsdiff import atomic_file
from newsdiff.config.toml_file import accepted, parse, read, shown
from newsdiff.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsdiff.config.settings import Value

_SAVING: Final = threading.Lock()
"""Held from reading the file to writing it: of two threads that save a setting each, neither may undo the other's."""


def save_setting(path: Path, name: str, value: Value) -> None:
    """Write one setting into the settings file, which is created if there is none.

    The file is replaced as a whole, so that it is never half-written; a link to it stays a link.

    Args:
        path: The settings file.
        name: The name of a setting, or "keymap." and the id of a binding.
        value: Its new value.

    Raises:
        ConfigError: There is no such setting, the value is not allowed, or the file is not TOML or cannot be read or
            written. The file is then unchanged.
    """
    table, _, action = name.partition(".") if name.startswith("keymap.") else (name, "", "")
    change: dict[str, object] = {table: {action: value} if action else value}
    accepted(path, table, change[table])
    with _SAVING:
        text = read(path) or ""
        before = parse(path, text)
        changed = _with(text, before, change)
        if changed is None:
            raise ConfigError(
                f"{path} could not be changed and is as it was. Put {name} = {shown(value)} in it by hand."
            )
        if changed != text:
            _write(path, changed)


def _with(text: str, before: Mapping[str, object], change: Mapping[str, object]) -> str | None:
    """The file's text with one setting changed; None where that would change anything else, or cannot be done.

    Args:
        text: The text of the file.
        before: What it holds.
        change: The name of the setting and its new value; for a key, "keymap" and a dict of one item.
    """
    # tomlkit keeps comments and order. Only writing needs it, and it is slow to import.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    ((name, value),) = change.items()
    if not isinstance(value, dict):
        after = {**before, name: value}
    elif isinstance(old := before.get(name, {}), dict):
        after = {**before, name: {**old, **value}}
    else:
        return None
    candidates = []
    if name not in before and not isinstance(value, dict):
        candidates.append(_above_tables(text, f"{name} = {tomlkit.item(value).as_string()}\n"))
    with suppress(TOMLKitError):
        document = tomlkit.parse(text)
        if isinstance(value, dict):
            document.setdefault(name, tomlkit.table()).update(value)
        else:
            document[name] = value
        candidates.append(document.as_string())
    if text.count("\n") == text.count("\r\n") > 0:
        candidates = [re.sub(r"\r?\n", "\r\n", one) for one in candidates]
    return next((one for one in candidates if _holds(one, after)), None)


def _above_tables(text: str, line: str) -> str:
    """The text with a line added before its first table, and before the comment above that."""
    lines = text.splitlines(keepends=True)
    at = next((number for number, one in enumerate(lines) if one.lstrip().startswith("[")), len(lines))
    while at < len(lines) and at and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    while at and not lines[at - 1].strip():
        at -= 1
    if at and not lines[at - 1].endswith("\n"):
        lines[at - 1] += "\n"
    return "".join([*lines[:at], line, *(["\n"] if at < len(lines) and lines[at].strip() else []), *lines[at:]])


def _holds(text: str, settings: Mapping[str, object]) -> bool:
    """Whether a TOML text holds exactly these settings."""
    import tomllib

    try:
        return tomllib.loads(text) == settings
    except tomllib.TOMLDecodeError:
        return False


def _write(path: Path, text: str) -> None:
    try:
        Path(os.path.realpath(path)).parent.mkdir(parents=True, exist_ok=True)
        atomic_file.write(path, text.encode())
    except OSError as error:
        raise ConfigError(f"{path} could not be written ({error.strerror}) and is as it was.") from error
