from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.camera.pace import REST, STILL_S, Pace

STEP_S = 1 / 30


def looks(stirs: list[bool], took_s: float, *, has_read: bool = False) -> list[int]:
    """The numbers of the pictures that are read, each at such a cost."""
    pace, read = Pace(), []
    for n, stirring in enumerate(stirs):
        if pace.is_due(n * STEP_S, stirs=stirring):
            read.append(n)
            pace.looked(n * STEP_S, took_s, has_read=has_read)
    return read


@pytest.mark.parametrize(
    ("stirs", "took_s", "has_read", "read"),
    [
        ([True] * 5, 0.001, False, [0, 1, 2, 3, 4]),
        ([True] * 5, 0.012, False, [0, 1, 2, 3, 4]),
        ([True] * 7, 0.025, False, [0, 2, 4, 6]),
        ([True] * 5, 0.025, True, [0, 1, 2, 3, 4]),
        ([True] * 13, 0.100, False, [0, 6, 12]),
        ([True] * 13, 5.0, False, [0, 9]),
        ([True, True, False, False, False, False], 0.025, False, [0, 2]),
        ([False] * 21, 0.001, False, [0, 9, 18]),
    ],
    ids=["easy", "harder", "futile", "read", "very futile", "a busy machine", "stirred while resting", "still"],
)
def test_when_it_is_read(stirs: list[bool], took_s: float, has_read: bool, read: list[int]) -> None:
    assert looks(stirs, took_s, has_read=has_read) == read


@given(stirs=st.lists(st.booleans(), min_size=1, max_size=200), took_s=st.floats(0.0005, 0.2))
def test_futile_readings_take_a_third_of_the_time_at_most_and_nothing_is_left_unread(
    stirs: list[bool], took_s: float
) -> None:
    read = looks(stirs, took_s)
    for one, other in pairwise(read):
        assert (other - one) * STEP_S >= min(REST * took_s, STILL_S) - 1e-9
        assert other - one <= max(REST * took_s, STILL_S) / STEP_S + 1


def test_a_clock_that_begins_anew_stops_nothing() -> None:
    pace = Pace()
    pace.looked(1000.0, 0.1, has_read=False)
    assert pace.is_due(3.0, stirs=False)
