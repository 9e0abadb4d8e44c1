from __future__ import annotations

import pytest

from newsdiff.app.compare.row_runs import LEAST_FOLDED, RowOwner, RunSpan, find_runs


def owners(written: str) -> list[RowOwner]:
    """One character for each row: its only outlet, `.` where several have it, `h` for a heading of outlet 0."""
    return [RowOwner(0, heading=True) if one == "h" else RowOwner(None if one == "." else int(one)) for one in written]


@pytest.mark.parametrize(
    ("written", "runs"),
    [
        ("", []),
        ("...", []),
        ("111", [(0, 3, 1, 3)]),
        (".1.", [(1, 2, 1, 1)]),
        (".111.00", [(1, 4, 1, 3), (5, 7, 0, 2)]),
        ("1112220", [(0, 3, 1, 3), (3, 6, 2, 3), (6, 7, 0, 1)]),
        # A heading among its sentences or above them is part of the run; one that heads something else is not.
        (".h00h0.", [(1, 6, 0, 3)]),
        (".000h.", [(1, 4, 0, 3)]),
        (".h.", []),
        ("hh000", [(0, 5, 0, 3)]),
        # It is the heading of another outlet, so the run ends before it.
        ("11h11", [(0, 2, 1, 2), (3, 5, 1, 2)]),
    ],
)
def test_runs_of_one_outlet_are_found(written: str, runs: list[tuple[int, int, int, int]]) -> None:
    assert list(find_runs(owners(written))) == [RunSpan(*run) for run in runs]


def test_headings_do_not_make_a_run_long_enough_to_fold() -> None:
    (run,) = find_runs(owners("h0h0"))
    assert (run.sentences, run.folds) == (2, False)


def test_three_sentences_fold() -> None:
    (run,) = find_runs(owners("0" * LEAST_FOLDED))
    assert run.folds
