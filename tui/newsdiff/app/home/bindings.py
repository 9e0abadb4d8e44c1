"""The keys of the home screen and its panes. Each has an id, by which the configuration file can give it others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsdiff.app.keymap import bind
from newsdiff.app.movement_keys import MOVEMENT_IDS, PAGE_KEYS, line_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.binding import Binding

HOME = [
    *line_keys("Next feed or article; in the text, scroll down.", "Previous feed or article; in the text, scroll up."),
    bind("h,left,shift+tab", "pane(-1)", "Pane to the left", "Focus the pane to the left.", id="pane-left"),
    bind("l,right,tab", "pane(1)", "Pane to the right", "Focus the pane to the right.", id="pane-right"),
    *PAGE_KEYS,
    bind("enter", "screen.open", "Open", "Open the article and mark it read; in the feeds, go to the list.", id="open"),
    bind("n", "unread(1)", "Next unread", "Next unread article; in a search, next hit.", id="next-unread"),
    bind("p", "unread(-1)", "Previous unread", "Previous unread article or hit.", id="previous-unread"),
    bind("N", "toggle_read", "Read or unread", "Mark the article read or unread.", id="toggle-read"),
    bind("A", "mark_all", "Mark all read", "Mark the whole list read (asks first).", id="mark-all-read"),
    bind("s", "star", "Star", "Star or unstar the article.", id="star"),
    bind("t", "tag", "Tag", "Add a tag to the article, or remove one.", id="tag"),
    bind("ctrl+z", "undo", "Undo", "Undo the last change to many articles, or the removal of a feed.", id="undo"),
    bind(
        "space",
        "screen.pick",
        "Mark to compare",
        "Mark or unmark the article for comparing; in the text, page down; on a group, fold it.",
        id="pick",
    ),
    bind("c", "compare", "Compare", "Compare the marked articles sentence by sentence.", id="compare"),
    bind("f", "filter", "Filter", "Cycle: all articles, unread, starred.", id="filter"),
    bind("slash", "search", "Search", "Search by words, outlet, date, tag or star.", id="search"),
    bind("S", "save_search", "Save search", "Save this search in the feed list.", id="save-search"),
    bind(
        "T",
        "full_text",
        "Full text",
        "Fetch the full text, or switch between it and the feed version.",
        id="full-text",
    ),
    bind("H", "earlier", "Earlier versions", "Show what the article said before it changed.", id="earlier-texts"),
    bind("u", "links", "Links", "List the links in the article.", id="links"),
    bind("o", "browse(False)", "Open in browser", "Show the article's address, then open it.", id="browse"),
    bind(
        "O",
        "browse(True)",
        "Open in browser, mark read",
        "Open in the browser and mark the article read.",
        id="browse-read",
    ),
    bind("y", "copy(False)", "Copy link", "Copy the article's address.", id="copy"),
    bind("Y", "copy(True)", "Copy title and link", "Copy the article's title and address.", id="copy-title"),
    bind("e", "export", "Export", "Save the article as Markdown, or the feeds as OPML.", id="export"),
    bind("r", "reload", "Reload", "Reload this feed, or this group's feeds.", id="reload"),
    bind("R", "reload_all", "Reload all", "Reload all feeds.", id="reload-all"),
    bind("x", "stop", "Stop", "Stop reloading; what has arrived is kept.", id="stop-reloading"),
    bind("a", "add_feed", "Add a feed", "Add a feed, or find a site's feeds.", id="add-feed"),
    bind(
        "E",
        "settings",
        "Feed settings",
        "Edit the feed's name, group, tags, full text, interval and headers.",
        id="feed-settings",
    ),
    bind("D", "remove", "Remove", "Remove the feed or saved search (asks first).", id="remove-feed"),
    bind("v", "feed_states", "Feed errors", "Show feed errors: what failed, since when, next try.", id="feed-errors"),
    bind("K", "mute", "Mute", "Hide articles by word, outlet or author.", id="mute"),
    bind("i", "import_feeds", "Import feeds", "Import an OPML file or newsboat's urls file.", id="import-feeds"),
    bind("d", "sample", "Sample story", "Open the sample story in the compare view.", id="sample"),
    bind("m", "stories", "Stories", "Show stories: one event, several outlets.", id="stories"),
    bind("z", "zen", "Zoom", "Show this pane alone, or all panes again.", id="zen"),
    bind("question_mark,f1", "keys", "Keys", "Show the keys of this screen.", id="keys"),
    bind("escape", "back", "Back", "Leave the text, the search or the filter.", id="back"),
    bind("q", "leave", "Quit", "Leave the text or the search, then quit.", id="leave"),
]
"""All keys, in the order of the help; those of panes with their actions in the list of articles."""


def _own(actions: Mapping[str, str]) -> list[Binding]:
    """The keys of a pane: those that move in it, and others with the pane's own actions, by the ids of bindings."""
    return [
        replace(binding, action=actions.get(binding.id or "", binding.action))
        for binding in HOME
        if binding.id in {*MOVEMENT_IDS, *actions}
    ]


FEED_LIST = _own({
    "open": "screen.pane(1)",
    "pick": "screen.fold",
    "export": "screen.export_feeds",
    "reload": "screen.reload_row",
    "remove-feed": "screen.remove_row",
})  # fmt: skip
"""Keys of the feeds."""

ENTRY_LIST = _own({"open": "screen.open", "pick": "screen.pick"})
"""Keys of the list of articles."""

ENTRY_VIEW = _own({"pick": "page(1)", "back": "screen.pane(-1)", "leave": "screen.pane(-1)"})
"""Keys of the article."""

SCREEN = [binding for binding in HOME if binding.id not in {*MOVEMENT_IDS, "open", "pick"}]
"""Keys that do the same in every pane, or for which a pane has an action of its own."""
