"""Addresses: validation, normalisation, and which hosts are in private networks.

The other adapters may import this module; it imports none of them.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from newsdiff.core.text.normalize import clean
from newsdiff.errors import FetchError
from newsdiff.redact import redact_url

MAX_LENGTH = 8_000
"""Greatest length of an address in characters. Browsers and servers support little more than 8 KB."""

_CACHED = 1_000
"""Addresses and hosts that are taken apart once: a request asks for its host a dozen times."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_FEED_SCHEME = re.compile(
    r"\s*(?:(?:web\+)?(?:feeds?|rss|atom|pcast|podcasts?|itpc|itms-pcasts?):(?://)?(?:(https?:)/?/?)?"
    r"|view-source:(https?:)//)",
    re.IGNORECASE,
)
_RAW_BYTE = re.compile("[\udc80-\udcff]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\xa0\ud800-\udfff]")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?", re.IGNORECASE)
_USER = re.compile(r"[\w.~!$&'()*+,;=:%-]*", re.ASCII)
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+", re.IGNORECASE)

# RFC 3986 without the apostrophe, the only character of that set that can end a quoted string in a shell or a page.
_PATH = "/%:@!$&()*+,;=~-._"
_QUERY = _PATH + "?"

# IPv4-translated addresses (SIIT, RFC 2765, 2.1), which name an IPv4 host as mapped ones do.
_TRANSLATED = ipaddress.IPv6Network("::ffff:0:0:0/96")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Networks that `ipaddress` calls global. 6to4 and the old IPv4-compatible form contain an IPv4 address; local NAT64,
# site-local and segment-routing addresses belong to one network; 3fff::/20 is for documentation.
_NEVER: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = tuple(
    ipaddress.ip_network(network)
    for network in (
        *("2002::/16", "::/96", "64:ff9b:1::/48", "fec0::/10", "5f00::/16", "3fff::/20"),
        *("192.88.99.0/24", "192.0.0.0/24"),
    )
)


class AddressError(FetchError):
    """An address is not one that newsdiff opens."""


class _UnsafeError(Exception):
    """The same, without the address: to make one fit for showing takes as long as to look at it."""


def is_address(text: str) -> bool:
    """Whether an argument is meant as an address (with any scheme), and not as the name of a file."""
    return bool(_ADDRESS.match(text.strip()))


def source_name(source: str) -> str:
    """The file or address that an article or a list came from, as messages name it: one line without secrets."""
    return redact_url(source) if is_address(source) else clean(source, lines=False)


def as_web(url: str) -> str:
    """The address with http or https for `feed` and other schemes that programs write before or instead of these."""
    found = _FEED_SCHEME.match(url)
    return f"{(found[1] or found[2] or 'http:').lower()}//{url[found.end() :]}" if found else url


def safe(url: str) -> str:
    """The address, validated and normalised: http or https, a real host in ASCII, nothing that a shell or terminal
    could misread.

    Odd spellings of IPv4 addresses become plain (`0x7f.1` is `127.0.0.1`) and names in other scripts become punycode,
    so that what is shown is where the request goes.

    Raises:
        AddressError: It is not such an address.
    """
    text = url.strip(" \t\r\n")
    try:
        return _normalised(text)
    except _UnsafeError as error:
        raise AddressError(f"{redact_url(text)} {error}") from error.__cause__


def _normalised(text: str) -> str:
    """The same. Raises _UnsafeError with what follows the address in a sentence."""
    if len(text) > MAX_LENGTH:
        raise _UnsafeError(f"is longer than {MAX_LENGTH} characters, too long for an address.")
    if " " in text or _UNPRINTABLE.search(text):
        raise _UnsafeError("has spaces or control characters in it, so newsdiff does not open it.")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise _UnsafeError("is not a valid address.") from error
    if parts.scheme not in _DEFAULT_PORTS:
        raise _UnsafeError("is not an http or https address, and newsdiff opens no other.")
    user, at, _ = parts.netloc.rpartition("@")
    if not _USER.fullmatch(user) or port == 0:
        raise _UnsafeError("is not a valid address.")
    netloc = _host(parts.hostname or "")
    rest = quote(parts.path or "/", safe=_PATH)
    rest += f"?{quote(parts.query, safe=_QUERY)}" if parts.query else ""
    rest += f"#{quote(parts.fragment, safe=_QUERY)}" if parts.fragment else ""
    netloc += "" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{user}{at}{netloc}{rest}"


