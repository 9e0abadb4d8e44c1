"""Fit the weights of the alignment to labelled stories and write them to `core/weights.py`.

    python tests/bench/fit.py [FOLDER] [--against EARLIER_WEIGHTS.py] [--dry-run]

Everything is learnt from some stories and judged on others: each story in turn is held out, the model is fitted to the
rest, and the thresholds are chosen on predictions within that rest that were held out once more. The figures that are
written are those of the held-out stories; the weights that are written are then fitted in the same way to all of them.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

# Run as a script, this file is alone on the path.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.judged import Judged, by_story, f1, figures, print_bands, share
from bench.labelled import Gold, Labelled, command, read
from newsdiff.core.alignment import weights
from newsdiff.core.alignment.classifier import FittedModel, calibrated, linked, score
from newsdiff.core.alignment.embeddings import meaning, texts
from newsdiff.core.alignment.features import Bridge, features, shared
from newsdiff.core.alignment.term_vectors import term_matrix
from newsdiff.core.alignment.tokenized_article import tokenize_article
from newsdiff.core.alignment.vocabulary import build_vocabulary
from newsdiff.core.text.tokenizer import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

RIDGE = 10.0
"""L2 penalty on standardised weights, in sentence pairs."""
SAME_RIGHT, SIMILAR_RIGHT = 0.85, 0.5
MARGIN = 0.02
"""By so much the thresholds must do better than promised where they are chosen, since they do worse elsewhere."""
LINKS = np.arange(0.2, 0.5, 0.01)
PARTNERS = 2.0
"""Not fitted: one threshold less to choose makes the others steadier from story to story."""
SAMES = np.arange(0.5, 0.96, 0.01)
NEAR = 6
"""Steps of a threshold over which its worth is averaged."""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two articles: the features of their sentence pairs, and which of these are right."""

    story: int
    features: dict[str, Array]
    gold: Gold

    @property
    def rows(self) -> tuple[Array, Array]:
        """Features and labels of the undisputed sentence pairs, one a row."""
        kept = ~self.gold.disputed
        inputs = np.stack([values[kept] for values in self.features.values()], axis=1)
        return inputs, self.gold.right[kept].astype(float)


def pairs(stories: Sequence[Labelled], embed: Mapping[str, NDArray[np.float32]] | None = None) -> list[Pair]:
    """The features of every labelled pair of articles; with vectors, those of meaning as well."""
    found = []
    for number, story in enumerate(stories):
        tokenizer = Tokenizer("en")
        wordings = [tokenize_article(article, tokenizer) for article in story.articles]
        known = build_vocabulary(wordings, "en")
        numbered = [term_matrix(words, known) for words in wordings]
        meant = meaning(dict(enumerate(wordings)), embed)
        for gold in story.gold:
            a, b = numbered[gold.a], numbered[gold.b]
            others = [place for place in range(len(numbered)) if place not in {gold.a, gold.b}]
            paths = [Bridge(shared(known, a, numbered[one]), shared(known, numbered[one], b)) for one in others]
            told = chain(features(known, a, b, paths), meant.features(gold.a, gold.b, others) if meant else ())
            values = {name: array.astype(float) for name, array in told}
            found.append(Pair(number, values, gold))
    return found


def modes(chosen: Sequence[Pair]) -> dict[str, list[Pair]]:
    """The pairs with the features that each set of weights goes by: two articles alone or a story, by words or more."""
    left_out = {
        "pair": {"third", "meaning", "third_meaning"},
        "story": {"meaning", "third_meaning"},
        "pair and meaning": {"third", "third_meaning"},
        "story and meaning": set[str](),
    }
    found = {
        mode: [
            replace(pair, features={name: value for name, value in pair.features.items() if name not in names})
            for pair in chosen
        ]
        for mode, names in left_out.items()
    }
    return {mode: some for mode, some in found.items() if "meaning" not in mode or "meaning" in some[0].features}


def logistic(inputs: Array, labels: Array, ridge: float = RIDGE) -> Array:
    """The weights of a ridge-penalised logistic model, the bias last, by Newton's method."""
    mean, scale = inputs.mean(axis=0), inputs.std(axis=0) + 1e-9
    rows = np.column_stack([(inputs - mean) / scale, np.ones(len(inputs))])
    penalty = np.diag([ridge] * inputs.shape[1] + [0.0])
    found = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (chance - labels) + penalty @ found
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + penalty
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < 1e-7:
            break
    plain = found[:-1] / scale
    weights: Array = np.concatenate([plain, found[-1:] - plain @ mean])
    return weights


def model(chosen: Sequence[Pair]) -> FittedModel:
    """The weights fitted to some pairs of articles, without thresholds."""
    inputs, labels = (np.concatenate(side) for side in zip(*(pair.rows for pair in chosen), strict=True))
    *found, bias = logistic(inputs, labels).tolist()
    weights = dict(zip(chosen[0].features, found, strict=True))
    return FittedModel(weights, bias, below=1, above=1, shift=0, link=0, partners=1, same=1)


