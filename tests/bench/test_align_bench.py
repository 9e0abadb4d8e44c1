from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bench import fit, fit_model
from bench.align_bench import aligned, bm25, claims
from bench.fit_data import Pair
from bench.fit_model import CrossValidation, Outcome, thresholds
from bench.judged import Judged, average_precision, bands, by_story, f1, figures, first_right
from bench.labelled import Gold, Labelled, article, read
from bench.logistic import logistic
from newsdiff.core.alignment.classifier import FittedModel
from support.shared_scripts import load_script

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

BENCH = Path(__file__).parent
EMPTY = np.zeros((2, 3), bool)


def flags(*places: tuple[int, int]) -> NDArray[np.bool_]:
    found = EMPTY.copy()
    for place in places:
        found[place] = True
    return found


def gold(right: NDArray[np.bool_], disputed: NDArray[np.bool_] = EMPTY) -> Gold:
    return Gold(0, 1, right, EMPTY, EMPTY, disputed)


RANKED = np.array([[0.9, 0.8, 0.0], [0.7, 0.6, 0.5]])


def test_average_precision_counts_right_pairs_at_their_rank() -> None:
    assert average_precision(RANKED, gold(flags((0, 0), (1, 0)))) == pytest.approx((1 + 2 / 3) / 2)


def test_disputed_pairs_and_pairs_without_a_score_are_not_ranked() -> None:
    assert average_precision(RANKED, gold(flags((1, 0)), flags((0, 0)))) == pytest.approx(1 / 2)
    assert average_precision(RANKED, gold(flags((0, 2)))) == 0


def test_first_right_asks_both_sides() -> None:
    assert first_right(RANKED, gold(flags((0, 0)))) == 1
    assert first_right(RANKED, gold(flags((1, 1)))) == 0
    assert first_right(RANKED, gold(flags((1, 2)))) == 1 / 2


def test_f1_leaves_disputed_pairs_out() -> None:
    assert f1(flags((0, 0), (0, 1), (1, 1)), gold(flags((0, 0)), flags((1, 1)))) == pytest.approx(2 / 3)


def test_levels_are_judged_apart() -> None:
    one = Judged(0, gold(flags((0, 0), (0, 1))), RANKED, flags((0, 0), (0, 1), (1, 0)), flags((0, 0)))
    found = figures([one])
    assert (found["same right"], found["same recall"]) == (1, 1 / 2)
    assert (found["similar right"], found["similar recall"]) == (1 / 2, 1 / 2)
    assert by_story([one]) == {0: 1}
    assert [(band.low, band.pairs, band.right) for band in bands([one])] == [
        (0.5, 1, 0),
        (0.6, 1, 0),
        (0.7, 1, 0),
        (0.8, 1, 1),
        (0.9, 1, 1),
    ]


def test_the_figures_are_those_of_the_shared_script(shared: Path) -> None:
    script, chance = load_script(shared / "bench" / "align.py"), np.random.default_rng(7)
    for _ in range(50):
        scores = chance.random((5, 6)) * (chance.random((5, 6)) < 0.5)
        right, disputed = chance.random((5, 6)) < 0.2, chance.random((5, 6)) < 0.1
        right &= ~disputed
        if not right.any():
            continue
        labels = Gold(0, 1, right, right & False, right & False, disputed)
        kept = {(i, j): scores[i, j] for i, j in np.argwhere(~disputed).tolist()}
        positive = {(i, j) for i, j in np.argwhere(right).tolist()}
        told = {pair: score for pair, score in kept.items() if score > 0}
        assert average_precision(scores, labels) == pytest.approx(script.average_precision(told, positive))
        hits = [script.top1(told, positive, side) for side in (0, 1)]
        assert first_right(scores, labels) == pytest.approx(sum(hit for hit, _ in hits) / sum(n for _, n in hits))
    texts = ["rain fell on the town", "the mayor left town"], ["rain on the town", "nobody left", "the sun"]
    theirs = script.bm25(*texts)
    assert bm25(*texts) == pytest.approx(np.array([[theirs[i, j] for j in range(3)] for i in range(2)]))


@pytest.fixture(scope="module")
def judged(shared: Path) -> tuple[Sequence[Labelled], list[Judged]]:
    """The labelled stories, and every pair of their articles as newsdiff aligns it by words."""
    stories = read(shared / "bench" / "align")
    return stories, [one for number, story in enumerate(stories) for one in aligned(number, story)[0]]


@pytest.mark.xdist_group("align bench")
def test_the_shipped_alignment_keeps_its_figures_on_the_labelled_stories(
    judged: tuple[Sequence[Labelled], list[Judged]],
) -> None:
    _, results = judged
    found = figures(results)
    assert found["AP"] >= 0.639
    assert found["F1"] >= 0.565
    assert found["P@1"] >= 0.777
    assert found["same right"] >= 0.87
    assert found["similar right"] >= 0.5


