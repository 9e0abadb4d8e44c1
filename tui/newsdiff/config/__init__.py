"""The user's settings, and where newsdiff's files are.

`settings` is the table of settings: names, defaults, what is allowed and what each is for. `toml_file` reads them from
the file that the user may write, `toml_edit` changes one of them in it, and `paths` finds
the files.
"""

from __future__ import annotations

from newsdiff.config.paths import config_file, data_dir, user_path
from newsdiff.config.settings import KINDS, Config, HomeView, Marks, Value, View
from newsdiff.config.toml_edit import save_setting
from newsdiff.config.toml_file import check, default_file, load, shown

__all__ = [
    "KINDS",
    "Config",
    "HomeView",
    "Marks",
    "Value",
    "View",
    "check",
    "config_file",
    "data_dir",
    "default_file",
    "load",
    "save_setting",
    "shown",
    "user_path",
]
