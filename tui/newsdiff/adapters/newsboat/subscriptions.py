"""Parses newsboat's list of subscriptions, its file `urls` (https://newsboat.org)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from newsdiff.adapters import urls
from newsdiff.adapters.newsboat.queries import searches
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.core.library.subscription_lists import ListFault, ParsedList, Subscription, merged
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

    Queries become searches as far as they can. What newsdiff has no like of is told and not taken: the rest of them,
    programs (`exec:`, `filter:`) and files.
    """
    lines = _decoded(body).splitlines()
    taken: list[Subscription] = []
    faults: list[ListFault] = []
    found: dict[str, str] = {}
    for number, line in enumerate(lines[:MAX_LINES], start=1):
        tokens = [*_tokens(line)]
        if not tokens:
            continue
        if tokens[0].lower().startswith("query:"):
            found.update(_searches(tokens[0], number, faults))
            continue
        made = _subscription(tokens, number)
        if isinstance(made, Subscription):
            taken.append(made)
            if any(token.startswith("!") for token in tokens[1:]):
                faults.append(_fault("hidden", tokens, number))
        else:
            faults.append(made)
    if len(lines) > MAX_LINES:
        faults.append(ListFault("too_long", count=len(lines), limit=MAX_LINES))
    return ParsedList(merged(taken), tuple(faults), tuple(found.items()))


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        # newsboat knows no encoding but the terminal's, which was a western one before it was UTF-8.
        return body.decode("cp1252", "replace")


def _searches(query: str, line: int, faults: list[ListFault]) -> Iterator[tuple[str, str]]:
    """The searches that a query feed becomes, with their names; what is left of it is added to the faults."""
    _, name, condition = [*query.split(":", 2), ""][:3]
    name = clean(name, lines=False, limit=_NAME)
    made = searches(condition)
    if not made.searches:
        faults.append(ListFault("query", name, line=line))
        return
    for number, search in enumerate(made.searches, start=1):
        yield f"{name} ({number})" if len(made.searches) > 1 else name, search
    parts = (clean(part, lines=False, limit=_NAME) for part in made.left)
    faults += [ListFault("query_part", name, line=line, detail=part) for part in parts]


def _tokens(line: str) -> Iterator[str]:
    """The words of a line. Quoted ones may contain spaces and escapes. A comment begins with #."""
    at = 0
    while found := _TOKEN.search(line, at):
        if found[2]:
            return
        quoted = found[1]
        yield found[3] if quoted is None else _ESCAPE.sub(lambda one: _ESCAPES.get(one[1], one[1]), quoted)
        at = found.end()


def _subscription(tokens: list[str], line: int) -> Subscription | ListFault:
    """A feed, or why it is none."""
    url, *words = tokens
    kind = url.partition(":")[0].lower()
    if kind in ("exec", "filter"):
        return _fault("program", tokens, line)
    try:
        safe = urls.safe(urls.as_web(url))
    except urls.AddressError as error:
        return replace(_fault("address", tokens, line), detail=str(error))
    name = next((word[1:] for word in words if word.startswith("~")), "")
    tags = (clean(word, lines=False, limit=_TAG) for word in words if not word.startswith(("~", "!")))
    settings = FeedSettings(
        name=clean(name, lines=False, limit=_NAME) or None, tags=tuple(dict.fromkeys(filter(None, tags)))
    )
    return Subscription(safe, settings)


def _fault(kind: Literal["address", "hidden", "program"], tokens: list[str], line: int) -> ListFault:
    name = next((clean(token[1:], lines=False) for token in tokens if token.startswith("~")), "")
    return ListFault(kind, name, redact_url(tokens[0]), line)
