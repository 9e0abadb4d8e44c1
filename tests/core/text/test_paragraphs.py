from __future__ import annotations

import textwrap

import pytest

from newsdiff.core.text.paragraphs import paragraphs, reads_as_heading

PROSE = (
    "The mayor said on Tuesday that the bridge would stay closed, although nobody had been hurt when the crane fell. "
)


def found(text: str) -> list[tuple[str, str]]:
    """Each paragraph with its kind: a heading (H), an item (I) or prose (P)."""
    kinds = [("H" if one.heading else "I" if one.item else "P", text[one.start : one.end]) for one in paragraphs(text)]
    return [(kind, " ".join(line.split())) for kind, line in kinds]


def test_a_line_is_a_paragraph() -> None:
    assert found("He went home early.\nShe stayed.\n\n  They did not.  \n") == [
        ("P", "He went home early."),
        ("P", "She stayed."),
        ("P", "They did not."),
    ]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_lines_broken_to_a_width_are_joined(width: int) -> None:
    one, two = textwrap.fill(PROSE * 3, width), textwrap.fill(PROSE * 2, width)
    assert found(f"The crane falls\n\n{one}\n\n{two}\n\nWhat comes next\n{one}") == [
        ("H", "The crane falls"),
        ("P", (PROSE * 3).strip()),
        ("P", (PROSE * 2).strip()),
        ("H", "What comes next"),
        ("P", (PROSE * 3).strip()),
    ]


def test_paragraphs_that_only_an_indent_sets_apart_stay_apart() -> None:
    wrapped = "\n".join(textwrap.fill(PROSE * 3, 70, initial_indent="    ") for _ in range(2))
    assert found(wrapped) == [("P", (PROSE * 3).strip())] * 2


def test_one_sentence_a_line_is_not_taken_for_a_broken_paragraph() -> None:
    lines = [
        "The crane fell onto the harbour bridge on Monday morning at nine.",
        "Nobody was hurt, the mayor said on the steps of the old town hall.",
        "The bridge will stay closed until at least the end of the month.",
        "Ferries will run every hour from the harbour to the small island.",
    ]
    assert found("\n".join(lines)) == [("P", line) for line in lines]


def test_chinese_lines_are_not_joined() -> None:
    lines = [
        "港口大桥因起重机倒塌关闭。",
        "2025年5月12日",
        "周一上午，一台起重机倒在港口大桥上，造成三名工人受伤。",
        "大桥将关闭。",
    ]
    assert [line for _, line in found("\n".join(lines))] == lines


@pytest.mark.parametrize(
    "heading",
    [
        "The challenge",
        "Friday, be there",
        "The plan is “pure show”",
        "Chair: no trust left",
        "WHAT WE KNOW:",
        "La réponse du maire",
        "什么是下一步",
    ],
)
def test_a_short_line_without_a_stop_above_a_longer_one_is_a_heading(heading: str) -> None:
    after = "市长周二表示，尽管没有人在起重机倒塌时受伤，但大桥仍将关闭。" if heading[0] > "一" else PROSE.strip()
    assert found(f"{PROSE}\n{heading}\n\n{after}")[1] == ("H", heading)


@pytest.mark.parametrize(
    "line",
    [
        "He agreed.",
        "“It was over”",
        "“I will go, he said",
        "Here is what we know:",
        "- a list item",
        "lower case to begin with",
        "https://example.org/story",
        "Write to desk@example.org",
        "He left. She stayed",
        "A line that is far too long to be a heading, since it goes on and on about the crane and the bridge it fell on",
        "1. First",
        "* * *",
    ],
)
def test_other_short_lines_are_no_headings(line: str) -> None:
    assert ("H", line) not in found(f"{PROSE}\n{line}\n\n{PROSE}")


def test_the_last_line_and_a_line_above_a_shorter_one_are_no_headings() -> None:
    assert found(f"{PROSE}\nThe end of it all")[-1] == ("P", "The end of it all")
    assert found("The end of the story\nHe left.")[0] == ("P", "The end of the story")


def test_a_lone_question_is_prose_and_one_among_headings_is_not() -> None:
    assert found(f"{PROSE}\nBut who will pay?\n{PROSE}")[1] == ("P", "But who will pay?")
    assert found(f"{PROSE}\nBut who will pay?\n{PROSE}\nThe answer\n{PROSE}")[1] == ("H", "But who will pay?")
    assert found(f"{PROSE}\nWhat fell?\n{PROSE}\nWho was hurt?\n{PROSE}")[1] == ("H", "What fell?")


def test_a_table_of_short_lines_is_not_a_row_of_headings() -> None:
    lines = [f"Town number {i}" for i in range(9)]
    headings = [line for kind, line in found("\n".join([*lines, PROSE])) if kind == "H"]
    assert len(headings) <= 3


def test_marks_are_told_from_what_they_mark() -> None:
    text = "# Title #\n\n- one\n* two\n• three\n> four\n1. five\n---\n***\nSix."
    assert [(one.mark, text[one.start : one.end], one.item) for one in paragraphs(text)] == [
        ("#", "Title", False),
        ("-", "one", True),
        ("*", "two", True),
        ("•", "three", True),
        (">", "four", True),
        ("", "1. five", True),
        ("", "Six.", False),
    ]


def test_a_title_may_be_longer_than_a_heading() -> None:
    title = "Crane falls onto harbour bridge and closes the only road to the island for at least a week, officials say"
    assert not reads_as_heading(title)
    assert reads_as_heading(title, 150)
