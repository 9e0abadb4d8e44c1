"""Pairs of sentences whose differing details are labelled. They lie beside the checkout, not in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_WORD = re.compile(r"\d[\d,.]*\d|\w+")
_EMPTY = frozenset({"a", "an", "and", "in", "of", "the", "to"})


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail that differs, as an annotator marked it: its kind and the words of either sentence."""

    kind: str
    a: str
    b: str

    def is_hit_by(self, kind: str, a: str, b: str) -> bool:
        """Whether a claimed difference is this one: of its kind, with words of it in both sentences."""
        return kind == self.kind and bool(_words(a) & _words(self.a) and _words(b) & _words(self.b))


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two sentences with the details that differ between them; none where nothing does."""

    group: str
    """`real` or `written`."""
    fold: str
    """What is held out together: a story, or a tenth of the written pairs."""
    name: str
    a: str
    b: str
    differs: tuple[Detail, ...]


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower())) - _EMPTY


def read_pairs(folder: Path) -> tuple[LabelledPair, ...]:
    """Every labelled pair but the disputed ones, the real ones first."""
    return (*_real(folder), *_written(folder))


def _real(folder: Path) -> Iterator[LabelledPair]:
    for path in sorted(folder.glob("real/*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        for number, pair in enumerate(story["pairs"]):
            if pair["gold"] != "disputed":
                a, b = (story["docs"][article]["sentences"][place] for article, place in (pair["a"], pair["b"]))
                yield LabelledPair("real", path.stem, f"{path.stem}/{number}", a, b, _details(pair["differs"]))


def _written(folder: Path) -> Iterator[LabelledPair]:
    path = folder / "written.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    for number, row in enumerate(rows):
        yield LabelledPair("written", f"tenth {number % 10}", row["id"], row["a"], row["b"], _details(row["differs"]))


def _details(rows: Sequence[dict[str, Any]]) -> tuple[Detail, ...]:
    return tuple(Detail(row["kind"], row["a"], row["b"]) for row in rows)
