"""Stories labelled sentence by sentence. They lie beside the checkout, not in it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from newsdiff.core.models import Article, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

_LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True, eq=False)
class Gold:
    """The labels of two articles of a story, as one flag for each pair of sentences."""

    a: int
    b: int
    right: Flags
    differing: Flags
    """Right, and a checkable detail differs."""
    related: Flags
    """On the same matter, and not right."""
    disputed: Flags
    """The annotators disagreed: left out of every figure."""


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """One labelled story."""

    name: str
    articles: tuple[Article, ...]
    gold: tuple[Gold, ...]
    """Of the pairs of articles that have anything in common."""


def command(title: str, options: Mapping[str, Mapping[str, Any]] | None = None) -> argparse.Namespace:
    """The command line of a bench: `folder`, by default the labelled stories beside the checkout, and its own options.

    Ends the program with one clear line where the folder holds no stories.
    """
    shared = Path(os.environ.get("NEWSDIFF_SHARED") or Path(__file__).resolve().parents[3] / "shared")
    parser = argparse.ArgumentParser(description=title)
    parser.add_argument("folder", nargs="?", type=Path, default=shared / "bench" / "align", help="labelled stories")
    for name, option in (options or {}).items():
        parser.add_argument(name, **option)
    given = parser.parse_args()
    if not any(given.folder.glob("*.json")):
        sys.exit(f"There are no labelled stories in {given.folder}: name a folder of them, or set NEWSDIFF_SHARED.")
    return given


def read(folder: Path) -> list[Labelled]:
    """Every story of a folder, by file name."""
    return [_story(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json"))]


def article(outlet: str, texts: Iterable[str], title: str = "") -> Article:
    """An article of sentences that came split: each on a line of its own."""
    sentences, at = [], 0
    for number, text in enumerate(texts):
        sentences.append(Sentence(text, at, at + len(text), number))
        at += len(text) + 1
    return Article(outlet, title, "\n".join(sentence.text for sentence in sentences), tuple(sentences), outlet)


def _story(story: dict[str, Any]) -> Labelled:
    articles = tuple(article(doc["outlet"], doc["sentences"], doc["title"]) for doc in story["docs"])
    gold = []
    for name, labels in story["gold"].items():
        a, b = (_LETTERS.index(letter) for letter in name)
        shape = (len(articles[a].sentences), len(articles[b].sentences))
        one = {label: _flags(shape, labels.get(label, ())) for label in ("S", "D", "R", "disputed")}
        if one["S"].any() or one["D"].any():
            gold.append(Gold(a, b, one["S"] | one["D"], one["D"], one["R"], one["disputed"]))
    return Labelled(story["story"], articles, tuple(gold))


def _flags(shape: tuple[int, int], places: Iterable[tuple[int, int]]) -> Flags:
    flags = np.zeros(shape, bool)
    for row, column in places:
        flags[row, column] = True
    return flags
