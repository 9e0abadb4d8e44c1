"""The encoding of a web page."""

from __future__ import annotations

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEAD = 4096
"""Bytes in which the declared encoding of a page is looked for. The HTML standard says 1024, but many pages declare it
later."""

_DECLARED = re.compile(
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{1,40})",
    re.IGNORECASE,
)

_WIDE = frozenset(
    (
        *("utf-16", "utf-16-le", "utf-16-be", "gb2312", "gbk", "gb18030", "hz", "big5", "big5hkscs"),
        *("euc_jp", "shift_jis", "cp932", "iso2022_jp", "euc_kr", "cp949"),
    )
)
"""Encodings whose text can be valid UTF-8 by chance, with another meaning."""

_KNOWN = _WIDE.union(
    ("utf-8", "ascii", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "tis-620", "cp866", "cp874"),
    (f"iso8859-{part}" for part in range(1, 17)),
    (f"cp{page}" for page in range(1250, 1259)),
)
"""Python's names for what the web uses (https://encoding.spec.whatwg.org/). Its other codecs are not for pages."""

_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
"""Declared encoding -> the one that browsers use instead (same standard)."""


def decoded(body: bytes, header: str | None) -> str:
    """The decoded text of a page: by its byte order mark, else by what the header and the page declare, else by
    trial."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    claims = [name for name in (_known(header), _known(_declared(body))) if name]
    if not claims or claims[0] not in _WIDE:
        # Other encodings accept almost any bytes, and are often declared by mistake. Text that is valid UTF-8 is UTF-8.
        claims.insert(0, "utf-8")
    for name in claims:
        try:
            return body.decode(_WIDER.get(name, name))
        except UnicodeDecodeError:
            continue
    # No encoding fits every byte. The declared one is still the best guess, and western text the most frequent.
    name = next((name for name in claims if name != "utf-8"), "cp1252")
    return body.decode(_WIDER.get(name, name), "replace")


def _declared(body: bytes) -> str | None:
    found = _DECLARED.search(body[:_HEAD])
    name = (found[1] or found[2]).decode("ascii", "replace") if found else None
    # A declaration that could be read as ASCII is not in UTF-16, whatever it says.
    return "utf-8" if name and name.lower().startswith("utf-16") else name


def _known(label: str | None) -> str | None:
    try:
        name = codecs.lookup(label).name if label else None
    except (LookupError, ValueError):
        return None
    return name if name in _KNOWN else None
