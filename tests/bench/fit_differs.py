"""Fit the weights that decide what differs in a pair, and write them to `core/diff/conflict_weights.py`.

    python tests/bench/fit_differs.py [FOLDER] [--model MODEL] [--dry-run]

Everything is learnt from some pairs and judged on others: each story of the real pairs, and each tenth of the written
ones, is held out in turn; the model is fitted to the rest, and its threshold is chosen on predictions within that rest
that were held out once more. With a model (a folder with `model.onnx` and `tokenizer.json`) the weights that go by token
vectors are fitted as well; without, those that are there stay.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

# Run as a script, this file is alone on the path.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.judged_pairs import Claim, ReadPair, by_pair, print_tables, take_apart
from bench.labelled_pairs import read_pairs
from bench.logistic import logistic
from bench.token_vectors import MODEL_OPTION, token_vectors
from newsdiff.core.diff import conflict_weights
from newsdiff.core.diff.conflict_features import ConflictModel
from newsdiff.core.diff.conflicts import Candidate, Conflict, compared_values, surest
from newsdiff.core.diff.quantity import DATES
from newsdiff.core.diff.speakers import conflicting_speakers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

RIDGE = 2.0
"""L2 penalty on standardised weights, in pairs of values."""
REAL = 2.0
"""How much a real pair weighs beside a written one."""
PRECISION, MARGIN = 0.8, 0.02
"""What the threshold promises on real pairs, and by how much it must do better where it is chosen."""
THRESHOLDS = np.arange(0.4, 0.76, 0.05)
FEATURES = {
    "BY_WORDS": ("ratio", "beside", "unrelated"),
    "BY_VECTORS": ("ratio", "likeness", "context"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A labelled pair with the values that could conflict, and which of them an annotator marked."""

    pair: ReadPair
    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]


def cases(pairs: Sequence[ReadPair]) -> tuple[Case, ...]:
    """The candidates of every pair with their labels."""
    found = []
    for pair in pairs:
        some = compared_values(pair.a, pair.b, pair.vectors)
        labels = tuple(pair.right(claim) for claim in pair.claims([_conflict(one) for one in some]))
        found.append(Case(pair, some, labels))
    return tuple(found)


def _conflict(one: Candidate) -> Conflict:
    return Conflict(one.a.span, one.b.span, "date" if one.a.kind in DATES else "figure")


def claims(case: Case, model: ConflictModel) -> tuple[Claim, ...]:
    """What is claimed of a pair under a model."""
    found = [_conflict(one) for one in surest(case.candidates, model)]
    if spans := conflicting_speakers(case.pair.a.text, case.pair.b.text):
        found.append(Conflict(*spans, "speaker"))
    return case.pair.claims(found)


def model(chosen: Sequence[Case], names: Sequence[str]) -> ConflictModel:
    """The weights fitted to some pairs, without a threshold."""
    rows = [(case, one, label) for case in chosen for one, label in zip(case.candidates, case.right, strict=True)]
    inputs = np.array([[one.features[name] for name in names] for _, one, _ in rows])
    labels = np.array([label for *_, label in rows], float)
    weighed = np.array([REAL if case.pair.labelled.group == "real" else 1.0 for case, *_ in rows])
    *found, bias = logistic(inputs, labels, RIDGE, counts=weighed).tolist()
    weights = {name: round(weight, 4) for name, weight in zip(names, found, strict=True)}
    return ConflictModel(weights, round(bias, 4), 1.0)


def folds(chosen: Sequence[Case]) -> Iterator[tuple[str, list[Case], list[Case]]]:
    """Each fold by name, with its pairs and all others."""
    for fold in dict.fromkeys(case.pair.labelled.fold for case in chosen):
        inside = [case for case in chosen if case.pair.labelled.fold == fold]
        yield fold, inside, [case for case in chosen if case.pair.labelled.fold != fold]


def threshold(chosen: Sequence[Case], names: Sequence[str]) -> float:
    """The lowest threshold that keeps the promise on held-out real pairs of some cases; else the highest there is.

    The precision is the mean over neighbouring thresholds, so that none is chosen for a few lucky pairs.
    """
    # A fold without candidates neither changes the model nor is judged by it.
    with_candidates = [case for case in chosen if case.candidates]
    held_out = {id(case): model(others, names) for _, inside, others in folds(with_candidates) for case in inside}
    shares = []
    for value in THRESHOLDS:
        found = [claims(case, _at(held_out[id(case)], float(value))) for case in with_candidates]
        tally = by_pair([case.pair for case in with_candidates], found, "real")
        shares.append(tally.precision if tally.right + tally.false else 1.0)
    smooth = [float(np.mean(shares[max(place - 1, 0) : place + 2])) for place in range(len(shares))]
    kept = [value for value, share in zip(THRESHOLDS, smooth, strict=True) if share >= PRECISION + MARGIN]
    return round(float(kept[0] if kept else THRESHOLDS[-1]), 2)


def _at(one: ConflictModel, value: float) -> ConflictModel:
    return ConflictModel(one.weights, one.bias, value)


