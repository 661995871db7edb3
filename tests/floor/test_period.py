from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.facts import Fact
from kiosk.floor.folding import fold_run
from kiosk.floor.pay import State, lines_of, total
from kiosk.floor.period import Period, adjustments, period_of, settle, state_of
from tests.floor.days import days
from tests.make import MORNING, T_SHIRT, Pen, bundle, defect


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 15)),
        (date(2026, 3, 15), date(2026, 3, 1), date(2026, 3, 15)),
        (date(2026, 3, 16), date(2026, 3, 16), date(2026, 3, 31)),
        (date(2024, 2, 29), date(2024, 2, 16), date(2024, 2, 29)),
        (date(2026, 12, 31), date(2026, 12, 16), date(2026, 12, 31)),
    ],
)
def test_halves_of_a_month(day: date, first: date, last: date) -> None:
    assert period_of(day) == Period(first, last)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from([(1, 16), (1,), (1, 8, 15, 22)]))
def test_every_day_lies_in_one_period_and_they_follow_each_other(day: date, splits: tuple[int, ...]) -> None:
    period = period_of(day, splits)
    assert day in period
    assert period_of(period.last + timedelta(days=1), splits).first == period.last + timedelta(days=1)


def lines(*facts: Fact) -> tuple:
    return lines_of(fold_run(bundle(), T_SHIRT, facts, now=MORNING))


@given(days(), days(), st.randoms(use_true_random=False))
def test_paid_and_adjusted_is_what_is_owed(before: list[Fact], late: list[Fact], dice: Random) -> None:
    """Whatever comes after the close, in any order, the worker gets what the facts say, once."""
    paid = settle(lines(*before))
    every = [*before, *late]
    dice.shuffle(every)
    now = lines(*every)
    difference = adjustments(paid, now)
    assert sum((one.amount for one in paid), Decimal(0)) + sum((one.amount for one in difference), Decimal(0)) == total(
        now
    )
    assert adjustments(settle(now), lines(*reversed(every))) == ()


def test_what_was_held_at_the_close_is_paid_when_it_is_mended() -> None:
    pen = Pen()
    sewn = [pen.later(minutes=30).done(op.id) for op in T_SHIRT]
    found = pen.later(minutes=5).found(defect(pieces=4, op="hem"))
    paid = settle(lines(*sewn, found))
    (one,) = adjustments(paid, lines(*sewn, found, pen.later(minutes=5).mended(found, 4)))
    assert (one.fact, one.worker, one.amount) == (sewn[2].stamp.id, "ana", Decimal("2.0"))


def test_what_is_taken_back_after_the_close_is_taken_off() -> None:
    pen = Pen()
    done = pen.done("shoulders")
    (one,) = adjustments(settle(lines(done)), lines(done, pen.back(done)))
    assert (one.worker, one.amount) == ("ana", Decimal("-20.0"))


@pytest.mark.parametrize(
    ("pieces", "paid", "state"),
    [
        (20, None, State.ACCRUED),
        (20, "20.0", State.SETTLED),
        (20, "12.0", State.ACCRUED),  # it changed since
    ],
)
def test_what_was_paid_in_full_is_settled(pieces: int, paid: str | None, state: State) -> None:
    (line,) = lines(Pen().done("shoulders", pieces))
    assert state_of(line, Decimal(paid) if paid else None) is state


def test_what_is_held_stays_held_whatever_was_paid() -> None:
    (line,) = lines(Pen().later(minutes=1).done("shoulders", began=MORNING))
    assert state_of(line, Decimal(0)) is State.HELD
