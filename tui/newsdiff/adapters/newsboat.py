"""Newsboat's list of subscriptions, its file `urls` (https://newsboat.org)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdiff.adapters import urls
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.core.library.subscription_lists import ParsedList, Subscription, merged
from newsdiff.core.text.normalize import clean
from newsdiff.redact import redact_url

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LINES = 20_000
"""Lines of the file that are read."""

_NAME, _TAG = 300, 200
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)(?:"|$)|(#.*)|([^\s"]+)', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}


def read(body: bytes) -> ParsedList:
    """The subscriptions in the file: tags are tags, `~Title` is the feed's name.

    What newsdiff has no like of is told and not taken: searches (`query:`), programs (`exec:`, `filter:`) and files.
    """
    lines = body.decode("utf-8-sig", "replace").splitlines()
    taken, faults = [], []
    for number, line in enumerate(lines[:MAX_LINES], start=1):
        tokens = [*_tokens(line)]
        if not tokens:
            continue
        made = _subscription(tokens[0], tokens[1:])
        if isinstance(made, Subscription):
            taken.append(made)
            if any(token.startswith("!") for token in tokens[1:]):
                faults.append(f"Line {number}: {_shown(tokens)} is hidden in newsboat; in newsdiff it shows.")
        else:
            faults.append(f"Line {number}: {made}")
    if len(lines) > MAX_LINES:
        faults.append(f"Only the first {MAX_LINES:,} lines of {len(lines):,} were read.")
    return ParsedList(merged(taken), tuple(faults))


def _tokens(line: str) -> Iterator[str]:
    """The words of a line; those in quotation marks may hold spaces and escapes. What follows a # is a remark."""
    at = 0
    while found := _TOKEN.search(line, at):
        if found[2]:
            return
        quoted = found[1]
        yield found[3] if quoted is None else _ESCAPE.sub(lambda one: _ESCAPES.get(one[1], one[1]), quoted)
        at = found.end()


def _subscription(url: str, words: list[str]) -> Subscription | str:
    """A feed, or why it is none."""
    kind = url.partition(":")[0].lower()
    if kind == "query":
        name = clean(url.split(":", 2)[1], lines=False, limit=_NAME)
        return f'"{name}" is a search in newsboat\'s own language, so it was not taken; save it anew as a search.'
    if kind in ("exec", "filter"):
        return f"{_shown([url, *words])} runs a program to get a feed, which newsdiff does not do, so it was not taken."
    try:
        safe = urls.safe(url)
    except urls.AddressError as error:
        return f"{_shown([url, *words])} was not taken: {error}"
    name = next((word[1:] for word in words if word.startswith("~")), "")
    tags = (clean(word, lines=False, limit=_TAG) for word in words if not word.startswith(("~", "!")))
    settings = FeedSettings(
        name=clean(name, lines=False, limit=_NAME) or None, tags=tuple(dict.fromkeys(filter(None, tags)))
    )
    return Subscription(safe, settings)


def _shown(tokens: list[str]) -> str:
    return next((f'"{clean(token[1:], lines=False)}"' for token in tokens if token.startswith("~")), None) or (
        redact_url(tokens[0])
    )
