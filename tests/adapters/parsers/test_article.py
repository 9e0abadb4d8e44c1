"""The article in pages of every kind of make: its marks, its place, its order and its date."""

from __future__ import annotations

import re
from typing import Any

import pytest

from newsdiff.adapters.parsers.article import article

BOARD = "The harbour board met on Monday to discuss the new breakwater, which is to cost 4.2 million pounds."
BOATS = "Fishermen asked for a later start, because the spring season brings them more than half of their income."
CHAIR = "The chair said that the contract had been signed and that a delay would cost 30,000 pounds a week."


def told(body: str, head: str = "") -> dict[str, Any]:
    page = (
        f"<!doctype html><html><head><title>Breakwater</title>{head}</head><body><header><nav><ul><li><a href='/'>Home</a>"
        f"</li></ul></nav></header>{body}<footer><p>Imprint and contact</p></footer></body></html>"
    )
    return article(page.encode(), {"url": "https://tidal.example/a", "charset": "utf-8"})


def text(body: str) -> list[str]:
    return str(told(body)["text"]).split("\n\n")


def paragraphs(*some: str) -> str:
    return "".join(f"<p>{one}</p>" for one in some)


def test_lists_quotations_tables_code_and_images_keep_their_marks() -> None:
    inner = (
        "<ol><li>First dig the trench</li><li>Then fill it <ul><li>with granite</li><li>with sand</li></ul></li></ol>"
        "<blockquote><p>It will hold.</p></blockquote><pre><code>def f():\n    return 1</code></pre>"
        "<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2026</td><td>4.2</td></tr></table>"
        "<figure><img src='/q.jpg' alt='The quay at dawn'></figure><figure><img src='/x.jpg' alt='IMG_1.jpg'></figure>"
    )
    assert text(f"<article>{paragraphs(BOARD)}{inner}{paragraphs(BOATS)}</article>") == [
        BOARD,
        "1. First dig the trench\n2. Then fill it\n  - with granite\n  - with sand",
        "> It will hold.",
        "    def f():\n        return 1",
        "Year | Cost\n2026 | 4.2",
        "[image: The quay at dawn]",
        BOATS,
    ]


def test_links_are_told_by_where_they_end() -> None:
    menu = "<nav><a href='/news'>News</a></nav>"
    linked = BOARD.replace("new breakwater", "new <a href='/wall?x=1'><b>break</b>water</a>")
    inner = (
        f"<h2><a href='/why'>Why</a> so</h2>{paragraphs(linked, BOATS)}"
        "<ul><li>Whoever wants to see the whole <a href='https://b.example/plan'>plan</a> may do so in the town hall</li>"
        "<li>Whoever does not want to see it may <a href='#x'>wait</a> for the hearing in the spring</li></ul>"
    )
    found = told(f"{menu}<article>{inner}{paragraphs(CHAIR)}</article>")
    assert [(str(found["text"])[:end].split()[-1], url) for end, url in found["links"]] == [
        ("Why", "https://tidal.example/why"),
        ("breakwater", "https://tidal.example/wall?x=1"),
        ("plan", "https://b.example/plan"),
    ]


@pytest.mark.parametrize("name", ["l-main", "xq-7", "content"])
def test_a_list_in_divisions_of_any_class_is_part_of_the_text(name: str) -> None:
    items = (
        "New workshops at the river, which the county helps with money",
        "Sheds whose roof flew off in the storm of March",
    )
    listed = "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    body = f'<div class="{name}"><div class="t-b"><div class="t">{paragraphs(BOARD, "Who gets nothing:")}{listed}</div></div></div>'
    assert text(body) == [BOARD, "Who gets nothing:", "\n".join(f"- {item}" for item in items)]


def test_an_article_in_a_box_beside_nothing_is_found() -> None:
    assert text(f"<aside><h1>Breakwater</h1>{paragraphs(BOARD, BOATS, CHAIR)}</aside>") == [BOARD, BOATS, CHAIR]
    # Beside an article it stays a box.
    assert text(f"<article>{paragraphs(BOARD, BOATS, CHAIR)}</article><aside>{paragraphs('Win a boat.')}</aside>") == [
        *(BOARD, BOATS, CHAIR)
    ]


def test_an_article_of_one_or_two_paragraphs_is_no_more_than_they() -> None:
    notice = ("The ferry is cancelled today.", "It runs again tomorrow at 7.30 a.m.")
    assert text(f"<article><h1>Breakwater</h1>{paragraphs(*notice)}</article>") == list(notice)
    assert text(f"<div id='content'><h1>Breakwater</h1>{paragraphs(BOARD)}</div>") == [BOARD]


