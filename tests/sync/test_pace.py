from hypothesis import given
from hypothesis import strategies as st

from kiosk.sync.pace import CALM_S, FIRST_WAIT_S, LONGEST_WAIT_S, SMALLEST_BATCH, Pace
from kiosk.wire import BATCH

dice = st.floats(0, 1, exclude_max=True)


@given(st.integers(1, 60), dice)
def test_waits_grow_from_a_second_to_five_minutes(failures: int, roll: float) -> None:
    wait = Pace(failures).wait_s(roll)
    assert FIRST_WAIT_S <= wait <= LONGEST_WAIT_S
    assert Pace(failures + 1).wait_s(roll) >= wait


@given(st.integers(0, 60), dice, st.floats(0, 1000))
def test_the_servers_wish_is_obeyed(failures: int, roll: float, wish: float) -> None:
    if failures:
        assert Pace(failures).wait_s(roll, wish) >= wish


def test_two_kiosks_do_not_come_back_at_the_same_moment() -> None:
    assert Pace(9).wait_s(0.1) != Pace(9).wait_s(0.9)


@given(st.lists(st.one_of(st.floats(0, 20), st.none())))
def test_a_batch_is_never_empty_nor_too_big(rounds: list[float | None]) -> None:
    pace = Pace()
    for took in rounds:
        pace = pace.failed() if took is None else pace.sent(took)
        assert SMALLEST_BATCH <= pace.batch <= BATCH


def test_a_line_that_came_back_is_calm() -> None:
    assert Pace(7, 8).went_well().wait_s(0.5) == CALM_S