def scores(pair: Pair, fitted: FittedModel) -> Array:
    """The scores of a pair of articles under a model."""
    values = score(
        ((name, array.astype(np.float32)) for name, array in pair.features.items()), pair.gold.right.shape, fitted
    )
    return inside(values)


def inside(values: NDArray[np.float32]) -> Array:
    """Scores away from 0 and 1, so that they have a logit."""
    found: Array = np.clip(values.astype(float), 1e-6, 1 - 1e-6)
    return found


def held_out(chosen: Sequence[Pair]) -> list[Array]:
    """Scores of each pair of articles under a model that has not seen its story."""
    stories = sorted({pair.story for pair in chosen})
    others = {story: model([pair for pair in chosen if pair.story != story]) for story in stories}
    return [scores(pair, others[pair.story]) for pair in chosen]


def calibration(chosen: Sequence[Pair], predicted: Sequence[Array]) -> tuple[float, float, float]:
    """What makes held-out scores the shares that are right: beta calibration's slopes and intercept."""
    kept = [values[~pair.gold.disputed] for pair, values in zip(chosen, predicted, strict=True)]
    values = np.concatenate(kept)
    labels = np.concatenate([pair.gold.right[~pair.gold.disputed] for pair in chosen]).astype(float)
    below, above, shift = logistic(np.column_stack([np.log(values), -np.log(1 - values)]), labels, ridge=0.0).tolist()
    return below, above, shift


def fit(chosen: Sequence[Pair]) -> FittedModel:
    """Weights, calibration and thresholds from some pairs of articles, and from no others."""
    predicted = held_out(chosen)
    below, above, shift = (round(value, 4) for value in calibration(chosen, predicted))
    fitted = model(chosen)
    fitted = replace(
        fitted,
        weights={name: round(weight, 4) for name, weight in fitted.weights.items()},
        bias=round(fitted.bias, 4),
        below=below,
        above=above,
        shift=shift,
    )
    moved = [inside(calibrated(np.log(values / (1 - values)).astype(np.float32), fitted)) for values in predicted]
    return thresholds(chosen, moved, fitted)


def thresholds(chosen: Sequence[Pair], predicted: Sequence[Array], fitted: FittedModel) -> FittedModel:
    """The thresholds with the greatest sum of F1 and recall of "same", among those that keep what the levels promise.

    Every figure is the mean over neighbouring thresholds, so that none is chosen for a few lucky pairs.
    """
    total = sum(int(pair.gold.right.sum()) for pair in chosen)
    table = np.zeros((len(LINKS), len(SAMES), 4))
    for row, link in enumerate(LINKS):
        tried = replace(fitted, link=float(link), partners=PARTNERS)
        found = [judged(pair, values, tried) for pair, values in zip(chosen, predicted, strict=True)]
        value = float(np.mean([f1(one.links, one.gold) for one in found]))
        ranked = np.concatenate([one.scores[one.links & ~one.gold.disputed] for one in found])
        right = np.concatenate([one.right(one.links) for one in found])
        for column, same in enumerate(SAMES):
            top = ranked >= same
            table[row, column] = value, right[top].sum() / total, share(right[top]), share(right[~top])
    value, recall, same_right, similar_right = np.moveaxis(smooth(table), -1, 0)
    kept = (same_right >= SAME_RIGHT + MARGIN) & (similar_right >= SIMILAR_RIGHT + MARGIN)
    if not kept.any():
        sys.exit(
            "No thresholds keep what the levels promise: the labelled stories are too few, or too unlike one another."
        )
    best = np.unravel_index(np.where(kept, value + recall, -1).argmax(), kept.shape)
    link, same = round(float(LINKS[best[0]]), 2), round(float(SAMES[best[1]]), 2)
    return replace(fitted, link=link, partners=PARTNERS, same=same)


def smooth(table: Array) -> Array:
    """The mean of each entry and its neighbours in the first two dimensions, as far as there are any."""
    found = np.zeros_like(table)
    for row, column in np.ndindex(table.shape[:2]):
        near = table[max(row - NEAR, 0) : row + NEAR + 1, max(column - NEAR, 0) : column + NEAR + 1]
        found[row, column] = near.mean(axis=(0, 1))
    return found


def judged(pair: Pair, values: Array, fitted: FittedModel) -> Judged:
    """Two articles with their scores, linked by the thresholds of a model."""
    links = linked(values.astype(np.float32), fitted)
    return Judged(pair.story, pair.gold, values, links, links & (values >= fitted.same))


def cross_validated(chosen: Sequence[Pair]) -> list[Judged]:
    """Each story under everything that was fitted to the others."""
    stories = sorted({pair.story for pair in chosen})
    others = {story: fit([pair for pair in chosen if pair.story != story]) for story in stories}
    return [judged(pair, scores(pair, others[pair.story]), others[pair.story]) for pair in chosen]


