"""What real feeds do wrong, and what is made of it all the same."""

from __future__ import annotations

import codecs
import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters import feeds
from newsdiff.adapters.parsers.charset import decoded
from newsdiff.adapters.parsers.feeds import feed
from newsdiff.adapters.parsers.repair import cleaned, well_formed

if TYPE_CHECKING:
    from newsdiff.core.library.feeds import FeedContent, FeedItem

URL = "https://hosted.example/feeds/quay.xml"


def rss(*items: str, head: str = "", attributes: str = "") -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" {attributes}><channel><title>Quay</title>{head}'
        f"{inside}</channel></rss>"
    ).encode()


def atom(*entries: str, attributes: str = "") -> bytes:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Quay</title>{inside}</feed>'.encode()


def read(body: bytes, charset: str | None = None) -> FeedContent:
    found = json.loads(json.dumps(feed(body, {"url": URL, "charset": charset, "limit": 100})))
    assert "refused" not in found
    return feeds._content(found, "the feed")


def one(body: bytes) -> FeedItem:
    (item,) = read(body).entries
    return item


# -- dates ----------------------------------------------------------------------------------------------------------


def at(*dates: str) -> list[tuple[datetime | None, bool]]:
    items = read(rss(*(f"<guid>{n}</guid><title>t</title>{date}" for n, date in enumerate(dates)))).entries
    return [(item.published, item.day_only) for item in items]


def test_a_time_without_a_zone_has_the_commonest_one_of_its_feed() -> None:
    given = [
        f"<pubDate>Sat, 21 Nov 2026 {time}</pubDate>" for time in ("10:00 +0200", "11:00 +0200", "12:00 GMT", "13:00")
    ]
    hours = [moment.hour if moment else None for moment, _ in at(*given)]
    assert hours == [8, 9, 12, 11]


def test_a_date_that_makes_no_sense_falls_to_the_next_of_the_item() -> None:
    usable = "<dc:date>2016-05-24T12:17:57Z</dc:date>"
    wanted = (datetime(2016, 5, 24, 12, 17, 57, tzinfo=UTC), False)
    bad = ("soon", "0", "Thu, 01 Jan 1970 00:00:00 GMT", "0000-00-00", "Fri, 21 Nov 2098 10:00:00 GMT")
    assert at(*(f"<pubDate>{text}</pubDate>{usable}" for text in bad)) == [wanted] * len(bad)


def test_days_are_told_from_times() -> None:
    assert at("<pubDate>2026-11-21</pubDate>", "<pubDate>2026-11-20T10:00:00Z</pubDate>") == [
        (datetime(2026, 11, 21, tzinfo=UTC), True),
        (datetime(2026, 11, 20, 10, tzinfo=UTC), False),
    ]
    midnights = [f"<pubDate>{day} Nov 2026 00:00:00 +0100</pubDate>" for day in (19, 20, 21)]
    assert at(*midnights) == [(datetime(2026, 11, day, tzinfo=UTC), True) for day in (19, 20, 21)]
    assert at(*midnights[:2])[0] == (datetime(2026, 11, 18, 23, tzinfo=UTC), False)


# -- text -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("R&B & soul", "R&B & soul"),
        ("Caf&eacute; &mdash; open", "Café — open"),
        ("Wind &amp;amp; tide", "Wind & tide"),
        ("Caf&amp;eacute; &amp;#8211; open", "Café – open"),
        ("Half &#xD83D; a sign", "Half \ufffd a sign"),
        ("No &#99999999; sign", "No \ufffd sign"),
        ("Win&#146;s 5 < 6", "Win’s 5 < 6"),
        ("A &unheardof; name", "A &unheardof; name"),
        ("<![CDATA[Tom & Jerry &amp; Spike &#xD83D;]]>", "Tom & Jerry & Spike \ufffd"),
        ("Q&notify and AT&T", "Q&notify and AT&T"),
        ("Bell\x07 and \x1b[31mred\x1b[0m", "Bell and red"),
    ],
)
def test_one_wrong_character_costs_one_character(written: str, shown: str) -> None:
    content = read(rss(f"<title>{written}</title>", "<title>The next &amp; last</title><author>a &amp; b</author>"))
    assert [(item.title, item.author) for item in content.entries] == [(shown, None), ("The next & last", "a & b")]
    assert content.notices == ()


# The beginnings of strings that a terminal would read on and on, up to the next control character.
@pytest.mark.parametrize("begin", ["\x90q", "\x1b]0;", "\x9d52;c;", "\x1bP", "&#27;]0;", "&#27;P"])
@pytest.mark.parametrize(
    "place",
    [
        "<title>{} One</title>",
        "<title><![CDATA[{} One]]></title>",
        "<!--{}--><title>One</title>",
        "<title>One</title><category domain='{}' >a</category>",
        "<title>One</title><description>&lt;p>{}Rain</description>",
        "<?x {}?><title>One</title>",
    ],
)
def test_a_terminal_string_without_an_end_costs_no_item(begin: str, place: str) -> None:
    last = "<title>Last</title><description>Bell\x07</description>"
    titles = [item.title for item in read(rss(place.format(begin), "<title>Next</title>", last)).entries]
    assert titles[1:] == ["Next", "Last"]
    assert titles[0].endswith("One")
    assert not set("".join(titles)) & set("\x07\x1b\x90\x9d")


