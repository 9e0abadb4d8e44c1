"""The reader's word on a comparison: it outlives joins, stores that cannot be written, and threads at once."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import FILE_NAME, open_store
from newsdiff.config import data_dir
from newsdiff.core.alignment.verdicts import verdict
from newsdiff.core.diff import conflicts
from newsdiff.core.diff.match_marks import MatchMark
from newsdiff.core.diff.story_diff import Differences
from newsdiff.core.models import Ref
from newsdiff.errors import ExportError
from newsdiff.service import AppContext
from newsdiff.service.comparison import Comparison
from support.article_builders import alignment, article

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.adapters.store import Store
    from newsdiff.core.models import Alignment, Article, SentenceTokens

GAZETTE = article("Gazette", ["The old bridge was closed after 49 bolts broke.", "Ferries run every 20 minutes."])
HERALD = article("Herald", ["The old bridge was closed after 50 bolts broke.", "Ferries are running every 20 minutes."])
COURIER = article("Courier", ["The union had warned of rust on the old bridge.", "It grows."])

A, B = Ref(0, 0), Ref(1, 0)


def story(*more: Article) -> Alignment:
    return alignment([GAZETTE, HERALD, *more], [((0, 0), (1, 0), "same"), ((0, 1), (1, 1), "same")])


def by(comparison: Comparison, a: Ref = A, b: Ref = B) -> tuple[str, str | None] | None:
    """Who says what of two sentences."""
    found = next((one for one in comparison.alignment.matches if (one.a, one.b) == (a, b)), None)
    return None if found is None else (found.by, found.level)


def kept() -> list[bool]:
    """The verdicts on the disk."""
    with open_store(data_dir() / FILE_NAME).store as store:
        return [one.linked for one in store.verdicts({"Gazette", "Herald", "Courier"})]


@pytest.fixture
def read_only(tmp_path: Path) -> Store:
    """A store that holds a link of the two first sentences and takes nothing more."""
    path = tmp_path / "own" / FILE_NAME
    with open_store(path).store as store:
        store.record(verdict(story(), A, B, linked=True, at=datetime(2026, 3, 6, tzinfo=UTC)))
    return open_store(path, read_only=True).store


# Joining


async def test_what_was_said_before_an_article_joined_can_be_taken_back() -> None:
    async with AppContext() as context:
        before = context.compare([GAZETTE, HERALD])
        before.judge(A, B, linked=False)
        after = context.compare([GAZETTE, HERALD, COURIER])
        assert by(after) == ("reader", None)
        assert after.undo() == A
        assert by(after) != ("reader", None)
        assert after.undo() is None
    assert kept() == []


async def test_the_sentence_is_found_where_it_stands_now() -> None:
    async with AppContext() as context:
        context.compare([GAZETTE, HERALD]).judge(A, B, linked=False)
        assert context.compare([COURIER, HERALD, GAZETTE]).undo() == Ref(2, 0)


async def test_the_sentence_is_found_in_another_copy_of_its_article() -> None:
    copy = article("Gazette", ["Today in the harbour.", *(one.text for one in GAZETTE.sentences)])
    async with AppContext() as context:
        context.compare([GAZETTE, HERALD]).judge(A, B, linked=False)
        assert context.compare([copy, HERALD]).undo() == Ref(0, 1)


async def test_a_word_on_another_story_is_not_taken_back_here() -> None:
    async with AppContext() as context:
        first = context.compare([GAZETTE, HERALD])
        first.judge(A, B, linked=False)
        assert context.compare([GAZETTE, COURIER]).undo() is None
        assert first.undo() == A


async def test_a_word_said_while_an_article_joins_holds_in_both() -> None:
    async with AppContext() as context:
        before, after = context.compare([GAZETTE, HERALD]), context.compare([GAZETTE, HERALD, COURIER])
        before.judge(A, B, linked=False)
        assert by(after) == by(before) == ("reader", None)


async def test_without_a_store_the_readers_word_outlives_a_join(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("NEWSDIFF_DATA", str(blocked))
    async with AppContext() as context:
        before = context.compare([GAZETTE, HERALD])
        assert "It holds until you leave" in before.judge(A, B, linked=False)
        after = context.compare([GAZETTE, HERALD, COURIER])
        assert by(after) == ("reader", None)
        # The store can be opened from now on; what was said before still holds.
        monkeypatch.setenv("NEWSDIFF_DATA", str(tmp_path / "fine"))
        third = context.compare([GAZETTE, HERALD, COURIER])
        assert by(third) == ("reader", None)
        assert third.judge(A, B, linked=True) == ""
        assert third.undo() == A
        assert by(third) == ("reader", None)
        assert third.undo() == A
        assert by(third) != ("reader", None)
    assert kept() == []


# Undoing


def test_undoing_over_a_store_that_cannot_be_written_gives_back_what_it_holds(read_only: Store) -> None:
    with read_only:
        comparison = Comparison(story(), read_only)
        assert by(comparison) == ("reader", "same")
        comparison.judge(A, B, linked=False)
        comparison.judge(A, B, linked=True)
        assert comparison.undo() == A
        assert by(comparison) == ("reader", None)
        assert comparison.undo() == A
        assert by(comparison) == ("reader", "same")
        assert comparison.undo() is None


def test_undoing_without_a_store_gives_back_what_the_texts_say() -> None:
    comparison = Comparison(story(), None)
    comparison.judge(A, B, linked=False)
    assert comparison.undo() == A
    assert by(comparison) == ("text", "same")


async def test_undoing_gives_back_what_an_earlier_session_has_kept() -> None:
    async with AppContext() as context:
        context.compare([GAZETTE, HERALD]).judge(A, B, linked=False)
    async with AppContext() as context:
        comparison = context.compare([GAZETTE, HERALD])
        comparison.judge(A, B, linked=True)
        assert comparison.undo() == A
        assert by(comparison) == ("reader", None)
        assert comparison.undo() is None
    assert kept() == [False]


# Marks of details


def marked(comparison: Comparison) -> list[tuple[Ref, Ref]]:
    """The matches whose details differ."""
    differences = comparison.differences
    return [(one.a, one.b) for one in comparison.alignment.matches if differences.match_mark(one) is MatchMark.FIGURES]


async def test_a_rejected_mark_is_remembered_and_can_be_brought_back_in_another_session() -> None:
    async with AppContext() as context:
        before = context.compare([GAZETTE, HERALD])
        assert marked(before) == [(A, B)]
        assert before.judge(A, B, linked=False, about="details") == ""
        assert marked(before) == []
        assert by(before) == ("text", "same")
    async with AppContext() as context:
        # In another order, beside another article, and in a copy.
        copy = article("Gazette", ["Today in the harbour.", *(one.text for one in GAZETTE.sentences)])
        later = context.compare([COURIER, HERALD, copy])
        assert marked(later) == []
        assert later.undo() is None
        later.judge(Ref(1, 0), Ref(2, 1), linked=True, about="details")
        assert marked(later) == [(Ref(1, 0), Ref(2, 1))]
        assert later.undo() == Ref(1, 0)
        assert marked(later) == []


async def test_a_rejected_mark_is_taken_back_apart_from_its_match() -> None:
    async with AppContext() as context:
        comparison = context.compare([GAZETTE, HERALD])
        comparison.judge(A, B, linked=False, about="details")
        comparison.judge(A, B, linked=True)
        assert (by(comparison), marked(comparison)) == (("reader", "same"), [])
        comparison.undo()
        assert (by(comparison), marked(comparison)) == (("text", "same"), [])
        comparison.undo()
        assert marked(comparison) == [(A, B)]
    assert kept() == []


async def test_a_rejected_mark_leaves_every_export(tmp_path: Path) -> None:
    async with AppContext() as context:
        comparison = context.compare([GAZETTE, HERALD])
        for name, sign in {"a.md": "figures differ", "a.html": "figures differ", "a.txt": "#"}.items():
            assert sign in comparison.export(str(tmp_path / name)).read_text(encoding="utf-8").split("\n\n", 2)[-1]
        comparison.judge(A, B, linked=False, about="details")
        for name in ("b.md", "b.html", "b.txt"):
            assert "figures differ" not in comparison.export(str(tmp_path / name)).read_text(encoding="utf-8")
        (match, *_) = json.loads(comparison.export(str(tmp_path / "b.json")).read_text(encoding="utf-8"))["matches"]
        assert (match["differs"], match["differs_by"], match["by"]) == ([], "reader", "text")


# Threads and exports


async def test_threads_that_judge_and_export_at_once_lose_nothing(tmp_path: Path) -> None:
    pairs = [(Ref(0, n % 2), Ref(1, n // 2)) for n in range(4)]
    async with AppContext() as context:
        comparison = context.compare([GAZETTE, HERALD])
        failures: list[BaseException] = []

        def work(number: int) -> None:
            try:
                comparison.judge(*pairs[number], linked=False)
                comparison.export(str(tmp_path / f"{number}.json"))
            except BaseException as error:  # whatever it is, the test has to know
                failures.append(error)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failures
        assert [by(comparison, *pair) for pair in sorted(pairs)] == [("reader", None)] * 4
        assert all(comparison.undo() for _ in pairs)
        assert comparison.undo() is None
    assert kept() == []


def test_a_name_that_looks_like_a_users_is_a_file_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Comparison(story(), None).export("~nobody-of-that-name.txt").parent == tmp_path
    with pytest.raises(ExportError, match="There is no home folder ~nobody-of-that-name"):
        Comparison(story(), None).export("~nobody-of-that-name/story.txt")


# Differences


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences whose details were compared, in order."""
    asked: list[str] = []
    real = conflicts.conflicts

    def compared(
        a: conflicts.SentenceFacts,
        b: conflicts.SentenceFacts,
        tokens: tuple[SentenceTokens, SentenceTokens] | None = None,
    ) -> tuple[conflicts.Conflict, ...]:
        asked.append(a.text)
        return real(a, b, tokens)

    monkeypatch.setattr(conflicts, "conflicts", compared)
    return asked


def test_after_warming_no_details_are_compared_again_whatever_the_reader_says(asked: list[str]) -> None:
    comparison = Comparison(story(), None)
    comparison.warm()
    assert len(asked) == 2
    comparison.judge(Ref(0, 1), Ref(1, 1), linked=False)
    assert comparison.differences.alignment is comparison.alignment
    assert [len(comparison.differences.details(match)) for match in comparison.alignment.matches] == [1, 0]
    assert len(asked) == 2


def test_between_two_words_the_differences_are_one_object() -> None:
    comparison = Comparison(story(), None)
    first = comparison.differences
    assert comparison.differences is first
    comparison.judge(A, B, linked=False)
    second = comparison.differences
    assert second is not first
    assert comparison.differences is second


def test_other_articles_share_no_differences() -> None:
    other = article("Gazette", ["The old bridge was closed after 50 bolts broke.", GAZETTE.sentences[1].text])
    first = Differences(story())
    assert len(first.details(first.alignment.matches[0])) == 1
    second = first.with_alignment(alignment([other, HERALD], [((0, 0), (1, 0), "same")]))
    assert second.details(second.alignment.matches[0]) == ()
