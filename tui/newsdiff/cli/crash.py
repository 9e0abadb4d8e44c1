"""Crash reports: what is stored and said after a bug has ended newsdiff."""

from __future__ import annotations

import sys
import traceback

from newsdiff import __version__, atomic_file
from newsdiff.core.text.normalize import clean
from newsdiff.redact import redact_text


def keep(error: Exception) -> str:
    """Write the traceback of a bug to `crash.log` in the data folder, for its owner only.

    Returns:
        A sentence that says where it is, or why it could not be written.
    """
    from newsdiff.config import data_dir

    # Local variables are left out: they may have the text of articles, and addresses with passwords.
    details = clean(redact_text("".join(traceback.format_exception(error))))
    log = data_dir() / "crash.log"
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = f"newsdiff {__version__}, Python {sys.version.split()[0]}, {sys.platform}"
        atomic_file.write(log, f"{about}\n\n{details}".encode(), mode=0o600, follow_links=False)
    except OSError as problem:
        where = f"its details could not be written to {log} ({problem.strerror})"
    else:
        where = f"its details are in {log}"
    return f"newsdiff crashed ({type(error).__name__}); this is a bug, and {where}. Nothing saved before is lost."
