"""A comparison as an HTML page: what is in it, and that it is a page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from newsdiff.core.models import Alignment
from newsdiff.core.text.normalize import clean
from newsdiff.exports.html_export import to_html

EMPTY = {"meta", "input", "br", "hr", "img", "link"}


class Tree(HTMLParser):
    """Checks that every element ends where it should, and keeps tags, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag not in ("mark", "span", "a"):
            self.text += " "

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def kinds(self) -> Counter[str]:
        return Counter(attributes.get("class", "") for _, attributes in self.tags)


@pytest.mark.parametrize("name", ["pair", "story", "many", "hostile"])
def test_every_element_ends_and_every_name_is_given_once(name: str, request: pytest.FixtureRequest) -> None:
    tree = Tree(to_html(request.getfixturevalue(name)))
    names = [attributes["id"] for _, attributes in tree.tags if "id" in attributes]
    assert len(names) == len(set(names))
    assert {tag for tag, _ in tree.tags}.isdisjoint({"script", "img", "iframe", "link", "object", "form"})


@pytest.mark.parametrize("name", ["pair", "story", "many"])
def test_every_sentence_is_on_the_page(name: str, request: pytest.FixtureRequest) -> None:
    alignment: Alignment = request.getfixturevalue(name)
    text = Tree(to_html(alignment)).text
    for ref in alignment.refs():
        assert alignment.sentence(ref).text in text


def test_the_page_asks_nobody_for_anything(story: Alignment) -> None:
    html = to_html(story)
    (policy,) = [
        meta["content"] for meta in Tree(html).all("meta") if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert "url(" not in html
    assert "@import" not in html


def test_the_page_fits_a_phone_and_both_kinds_of_light(story: Alignment) -> None:
    html = to_html(story)
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in html
    assert "@media (prefers-color-scheme: dark)" in html
    assert "@media print" in html


def test_figures_that_differ_are_marked_and_told(pair: Alignment) -> None:
    html = to_html(pair)
    assert '<mark class="figure">12</mark>' in html
    assert '<mark class="figure">15</mark>' in html
    assert '<p class="note figures">figures differ: 12 against 15</p>' in html


def test_words_that_differ_are_marked_and_words_in_common_are_not(story: Alignment) -> None:
    html = to_html(story)
    assert 'Shopkeepers <mark class="word">' in html
    assert not re.search(r'<mark class="word">[^<]*(?:Shopkeepers|winter)', html)


def test_every_mark_is_a_sign_with_words_for_those_who_listen(story: Alignment) -> None:
    html = to_html(story)
    assert '<span class="mark figures" role="img" aria-label="details differ">#</span>' in html
    assert (
        '<span class="mark none" role="img" aria-label="no match found">·</span> no match found in Valley Echo' in html
    )


def test_every_match_tells_its_score_and_its_reasons(story: Alignment) -> None:
    text = Tree(to_html(story)).text
    assert "match, 93% Both have: words: cracks, pier, northern" in text
    assert "quotation: Nobody was ever in danger" in text
    assert "linked by you" in text
    assert "Rejected by you" in text


def test_what_was_taken_out_can_be_seen(story: Alignment) -> None:
    expected = "1 line taken out before comparing Harbour Gazette Read more: tides of March (page furniture)"
    assert expected in Tree(to_html(story)).text


def test_only_addresses_of_the_web_are_linked_and_tell_nobody_where_from(hostile: Alignment) -> None:
    (only,) = Tree(to_html(hostile)).all("a")
    assert only["href"] == "https://two.example/%22%3E%3Cscript%3E?page=2"
    assert "noreferrer" in only["rel"]


def test_hostile_text_is_text(hostile: Alignment) -> None:
    html = to_html(hostile)
    tree = Tree(html)
    assert clean(hostile.articles[0].title, lines=False) in tree.text
    assert all("onload" not in attributes for _, attributes in tree.tags)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)


def test_an_article_is_marked_with_its_language(pair: Alignment) -> None:
    first, second = pair.articles
    html = to_html(Alignment((replace(first, language="ar"), replace(second, language="")), pair.matches))
    assert '<h1 lang="ar" dir="auto">' in html
    assert f'<p class="headline" dir="auto">{second.title}</p>' in html


def test_many_outlets_stand_below_each_other(many: Alignment, pair: Alignment) -> None:
    assert '<body class="below"' in to_html(many)
    assert '<body class="beside"' in to_html(pair)


def test_what_one_of_many_outlets_has_alone_takes_one_line_to_say(many: Alignment) -> None:
    assert to_html(many).count("no match found in any other outlet") == 8
    assert "no match found in Outlet" not in to_html(many)


def test_the_rows_can_be_chosen_by_what_they_are(story: Alignment, pair: Alignment) -> None:
    kinds = Tree(to_html(pair)).kinds()
    assert (kinds["row differs"], kinds["row differs only"], kinds["row shared"]) == (1, 2, 1)
    assert Tree(to_html(story)).kinds()["row shared"] == 0


def test_a_sample_is_called_one(story: Alignment) -> None:
    assert Tree(to_html(story)).text.count("A sample article; the outlet is invented.") == 1


def test_on_paper_there_is_one_column_and_no_row_that_says_nothing(story: Alignment, many: Alignment) -> None:
    for alignment in (story, many):
        _, printed = to_html(alignment).split("@media print {")
        hidden = next(line for line in printed.splitlines() if "display: none" in line).split("{")[0]
        assert {".cell.none", ".show", ".names"} <= {one.strip() for one in hidden.split(",")}
        blocks = next(line for line in printed.splitlines() if "display: block; padding: .18rem" in line).split("{")[0]
        assert ".below .row:not(.heading)" in blocks
        assert ".beside .row:not(.heading)" in blocks


def test_many_outlets_stand_beside_the_lead_in_as_many_columns_as_there_is_room_for(many: Alignment) -> None:
    html = to_html(many)
    assert 'class="below"' in html
    assert "grid-template-columns: repeat(var(--beside, 2), minmax(0, 1fr))" in html
    assert "@media (min-width: 1500px) { body.below { --beside: 4; } }" in html
