"""When somebody was there: explained by examples, held by properties. The morning shift is 06:00 to 14:00 in Manila."""

from datetime import UTC, datetime, time, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.attendance import Attendance, fold_day
from kiosk.floor.facts import Fact, IdleReason, IdleSettled, Leaving, SignedIn, SignedOut, WorkPaused, WorkResumed
from kiosk.floor.shift import Calendar, Rest, Shift
from tests.make import ANA, Pen

CALENDAR = Calendar("Asia/Manila", (Shift("MORNING", time(6), time(14), (Rest(time(9), time(9, 30)),)),))
SIX = datetime(2026, 3, 1, 22, 0, tzinfo=UTC)
DAY = CALENDAR.day_of(SIX)
HOUR = 3_600_000


def pen(hour: float, device: str = "kiosk-1") -> Pen:
    """At an hour of the local day."""
    return Pen(device, now=SIX + timedelta(hours=hour - 6))


def at(hour: float) -> datetime:
    return SIX + timedelta(hours=hour - 6)


def came(hour: float, device: str = "kiosk-1") -> SignedIn:
    return SignedIn(pen(hour, device).stamp())


def left(hour: float, why: Leaving = Leaving.SELF) -> SignedOut:
    return SignedOut(pen(hour).stamp(), why)


def paused(hour: float, reason: IdleReason = IdleReason.POWER) -> WorkPaused:
    return WorkPaused(pen(hour).stamp(), reason)


def day(*facts: Fact, alive: tuple[float, ...] = (), now: float = 20) -> Attendance:
    return fold_day(facts, DAY, [at(hour) for hour in alive], at(now))


@pytest.mark.parametrize(
    ("facts", "alive", "now", "hours"),
    [
        ((), (), 20, 0),
        ((came(6), left(14)), (), 20, 7.5),
        ((came(5.5), left(14)), (), 20, 7.5),  # early is when the shift begins
        ((came(10), left(12)), (), 20, 2),
        ((came(6),), (), 8, 2),  # still there
        ((came(6),), (), 20, 7.5),  # never signed out: until the shift's end
        ((came(6),), (14.5,), 20, 8),  # overtime
        ((came(6), left(10, Leaving.SWITCH)), (), 20, 7.5),  # shares a kiosk
        ((came(6), left(10, Leaving.IDLE)), (), 20, 7.5),
        ((came(6), left(13, Leaving.SHIFT_END)), (), 20, 6.5),
        ((came(6), left(8), came(10), left(12)), (), 20, 5.5),  # the way out and back is one stay
        ((came(6), came(7, "kiosk-2"), left(14)), (), 20, 7.5),  # two kiosks
        ((came(6), left(14), left(14)), (), 20, 7.5),
        ((), (8, 10), 20, 5.5),  # only work is known of
    ],
)
def test_hours_attended(facts: tuple[Fact, ...], alive: tuple[float, ...], now: float, hours: float) -> None:
    assert day(*facts, alive=alive, now=now).attended_ms == hours * HOUR


def test_a_pause_ends_with_the_next_sign_of_life() -> None:
    there = day(came(6), paused(7), left(14), alive=(7.5,))
    (pause,) = there.pauses
    assert (pause.began, pause.ended, pause.is_accepted) == (at(7), at(7.5), None)
    assert (there.idle_ms, there.accepted_ms, there.on_standard_ms) == (HOUR / 2, 0, 7.5 * HOUR)


def test_another_s_badge_does_not_end_a_pause() -> None:
    there = day(came(6), paused(7), left(7.25, Leaving.SWITCH), left(14), alive=(8,))
    assert there.idle_ms == HOUR


def test_an_accepted_pause_is_off_standard() -> None:
    stop = paused(7)
    word = IdleSettled(stamp=pen(12).stamp(), fact=stop.stamp.id, whose=ANA.id, is_accepted=True)
    there = day(came(6), stop, WorkResumed(pen(8).stamp()), left(14), word)
    assert (there.accepted_ms, there.on_standard_ms) == (HOUR, 6.5 * HOUR)


def test_a_pause_over_a_rest_counts_beside_it() -> None:
    assert day(came(6), paused(8.5), WorkResumed(pen(10).stamp()), left(14)).idle_ms == HOUR


def test_a_pause_that_was_taken_back_never_was() -> None:
    stop = paused(7)
    assert day(came(6), stop, left(14), pen(9).back(stop)).pauses == ()


def test_a_night_shift_belongs_to_the_date_on_which_it_began() -> None:
    night = Calendar("Asia/Manila", (Shift("NIGHT", time(22), time(6)),)).day_of(at(23))
    there = fold_day([came(22), left(29)], night, [], at(40))
    assert (night.date.day, there.attended_ms) == (2, 7 * HOUR)


@st.composite
def lives(draw: st.DrawFn) -> list[Fact]:
    facts: list[Fact] = []
    for _ in range(draw(st.integers(0, 10))):
        hour = draw(st.floats(3, 18) | st.sampled_from([-500_000.0, 600_000.0]))
        told = [came(hour), left(hour, draw(st.sampled_from(Leaving))), paused(hour), WorkResumed(pen(hour).stamp())]
        facts.append(draw(st.sampled_from(told)))
    return facts


@given(lives(), st.floats(3, 30), st.randoms(use_true_random=False))
def test_whatever_the_clocks_say(facts: list[Fact], now: float, dice: Random) -> None:
    there = day(*facts, now=now)
    shuffled = [*facts, *facts]
    dice.shuffle(shuffled)
    assert day(*shuffled, now=now) == there
    assert 0 <= there.accepted_ms <= there.idle_ms <= there.attended_ms <= 10 * HOUR
    assert all(pause.began <= pause.ended for pause in there.pauses)


def test_the_time_attended_lies_beside_the_rests() -> None:
    one = day(came(6), left(14))
    assert one.spans == ((at(6), at(9)), (at(9.5), at(14)))
    assert [one.reached(hours * HOUR) for hours in (0, 3, 4)] == [at(6), at(9), at(10.5)]
    assert one.reached(8 * HOUR) is None


def test_a_word_on_a_pause_counts_when_it_is_said_the_next_day() -> None:
    pause = paused(10)
    word = IdleSettled(stamp=pen(32).stamp(), fact=pause.stamp.id, whose=ANA.id, is_accepted=True)
    assert day(came(6), pause, left(14), word).accepted_ms == 4 * HOUR
