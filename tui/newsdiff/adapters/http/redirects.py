"""One fetch under way: where it is, and where it may go."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urldefrag

from newsdiff.adapters import urls
from newsdiff.adapters.http.errors import FetchFault
from newsdiff.adapters.http.response import StatusError
from newsdiff.errors import FetchError
from newsdiff.redact import redact_url

MAX_REDIRECTS = 5


@dataclass(slots=True)
class RedirectChain:
    """One fetch under way: where it is and what it may still do."""

    where: str
    typed: bool
    limit: int
    seconds: float
    headers: dict[str, str]
    own: dict[str, str]
    """Headers for the first origin only; they may carry a password."""
    left: float = field(init=False)
    """Seconds."""
    first: str = field(init=False)
    passed: list[str] = field(default_factory=list)
    moved: str | None = None
    for_good: bool = True
    """Every redirect so far was permanent: after a temporary one, the address before it is still the right one."""

    def __post_init__(self) -> None:
        self.first, self.left = self.where, self.seconds

    @property
    def free(self) -> bool:
        """Private networks are allowed: the reader typed this very host."""
        return self.typed and urls.host(self.where) == urls.host(self.first)

    def sent(self) -> dict[str, str]:
        """The headers for the next request."""
        at_home = urls.origin(self.where) == urls.origin(self.first)
        return {**self.headers, **self.own} if at_home else self.headers

    def go_on(self, location: str | None, *, for_good: bool) -> None:
        """Follows a redirect, if it is one to follow."""
        if not location:
            raise FetchFault("redirects without saying where to")
        try:
            target = urldefrag(urls.joined(self.where, location)).url
        except FetchError as error:
            raise FetchFault(f"redirects to what newsdiff does not open: {str(error).removesuffix('.')}") from error
        target = urls.with_user(target, like=self.where)
        self.passed.append(self.where)
        if target in self.passed:
            raise FetchFault("redirects in a circle")
        if len(self.passed) > MAX_REDIRECTS:
            raise FetchFault(f"redirects more than {MAX_REDIRECTS} times")
        # A move that gives up encryption is followed, as browsers do, and never remembered.
        self.for_good &= for_good and not (self.where.startswith("https:") and target.startswith("http:"))
        if self.for_good:
            self.moved = target
        self.where = target

    def error(self, fault: FetchFault) -> FetchError:
        """The whole sentence about a fault."""
        place = redact_url(self.first)
        if self.where != self.first:
            place += f" leads to {redact_url(self.where)}, which"
        sentence = f"{place} {fault}."
        return StatusError(sentence, fault.status, fault.retry_after) if fault.status else FetchError(sentence)
