"""Every message of the compare screen names a key as it is bound now."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsdiff.app import compare
from newsdiff.config import Config
from newsdiff.service.comparison import Comparison
from support.article_builders import alignment, article
from support.compare_driver import compare_lines, settle, state_of, status_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from newsdiff.core.models import Alignment
    from newsdiff.errors import NewsdiffError
    from support.fake_context import FakeContext
    from support.fake_feed_service import FakeFeedService

    Opened = Callable[..., AbstractAsyncContextManager[Pilot[NewsdiffError]]]

KEYMAP = {
    "undo": "f9",
    "back": "f2",
    "filter": "f3",
    "view": "f4",
    "zen": "f5",
    "sync": "f6",
    "link": "f7",
    "copy": "f8",
    "add": "f10",
    "leave": "f11",
    "weaker": "f12",
    "outlet-right": "W",
    "outlet-left": "Q",
    "next-difference": "D",
    "previous-difference": "U",
    "drawer-down": "M",
    "drawer-up": "R",
    "outlet-9": "B",
}


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("f3", "f3"), "f3 next filter · f2 show all"),
        (("f4", "f3"), "Filters work on rows: f4 shows them"),
        (("f5", "f3"), "Filters work on rows: f5 shows them"),
        (("f6",), "Panes scroll alone · f6 together"),
        (("f7",), "Link from Gazette: go to a sentence of another outlet and press f7; f9 cancels"),
        (("f7", "f7"), "(Q, W), then press f7; f9 cancels"),
        (("G", "plus"), "f7 links two sentences by hand"),
        (("G", "Y"), "f8 copy the sentence alone"),
        (("slash", *"ferries", "enter"), "D/U next/previous · f2 clear"),
        (("f2",), "f11 quits"),
    ],
)
async def test_the_status_line_names_the_users_keys(opened: Opened, keys: tuple[str, ...], words: str) -> None:
    async with opened(config=Config(keymap=KEYMAP)) as pilot:
        await pilot.press(*keys)
        await settle(pilot)
        assert words in status_line(pilot)


async def test_a_decision_names_the_users_key_that_takes_it_back(
    opened: Opened, context: FakeContext, feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "compare", lambda _, **_unused: Comparison(context.story, feed_service.store))
    async with opened(config=Config(keymap=KEYMAP)) as pilot:
        await pilot.press("minus")
        assert "Rejected. f9 undoes" in status_line(pilot)
        await pilot.press("f9")
        assert "Undone" in status_line(pilot)


async def test_several_matches_are_told_apart_with_the_users_key(opened: Opened, context: FakeContext) -> None:
    pair = [article("A", ["One."]), article("B", ["One.", "Also one."])]
    context.story = alignment(pair, [((0, 0), (1, 0), "same"), ((0, 0), (1, 1), "same")])
    async with opened(config=Config(keymap=KEYMAP)) as pilot:
        await pilot.press("plus")
        assert "go to the one you mean (W), then press again" in status_line(pilot)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("f7",), "linking from Gazette: f7"),
        (("f3", "f3", "f3", "f3"), "f3 next filter · f2 show all"),
        (("j",), "(f12 1 weaker)"),
    ],
)
async def test_header_rows_and_drawer_name_the_users_keys(opened: Opened, keys: tuple[str, ...], words: str) -> None:
    async with opened(config=Config(keymap=KEYMAP)) as pilot:
        await pilot.press(*keys)
        await settle(pilot)
        assert words in "\n".join(compare_lines(pilot))


async def test_the_drawer_names_the_keys_that_scroll_it(opened: Opened, context: FakeContext) -> None:
    every = [article(f"Outlet {number}", ["Rain. " * 60]) for number in range(8)]
    context.story = alignment(every, [((0, 0), (number, 0), "same") for number in range(1, 8)])
    async with opened(config=Config(keymap=KEYMAP)) as pilot:
        assert "more lines: M and R scroll" in "\n".join(compare_lines(pilot))


@pytest.mark.parametrize(
    ("story", "words"),
    [
        (alignment([article("A", ["Only this."])], []), "Only one article: f10 adds another"),
        (alignment([article(f"Outlet {n}", ["Rain."]) for n in range(9)], []), "press B to show the ninth"),
    ],
)
async def test_what_is_said_at_the_start_names_the_users_keys(
    opened: Opened, context: FakeContext, story: Alignment, words: str
) -> None:
    context.story = story
    async with opened(config=Config(keymap=KEYMAP)) as pilot:
        assert words in status_line(pilot)
        if len(story.articles) == 1:
            assert "f10 adds an article to compare this one with" in "\n".join(compare_lines(pilot))
            assert state_of(pilot).pending


def test_no_sentence_of_this_package_has_a_key_in_it() -> None:
    # A key by its name, or a letter before or after a word that is about pressing it.
    key = re.compile(
        r"\b(esc|f\d+)\b|ctrl\+|\^\w|\bpress \w\b|(^|[.;:,(] )\w (adds|opens|shows|goes|gives|takes|brings)\b"
    )
    found = []
    for path in sorted(Path(compare.__file__).parent.glob("*.py")):
        text = re.sub(r'"""(.|\n)*?"""', "", path.read_text(encoding="utf-8"))
        strings = re.findall(r'"([^"\n]{12,})"', text)
        found += [(path.name, one) for one in strings if path.name != "bindings.py" and key.search(one)]
    assert found == []
