"""Where links lead."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from newsdiff.adapters import urls

_HOST_FIRST = re.compile(r"(?:www\.(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/:?#]|$)|(?:[a-z0-9-]+\.)+[a-z]{2,}/)", re.IGNORECASE)
_HOST_ALONE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/:?#]|$)", re.IGNORECASE)
_FILE = re.compile(r"\.(?:[sx]?html?|php\d?|aspx?|jsp|cgi|xml|txt|pdf|md|jpe?g|png|gif|json|rss|atom)$", re.IGNORECASE)
_ORIGIN = re.compile(r"https?://[^/?#@]+(?=[/?#])")
_TWICE = re.compile(r"\s*https?:/{0,2}[^/?#@\s]{0,200}(?=https?:/)", re.IGNORECASE)
_COLON_LOST = re.compile(r"\s*(https?)//(?=[a-z0-9])", re.IGNORECASE)
_ANCHOR = re.compile(r"\s*<a\s[^<>]{0,500}?href\s*=\s*[\"']?([^\s\"'<>]{1,2000})", re.IGNORECASE)
_AROUND = " \t\r\n\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff"
_INVISIBLE = re.compile(f"^[{_AROUND}]+|[{_AROUND}]+$")
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# An address, absolute or on the same host, of which `urls.safe` would change nothing from the path on.
_USUAL = re.compile(
    r"(https?://[^/?#@]+)?(/(?!/)[A-Za-z0-9%:@!$&()*+,=~._/-]*"
    r"(?:\?[A-Za-z0-9%:@!$&()*+,;=~._/?-]+)?(?:#[A-Za-z0-9%:@!$&()*+,;=~._/?-]+)?)"
)


def mended(target: str) -> str:
    """A link without what programs put around it or leave out of it by mistake; most are as they were."""
    usual = target.isascii() and "<" not in target and "http" not in target[1:]
    if usual and not target.startswith(("http//", "https//", " ", "\n")):
        return target
    if anchor := _ANCHOR.match(target):
        target = anchor[1]
    return _TWICE.sub("", _COLON_LOST.sub(r"\1://", _INVISIBLE.sub("", target), count=1), count=1)


def resolved(base: str, target: str) -> str | None:
    """The target of a link on the page `base`, normalised; `None` if newsdiff does not open such addresses."""
    if (usual := _USUAL.fullmatch(target)) and "/." not in target and len(target) < urls.MAX_LENGTH // 2:
        # Nearly all links match this, which is four times as fast as what follows.
        origin = _origin_of(usual[1] or (own[0] if (own := _ORIGIN.match(base)) else base))
        if origin and origin == (usual[1] or origin):
            return f"{origin}{usual[2]}"
    target = mended(target)
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
    return _with_host(base, target, _HOST_FIRST)


def resolved_site(base: str, target: str) -> str | None:
    """As `resolved_item`, for the site of a feed, which may be no more than a host: "quay.example"."""
    return _with_host(base, target, _HOST_ALONE)


def _with_host(base: str, target: str, host: re.Pattern[str]) -> str | None:
    rest = target.strip().removeprefix(_folder(base))
    if host.match(rest) and not _FILE.search(rest.partition("/")[0]):
        return resolved(base, f"{base.partition(':')[0]}://{rest}")
    return resolved(base, target)


@lru_cache(256)
def _folder(url: str) -> str:
    """What an address is put behind that does not begin with a slash."""
    return urljoin(url, ".")


@lru_cache(256)
def _origin_of(url: str) -> str | None:
    """Scheme, user, host and port of an address, normalised."""
    try:
        parts = urlsplit(urls.safe(url))
    except urls.AddressError:
        return None
    return f"{parts.scheme}://{parts.netloc}"
