from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.align import align
from newsdiff.core.articles import article as made
from newsdiff.core.attribution import attributed
from newsdiff.core.models import Article, Page, Ref
from newsdiff.core.quotations import quoted
from story import article


def read(text: str, language: str = "en") -> Article:
    return made(Page(text=text, source="a.txt", outlet="A", title="T", language=language))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“The wall will hold for years,” Mayor Ruth Oyelaran said on Friday.", [("The wall will hold for years", "Mayor Ruth Oyelaran")]),
        ('"The wall will hold for years," said Oyelaran.', [("The wall will hold for years", "Oyelaran")]),
        ("Oyelaran told reporters: “The wall will hold for years.”", [("The wall will hold for years.", "Oyelaran")]),
        ("According to the harbour master, “nine boats were lost”.", [("nine boats were lost", "the harbour master")]),
        ("“We will,” she said, “rebuild the wall.”", [("We will rebuild the wall.", "she")]),
        ("“We will rebuild,” Crewe said. “It will take ten years. Nobody doubts that.”", [("We will rebuild", "Crewe"), ("It will take ten years. Nobody doubts that.", "Crewe")]),
        ("“He told me ‘never again’ and left,” Crewe said.", [("He told me ‘never again’ and left", "Crewe")]),
        ("The sign read “mind the gap between us”.", [("mind the gap between us", "")]),
        ("They called it “a joke”.", []),
    ],
)  # fmt: skip
def test_a_quotation_comes_with_the_one_who_said_it(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.text, one.speaker) for one in attributed(read(text))] == found


def test_a_quotation_runs_through_its_sentences_and_is_one() -> None:
    (one,) = attributed(read("“The wall was weak. It had been weak for years. We knew that,” Oyelaran said."))
    assert one.sentences == (0, 1, 2)
    assert one.speaker == "Oyelaran"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("— Мы не уйдём отсюда, — сказал мэр Орлов. — Это наш дом.", ["Мы не уйдём отсюда", "Это наш дом."]),
        ("— Ми залишимося тут, — каже мер.", ["Ми залишимося тут"]),
        ("—No nos iremos nunca —dijo el alcalde—. Es nuestra casa.", ["No nos iremos nunca", "Es nuestra casa."]),
        ("— Nous ne partirons pas, a dit le maire.\n— Et vous, que ferez-vous ?", ["Nous ne partirons pas", "Et vous, que ferez-vous ?"]),
        ("— Ne partez pas ! lance-t-il.", ["Ne partez pas !"]),
        ("— Schools are closed\n— Roads are open", []),
        ("ALDHAM — The mayor said it was over.", []),
        ("The mayor — she said so — will leave.", []),
    ],
)  # fmt: skip
def test_a_dash_opens_speech_where_somebody_speaks(text: str, said: list[str]) -> None:
    assert [text[start:end] for start, end in quoted(text)] == said


WALL = "We will build the wall again before winter comes"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([f"“{WALL},” she said."], ["“We will build the wall,” the mayor promised, “again before winter comes.”"]),
        ([f"“{WALL}.", "Nobody will lose a home,” she said."], [f"“{WALL}. Nobody will lose a home,” the mayor told the council."]),
        ([f"The mayor: “{WALL}.”"], [f"'{WALL},' the mayor insisted."]),
        ([f"«{WALL}», she said."], [f"„{WALL}“, the mayor added."]),
    ],
)  # fmt: skip
def test_the_same_quotation_is_recognised_however_it_is_cut(one: list[str], other: list[str]) -> None:
    rest = ["A ferry ran aground.", "Schools stay closed.", "The council meets on Monday."]
    found = align([article("A", [*one, *rest]), article("B", ["Rain is forecast.", *other, "Trains run late."])])
    assert any(match.level for match in found.counterparts(Ref(0, 0), 1))


@given(st.text("“”\"'’— abA.,:\nsaid", max_size=80))
def test_quotations_lie_within_their_text(text: str) -> None:
    story = article("A", text.split("\n") or [""])
    for one in attributed(story):
        assert all(0 <= start < end <= len(story.text) for start, end in one.spans)
        assert list(one.sentences) == sorted(set(one.sentences))
