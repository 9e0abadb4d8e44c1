from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.core.text.strip_markup import strip_markup


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The **mayor** said *so* and _went_ __home__.", "The mayor said so and went home."),
        ("snake_case_name and 5*3*2 and 4* hotels", "snake_case_name and 5*3*2 and 4* hotels"),
        ("See [the story](https://example.org/a_b) now", "See the story now"),
        ("See [the story](/a/b 'x') now", "See [the story](/a/b 'x') now"),
        ('See [the story](/a "Title") now', "See the story now"),
        ("[negotiations] (he said)", "[negotiations] (he said)"),
        ("![A crane](crane.png)The crane", "The crane"),
        ("text\n[1]: https://example.org/ 'x'\nmore", "text\n\nmore"),
        ("Title\n=====\ntext", "# Title\ntext"),
        ("Part one\n---\ntext", "## Part one\ntext"),
        ("He left.\n---\ntext", "He left.\n---\ntext"),
        ("**What we know**\ntext", "## What we know\ntext"),
        ("**He left.** She stayed.", "He left. She stayed."),
        ("> quoted\n> more", "quoted\nmore"),
        ("Ships &amp; cars &#8217;s &eacute; &nosuchthing; AT&T", "Ships & cars ’s é &nosuchthing; AT&T"),
        ("a<br>b<p class='x'>c</p>d", "a\nbc\nd"),
        ("<h2>Head</h2>text", "\n## Head\ntext"),
        ("10<sup>6</sup> of CO<sub>2</sub>.<sup><a href='#n'>12</a></sup> 1<sup>st</sup>", "10⁶ of CO₂.¹² 1st"),
        ("3 < 5 and 7 > 2", "3 < 5 and 7 > 2"),
        ("go <https://example.org> <!-- note -->now", "go https://example.org now"),
        ("- *one*\n* two", "- one\n* two"),
    ],
)
def test_inline_markup_becomes_plain_text(marked: str, expected: str) -> None:
    assert strip_markup(marked) == expected


@given(st.text(max_size=200))
@settings(deadline=None)
def test_words_without_signs_are_left_alone(text: str) -> None:
    words = "".join(char for char in text if char.isalpha() or char == " ")
    assert strip_markup(words) == words


@pytest.mark.parametrize(
    "unit", ["*a", "**a", "_a", "[a", "[a](", "![", "<p", "&a", "> ", "a\n---\n", "*a ", "** ", "<a ", "[a]: "]
)
def test_a_flood_of_signs_is_read_in_linear_time(unit: str) -> None:
    flood = unit * (200_000 // len(unit))
    assert len(strip_markup(flood)) <= len(flood) + flood.count("\n") * 3
