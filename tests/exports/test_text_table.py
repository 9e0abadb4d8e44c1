"""A comparison as plain text."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from rich.cells import cell_len

from newsdiff.core.models import Alignment
from newsdiff.exports.report import ExportView
from newsdiff.exports.text_table import table

TWO = """\
Old bridge closed

Harbour Gazette  6 March 2026, 18:02 UTC  36 words  2 of 3 sentences matched
Night Post       7 March 2026             32 words  2 of 3 sentences matched  sample

Harbour Gazette: 2 of 3 sentences matched in another outlet
2 statements in both, 2 in one only; 1 detail differs.
  # 12 cracks (Harbour Gazette) | 15 (Night Post), as in Harbour Gazette: “The old bridge was
    closed on Friday after engineers found 12 cracks in its northern pier.”
= same   ≈ similar   # details differ   + only here   · no match found

HARBOUR GAZETTE                                    NIGHT POST

# The old bridge was closed on Friday after        # 93% Engineers found 15 cracks in the northern
  engineers found 12 cracks in its northern              pier, and the old bridge was closed on
  pier.                                                  Friday.
                                                         (figures differ: 12 against 15)

· match rejected by you in Harbour Gazette         + Shopkeepers near the quay expect a hard
                                                     winter.

  What happens next
  -----------------

+ Buses will take the longer way round until       · match rejected by you in Night Post
  spring.

= “Nobody was ever in danger,” the mayor said.     = 98% “Nobody was ever in danger,” said the
                                                         mayor.

Rejected by you

  Harbour Gazette: Buses will take the longer way round until spring.
  Night Post: Shopkeepers near the quay expect a hard winter.

"""

BELOW = """\
# The old bridge was closed on Friday after engineers found
  12 cracks in its northern pier.
    # 93% Night Post: Engineers found 15 cracks in the
          northern pier, and the old bridge was closed on
          Friday.
          (figures differ: 12 against 15)
    · no match found in Valley Echo

≈ Night Post: Shopkeepers near the quay expect a hard
  winter.
      Valley Echo: In brief
      ---------------------
    ≈ 61% Valley Echo: Shopkeepers fear a hard winter.
    · match rejected by you in Harbour Gazette

  What happens next
  -----------------

≈ Buses will take the longer way round until spring.
    ≈ you Valley Echo: Commuters face detours until spring.
          (linked by you)
    · match rejected by you in Night Post
"""


def test_two_outlets_stand_side_by_side(pair: Alignment) -> None:
    assert table(pair).startswith(TWO)


def test_outlets_that_have_no_room_beside_each_other_stand_below(story: Alignment) -> None:
    assert BELOW in table(story, width=60)


def test_three_outlets_stand_side_by_side_where_there_is_room(story: Alignment) -> None:
    lines = table(story, width=150).splitlines()
    assert any("HARBOUR GAZETTE" in line and "NIGHT POST" in line and "VALLEY ECHO" in line for line in lines)


def test_what_one_of_many_outlets_has_alone_takes_one_line_to_say(many: Alignment) -> None:
    assert "+ Outlet 3: Only number 3 says this.\n    · no match found in any other outlet\n" in table(many)


@pytest.mark.parametrize("width", [20, 40, 80, 81, 119, 120, 200])
@pytest.mark.parametrize("name", ["pair", "story", "many", "hostile"])
def test_no_line_is_wider_than_the_terminal(name: str, width: int, request: pytest.FixtureRequest) -> None:
    written = table(request.getfixturevalue(name), width=width)
    assert all(cell_len(line) <= max(40, width) for line in written.splitlines())


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "no-such-encoding"])
def test_marks_and_letters_fit_what_can_be_written(story: Alignment, encoding: str) -> None:
    written = table(story, encoding=encoding)
    assert "% you Valley Echo: Commuters face" in written
    assert '"Nobody was ever in danger," the mayor said.' in written
    assert "    . no match found in Valley Echo" in written
    assert written.isascii()


def test_columns_stay_straight_where_characters_were_replaced(pair: Alignment) -> None:
    first = pair.articles[0]
    sentences = (replace(first.sentences[0], text="One… two… three… four… five… six… seven."), *first.sentences[1:])
    written = table(Alignment((replace(first, sentences=sentences), pair.articles[1]), pair.matches), encoding="ascii")
    row = next(line for line in written.splitlines() if "One..." in line)
    assert row.index("= 93%") == 51


def test_nothing_that_a_terminal_acts_on_is_written(hostile: Alignment) -> None:
    written = table(hostile)
    assert "[/x]" in written
    assert {char for char in written if unicodedata.category(char) in ("Cc", "Cf")} == {"\n"}


def test_one_outlet_with_two_articles_is_told_apart(pair: Alignment) -> None:
    first, second = pair.articles
    written = table(Alignment((first, replace(second, outlet=first.outlet)), pair.matches))
    assert "match rejected by you in Harbour Gazette (2)" in written


def test_another_article_can_lead(story: Alignment) -> None:
    written = table(story, view=ExportView((2, 0)))
    assert written.startswith("Valley Echo reports\n")
    assert "Lead: Valley Echo. Not shown: Night Post.\n" in written
    assert written.count("Night Post") == 1
    assert "Valley Echo: 1 of 2 sentences matched in another outlet" in written


def test_a_sentence_that_matches_better_elsewhere_says_so(pair: Alignment) -> None:
    first, second, *others = pair.matches
    again = replace(first, a=others[0].a, score=0.5)
    written = table(Alignment(pair.articles, (first, second, replace(again, level="similar"), *others)))
    assert written.count("(matches better in another place)") == 1


@pytest.mark.parametrize(("score", "shown"), [(1.0, "= 99%"), (0.999, "= 99%"), (0.42, "= 42%"), (0.001, "=  1%")])
def test_a_score_is_never_shown_as_certain_nor_a_match_as_nothing(pair: Alignment, score: float, shown: str) -> None:
    alignment = Alignment(pair.articles, (replace(pair.matches[2], score=score),))
    assert f"{shown} “Nobody was ever in danger,” said the" in table(alignment)


def test_what_one_outlet_goes_on_to_say_alone_is_not_commented_on_again(pair: Alignment) -> None:
    without = table(Alignment(pair.articles, ()))
    assert without.count("no match found in Night Post") == 2
    assert "\n+ “Nobody was ever in danger,” the mayor said.     ·\n" in without


def test_weaker_matches_are_shown_when_asked_for(pair: Alignment) -> None:
    weak = replace(pair.matches[1], by="text")
    alignment = Alignment(pair.articles, (pair.matches[0], weak, pair.matches[2]))
    assert "~ 21% Shopkeepers near the quay" in table(alignment, min_score=0.2)
    assert "~ 21%" not in table(alignment)
