from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.core.articles.build import MAX_CHARACTERS, MAX_LINES, MAX_SENTENCES, article, headline_article
from newsdiff.core.models import Article, RawArticle, Removed
from newsdiff.core.text.sentences import split
from newsdiff.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

LEDE = (
    "A crane fell onto the harbour bridge on Monday morning, injuring three workers and closing the road to the island."
)
NEXT = "The mayor said that the bridge would stay closed. “We were lucky,” she said. Ferries run every hour."
BODY = f"{LEDE}\n\n{NEXT}"
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\U000e0000-\U000e007f]"
)

PASTED = f"""Skip to main content
Politics
Bridge closed after crane falls - Harbour Times
By JANE DOE, Associated Press
Updated 3:14 PM EDT, May 12, 2025
3 min read
Share on Facebook | Share on X | Email
A crane lies across the bridge on Monday. (AP Photo/John Roe)
PORT MARLOW, Maine (AP) — {LEDE}
Others are reading now
{NEXT}
WHAT HAPPENS NEXT

The bridge will stay closed until May 20, Rep. Tom Fox, D-Maine, said. It &amp; the pier are old.
Also read
Is the island cut off?
Ferries run every hour, according to the port's own page, www.example.org. Four thousand people live there.
{NEXT}
Jane Doe contributed to this report.
© 2025 Harbour Times. All rights reserved.
"""


def texts(page: RawArticle) -> list[str]:
    return [sentence.text for sentence in article(page).sentences]


def test_a_pasted_page_comes_out_as_an_article() -> None:
    made = article(RawArticle(PASTED, "stories/harbour-times_2025-05-12.txt"))
    assert made.outlet == "Harbour Times"
    assert made.title == "Bridge closed after crane falls"
    assert (made.published, made.day_only) == (datetime(2025, 5, 12, 19, 14, tzinfo=UTC), False)
    assert made.language == "en"
    assert [sentence.text for sentence in made.sentences if sentence.heading] == [
        "WHAT HAPPENS NEXT",
        "Is the island cut off?",
    ]
    assert [sentence.text for sentence in made.sentences if not sentence.heading] == [
        f"PORT MARLOW, Maine (AP) — {LEDE}",
        "The mayor said that the bridge would stay closed.",
        "“We were lucky,” she said.",
        "Ferries run every hour.",
        "The bridge will stay closed until May 20, Rep. Tom Fox, D-Maine, said.",
        "It & the pier are old.",
        "Ferries run every hour, according to the port's own page, www.example.org.",
        "Four thousand people live there.",
    ]
    assert {one.reason for one in made.removed} == {
        "page furniture",
        "byline",
        "date line",
        "photo credit",
        "repeats an earlier line",
    }
    assert len(made.removed) == 12
    assert made.text.split("\n\n")[0] == f"PORT MARLOW, Maine (AP) — {LEDE}"


def test_the_text_is_laid_out_in_paragraphs_and_splits_the_same_again() -> None:
    made = article(RawArticle(PASTED, "a.txt"))
    assert "\n\n\n" not in made.text
    assert split(made.text, made.language) == made.sentences


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"# Crane falls\n\n{BODY}", "Crane falls"),
        (f"Crane falls\n===\n{BODY}", "Crane falls"),
        (f"<h1>Crane falls</h1>\n{BODY}", "Crane falls"),
        (f"Crane falls\n{BODY}", "Crane falls"),
        (f"Is the island cut off?\n\n{BODY}", "Is the island cut off?"),
        (f"World\nCrane falls on bridge\nThree hurt\n{BODY}", "Crane falls on bridge"),
        (f"“Lucky”: Mayor speaks\n{BODY}", "“Lucky”: Mayor speaks"),
        (BODY, "A crane fell onto the harbour bridge on Monday morning, injuring three workers and…"),
        (f"PORT MARLOW (Reuters) - It fell. {LEDE}", "It fell"),
        ("They met in the U.S. And they left.", "They met in the U.S."),
    ],
)
def test_the_title_is_found_in_the_text(text: str, title: str) -> None:
    made = article(RawArticle(text, "a.txt"))
    assert made.title == title
    assert title not in [sentence.text for sentence in made.sentences[:1]] or title.endswith("U.S.")


