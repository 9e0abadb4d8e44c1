"""feedparser, as newsdiff needs it: links stay names, and nothing is computed that newsdiff computes itself."""

from __future__ import annotations

from functools import cache, lru_cache, wraps
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from newsdiff.adapters.parsers.element_limits import limit_elements
from newsdiff.adapters.parsers.forgiving import forgive_elements
from newsdiff.adapters.parsers.links import mended

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from feedparser import _Mixin

_CACHED = 1_000
"""Pairs of a base and an address whose result is kept."""


@cache
def feedparser() -> ModuleType:
    """The module. It takes 60 ms to import, which only a child that parses feeds needs."""
    import feedparser as module
    from feedparser import api, datetimes, mixin

    # An id is a name, and no link to be resolved: it has to stay what it is when the feed moves.
    mixin._FeedParserMixin.can_be_relative_uri.discard("id")
    mixin._FeedParserMixin.resolve_uri = _behind_base
    mixin._FeedParserMixin._sync_author_detail = _keep_author
    for end in ("_end_guid", "_end_id"):
        setattr(mixin._FeedParserMixin, end, _with_permalink(getattr(mixin._FeedParserMixin, end)))
    forgive_elements(mixin._FeedParserMixin)
    # For each feed it would look again for a parser that no system has any more.
    api.PREFERRED_XML_PARSERS = []
    limit_elements(api._StrictFeedParser)
    # Dates are read by `core.text.feed_dates`.
    datetimes._date_handlers.clear()
    # At each element the base is put behind itself, which took a sixth of all the time.
    mixin.make_safe_absolute_uri = lru_cache(_CACHED)(mixin.make_safe_absolute_uri)
    # What it copies this way is flat.
    mixin.copy = SimpleNamespace(deepcopy=_copied)
    return module


def _behind_base(parser: _Mixin, target: str) -> str:
    """A link as feedparser makes it absolute, but for an option of a program and a mere fragment, which put behind a
    base would look like an address.
    """
    from feedparser import mixin

    target = mended(target)
    return target if target.lstrip().startswith(("-", "#")) else mixin._urljoin(parser.baseuri or "", target)


def _keep_author(parser: _Mixin, key: str = "author") -> None:
    """Keeps each author as the feed writes it: feedparser takes addresses apart, and cuts those whose last part is
    longer than four letters.
    """
    context = parser._get_context()
    detail = context.get(f"{key}s", [{}])[-1]
    if not detail:
        if context.get(key):
            detail["name"] = context[key]
    elif named := detail.get("name") or detail.get("email"):
        context[key] = named


def _with_permalink(end: Callable[[_Mixin], None]) -> Callable[[_Mixin], None]:
    """The end of a guid, which is kept as `permalink` where the feed says that it is one, or does not say otherwise."""

    @wraps(end)
    def ended(parser: _Mixin) -> None:
        leads = parser.guidislink
        end(parser)
        context = parser._get_context()
        if leads and context.get("id"):
            context["permalink"] = context["id"]

    return ended


def _copied(values: dict[str, Any]) -> dict[str, Any]:
    return type(values)(values)
