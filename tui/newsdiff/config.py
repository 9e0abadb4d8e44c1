"""Settings, read from a TOML file that the reader may write, and where newsdiff's files are.

The fields of `Config` are the one table of settings: names, defaults, what is allowed and what it is for.
"""

from __future__ import annotations

import os
import re
import threading
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, get_args

from newsdiff import atomic_file
from newsdiff.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

Marks = Literal["auto", "unicode", "ascii"]
"""`auto`: Unicode where the terminal's encoding has it."""

View = Literal["rows", "panes"]

HomeView = Literal["articles", "stories"]

Value = str | bool | int
"""What one setting, or one entry of the keymap, can be."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a setting may be: in words that go on after "must be", and as a test."""

    expects: str
    accepts: Callable[[object], bool]


def one_of(words: tuple[str, ...]) -> Kind:
    """One of a few words."""
    quoted = [f'"{word}"' for word in words]
    return Kind(f"{', '.join(quoted[:-1])} or {quoted[-1]}", lambda value: value in words)


def whole(low: int, high: int) -> Kind:
    """A whole number from `low` to `high`, both included."""
    return Kind(
        f"a whole number from {low} to {high}",
        lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high,
    )


SWITCH = Kind("true or false", lambda value: isinstance(value, bool))
NAME = Kind("a name in quotes", lambda value: isinstance(value, str) and bool(value.strip()) and value.isprintable())
TEXT = Kind(
    'a text in quotes, "" for none',
    lambda value: isinstance(value, str) and (not value or (bool(value.strip()) and value.isprintable())),
)
KEYS = Kind(
    'keys in quotes with a comma between them, such as "n,f8"',
    lambda value: isinstance(value, str) and value.isprintable() and all(key.strip() for key in value.split(",")),
)
KEYMAP = Kind(
    'a table of its own, [keymap], with lines such as "next-difference" = "n,f8"', lambda v: isinstance(v, dict)
)


def _of(kind: Kind, about: str) -> dict[str, Kind | str]:
    return {"kind": kind, "about": about}


@dataclass(frozen=True, slots=True)
class Config:
    """The reader's settings. What each is for stands beside it, and in the file that `default_file` gives."""

    theme: str = field(
        default="newsdiff-dark",
        metadata=_of(NAME, 'The colours: "newsdiff-dark", "newsdiff-light" or any theme of the command palette.'),
    )
    marks: Marks = field(
        default="auto",
        metadata=_of(
            one_of(get_args(Marks)), 'Marks beside sentences: "auto" is ASCII where the terminal has no UTF-8.'
        ),
    )
    home: HomeView = field(
        default="articles",
        metadata=_of(
            one_of(get_args(HomeView)), 'What the feeds open with: the articles, or the stories. The key "m" keeps it.'
        ),
    )
    view: View = field(
        default="rows",
        metadata=_of(one_of(get_args(View)), "How a comparison opens: row by row, or each article whole."),
    )
    drawer: bool = field(
        default=True, metadata=_of(SWITCH, "Show what the other outlets say about a sentence, and why it matches.")
    )
    word_diff: bool = field(default=True, metadata=_of(SWITCH, "Highlight the words that differ in a match."))
    weaker: bool = field(default=False, metadata=_of(SWITCH, "Show matches that are too weak to be linked."))
    pane_width: int = field(
        default=76, metadata=_of(whole(40, 120), "The widest a column of text becomes, in characters.")
    )
    sync_scroll: bool = field(
        default=True, metadata=_of(SWITCH, "Move the other panes along to the sentence that matches.")
    )
    refresh_interval: int = field(
        default=1800,
        metadata=_of(
            whole(60, 7 * 24 * 3600),
            "Seconds between two refreshes of a feed, where the feed has no interval of its own.",
        ),
    )
    refresh_on_start: bool = field(
        default=False, metadata=_of(SWITCH, "Refresh the feeds that are due as soon as newsdiff starts.")
    )
    model: str = field(
        default="auto",
        metadata=_of(
            TEXT,
            'The sentence encoder: "auto" is the installed one, "off" none, else a folder ("newsdiff model").',
        ),
    )
    semantic_model: str = field(
        default="",
        metadata=_of(TEXT, 'Of an earlier edition, and without effect: "model" takes its place.'),
    )
    keymap: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType({}),
        metadata=_of(KEYMAP, "Keys of your own: the name of an action, and the keys that shall do it."),
    )


