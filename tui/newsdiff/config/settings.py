"""The table of settings: names, defaults, what is allowed, and what each is for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Marks = Literal["auto", "unicode", "ascii"]
"""`auto`: Unicode where the terminal's encoding has it, else ASCII."""

View = Literal["rows", "panes"]
"""How a comparison opens."""

HomeView = Literal["articles", "stories"]
"""Which view of the feeds opens first."""

Notify = Literal["off", "osc9", "osc777", "desktop"]
"""Where news of watched stories shows besides the window: nowhere, by the terminal, or by the desktop."""

Value = str | bool | int
"""The type of a setting, or of one entry of the keymap."""


_CONTACT = re.compile(r"(?:https?://|mailto:)?[\w.~:/?#@!$&*+,;=%-]*[@.][\w.~:/?#@!$&*+,;=%-]+", re.ASCII)
"""An address that can stand in the comment of a header."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Which values a setting may have."""

    expects: str
    """In words, to go on after "must be"."""
    accepts: Callable[[object], bool]
    """Whether a value is allowed."""


def one_of(words: tuple[str, ...]) -> Kind:
    """One of two or more words."""
    quoted = [f'"{word}"' for word in words]
    return Kind(f"{', '.join(quoted[:-1])} or {quoted[-1]}", lambda value: value in words)


def whole(low: int, high: int) -> Kind:
    """An integer from `low` to `high`, both included."""
    return Kind(
        f"a whole number from {low} to {high}",
        lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high,
    )


SWITCH = Kind("true or false", lambda value: isinstance(value, bool))
NAME = Kind("a name in quotes", lambda value: isinstance(value, str) and bool(value.strip()) and value.isprintable())
TEXT = Kind(
    'a text in quotes, "" for none',
    lambda value: isinstance(value, str) and (not value or (bool(value.strip()) and value.isprintable())),
)
CONTACT = Kind(
    'an http(s) or e-mail address in quotes, "" for none',
    lambda value: isinstance(value, str) and (not value or bool(_CONTACT.fullmatch(value))),
)
KEYS = Kind(
    'keys in quotes with a comma between them, such as "n,f8"',
    lambda value: isinstance(value, str) and value.isprintable() and all(key.strip() for key in value.split(",")),
)
KEYMAP = Kind(
    'a table of its own, [keymap], with lines such as "next-difference" = "n,f8"', lambda v: isinstance(v, dict)
)
OUTLETS = Kind(
    'a table of its own, [outlets], with lines such as "bell.example" = "The Bell"', lambda v: isinstance(v, dict)
)


def _of(kind: Kind, about: str) -> dict[str, Kind | str]:
    return {"kind": kind, "about": about}


@dataclass(frozen=True, slots=True)
class Config:
    """The user's settings. What each is for is in its `about`, which `default_file` writes above it."""

    theme: str = field(
        default="newsdiff-dark",
        metadata=_of(NAME, 'The colours: "newsdiff-dark", "newsdiff-light" or any theme of the command palette.'),
    )
    marks: Marks = field(
        default="auto",
        metadata=_of(
            one_of(get_args(Marks)), 'Marks beside sentences: "auto" is ASCII where the terminal has no UTF-8.'
        ),
    )
    home: HomeView = field(
        default="articles",
        metadata=_of(
            one_of(get_args(HomeView)), 'What the feeds open with: the articles, or the stories. The key "m" keeps it.'
        ),
    )
    view: View = field(
        default="rows",
        metadata=_of(one_of(get_args(View)), "How a comparison opens: row by row, or each article whole."),
    )
    drawer: bool = field(
        default=True, metadata=_of(SWITCH, "Show what the other outlets say about a sentence, and why it matches.")
    )
    word_diff: bool = field(default=True, metadata=_of(SWITCH, "Highlight the words that differ in a match."))
    weaker: bool = field(default=False, metadata=_of(SWITCH, "Show matches that are too weak to be linked."))
    pane_width: int = field(
        default=76, metadata=_of(whole(40, 120), "The widest a column of text becomes, in characters.")
    )
    sync_scroll: bool = field(
        default=True, metadata=_of(SWITCH, "Move the other panes along to the sentence that matches.")
    )
    refresh_interval: int = field(
        default=1800,
        metadata=_of(
            whole(60, 7 * 24 * 3600),
            "Seconds between two refreshes of a feed, where the feed has no interval of its own.",
        ),
    )
    refresh_on_start: bool = field(
        default=False, metadata=_of(SWITCH, "Refresh the feeds that are due as soon as newsdiff starts.")
    )
    contact: str = field(
        default="",
        metadata=_of(CONTACT, "Your page or e-mail address, told to the servers of feeds and pages in the User-Agent."),
    )
    notify: Notify = field(
        default="off",
        metadata=_of(
            one_of(get_args(Notify)),
            'Tell of watched stories by a notice of the terminal too ("osc9", "osc777"), or the "desktop".',
        ),
    )
    model: str = field(
        default="auto",
        metadata=_of(
            TEXT,
            'The sentence encoder: "auto" is the installed one, "off" none, else a folder ("newsdiff model").',
        ),
    )
    semantic_model: str = field(
        default="",
        metadata=_of(TEXT, 'Of an earlier edition, and without effect: "model" takes its place.'),
    )
    keymap: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType({}),
        metadata=_of(KEYMAP, "Keys of your own: the name of an action, and the keys for it."),
    )
    outlets: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType({}),
        metadata=_of(
            OUTLETS, "Outlets of your own: a site or a feed, and the outlet's name. Feeds of one name count as one."
        ),
    )


KINDS: Mapping[str, Kind] = {one.name: one.metadata["kind"] for one in fields(Config)}
"""The name of every setting -> the values that it may have."""