def test_a_live_blog_keeps_its_order_and_its_headings() -> None:
    posts = [("Ferries stop", BOARD), ("Schools shut", BOATS), ("First wind", CHAIR)]
    inner = "".join(f"<div><time>10:15</time><h2>{head}</h2><p>{words}</p></div>" for head, words in posts)
    found = text(f"<main><h1>Storm</h1><p>Follow the storm with us, all day long.</p><div>{inner}</div></main>")
    assert [block for block in found if "Follow" not in block] == [
        one for head, words in posts for one in (f"# {head}", words)
    ]


def test_words_that_only_a_style_sheet_parts_are_parted() -> None:
    line = (
        "<div><span>April 7, 2026</span><span>By Ann Roe</span></div><p><span>T</span><span>he quay is shut.</span></p>"
    )
    whole = " ".join(text(f"<article><h1>Breakwater</h1>{line}{paragraphs(BOARD, BOATS, CHAIR)}</article>"))
    assert "2026By" not in whole
    assert "The quay is shut." in whole


@pytest.mark.parametrize(
    ("beside", "dates"),
    [
        ("<aside><article><time datetime='2026-11-20'>20 Nov</time><a href='/x'>Other</a></article></aside>", []),
        (
            "<section class='comments'><time datetime='2018-03-07T09:24'>7 hours ago</time><p>A comment.</p></section>",
            [],
        ),
        ("<div class='related-stories'><time datetime='2026-11-20'>20 Nov</time></div>", []),
        ("<article class='teaser'><time datetime='2026-11-20'>20 Nov</time></article>", []),
    ],
)
def test_the_date_of_something_else_is_not_that_of_the_article(beside: str, dates: list[str]) -> None:
    inner = f"<article><h1>Breakwater</h1>{{}}{paragraphs(BOARD, BOATS, CHAIR)}</article>{beside}"
    assert told(inner.format(""))["dates"] == dates
    assert told(inner.format("<p class='when'>Tuesday March 6, 2018 9:20 am PST by Ann</p>"))["dates"] == [
        "Tuesday March 6, 2018 9:20 am PST by Ann"
    ]
    assert told(inner.format("<time datetime='2018-03-06T17:20:00Z'>6 March</time>"))["dates"][:1] == [
        "2018-03-06T17:20:00Z"
    ]


def test_bold_and_italic_words_are_told_and_change_no_text() -> None:
    body = (
        f"<article><h1>Quay</h1><h2><b>What now</b></h2>{paragraphs(BOARD, BOATS)}"
        f"<p>It was <strong>not <em>only</em> a</strong> quay, <b><a href='/x'>they</a></b> said. {CHAIR}</p>"
        f"<ul><li><b>Osk:</b> six boats a day</li></ul></article>"
    )
    found = told(body)
    assert [(found["text"][one.start : one.end], one.strong) for one in found["emphasis"]] == [
        *(("not only a", True), ("only", False), ("they", True), ("Osk:", True)),
    ]
    assert found["text"] == told(re.sub(r"</?(?:b|em|strong)>", "", body))["text"]


@pytest.mark.parametrize(
    ("inner", "block"),
    [
        ("<p>Run <code>ferry --wait</code> to see the times.</p>", "Run ferry --wait to see the times."),
        ("<p>She said <q>so it <em>is</em></q>, and left.</p>", "She said “so it is”, and left."),
        (
            "<p>About 10<sup>6</sup> cells.<sup><a href='#n12'>12</a></sup> In 2024<sup>3</sup>, CO<sub>2</sub> rose.</p>",
            "About 10⁶ cells.¹² In 2024³, CO₂ rose.",
        ),
        (
            "<blockquote><p>We are sorry for the wait.</p><footer>— <cite>Ann Roe</cite></footer></blockquote>",
            "> — Ann Roe",
        ),
        (
            "<table><tr><th>Port | quay</th><th>At</th></tr><tr><td colspan='2'>West</td></tr><tr><td>Ayr<p>(new)</p></td><td>06:10<br>09:10</td></tr></table>",
            "Port|quay | At\nWest |\nAyr (new) | 06:10 09:10",
        ),
        (
            "<table><tr><th>Port</th><th>Leaves</th></tr><tr><td>Ayr</td><td><ul><li>06:10</li><li>09:10</li></ul></td></tr></table>",
            "Port | Leaves\nAyr | 06:10; 09:10",
        ),
    ],
)
def test_what_stands_within_a_block_stays_in_it(inner: str, block: str) -> None:
    assert block in text(f"<article><h1>Breakwater</h1>{paragraphs(BOARD, BOATS)}{inner}{paragraphs(CHAIR)}</article>")