KINDS: Mapping[str, Kind] = {one.name: one.metadata["kind"] for one in fields(Config)}
"""Every setting's name, and what it may be."""


def config_file() -> Path:
    """Where the settings are: the file that the environment names in NEWSDIFF_CONFIG, or the system's place for it."""
    return _named("NEWSDIFF_CONFIG") or _user_folder("config") / "config.toml"


def data_dir() -> Path:
    """Where newsdiff keeps what it remembers: the folder in NEWSDIFF_DATA, or the system's place for it."""
    return _named("NEWSDIFF_DATA") or _user_folder("data")


def load(path: Path) -> Config:
    """The settings in a file, each that is not in it at its default; all of them where there is no file.

    Themes, actions and keys are known only to the screen: give the result to `check` there.

    Raises:
        ConfigError: The file cannot be read, is not TOML, or has a setting that is unknown or not as it must be.
    """
    text = _read(path)
    found = {} if text is None else _parse(path, text)
    # Each value is of its field's type: its kind has seen to that, where a type checker cannot look.
    accepted: dict[str, Any] = {name: _accepted(path, name, value) for name, value in found.items()}
    return Config(**accepted)


def check(
    config: Config,
    path: Path,
    *,
    themes: Collection[str],
    actions: Collection[str],
    is_key: Callable[[str], bool],
) -> None:
    """Holds the settings of the file at `path` against what the screen knows: themes, ids of bindings, names of keys.

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
    """The text of a settings file with every setting at its default, and what it is for."""
    lines = ["# The settings of newsdiff, each at its default. A line that is taken out goes back to it.", ""]
    for one in fields(Config):
        lines.append(f"# {one.metadata['about']}")
        if one.name == "keymap":
            lines += ["[keymap]", '# "next-difference" = "n,f8"']
        else:
            lines += [f"# It is {KINDS[one.name].expects}.", f"{one.name} = {shown(one.default)}", ""]
    return "\n".join(lines) + "\n"


def save_setting(path: Path, name: str, value: Value) -> None:
    """Writes one setting into the file, which is made if need be; all else in it, comments too, stays as it is.

    The file is replaced in one step, so that it is never half-written; a link to it stays a link.

    Args:
        path: The settings file.
        name: The name of a setting, or "keymap." and the id of a binding.
        value: What it shall be.

    Raises:
        ConfigError: There is no such setting, the value is not allowed, or the file is not TOML or cannot be read or
            written. The file is then as it was.
    """
    table, _, action = name.partition(".") if name.startswith("keymap.") else (name, "", "")
    change: dict[str, object] = {table: {action: value} if action else value}
    _accepted(path, table, change[table])
    with _SAVING:
        text = _read(path) or ""
        before = _parse(path, text)
        changed = _with(text, before, change)
        if changed is None:
            raise ConfigError(
                f"{path} could not be changed and is as it was. Put {name} = {shown(value)} in it by hand."
            )
        if changed != text:
            _write(path, changed)


def shown(value: object) -> str:
    """A value as a settings file writes it, short enough for a message, and without anything a terminal would obey."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = '"' + repr(value)[1:-1].replace('"', '\\"') + '"' if isinstance(value, str) else repr(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


_LONGEST = 60
"""Characters of a value in a message."""
_LISTED = 30
"""Names in a message, at most: a list that long helps nobody."""
_SAVING = threading.Lock()
"""Two settings saved at once from two threads must not each write the file without the other's."""


