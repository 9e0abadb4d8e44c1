"""The HTML of summaries and contents as text."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsdiff.adapters import urls
from newsdiff.adapters.parsers.document import root_of, text_of
from newsdiff.adapters.parsers.html_text import TEXT, HtmlText, flat, plain, prose
from newsdiff.adapters.parsers.html_writer import LINKS
from newsdiff.adapters.parsers.links import resolved
from newsdiff.adapters.parsers.repair import joined_halves

BASE = "https://tidal.example/news/feed.xml"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("plain &amp; simple", "plain & simple"),
        ("line one\nline  two\n\n\nnew", "line one\nline two\n\nnew"),
        ("1 < 2 &amp; 3", "1 < 2 & 3"),
        ("<p>One</p><p>two\n  <b>three</b></p>", "One\n\ntwo three"),
        ("before<p>One<p>two", "before\n\nOne\n\ntwo"),
        ("a<br>b<br/><br/>c<br><br><br>d", "a\nb\n\nc\n\nd"),
        ("<h2>Head <i>line</i></h2>text", "# Head line\n\ntext"),
        ("<h2></h2>text", "text"),
        ("<ul><li>a<li>b <b>c</b></ul>d", "• a\n• b c\n\nd"),
        ("<ol><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ol>", "1. a\n2. b\n  • c\n3. d"),
        ("<ul>\n<li><p>a</p></li>\n<li><p>b</p></li>\n</ul>", "• a\n\n• b"),
        ("<blockquote><p>q</p><p>r</p></blockquote>s", "> q\n\n> r\n\ns"),
        ("<pre>a\n  b\n\n\tc  </pre>d  e", "    a\n      b\n    \n        c\n\nd e"),
        ("<table><tr><th>Year<th>Cost<tr><td>2026<td>4</table>", "Year | Cost\n2026 | 4"),
        ("<table><tr><td></td><td>A</td><td>B</td></tr><tr><td>C</td><td></td><td>4</td></table>", "| A | B\nC |  | 4"),
        ("<table><tr><td></td><td>laid out</td></tr></table>", "laid out"),
        ("<table><tr><td><p>A</p></td><td><p>B</p></td></tr></table>", "A\n\nB"),
        (
            "<table><tr><th>A | b<th>C |<tr><td>d<br>(e)<td>3<p>m</p><tr><td>f<td>9</table>g",
            "A|b | C|\nd (e) | 3 m\nf | 9\n\ng",
        ),
        ("<table><tr><td>a<td>b<tr><td colspan=2>c<tr><td><ul><li>d<li>e</ul><td>f</table>", "a | b\nc |\nd; e | f"),
        ("<table><tr><td colspan=2>c<tr><td>a<td>b<tr><td>d<td>e</table>", "c\na | b\nd | e"),
        ("<ul><li>a<ul><li>b<ol><li><p>c</p></li></ol></li></ul></li></ul>", "• a\n  • b\n\n1. c"),
        ("<blockquote>q<br>r</blockquote>s", "> q\n> r\n\ns"),
        (
            "10<sup>6</sup>, 10<sup>-3</sup>, H<sub>2</sub>O.<sup>12</sup> In 2024<sup>3,4</sup>",
            "10⁶, 10⁻³, H₂O.¹² In 2024³,⁴",
        ),
        (
            "1<sup>st</sup>, M<sup>me</sup>, 10<sup>6.5</sup>, x.<sup>[3]</sup> Quay<sup>TM</sup>",
            "1st, Mme, 10^6.5, x.[3] Quay™",
        ),
        ("<p>a.<sup><i>1</i>2</sup> <sup>5 <b>May</b></sup>", "a.¹² 5 May"),
        ("<pre>\n\n  x\n\n</pre>", "      x"),
        ("<figure><img src='/q.jpg' alt='The quay'></figure><p>a", "[image: The quay]\n\na"),
        ("a<img src='/i.gif' alt=':-)'><img src='/x.png' alt='IMG_1.png'><img alt='a [b] c'>d", "a [image: a (b) c] d"),
        ("a<script>x</script><style>y</style><!-- z --><title>t</title><textarea>u</textarea>b", "ab"),
        ("a<?php echo 1 ?>b", "ab"),
        ("<html><head><title>t</title></head><body>a</body></html>", "a"),
        ("<?xml version='1.0' encoding='utf-16'?><p>é", "é"),
        ("caf&eacute;&nbsp;&#8217;x&#x2019; &amp;amp;<i></i>", "café ’x’ &amp;"),
        ("<p>[link=x]a[/link] [/]</p>", "[link=x]a[/link] [/]"),
        ("a&shy;b&#27;]52;c;eA==&#7;c<i>&#27;[31md</i>&#xD800;", "abcd\ufffd"),
        ("a&#27;]52;c;eA==&#7;c&#x1B;[31md&#27;5&#278;", "acdĖ"),
        ("\x1b]8;;http://evil.example\x07a<b>\x9b1mb</b>", "ab"),
        ("<\x1b\u202e>", "<>"),
        ("</p></div></body>a</li></ul></ol></a></pre></blockquote>b<p>c", "ab\n\nc"),
    ],
)
def test_html_becomes_text(html: str, text: str) -> None:
    assert prose(html, BASE)[:2] == (text, ())


@pytest.mark.parametrize(
    ("html", "text", "links"),
    [
        ("<a href='/a'>A</a>.", "A [1].", ["/a"]),
        ("<a href='x?a=1&amp;b=2#c'>A</a> <a href=//b.example>B</a>", "A [1] B [2]", ["/news/x?a=1&b=2#c", "b"]),
        ("<a href=/a>A</a> <a href=/b>B</a> <a href=/a>again</a>", "A [1] B [2] again [1]", ["/a", "/b"]),
        ("<a href=/a><img src=/x.png></a>text <a href=/b> </a>", "text", []),
        ("<a href=#note>n</a> <a href=javascript:x()>j</a> <a href='mailto:a@b.example'>m</a> <a>o</a>", "n j m o", []),
        ("<a href=/a><div>Card</div></a><p>next", "Card [1]\n\nnext", ["/a"]),
        ("<ul><li><a href=/a>A</a><li><a href=/b>B</a></ul>", "• A [1]\n• B [2]", ["/a", "/b"]),
        ("<a href=/a>open<p>next", "open\n\nnext [1]", ["/a"]),
    ],
)
def test_links_get_numbers(html: str, text: str, links: list[str]) -> None:
    whole = {"b": "https://b.example/"}
    assert prose(html, BASE) == HtmlText(text, tuple(whole.get(link, f"https://tidal.example{link}") for link in links))


def test_pictures_are_linked_only_where_there_is_nothing_else() -> None:
    html = "<img src=/a.png alt='A quay'><iframe src='//video.example/1'>x</iframe><img src='data:x'><img>"
    links = ("https://tidal.example/a.png", "https://video.example/1")
    assert prose(html, BASE) == HtmlText("Image: A quay [1]\n\nVideo [2]", links, wordless=True)
    assert prose(f"{html}text", BASE) == HtmlText("[image: A quay] text")


def test_texts_and_links_have_an_end() -> None:
    long = prose(f"<p>{'word ' * TEXT}", BASE)
    assert len(long.text) <= TEXT
    assert long.text.endswith("word…")
    many = prose("".join(f"<a href=/{number}>{number}</a> " for number in range(2 * LINKS)), BASE)
    assert len(many.links) == LINKS
    assert many.text.endswith(f" {2 * LINKS - 1}")


@pytest.mark.parametrize(
    "part", ["<b>", "<p>", "<br>", "<table>", "<ul><li>", "<blockquote>", "<a href=/x>", "<!--", "&#"]
)
def test_an_endless_nest_is_read_without_recursion(part: str) -> None:
    assert prose(f"<p>before</p>{part * 20_000}", BASE).text.startswith("before")


@example("<\x1b\u202e>")
@given(st.text(alphabet=st.sampled_from("ab <>/=&#;x1pliaбq\n\t\x1b]\u202e\ud800'\""), max_size=60))
def test_no_html_is_too_odd(html: str) -> None:
    found = prose(html, BASE)
    assert found.text.replace("\n", "").isprintable()
    assert flat(html, 50).isprintable()
    assert all(url.startswith("https://") for url in found.links)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("A <b>bold</b><br>title", "A bold title"),
        ("  &lt;b&gt; ", "<b>"),
        ("<p></p>", ""),
        ("x" * 99, "x" * 49 + "…"),
    ],
)
def test_a_title_is_one_line(html: str, text: str) -> None:
    assert flat(html, 50) == text


def test_plain_text_keeps_what_looks_like_html() -> None:
    assert plain(" a <b> &amp; \n\n \n c\x1b[1m ") == HtmlText("a <b> &amp;\n\nc")


def test_what_is_attached_is_named_at_the_end() -> None:
    found = HtmlText("text [1]", ("https://a.example/",))
    attached = [("https://a.example/", "audio/mpeg"), ("https://b.example/", "")]
    assert found.with_attached([]) == found
    assert found.with_attached(attached) == HtmlText(
        "text [1]\n\nAttached: audio/mpeg [1], file [2]", ("https://a.example/", "https://b.example/")
    )


@pytest.mark.parametrize(
    "target",
    [
        *(
            "https://h.example",
            "http://H.example/x",
            "//v.example/1",
            "/a/../b",
            "?q=1",
            "x?",
            "/x?#",
            "https://h.example/#",
        ),
        *("http://user:pw@h.example/a", "https://h.example/a%2", "http://127.1/x", "http://127.0.0.1:80/x", "/a/./b"),
        *("HTTP://a.example/x", "http://a.example:80/x", "http://a.example:8080/x", "http://münchen.example/ü", "../x"),
        *(
            "http://[::1]/x",
            "http://a..b/x",
            "http://-a.example/x",
            "https://h.example/a'b",
            "/a?b=1&c=[2]#d?",
            "/..",
            "/\\x",
        ),
    ],
)
def test_the_short_way_to_an_address_gives_what_the_long_one_does(target: str) -> None:
    try:
        expected: str | None = urls.joined(BASE, target)
    except urls.AddressError:
        expected = None
    assert resolved(BASE, target) == expected


@given(st.text(alphabet="htps:/.ax1%?#&=@[]' \\-_~;,é", max_size=25))
def test_it_does_so_for_anything(rest: str) -> None:
    for target in (f"https://a.example/{rest}", f"/{rest}"):
        try:
            expected: str | None = urls.joined(BASE, target)
        except urls.AddressError:
            expected = None
        assert resolved(BASE, target) in (expected, None)
        if expected and " " not in target:
            assert resolved(BASE, target) == expected


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("<rss>", (0, "", "rss")),
        ("<a:feed x='1'>", (0, "a:", "feed")),
        ("<!-- <html> --><?php <x> ?><!DOCTYPE rss>\n<rss/>", (42, "", "rss")),
        ("words < 3 <b>", (10, "", "b")),
        ("<!-- <rss>", None),
        ("<<<<", None),
        ("", None),
    ],
)
def test_the_first_element_is_found(text: str, root: tuple[int, str, str] | None) -> None:
    assert root_of(text) == root


def test_halves_of_a_character_are_joined_and_others_left() -> None:
    assert joined_halves("&#xD83D;&#xde00; &#55357;&#56832;") == "😀 😀"
    for left in ("&#xD800;", "&#xDE00;&#xD83D;", "&#xD83D; &#xDE00;", "&#54321;&#56832;", "&#38;"):
        assert joined_halves(left) == left


def test_a_text_comes_without_mark_and_declaration() -> None:
    assert text_of(b'\xef\xbb\xbf\n<?xml version="1.0" encoding="latin-1"?>\n<a>\xc3\xa9', None) == "<a>é"
    assert text_of("<?xml encoding='utf-16'?><a>é".encode("utf-16-be"), None) == "<a>é"
    assert text_of(b"<?xml never closed", None) == "<?xml never closed"


def words(found: HtmlText) -> list[tuple[str, str]]:
    return [(found.text[start:end], "bold" if strong else "italic") for start, end, strong in found.emphasis]


@pytest.mark.parametrize(
    ("html", "text", "emphasised"),
    [
        ("<p>It is <b> not </b>so.</p>", "It is not so.", [("not", "bold")]),
        ("<p><em>One <strong>two</strong></em> three</p>", "One two three", [("One two", "italic"), ("two", "bold")]),
        (
            "<p><b>One</b> <b>two</b></p><p><i>Three</i></p>",
            "One two\n\nThree",
            [("One two", "bold"), ("Three", "italic")],
        ),
        (
            "<ul><li><b>Osk:</b> <a href='/x'><i>six</i></a></li></ul>",
            "• Osk: six [1]",
            [("Osk:", "bold"), ("six", "italic")],
        ),
        ("<b>One<br>two</b>", "One\ntwo", [("One", "bold"), ("two", "bold")]),
        ("<h2><b>Head</b></h2><pre><b>x</b>\ny</pre><p><i></i>z</p>", "# Head\n\n    x\n    y\n\nz", []),
        ("<table><tr><td><b>a</b></td><td>b</td></tr></table>", "a | b", [("a", "bold")]),
        ("<p>2 * 3 \ufdd0&#xfdd0;<b>**x**</b>&#xfdd1;</p>", "2 * 3 **x**", [("**x**", "bold")]),
    ],
)
def test_bold_and_italic_words_are_told_and_change_no_text(
    html: str, text: str, emphasised: list[tuple[str, str]]
) -> None:
    found = prose(html, BASE)
    assert found.text == text
    assert words(found) == emphasised
    bare = re.sub(r"</?(?:b|i|em|strong)>", "", html)
    assert found[:2] == prose(bare, BASE)[:2]


def test_emphasis_beyond_the_end_of_a_text_is_left_out() -> None:
    found = prose("<p><b>One</b> two <b>three</b></p>", BASE, limit=9)
    assert (found.text, words(found)) == ("One two…", [("One", "bold")])
