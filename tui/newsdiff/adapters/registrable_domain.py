"""The registrable domain of a host, by the public suffix list (https://publicsuffix.org) that its package brings."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


@lru_cache(4096)
def registrable_domain(host: str) -> str:
    """The domain that was registered for a host: `news.bell.co.uk` is on `bell.co.uk`.

    Args:
        host: In lower case. A host of two labels is its own domain; no feed is on a public suffix itself.
    """
    if host.count(".") < 2:
        return host
    return _suffixes().privatesuffix(host) or host


@cache
def _suffixes() -> PublicSuffixList:
    # Reading the list takes 0.2 s.
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()
