"""Which feeds are of one outlet: those of one newsroom are one voice, however many feeds it has."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_FAMILIES: Final = (
    "abcnews.go.com abcnews.com",
    "aljazeera.com aljazeera.net",
    "apnews.com ap.org",
    "arstechnica.com arstechnica.co.uk",
    "bbc.co.uk bbc.com bbci.co.uk",
    "dailymail.co.uk dailymail.com",
    "derstandard.at derstandard.de",
    "dw.com dw.de dw-world.de",
    "elpais.com elpais.es",
    "espn.com espn.go.com",
    "haaretz.com haaretz.co.il",
    "independent.co.uk the-independent.com",
    "kyodonews.net kyodonews.jp",
    "news.cn xinhuanet.com",
    "news.sky.com skynews.com",
    "nhk.or.jp nhk.jp",
    "nytimes.com nyt.com",
    "people.com.cn people.cn",
    "reuters.com reutersagency.com",
    "sueddeutsche.de sz.de",
    "tass.com tass.ru",
    "thehindu.com hindu.com",
    "theguardian.com guardian.co.uk",
    "theregister.com theregister.co.uk",
    "thetimes.com thetimes.co.uk thesundaytimes.co.uk",
    "wsj.com dj.com",
    "yna.co.kr yonhapnews.co.kr",
)
"""The domains of one newsroom, the first of which stands for it; each of them leads to the first, or once did."""

_FAMILY: Final = {one: family.split()[0] for family in _FAMILIES for one in family.split()}

_SEVERAL = """
    bearblog.dev beehiiv.com europa.eu ghost.io go.com hashnode.dev hatenablog.com indiatimes.com libsyn.com
    livejournal.com micro.blog over-blog.com sky.com squarespace.com substack.com tumblr.com typepad.com weebly.com
    wixsite.com wordpress.com write.as yahoo.com
"""
_OF_SEVERAL: Final = frozenset(_SEVERAL.split())
"""Domains on whose hosts several newsrooms are, which the public suffix list does not take apart."""

_ANYBODY = """
    acast.com ameblo.jp anchor.fm apple.com archive.org art19.com bitbucket.org bsky.app buttondown.com
    buttondown.email buzzsprout.com captivate.fm codeberg.org dailymotion.com dev.to facebook.com feed43.com
    feedburner.com feedly.com feedpress.me fetchrss.com fireside.fm flipboard.com github.com gitlab.com google.com
    instagram.com ivoox.com kill-the-newsletter.com linkedin.com livedoor.jp mailchi.mp medium.com
    megaphone.fm morss.it msn.com naver.com nitter.net note.com odysee.com omny.fm omnycontent.com openrss.org
    patreon.com peertube.tv podbean.com podigee.io podlove.org politepol.com qiita.com queryfeed.net reddit.com
    redcircle.com rss.app rss-bridge.org rsshub.app rumble.com simplecast.com sourceforge.net soundcloud.com
    spotify.com spreaker.com t.me telegra.ph tiktok.com transistor.fm twitch.tv twitter.com vimeo.com x.com youtube.com
    zenn.dev
"""
_OF_A_USER: Final = re.compile(
    r"/@[\w.-]+(?:@[\w.-]+)?(?:\.rss|/|$)|/(?:users|u)/[\w.-]+(?:\.(?:rss|atom)|/feed|/rss)$"
)
"""The path of somebody's own page or feed on a host that many people share, as in the fediverse."""
_BLOGSPOT: Final = re.compile(r"[\w-]+\.blogspot\.(?:com?\.)?[a-z]{2,3}")

_OF_ANYBODY: Final = frozenset(_ANYBODY.split())
"""Domains that carry the feeds of anybody, and so say nothing about who is speaking."""


def newsroom(url: str | None, domain: Callable[[str], str]) -> str:
    """The domain that stands for the newsroom at an address.

    Args:
        url: The address of a site or of a feed.
        domain: Gives the registrable domain of a host.

    Returns:
        The domain, or the host where a domain has several newsrooms; "" where the address does not tell: it has no name
        on the web, or is that of a service which carries the feeds of anybody.
    """
    host = host_of(url)
    if not _is_public_name(host):
        return ""
    found = domain(host)
    if found in _OF_ANYBODY or _OF_A_USER.match(urlsplit(url or "").path):
        return ""
    if _BLOGSPOT.fullmatch(host):
        return host
    place = host if found in _OF_SEVERAL else found
    return _FAMILY.get(place, place)


def host_of(url: str | None) -> str:
    """The host of an address in lower case, without "www."; "" where it has none."""
    try:
        return (urlsplit(url or "").hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""


def named_outlet(feed_url: str, site: str | None, place: str, names: Mapping[str, str]) -> str:
    """The name that the reader gives the outlet of a feed; "" for none.

    Args:
        feed_url: The address of the feed.
        site: The address of its site.
        place: Its newsroom.
        names: The reader's names, by feed address, host or domain, as `name_key` gives these. The most exact one holds.
    """
    hosts = (host_of(site), host_of(feed_url))
    keys = (name_key(feed_url), *(part for host in hosts for part in _parts(host)), place)
    return next((names[key] for key in keys if key in names), "")


def name_key(place: str) -> str:
    """What the reader wrote for a feed or a site, in the form in which it is looked up."""
    key = place.strip().lower()
    key = key.partition("://")[2] or key
    key = key.removeprefix("www.").rstrip("/")
    return _FAMILY.get(key, key)


def _parts(host: str) -> Iterator[str]:
    """A host and the domains that it is in, the longest first."""
    while "." in host:
        yield host
        host = host.partition(".")[2]


def _is_public_name(host: str) -> bool:
    if "." not in host:
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return True
    return False
