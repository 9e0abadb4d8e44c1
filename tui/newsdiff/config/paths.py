"""Where newsdiff's files are on this machine, and paths that the user types."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from newsdiff.errors import NewsdiffError


def config_file() -> Path:
    """The settings file: the one that NEWSDIFF_CONFIG names, else `config.toml` in the system's folder for settings."""
    return _from_environment("NEWSDIFF_CONFIG") or _user_folder("config") / "config.toml"


def data_dir() -> Path:
    """The folder of the store, of crash reports and caches: the one in NEWSDIFF_DATA, else the system's for data."""
    return _from_environment("NEWSDIFF_DATA") or _user_folder("data")


def user_path(name: str | Path, error: type[NewsdiffError]) -> Path:
    """A path as the user typed it, with `~` and `~name` replaced by the home folder.

    Raises:
        NewsdiffError: There is no such user and no such file. The error is of the class `error`.
    """
    path = Path(name)
    try:
        return path.expanduser()
    except RuntimeError:
        # A single name such as ~draft.txt is that of a file.
        if len(path.parts) == 1 or path.exists():
            return path
        raise error(f"There is no home folder {path.parts[0]}. Write {name} as a whole path.") from None


def _from_environment(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(os.path.expanduser(value)) if value else None  # noqa: PTH111 -- Path's raises where there is no home


def _user_folder(kind: Literal["config", "data"]) -> Path:
    # Not imported at the top: with both variables set, nobody pays for it.
    import platformdirs

    find = platformdirs.user_config_path if kind == "config" else platformdirs.user_data_path
    return find("newsdiff", appauthor=False)
