"""Links: the addresses that a document may carry to other people."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from newsdiff.core.text.normalize import clean
from newsdiff.redact import public_parameters

_SAFE = "/%:@!$&()*+,;=~-._?"
_HOST = re.compile(r"[\w.-]+|\[[0-9a-f:.]+\]", re.IGNORECASE)


def link(url: str | None) -> str | None:
    """An address as it may stand in a document: http or https with a host, and written so that it ends no attribute.

    User names, passwords and what looks like a key are the reader's own and stay with them. `None` for everything else.
    """
    if not url:
        return None
    try:
        parts = urlsplit(clean(url, lines=False))
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return None
    query, fragment = (quote(public_parameters(one), safe=_SAFE) for one in (parts.query, parts.fragment))
    ends = (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    return f"{parts.scheme}://{host}{port}{quote(parts.path, safe=_SAFE)}{ends}"


def source(place: str) -> str:
    """The file or address that an article came from, for a document: an address without what is the reader's own."""
    return (link(place) or "") if "://" in place else clean(place, lines=False)
