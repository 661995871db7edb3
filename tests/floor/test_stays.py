"""Presence by production date, with three shifts in a row. Hours are local, counted on from the second of March."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.facts import Fact, Leaving, SignedIn, SignedOut
from kiosk.floor.shift import Calendar, Rest, Shift
from kiosk.floor.stays import attended
from tests.make import CALENDAR, Pen

MIDNIGHT = datetime(2026, 3, 1, 16, 0, tzinfo=UTC)
SECOND, THIRD = date(2026, 3, 2), date(2026, 3, 3)
HOUR = 3_600_000
TWO = Calendar("Asia/Manila", (Shift("LATE", time(13, 30), time(22)), Shift("EARLY", time(6), time(14))))
RESTED = Calendar("Asia/Manila", (Shift("NIGHT", time(22), time(6), (Rest(time(1), time(2)),)),))


def at(hour: float) -> datetime:
    return MIDNIGHT + timedelta(hours=hour)


def came(hour: float) -> Fact:
    return SignedIn(Pen(now=at(hour)).stamp())


def left(hour: float, why: Leaving = Leaving.SELF) -> Fact:
    return SignedOut(Pen(now=at(hour)).stamp(), why)


def hours(facts: Iterable[Fact], alive: Iterable[float], calendar: Calendar = CALENDAR) -> dict[date, float]:
    found = attended(facts, map(at, alive), calendar, at(100))
    return {day: one.attended_ms / HOUR for day, one in found.items()}


@pytest.mark.parametrize(
    ("facts", "alive", "expected"),
    [
        pytest.param((), (), {}, id="nobody came"),
        pytest.param((came(5.75), left(14)), (7, 9), {SECOND: 8}, id="early is when the shift begins"),
        pytest.param((came(6),), (14.1,), {SECOND: 8.1}, id="a scan after the end is not the next shift"),
        pytest.param(
            (came(13.75), left(22)), (), {SECOND: 8}, id="who comes before the afternoon is not the morning's"
        ),
        pytest.param((came(12.5), left(13.9)), (), {SECOND: 1.4}, id="late, and gone before the next shift"),
        pytest.param((came(6), left(15.9)), (), {SECOND: 9.9}, id="overtime"),
        pytest.param((came(6), left(17)), (13.8, 14.4), {SECOND: 11}, id="far into the next shift, every minute once"),
        pytest.param((came(6), left(13), came(17), left(19)), (), {SECOND: 9}, id="gone, and back in another shift"),
        pytest.param((came(22), left(30)), (23, 25), {SECOND: 8}, id="over midnight, the night's own date"),
        pytest.param(
            (came(22), left(31.5)), (23, 25), {SECOND: 8, THIRD: 1.5}, id="a night prolonged into the morning"
        ),
        pytest.param((came(29.5), left(38)), (), {THIRD: 8}, id="early for the morning, with the night still on"),
    ],
)
def test_hours_by_date(facts: tuple[Fact, ...], alive: tuple[float, ...], expected: dict[date, float]) -> None:
    assert hours(facts, alive) == pytest.approx(expected)


def test_shifts_that_overlap_count_a_moment_once() -> None:
    assert hours((came(6), left(21)), (13, 15), TWO) == {SECOND: 15}


def test_a_rest_splits_the_time_and_is_not_attended() -> None:
    (one,) = attended((came(22), left(30)), (), RESTED, at(100)).values()
    assert one.spans == ((at(22), at(25)), (at(26), at(30)))
    assert (one.attended_ms / HOUR, one.reached(5 * HOUR)) == (7, at(28))


@given(st.lists(st.tuples(st.floats(0, 90), st.sampled_from(["in", "out", "deed"])), max_size=12))
def test_no_moment_counts_twice_and_none_lies_outside_its_date(told: list[tuple[float, str]]) -> None:
    facts = [came(hour) if kind == "in" else left(hour) for hour, kind in told if kind != "deed"]
    found = attended(facts, [at(hour) for hour, kind in told if kind == "deed"], CALENDAR, at(100))
    spans = sorted(span for one in found.values() for span in one.spans)
    assert all(ended <= begun for (_, ended), (begun, _) in pairwise(spans))
    for day, one in found.items():
        seams = [CALENDAR.on(day + timedelta(days=n))[0].starts_at for n in (0, 1)]
        assert all(seams[0] <= began <= ended <= seams[1] for began, ended in one.spans)
        assert one.attended_ms == sum((b - a) // timedelta(milliseconds=1) for a, b in one.spans)
