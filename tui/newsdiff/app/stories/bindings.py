"""The keys of the stories screen and its panes. Each has an id, by which the configuration file can give it others."""

from __future__ import annotations

from newsdiff.app.keymap import bind
from newsdiff.app.movement_keys import PAGE_DOWN, PAGE_KEYS, line_keys

STORY_LIST = [
    *line_keys("Go to the next story.", "Go to the previous story."),
    *PAGE_KEYS,
    bind("space", "screen.pick", "Mark", "Mark the story for merging.", id="pick"),
]
"""Keys of the list of stories."""

STORY_PREVIEW = [
    *line_keys("Go down a line.", "Go up a line."),
    *PAGE_KEYS,
    bind("space", "page(1)", "Page down", PAGE_DOWN, id="pick"),
    bind("escape", "screen.focus_list", "Back", "Go back to the list.", id="back"),
    bind("q", "screen.focus_list", "Back", "Go back to the list.", id="leave"),
]
"""Keys of the preview: the ids are those of the keys that do something like it in the list or on the screen."""

STORIES_SCREEN = [
    bind("h,left,shift+tab", "focus_list", "Pane to the left", "Go back to the list.", id="pane-left"),
    bind("l,right,tab", "focus_preview", "Pane to the right", "Go into the preview.", id="pane-right"),
    bind("enter", "open", "Compare", "Open the story in the compare view.", id="open"),
    bind("n", "unread(1)", "Next unread", "Go to the next story with something unread.", id="next-unread"),
    bind("p", "unread(-1)", "Previous unread", "Go to the one before.", id="previous-unread"),
    bind("N", "toggle_read", "Read or unread", "Mark all articles of the story read, or unread.", id="toggle-read"),
    bind("s", "star", "Star", "Give the story's lead a star, or take its stars away.", id="star"),
    bind("w", "watch", "Watch", "Be told when an outlet joins, a figure changes, a text is changed.", id="watch"),
    bind("P", "pin", "Pin", "Let the story take no more articles by itself, or again.", id="pin"),
    bind("M", "merge", "Merge", "Make one story of those marked and the one under the cursor.", id="merge"),
    bind("X", "articles", "Articles", "List its articles: split off, move, choose the lead.", id="story-articles"),
    bind("L", "add_article", "Add an article", "Add an article to the story: an address, or a file.", id="add-article"),
    bind("ctrl+z", "undo", "Undo", "Take back the last merge, split, move or mark.", id="undo"),
    bind("f", "filter", "Filter", "Two outlets, three, unread, starred, watched, every story.", id="filter"),
    bind("S", "sort", "Sort", "The newest first, or most outlets, or most figures to compare.", id="sort"),
    bind("slash", "search", "Search", "Find stories by the words, outlets, tags of their articles.", id="search"),
    bind("m,F", "articles_view", "Articles and feeds", "Go to the articles and the feeds.", id="articles"),
    bind("r,R", "reload_all", "Reload all", "Ask all feeds for news.", id="reload-all"),
    bind("x", "stop", "Stop", "Stop reloading; what has come is kept.", id="stop-reloading"),
    bind("a", "add_feed", "Add a feed", "Add a feed, or look for the feeds of a site.", id="add-feed"),
    bind("v", "feed_states", "Feed errors", "Show how fetching goes, feed by feed.", id="feed-errors"),
    bind("o", "browse", "Open in browser", "Show the address of the story's lead, then open it.", id="browse"),
    bind("y", "copy", "Copy", "Copy the headline and the address of each outlet's article.", id="copy"),
    bind("z", "zen", "One pane", "Show this pane alone, or all again.", id="zen"),
    bind("question_mark,f1", "keys", "Keys", "Show the keys of this screen.", id="keys"),
    bind("escape", "back", "Back", "Leave the search, the filter, the marks.", id="back"),
    bind("q", "leave", "Quit", "Leave the search, then newsdiff.", id="leave"),
]
"""Keys of the screen, whichever pane has the focus."""

STORIES = [*STORY_LIST, *STORIES_SCREEN]
"""Every key that the configuration file can change here, one for each id, in the order of the help."""
