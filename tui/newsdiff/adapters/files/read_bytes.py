"""Reads and decodes files. Neither blocks or takes too much memory, whatever the file is."""

from __future__ import annotations

import errno
import os
import re
import stat
from typing import TYPE_CHECKING

from newsdiff.core.text.byte_order_marks import BYTE_ORDER_MARKS
from newsdiff.core.text.normalize import clean
from newsdiff.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 5 * 2**20
"""Of a file. A long book has 2 MB of text; what is larger is no article."""

_OTHERS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
)

_LOOKED_AT = 100_000
"""Characters or bytes by which text files and their encoding are recognised."""

# Escape is not among them: text copied from a terminal has it.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")
_CONTROLS_SHARE = 0.02
"""Of the characters. Random bytes have a tenth."""

_REASONS = {
    errno.ENOENT: "There is no file {name}.",
    errno.ENOTDIR: "There is no file {name}.",
    errno.EACCES: "{name} may not be read: permission denied.",
    errno.EPERM: "{name} may not be read: permission denied.",
    errno.ELOOP: "{name} is a link that leads in a circle.",
    errno.ENAMETOOLONG: "{name} is too long for a file's name.",
}


def name_of(path: Path) -> str:
    """A file's name for messages: as the user gave it, without control characters."""
    return clean(str(path), lines=False, limit=200) or "The file without a name"


def unreadable(path: Path, error: OSError | ValueError) -> ReadError:
    """The error for the user, from the system's."""
    code = error.errno if isinstance(error, OSError) else errno.ENOENT
    why = os.strerror(code) if code else "unknown reason"
    return ReadError(_REASONS.get(code or 0, "{name} could not be read: {why}.").format(name=name_of(path), why=why))


def contents(path: Path) -> bytes:
    """The bytes of a regular file.

    Raises:
        ReadError: It cannot be read, is not a regular file (a device, a pipe), or is too large.
    """
    try:
        # Checked before it is opened, since merely opening some devices has an effect.
        _check(path, path.stat())
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            # Checked again: it may have been replaced since.
            _check(path, os.fstat(file.fileno()))
            body = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if len(body) > MAX_BYTES:
        raise _too_big(path, "more than 5 MB")
    return body


def decoded(body: bytes, name: str) -> str:
    """The text in a file's bytes.

    A byte order mark decides; without one it is UTF-16 if every other byte is zero, else UTF-8 if that fits, else
    Windows-1252, the usual superset of latin-1.

    Raises:
        ReadError: It is not text.
    """
    for mark, kind in _OTHERS:
        if body.startswith(mark):
            raise ReadError(
                f"{name} is {kind}, which newsdiff does not read. Save its text as a .txt file and open that."
            )
    text = _decoded(body)
    start = text[:_LOOKED_AT]
    if "\x00" in text or len(_CONTROLS.findall(start)) > _CONTROLS_SHARE * len(start):
        raise ReadError(f"{name} is not text.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _check(path: Path, info: os.stat_result) -> None:
    if stat.S_ISDIR(info.st_mode):
        raise ReadError(f"{name_of(path)} is a folder, not a file.")
    if not stat.S_ISREG(info.st_mode):
        raise ReadError(f"{name_of(path)} is a device or a pipe, not a file with an article.")
    if info.st_size > MAX_BYTES:
        raise _too_big(path, f"{info.st_size / 2**20:.1f} MB")


def _too_big(path: Path, size: str) -> ReadError:
    return ReadError(f"{name_of(path)} has {size}; newsdiff reads articles of up to {MAX_BYTES >> 20} MB.")


def _decoded(body: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    if wide := _wide(body[:_LOOKED_AT]):
        return body.decode(wide, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    # A UTF-8 file with a few bad bytes still has many valid sequences; in other encodings they are rare.
    if len(text.encode()) - len(text) > 20 * broken:
        return text
    return body.decode("cp1252", "replace")


def _wide(start: bytes) -> str | None:
    """Detect UTF-16 without a byte order mark: in European text nearly every pair of bytes has a zero, always on the
    same side."""
    pairs = len(start) // 2
    if pairs:
        even, odd = start[0 : 2 * pairs : 2].count(0) / pairs, start[1 : 2 * pairs : 2].count(0) / pairs
        if odd > 0.4 and even < 0.05:
            return "utf-16-le"
        if even > 0.4 and odd < 0.05:
            return "utf-16-be"
    return None
