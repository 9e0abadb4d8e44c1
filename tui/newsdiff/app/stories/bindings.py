"""The keys of the stories screen. Each has an id, by which the configuration file can give it others."""

from __future__ import annotations

from newsdiff.app.keymap import bind

STORIES = [
    bind("j,down", "move(1)", "Down", "Go down: to the next story, or down in the preview.", id="down"),
    bind("k,up", "move(-1)", "Up", "Go up.", id="up"),
    bind("h,left,shift+tab", "pane(-1)", "Pane to the left", "Go back to the list.", id="pane-left"),
    bind("l,right,tab", "pane(1)", "Pane to the right", "Go into the preview.", id="pane-right"),
    bind("pagedown", "page(1)", "Page down", "Go down by what fits.", id="page-down"),
    bind("b,pageup", "page(-1)", "Page up", "Go up by what fits.", id="page-up"),
    bind("ctrl+d", "page(0.5)", "Half a page down", "Go down by half of what fits.", id="half-page-down"),
    bind("ctrl+u", "page(-0.5)", "Half a page up", "Go up by half of what fits.", id="half-page-up"),
    bind("g,home", "edge(-1)", "First", "Go to the beginning.", id="top"),
    bind("G,end", "edge(1)", "Last", "Go to the end.", id="bottom"),
    bind("enter", "open", "Compare", "Open the story in the compare view.", id="open"),
    bind("n", "unread(1)", "Next unread", "Go to the next story with something unread.", id="next-unread"),
    bind("p", "unread(-1)", "Previous unread", "Go to the one before.", id="previous-unread"),
    bind("N", "toggle_read", "Read or unread", "Mark all articles of the story read, or unread.", id="toggle-read"),
    bind("s", "star", "Star", "Give the story's lead a star, or take its stars away.", id="star"),
    bind("w", "watch", "Watch", "Be told when an outlet joins, a figure changes, a text is changed.", id="watch"),
    bind("P", "pin", "Pin", "Let the story take no more articles by itself, or again.", id="pin"),
    bind("space", "pick", "Mark", "Mark the story for merging; in the preview, a page down.", id="pick"),
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
    bind("escape", "back", "Back", "Leave the preview, the search, the filter, the marks.", id="back"),
    bind("q", "leave", "Quit", "Leave the preview, the search, then newsdiff.", id="leave"),
]
"""Keys of the stories screen, in the order of the help."""
