"""The recording in the README: one SVG that shows the frames in turn."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from bench.recording import STEPS, Frame, Step, animate

PICTURE = '<svg class="rich-terminal" viewBox="0 0 800 400" xmlns="http://www.w3.org/2000/svg"><text>{}</text></svg>'

FRAMES = [
    Frame(PICTURE.format("first"), Step("", "newsdiff", "opens <it>", 1)),
    Frame(PICTURE.format("second"), Step("n", "n", "goes on", 3)),
]


def shown_at(svg: str, percent: float) -> list[int]:
    """The frames that are visible at a moment of the animation."""
    found = []
    for name, body in re.findall(r"@keyframes frame-(\d+) \{(.*)\}\n", svg):
        steps = [(float(at), state) for at, state in re.findall(r"([\d.]+)% \{ visibility: (\w+); \}", body)]
        if [state for at, state in steps if at <= percent][-1] == "visible":
            found.append(int(name))
    return found


def test_every_moment_shows_one_frame_each_for_its_seconds() -> None:
    svg = animate(FRAMES)
    assert [shown_at(svg, percent) for percent in (0, 10, 24.9, 25, 60, 99.9)] == [[0], [0], [0], [1], [1], [1]]
    assert svg.count("4s step-end infinite") == len(FRAMES)


def test_where_nothing_moves_the_last_frame_is_shown() -> None:
    svg = animate(FRAMES)
    assert re.findall(r'class="(frame [^"]*)"', svg) == ["frame frame-0", "frame frame-1 last"]
    assert "prefers-reduced-motion" in svg


def test_it_is_sound_xml_and_fetches_nothing() -> None:
    svg = animate(FRAMES)
    texts = ["".join(one.itertext()) for one in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 -- our own
    assert texts == ["first", "newsdiffopens <it>", "second", "ngoes on"]
    assert set(re.findall(r"https?://[^\"' )]+", svg)) == {"http://www.w3.org/2000/svg"}


def test_it_begins_where_the_program_opens_and_goes_on_with_n() -> None:
    assert [step.key for step in STEPS][:2] == ["", "n"]


def test_a_picture_without_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="no size"):
        animate([Frame("<svg/>", STEPS[0])])