def test_a_terminal_string_without_an_end_takes_no_paragraph_of_html() -> None:
    words = "<![CDATA[<p>High \x90tide</p><p>at six</p><p>and\x07 ten</p>]]>"
    assert one(rss(f"<title>t</title><description>{words}</description>")).text == "High tide\n\nat six\n\nand ten"


@pytest.mark.parametrize(
    "out_of_place",
    [
        "ample/a</link>",
        "</author>",
        "</enclosure>",
        "</content>",
        "</tag></category>",
    ],
)
def test_an_element_out_of_place_costs_no_more_than_itself(out_of_place: str) -> None:
    body = f"<rss version='2.0'><channel><title>A</title><item><title>One</title><link>http://p.ex</item>{out_of_place}<item><title>Two</title></item></channel></rss>"
    read = feed(body.encode(), {"url": "https://a.example/", "charset": None, "limit": 10})
    assert [one["title"] for one in read["entries"]][-1] == "Two"
    assert read["faulty"]


def test_a_reference_to_no_character_in_a_declaration_that_ends_late_costs_no_feed() -> None:
    torn = '<?xml version="1.0" e><title>&#99999999;</title><item><title>One</title><guid a version="1.0"?>'
    body = f'{torn}<rss version="2.0"><channel><item><title>Two</title></item></channel></rss>'
    read = feed(body.encode(), {"url": "https://a.example/", "charset": None, "limit": 10})
    assert [one["title"] for one in read["entries"]] == ["One", "Two"]
    assert read["faulty"]


def test_cleaning_a_document_takes_time_in_proportion_to_its_length() -> None:
    for hostile in ("<!--", "<", "\x1b]0;", "<a '", "<![CDATA[", "\x90<"):
        began = time.process_time()
        assert "\x1b" not in cleaned("\x07" + hostile * 200_000)
        # Where it grows with the square, this takes minutes.
        assert time.process_time() - began < 20


@pytest.mark.parametrize("begin", ["<!--", "<![CDATA[", "<?", "<!DOCTYPE a[", "<!DOCTYPE a[]", "<!DOCTYPE "])
def test_a_document_of_beginnings_without_an_end_takes_time_in_proportion_to_its_length(begin: str) -> None:
    text = begin * (400_000 // len(begin)) + " Tom & Jerry"
    start = time.process_time()
    assert well_formed(text).endswith(" Tom &amp; Jerry")
    # An end that was looked for from each beginning took six minutes.
    assert time.process_time() - start < 4


@pytest.mark.parametrize(
    "target", ["--help", " -x", "-x http://a.example", "javascript:alert(1)", "file:///etc/passwd"]
)
def test_what_is_no_address_leads_nowhere_and_still_tells_items_apart(target: str) -> None:
    items = read(rss(f"<title>t</title><link>{target}</link>", "<title>t</title><link>-y</link>")).entries
    assert [item.url for item in items] == [None, None]
    broken = read(rss("<title>t</title><link>http://[::1/</link>", "<title>u</title>")).entries
    assert [item.url for item in broken] == [None, None]


def test_what_is_declared_in_the_document_is_left_to_its_parser() -> None:
    assert well_formed('<!DOCTYPE rss [<!ENTITY quay "Q">]><rss>&quay; &amp; &nbsp;</rss>').endswith(
        "&quay; &amp; \N{NO-BREAK SPACE}</rss>"
    )
    left = "<!-- a & b --><?x a & b?><![CDATA[a & b < c]]>"
    assert well_formed(left) == left


def test_a_text_that_was_escaped_twice_has_no_markup_left() -> None:
    twice = "&amp;lt;p&amp;gt;One &amp;lt;b&amp;gt;bold&amp;lt;/b&amp;gt; word.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Two.&amp;lt;/p&amp;gt;"
    assert one(rss(f"<title>t</title><description>{twice}</description>")).text == "One bold word.\n\nTwo."
    code = "&lt;p&gt;Write &lt;code&gt;&amp;lt;b&amp;gt;x&amp;lt;/b&amp;gt;&lt;/code&gt;.&lt;/p&gt;"
    assert one(rss(f"<title>t</title><description>{code}</description>")).text == "Write <b>x</b>."


def test_scripts_never_show() -> None:
    script = "&lt;script&gt;var x = 1;&lt;/script&gt;"
    item = one(rss(f"<title>News {script}today</title><description>{script}&lt;p&gt;Words.&lt;/p&gt;</description>"))
    assert (item.title, item.text) == ("News today", "Words.")


def test_a_post_without_a_title_is_headed_by_its_first_words() -> None:
    text = '&lt;p&gt;&lt;a href="/a"&gt;Low tide&lt;/a&gt; at &lt;a href="/b"&gt;six&lt;/a&gt; today.&lt;/p&gt;&lt;p&gt;More&lt;/p&gt;'
    assert one(rss(f"<description>{text}</description>")).title == "Low tide at six today."
    assert one(rss("<description>&lt;ul&gt;&lt;li&gt;Nets&lt;/li&gt;&lt;/ul&gt;</description>")).title == "Nets"


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("ann@desk.media (Ann Roe)", "Ann Roe"),
        ("desk@news.london (News desk)", "News desk"),
        ("Ann Roe &lt;ann@desk.online&gt;", "Ann Roe"),
        ('"Roe, Ann" &lt;ann@desk.example&gt;', "Roe, Ann"),
        ("Ann Roe (ann@desk.museum)", "Ann Roe"),
        ("mailto:ann@desk.example", "mailto:ann@desk.example"),
        ("Roe & Lund", "Roe & Lund"),
    ],
)
def test_an_author_is_a_name_without_an_address(written: str, author: str) -> None:
    assert one(rss(f"<title>t</title><author>{written}</author>")).author == author


