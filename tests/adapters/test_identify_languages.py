"""The languages of headlines by the model, in a process of its own, and what is made of wrong answers."""

from __future__ import annotations

from collections import Counter

import pytest

from newsdiff.adapters.identify_languages import LEAST_SHARE, MEMORY, TASKS, identify
from newsdiff.adapters.sandbox.pool import Pool
from newsdiff.adapters.sandbox.process import WorkerError
from newsdiff.core.text.language_evidence import is_certain
from newsdiff.core.text.language_id import detect
from support.headlines import HEADLINES
from support.lying_pool import LyingPool

UKRAINIAN = "Потужна злива затопила центр Одеси"


def is_told(title: str) -> bool:
    found = detect(title)
    return bool(found) and is_certain(title, found)


async def test_headlines_that_tell_nothing_are_identified_and_seldom_wrongly() -> None:
    still_open = [(language, title) for language, some in HEADLINES.items() for title in some if not is_told(title)]
    async with Pool(1, memory=MEMORY, tasks=TASKS) as pool:
        answers = await identify(pool, [title for _, title in still_open])
        assert len(pool.pids) == 1
    found = Counter(
        "open" if not answer else "right" if answer == language else "wrong"
        for (language, _), answer in zip(still_open, answers, strict=True)
    )
    assert found.total() > 60
    assert found["right"] >= 0.8 * found.total()
    assert found["wrong"] <= 0.03 * found.total()


@pytest.mark.parametrize(
    "ranked",
    [
        None,
        "uk",
        [],
        [["uk", 0.9]],
        [[["uk"]]],
        [[["uk", "0.9"]]],
        [[["uk", 9.0]]],
        [[["uk", float("nan")]]],
        [[[7, 0.9]]],
        [[["../", 0.9], ["UK", 0.9], ["ukr", 0.9]]],
        # Nobody writes Greek or Croatian in these letters.
        [[["el", 0.9], ["hr", 0.9]]],
    ],
)
async def test_an_answer_that_makes_no_sense_is_none(ranked: object) -> None:
    assert await identify(LyingPool({"languages": ranked}), [UKRAINIAN]) == [""]


@pytest.mark.parametrize(
    ("ranked", "believed"),
    [
        ([["uk", 0.7], ["ru", 0.2]], "uk"),
        ([["uk", LEAST_SHARE - 0.1], ["ru", 0.5]], ""),
        # Of the languages that the letters allow, it is the only one.
        ([["el", 0.6], ["uk", 0.3]], "uk"),
        ([["el", 0.9], ["uk", 0.05]], ""),
    ],
)
async def test_a_language_is_believed_from_a_share_of_those_that_the_letters_allow(
    ranked: list[list[object]], believed: str
) -> None:
    assert await identify(LyingPool({"languages": [ranked]}), [UKRAINIAN]) == [believed]


async def test_standards_of_one_language_count_as_one() -> None:
    pool = LyingPool({"languages": [[["bs", 0.3], ["hr", 0.3], ["sr", 0.3], ["sl", 0.1]]]})
    assert await identify(pool, ["Bivši ministar uhićen"]) == ["hr"]


async def test_a_process_that_fails_gives_no_languages() -> None:
    with pytest.raises(WorkerError):
        await identify(LyingPool(WorkerError("died", "It died.")), [UKRAINIAN])
