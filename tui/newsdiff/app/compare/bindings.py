"""The keys of the compare view. Each has an id, by which the configuration file can give it others."""

from __future__ import annotations

from newsdiff.app.keymap import bind

COMPARE = [
    bind("j,down", "move(1)", "Next sentence", "Go to the next sentence row.", id="next-sentence"),
    bind("k,up", "move(-1)", "Previous sentence", "Go to the previous sentence row.", id="previous-sentence"),
    bind("h,left,shift+tab", "outlet(-1)", "Outlet to the left", "Look from the outlet on the left.", id="outlet-left"),
    bind("l,right,tab", "outlet(1)", "Outlet to the right", "Look from the outlet on the right.", id="outlet-right"),
    bind("space,pagedown", "page(1)", "Page down", "Go down by what fits on the screen.", id="page-down"),
    bind("b,pageup", "page(-1)", "Page up", "Go up by what fits on the screen.", id="page-up"),
    bind("ctrl+d", "page(0.5)", "Half a page down", "Go down by half of what fits.", id="half-page-down"),
    bind("ctrl+u", "page(-0.5)", "Half a page up", "Go up by half of what fits.", id="half-page-up"),
    bind("g,home", "top", "First sentence", "Go to the beginning.", id="top"),
    bind("G,end", "bottom", "Last sentence", "Go to the end.", id="bottom"),
    bind(
        "n",
        "next(1)",
        "Next difference",
        "Next conflict, then what only one outlet has.",
        id="next-difference",
    ),
    bind(
        "N",
        "next(-1)",
        "Previous difference",
        "Go to the previous difference or hit.",
        id="previous-difference",
    ),
    bind(
        "enter",
        "into_article",
        "Open",
        "Open in its article; unfold a run or a weaker match.",
        id="into-article",
    ),
    bind("Z", "fold_all", "Fold all", "Fold or unfold all that only one outlet has.", id="fold-all"),
    bind("p", "view", "Rows or panes", "Switch between sentence rows and whole articles.", id="view"),
    bind(
        "f",
        "filter",
        "Filter",
        "All rows, details differ, reworded, only here, quotes.",
        id="filter",
    ),
    bind("w", "words", "Word differences", "Show or hide the words that differ.", id="words"),
    bind("tilde", "weaker", "Weaker matches", "Show or hide matches that are too weak to be linked.", id="weaker"),
    bind("v", "drawer", "Why", "Show or hide what the others say, and why it matches.", id="drawer"),
    bind("J", "drawer_lines(3)", "Why: further down", "Scroll what the others say.", id="drawer-down"),
    bind("K", "drawer_lines(-3)", "Why: further up", "Scroll what the others say back.", id="drawer-up"),
    bind("z", "zen", "One pane", "Show one article alone, or all again.", id="zen"),
    bind("less_than_sign", "width(-4)", "Narrower", "Make the columns narrower.", id="narrower"),
    bind("greater_than_sign", "width(4)", "Wider", "Make the columns wider.", id="wider"),
    bind("S", "sync", "Scroll together", "In panes: let the others follow, or stand still.", id="sync"),
    bind("equals_sign", "anchor", "Re-anchor here", "In panes: bring the others to what is shown here.", id="anchor"),
    bind("plus", "accept", "Accept the match", "Say that these two sentences match.", id="accept"),
    bind("minus", "reject", "Reject the match", "Say that these two sentences do not match.", id="reject"),
    bind(
        "number_sign",
        "reject_mark",
        "Reject the mark",
        "Reject the mark of details to compare, or bring it back.",
        id="reject-mark",
    ),
    bind("L", "link", "Link by hand", "Link two sentences: press here, go there, press again.", id="link"),
    bind("ctrl+z", "undo", "Undo", "Take back your last decision.", id="undo"),
    bind("y", "copy(False)", "Copy sentence", "Copy the sentence with its source.", id="copy"),
    bind("Y", "copy(True)", "Copy pair", "Copy the sentence and its counterparts with their sources.", id="copy-pair"),
    bind("o", "browse", "Open in browser", "Show the address of this article, then open it.", id="browse"),
    bind("e", "export", "Export", "Write the comparison as Markdown, HTML or JSON.", id="export"),
    bind("a", "add", "Add an article", "Bring another article into this story: a file or an address.", id="add"),
    bind("F", "feeds", "Feeds", "Go to the list of feeds, to read or to add some.", id="feeds"),
    bind("i", "about", "About this article", "Source, date, and what cleaning took out.", id="about"),
    bind("slash", "search", "Search", "Find a text in the articles.", id="search"),
    bind("question_mark,f1", "keys", "Keys", "Show the keys of this screen.", id="keys"),
    bind("escape", "back", "Back", "Leave the search, the filter, the panes; then go back.", id="back"),
    bind("q", "leave", "Quit", "Leave newsdiff.", id="leave"),
    *(
        bind(
            str(number),
            f"lead({number - 1})",
            f"Outlet {number}",
            "Let it lead; again hides it or shows it.",
            id=f"outlet-{number}",
        )
        for number in range(1, 10)
    ),
]
"""Keys of the compare screen, in the order of the help."""

STORED = [
    bind("t", "timeline", "How it went", "Show who had the story first, who followed, who changed what.", id="course"),
]
"""Keys that only a stored story has."""
