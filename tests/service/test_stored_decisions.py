"""What a store of an earlier newsdiff holds of the reader's decisions is found again, however sentences are compared."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pytest

from newsdiff.adapters.store import FILE_NAME, open_store
from newsdiff.config import data_dir
from newsdiff.core.alignment import aligner
from newsdiff.core.alignment.aligner import align
from newsdiff.core.alignment.embeddings import TokenVectors, texts
from newsdiff.core.alignment.verdicts import apply
from newsdiff.core.alignment.weights import FITTED
from newsdiff.core.models import Ref
from newsdiff.core.text.tokenizer import Tokenizer
from newsdiff.service import AppContext
from support.article_builders import article

if TYPE_CHECKING:
    from newsdiff.core.models import Alignment, Article

# The first published schema, and rows as the newsdiff of 2026-11-22 wrote them.
_STORE = """
    CREATE TABLE verdict (
        id INTEGER PRIMARY KEY,
        a_outlet TEXT NOT NULL,
        a_text TEXT NOT NULL,
        b_outlet TEXT NOT NULL,
        b_text TEXT NOT NULL,
        linked INTEGER NOT NULL CHECK (linked IN (0, 1)),
        at TEXT NOT NULL
    );
    CREATE INDEX verdict_outlets ON verdict (a_outlet, b_outlet);
    CREATE TABLE retraction (verdict INTEGER PRIMARY KEY REFERENCES verdict (id));
    CREATE VIEW standing_verdict AS
        SELECT * FROM verdict
        WHERE NOT EXISTS (SELECT 1 FROM retraction WHERE retraction.verdict = verdict.id);
    CREATE TRIGGER verdict_no_update BEFORE UPDATE ON verdict
        BEGIN SELECT RAISE(ABORT, 'the history of verdicts is only added to'); END;
    CREATE TRIGGER verdict_no_delete BEFORE DELETE ON verdict
        BEGIN SELECT RAISE(ABORT, 'the history of verdicts is only added to'); END;
    CREATE TRIGGER retraction_no_update BEFORE UPDATE ON retraction
        BEGIN SELECT RAISE(ABORT, 'the history of verdicts is only added to'); END;
    CREATE TRIGGER retraction_no_delete BEFORE DELETE ON retraction
        BEGIN SELECT RAISE(ABORT, 'the history of verdicts is only added to'); END;
    INSERT INTO verdict VALUES
        (1, 'Gazette', 'Ferries run every 20 minutes.', 'Herald', 'Ferries run every 20 minutes.', 0,
            '2026-11-20T12:00:00+00:00'),
        (2, 'Gazette', 'The bridge was closed after 49 bolts broke.', 'Herald', 'A crossing is shut.', 1,
            '2026-11-20T12:01:00.250000+00:00'),
        (3, 'Gazette', 'It may open again in spring.', 'Herald', 'The union had warned of rust.', 1,
            '2026-11-20T12:02:00+00:00'),
        (4, 'Gazette', 'Nobody was hurt.', 'Herald', 'There were no injuries.', 1, '2026-11-20T12:03:00+00:00'),
        (5, 'Gazette', 'Nobody was hurt.', 'Herald', 'There were no injuries.', 0, '2026-11-20T12:04:00+00:00');
    INSERT INTO retraction VALUES (5);
    PRAGMA application_id = 1852076902;
    PRAGMA user_version = 1;
"""

GAZETTE = [
    "The bridge was closed after 49 bolts broke.",
    "Ferries run every 20 minutes.",
    "It may open again in spring.",
    "Nobody was hurt.",
]
HERALD = [
    "A crossing is shut.",
    "Ferries run every 20 minutes.",
    "The union had warned of rust.",
    "There were no injuries.",
]
EXPECTED = {
    (Ref(0, 0), Ref(1, 0)): True,
    (Ref(0, 1), Ref(1, 1)): False,
    (Ref(0, 2), Ref(1, 2)): True,
    (Ref(0, 3), Ref(1, 3)): True,
}
"""Linked by hand, rejected, linked by hand, and accepted (a rejection of it was taken back)."""


@pytest.fixture(autouse=True)
def _store() -> None:
    path = data_dir() / FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_STORE)


def decided(alignment: Alignment) -> dict[tuple[Ref, Ref], bool]:
    """What is told to be the reader's decision, and whether it links."""
    return {(match.a, match.b): match.level is not None for match in alignment.matches if match.by == "reader"}


def both() -> list[Article]:
    return [article("Gazette", GAZETTE), article("Herald", HERALD)]


async def test_what_a_store_of_today_holds_is_found_again() -> None:
    async with AppContext() as context:
        assert decided(context.compare(both()).alignment) == EXPECTED


@pytest.mark.parametrize("link", [0.01, 0.99])
async def test_decisions_hold_when_the_scores_change(monkeypatch: pytest.MonkeyPatch, link: float) -> None:
    fitted = {mode: replace(one, bias=one.bias + 3 * link, link=link, same=link) for mode, one in FITTED.items()}
    monkeypatch.setattr(aligner, "FITTED", MappingProxyType(fitted))
    async with AppContext() as context:
        assert decided(context.compare(both()).alignment) == EXPECTED


def test_decisions_hold_when_a_model_reads_the_story() -> None:
    chance = np.random.default_rng(2)
    vectors = {}
    for text in texts(both()):
        spans = [(token.start, token.end) for token in Tokenizer("en").tokens(text)]
        states = chance.normal(size=(len(spans), 16))
        states /= np.linalg.norm(states, axis=1, keepdims=True)
        vectors[text] = TokenVectors(states.astype(np.float16), np.array(spans, np.int32))
    by_model = align(both(), vectors=vectors)
    assert by_model != align(both())
    with open_store(data_dir() / FILE_NAME).store as store:
        assert decided(apply(by_model, store.verdicts({"Gazette", "Herald"}))) == EXPECTED


async def test_decisions_hold_when_sentences_are_split_otherwise() -> None:
    joined = [f"{GAZETTE[0]} {GAZETTE[1]}", *GAZETTE[2:]]
    async with AppContext() as context:
        found = context.compare([article("Gazette", joined), article("Herald", HERALD)])
        assert decided(found.alignment) == {
            (Ref(0, 0), Ref(1, 0)): True,
            (Ref(0, 0), Ref(1, 1)): False,
            (Ref(0, 1), Ref(1, 2)): True,
            # Too short to be looked for inside of others, it stands as it was.
            (Ref(0, 2), Ref(1, 3)): True,
        }
