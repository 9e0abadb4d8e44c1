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
    *line_keys("Go down: to the next feed or article, or down in the text.", "Go up."),
    bind("h,left,shift+tab", "pane(-1)", "Pane to the left", "Go to the feeds, or back to the list.", id="pane-left"),
    bind("l,right,tab", "pane(1)", "Pane to the right", "Go to the list, or into the article.", id="pane-right"),
    *PAGE_KEYS,
    bind(
        "enter", "screen.open", "Open", "Open the article and mark it read; among the feeds, go to the list.", id="open"
    ),
    bind(
        "n", "unread(1)", "Next unread", "Go to the next unread article; in a search, the next hit.", id="next-unread"
    ),
    bind("p", "unread(-1)", "Previous unread", "Go to the previous unread article or hit.", id="previous-unread"),
    bind("N", "toggle_read", "Read or unread", "Mark the article read, or unread again.", id="toggle-read"),
    bind("A", "mark_all", "Mark all read", "Mark the whole list read; asks first.", id="mark-all-read"),
    bind("s", "star", "Star", "Give the article a star, or take it away.", id="star"),
    bind("t", "tag", "Tag", "Give the article a tag, or take it away.", id="tag"),
    bind("ctrl+z", "undo", "Undo", "Take back the last thing done to many articles, or a feed's removal.", id="undo"),
    bind(
        "space",
        "screen.pick",
        "Mark for comparing",
        "Mark the article for comparing, or take the mark away; in the text, a page down; on a group, fold it.",
        id="pick",
    ),
    bind("c", "compare", "Compare", "Compare the marked articles, sentence against sentence.", id="compare"),
    bind("f", "filter", "Filter", "All articles, the unread ones, those with a star.", id="filter"),
    bind("slash", "search", "Search", "Find articles by their words, outlet, date or marks.", id="search"),
    bind("S", "save_search", "Save the search", "Let this search stand among the feeds.", id="save-search"),
    bind(
        "T",
        "full_text",
        "Full text",
        "Fetch the article's page, or switch between it and the feed's text.",
        id="full-text",
    ),
    bind("H", "earlier", "Earlier texts", "Show what the article said before it was changed.", id="earlier-texts"),
    bind("u", "links", "Links", "List the links of the article.", id="links"),
    bind("o", "browse(False)", "Open in browser", "Show the address of the article, then open it.", id="browse"),
    bind("O", "browse(True)", "Open in browser, read", "The same, and mark the article read.", id="browse-read"),
    bind("y", "copy(False)", "Copy link", "Copy the address of the article.", id="copy"),
    bind("Y", "copy(True)", "Copy title and link", "Copy the title of the article and its address.", id="copy-title"),
    bind("e", "export", "Export", "Write the article as Markdown, or the feeds as OPML.", id="export"),
    bind("r", "reload", "Reload", "Ask this feed, or this group's feeds, for news.", id="reload"),
    bind("R", "reload_all", "Reload all", "Ask all feeds for news.", id="reload-all"),
    bind("x", "stop", "Stop", "Stop reloading; what has come is kept.", id="stop-reloading"),
    bind("a", "add_feed", "Add a feed", "Add a feed, or look for the feeds of a site.", id="add-feed"),
    bind(
        "E",
        "settings",
        "Feed settings",
        "Name, group, tags, full text, interval and headers of the feed.",
        id="feed-settings",
    ),
    bind("D", "remove", "Remove", "Remove the feed, or the saved search; asks first.", id="remove-feed"),
    bind(
        "v", "feed_states", "Feed errors", "Show how fetching goes: errors, since when, the next try.", id="feed-errors"
    ),
    bind("K", "mute", "Mute", "Keep articles out of sight by a word, an outlet or an author.", id="mute"),
    bind("i", "import_feeds", "Import feeds", "Import an OPML file, or the urls file of newsboat.", id="import-feeds"),
    bind("d", "sample", "Sample story", "Open the sample story in the compare view.", id="sample"),
    bind("m", "stories", "Stories", "Go to the stories: what several outlets tell of one event.", id="stories"),
    bind("z", "zen", "One pane", "Show this pane alone, or all again.", id="zen"),
    bind("question_mark,f1", "keys", "Keys", "Show the keys of this screen.", id="keys"),
    bind("escape", "back", "Back", "Leave the text, the search, the filter.", id="back"),
    bind("q", "leave", "Quit", "Leave the text, the search, then newsdiff.", id="leave"),
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