def _named(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(os.path.expanduser(value)) if value else None  # noqa: PTH111 -- Path's raises where there is no home


def _user_folder(what: Literal["config", "data"]) -> Path:
    # Not at the top: whoever names both places in the environment need not pay for finding them.
    import platformdirs

    find = platformdirs.user_config_path if what == "config" else platformdirs.user_data_path
    return find("newsdiff", appauthor=False)


def _read(path: Path) -> str | None:
    try:
        # Some editors begin UTF-8 with a byte order mark, which is none of TOML's.
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text (see its byte {error.start + 1}). Save it as UTF-8.") from error
    except OSError as error:
        raise ConfigError(f"{path} could not be read ({error.strerror}).") from error


def _parse(path: Path, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, place = str(error).partition(" (at ")
        where = place.rstrip(")").replace("end of document", "its end")
        raise ConfigError(
            f"{path}, {where}: {what[:1].lower()}{what[1:]}. Correct it, or move the file away."
        ) from error
    except RecursionError as error:
        raise ConfigError(f"{path} has brackets within brackets beyond reason. Correct it, or move it away.") from error


def _accepted(path: Path, name: str, value: object) -> object:
    """The value as `Config` holds it. Raises ConfigError."""
    kind = KINDS.get(name)
    if kind is None:
        raise _unknown(path, f"there is no setting {shown(name)}", name, KINDS)
    if not kind.accepts(value):
        raise ConfigError(f"{path}: {shown(name)} is {shown(value)}, but must be {kind.expects}.")
    if not isinstance(value, dict):
        return value
    keymap = {}
    for action, keys in value.items():
        if not KEYS.accepts(keys):
            raise ConfigError(f"{path}: {shown(f'keymap.{action}')} is {shown(keys)}, but must be {KEYS.expects}.")
        keymap[action] = ",".join(key.strip() for key in keys.split(","))
    return MappingProxyType(keymap)


def _unknown(path: Path, what: str, name: str, known: Collection[str]) -> ConfigError:
    # Only a mistake pays for this import.
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    if near:
        hint = f" Did you mean {shown(near[0])}?"
    else:
        hint = f" There are: {', '.join(sorted(known))}." if len(known) <= _LISTED else ""
    return ConfigError(f"{path}: {what}.{hint}")


def _with(text: str, before: Mapping[str, object], change: Mapping[str, object]) -> str | None:
    """The file's text with a change in it; None where that would change anything else, or cannot be done."""
    # Only writing needs the library that keeps comments and order; it costs more than all else here.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    ((name, value),) = change.items()
    if not isinstance(value, dict):
        after = {**before, name: value}
    elif isinstance(old := before.get(name, {}), dict):
        after = {**before, name: {**old, **value}}
    else:
        return None
    tried = []
    if name not in before and not isinstance(value, dict):
        tried.append(_above_tables(text, f"{name} = {tomlkit.item(value).as_string()}\n"))
    with suppress(TOMLKitError):
        document = tomlkit.parse(text)
        if isinstance(value, dict):
            document.setdefault(name, tomlkit.table()).update(value)
        else:
            document[name] = value
        tried.append(document.as_string())
    if text.count("\n") == text.count("\r\n") > 0:
        tried = [re.sub(r"\r?\n", "\r\n", one) for one in tried]
    return next((one for one in tried if _means(one, after)), None)


def _above_tables(text: str, line: str) -> str:
    """The text with a line at the end of its first part, so that the comment above the first table stays with it."""
    lines = text.splitlines(keepends=True)
    at = next((number for number, one in enumerate(lines) if one.lstrip().startswith("[")), len(lines))
    while at < len(lines) and at and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    while at and not lines[at - 1].strip():
        at -= 1
    if at and not lines[at - 1].endswith("\n"):
        lines[at - 1] += "\n"
    return "".join([*lines[:at], line, *(["\n"] if at < len(lines) and lines[at].strip() else []), *lines[at:]])


def _means(text: str, settings: Mapping[str, object]) -> bool:
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
