"""What the list of stories and the compare screen both ask for is worked out once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from newsdiff.config import Config
from newsdiff.core.alignment import aligner as by_words
from newsdiff.service.article_aligner import ArticleAligner
from support.article_builders import article

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.core.models import Alignment

STORY = [article(outlet, ["The Harbour bridge was shut.", "It rained."]) for outlet in ("Gazette", "Herald")]
OTHER = [*STORY, article("Courier", ["They shut the old bridge."])]


@pytest.fixture
def aligner(tmp_path: Path) -> ArticleAligner:
    return ArticleAligner(Config(), tmp_path)


def test_who_asks_while_another_thread_aligns_the_same_articles_gets_what_comes_of_that(
    aligner: ArticleAligner, monkeypatch: pytest.MonkeyPatch
) -> None:
    align, calls, may_end, begun = by_words.align, [], threading.Event(), threading.Event()

    def slow(*given: Any, **named: Any) -> Alignment:
        calls.append(given)
        begun.set()
        may_end.wait(10)
        return align(*given, **named)

    monkeypatch.setattr(by_words, "align", slow)
    with ThreadPoolExecutor(2) as pool:
        counted = pool.submit(aligner.align, STORY)
        assert begun.wait(10)
        opened = pool.submit(aligner.align, list(STORY))
        may_end.set()
        assert opened.result(10).alignment is counted.result(10).alignment
    assert len(calls) == 1


def test_other_articles_and_other_scores_are_aligned_anew(aligner: ArticleAligner) -> None:
    first = aligner.align(STORY).alignment
    assert aligner.align(OTHER).alignment.articles == tuple(OTHER)
    assert aligner.align(STORY, min_score=0.0).alignment is not first


def test_a_fault_is_told_to_who_asked_and_not_kept(aligner: ArticleAligner, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: Any, **named: Any) -> Alignment:
        del given, named
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(by_words, "align", broken)
        with pytest.raises(MemoryError):
            aligner.align(STORY)
    assert aligner.align(STORY).alignment.articles == tuple(STORY)