def joined(base: str, target: str) -> str:
    """The address to which a redirect or link `target` on the page `base` leads, normalised by `safe`.

    Raises:
        AddressError: It does not lead to an address that newsdiff opens.
    """
    target = target.strip(" \t\r\n")
    try:
        # Servers write raw spaces and bytes into Location (which arrive as lone surrogates).
        target = _RAW_BYTE.sub(lambda found: f"%{ord(found[0]) - 0xDC00:02X}", _told_in_utf8(target)).replace(
            " ", "%20"
        )
        # urljoin silently drops tabs and line breaks.
        whole = target if _UNPRINTABLE.search(target) else urljoin(base, target)
    except ValueError as error:
        raise AddressError(f"{redact_url(target)} is not a valid address.") from error
    return safe(whole)


def _told_in_utf8(target: str) -> str:
    """The address with the characters that its raw bytes are in UTF-8, where they are."""
    try:
        return target.encode("utf-8", "surrogateescape").decode()
    except UnicodeError:
        return target


@lru_cache(_CACHED)
def host(url: str) -> str:
    """The host of a normalised address, in lower case, without brackets."""
    return (urlsplit(url).hostname or "").rstrip(".")


def origin(url: str) -> tuple[str, str, int]:
    """The origin of a normalised address: its scheme, host and port, within which a password may be sent."""
    parts = urlsplit(url)
    return parts.scheme, host(url), parts.port or _DEFAULT_PORTS[parts.scheme]


def with_user(url: str, like: str) -> str:
    """`url` with the user name and password of the address `like`, if both have the same origin and `url` has none."""
    user, at, _ = urlsplit(like).netloc.rpartition("@")
    parts = urlsplit(url)
    if not at or "@" in parts.netloc or origin(url) != origin(like):
        return url
    return urlunsplit(parts._replace(netloc=f"{user}@{parts.netloc}"))


def is_public(ip: str) -> bool:
    """Whether an IP address is public, so that links may lead there.

    Loopback, private, link-local, multicast and reserved ranges are not, whether written as IPv4 or inside IPv6.
    NAT64 (RFC 6052) is judged by the IPv4 address in it: on an IPv6-only network every IPv4 site is reached that way.
    """
    address: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(ip)
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            address = address.ipv4_mapped
        elif address in _TRANSLATED:
            return False
        elif address in _NAT64:
            address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.is_multicast or not address.is_global:
        return False
    return not any(address in network for network in _NEVER)


def is_private_host(name: str) -> bool:
    """Whether a host is private by its name alone: a private IP address, or a name that is valid only in a local
    network."""
    bare = name.strip("[]").rstrip(".").lower()
    try:
        return not is_public(bare)
    except ValueError:
        return "." not in bare or bare.endswith((".localhost", ".local", ".internal", ".lan", ".home.arpa"))


@lru_cache(_CACHED)
def is_loopback_host(name: str) -> bool:
    """Whether a host is this very computer."""
    bare = name.strip("[]").rstrip(".").lower()
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return bare == "localhost" or bare.endswith(".localhost")


def _host(name: str) -> str:
    """The ASCII form of a host, as used for connecting."""
    if ":" in name:
        try:
            address = ipaddress.IPv6Address(name)
        except ValueError as error:
            raise _UnsafeError("is not a valid address.") from error
        if address.scope_id:
            raise _UnsafeError("names a network interface, so newsdiff does not open it.")
        return f"[{address.compressed}]"
    if not name.isascii():
        name = _punycode(name)
    labels = name.removesuffix(".").split(".")
    if not name or len(name) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise _UnsafeError("does not name a host that newsdiff can look up.")
    if _NUMBER.fullmatch(labels[-1]):
        # A host that ends in a number is an IPv4 address in one of its many spellings, or nothing (WHATWG URL, 3.5).
        try:
            return socket.inet_ntoa(socket.inet_aton(name.removesuffix(".")))
        except OSError as error:
            raise _UnsafeError("does not name a host that newsdiff can look up.") from error
    return name.lower()


def _punycode(name: str) -> str:
    # Loaded only for hosts in other scripts: its tables are large.
    import idna

    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except UnicodeError as error:
        raise _UnsafeError("does not name a host that newsdiff can look up.") from error
