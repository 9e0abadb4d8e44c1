"""Which item is which: the names by which an item of a feed is known again, and when a name stands for another item."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from newsdiff.core.text.normalize import fold
from newsdiff.core.text.stopwords import WORDS, stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from newsdiff.core.library.feeds import FeedItem

_TRACKING: Final = re.compile(
    r"(?:utm_|at_(?:medium|campaign|link|ptr|bbc|format)|mc_[ce]id|mtm_|pk_|hsa_|_hs|vero_|oly_|ns_(?:mchannel|source|campaign))"
    r"|(?:fbclid|gclid|dclid|msclkid|yclid|igshid|twclid|ttclid|wbraid|gbraid|mkt_tok|xtor|ftag|ocid|smid|smtyp|cmp(?:id)?"
    r"|wt[._]mc(?:_id)?|wt[._]rss_f|spm|ito|icid|ncid|sr_share|share_token|traffic_source|feedtype|feedname|rss|mod|ref_src|s_cid"
    r"|__twitter_impression|guccounter|partner|intcmp)$",
    re.IGNORECASE,
)
"""Parameters of an address that tell where a reader came from: https://github.com/newhouse/url-tracking-stripper and
those of large news sites."""

_FROM: Final = frozenset(
    ("source", "src", "ref", "from", "origin", "via", "medium", "campaign", "cid", "output", "format", "type")
)
_FEED_WORD: Final = re.compile(r"(?:^|[^a-z])(?:rss|feed|atom|newsletter|twitter|facebook)(?:$|[^a-z])|^rss|rss$|^feed")
_WEB: Final = re.compile(r"\s*https?://", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")

_DATE_WORD: Final = re.compile(r"[a-z]*\d\w*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*")
"""What is kept of a date: not the day of the week, nor the name of the zone."""
_TIME: Final = re.compile(r"\d[:.]\d\d|T\d{4}")
_LOOKED_AT = 2_000
"""Characters of a text that tell it from others."""

_NEW_TITLE, _NEW_TEXT = 0.34, 0.25
"""Shares of common words below which a title and a text are all new."""
_FEW = 3
"""Words of a text by which it is known again, at the least."""

_FRONT: Final = re.compile(r"a:[^/?#]*(?:/(?:index|default|home)(?:\.\w{2,5})?)?")
"""The name of a site's front page: no article is there, whatever says so."""
_STANDING: Final = re.compile(r"a:[^/?#]+/[a-z]{1,30}(?:\.\w{2,5})?")
"""The name of a page that may have another article every day ("/weather")."""
_NEXT_DAY: Final = timedelta(hours=20)
"""How far apart the dates of two articles of such a page are at the least."""
_ANYTHING_SEEN: Final = re.compile(r"(?:(?:Image|Video|Audio)(?:: [^\n]*)? \[\d+\]\s*)+")
"""A text that is only what a picture or a recording is called."""

_LATER, _MUCH_LATER = timedelta(days=1), timedelta(days=30)
"""How far apart the dates of two items are that have one address, where their titles have nothing in common, and where
they only differ."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of an item, strongest kind first, and within a kind the most exact one first."""

    guid: tuple[str, ...]
    link: tuple[str, ...]
    words: tuple[str, ...]
    """Of its title and date; of its title and text where it has no time."""

    def every(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.guid, *self.link, *self.words)))


@dataclass(frozen=True, slots=True)
class Told:
    """What an item says, as far as it shows whether two items are one."""

    title: str
    text: str
    url: str | None
    published: datetime | None
    """`None` where the item gives no date that can be used."""


def names_of(item: FeedItem, site: str | None = None) -> Names:
    """The names of an item of a feed, whose `site` is none of them, nor is the front page of any."""
    guid = _of_article(guid_names(item.guid), _last(site))
    link = _of_article(link_names(item.url), _last(site))
    key = f"k:{item.key}"
    if not item.guid and not _is_made(item.key) and (link or not item.url):
        link = (*link, key)
    words = words_names(item.title, item.text, item.published_text)
    return Names(guid, link, words if guid or link else (*words, *_moment_names(item)))


def _of_article(names: tuple[str, ...], site: str | None) -> tuple[str, ...]:
    """The names of an address, of which only a place within it is one where it is that of a front page or the site."""
    if names and (names[-1] == site or _FRONT.fullmatch(names[-1])):
        return tuple(name for name in names[:-1] if "#" in name)
    return names


def _moment_names(item: FeedItem) -> tuple[str, ...]:
    """The names that an item without a guid or a link has by its time, however that is written: with its title, and
    with its text.
    """
    if item.published is None or item.day_only:
        return ()
    when = item.published.isoformat()
    title, text = (" ".join(_WORD.findall(fold(one[:_LOOKED_AT]))) for one in (item.title, item.text))
    return (f"m:{title}\0{when}", *((f"d:{text}\0{when}",) if text.count(" ") >= _FEW else ()))


