"""The masthead: headlines, counts and conflicts on the first screen, and what is left of them further down."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsdiff.app.compare.masthead_controller import count_parts
from newsdiff.app.compare.state import CompareState
from newsdiff.config import Config
from newsdiff.core.models import Ref
from support.article_builders import alignment, article
from support.compare_driver import compare_line, compare_lines, compare_screen, ref_at_cursor, settle, state_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from newsdiff.core.models import Alignment
    from newsdiff.errors import NewsdiffError
    from support.fake_context import FakeContext

    Opened = Callable[..., AbstractAsyncContextManager[Pilot[NewsdiffError]]]


def tolls() -> Alignment:
    """Three headlines with three tolls, and a conflict far down."""
    rest = [f"The harbour was quiet at hour {number}." for number in range(30)]
    gazette = article("Gazette", ["It rained.", *rest, "The bridge was shut after 49 bolts were found broken."])
    herald = article("Herald", ["Rain fell.", *rest, "The bridge was shut after 50 bolts were found broken."])
    courier = article("Courier", ["Rain."])
    titles = ["At least 50 killed in ferry fire", "49 killed in ferry fire", "Ferry fire kills 52"]
    articles = [replace(one, title=title) for one, title in zip((gazette, herald, courier), titles, strict=True)]
    pairs = [((0, number), (1, number), "same") for number in range(32)]
    return alignment(articles, pairs)  # type: ignore[arg-type]  # mypy takes "same" for any string


async def test_the_first_screen_shows_the_headline_of_every_column(opened: Opened, context: FakeContext) -> None:
    context.story = tolls()
    async with opened() as pilot:
        assert "1 Gazette" in compare_line(pilot, 1)
        assert "2 Herald" in compare_line(pilot, 1)
        assert "At least 50 killed in ferry fire" in compare_line(pilot, 2)
        assert "49 killed in ferry fire" in compare_line(pilot, 2)
        assert "also 3 Courier" in compare_line(pilot, 3)


async def test_headlines_that_contradict_each_other_are_counted_and_stand_in_the_strip(
    opened: Opened, context: FakeContext
) -> None:
    context.story = tolls()
    async with opened() as pilot:
        assert "0 statements in all 3   32 in some   + 1 in one only   # 2 details differ" in compare_line(pilot, 3)
        assert "# at least 50 killed (1) | 49 (2) | 52 (3)   1 “At least 50" in compare_line(pilot, 4)
        assert "# 49 bolts (1) | 50 (2)" in compare_line(pilot, 5)


async def test_the_story_opens_on_the_first_conflict_with_the_whole_masthead(
    opened: Opened, context: FakeContext
) -> None:
    context.story = tolls()
    async with opened() as pilot:
        assert ref_at_cursor(pilot) == Ref(0, 31)
        assert "49 bolts" in "".join(compare_lines(pilot)[5:])
        assert "newsdiff › At least 50 killed" in compare_line(pilot, 0)


async def test_without_a_conflict_the_story_opens_on_its_first_sentence(opened: Opened, context: FakeContext) -> None:
    context.story = alignment([article("A", ["One.", "Two."]), article("B", ["One."])], [((0, 0), (1, 0), "same")])
    async with opened() as pilot:
        assert ref_at_cursor(pilot) == Ref(0, 0)


async def test_the_masthead_is_one_line_further_down_and_comes_back_at_the_top(
    opened: Opened, context: FakeContext
) -> None:
    context.story = tolls()
    async with opened() as pilot:
        await pilot.press("k")
        await settle(pilot)
        assert "1 Gazette" in compare_line(pilot, 0)
        assert "31/33" in compare_line(pilot, 0)
        assert "harbour" in "".join(compare_lines(pilot)[1:3])
        await pilot.press("g")
        await settle(pilot)
        assert "newsdiff › At least 50 killed" in compare_line(pilot, 0)
        assert "# 2 details differ" in compare_line(pilot, 3)
        assert "It rained." in compare_line(pilot, 6)


async def test_the_masthead_collapses_in_panes_too(opened: Opened, context: FakeContext) -> None:
    context.story = tolls()
    async with opened() as pilot:
        await pilot.press("p")
        await settle(pilot)
        await pilot.press("k")
        await settle(pilot)
        assert "1 Gazette" in compare_line(pilot, 0)
        await pilot.press("g")
        await settle(pilot)
        assert "newsdiff › At least 50 killed" in compare_line(pilot, 0)


async def test_a_small_window_has_a_masthead_of_three_lines(opened: Opened, context: FakeContext) -> None:
    context.story = tolls()
    async with opened(size=(80, 24)) as pilot:
        assert "At least 50 killed in ferry fire" in compare_line(pilot, 0)
        assert "1 Gazette" in compare_line(pilot, 1)
        assert "also 2 Herald, 3 Courier" in compare_line(pilot, 1)
        assert compare_line(pilot, 2).rstrip().endswith("   0 in all 3  32 in some")
        assert "▸# 49 bolts | 50   # at least 50 killed | 49 | 52" in compare_line(pilot, 2)


@pytest.mark.parametrize("width", [100, 120, 159])
async def test_the_title_does_not_lose_to_counts(opened: Opened, context: FakeContext, width: int) -> None:
    story = tolls()
    title = "A headline that is as long as some newspapers like to have them " + "x" * (width - 82)
    context.story = replace(story, articles=(replace(story.articles[0], title=title), *story.articles[1:]))
    async with opened(size=(width, 40)) as pilot:
        assert title in compare_line(pilot, 0)


async def test_a_hidden_outlet_is_named(opened: Opened, context: FakeContext) -> None:
    context.story = tolls()
    async with opened() as pilot:
        await pilot.press("3", "3", "g")
        await settle(pilot)
        assert "hidden: 3 Courier" in compare_line(pilot, 3)


@pytest.mark.parametrize(("size", "at"), [((120, 40), 3), ((80, 24), 2), ((200, 50), 3)])
async def test_two_articles_with_nothing_in_common_say_so_and_what_to_do(
    opened: Opened, context: FakeContext, size: tuple[int, int], at: int
) -> None:
    one, other = (article(name, [f"{name} says {number}." for number in range(5)]) for name in ("Gazette", "Herald"))
    context.story = alignment([one, other], [((0, 2), (1, 3), None)])
    async with opened(size=size) as pilot:
        assert "These two tell of different events, or in words too different to match." in compare_line(pilot, at)
        assert "p reads them side by side · ~ shows 1 weaker match · a adds an article" in compare_line(pilot, at + 1)
        assert "5 sentences only in 1 Gazette" in compare_line(pilot, at + 2)
        assert "5 sentences only in 2 Herald" in compare_line(pilot, at + 3)
        await pilot.press("tilde", "j", "j")
        text = "\n".join(compare_lines(pilot))
        assert "~ 20% Herald says 3." in " ".join(text.split())


async def test_with_one_match_the_outlets_are_not_said_to_tell_of_different_events(opened: Opened) -> None:
    async with opened() as pilot:
        assert "different events" not in "\n".join(compare_lines(pilot))


async def test_a_click_on_a_name_goes_to_its_outlet(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.click(offset=(70, 1))
        await settle(pilot)
        assert state_of(pilot).cursor.column == 1


async def test_in_ascii_the_masthead_has_no_other_signs(opened: Opened, context: FakeContext) -> None:
    context.story = tolls()
    async with opened(config=Config(marks="ascii")) as pilot:
        await pilot.press("3", "3", "g")
        await settle(pilot)
        assert all(line.isascii() for line in compare_lines(pilot)[:5])


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (30, 5), (61, 17), (400, 100)])
async def test_the_masthead_fits_every_window(opened: Opened, context: FakeContext, size: tuple[int, int]) -> None:
    context.story = tolls()
    async with opened(size=size) as pilot:
        await pilot.press("j", "n", "p", "g", "p")
        await settle(pilot)
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        await pilot.press("g")
        await settle(pilot)
        assert "# 2 details differ" in compare_line(pilot, 3)
        assert compare_screen(pilot).is_live


def walked() -> Alignment:
    """Three details that differ, one of them told in two rows and one in headlines alone."""
    gazette = article(
        "Gazette",
        [
            "It rained all day in Port Averne.",
            "A ferry with 212 people on board ran aground.",
            "The harbour was quiet.",
            "The damage was put at 2.4 million euros.",
            "On board were 212 people, the owner said.",
        ],
    )
    herald = article(
        "Herald",
        [
            "A ferry with 240 people on board ran aground.",
            "The damage was put at 3.1 million euros.",
            "Nobody slept.",
            "On board were 240 people, its owner said.",
        ],
    )
    titles = ["Ferry aground: 19 injured", "Ferry aground: 23 injured"]
    articles = [replace(one, title=title) for one, title in zip((gazette, herald), titles, strict=True)]
    pairs = [((0, 1), (1, 0), "same"), ((0, 3), (1, 1), "same"), ((0, 4), (1, 3), "same")]
    return alignment(articles, pairs)  # type: ignore[arg-type]  # mypy takes "same" for any string


async def test_n_goes_once_to_every_detail_that_the_masthead_counts(opened: Opened, context: FakeContext) -> None:
    context.story = walked()
    async with opened() as pilot:
        assert "# 3 details differ" in compare_line(pilot, 3)
        assert ref_at_cursor(pilot) == Ref(0, 1)
        assert "detail 2 of 3" in compare_line(pilot, 0)
        await pilot.press("n")
        await settle(pilot)
        assert ref_at_cursor(pilot) == Ref(0, 3)
        await pilot.press("g")
        await settle(pilot)
        assert "detail 1 of 3" in compare_line(pilot, 0)
        await pilot.press("n", "n", "n")
        await settle(pilot)
        assert "No more details that differ: on to what only one outlet has" in compare_line(pilot, -1)
        await pilot.press("N", "N", "N")
        await settle(pilot)
        assert ref_at_cursor(pilot) == Ref(0, 0)
        assert "In the headlines: 19 injured (1) | 23 (2)" in compare_line(pilot, -1)


async def test_the_counts_do_not_change_with_the_lead(opened: Opened, context: FakeContext) -> None:
    context.story = walked()
    async with opened() as pilot:
        counts = compare_line(pilot, 3)
        assert "3 statements in both   + 3 in one only   # 3 details differ" in counts
        await pilot.press("2", "g")
        await settle(pilot)
        assert compare_line(pilot, 3) == counts


def warned() -> Alignment:
    """Two outlets that give bare values otherwise: a date, an hour and a sum."""
    gazette = article(
        "Gazette",
        [
            "After a long night of talks between the two sides, in the harbour of Port Averne, it struck at 5:40 a.m.",
            "The port authority said that it had warned all ships on 3 March.",
            "The owner put the damage at 2.4 million euros.",
        ],
    )
    herald = article(
        "Herald",
        [
            "It struck at 6:10 a.m., after a long night of talks between the two sides, in the harbour of Port Averne.",
            "The authority of the port said it had warned all ships on 5 March.",
            "The owner put the damage at 3.1 million euros.",
        ],
    )
    pairs = [((0, number), (1, number), "same") for number in range(3)]
    return alignment([gazette, herald], pairs)  # type: ignore[arg-type]  # mypy takes "same" for any string


async def test_the_first_screen_says_what_each_detail_is_of_in_an_outlets_own_words(
    opened: Opened, context: FakeContext
) -> None:
    context.story = warned()
    async with opened() as pilot:
        strip = "\n".join(compare_lines(pilot)[4:7])
        assert "# 3 March (1) | 5 March (2)" in strip
        assert "1 “The port authority said that it had warned all ships on 3 March.”" in strip
        assert "1 “The owner put the damage at 2.4 million euros.”" in strip
        # Of two sentences the one is quoted of which less is lost before the value.
        assert "2 “It struck at 6:10 a.m., after a long night" in strip
        assert compare_lines(pilot)[7].startswith(("▸", " #"))


async def test_values_that_have_no_line_share_the_last_one(opened: Opened, context: FakeContext) -> None:
    context.story = warned()
    async with opened(size=(120, 30)) as pilot:
        strip = compare_lines(pilot)[4:6]
        assert "“" in strip[0]
        assert "n next" in compare_line(pilot, 3)
        assert strip[1].count("#") == 2
        assert "“" not in strip[1]


async def test_a_small_window_cuts_values_shorter_before_it_hides_any(opened: Opened, context: FakeContext) -> None:
    context.story = warned()
    async with opened(size=(80, 24)) as pilot:
        strip = compare_line(pilot, 2)
        assert "# 3 | 5 March" in strip
        assert "# 2.4 | 3.1 million euros" in strip
        assert "# 5:40 | 6:10 a.m." in strip


async def test_the_list_points_to_the_details_at_the_cursor(opened: Opened, context: FakeContext) -> None:
    context.story = warned()
    async with opened(size=(200, 50)) as pilot:

        def pointed() -> list[str]:
            return [line[154:].split("(")[0].strip() for line in compare_lines(pilot) if line[154:].startswith(" ▸#")]

        first = pointed()
        assert len(first) == 1
        await pilot.press("n")
        assert len(pointed()) == 1
        assert pointed() != first


async def test_where_no_detail_differs_the_screen_says_so(opened: Opened, context: FakeContext) -> None:
    context.story = alignment([article("A", ["One.", "Two."]), article("B", ["One."])], [((0, 0), (1, 0), "same")])
    async with opened() as pilot:
        assert "1 statement in both   + 1 in one only   no differing details found" in "".join(compare_lines(pilot))


def test_that_no_detail_differs_is_not_said_before_the_encoder_has_read_the_story() -> None:
    story = alignment([article("A", ["One."]), article("B", ["One."])], [((0, 0), (1, 0), "same")])
    view = CompareState(story).overview
    said = {known: "".join(text for text, _ in count_parts(view, provisional=not known)) for known in (True, False)}
    assert said[True].endswith("no differing details found")
    assert "differ" not in said[False]


async def test_the_rail_says_what_each_detail_is_of(opened: Opened, context: FakeContext) -> None:
    context.story = warned()
    async with opened(size=(200, 50)) as pilot:
        text = " ".join(" ".join(line[154:].split()) for line in compare_lines(pilot))
        assert "1 “The port authority said that it had warned all ships on 3 March.”" in text
