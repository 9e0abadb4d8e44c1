"""The keys of the compare view. Each has an id, by which the configuration file can give it others."""

from __future__ import annotations

from newsdiff.app.keymap import bind

COMPARE = [
    bind("j,down", "move(1)", "Next sentence", "Next sentence.", id="next-sentence"),
    bind("k,up", "move(-1)", "Previous sentence", "Previous sentence.", id="previous-sentence"),
    bind("h,left,shift+tab", "outlet(-1)", "Outlet to the left", "Focus the previous outlet.", id="outlet-left"),
    bind("l,right,tab", "outlet(1)", "Outlet to the right", "Focus the next outlet.", id="outlet-right"),
    bind("space,pagedown", "page(1)", "Page down", "Page down.", id="page-down"),
    bind("b,pageup", "page(-1)", "Page up", "Page up.", id="page-up"),
    bind("ctrl+d", "page(0.5)", "Half a page down", "Half a page down.", id="half-page-down"),
    bind("ctrl+u", "page(-0.5)", "Half a page up", "Half a page up.", id="half-page-up"),
    bind("g,home", "top", "First sentence", "Go to the top.", id="top"),
    bind("G,end", "bottom", "Last sentence", "Go to the bottom.", id="bottom"),
    bind(
        "n",
        "next(1)",
        "Next difference",
        "Next detail that differs, then only-here; next hit.",
        id="next-difference",
    ),
    bind(
        "N",
        "next(-1)",
        "Previous difference",
        "Previous difference or hit.",
        id="previous-difference",
    ),
    bind(
        "enter",
        "into_article",
        "Open",
        "Open in its article; unfold; follow an arrow.",
        id="into-article",
    ),
    bind("Z", "fold_all", "Fold all", "Fold or unfold everything that only one outlet has.", id="fold-all"),
    bind("p", "view", "Rows or panes", "Switch between sentence rows and whole articles.", id="view"),
    bind(
        "f",
        "filter",
        "Filter",
        "Details differ, similar, only here, quotes, told by all.",
        id="filter",
    ),
    bind("w", "words", "Word differences", "Highlight differing words, or not.", id="words"),
    bind("tilde", "weaker", "Weaker matches", "Show or hide weaker matches.", id="weaker"),
    bind("v", "drawer", "Why", "Show or hide what the others say and why it matches.", id="drawer"),
    bind("J", "drawer_lines(3)", "Why: scroll down", "Scroll down what the others say.", id="drawer-down"),
    bind("K", "drawer_lines(-3)", "Why: scroll up", "Scroll up what the others say.", id="drawer-up"),
    bind("z", "zen", "Zoom", "Show one article alone, or all of them again.", id="zen"),
    bind("less_than_sign", "width(-4)", "Narrower", "Make the columns narrower.", id="narrower"),
    bind("greater_than_sign", "width(4)", "Wider", "Make the columns wider.", id="wider"),
    bind("S", "sync", "Scroll together", "In panes: scroll together, or each alone.", id="sync"),
    bind("equals_sign", "anchor", "Line up here", "In panes: line up the others with this one.", id="anchor"),
    bind("plus", "judge(True)", "Accept the match", "Confirm that these two sentences match.", id="accept"),
    bind("minus", "judge(False)", "Reject the match", "Reject the match of these two sentences.", id="reject"),
    bind(
        "number_sign",
        "reject_mark",
        "Reject the mark",
        "Reject the details marked here, or restore the mark.",
        id="reject-mark",
    ),
    bind("L", "link", "Link by hand", "Link two sentences: press here, go there, press again.", id="link"),
    bind("ctrl+z", "undo", "Undo", "Undo your last decision, or an added article.", id="undo"),
    bind("y", "copy(False)", "Copy sentence", "Copy the sentence with its source.", id="copy"),
    bind("Y", "copy(True)", "Copy pair", "Copy the sentence and its matches with their sources.", id="copy-pair"),
    bind("o", "browse", "Open in browser", "Show this article's address, then open it.", id="browse"),
    bind("e", "export", "Export", "Save the comparison as Markdown, HTML, JSON or text.", id="export"),
    bind("a", "add", "Add an article", "Add an article: an address, a file, or one already stored.", id="add"),
    bind("F", "feeds", "Feeds", "Show articles and feeds.", id="feeds"),
    bind("i", "about", "About this article", "Show its source, date and what was removed.", id="about"),
    bind("t", "timeline", "Timeline", "Show who had it first, who followed, who changed what.", id="course"),
    bind("slash", "search", "Search", "Find words in the articles.", id="search"),
    bind("question_mark,f1", "keys", "Keys", "Show the keys of this screen.", id="keys"),
    bind("escape", "back", "Back", "Leave the search, filter or panes; then go back.", id="back"),
    bind("q", "leave", "Quit", "Go back, or quit.", id="leave"),
    *(
        bind(
            str(number),
            f"lead({number - 1})",
            f"Outlet {number}",
            "Make that outlet the lead; again hides or shows it.",
            id=f"outlet-{number}",
        )
        for number in range(1, 10)
    ),
]
"""Keys of the compare screen, in the order of the help."""

STORED = [
    bind("X", "take_out", "Take out", "Take this outlet's article out of the story.", id="take-out"),
    bind("x", "other_articles", "Other articles", "Compare another article of an outlet.", id="other-articles"),
]
"""Keys that only a stored story has."""
