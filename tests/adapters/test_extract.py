"""Articles out of real pages, and what becomes of pages that have none, or that are made to hurt."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.extract import MAX_BYTES, MAX_TAGS, extract, warm
from newsdiff.adapters.parsers.charset import decoded
from newsdiff.adapters.sandbox.pool import Pool
from newsdiff.errors import ExtractError
from support.faulty_server import PAGE, PARAGRAPHS, PLAIN, Request

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

URL = "https://www.tidal.example/2026/quay"


@pytest.fixture
async def pool() -> AsyncIterator[Pool]:
    async with Pool(1) as opened:
        yield opened


def body(path: str, number: int = 0) -> bytes:
    return PLAIN[path](Request(path, {}, number)).partition(b"\r\n\r\n")[2]


def page(inner: str, head: str = "") -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"<!doctype html><html><head>{head}</head><body><article>{inner}{text}</article></body></html>".encode()


async def test_a_page_gives_its_article(pool: Pool) -> None:
    article = await extract(pool, PAGE, URL, "utf-8", URL)
    assert article.title == "Quay to be rebuilt"
    assert article.outlet == "The Tidal Post"
    assert article.published == datetime(2026, 5, 12, 6, 30, tzinfo=UTC)
    assert not article.day_only
    assert (article.language, article.url, article.source) == ("en", URL, URL)
    assert article.text.split("\n\n") == [PARAGRAPHS[0], "# What it costs", *PARAGRAPHS[1:]]


async def test_links_stand_where_they_did_and_lead_only_to_addresses(pool: Pool) -> None:
    inner = "<p>Read <a href='/plan'>the plan</a>, ask <a href='javascript:x()'>us</a> or <a href='//b.example/q'>them</a>.</p>"
    article = await extract(pool, page(inner), URL, "utf-8", URL)
    assert [(article.text[:end].rpartition("\n")[2], url) for end, url in article.links] == [
        ("Read the plan", "https://www.tidal.example/plan"),
        ("Read the plan, ask us or them", "https://b.example/q"),
    ]


def ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


NEWS = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Quay"}
NEWS["datePublished"] = "2026-05-12T08:30:00Z"
DAY = datetime(2026, 5, 12, tzinfo=UTC)
MORNING = datetime(2026, 5, 12, 8, 30, tzinfo=UTC)
SITE = "<title>Quay - The Post</title><meta property='og:site_name' content='The Post'>"


@pytest.mark.parametrize(
    ("head", "outlet", "title", "published"),
    [
        pytest.param("", "tidal.example", None, None, id="none"),
        pytest.param(SITE, "The Post", "Quay", None, id="site name"),
        pytest.param(ld([{"datePublished": "2020-01-01"}, NEWS]), "tidal.example", "Quay", MORNING, id="JSON-LD"),
        pytest.param(ld({**NEWS, "publisher": {"name": "Post"}}), "Post", "Quay", MORNING, id="publisher"),
        pytest.param(
            ld({"@graph": [{**NEWS, "publisher": {"@id": "#p"}}, {"@id": "#p", "name": "Post"}]}),
            *("Post", "Quay", MORNING),
            id="publisher elsewhere",
        ),
        pytest.param(ld({**NEWS, "publisher": [], "datePublished": 7}), "tidal.example", "Quay", None, id="nonsense"),
        pytest.param(ld(NEWS).replace("}", ""), "tidal.example", "Quay", DAY, id="cut"),
        pytest.param(
            f'<script type="application/ld+json">{"[" * 20_000}</script>', *("tidal.example", None, None), id="deep"
        ),
        pytest.param(
            "<meta name='date' content='2026-05-12'>",
            *("tidal.example", None, DAY),
            id="meta",
        ),
    ],
)
async def test_metadata_is_read_where_pages_put_it(
    pool: Pool, head: str, outlet: str, title: str | None, published: datetime | None
) -> None:
    article = await extract(pool, page("", head), URL, None, URL)
    assert (article.outlet, article.title, article.published) == (outlet, title, published)


async def test_every_kind_of_block_keeps_its_mark(pool: Pool) -> None:
    inner = (
        "<p>First <b>bold</b>\n and <a href='/x'>linked</a> words.<br>A line after a break.</p>"
        "<h2>A <em>heading</em></h2><blockquote><p>A quotation that stands alone.</p></blockquote>"
        "<ul><li>First point of the list</li><li>Second point of the list</li></ul>"
        "<table><tr><td>Year</td><td>Cost</td></tr><tr><td>2026</td><td>4.2</td></tr></table>"
    )
    article = await extract(pool, page(inner), URL, None, URL)
    assert article.text.split("\n\n") == [
        "First bold and linked words.",
        "A line after a break.",
        "# A heading",
        "> A quotation that stands alone.",
        "- First point of the list\n- Second point of the list",
        "Year | Cost\n2026 | 4.2",
        *PARAGRAPHS,
    ]


async def test_a_file_without_an_address_gets_the_one_it_names(pool: Pool) -> None:
    article = await extract(pool, page("", f'<link rel="canonical" href="{URL}">'), None, None, "saved.html")
    assert (article.url, article.outlet, article.source) == (URL, "tidal.example", "saved.html")
    article = await extract(
        pool, page("", '<link rel="canonical" href="javascript:alert(1)">'), None, None, "saved.html"
    )
    assert (article.url, article.outlet) == (None, None)


async def test_a_page_in_xhtml_is_read_and_a_port_is_no_part_of_an_outlets_name(pool: Pool) -> None:
    head = b'<?xml version="1.0" encoding="iso-8859-1"?>\n'
    body = head + page("<p>Café im Hafen.</p>").decode().encode("latin-1")
    article = await extract(pool, body, "http://127.0.0.1:8000/x", None, "x")
    assert (article.outlet, article.text.split("\n\n")[0]) == ("127.0.0.1", "Café im Hafen.")


async def test_a_hostile_title_arrives_clean(pool: Pool) -> None:
    article = await extract(pool, body("/title"), URL, None, URL)
    assert article.title == "Quay to be [/b] rebuilt"
    assert article.text.replace("\n", "").isprintable()
    assert not {"\x1b", "\x07", "\x9b"} & set(article.text + article.title)


async def test_a_page_in_another_encoding_is_read(pool: Pool) -> None:
    assert (await extract(pool, body("/latin1"), URL, "iso-8859-1", URL)).text.startswith("Das Café öffnete früh.")


@pytest.mark.parametrize(
    ("page_body", "words"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (body("/notext"), "no article text was found"),
        (b"<p>Please sign in.</p>", "no article text was found"),
        (b"no tags at all " * 3, "no article text was found"),
        (body("/png"), "a file of another kind"),
        (b"%PDF-1.7 ...", "a file of another kind"),
        pytest.param(b"x" * (MAX_BYTES + 1), "5.0 MB", id="big"),
        pytest.param(b"<br>" * (MAX_TAGS + 1), "more than 60,000 tags", id="tags"),
        pytest.param(bytes(range(256)) * 40, "no article text was found", id="noise"),
    ],
)
async def test_a_page_without_an_article_is_told(pool: Pool, page_body: bytes, words: str) -> None:
    with pytest.raises(ExtractError, match=words) as caught:
        await extract(pool, page_body, URL, None, "http://ann:hunter2@tidal.example/x")
    assert str(caught.value).startswith("http://tidal.example/x ")


async def test_a_page_made_to_take_for_ever_is_given_up(pool: Pool) -> None:
    await warm(pool)
    with pytest.raises(ExtractError, match=r"takes too long to read; newsdiff gave up after 0\.3 seconds"):
        await extract(pool, body("/attributes", 50_000), URL, None, URL, seconds=0.3)
    # The next page is none the worse for it.
    assert (await extract(pool, PAGE, URL, None, URL)).title == "Quay to be rebuilt"


async def test_a_page_that_needs_too_much_memory_is_given_up() -> None:
    body = b"<p>" + b"<b>x</b>" * 20_000 + b"y" * (4 * 2**20)
    async with Pool(1, memory=110 * 2**20) as pool:
        with pytest.raises(ExtractError, match="needs more memory to read than newsdiff allows"):
            # The time is that of a busy machine.
            await extract(pool, body, URL, None, URL, seconds=120)


async def test_what_stands_before_an_endless_nest_is_read(pool: Pool) -> None:
    article = await extract(pool, PAGE.replace(b"</article>", b"<div>" * 20_000 + b"<p>Deep down.</p>"), URL, None, URL)
    assert PARAGRAPHS[-1] in article.text


@pytest.mark.parametrize(
    ("encoded", "header", "text"),
    [
        ("é".encode(), None, "é"),
        (b"\xef\xbb\xbf\xc3\xa9", "iso-8859-1", "é"),
        ("é".encode("utf-16"), "utf-8", "é"),
        ("<p>é".encode("utf-16-be"), "utf-16be", "<p>é"),
        ("é".encode("latin-1"), "iso-8859-1", "é"),
        ("é".encode(), "iso-8859-1", "é"),
        ("é".encode(), "us-ascii", "é"),
        ("“é”".encode("cp1252"), "iso-8859-1", "“é”"),
        ("“é”".encode("cp1252"), None, "“é”"),
        ("<meta charset=windows-1251>Новости".encode("cp1251"), None, "<meta charset=windows-1251>Новости"),
        ("<meta charset='koi8-r'>Новости".encode("koi8-r"), "made-up", "<meta charset='koi8-r'>Новости"),
        (
            '<?xml version="1.0" encoding="shift_jis"?>新聞'.encode("shift_jis"),
            None,
            '<?xml version="1.0" encoding="shift_jis"?>新聞',
        ),
        ("<meta charset=utf-16>é".encode(), None, "<meta charset=utf-16>é"),
        ("Новости".encode(), "windows-1251", "Новости"),
        (b"caf\xe9 \xc3\xa9", "utf-8", "café é"),
        ("新聞".encode("iso2022_jp"), "iso-2022-jp", "新聞"),
        ("新闻".encode("gbk"), "gb2312", "新闻"),
        (b"abc", "punycode", "abc"),
        (b"abc", "unicode_escape", "abc"),
        (b"abc", "hex", "abc"),
        (b"abc", "a\x00b", "abc"),
    ],
)
def test_the_encoding_is_found(encoded: bytes, header: str | None, text: str) -> None:
    assert decoded(encoded, header) == text