@pytest.mark.xdist_group("align bench")
def test_details_are_seldom_claimed_wrongly_to_differ(judged: tuple[Sequence[Labelled], list[Judged]]) -> None:
    # Precision comes first: weekdays, names, denials are most of what differs, and are not claimed at all.
    stories, results = judged
    found, total = claims(stories, results, linked=False)
    assert found["all"].labelled / found["all"].pairs >= 0.9
    assert found["all"].labelled / total >= 0.14


@pytest.mark.parametrize("script", ["fit.py", "align_bench.py", "align_speed.py"])
def test_without_stories_a_bench_says_so_in_one_line(script: str, tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, BENCH / script, tmp_path], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert (
        ran.stderr == f"There are no labelled stories in {tmp_path}: name a folder of them, or set NEWSDIFF_SHARED.\n"
    )


def test_the_logistic_model_finds_what_made_its_data() -> None:
    chance = np.random.default_rng(3)
    inputs = chance.normal(size=(20000, 2)) * [1, 5] + [0, 2]
    labels = (chance.random(20000) < 1 / (1 + np.exp(-(inputs @ [2, -0.5] + 1)))).astype(float)
    found = logistic(inputs, labels, ridge=0)
    assert found == pytest.approx([2, -0.5, 1], abs=0.1)
    assert logistic(inputs, labels, ridge=0, start=np.array([1.9, -0.4, 1.1])) == pytest.approx(found, abs=1e-5)
    weak, *_ = logistic(inputs, labels, ridge=1e6)
    assert abs(weak) < 0.1


def made(stories: int, *names: str) -> list[Pair]:
    """Pairs of articles in which one feature tells almost everything and another nothing."""
    chance, found = np.random.default_rng(5), []
    for story in range(stories):
        right = chance.random((12, 12)) < 0.1
        features = {
            "told": (right * 4 + chance.normal(size=right.shape)).astype(np.float32),
            "noise": chance.normal(size=right.shape).astype(np.float32),
        }
        none = np.zeros_like(right)
        disputed = chance.random(right.shape) < 0.05
        labels = Gold(0, 1, right & ~disputed, none, none, disputed)
        chosen = {name: features[name] for name in names}
        inputs = np.stack([values[~disputed] for values in chosen.values()], axis=1).astype(float)
        found.append(Pair(story, chosen, labels, inputs, right[~disputed].astype(float)))
    return found


def quietly(_: str) -> None:
    """Say nothing of how far it is."""


def test_fitting_weighs_what_tells_and_writes_what_can_be_read_again(tmp_path: Path) -> None:
    validation = CrossValidation(made(6, "told", "noise"), quietly)
    fitted, found = validation.fit(), validation.judge()
    assert fitted.weights["told"] > 10 * abs(fitted.weights["noise"])
    assert figures(found)["same right"] >= fit_model.SAME_RIGHT - fit_model.MARGIN
    story = {
        "story": "s",
        "docs": [{"outlet": "A", "title": "", "sentences": ["One."]}] * 2,
        "gold": {"AB": {"S": [[0, 0]]}},
    }
    (tmp_path / "story.json").write_text(json.dumps(story), encoding="utf-8")
    path = tmp_path / "weights.py"
    path.write_text(fit.source({"pair": Outcome(fitted, figures(found))}, tmp_path), encoding="utf-8")
    assert fit.earlier(path) == {"pair": fitted}
    ran = subprocess.run([sys.executable, "-m", "ruff", "format", "--check", path], capture_output=True, check=False)
    assert ran.returncode == 0


def test_what_judges_a_story_has_never_seen_it() -> None:
    pairs = made(5, "told", "noise")
    before = CrossValidation(pairs, quietly).judge()
    # The labels of one story are turned round: what the others teach of it stays the same.
    turned = replace(pairs[2], gold=replace(pairs[2].gold, right=~pairs[2].gold.right), labels=1 - pairs[2].labels)
    after = CrossValidation([*pairs[:2], turned, *pairs[3:]], quietly).judge()
    assert (before[2].scores == after[2].scores).all()
    assert (before[2].links == after[2].links).all()
    assert (before[0].scores != after[0].scores).any()


def test_a_promise_that_cannot_be_kept_ends_the_fit() -> None:
    pairs = made(4, "noise")
    wrong = [np.eye(12) * 0.6 for _ in pairs]
    with pytest.raises(SystemExit, match="No thresholds keep"):
        thresholds(pairs, wrong, FittedModel({}, 0, 1, 1, 0, 0, 1, 1))


def test_articles_that_came_split_keep_their_sentences() -> None:
    given = article("A", ["One.", "", "Two."])
    assert [given.text[one.start : one.end] for one in given.sentences] == ["One.", "", "Two."]
