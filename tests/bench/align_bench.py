"""Judge the alignment, as it is shipped, on labelled stories: the table of the shared `align.py`, and its worst errors.

    python tests/bench/align_bench.py [FOLDER] [--worst N] [--model MODEL]

The shipped weights were fitted to these very stories, so that this table flatters them a little; the honest figures, of
stories held out, stand below it as `make fit` left them. Text of the articles goes to the screen only.
"""

from __future__ import annotations

import math
import re
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.fuzz import ratio, token_set_ratio
from rapidfuzz.process import cdist

# Run as a script, this file is alone on the path.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.judged import Judged, average_precision, by_story, f1, figures, first_right, print_bands
from bench.labelled import Gold, Labelled, command, read
from bench.token_vectors import MODEL_OPTION, token_vectors
from newsdiff.core.alignment.aligner import align
from newsdiff.core.alignment.embeddings import texts as texts_of
from newsdiff.core.alignment.weights import CROSS_VALIDATED, DATE
from newsdiff.core.diff.story_diff import Differences
from newsdiff.core.models import Alignment, Match, Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from newsdiff.core.alignment.embeddings import TokenVectors

    Scores = NDArray[np.float64]
    Method = Callable[[Sequence[str], Sequence[str]], Scores]

_WORD = re.compile(r"\w+")


def aligned(
    number: int, story: Labelled, vectors: Mapping[str, TokenVectors] | None = None
) -> tuple[list[Judged], Alignment, float]:
    """A story as newsdiff aligns it, with the tokens that a model read in it or by words alone, and the seconds."""
    began = time.perf_counter()
    found = align(story.articles, min_score=0, vectors=vectors)
    taken = time.perf_counter() - began
    results = []
    for gold in story.gold:
        scores, level = np.zeros(gold.right.shape), np.zeros(gold.right.shape, int)
        for match in found.matches:
            if (match.a.article, match.b.article) == (gold.a, gold.b):
                at = match.a.sentence, match.b.sentence
                scores[at], level[at] = match.score, {"same": 2, "similar": 1, None: 0}[match.level]
        results.append(Judged(number, gold, scores, level > 0, level == 2))
    return results, found, taken


def bm25(a: Sequence[str], b: Sequence[str], k: float = 1.2, length: float = 0.75) -> Scores:
    """BM25, the mean of both directions, with the usual constants (Robertson and Zaragoza 2009)."""
    words = [_WORD.findall(sentence) for sentence in [*a, *b]]
    holders = Counter(word for sentence in words for word in set(sentence))
    mean = sum(map(len, words)) / len(words)
    rarity = {word: math.log(1 + (len(words) - n + 0.5) / (n + 0.5)) for word, n in holders.items()}

    def one(query: Sequence[str], text: Sequence[str]) -> float:
        counts = Counter(text)
        pressed = k * (1 - length + length * len(text) / mean)
        return sum(rarity[word] * counts[word] * (k + 1) / (counts[word] + pressed) for word in {*query} & {*text})

    left, right = words[: len(a)], words[len(a) :]
    return np.array([[(one(x, y) + one(y, x)) / 2 for y in right] for x in left])


def baselines() -> dict[str, Method]:
    """Plain scores to compare with."""
    return {
        "ratio": lambda a, b: cdist(a, b, scorer=ratio).astype(float),
        "token_set_ratio": lambda a, b: cdist(a, b, scorer=token_set_ratio).astype(float),
        "bm25": bm25,
    }


def baseline(method: Method, stories: Sequence[Labelled]) -> tuple[float, float, float]:
    """AP, P@1, and F1 at the threshold that turns out best on these very stories, of a plain score."""
    found: list[tuple[Scores, Gold]] = []
    for story in stories:
        texts = [[sentence.text.lower() for sentence in article.sentences] for article in story.articles]
        found += [(method(texts[gold.a], texts[gold.b]), gold) for gold in story.gold]
    cuts = np.quantile(np.concatenate([scores.ravel() for scores, _ in found]), np.linspace(0.8, 1, 200))
    best = max(float(np.mean([f1(scores >= cut, gold) for scores, gold in found])) for cut in cuts)
    precision = float(np.mean([average_precision(scores, gold) for scores, gold in found]))
    return precision, best, float(np.mean([first_right(scores, gold) for scores, gold in found]))


def print_table(stories: Sequence[Labelled], results: Mapping[str, Sequence[Judged]]) -> None:
    """Print newsdiff, in each way that it was run, beside the baselines."""
    print(f"{'':28}{'AP':>7}{'F1':>7}{'P@1':>7}")
    for name, method in baselines().items():
        print(f"{name:28}" + "".join(f"{value:7.3f}" for value in baseline(method, stories)))
    told = {f"shipped, {way}": figures(found) for way, found in results.items()}
    told |= {f"held out, {mode}": dict(held) for mode, held in CROSS_VALIDATED.items()}
    for name, one in told.items():
        note = f"   (fitted to these stories {DATE})" if name.startswith("shipped") else ""
        print(f"{name:28}{one['AP']:7.3f}{one['F1']:7.3f}{one['P@1']:7.3f}{note}")
    for name, one in told.items():
        for level in ("same", "similar"):
            right, recall = one[f"{level} right"], one[f"{level} recall"]
            print(f"{name:28} {level:8} right {right:.3f} at a recall of {recall:.3f}")
    for way, found in results.items():
        _print_linked(way, found)


