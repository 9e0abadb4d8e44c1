"""The state of one fetch across redirects: its current address, and which addresses it may go to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from newsdiff.adapters import urls
from newsdiff.adapters.http.cookies import Cookies
from newsdiff.adapters.http.errors import FetchFault
from newsdiff.adapters.http.response import StatusError
from newsdiff.errors import FetchError
from newsdiff.redact import redact_url

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_REDIRECTS = 5


@dataclass(slots=True)
class RedirectChain:
    """The state of one fetch across redirects."""

    where: str
    typed: bool
    limit: int
    seconds: float
    headers: dict[str, str]
    own: dict[str, str]
    """Headers that are sent to the first origin only, since they may contain a password."""
    left: float = field(init=False)
    """Seconds."""
    first: str = field(init=False)
    passed: list[tuple[str, str]] = field(default_factory=list)
    """The addresses so far, and the cookies that were sent to each."""
    cookies: Cookies = field(default_factory=Cookies)
    """Those of this fetch: some servers set one, and redirect to the same address until it comes back."""
    moved: str | None = None
    for_good: bool = True
    """Every redirect so far was permanent. After a temporary one, the address before it stays the current one."""

    def __post_init__(self) -> None:
        self.first, self.left = self.where, self.seconds

    @property
    def free(self) -> bool:
        """Private networks are allowed, since the user typed this host."""
        return self.typed and urls.host(self.where) == urls.host(self.first)

    def sent(self) -> dict[str, str]:
        """The headers for the next request."""
        at_home = self.where == self.first or urls.origin(self.where) == urls.origin(self.first)
        own = dict(self.own) if at_home else {}
        named = next((name for name in own if name.lower() == "cookie"), "")
        cookies = self.cookies.header(self.where, own.pop(named, ""))
        return {**self.headers, **({"Cookie": cookies} if cookies else {}), **own}

    def go_on(self, location: str | None, *, for_good: bool, cookies: Iterable[str] = ()) -> None:
        """Follow a redirect, if it is one to follow; `cookies` are those that came with it, as Set-Cookie has them."""
        if not location:
            raise FetchFault("redirects without saying where to")
        try:
            target = urldefrag(urls.joined(self.where, location)).url
        except FetchError as error:
            raise FetchFault(f"redirects to what newsdiff does not open: {str(error).removesuffix('.')}") from error
        target = urls.with_user(target, like=self.where)
        self.passed.append((self.where, self.cookies.header(self.where)))
        self.cookies.take(self.where, cookies)
        if (target, self.cookies.header(target)) in self.passed:
            raise FetchFault("redirects in a circle")
        if len(self.passed) > MAX_REDIRECTS:
            raise FetchFault(f"redirects more than {MAX_REDIRECTS} times")
        # A redirect from https to http is followed, as in browsers, but the new address is never stored.
        self.for_good &= for_good and not (self.where.startswith("https:") and target.startswith("http:"))
        if self.for_good:
            self.moved = target
        self.where = target

    def error(self, fault: FetchFault) -> FetchError:
        """The whole sentence about a fault."""
        subject = redact_url(self.first)
        if self.where != self.first:
            subject += f" leads to {redact_url(self.where)}, which"
        sentence = f"{subject} {fault}."
        return StatusError(sentence, fault.status, fault.retry_after) if fault.status else FetchError(sentence)
