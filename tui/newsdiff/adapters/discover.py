"""Finds the feeds of a site: those that a page links to, and usual addresses of feeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from newsdiff.adapters import urls
from newsdiff.adapters.sandbox.process import WorkerError
from newsdiff.core.text.normalize import clean
from newsdiff.errors import FeedError
from newsdiff.redact import redact_url, without_user

if TYPE_CHECKING:
    from newsdiff.adapters.sandbox.pool import Pool
    from newsdiff.adapters.sandbox.process import Reason

SECONDS = 10.0
"""For one page, by the clock."""

PATHS: Final = (
    *("feed", "rss", "rss.xml", "atom.xml", "feed.xml", "index.xml", "feed.json", "feeds/posts/default"),
    *("feed.atom", "index.rdf", "blog/feed", "news/rss", "rss/index.xml", "?feed=rss2", ".rss", "atom"),
    *(
        "blog/rss.xml",
        "blog/feed.xml",
        "blog/index.xml",
        "rss2.xml",
        "feed.rss",
        "news/feed",
        "index.atom",
        "feed/atom",
    ),
)
"""Usual paths of feeds, the most frequent first. WordPress: feed; Hugo: index.xml; Jekyll: feed.xml;
Blogger: feeds/posts/default; JSON Feed: feed.json."""

_TITLE = 300
_MAX_FEEDS = 50

_KINDS: Final[dict[str, Literal["rss", "atom", "json"]]] = {"rss": "rss", "atom": "atom", "json": "json"}
_REASONS: dict[Reason, str] = {
    "time": "takes too long to read; newsdiff gave up after {seconds:g} seconds",
    "memory": "needs more memory to read than newsdiff allows",
    "size": "names more feeds than newsdiff takes",
    "died": "made the process that reads pages crash",
    "failed": "could not be read as a web page",
}


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page links to. It has not been fetched yet."""

    url: str
    title: str
    """As the page names it; "" where it does not."""
    kind: Literal["rss", "atom", "json"]
    """What the page says it is."""


async def discover(
    pool: Pool, body: bytes, url: str, charset: str | None, *, seconds: float = SECONDS
) -> tuple[FeedLink, ...]:
    """The feeds that a page links to, in the order of the page; may be empty.

    Args:
        pool: Where it is worked on.
        body: The page.
        url: Where it came from, as `urls.safe` writes it.
        charset: What came with it as the name of its encoding, if anything.
        seconds: The time for it.

    Raises:
        FeedError: The page could not be parsed.
    """
    # Without its password, which would otherwise be part of every relative link; `urls.with_user` adds it again.
    arguments = {"url": without_user(url), "charset": charset}
    try:
        found = await pool.run("discover", body, arguments, seconds=seconds)
    except WorkerError as error:
        raise FeedError(f"{redact_url(url)} {_REASONS[error.reason].format(seconds=seconds)}.") from error
    told = found.get("feeds")
    checked = (
        _candidate(one) for one in (told[:_MAX_FEEDS] if isinstance(told, list) else ()) if isinstance(one, dict)
    )
    return tuple(filter(None, checked))


def guesses(url: str) -> tuple[str, ...]:
    """Addresses at which the site of the page `url` may have a feed: below the page itself first, then at the root.

    Args:
        url: The page's address, as `urls.safe` writes it. Its query is not carried over.
    """
    bare = url.partition("#")[0].partition("?")[0]
    folder = bare if bare.endswith("/") else f"{bare}/"
    root = urls.joined(url, "/")
    # Below the page only the most frequent ones, since every guess costs a request.
    below = [] if folder == root else [folder + path for path in PATHS[:6]]
    return tuple(dict.fromkeys((*below, *(root + path for path in PATHS))))


def _candidate(told: dict[str, Any]) -> FeedLink | None:
    url, title, kind = told.get("url"), told.get("title"), told.get("kind")
    if not isinstance(url, str) or not isinstance(title, str) or not isinstance(kind, str) or kind not in _KINDS:
        return None
    try:
        return FeedLink(urls.safe(url), clean(title, lines=False, limit=_TITLE), _KINDS[kind])
    except urls.AddressError:
        return None