@pytest.mark.parametrize(
    "first",
    [
        "Crane falls on bridge",
        "# Crane falls on bridge",
        "CRANE FALLS ON BRIDGE",
        "Crane falls on bridge – Harbour Times",
        "“Crane falls on bridge”",
    ],
)
def test_a_title_that_stands_again_in_the_text_goes(first: str) -> None:
    made = article(
        RawArticle(f"{first}\n\n{BODY}", "a.txt", title="Crane falls on bridge | Harbour Times", outlet="Harbour Times")
    )
    assert made.title == "Crane falls on bridge"
    assert made.removed == (Removed(first.removeprefix("# "), "repeats the title"),)
    assert made.sentences[0].text == LEDE


def test_a_title_given_by_the_page_is_cleaned_and_bounded() -> None:
    made = article(
        RawArticle(BODY, "a.txt", title="\x1b]52;c;eA==\x07Crane &amp; bridge\n fall \u202e[/x]" + "!" * 400)
    )
    assert made.title.startswith("Crane & bridge fall [/x]!!")
    assert len(made.title) <= 300


@pytest.mark.parametrize(
    ("page", "outlet"),
    [
        (RawArticle(BODY, "a.txt", outlet="The \x1b[1mHerald"), "The Herald"),
        (
            RawArticle(
                f"This article originally appeared on ZeroSum and was republished with permission.\n{BODY}", "a.txt"
            ),
            "ZeroSum",
        ),
        (
            RawArticle(f"This story was originally published by the Evening Bell on May 3, 2025.\n{BODY}", "a.txt"),
            "Evening Bell",
        ),
        (RawArticle(BODY, "a.txt", url="https://www.example.co.uk/a?b"), "example.co.uk"),
        (RawArticle(BODY, "https://news.example.org/a"), "news.example.org"),
        (RawArticle(BODY, "stories/bbc-news.txt"), "BBC News"),
        (RawArticle(BODY, "C:\\stories\\The_Guardian.html"), "The Guardian"),
        (RawArticle(BODY, "2025-05-12_nyt.json"), "NYT"),
        (RawArticle(BODY, "stories/harbour.tar.gz"), "Harbour"),
        (RawArticle(BODY, "saved/www.example.co.uk.html"), "example.co.uk"),
        (RawArticle(f"PORT MARLOW (Reuters) - {BODY}", "000_3a838b9cbac0b125.txt"), "Reuters"),
        (RawArticle(f"PORT MARLOW (Reuters) - {BODY}", "herald.txt"), "Herald"),
        (RawArticle(BODY, "stories/000_3a838b9cbac0b125.txt"), "000_3a838b9cbac0b125.txt"),
        (RawArticle(BODY, "3a838b9cbac0b125.txt"), "3a838b9cbac0b125.txt"),
        (RawArticle(BODY, "article-1.txt"), "Article 1"),
        (RawArticle(BODY, "-"), "Unnamed"),
        (RawArticle(BODY, ""), "Unnamed"),
        (RawArticle(BODY, "http://["), "Unnamed"),
    ],
)
def test_the_outlet_is_named_by_the_page_a_notice_the_address_or_the_file(page: RawArticle, outlet: str) -> None:
    assert article(page).outlet == outlet


