"""Notices by the desktop: `notify-send`, which most Linux desktops have."""

from __future__ import annotations

import shutil
import subprocess
from html import escape
from typing import Final

from newsdiff.core.text.normalize import clean

MAX_LENGTH: Final = 600
"""Characters of a notice."""

_SECONDS: Final = 5
"""How long the command may take: it only hands the notice on."""


def send(title: str, words: str) -> bool:
    """Have the desktop show a notice. It blocks: call it in a thread.

    Args:
        title: One line of ours.
        words: Lines from feeds. They are cleaned, and never read as markup or options.

    Returns:
        Whether there is a command for it, and it took the notice.
    """
    command = shutil.which("notify-send")
    if command is None:
        return False
    text = escape(clean(words, limit=MAX_LENGTH), quote=False)
    nothing = subprocess.DEVNULL
    try:
        # S603: the program is the user's own; there is no shell, and `--` ends the options.
        done = subprocess.run(  # noqa: S603
            [command, "--app-name=newsdiff", "--", title, text],
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
