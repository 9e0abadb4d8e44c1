"""Where links lead."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from newsdiff.adapters import urls

_HOST_FIRST = re.compile(r"(?:www\.(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/:?#]|$)|(?:[a-z0-9-]+\.)+[a-z]{2,}/)", re.IGNORECASE)
_FILE = re.compile(r"\.(?:[sx]?html?|php\d?|aspx?|jsp|cgi|xml|txt|pdf|md|jpe?g|png|gif|json|rss|atom)$", re.IGNORECASE)
_ORIGIN = re.compile(r"https?://[^/?#@]+(?=[/?#])")
_TWICE = re.compile(r"\s*https?:/{0,2}(?=https?:/)", re.IGNORECASE)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# An address, absolute or on the same host, of which `urls.safe` would change nothing from the path on.
_USUAL = re.compile(
    r"(https?://[^/?#@]+)?(/(?!/)[A-Za-z0-9%:@!$&()*+,=~._/-]*"
    r"(?:\?[A-Za-z0-9%:@!$&()*+,;=~._/?-]+)?(?:#[A-Za-z0-9%:@!$&()*+,;=~._/?-]+)?)"
)


def resolved(base: str, target: str) -> str | None:
    """The target of a link on the page `base`, normalised; `None` if newsdiff does not open such addresses."""
    if (usual := _USUAL.fullmatch(target)) and "/." not in target and len(target) < urls.MAX_LENGTH // 2:
        # Nearly all links match this, which is four times as fast as what follows.
        origin = _origin_of(usual[1] or (own[0] if (own := _ORIGIN.match(base)) else base))
        if origin and origin == (usual[1] or origin):
            return f"{origin}{usual[2]}"
    # Programs put the scheme before what has one.
    target = _TWICE.sub("", target, count=1)
    scheme = _SCHEME.match(target)
    if not target.strip() or target.lstrip()[0] in "#-" or (scheme and scheme[1].lower() not in ("http", "https")):
        return None
    if not scheme and " " in target.strip():
        # A sentence instead of an address. Only absolute addresses contain spaces by mistake.
        return None
    try:
        return urls.joined(base, target)
    except urls.AddressError:
        return None


def resolved_item(base: str, target: str) -> str | None:
    """As `resolved`, for the link of a feed's item, which may be a host without a scheme: "www.quay.example/notes/1".

    `target` may have been put behind the base already.
    """
    folder = urljoin(base, ".")
    rest = target.strip().removeprefix(folder)
    if _HOST_FIRST.match(rest) and not _FILE.search(rest.partition("/")[0]):
        return resolved(base, f"{base.partition(':')[0]}://{rest}")
    return resolved(base, target)


@lru_cache(256)
def _origin_of(url: str) -> str | None:
    """Scheme, user, host and port of an address, normalised."""
    try:
        parts = urlsplit(urls.safe(url))
    except urls.AddressError:
        return None
    return f"{parts.scheme}://{parts.netloc}"
