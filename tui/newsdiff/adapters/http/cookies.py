"""The cookies of one fetch: they are sent back to their host until it is over, and forgotten then."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsdiff.adapters import urls

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST, _LONGEST = 20, 4_000
"""Cookies of one host, and characters of one."""

_PAIR = re.compile(r"\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*([!-+\--:<-~ ]*?)\s*(?:;|$)", re.ASCII)


@dataclass(slots=True)
class Cookies:
    """Cookies by host."""

    _kept: dict[str, dict[str, tuple[str, bool]]] = field(default_factory=dict)
    """For each host, the value of each cookie, and whether it came over a secure connection."""

    def take(self, url: str, values: Iterable[str]) -> None:
        """Keep what the host of an address has set, as the headers Set-Cookie have it.

        A host may set cookies for itself only: what it says about other hosts of its domain is ignored.
        """
        of_host = self._kept.setdefault(urls.host(url), {})
        for value in values:
            pair = _PAIR.match(value) if len(value) <= _LONGEST else None
            if pair and (pair[1] in of_host or len(of_host) < _MOST):
                of_host[pair[1]] = pair[2], url.startswith("https:")

    def header(self, url: str, own: str = "") -> str:
        """The header Cookie for a request to an address, after what the user sends there (`own`); "" for none."""
        secure = url.startswith("https:")
        found = self._kept.get(urls.host(url), {})
        kept = (f"{name}={value}" for name, (value, only) in found.items() if secure or not only)
        return "; ".join(part for part in (own, *kept) if part)