def digest(folder: Path) -> str:
    """A hash of the labelled stories."""
    together = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        together.update(path.read_bytes())
    return together.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One set of weights: fitted to all stories, and judged on each of them held out."""

    fitted: FittedModel
    held_out: Mapping[str, float]
    """Figures on stories that were held out."""


def source(outcomes: Mapping[str, Outcome], folder: Path) -> str:
    """The text of `core/weights.py`."""
    sets = "\n".join(_written(mode, one.fitted) for mode, one in outcomes.items())
    told = "\n".join(
        f'    "{mode}": {{\n'
        + "\n".join(f'        "{name}": {value:.3f},' for name, value in one.held_out.items())
        + "\n    },"
        for mode, one in outcomes.items()
    )
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    stories = read(folder)
    gold = [one for story in stories for one in story.gold]
    right = sum(int(one.right.sum()) for one in gold)
    return f'''"""The fitted weights of the alignment. Written by `make fit`; not to be changed by hand.

Fitted on {today} to {len(stories)} labelled stories: {len(gold)} pairs of articles, {right} pairs of sentences that
say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdiff.core.alignment.classifier import Fitted

if TYPE_CHECKING:
    from collections.abc import Mapping

FITTED: Final[Mapping[str, Fitted]] = {{
{sets}
}}
"""`pair`: for two articles alone. `story`: where a third tells of the same. With meaning: by vectors of a model too."""

DATE: Final = "{today}"
DATA: Final = "{digest(folder)}"
"""The start of the SHA-256 of the labelled stories, in the order of their names."""

CROSS_VALIDATED: Final[Mapping[str, Mapping[str, float]]] = {{
{told}
}}
"""Shares (0..1) on stories that neither the weights nor the thresholds had seen, each story held out in turn."""
'''


def _written(mode: str, fitted: FittedModel) -> str:
    weights = "\n".join(f'            "{name}": {weight},' for name, weight in fitted.weights.items())
    return f'''    "{mode}": FittedModel(
        weights={{
{weights}
        }},
        bias={fitted.bias},
        below={fitted.below},
        above={fitted.above},
        shift={fitted.shift},
        link={fitted.link},
        partners={fitted.partners},
        same={fitted.same},
    ),'''


def earlier(path: Path) -> Mapping[str, FittedModel]:
    """The weights in an earlier version of `core/weights.py`."""
    spec = importlib.util.spec_from_file_location("earlier_weights", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is no Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    fitted: Mapping[str, FittedModel] = module.FITTED
    return fitted


def report(chosen: Sequence[Pair], found: Sequence[Judged], fitted: FittedModel, against: FittedModel | None) -> None:
    """Print what was fitted and what it is worth."""
    weighed = ", ".join(f"{name} {weight:.2f}" for name, weight in fitted.weights.items())
    print(f"fitted to all: {weighed}, bias {fitted.bias:.2f}")
    print(f"link {fitted.link}, partners {fitted.partners}, same {fitted.same}")
    print("held out:", ", ".join(f"{name} {value:.3f}" for name, value in figures(found).items()))
    print_bands(found)
    if against:
        before = by_story([judged(pair, scores(pair, against), against) for pair in chosen])
        now = by_story(found)
        up = sum(now[story] > then for story, then in before.items())
        mean = np.mean(list(before.values()))
        print(f"against the earlier weights: {up} of {len(before)} stories improve; mean AP was {mean:.3f}")


def embed(stories: Sequence[Labelled], model: str) -> Mapping[str, NDArray[np.float32]] | None:
    """What a model makes of the labelled stories; `None` without one."""
    if not model:
        return None
    from newsdiff.service.embeddings import embed as read_by

    return read_by(texts(article for story in stories for article in story.articles), model, None)


def main() -> None:
    """Fit, report, write."""
    given = command(
        "Fit the weights of the alignment to labelled stories.",
        {
            "--against": {"type": Path, "help": "an earlier weights.py to compare with"},
            "--model": {"default": "", "help": "a sentence-transformers model, by name or folder, to fit its step too"},
            "--dry-run": {"action": "store_true", "help": "write nothing"},
        },
    )
    against = earlier(given.against) if given.against else {}
    stories = read(given.folder)
    # Without a model at hand, what was fitted with one stays.
    outcomes = {mode: Outcome(fitted, weights.CROSS_VALIDATED[mode]) for mode, fitted in weights.FITTED.items()}
    for mode, chosen in modes(pairs(stories, embed(stories, given.model))).items():
        found, fitted = cross_validated(chosen), fit(chosen)
        outcomes[mode] = Outcome(fitted, figures(found))
        print(f"{mode}:")
        report(chosen, found, fitted, against.get(mode))
    if not given.dry_run:
        path = Path(weights.__file__)
        path.write_text(source(outcomes, given.folder), encoding="utf-8")
        print(f"written to {path}")


if __name__ == "__main__":
    main()
