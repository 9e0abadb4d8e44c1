"""The filters of newsboat's query feeds, as searches of newsdiff: https://newsboat.org/releases/2.30/docs/newsboat.html."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 8
"""Searches that one filter becomes: each alternative is one, since a search of newsdiff knows no "or"."""

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<open>\()|(?P<close>\))|(?P<join>and|or)\b"
    r"|(?P<name>[a-z_]+)\s*(?P<op>!?[=~#]{1,2}|==|<=|>=|<|>|\bbetween\b)\s*"
    r"(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<bare>[^\s()\"']+)))",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(r"(?:\.\*)?\^?([\w\s'’.,-]+?)\$?(?:\.\*)?")
_GROUP: Final = re.compile(r"\(([^()\\[\]]*)\)")
_RANGE: Final = re.compile(r"(\d{1,5}):(\d{1,5})")


@dataclass(frozen=True, slots=True)
class QuerySearches:
    """What a filter becomes."""

    searches: tuple[str, ...]
    """One search for each alternative that can be put as one."""
    left: tuple[str, ...]
    """Conditions that have no like, in newsboat's words: the searches find more than the filter did."""


@dataclass(frozen=True, slots=True)
class _Condition:
    name: str
    op: str
    value: str

    def __str__(self) -> str:
        return f"{self.name} {self.op} {self.value}"


_Alternatives = list[list[_Condition]]


def searches(text: str) -> QuerySearches:
    """The searches that a filter becomes; none where it cannot be understood."""
    tokens = _tokens(text)
    parser = _Parser(tokens)
    alternatives = parser.alternatives() if tokens else []
    if not parser.whole:
        return QuerySearches((), (" ".join(text.split()),))
    found: list[str] = []
    left: list[str] = []
    for conditions in alternatives[:MOST]:
        terms: list[str] = []
        for condition in conditions:
            term = _term(condition)
            if term:
                terms.append(term)
            else:
                left.append(str(condition))
        if terms:
            found.append(" ".join(terms))
    left += [" and ".join(map(str, conditions)) for conditions in alternatives[MOST:]]
    return QuerySearches(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(left)))


def _tokens(text: str) -> list[str | _Condition]:
    """Brackets, "and", "or" and conditions; nothing where there is anything else."""
    found: list[str | _Condition] = []
    at = 0
    while text[at:].strip():
        token = _TOKEN.match(text, at)
        if token is None:
            return []
        at = token.end()
        if token["name"]:
            value = next(one for one in (token["double"], token["single"], token["bare"]) if one is not None)
            found += _alternatives(token["name"].lower(), token["op"].lower(), re.sub(r"\\(.)", r"\1", value))
        else:
            found.append((token["open"] or token["close"] or token["join"]).lower())
    return found


def _alternatives(name: str, op: str, value: str) -> list[str | _Condition]:
    """A condition; where its pattern is made of alternatives ("linux|bsd"), one for each, in brackets."""
    group = _GROUP.fullmatch(value.strip())
    words = (group[1] if group else value).split("|")
    if op not in ("=~", "!~") or len(words) < 2 or not all(_PLAIN.fullmatch(word) for word in words):
        return [_Condition(name, op, value)]
    join = "or" if op == "=~" else "and"
    found: list[str | _Condition] = ["("]
    for word in words:
        found += [_Condition(name, op, word), join]
    return [*found[:-1], ")"]


class _Parser:
    """Reads a filter into alternatives, each a list of conditions that all have to hold."""

    def __init__(self, tokens: Sequence[str | _Condition]) -> None:
        self._tokens = tokens
        self._at = 0
        self._fine = True

    @property
    def whole(self) -> bool:
        """All of it was understood."""
        return self._fine and self._at == len(self._tokens) > 0

    def alternatives(self, depth: int = 0) -> _Alternatives:
        found = self._both(depth)
        while self._next("or"):
            found = [*found, *self._both(depth)][: 4 * MOST]
        return found

    def _both(self, depth: int) -> _Alternatives:
        found = self._one(depth)
        while self._next("and"):
            more = self._one(depth)
            found = [[*one, *other] for one in found for other in more][: 4 * MOST]
        return found

    def _one(self, depth: int) -> _Alternatives:
        if self._next("("):
            found = self.alternatives(depth + 1) if depth < 20 else []
            self._fine = self._next(")") and self._fine
            return found
        token = self._tokens[self._at] if self._at < len(self._tokens) else ""
        if isinstance(token, str):
            self._fine = False
            return [[]]
        self._at += 1
        return [[token]]

    def _next(self, wanted: str) -> bool:
        there = self._at < len(self._tokens) and self._tokens[self._at] == wanted
        self._at += there
        return there


def _term(condition: _Condition) -> str | None:
    """The term of a search for a condition; `None` where there is none like it."""
    name, op, value = condition.name, condition.op, condition.value.strip()
    minus = "-" if op.startswith("!") else ""
    if name == "unread" and op in ("=", "==", "!="):
        return "is:unread" if (value.lower() == "yes") is not bool(minus) else "is:read"
    if name == "age":
        return _age(op, value)
    plain = _PLAIN.fullmatch(value)
    words = plain[1].strip() if plain else ""
    if not words or op in ("<", ">", "<=", ">=", "between"):
        return None
    if name == "tags" and op in ("#", "!#", "=", "!="):
        return f"{minus}tag:{_quoted(words)}"
    if name == "flags" and op in ("#", "!#", "=~", "!~", "=") and len(words) == 1:
        return f"{minus}tag:flag-{words}"
    if name == "feedtitle":
        return f"{minus}outlet:{_quoted(words)}"
    if name in ("title", "author"):
        return f"{minus}{name}:{_quoted(words)}"
    return f"{minus}{_quoted(words)}" if name in ("content", "description") else None


def _age(op: str, value: str) -> str | None:
    """Days since an article was published."""
    if op == "between" and (days := _RANGE.fullmatch(value)):
        youngest, oldest = sorted((int(days[1]), int(days[2])))
        return f"since:{oldest + 1}d" + (f" before:{youngest}d" if youngest else "")
    if not value.isdecimal() or len(value) > 5:
        return None
    ends = {"<": "since:{0}d", "<=": "since:{1}d", ">": "before:{1}d", ">=": "before:{0}d"}
    return ends[op].format(max(1, int(value)), int(value) + 1) if op in ends else None


def _quoted(words: str) -> str:
    return f'"{words}"' if re.search(r"\W", words) else words
