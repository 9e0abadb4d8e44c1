"""The help of each screen in groups: which keys stand together, by the ids of their bindings, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class HelpGroup(NamedTuple):
    """Keys that stand together in the help, under a heading."""

    heading: str
    ids: Sequence[str]
    """Ids of bindings, in the order in which they are shown."""


def _group(heading: str, *ids: str) -> HelpGroup:
    return HelpGroup(heading, [one for line in ids for one in line.split()])


_PROGRAM = "keys palette quit"
_LIST = (
    "down up pane-left pane-right next-unread previous-unread page-down page-up half-page-down half-page-up top bottom",
    "back leave",
)

COMPARE_HELP = (
    _group(
        "Move",
        "next-sentence previous-sentence outlet-left outlet-right next-difference previous-difference page-down",
        "page-up half-page-down half-page-up top bottom search back leave feeds",
    ),
    _group(
        "Compare",
        " ".join(f"outlet-{number}" for number in range(1, 10)),
        "filter weaker into-article add other-articles take-out course",
    ),
    _group(
        "Show",
        "view fold-all words drawer drawer-down drawer-up zen narrower wider sync anchor about",
        _PROGRAM,
    ),
    _group("Correct", "accept reject reject-mark link undo"),
    _group("Save", "copy copy-pair export browse"),
)
"""The compare screen."""

HOME_HELP = (
    _group("Move", *_LIST),
    _group("Read", "open full-text earlier-texts links browse browse-read zen", _PROGRAM),
    _group("Mark", "toggle-read mark-all-read star tag undo"),
    _group("Compare", "pick compare stories sample"),
    _group("Find", "search filter save-search mute"),
    _group(
        "Feeds",
        "reload reload-all stop-reloading feed-errors add-feed feed-settings remove-feed import-feeds",
    ),
    _group("Save", "copy copy-title export"),
)
"""The screen of articles and feeds."""

STORIES_HELP = (
    _group("Move", *_LIST),
    _group("Read", "open browse copy articles zen", _PROGRAM),
    _group("Mark", "toggle-read star watch undo"),
    _group("Correct", "pick merge story-articles add-article pin"),
    _group("Find", "search filter sort"),
    _group("Feeds", "reload-all stop-reloading feed-errors add-feed"),
)
"""The screen of stories."""
