"""Settings out of a TOML file, checked, with an error message that says what to correct."""

from __future__ import annotations

from dataclasses import fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from newsdiff.config.settings import KEYS, KINDS, NAME, Config
from newsdiff.core.text.normalize import clean
from newsdiff.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

_SHOWN_LENGTH: Final = 60
"""Characters of a value in a message."""
_NAME_LENGTH: Final = 100
"""Characters of an outlet's name that are kept."""
_EXAMPLES: Final = {"keymap": '"next-difference" = "n,f8"', "outlets": '"bell.example" = "The Bell"'}
"""A line of each setting that is a table."""
_MAX_LISTED: Final = 30
"""Names in a message, at most: a list that long helps nobody."""


def load(path: Path) -> Config:
    """Read the settings from a file.

    Args:
        path: The file. It need not exist.

    Returns:
        The settings; each that the file does not have is at its default. Themes, actions and keys are not checked yet,
        since only the screen knows them: call `check` there.

    Raises:
        ConfigError: The file cannot be read or is not TOML, or a setting is unknown or has a value that is not allowed.
    """
    text = read(path)
    found = {} if text is None else parse(path, text)
    # `accepted` has checked that each value is of its field's type, which a type checker cannot see.
    values: dict[str, Any] = {name: accepted(path, name, value) for name, value in found.items()}
    return Config(**values)


def check(
    config: Config,
    path: Path,
    *,
    themes: Collection[str],
    actions: Collection[str],
    is_key: Callable[[str], bool],
) -> None:
    """Check the settings that only the screen can check.

    Args:
        config: The settings.
        path: The file that they come from; for messages.
        themes: The names of all themes.
        actions: The ids of all bindings.
        is_key: Whether a name is that of a key.

    Raises:
        ConfigError: There is no such theme, action or key.
    """
    if config.theme not in themes:
        raise _unknown(path, f'"theme" is {shown(config.theme)}, but there is no such theme', config.theme, themes)
    for action, keys in config.keymap.items():
        if action not in actions:
            raise _unknown(path, f'"keymap" names {shown(action)}, but there is no such action', action, actions)
        for key in keys.split(","):
            if not is_key(key):
                raise ConfigError(f'{path}: "keymap.{action}" names {shown(key)}, but there is no such key.')


def default_file() -> str:
    """The text of a settings file with every setting at its default, each below a comment that says what it is for."""
    lines = ["# The settings of newsdiff, each at its default. A line that is taken out goes back to it.", ""]
    for one in fields(Config):
        lines.append(f"# {one.metadata['about']}")
        if one.name in _EXAMPLES:
            lines += [f"[{one.name}]", f"# {_EXAMPLES[one.name]}", ""]
        else:
            lines += [f"# It is {KINDS[one.name].expects}.", f"{one.name} = {shown(one.default)}", ""]
    return "\n".join(lines)


def shown(value: object) -> str:
    """A value as a settings file writes it, in at most 60 characters and without control characters, for a message."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = '"' + repr(value)[1:-1].replace('"', '\\"') + '"' if isinstance(value, str) else repr(value)
    return text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"


def read(path: Path) -> str | None:
    """The text of a settings file; None if there is no file. Raises ConfigError if it cannot be read."""
    try:
        # Some editors begin UTF-8 with a byte order mark, which TOML does not allow.
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text (see its byte {error.start + 1}). Save it as UTF-8.") from error
    except OSError as error:
        raise ConfigError(f"{path} could not be read ({error.strerror}).") from error


def parse(path: Path, text: str) -> dict[str, object]:
    """The settings in a TOML text, unchecked. Raises ConfigError, which names `path`, where it is not TOML."""
    # Imported here, since most readers have no file of settings.
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, position = str(error).partition(" (at ")
        where = position.rstrip(")").replace("end of document", "its end")
        raise ConfigError(
            f"{path}, {where}: {what[:1].lower()}{what[1:]}. Correct it, or move the file away."
        ) from error
    except RecursionError as error:
        raise ConfigError(f"{path} has brackets within brackets beyond reason. Correct it, or move it away.") from error


def accepted(path: Path, name: str, value: object) -> object:
    """The value of a setting as `Config` holds it: tables read-only, keys without spaces, all others unchanged.

    Raises:
        ConfigError: There is no setting of that name, or the value is not allowed.
    """
    kind = KINDS.get(name)
    if kind is None:
        raise _unknown(path, f"there is no setting {shown(name)}", name, KINDS)
    if not kind.accepts(value):
        raise ConfigError(f"{path}: {shown(name)} is {shown(value)}, but must be {kind.expects}.")
    if not isinstance(value, dict):
        return value
    lines = KEYS if name == "keymap" else NAME
    for key, text in value.items():
        if not lines.accepts(text):
            raise ConfigError(f"{path}: {shown(f'{name}.{key}')} is {shown(text)}, but must be {lines.expects}.")
    if name == "keymap":
        return MappingProxyType({key: ",".join(one.strip() for one in text.split(",")) for key, text in value.items()})
    return MappingProxyType({key: clean(text, lines=False, limit=_NAME_LENGTH) for key, text in value.items()})


def _unknown(path: Path, what: str, name: str, known: Collection[str]) -> ConfigError:
    # Only a mistake pays for this import.
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    if near:
        hint = f" Did you mean {shown(near[0])}?"
    else:
        hint = f" There are: {', '.join(sorted(known))}." if len(known) <= _MAX_LISTED else ""
    return ConfigError(f"{path}: {what}.{hint}")
