"""Fit the weights of the alignment to labelled stories and write them to `core/alignment/weights.py`.

    python tests/bench/fit.py [FOLDER] [--model MODEL] [--against EARLIER_WEIGHTS.py] [--dry-run]

Everything is learnt from some stories and judged on others: a few stories at a time are held out, the model is fitted
to the rest, and calibration and thresholds are chosen on predictions within that rest that were held out once more. The
figures that are written are those of the held-out stories; the weights that are written are then fitted in the same way
to all of them.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

# As the command does, before numpy is imported: small products gain nothing by more threads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Run as a script, this file is alone on the path.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from bench.fit_data import modes
from bench.fit_model import CrossValidation, Outcome, judged
from bench.judged import by_story, figures, print_bands
from bench.labelled import command, read
from bench.token_vectors import MODEL_OPTION, token_vectors
from newsdiff.core.alignment import weights
from newsdiff.core.alignment.embeddings import texts as texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.fit_data import Pair
    from bench.judged import Judged
    from newsdiff.core.alignment.classifier import FittedModel


def digest(folder: Path) -> str:
    """A hash of the labelled stories."""
    together = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        together.update(path.read_bytes())
    return together.hexdigest()[:16]


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

from newsdiff.core.alignment.classifier import FittedModel

if TYPE_CHECKING:
    from collections.abc import Mapping

FITTED: Final[Mapping[str, FittedModel]] = {{
{sets}
}}
"""`pair`: for two articles alone. `story`: where a third tells of the same. With model: by its token vectors too."""

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


def report(pairs: Sequence[Pair], found: Sequence[Judged], fitted: FittedModel, against: FittedModel | None) -> None:
    """Print what was fitted and what it is worth."""
    weighed = ", ".join(f"{name} {weight:.2f}" for name, weight in fitted.weights.items())
    print(f"fitted to all: {weighed}, bias {fitted.bias:.2f}")
    print(f"link {fitted.link}, partners {fitted.partners}, same {fitted.same}")
    print("held out:", ", ".join(f"{name} {value:.3f}" for name, value in figures(found).items()))
    print_bands(found)
    if against:
        before = by_story([judged(pair, against) for pair in pairs])
        now = by_story(found)
        up = sum(now[story] > then for story, then in before.items())
        mean = np.mean(list(before.values()))
        print(f"against the earlier weights: {up} of {len(before)} stories improve; mean AP was {mean:.3f}")


def main() -> None:
    """Fit, report, write."""
    given = command(
        "Fit the weights of the alignment to labelled stories.",
        {
            "--against": {"type": Path, "help": "an earlier weights.py to compare with"},
            "--model": MODEL_OPTION,
            "--dry-run": {"action": "store_true", "help": "write nothing"},
        },
    )
    began = time.monotonic()

    def progress(*words: str) -> None:
        print(f"{time.monotonic() - began:5.0f} s  {': '.join(words)}", file=sys.stderr, flush=True)

    against = earlier(given.against) if given.against else {}
    stories = read(given.folder)
    # Without a model at hand, what was fitted with one stays.
    outcomes = {mode: Outcome(fitted, dict(weights.CROSS_VALIDATED[mode])) for mode, fitted in weights.FITTED.items()}
    sentences = texts_of(article for story in stories for article in story.articles)
    vectors = token_vectors(sentences, given.model, progress)
    for mode, pairs in modes(stories, vectors):
        progress(f"{mode}: {len(pairs)} pairs of articles")
        validation = CrossValidation(pairs, partial(progress, mode))
        found, fitted = validation.judge(), validation.fit()
        outcomes[mode] = Outcome(fitted, figures(found))
        print(f"{mode}:")
        report(pairs, found, fitted, against.get(mode))
    progress("fitted")
    if not given.dry_run:
        path = Path(weights.__file__)
        path.write_text(source(outcomes, given.folder), encoding="utf-8")
        print(f"written to {path}")


if __name__ == "__main__":
    main()
