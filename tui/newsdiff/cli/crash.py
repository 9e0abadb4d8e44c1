"""Crashes: what is kept when newsdiff itself has failed, and what is said about it."""

from __future__ import annotations

import os
import re
import sys
import traceback

from newsdiff import __version__
from newsdiff.core.text.normalize import clean

# The user name and password of an address, and what follows its question mark.
_SECRETS = re.compile(r"(?<=://)[^/\s@]*@|(?<=\?)[^\s'\"<>]+")


def keep(error: Exception) -> str:
    """Keep the details of a failure where only the reader can see them, and give a sentence that says where."""
    from newsdiff.config import data_dir

    # Without local variables: they may hold the text of articles, and addresses with passwords.
    details = clean(_SECRETS.sub("…", "".join(traceback.format_exception(error))))
    log = data_dir() / "crash.log"
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        log.unlink(missing_ok=True)
        with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(f"newsdiff {__version__}, Python {sys.version.split()[0]}, {sys.platform}\n\n{details}")
    except OSError as problem:
        where = f"its details could not be written to {log} ({problem.strerror})"
    else:
        where = f"its details are in {log}"
    return f"a mistake of ours ended newsdiff ({type(error).__name__}); {where}. Nothing that was kept before is lost."
