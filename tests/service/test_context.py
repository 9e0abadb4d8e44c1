"""The context opens its store once, whoever needs it, and not after it was closed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from newsdiff.adapters import store as stores
from newsdiff.adapters.store import FILE_NAME
from newsdiff.config import data_dir
from newsdiff.service import AppContext
from support.article_builders import article

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

STORY = [article("Gazette", ["The old bridge was closed."]), article("Herald", ["The old bridge is closed."])]


async def test_two_comparisons_at_once_open_the_store_once(monkeypatch: pytest.MonkeyPatch) -> None:
    real = stores.open_store
    opened: list[Path] = []
    second_asks = threading.Event()

    def opening(path: Path) -> stores.Opened:
        opened.append(path)
        # Without a lock the second thread comes in here while the first one waits.
        if len(opened) > 1:
            second_asks.set()
        second_asks.wait(0.5)
        return real(path)

    monkeypatch.setattr(stores, "open_store", opening)
    async with AppContext() as context:
        threads = [threading.Thread(target=context.compare, args=(STORY,)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(opened) == 1


async def test_a_comparison_that_ends_after_the_desk_was_closed_opens_no_store() -> None:
    async with AppContext() as context:
        pass
    comparison = context.compare(STORY)
    assert comparison.notices == ()
    assert not (data_dir() / FILE_NAME).exists()


async def test_a_comparison_that_ends_after_the_store_was_closed_does_without() -> None:
    async with AppContext() as context:
        context.compare(STORY)
    assert context.compare(STORY).notices == ()


async def test_a_comparison_says_what_it_cannot_do_in_the_languages_of_its_articles() -> None:
    other = article("Anzeiger", ["Die alte Brücke wurde gesperrt."], language="de")
    async with AppContext() as context:
        assert context.compare(STORY).notices == ()
        (told,) = context.compare([*STORY, other]).notices
    outlets = "Gazette and Herald are in English, Anzeiger is in German"
    assert told == f"{outlets}: articles in different languages are not compared."
