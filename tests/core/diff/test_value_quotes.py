"""The words around a value: verbatim, with the value in them, never wider than there is room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsdiff.core.diff.conflict_list import ListedConflict, ValueSpan
from newsdiff.core.diff.overview import HEADLINE
from newsdiff.core.diff.value_quotes import LEAST_ROOM, value_quote
from support.article_builders import article

if TYPE_CHECKING:
    from newsdiff.core.models import Article

LONG = "After a long night of talks, in the harbour of Port Averne, the ferry struck at 5:40 a.m., the coastguard said."
SHORT = "It struck at 6:10 in the morning, two miles from the harbour and an hour after it had left the mainland."


def detail(articles: list[Article], *values: tuple[int, str]) -> ListedConflict:
    """A conflict of values that stand in the first sentences of articles, or only in the headline."""
    places = []
    for number, value in values:
        sentence = 0 if value in articles[number].sentences[0].text else HEADLINE
        text = articles[number].title if sentence == HEADLINE else articles[number].sentences[0].text
        places.append(ValueSpan(number, sentence, text.index(value), text.index(value) + len(value)))
    return ListedConflict((), tuple(places), 1.0)


@pytest.mark.parametrize("room", range(LEAST_ROOM, 130))
@pytest.mark.parametrize(("text", "value"), [(LONG, "5:40 a.m."), (SHORT, "6:10"), (SHORT, "mainland")])
def test_the_words_are_verbatim_and_fit_and_have_the_value(text: str, value: str, room: int) -> None:
    articles = [article("A", [text])]
    quote = value_quote(articles, detail(articles, (0, value)), room)
    assert quote is not None
    assert len(quote.text) <= room
    assert quote.text.strip("…") in text
    assert quote.text[quote.start : quote.end] == value


def test_a_whole_sentence_is_not_cut() -> None:
    articles = [article("A", [LONG])]
    quote = value_quote(articles, detail(articles, (0, "5:40 a.m.")), len(LONG))
    assert quote is not None
    assert quote.text == LONG


def test_the_sentence_is_quoted_of_which_least_is_lost_before_the_value() -> None:
    articles = [article("A", [LONG]), article("B", [SHORT])]
    quote = value_quote(articles, detail(articles, (0, "5:40 a.m."), (1, "6:10")), 40)
    assert quote is not None
    assert (quote.article, quote.text) == (1, "It struck at 6:10 in the morning, two…")


def test_a_headline_is_quoted_only_where_no_sentence_has_the_value() -> None:
    one = replace(article("A", ["The mayor put the number of those who were hurt at 19."]), title="23 hurt")
    other = replace(article("B", ["A ferry ran aground."]), title="19 hurt")
    found = detail([one, other], (0, "19"), (1, "19"))
    quote = value_quote([one, other], found, 30)
    assert quote is not None
    assert (quote.article, quote.text) == (0, "…of those who were hurt at 19.")
    alone = value_quote([one, other], detail([one, other], (0, "23"), (1, "19")), 30)
    assert alone is not None
    assert alone.text == "23 hurt"


def test_without_room_for_words_nothing_is_quoted() -> None:
    articles = [article("A", [LONG])]
    assert value_quote(articles, detail(articles, (0, "5:40 a.m.")), LEAST_ROOM - 1) is None


def test_a_text_without_spaces_is_cut_between_characters() -> None:
    articles = [
        article("A", ["港务局表示已于三月三日向所有船只发出警告并且要求它们在雾中停航直到另行通知为止因为灯塔已经熄灭"])
    ]
    quote = value_quote(articles, detail(articles, (0, "三月三日")), 25)
    assert quote is not None
    assert len(quote.text) <= 25
    assert "三月三日" in quote.text


def test_a_quotation_mark_that_is_never_closed_gives_way_to_ours() -> None:
    articles = [article("A", ["“The end date for my tenure is February 28."]), article("B", ["“Now,” she said at 9."])]
    first = value_quote(articles, detail(articles, (0, "February 28")), 80)
    second = value_quote(articles, detail(articles, (1, "9")), 80)
    assert first is not None
    assert second is not None
    assert first.text == "The end date for my tenure is February 28."
    assert first.text[first.start : first.end] == "February 28"
    assert second.text == "“Now,” she said at 9."