def test_the_time_of_an_article_is_read_whatever_attribute_names_it() -> None:
    page = f"<meta name='article:published_time' content='2026-11-21T15:07:41Z'><article>{paragraphs(BOARD, BOATS)}</article>"
    assert told(page)["dates"][:1] == ["2026-11-21T15:07:41Z"]


TITLE = "Breakwater to be built next spring"
HEADLINE = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}"}}</script>'


@pytest.mark.parametrize(
    ("page_title", "head", "above"),
    [
        (TITLE, "", "<header><h1>Tidal Post</h1></header>"),
        (f"{TITLE} | Tidal Post", "", "<header><h1>Tidal Post</h1></header>"),
        (f"{TITLE} | Tidal Post", "", "<h1 class='site-title'>Tidal Post</h1>"),
        (f"{TITLE} | Tidal Post", "", "<div><a href='/'><h1>Tidal Post</h1></a></div>"),
        (
            f"Tidal Post: {TITLE}",
            f"<meta property='og:title' content='{TITLE}'>",
            "<h1><a href='/'>Tidal Post</a></h1>",
        ),
        ("Tidal Post", HEADLINE, "<header><h1>Tidal Post</h1></header>"),
        # A headline at the top of a page stays one.
        (f"{TITLE} | Tidal Post", "", f"<header><h1>{TITLE}</h1></header>"),
        ("Costs and dates", "", f"<header class='article-header'><h1>{TITLE}</h1></header>"),
        ("Costs and dates", "", f"<main><header><h1>{TITLE}</h1></header></main>"),
    ],
)
def test_the_heading_of_a_site_is_no_headline(page_title: str, head: str, above: str) -> None:
    body = f"{above}<div class='x'>{paragraphs(BOARD, BOATS, CHAIR)}</div>"
    page = f"<!doctype html><html><head><title>{page_title}</title>{head}</head><body>{body}</body></html>"
    assert article(page.encode(), {"url": "https://tidal.example/a", "charset": "utf-8"})["title"] == TITLE


def test_lists_go_on_with_their_numbers() -> None:
    first = (
        "<ol start='4'><li>Dig the <a href='/x'>long trench</a></li><li>Fill it <ul><li>with sand</li></ul></li></ol>"
    )
    second = "<ol start='6'><li>Close it again</li></ol><ol><li>Begin anew</li></ol>"
    blocks = text(f"<article>{paragraphs(BOARD)}{first}{paragraphs(BOATS)}{second}{paragraphs(CHAIR)}</article>")
    assert blocks[1] == "4. Dig the long trench\n5. Fill it\n  - with sand"
    assert "6. Close it again" in "\n".join(blocks)
    assert "1. Begin anew" in "\n".join(blocks)


@pytest.mark.parametrize(
    "row",
    [
        "<td><p>Year</p></td><td><p>Cost</p></td>",
        "<td>Year<br></td><td><div>Cost</div></td>",
        "<td>Year</td><td>Cost</td>",
    ],
)
def test_what_stands_in_lines_within_a_cell_stays_in_its_row(row: str) -> None:
    table = f"<table><tr>{row}</tr><tr><td>2026</td><td>4.2</td></tr></table>"
    assert "Year | Cost\n2026 | 4.2" in text(f"<article>{paragraphs(BOARD)}{table}{paragraphs(BOATS, CHAIR)}</article>")


def test_pictures_leave_marks_whatever_their_addresses_end_in_and_advertisements_none() -> None:
    inner = (
        "<img src='/image?id=12' alt='The quay at dawn'><div class='ad advertisement'><p>Advertisement: buy a boat now.</p></div>"
        "<p class='teaser'>The town is to have a wall of stone that will hold for a hundred years.</p>"
    )
    blocks = text(f"<article>{inner}{paragraphs(BOARD, BOATS, CHAIR)}</article>")
    assert "[image: The quay at dawn]" in blocks
    assert "The town is to have a wall of stone that will hold for a hundred years." in blocks
    assert not any("buy a boat" in block for block in blocks)


@pytest.mark.parametrize("begin", ["//<![CDATA[\n", "<!--\n", "/* <![CDATA[ */"])
@pytest.mark.parametrize("kind", ["application/ld+json", "Application/LD+JSON; charset=utf-8"])
def test_the_data_of_a_page_may_be_wrapped(begin: str, kind: str) -> None:
    data = '{"@type": "NewsArticle", "datePublished": "2026-11-21T10:00:00Z"};'
    head = f"<script type='{kind}'>{begin}{data}\n//]]></script>"
    assert told(f"<article>{paragraphs(BOARD, BOATS)}</article>", head)["dates"][0] == "2026-11-21T10:00:00Z"
