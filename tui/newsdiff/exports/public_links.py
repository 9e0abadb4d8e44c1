"""Links: the addresses that a document may carry to other people."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from newsdiff.core.text.normalize import clean

_SAFE = "/%:@!$&()*+,;=~-._?"
_HOST = re.compile(r"[\w.-]+|\[[0-9a-f:.]+\]", re.IGNORECASE)
_SECRET = re.compile(
    r"token|secret|passw|pwd|api_?key|access_?key|signature|session|(?:^|[-_.])(?:auth|key|sig|sid|jwt)(?:$|[-_.\d])",
    re.IGNORECASE,
)


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
    pairs = [pair for pair in parts.query.split("&") if pair and not _SECRET.search(pair.partition("=")[0])]
    query = f"?{quote('&'.join(pairs), safe=_SAFE)}" if pairs else ""
    fragment = f"#{quote(parts.fragment, safe=_SAFE)}" if parts.fragment else ""
    return f"{parts.scheme}://{host}{port}{quote(parts.path, safe=_SAFE)}{query}{fragment}"


def source(place: str) -> str:
    """The file or address that an article came from, for a document: an address without what is the reader's own."""
    return (link(place) or "") if "://" in place else clean(place, lines=False)