def guid_names(guid: str) -> tuple[str, ...]:
    """The names that a guid gives; one that is an address has those of the address."""
    if not guid:
        return ()
    return link_names(guid) if _WEB.match(guid) else (f"g:{guid}",)


@lru_cache(1_000)
def link_names(url: str | None) -> tuple[str, ...]:
    """The names that an address gives: with all its parameters, and without those that tell where readers came from."""
    if not url:
        return ()
    return tuple(f"a:{one}" for one in dict.fromkeys(_addresses(url)))


def words_names(title: str, text: str, published_text: str | None) -> tuple[str, ...]:
    """The name that a title gives with its date, as it is written; where that has no time, with its text as well."""
    words = " ".join(_WORD.findall(fold(title)))
    # Reading the date takes as long as all the rest, and a feed writes it the same way every time.
    date = " ".join(_DATE_WORD.findall(published_text.lower())) if published_text else ""
    if not date or not _TIME.search(published_text or ""):
        rest = " ".join(_WORD.findall(fold(text[:_LOOKED_AT])))
        return (f"t:{words}\0{date}\0{rest}",) if words or rest else ()
    return (f"w:{words}\0{date}",) if words else ()


def article_address(url: str | None) -> str | None:
    """The name of an address at which there is one article, whatever feed names it; `None` for a site's front page."""
    names = link_names(url)
    path, _, query = names[-1].partition("?") if names else ("", "", "")
    return names[-1] if query or len(path.strip("/").split("/")) > 1 else None


def stands_for_another(before: Told, now: Told, *, by_guid: bool = False) -> bool:
    """Whether an item has no more in common with one stored under the same name than the name: title, text and date are
    all new.

    Args:
        before: What is stored.
        now: What the item says.
        by_guid: The name is a guid, which stays with an article that is rewritten; the address of a page that has
            another article every day does not.
    """
    in_common = _common(before.title, now.title)
    texts = [one.text for one in (before, now) if one.text and not _ANYTHING_SEEN.fullmatch(one.text)]
    if len(texts) == 2 and _told_in_common(*texts) >= _NEW_TEXT:
        return False
    elsewhere = _last(before.url) != _last(now.url)
    if not by_guid and not elsewhere and _is_standing(now.url) and before.published and now.published:
        return abs(now.published - before.published) >= _NEXT_DAY and (in_common < 1 or bool(texts))
    if in_common == 1:
        return False
    if before.published is None or now.published is None:
        return elsewhere and in_common < _NEW_TITLE
    apart = abs(now.published - before.published)
    if in_common >= _NEW_TITLE:
        return apart >= _MUCH_LATER
    return apart > timedelta() if elsewhere else apart >= _LATER


def alike(one: Told, other: Told) -> bool:
    """Whether two items with one address tell the same, in title or text."""
    titles = _words(one.title), _words(other.title)
    within = bool(titles[0] and titles[1]) and (titles[0] <= titles[1] or titles[1] <= titles[0])
    return within or _common(one.title, other.title) >= 0.5 or (bool(one.text) and _common(one.text, other.text) >= 0.5)


def used_once(names: Iterable[Names]) -> frozenset[str]:
    """The names that only one of some items has: a name that several share says nothing about any of them."""
    once: set[str] = set()
    more: set[str] = set()
    for one in names:
        for name in one.every():
            (more if name in once else once).add(name)
    return frozenset(once - more)


def _is_made(key: str) -> bool:
    return key.startswith("sha256:")


def _last(url: str | None) -> str | None:
    names = link_names(url)
    return names[-1] if names else None


def _common(one: str, other: str) -> float:
    """The share of words that two texts have in common, of all that they have, 0 to 1."""
    first, second = _words(one), _words(other)
    return len(first & second) / len(first | second) if first or second else 0.0


def _told_in_common(one: str, other: str) -> float:
    """As `_common`, by the words that say something, if either text has some of these."""
    first, second = (_words(text) - _function_words() for text in (one, other))
    return len(first & second) / len(first | second) if first and second else _common(one, other)


def _is_standing(url: str | None) -> bool:
    return _STANDING.fullmatch(_last(url) or "") is not None


@cache
def _function_words() -> frozenset[str]:
    return frozenset().union(*map(stop_words, WORDS))


@lru_cache(64)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text[:20_000])))


def _addresses(url: str) -> tuple[str, str]:
    """An address without its scheme, and the same without what makes no other article of it."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url, url
    host = (parts.hostname or "").rstrip(".").lower()
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    path = unquote(parts.path).rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    whole = f"{place}{path}{query}{f'#{parts.fragment}' if parts.fragment else ''}"
    kept = "&".join(one for one in parts.query.split("&") if one and not _is_tracking(one))
    # Programs in the page read some fragments as an address of their own.
    route = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    return whole, f"{place.removeprefix('www.')}{path}{f'?{kept}' if kept else ''}{route}"


def _is_tracking(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    return bool(_TRACKING.match(name)) or (name.lower() in _FROM and _FEED_WORD.search(value.lower()) is not None)
