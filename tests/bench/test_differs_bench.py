"""What the bench of differing details reckons with."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest

from bench import fit_differs
from bench.judged_pairs import Claim, Tally, by_kind, by_pair, errors, judged_kind, take_apart
from bench.labelled_pairs import Detail, LabelledPair, read_pairs
from bench.logistic import logistic
from newsdiff.core.diff import conflict_weights
from newsdiff.core.diff.conflict_features import ConflictModel
from newsdiff.core.diff.conflicts import conflicts

SHARED = Path(os.environ.get("NEWSDIFF_SHARED") or Path(__file__).resolve().parents[3] / "shared") / "bench" / "differs"

NAMES = ("ratio", "beside", "unrelated")


def pair(number: int, a: str, b: str, *differs: Detail, group: str = "real") -> LabelledPair:
    return LabelledPair(group, f"story {number % 7}", f"{number}", a, b, differs)


def test_labelled_pairs_are_read_without_the_disputed_ones(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    docs = [{"outlet": "A", "sentences": ["One.", "Two."]}, {"outlet": "B", "sentences": ["Uno."]}]
    labels = [("none", []), ("disputed", []), ("differs", [{"kind": "figure", "a": "Two", "b": "Uno"}])]
    pairs = [{"a": [0, 1], "b": [1, 0], "gold": gold, "differs": some} for gold, some in labels]
    (tmp_path / "real" / "s.json").write_text(json.dumps({"story": "s", "docs": docs, "pairs": pairs}))
    (tmp_path / "written.jsonl").write_text('{"id": "w0", "a": "x", "b": "y", "differs": []}\n')
    found = read_pairs(tmp_path)
    assert [(one.group, one.fold, one.a, len(one.differs)) for one in found] == [
        ("real", "s", "Two.", 0),
        ("real", "s", "Two.", 1),
        ("written", "tenth 0", "x", 0),
    ]


def test_a_claim_is_right_where_its_kind_and_words_of_both_are() -> None:
    detail = Detail("figure", "$5,700 for it", "the 5,000")
    assert detail.is_hit_by("figure", "$5,700", "5,000")
    assert not detail.is_hit_by("date", "$5,700", "5,000")
    assert not detail.is_hit_by("figure", "$5,700", "the 700")


def test_claims_are_counted_by_pair_and_by_kind() -> None:
    some = [
        pair(0, "12 boats", "15 boats", Detail("figure", "12", "15")),
        pair(1, "12 boats", "15 cars"),
        pair(2, "May 3", "May 4", Detail("date", "May 3", "May 4")),
    ]
    read = take_apart(some)
    claims = [(Claim("figure", "12", "15"),), (Claim("figure", "12", "15"),), ()]
    assert by_pair(read, claims, "real") == Tally(1, 1, 1)
    assert by_kind(read, claims, "real", "figure") == Tally(1, 1, 0)
    assert by_kind(read, claims, "real", "date") == Tally(0, 0, 1)
    assert by_pair(read, claims, "written") == Tally(0, 0, 0)
    assert judged_kind(read, claims, "figure") == (Tally(1, 1, 0), True)
    assert (Tally(3, 1, 6).precision, Tally(3, 1, 6).recall, Tally(0, 0, 0).recall) == (0.75, 1 / 3, 0)
    assert [line.split()[:3] for line in errors(read, claims)] == [["FALSE", "real", "1"], ["MISSED", "real", "2"]]


def test_a_logistic_model_finds_what_tells_and_heeds_how_much_a_case_counts() -> None:
    random = np.random.default_rng(1)
    inputs = random.normal(size=(400, 2))
    labels = (inputs[:, 0] + 0.5 * random.normal(size=400) > 0).astype(float)
    first, second, _ = logistic(inputs, labels, 1.0)
    assert first > 1 > abs(second) * 3
    noise = np.column_stack([inputs, np.ones(400)])[:, :2]
    turned = np.concatenate([labels, 1 - labels])
    weighed = np.concatenate([np.full(400, 1.0), np.full(400, 0.01)])
    assert logistic(np.concatenate([noise, noise]), turned, 1.0, counts=weighed)[0] > 1


@pytest.fixture(scope="module")
def labelled() -> list[LabelledPair]:
    """Pairs in which near values of one thing differ, and far ones of two things do not."""
    found = []
    for number in range(28):
        near, far = 101 + 7 * number, 40_000 + 977 * number
        a = f"The storm sank {near} boats off the coast."
        found.append(
            pair(
                number,
                a,
                f"The storm sank {near + 37} boats off the coast.",
                Detail("figure", str(near), str(near + 37)),
            )
        )
        found.append(pair(number, a, f"Some {far} readers wrote to the paper on Monday."))
        found.append(pair(number, a, f"The storm sank {near} boats off the coast.", group="written"))
    return found


def test_the_fit_learns_from_some_pairs_what_holds_for_others(labelled: list[LabelledPair]) -> None:
    chosen = fit_differs.cases(take_apart(labelled))
    assert sum(map(sum, (case.right for case in chosen))) == 28
    claims = fit_differs.cross_validated(chosen, NAMES)
    pairs = [case.pair for case in chosen]
    assert by_pair(pairs, claims, "real") == Tally(28, 0, 0)
    assert by_pair(pairs, claims, "written") == Tally(0, 0, 0)
    fitted = fit_differs.fit(chosen, NAMES)
    assert fitted.weights["ratio"] < 0
    assert min(fit_differs.THRESHOLDS) - 0.01 < fitted.threshold < max(fit_differs.THRESHOLDS) + 0.01


def test_weights_that_are_written_are_read_again(tmp_path: Path) -> None:
    model = ConflictModel({"ratio": -1.5, "beside": 0.25}, 0.5, 0.6)
    text = fit_differs.source({"BY_WORDS": model}, {"BY_WORDS": {"real": "1 2 3"}}, "abc", "2026-01-01")
    names: dict[str, object] = {}
    exec(compile(text, "weights", "exec"), names)  # noqa: S102 - the module that it writes
    assert names["BY_WORDS"] == model
    assert (names["DATE"], names["DATA"]) == ("2026-01-01", "abc")
    assert names["CROSS_VALIDATED"] == {"BY_WORDS": {"real": "1 2 3"}}
    (tmp_path / "real").mkdir()
    (tmp_path / "written.jsonl").write_text("{}")
    first = fit_differs.digest(tmp_path)
    (tmp_path / "written.jsonl").write_text("[]")
    assert first != fit_differs.digest(tmp_path)


@pytest.mark.skipif(not SHARED.exists(), reason="the labelled pairs are not at hand")
def test_the_shipped_weights_are_those_of_the_labelled_pairs() -> None:
    assert fit_differs.digest(SHARED) == conflict_weights.DATA
    pairs = take_apart(read_pairs(SHARED))
    claims = [one.claims(conflicts(one.a, one.b)) for one in pairs]
    real, written = (by_pair(pairs, claims, group) for group in ("real", "written"))
    assert real.right >= 12
    assert real.false <= 5
    assert written.precision >= 0.85
    assert written.recall >= 0.4
