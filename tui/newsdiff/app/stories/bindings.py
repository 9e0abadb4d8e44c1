"""The keys of the stories screen and its panes. Each has an id, by which the configuration file can give it others."""

from __future__ import annotations

from newsdiff.app.keymap import bind
from newsdiff.app.movement_keys import PAGE_DOWN, PAGE_KEYS, line_keys

STORY_LIST = [
    *line_keys("Next story.", "Previous story."),
    *PAGE_KEYS,
    bind("space", "screen.pick", "Mark", "Mark or unmark the story for merging.", id="pick"),
]
"""Keys of the list of stories."""

STORY_PREVIEW = [
    *line_keys("Scroll down a line.", "Scroll up a line."),
    *PAGE_KEYS,
    bind("space", "page(1)", "Page down", PAGE_DOWN, id="pick"),
    bind("escape", "screen.focus_list", "Back", "Go back to the list.", id="back"),
    bind("q", "screen.focus_list", "Back", "Go back to the list.", id="leave"),
]
"""Keys of the preview: the ids are those of the keys that do something like it in the list or on the screen."""

STORIES_SCREEN = [
    bind("h,left,shift+tab", "focus_list", "Pane to the left", "Focus the list.", id="pane-left"),
    bind("l,right,tab", "focus_preview", "Pane to the right", "Focus the summary.", id="pane-right"),
    bind("enter", "open", "Compare", "Compare the story's articles.", id="open"),
    bind("n", "unread(1)", "Next unread", "Next story with unread articles.", id="next-unread"),
    bind("p", "unread(-1)", "Previous unread", "Previous story with unread articles.", id="previous-unread"),
    bind("N", "toggle_read", "Read or unread", "Mark all the story's articles read or unread.", id="toggle-read"),
    bind("s", "star", "Star", "Star the story's lead, or unstar the story.", id="star"),
    bind("w", "watch", "Watch", "Watch: be told when an outlet joins or a figure or text changes.", id="watch"),
    bind("P", "pin", "Pin", "Pin the story so that it takes no new articles, or unpin it.", id="pin"),
    bind("M", "merge", "Merge", "Merge the marked stories.", id="merge"),
    bind(
        "X", "articles", "Articles", "List the story's articles: split off, move, choose the lead.", id="story-articles"
    ),
    bind("L", "add_article", "Add an article", "Add an article from an address or a file.", id="add-article"),
    bind("ctrl+z", "undo", "Undo", "Undo the last merge, split, move or mark.", id="undo"),
    bind("f", "filter", "Filter", "Cycle: 2+ outlets, 3+ outlets, unread, starred, watched, all.", id="filter"),
    bind("S", "sort", "Sort", "Cycle: newest, most outlets, most conflicting figures.", id="sort"),
    bind("slash", "search", "Search", "Search by the articles' words, outlets or tags.", id="search"),
    bind("m,F", "articles_view", "Articles and feeds", "Show articles and feeds.", id="articles"),
    bind("r,R", "reload_all", "Reload all", "Reload all feeds.", id="reload-all"),
    bind("x", "stop", "Stop", "Stop reloading; what has arrived is kept.", id="stop-reloading"),
    bind("a", "add_feed", "Add a feed", "Add a feed, or find a site's feeds.", id="add-feed"),
    bind("v", "feed_states", "Feed errors", "Show feed errors: what failed, since when, next try.", id="feed-errors"),
    bind("o", "browse", "Open in browser", "Show the lead article's address, then open it.", id="browse"),
    bind("y", "copy", "Copy", "Copy each outlet's headline and address.", id="copy"),
    bind("z", "zen", "Zoom", "Show this pane alone, or both again.", id="zen"),
    bind("question_mark,f1", "keys", "Keys", "Show the keys of this screen.", id="keys"),
    bind("escape", "back", "Back", "Leave the marks, the search or the filter.", id="back"),
    bind("q", "leave", "Quit", "Leave the search, then quit.", id="leave"),
]
"""Keys of the screen, whichever pane has the focus."""

STORIES = [*STORY_LIST, *STORIES_SCREEN]
"""Every key that the configuration file can change here, one for each id, in the order of the help."""
