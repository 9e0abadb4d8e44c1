"""The sentences for what core and the store give as a kind and values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from newsdiff.core.alignment.language_support import LanguageNotice
from newsdiff.core.library.feeds import FeedNotice
from newsdiff.core.library.store_notice import StoreNotice, StoreReadOnly, StoreReplaced
from newsdiff.core.library.stories import FigureChange, NewsKind, StoryNews
from newsdiff.core.library.subscription_lists import ListFault
from newsdiff.core.library.undo import UndoneKind, UndoneStep
from newsdiff.core.text.stopwords import WORDS
from newsdiff.wording import (
    LANGUAGES,
    feed_notice,
    language_name,
    language_notice,
    list_fault,
    store_notice,
    story_news,
    undone_step,
)

STORE = Path("/home/ann/newsdiff.db")
UNDONE = [
    (UndoneStep("read", 1), "1 article marked read"),
    (UndoneStep("unread", 1200), "1,200 articles marked unread"),
    (UndoneStep("star", 2), "2 articles starred"),
    (UndoneStep("unstar", 2), "2 articles unstarred"),
    (UndoneStep("tag", 2, ("later",)), "2 articles tagged later"),
    (UndoneStep("untag", 2, ("later",)), "2 articles no longer tagged later"),
    (UndoneStep("remove", names=("The Bell",)), "The Bell removed"),
    (UndoneStep("mute", names=("word", "golf")), "word “golf” muted"),
    (UndoneStep("unmute", names=("word", "golf")), "word “golf” no longer muted"),
    (UndoneStep("unsave", names=("Storms",)), "the saved search “Storms” removed"),
    (UndoneStep("split", 1), "1 article split off a story"),
    (UndoneStep("merge", 3), "3 stories merged"),
    (UndoneStep("move", 2), "2 articles moved into another story"),
    (UndoneStep("lead"), "lead of a story chosen"),
    (UndoneStep("pin"), "story pinned"),
    (UndoneStep("unpin"), "story no longer pinned"),
    (UndoneStep("never_group", names=("The Bell",)), "The Bell never grouped"),
    (UndoneStep("group_again", names=("The Bell",)), "The Bell grouped again"),
    (UndoneStep("text", names=("The Bell removed",)), "The Bell removed"),
]
FEEDS = [
    (FeedNotice("too_many", 7, 12, 5), "7 items of 12 were not taken: newsdiff takes the first 5 of a feed."),
    (FeedNotice("too_large", 1, 12), "1 item of 12 were not taken: those before them hold too much text."),
    (FeedNotice("unreadable", 2, 12), "2 items could not be read, and nothing was taken from there."),
    (FeedNotice("cut", 3, 3), "The feed breaks off; 3 items before the break could be taken."),
    (FeedNotice("malformed"), "The feed is not well-formed XML; what could be read was taken."),
    (FeedNotice("text", text="Its server said so."), "Its server said so."),
]
LISTS = [
    (ListFault("scraped", "A", detail="XPath"), '"A" was not taken: it is no feed but of the kind XPath.'),
    (ListFault("no_address"), "A feed without a name was not taken: it has no address."),
    (
        ListFault("link", "", "http://a.example/"),
        "http://a.example/ was not taken: it is a link (http://a.example/), not a feed.",
    ),
    (ListFault("address", "A", line=3, detail="It is odd."), 'Line 3: "A" was not taken: It is odd.'),
    (ListFault("hidden", "A", line=3), 'Line 3: "A" is hidden in newsboat; in newsdiff it shows.'),
    (
        ListFault("query", "A", line=3),
        'Line 3: "A" is a search in newsboat\'s own language, so it was not taken; save it anew as a search.',
    ),
    (
        ListFault("program", url="exec:a", line=3),
        "Line 3: exec:a runs a program to get a feed, which newsdiff does not do, so it was not taken.",
    ),
    (
        ListFault("too_many", count=1200, limit=10),
        "1,200 feeds at the end were not taken: newsdiff takes 10 from one list.",
    ),
    (ListFault("too_long", count=1200, limit=10), "Only the first 10 lines of 1,200 were read."),
    (ListFault("malformed", detail="a.opml"), "a.opml is not well-formed XML, and no feed could be read in it."),
    (
        ListFault("malformed", detail="a.opml", count=1),
        "a.opml is not well-formed XML, so feeds may be missing; 1 could be read.",
    ),
]
LANGUAGE = [
    (
        LanguageNotice("several", ("de", "fr"), ("A", "B")),
        "A is in German, B is in French: articles in different languages are not compared.",
    ),
    (
        LanguageNotice("several", ("de", "xx", "de", "de"), ("A", "B", "C", "D")),
        "A, C and D are in German, B is in this language (xx): articles in different languages are not compared.",
    ),
    (LanguageNotice("unknown", outlets=("A", "B")), "The language of A, B could not be told: scores are less sure."),
    (LanguageNotice("pairs", ("ja",)), "newsdiff compares Japanese by pairs of characters: scores are less sure."),
    (
        LanguageNotice("no_function_words", ("sw",)),
        "newsdiff knows no function words of this language (sw): scores are less sure.",
    ),
    (LanguageNotice("no_word_forms", ("uk",)), "newsdiff knows no word forms of Ukrainian: some matches are missed."),
    (
        LanguageNotice("right_to_left", ("ar", "he")),
        "Arabic and Hebrew are drawn by the terminal as it can: newsdiff does not reorder lines.",
    ),
]
STORES: list[tuple[StoreNotice, str]] = [
    (StoreReplaced(STORE, "missing", "", None), "The store /home/ann/newsdiff.db was missing. There was no sound backup to put in its place, so a new store was begun."),
    (StoreReplaced(STORE, "damaged", "a-1", date(2026, 9, 3)), "The store /home/ann/newsdiff.db was damaged. It was kept as a-1. The backup of 3 September 2026 was put in its place; what you decided after it was written is not in it."),
    (StoreReplaced(STORE, "empty", "a-1", None), "The store /home/ann/newsdiff.db was an empty file. It was kept as a-1. There was no sound backup to put in its place, so a new store was begun."),
    (StoreReadOnly(STORE, "asked"), "/home/ann/newsdiff.db is open for reading only: as was asked. What you decide now is not kept."),
    (StoreReadOnly(STORE, "protected"), "/home/ann/newsdiff.db is open for reading only: it is write-protected. What you decide now is not kept."),
    (StoreReadOnly(STORE, "full", log_unread=True), "/home/ann/newsdiff.db is open for reading only: the disk is full or cannot be written. What you decide now is not kept. What was decided last is safe, but cannot be shown now."),
]  # fmt: skip


@pytest.mark.parametrize(("step", "words"), UNDONE)
def test_what_was_undone(step: UndoneStep, words: str) -> None:
    assert undone_step(step) == words


@pytest.mark.parametrize(("notice", "words"), FEEDS)
def test_how_a_feed_was_read(notice: FeedNotice, words: str) -> None:
    assert feed_notice(notice) == words


@pytest.mark.parametrize(("fault", "words"), LISTS)
def test_what_was_not_taken_of_a_list(fault: ListFault, words: str) -> None:
    assert list_fault(fault) == words


@pytest.mark.parametrize(("notice", "words"), LANGUAGE)
def test_what_a_comparison_cannot_do(notice: LanguageNotice, words: str) -> None:
    assert language_notice(notice) == words


@pytest.mark.parametrize(("notice", "words"), STORES)
def test_how_a_store_was_opened(notice: StoreNotice, words: str) -> None:
    assert store_notice(notice) == words


@pytest.mark.parametrize(
    ("kind", "told", "words"),
    [
        ("joined", {}, "Bell tells it too: Ferry"),
        ("again", {}, "Bell has more: Ferry"),
        ("revised", {}, "Bell changed its article: Ferry"),
        ("revised", {"earlier_title": "Boat"}, "Bell changed its headline: “Boat” → “Ferry”"),
        ("revised", {"sentence": "It is late."}, "Bell now says: “It is late.” (Ferry)"),
        ("figure", {"figures": (FigureChange("12", "14", "cars"),)}, "cars: 12 → 14 (Bell): Ferry"),
        ("again", {"figures": (FigureChange("12", "14"),)}, "12 → 14 (Bell): Ferry"),
        ("figure", {"figures": (FigureChange("12", "14", "cars", sure=False),)}, "cars: now 14, before perhaps 12 (Bell): Ferry"),
        ("figure", {"figures": tuple(FigureChange(str(n), str(n + 1)) for n in range(1, 9, 2))}, "1 → 2 (Bell); 3 → 4 (Bell); 5 → 6 (Bell): Ferry"),
    ],
)  # fmt: skip
def test_what_is_new_about_a_story(kind: NewsKind, told: dict[str, Any], words: str) -> None:
    moment = datetime(2026, 9, 3, tzinfo=UTC)
    assert story_news(StoryNews(1, "Headline", kind, "Bell", 2, "Ferry", moment, **told)) == words


def test_every_kind_of_step_has_its_sentence() -> None:
    assert {step.kind for step, _ in UNDONE} == set(get_args(UndoneKind))


def test_every_language_that_is_told_by_its_words_has_a_name() -> None:
    assert language_name("de") == "German"
    assert language_name("xx") == "this language (xx)"
    assert set(LANGUAGES) >= set(WORDS)