TEXTS = {
    "gbk": "今天的港口：涨潮，渔船今晚返航，港务局星期一宣布",
    "big5": "今天的港口漲潮，漁船今晚返航，港務局星期一宣布",
    "shift_jis": "東京で大雨警報、電車が止まる",
    "euc_kr": "서울에서 홍수가 났다 그리고 다리가 무너졌다",
    "windows-1251": "Вода в гавани поднялась, паром опаздывает из-за тумана",
}


@pytest.mark.parametrize("encoding", TEXTS)
@pytest.mark.parametrize("header", [None, "utf-8", "iso-8859-1", "us-ascii"])
@pytest.mark.parametrize("declared", [True, False])
def test_the_real_encoding_is_found_under_a_wrong_header(encoding: str, header: str | None, declared: bool) -> None:
    text = f"<rss><title>{TEXTS[encoding]}</title></rss>"
    body = (f'<?xml version="1.0" encoding="{encoding}"?>' if declared else "") + text
    assert decoded(body.encode(encoding), header).endswith(text)


@pytest.mark.parametrize("header", ["gbk", "windows-1251", "shift_jis", None, "nonsense"])
def test_valid_utf_8_is_utf_8_whatever_the_header_says(header: str | None) -> None:
    assert decoded(f"<rss>{TEXTS['gbk']}</rss>".encode(), header) == f"<rss>{TEXTS['gbk']}</rss>"


def test_one_lost_byte_does_not_make_utf_8_something_else() -> None:
    assert decoded("Grüße, schöne Straße und Brücke".encode() + b"\xc3 end", "utf-8").startswith("Grüße, schöne Straße")


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be", "cp437", "cp850"])
def test_encodings_of_another_age_are_read(encoding: str) -> None:
    body = f'<?xml version="1.0" encoding="{encoding}"?>' + rss("<title>Prüfung über Möhren</title>").decode()
    mark = codecs.BOM_UTF32_LE if encoding == "utf-32" else b""
    written = body.encode("utf-32-le" if encoding == "utf-32" else encoding)
    assert one(mark + written).title == "Prüfung über Möhren"


# -- links ----------------------------------------------------------------------------------------------------------


def test_a_base_ends_with_its_element() -> None:
    with_base = '<title>a</title><id>1</id><link href="/a"/><content type="html" xml:base="/deep/er/">&lt;a href="x">X&lt;/a></content>'
    plain = '<title>b</title><id>2</id><link href="b"/><content type="html">&lt;a href="y">Y&lt;/a></content>'
    first, second, third = read(atom(with_base, plain, plain.replace("2", "3"))).entries
    assert (first.url, first.links) == ("https://hosted.example/a", ("https://hosted.example/deep/er/x",))
    assert second.url == third.url == "https://hosted.example/feeds/b"
    assert second.links == ("https://hosted.example/feeds/y",)
    assert (first.key, second.key, third.key) == ("1", "2", "3")


def test_relative_links_lead_from_the_site_of_the_channel_and_those_of_a_text_from_its_item() -> None:
    items = (
        "<title>a</title><link>posts/1.html</link><description>&lt;a href='pic.html'>p&lt;/a></description>",
        "<title>b</title><link>/posts/2.html</link>",
    )
    head = "<image><link>http://wrong.example/</link></image><link>http://site.example/blog/</link>"
    first, second = read(rss(*items, head="<link>http://site.example/blog/</link>")).entries
    assert (first.url, second.url) == ("http://site.example/blog/posts/1.html", "http://site.example/posts/2.html")
    assert first.links == ("http://site.example/blog/posts/pic.html",)
    assert read(rss(*items)).entries[1].url == "https://hosted.example/posts/2.html"
    assert "wrong" not in (read(rss(*items, head=head)).entries[0].url or "")


@pytest.mark.parametrize("link", ["www.quay.example/notes/1", "quay.example/notes/1", "//quay.example/notes/1"])
def test_a_link_without_a_scheme_leads_to_its_host(link: str) -> None:
    url = one(rss(f"<title>t</title><link>{link}</link>", head="<link>https://quay.example/</link>")).url
    assert url is not None
    assert url.split("://")[1].removeprefix("www.") == "quay.example/notes/1"