def _print_linked(way: str, results: Sequence[Judged]) -> None:
    chosen = [one.links & ~one.gold.disputed for one in results]
    total = max(sum(int(links.sum()) for links in chosen), 1)
    hits = sum(int((links & one.gold.right).sum()) for links, one in zip(chosen, results, strict=True)) / total
    near = sum(int((links & one.gold.related).sum()) for links, one in zip(chosen, results, strict=True)) / total
    print(f"linked, {way}: {total} pairs, right {hits:.3f}, related {near:.3f}, neither {1 - hits - near:.3f}")


@dataclass
class Claims:
    """How often something is claimed to differ, and rightly."""

    pairs: int = 0
    labelled: int = 0
    """Of them, labelled as differing in a detail."""


def claims(stories: Sequence[Labelled], results: Sequence[Judged], *, linked: bool) -> tuple[dict[str, Claims], int]:
    """By kind and for all: what is claimed to differ in right pairs, or in linked ones. And how many truly do."""
    found: dict[str, Claims] = defaultdict(Claims)
    total = 0
    for one in results:
        gold, differences = one.gold, Differences(Alignment(stories[one.story].articles, ()))
        total += int(gold.differing.sum())
        for row, column in np.argwhere((one.links if linked else gold.right) & ~gold.disputed).tolist():
            match = Match(Ref(gold.a, row), Ref(gold.b, column), 1, "same")
            kinds = {detail.kind for detail in differences.details(match)}
            for kind in [*kinds, "all"] if kinds else ():
                found[kind].pairs += 1
                found[kind].labelled += bool(gold.differing[row, column])
    return found, total


def print_differing(stories: Sequence[Labelled], results: Sequence[Judged]) -> None:
    """Print how far the claims that a detail differs are those of the annotators, by kind."""
    for linked, which in ((False, "right pairs, linked or not"), (True, "linked pairs, right or not")):
        found, total = claims(stories, results, linked=linked)
        print(f"\ndetails differ, claimed for {which}; {total} pairs are labelled so")
        for kind, one in sorted(found.items()):
            precision, recall = one.labelled / one.pairs, one.labelled / total
            print(f"{kind:12}{one.pairs:4} claimed, {one.labelled:3} labelled so", end="")
            print(f"   precision {precision:.2f}, recall {recall:.2f}" if kind == "all" else "")


def print_worst(stories: Sequence[Labelled], results: Sequence[Judged], count: int) -> None:
    """Print the right pairs that score lowest, and the wrong links that score highest."""
    misses, false = [], []
    for one in results:
        for row, column in np.argwhere(one.gold.right & ~one.links & ~one.gold.disputed).tolist():
            misses.append((float(one.scores[row, column]), one, row, column))
        for row, column in np.argwhere(one.links & ~one.gold.right & ~one.gold.disputed).tolist():
            false.append((-float(one.scores[row, column]), one, row, column))
    for title, found in (("missed", misses), ("linked, and not right", false)):
        print(f"\n{title}: {len(found)}")
        for score, one, row, column in sorted(found, key=lambda entry: entry[0])[:count]:
            articles = stories[one.story].articles
            note = " (related)" if one.gold.related[row, column] else ""
            print(f"{abs(score):.3f}{note}  {articles[one.gold.a].sentences[row].text}")
            print(f"       {articles[one.gold.b].sentences[column].text}")


def main() -> None:
    """Print everything."""
    given = command(
        "Judge the alignment.",
        {
            "--worst": {"type": int, "default": 10, "help": "how many to show"},
            "--model": MODEL_OPTION,
        },
    )
    stories = read(given.folder)
    vectors = token_vectors(texts_of(article for story in stories for article in story.articles), given.model)
    ways = {"by words": None} | ({"with model": vectors} if vectors else {})
    runs = {way: [aligned(number, story, used) for number, story in enumerate(stories)] for way, used in ways.items()}
    results = {way: [one for found, _, _ in every for one in found] for way, every in runs.items()}
    # What is told in detail is told of the better way.
    every, judged = list(runs.values())[-1], list(results.values())[-1]
    print(f"{len(stories)} stories, {len(judged)} pairs of articles")
    print_table(stories, results)
    print_differing(stories, judged)
    print()
    print_bands(judged)
    print()
    for number, precision in by_story(judged).items():
        _, found, taken = every[number]
        sizes = " × ".join(str(len(article.sentences)) for article in found.articles)
        print(f"{stories[number].name[:8]}  AP {precision:.3f}  {sizes:14} {taken * 1000:4.0f} ms")
    for way, run in runs.items():
        print(f"{way}: median {median(taken for _, _, taken in run) * 1000:.0f} ms a story")
    print_worst(stories, judged, given.worst)


if __name__ == "__main__":
    main()
