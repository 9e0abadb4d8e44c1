"""The help of each screen: every key has one place in it, under a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from newsdiff.app.app import NewsdiffApp
from newsdiff.app.compare.bindings import COMPARE, STORED
from newsdiff.app.dialogs.help import HelpDialog
from newsdiff.app.help_groups import COMPARE_HELP, HOME_HELP, STORIES_HELP, HelpGroup
from newsdiff.app.home.bindings import HOME
from newsdiff.app.rendering.key_names import in_short
from newsdiff.app.stories.bindings import STORIES
from newsdiff.config import Config
from support.compare_driver import settle
from support.fake_context import FakeContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import Binding
    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError


def help_lines(pilot: Pilot[NewsdiffError]) -> list[str]:
    """What stands in the help, a line for each action."""
    return [str(one.content) for one in pilot.app.screen.query(".dialog-key").results(Static)]


@pytest.mark.parametrize(
    ("groups", "bindings"),
    [(COMPARE_HELP, [*COMPARE, *STORED]), (HOME_HELP, HOME), (STORIES_HELP, STORIES)],
    ids=["compare", "home", "stories"],
)
def test_every_key_of_a_screen_is_in_one_group_of_its_help(
    groups: Sequence[HelpGroup], bindings: Sequence[Binding]
) -> None:
    listed = [one for group in groups for one in group.ids]
    assert len(listed) == len(set(listed))
    # The last two belong to the program.
    assert set(listed) == {binding.id for binding in bindings} | {"quit", "palette"}


async def test_the_help_of_the_compare_screen_has_five_groups_and_one_line_for_nine_outlets() -> None:
    context = FakeContext()
    async with NewsdiffApp(context, Config(), context.load_articles(["story"])).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        await settle(pilot)
        assert isinstance(pilot.app.screen, HelpDialog)
        headings = [str(one.render()) for one in pilot.app.screen.query(".dialog-group")]
        assert headings == ["Move", "Compare", "Show", "Correct", "Save"]
        assert len([line for line in help_lines(pilot) if line.startswith("1-9 ")]) == 1


async def test_the_reader_s_own_keys_stand_in_the_help() -> None:
    context = FakeContext()
    config = Config(keymap={"filter": "f9", "outlet-2": "f2"})
    async with NewsdiffApp(context, config, context.load_articles(["story"])).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        await settle(pilot)
        lines = help_lines(pilot)
        assert [line for line in lines if line.startswith("f9 ")]
        assert [line for line in lines if line.startswith("1 f2 3 4 5 6 7 8 9 ")]


@pytest.mark.parametrize(
    ("keys", "shown"),
    [(["j", "↓"], "j ↓"), (list("123456789"), "1-9"), (list("23"), "2 3"), (["1", "f2", "3"], "1 f2 3"), ([], "")],
)
def test_digits_in_a_row_are_shown_in_short(keys: list[str], shown: str) -> None:
    assert in_short(keys) == shown
