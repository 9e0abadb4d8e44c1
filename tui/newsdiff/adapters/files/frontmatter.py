"""Front matter: the block of fields at the beginning of a text, between lines of `---` (YAML) or `+++` (TOML)."""

from __future__ import annotations

import re
from datetime import date, datetime

MAX_LINES = 200
"""In the block; a longer one is text."""

_FIELD = re.compile(r"(?P<key>[A-Za-z][\w .-]{0,40}?)\s*:(?:\s+(?P<value>.*))?")
_COMMENT = re.compile(r"(?:^|\s+)#.*$")
_NO_LETTERS = re.compile(r"[\s._-]")
_ESCAPED = re.compile(r"\\([\"\\])")


def split(text: str) -> tuple[dict[str, str], str]:
    """The fields at the head of a text (keys in lower case, without `-` and `_`) and the text after them.

    A block that only looks like front matter (a rule, a dialogue) remains part of the text.
    """
    lines = text.lstrip("\ufeff\n \t").split("\n")
    fence = lines[0].rstrip()
    ends = {"---": ("---", "..."), "+++": ("+++",)}.get(fence, ())
    for number, line in enumerate(lines[1 : MAX_LINES + 2], start=1):
        if line.rstrip() in ends:
            fields = _toml(lines[1:number]) if fence == "+++" else _yaml(lines[1:number])
            return (fields, "\n".join(lines[number + 1 :])) if fields is not None else ({}, text)
    return {}, text


def _key(name: str) -> str:
    return _NO_LETTERS.sub("", name).lower()


def _yaml(lines: list[str]) -> dict[str, str] | None:
    """The subset of YAML used in front matter: `key: value`, quoted strings, text over several lines. Lists are
    skipped."""
    fields: dict[str, str] = {}
    key, folded = "", False
    for line in lines:
        bare = line.strip()
        match = _FIELD.fullmatch(line.rstrip())
        if not bare or bare.startswith("#"):
            continue
        if line[0] in " \t-":
            if folded:
                fields[key] = f"{fields[key]} {bare}".strip()
        elif match:
            key, value = _key(match["key"]), (match["value"] or "").strip()
            folded = value[:1] in ("|", ">")
            fields[key] = "" if folded else _scalar(value)
        else:
            return None
    return fields or None


def _scalar(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] == '"':
        return _ESCAPED.sub(r"\1", value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return _COMMENT.sub("", value)


def _toml(lines: list[str]) -> dict[str, str] | None:
    import tomllib

    try:
        table = tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None
    fields = {_key(key): _plain(value) for key, value in table.items()}
    return {key: value for key, value in fields.items() if value is not None} or None


def _plain(value: object) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, str) else None
