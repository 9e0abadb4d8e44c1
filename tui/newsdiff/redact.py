"""Masks and removes secrets in addresses: passwords, and parameters that look like keys.

Whether a parameter is a secret can only be guessed from its name; a secret in a path cannot be detected.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from newsdiff.core.text.normalize import clean

SHOWN_LENGTH: Final = 200
"""Characters of an address that are shown in a message."""

_ANYWHERE: Final = "token|secret|passw|pwd|api_?key|access_?key|signature|session|authori"
"""Substrings of the names of parameters that hold a secret."""
_WHOLE: Final = "key|auth|pass|pw|sid|sig|credentials?|jwt|otp"
"""Words that indicate a secret as a separate part of the name (`api-key`, `sid2`), but not in `keyword`."""
_DOUBTFUL: Final = "code|hash|pin|user|login"
"""Words that indicate a secret, or just as well the id of an article (`?code=123`)."""

_KEYS: Final = re.compile(rf"(?:^|[-_.])(?:{_WHOLE})(?:$|[-_.\d])|{_ANYWHERE}", re.IGNORECASE)
_SECRETS: Final = re.compile(rf"(?:^|[-_.])(?:{_WHOLE}|{_DOUBTFUL})(?:$|[-_.\d])|{_ANYWHERE}", re.IGNORECASE)

_PAIR: Final = re.compile(r"(?P<name>[^?&;#=]+)=(?P<value>[^&;#]+)")
# A password may contain an unquoted slash: what follows the first colon and is not a port is taken for a password.
_USER_INFO: Final = re.compile(r"(?<=//)(?:[^/?#]*@|[^/?#@:]*:(?!\d*(?:[/?#]|$))[^@]*@)")
_IN_TEXT: Final = re.compile(r"(?<=://)[^/\s@]*@|(?<=\?)[^\s'\"<>]+")


def redact_url(url: str) -> str:
    """An address for showing: one clean line of at most `SHOWN_LENGTH` characters, with `…` for the values of secrets.

    User name and password are removed. Any text may be passed, even if it is not an address.
    """
    text = _USER_INFO.sub("", clean(url, lines=False))
    head, mark, tail = text.partition("?")
    if not mark:
        head, mark, tail = text.partition("#")
    shown = head + mark + _PAIR.sub(_masked, tail)
    return shown if len(shown) <= SHOWN_LENGTH else shown[: SHOWN_LENGTH - 1] + "…"


def redact_text(text: str) -> str:
    """A text, such as a traceback, with `…` for everything that addresses have before their host and after a `?`."""
    return _IN_TEXT.sub("…", text)


def without_user(url: str) -> str:
    """An address without user name and password. It must be one that `urlsplit` takes, as `urls.safe` writes it."""
    if "@" not in url:
        return url
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def without_secrets(url: str) -> str:
    """An address, as `urls.safe` writes it, without user, password and the parameters that look like secrets.

    It may no longer work. It is unchanged if it contains no secret.
    """
    parts = urlsplit(without_user(url))
    return urlunsplit(
        parts._replace(query=_harmless(parts.query, _SECRETS), fragment=_harmless(parts.fragment, _SECRETS))
    )


def public_parameters(query: str) -> str:
    """The query or the fragment of a link that goes out to other people, without keys.

    What may be a secret or the id of an article (`code`, `hash`) is kept: the link might not work without it.
    """
    return _harmless(query, _KEYS)


def redact_link(url: str) -> str:
    """The link of an article for showing: unchanged, or where it has a password or a key, as `redact_url` writes it.

    What may be the id of the article (`code`, `hash`) counts as no secret.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return redact_url(url)
    harmless = all(public_parameters(one) == one for one in (parts.query, parts.fragment)) and "@" not in parts.netloc
    return url if harmless else redact_url(url)


def _harmless(query: str, secrets: re.Pattern[str]) -> str:
    """A query without the pairs whose name a pattern finds; one with none of them is not touched."""
    pairs = re.split("([&;])", query)
    if not any(_secret(pair, secrets) for pair in pairs):
        return query
    return "&".join(pair for pair in pairs[::2] if pair and not _secret(pair, secrets))


def _secret(pair: str, secrets: re.Pattern[str]) -> bool:
    name, mark, _ = pair.partition("=")
    return bool(mark) and secrets.search(name) is not None


def _masked(pair: re.Match[str]) -> str:
    return f"{pair['name']}=…" if _SECRETS.search(pair["name"]) else pair[0]