@pytest.mark.parametrize(
    ("page", "published", "day_only"),
    [
        (
            RawArticle(
                f"date 2025-05-12 This article originally appeared on Example and was republished with permission.\n{BODY}",
                "a",
            ),
            12,
            True,
        ),
        (RawArticle(f"Title of it all\nUpdated May 14, 2025\nPublished May 13, 2025\n{BODY}", "a"), 13, True),
        (RawArticle(f"By Jane Doe | May 11, 2025\n{BODY}", "a"), 11, True),
        (RawArticle(f"PORT MARLOW, May 10, 2025 (Reuters) - {BODY}", "a"), 10, True),
        (RawArticle(f"On May 9, 2025, the court ruled that the bridge was safe. {BODY}", "a"), None, False),
        (
            RawArticle(
                f"Published May 13, 2025\n{BODY}", "a", published=datetime(2025, 5, 8, tzinfo=UTC), day_only=True
            ),
            8,
            True,
        ),
        (RawArticle(BODY, "a", published=datetime(2025, 5, 8, 23, tzinfo=timezone(timedelta(hours=-5)))), 9, False),
        (RawArticle(BODY, "a", published=datetime(2025, 5, 7)), 7, False),  # noqa: DTZ001  # the case of a page without a zone
        (RawArticle(BODY, "a", published=datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5)))), None, False),
    ],
)
def test_the_day_is_read_from_the_page_or_its_lines_and_not_from_prose(
    page: RawArticle, published: int | None, day_only: bool
) -> None:
    made = article(page)
    assert (made.published.day if made.published else None, made.day_only) == (published, day_only)
    assert made.published is None or made.published.tzinfo is UTC


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("http://example.org/a b\n", "http://example.org/a%20b"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://", None),
        ("--help", None),
        ("http://[", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_kept(url: str | None, expected: str | None) -> None:
    assert article(RawArticle(BODY, "a.txt", url=url)).url == expected


def test_the_language_is_told_by_the_text_before_the_page() -> None:
    german = "Die Bürgermeisterin sagte, dass die Brücke gesperrt bleibt, obwohl bei dem Unfall niemand verletzt wurde."
    assert article(RawArticle(german, "a.txt", language="en-GB")).language == "de"
    assert article(RawArticle("Crane falls. Bridge closed.", "a.txt", language="en-GB")).language == "en"
    assert article(RawArticle("Crane falls. Bridge closed.", "a.txt")).language == ""
    assert article(RawArticle(german, "a.txt", language="gsw")).language == "de"
    assert article(RawArticle(german, "a.txt", language="lb")).language == "lb"


def test_sentences_that_came_split_are_taken_as_they_are() -> None:
    given = ("Advertisement", "", "Read more ", "He left. She  stayed.", "Two\nlines\x1b[31m", "Advertisement")
    made = article(RawArticle("not looked at", "herald.json", title="Crane", sentences=given, sample=True))
    assert [sentence.text for sentence in made.sentences] == [
        "Advertisement",
        "",
        "Read more ",
        "He left. She  stayed.",
        "Two lines",
        "Advertisement",
    ]
    assert made.text == "\n".join(sentence.text for sentence in made.sentences)
    assert not any(sentence.heading for sentence in made.sentences)
    assert (made.removed, made.title, made.outlet, made.sample) == ((), "Crane", "Herald", True)
    assert article(RawArticle("", "herald.json", sentences=("", "First one.", "Next."))).title == "First one"


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (RawArticle("", "empty.txt"), "empty.txt holds no text that could be read as an article."),
        (
            RawArticle(" \n\x1b[31m\u200b… — !\n", "signs.txt"),
            "signs.txt holds no text that could be read as an article.",
        ),
        (
            RawArticle("Advertisement\nRead more\n", "ads.txt"),
            "ads.txt holds no text that could be read as an article.",
        ),
        (RawArticle("# Only a title", "title.md"), "title.md holds no text that could be read as an article."),
        (RawArticle("", "none.json", sentences=("", " ")), "none.json holds no text that could be read as an article."),
        (
            RawArticle("It fell. " * (MAX_SENTENCES + 1), "log.txt"),
            "log.txt holds 2,001 sentences, and an article may have 2,000 at most.",
        ),
        (
            RawArticle("", "many.json", sentences=("It fell.",) * 2001),
            "many.json holds 2,001 sentences, and an article may have 2,000 at most.",
        ),
        (
            RawArticle("It fell.\n" * (MAX_LINES + 1), "lines.txt"),
            "lines.txt holds 10,001 lines, and an article may have 10,000 at most.",
        ),
        (
            RawArticle("x" * (MAX_CHARACTERS + 1), "big.txt"),
            "big.txt holds 1,000,001 characters, and an article may have 1,000,000 at most.",
        ),
        (RawArticle("", "\x1b[31mred\n.txt"), "red .txt holds no text that could be read as an article."),
    ],
)
def test_what_is_no_article_gets_a_clear_sentence(page: RawArticle, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        article(page)
    assert str(caught.value) == message


def test_an_article_at_the_limit_is_read() -> None:
    assert len(article(RawArticle("It fell. " * MAX_SENTENCES, "long.txt")).sentences) == MAX_SENTENCES


PIECES = [
    "Mr.",
    " ",
    "U.S.",
    LEDE,
    '"',
    "“",
    "”",
    ".",
    "!",
    "?",
    "\n",
    "\n\n",
    "# ",
    "## Head",
    "- ",
    "> ",
    "By Jane Doe\n",
    "Also read\n",
]
MORE_PIECES = [
    "2025-05-12",
    "May 12, 2025\n",
    "This article originally appeared on X.\n",
    "**",
    "[a](http://x)",
    "&#27;[31m",
    "\x1b[31m",
]
HOSTILE = [
    "\x1b]52;c;x\x07",
    "\u202e",
    "\ud800",
    "<p>",
    "---\n",
    "===\n",
    "。",
    "http://[",
    "KYIV (Reuters) — ",
    "\u200d",
    "0000-00-00",
    "<!--",
    "\x00",
]
ANY = st.lists(st.sampled_from(PIECES + MORE_PIECES + HOSTILE), max_size=30).map("".join) | st.text(
    st.characters(), max_size=100
)
PAGES = st.builds(
    RawArticle,
    text=ANY,
    source=ANY,
    outlet=st.none() | ANY,
    title=st.none() | ANY,
    published=st.none() | st.datetimes() | st.datetimes(timezones=st.timezones()),
    url=st.none() | ANY,
    language=st.none() | ANY,
    sentences=st.none() | st.lists(ANY, max_size=4).map(tuple),
)


def read(page: RawArticle) -> tuple[Article | None, str]:
    """The article, or the message of the error that tells why there is none."""
    try:
        return article(page), ""
    except ReadError as error:
        return None, str(error)


@given(PAGES)
@settings(deadline=None)
def test_any_page_gives_a_harmless_article_or_a_read_error(page: RawArticle) -> None:
    made, message = read(page)
    assert not FORBIDDEN.search(message)
    assert "\n" not in message
    if made is None:
        return
    for text in (
        made.outlet,
        made.title,
        made.text,
        made.source,
        made.url or "",
        made.language,
        *(one.text for one in made.removed),
    ):
        assert not FORBIDDEN.search(text)
    assert made.outlet
    assert made.title
    assert "\n" not in made.outlet + made.title + made.source
    assert made.published is None or made.published.tzinfo is UTC
    for sentence in made.sentences:
        assert made.text[sentence.start : sentence.end] == sentence.text
        assert "\n" not in sentence.text
    if page.sentences is not None:
        assert len(made.sentences) == len(page.sentences)


def test_the_shared_articles_come_out_clean(shared: Path) -> None:
    first, second = (
        article(RawArticle(path.read_text("utf-8"), str(path))) for path in sorted((shared / "seeds").glob("*.txt"))
    )
    assert [one.reason for one in first.removed] == ["page furniture", "repeats an earlier line", "page furniture"]
    assert sum(sentence.heading for sentence in first.sentences) == 10
    assert sum(not sentence.heading for sentence in first.sentences) == 17
    assert (second.outlet, second.published, second.day_only) == ("ZeroHedge", datetime(2025, 5, 12, tzinfo=UTC), True)
    assert [one.reason for one in second.removed] == ["republication notice"]
    assert not any(sentence.heading for sentence in second.sentences)
    assert len({sentence.paragraph for sentence in second.sentences}) == 14


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Ferry runs aground off Skarra", "Ferry runs aground off Skarra"),
        ("# Ferry <b>runs</b> aground", "Ferry runs aground"),
        ("Ferry runs aground off Skarra - Brazen Gong", "Ferry runs aground off Skarra"),
    ],
)
def test_a_headline_alone_is_an_article_of_one_sentence(title: str, sentence: str) -> None:
    made = headline_article(RawArticle(text="", source="a", outlet="Brazen Gong", title=title))
    assert [one.text for one in made.sentences] == [made.title] == [sentence]


@pytest.mark.parametrize("title", [None, "", " <p></p> ", "…"])
def test_there_is_no_article_without_a_word_in_its_headline(title: str | None) -> None:
    with pytest.raises(ReadError, match="no text"):
        headline_article(RawArticle(text="", source="a", title=title))
