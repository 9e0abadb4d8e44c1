"""Addresses in documents that may be passed on to other people."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from newsdiff.core.text.normalize import clean
from newsdiff.redact import public_parameters

_SAFE = "/%:@!$&()*+,;=~-._?"
_HOST = re.compile(r"[\w.-]+|\[[0-9a-f:.]+\]", re.IGNORECASE)


def link(url: str | None) -> str | None:
    """An address for a document, escaped so that it cannot end an HTML attribute or a Markdown link.

    User name, password and parameters that look like keys are removed (`redact.public_parameters`).

    Returns:
        The address; `None` unless it is http or https with a valid host.
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
    """The file name or address that an article came from, for a document; "" for an address that is no link."""
    return (link(place) or "") if "://" in place else clean(place, lines=False)
