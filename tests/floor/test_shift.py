from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.shift import Calendar, Shift, hour_of
from tests.make import CALENDAR


@pytest.mark.parametrize(
    ("moment", "production_date", "shift"),
    [
        (datetime(2026, 3, 1, 22, 0, tzinfo=UTC), date(2026, 3, 2), "MORNING"),
        (datetime(2026, 3, 1, 21, 59, 59, tzinfo=UTC), date(2026, 3, 1), "NIGHT"),
        (datetime(2026, 3, 2, 13, 59, tzinfo=UTC), date(2026, 3, 2), "AFTERNOON"),
        (datetime(2026, 3, 2, 14, 0, tzinfo=UTC), date(2026, 3, 2), "NIGHT"),
        (datetime(2026, 3, 2, 17, 0, tzinfo=UTC), date(2026, 3, 2), "NIGHT"),  # one in the morning of the third
    ],
)
def test_a_night_belongs_to_the_date_it_began(moment: datetime, production_date: date, shift: str) -> None:
    day = CALENDAR.day_of(moment)
    assert (day.date, day.shift) == (production_date, shift)


def test_overtime_counts_to_the_shift_it_prolongs() -> None:
    one = Calendar("Asia/Manila", (Shift("DAY", time(7), time(15)),))
    assert one.day_of(datetime(2026, 3, 2, 10, 0, tzinfo=UTC)).date == date(2026, 3, 2)
    assert one.day_of(datetime(2026, 3, 2, 22, 59, tzinfo=UTC)).date == date(2026, 3, 2)
    assert one.day_of(datetime(2026, 3, 2, 23, 0, tzinfo=UTC)).date == date(2026, 3, 3)


def test_a_night_in_which_the_clock_goes_back_is_an_hour_longer() -> None:
    berlin = Calendar("Europe/Berlin", (Shift("NIGHT", time(22), time(6)),))
    assert berlin.day_of(datetime(2026, 10, 24, 23, 0, tzinfo=UTC)).hours == 9
    assert berlin.day_of(datetime(2026, 3, 28, 23, 0, tzinfo=UTC)).hours == 7


@given(st.datetimes(datetime(1971, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - bounds are naive there
def test_every_moment_has_a_shift_that_has_begun(moment: datetime) -> None:
    day = CALENDAR.day_of(moment)
    assert day.starts_at <= moment < day.ends_at
    assert hour_of(moment) <= moment


def test_the_nights_round_a_date_are_by_the_clock_on_the_wall() -> None:
    """Ten in the evening to six in the morning; when the clocks of Paris go forward it lasts seven hours."""
    calendar = Calendar("Europe/Paris", (Shift("Night", time(22), time(6)),))
    nights = calendar.nights(date(2026, 3, 28), time(22), time(6))
    assert [(ends - starts).total_seconds() / 3600 for starts, ends in nights] == [8, 7, 8]
    assert nights[1][0] == calendar.on(date(2026, 3, 28))[0].starts_at
    (early,) = {night[0].hour for night in calendar.nights(date(2026, 7, 1), time(1), time(5))}
    assert early == 23
