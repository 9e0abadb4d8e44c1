from __future__ import annotations

import pytest

from newsdiff.app.compare.stops import next_stop

CONFLICTS, RUNS = [2, 7], [4, 5, 9]


@pytest.mark.parametrize(
    ("here", "step", "walked", "to"),
    [
        # Conflicts come first, wherever a run lies between.
        (0, 1, False, 2),
        (2, 1, False, 7),
        (4, 1, False, 7),
        # After the last conflict, the runs from the top.
        (7, 1, True, 4),
        (7, 1, False, 4),
        (4, 1, True, 5),
        (5, 1, True, 9),
        (9, 1, True, None),
        # Who stands below every conflict without having walked goes on below.
        (8, 1, False, 9),
        (10, 1, False, None),
        # And all the way back.
        (9, -1, True, 5),
        (4, -1, True, 7),
        (7, -1, True, 2),
        (2, -1, True, None),
        (9, -1, False, 7),
        (1, -1, False, None),
    ],
)
def test_the_walk_goes_through_conflicts_and_then_through_runs(
    here: int, step: int, walked: bool, to: int | None
) -> None:
    assert next_stop(CONFLICTS, RUNS, here, step, walked=walked) == to


def test_every_stop_is_visited_once_and_in_the_same_order_backwards() -> None:
    there: list[int] = []
    here = 0
    while (to := next_stop(CONFLICTS, RUNS, here, 1, walked=bool(there))) is not None:
        there.append(to)
        here = to
    assert there == [*CONFLICTS, *RUNS]
    back = [here]
    while (to := next_stop(CONFLICTS, RUNS, back[-1], -1, walked=True)) is not None:
        back.append(to)
    assert back == there[::-1]


def test_without_stops_there_is_none() -> None:
    assert next_stop([], [], 3, 1, walked=False) is None
    assert next_stop([], [], 3, -1, walked=False) is None


def test_without_conflicts_the_nearest_run_is_next() -> None:
    assert next_stop([], RUNS, 4, 1, walked=False) == 5
    assert next_stop([], RUNS, 6, -1, walked=False) == 5