def fit(chosen: Sequence[Case], names: Sequence[str]) -> ConflictModel:
    """Weights and threshold from some pairs, and from no others."""
    return _at(model(chosen, names), threshold(chosen, names))


def cross_validated(chosen: Sequence[Case], names: Sequence[str]) -> list[tuple[Claim, ...]]:
    """What is claimed of every pair under a model and a threshold that have not seen its fold."""
    found: dict[int, tuple[Claim, ...]] = {}
    every = list(folds(chosen))
    for number, (_, inside, others) in enumerate(every, 1):
        if any(case.candidates for case in inside):
            fitted = fit(others, names)
        found |= {id(case): claims(case, fitted if case.candidates else _NONE) for case in inside}
        if number % 20 == 0 or number == len(every):
            print(f"  {number} of {len(every)} folds", file=sys.stderr, flush=True)
    return [found[id(case)] for case in chosen]


_NONE = ConflictModel({}, 0.0, 1.0)


def digest(folder: Path) -> str:
    """A hash of the labelled pairs."""
    together = hashlib.sha256()
    for path in (*sorted(folder.glob("real/*.json")), folder / "written.jsonl"):
        together.update(path.read_bytes())
    return together.hexdigest()[:16]


def source(models: Mapping[str, ConflictModel], held_out: Mapping[str, Mapping[str, str]], data: str, date: str) -> str:
    """The text of `core/diff/conflict_weights.py`."""
    written = "\n".join(f"{name}: Final = {_written(one)}" for name, one in models.items())
    told = "\n".join(
        f'    "{name}": {{\n'
        + "\n".join(f'        "{group}": "{tally}",' for group, tally in some.items())
        + "\n    },"
        for name, some in held_out.items()
    )
    return f'''"""The fitted weights of what differs. Written by `make fit-differs`; not to be changed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdiff.core.diff.conflict_features import ConflictModel

if TYPE_CHECKING:
    from collections.abc import Mapping

{written}

DATE: Final = "{date}"
DATA: Final = "{data}"
"""The start of the SHA-256 of the labelled pairs, in the order of their names."""

CROSS_VALIDATED: Final[Mapping[str, Mapping[str, str]]] = {{
{told}
}}
"""Right, false and missed pairs, each story and each tenth of the written pairs held out in turn."""
'''


def _written(one: ConflictModel) -> str:
    weights = "\n".join(f'        "{name}": {weight},' for name, weight in one.weights.items())
    return (
        f"ConflictModel(\n    weights={{\n{weights}\n    }},\n    bias={one.bias},\n    threshold={one.threshold},\n)"
    )


def command(title: str, *flags: str) -> argparse.Namespace:
    """The command line: `folder` of the labelled pairs, and of a model; with flags of its own.

    Ends the program with one clear line where the folder holds no pairs.
    """
    shared = Path(os.environ.get("NEWSDIFF_SHARED") or Path(__file__).resolve().parents[3] / "shared")
    parser = argparse.ArgumentParser(description=title)
    parser.add_argument("folder", nargs="?", type=Path, default=shared / "bench" / "differs", help="labelled pairs")
    parser.add_argument("--model", **MODEL_OPTION)
    for flag in flags:
        parser.add_argument(flag, action="store_true")
    given = parser.parse_args()
    if not (given.folder / "written.jsonl").exists():
        sys.exit(f"There are no labelled pairs in {given.folder}: name a folder of them, or set NEWSDIFF_SHARED.")
    return given


def main() -> None:
    """Fit, report, write."""
    given = command("Fit the weights that decide what differs in a pair of sentences.", "--dry-run")
    labelled = read_pairs(given.folder)
    texts = [text for pair in labelled for text in (pair.a, pair.b)]
    vectors = token_vectors(texts, given.model, lambda words: print(words, file=sys.stderr, flush=True))
    chosen = cases(take_apart(labelled, vectors))
    models = {name: getattr(conflict_weights, name) for name in FEATURES}
    held_out = {name: dict(conflict_weights.CROSS_VALIDATED.get(name, {})) for name in FEATURES}
    for name, features in FEATURES.items():
        if name == "BY_VECTORS" and vectors is None:
            continue
        found, fitted = cross_validated(chosen, features), fit(chosen, features)
        models[name] = fitted
        pairs = [case.pair for case in chosen]
        for group in ("real", "written"):
            tally = by_pair(pairs, found, group)
            held_out[name][group] = f"{tally.right} {tally.false} {tally.missed}"
        weights = ", ".join(f"{feature} {weight:.2f}" for feature, weight in fitted.weights.items())
        print(f"{name}: {weights}, bias {fitted.bias:.2f}, claimed from {fitted.threshold}; held out:")
        print_tables(pairs, found)
    if not given.dry_run:
        path = Path(conflict_weights.__file__)
        path.write_text(
            source(models, held_out, digest(given.folder), f"{datetime.now(UTC):%Y-%m-%d}"), encoding="utf-8"
        )
        print(f"written to {path}")


if __name__ == "__main__":
    main()
