"""A day's wage, by the worked figures of the trade."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.attendance import Attendance
from kiosk.floor.ids import BundleId, FactId, OperationId, WorkerId
from kiosk.floor.pay import Line
from kiosk.floor.wages import DayKind, DayPay, WageRules, day_pay, kind_of, rules_at, smallest_of
from tests.make import MORNING

NCR = WageRules(since=date(2025, 7, 18), region="NCR", daily_minimum=Decimal("695.00"))
HOUR = 3_600_000


def line(good: int, rate: str, *, after: float = 1, smv: str = "1", held: int = 0) -> Line:
    """`after`: hours after the beginning."""
    return Line(
        fact=FactId(f"f{good}{rate}{after}"),
        worker=WorkerId("ana"),
        bundle=BundleId("b1"),
        operation=OperationId("op"),
        at=MORNING + timedelta(hours=after),
        good=good,
        held=held,
        lost=0,
        rate=Decimal(rate),
        earned_min=good * Decimal(smv),
    )


def attended(hours: float) -> Attendance:
    left = MORNING + timedelta(hours=hours)
    return Attendance(came_at=MORNING, left_at=left, spans=((MORNING, left),), attended_ms=round(hours * HOUR))


def wage(
    *lines: Line,
    hours: float = 8,
    rules: WageRules = NCR,
    kind: DayKind = DayKind.ORDINARY,
    night: tuple[float, float] = (0, 0),
) -> DayPay:
    """`night`: hours after the beginning, from and to."""
    from_, until = (MORNING + timedelta(hours=hour) for hour in night)
    return day_pay(lines, attended(hours), rules, kind=kind, nights=[(from_, until)])


@pytest.mark.parametrize(
    ("pieces", "rate", "earned", "top_up"),
    [
        (192, "3.50", "672.00", "23.00"),  # join shoulders
        (160, "4.00", "640.00", "55.00"),  # attach collar
        (120, "5.00", "600.00", "95.00"),  # set sleeves
        (240, "3.00", "720.00", "0.00"),  # hem bottom
        (320, "2.50", "800.00", "0.00"),  # hem sleeves
    ],
)
def test_the_t_shirt_at_one_hundred_percent(pieces: int, rate: str, earned: str, top_up: str) -> None:
    """FORMULAS D4: eight hours against the floor of 695."""
    paid = wage(line(pieces, rate))
    assert (paid.earned, paid.top_up) == (Decimal(earned), Decimal(top_up))
    assert paid.total == max(Decimal(earned), Decimal("695.00"))


def test_half_a_day_has_half_the_floor() -> None:
    assert wage(line(10, "1.00"), hours=4).total == Decimal("347.50")


def test_no_minimum_told_is_said_and_tops_nothing_up() -> None:
    paid = wage(line(10, "1.00"), rules=WageRules(since=date(2026, 1, 1)))
    assert (paid.top_up, paid.is_minimum_known, paid.total) == (0, False, Decimal("10.00"))


def test_who_is_exempt_is_paid_by_the_piece_alone() -> None:
    rules = WageRules(since=date(2026, 1, 1), daily_minimum=Decimal(695), is_exempt=True)
    paid = wage(line(100, "1.00"), line(50, "1.00", after=9), hours=10, rules=rules, kind=DayKind.HOLIDAY, night=(0, 8))
    assert paid.total == Decimal("150.00")


def test_an_hour_of_overtime() -> None:
    """800 in eight hours are 100 an hour; the ninth is worth 125, of which its pieces earned 60."""
    paid = wage(line(800, "1.00"), line(60, "1.00", after=8.5), hours=9)
    assert (paid.overtime, paid.total) == (Decimal("65.00"), Decimal("925.00"))
    better = wage(line(800, "1.00"), line(140, "1.00", after=8.5), hours=9)
    assert (better.overtime, better.total) == (0, Decimal("940.00"))


def test_overtime_is_never_below_the_minimum_s_hour() -> None:
    """695 is 86.875 an hour, and 108.59375 the ninth, of which 40 are earned; the eight are topped up by 195."""
    paid = wage(line(500, "1.00"), line(40, "1.00", after=8.5), hours=9)
    assert (paid.top_up, paid.overtime, paid.total) == (Decimal(195), Decimal("68.59375"), Decimal("803.59"))


@pytest.mark.parametrize(
    ("kind", "overtime", "total"),
    [(DayKind.REST_DAY, "91.00", "1209.00"), (DayKind.HOLIDAY, "140.00", "1860.00")],
)
def test_overtime_on_a_day_off(kind: DayKind, overtime: str, total: str) -> None:
    """100 an hour: 130 on a rest day, and 169 the ninth; 200 on a holiday, and 260 the ninth. It earns sixty."""
    paid = wage(line(800, "1.00"), line(60, "1.00", after=8.5), hours=9, kind=kind)
    assert (paid.overtime, paid.total) == (Decimal(overtime), Decimal(total))


def test_a_rest_day_pays_its_part_of_the_minimum_too() -> None:
    assert wage(line(500, "1.00"), kind=DayKind.REST_DAY).total == Decimal("903.50")


@pytest.mark.parametrize(
    ("hours", "night", "kind", "premium"),
    [
        (8, (0, 8), DayKind.ORDINARY, "80.00"),
        (8, (-3, 5), DayKind.ORDINARY, "50.00"),  # the night began before the shift
        (8, (20, 28), DayKind.ORDINARY, "0"),
        (8, (0, 8), DayKind.HOLIDAY, "160.00"),
        (10, (0, 8), DayKind.ORDINARY, "80.00"),
        (10, (2, 10), DayKind.ORDINARY, "85.00"),  # six hours, and two at 1.25
    ],
)
def test_a_tenth_for_each_hour_of_the_night(
    hours: float, night: tuple[float, float], kind: DayKind, premium: str
) -> None:
    assert wage(line(800, "1.00"), hours=hours, night=night, kind=kind).night == Decimal(premium)


def test_the_night_of_who_earned_less_is_a_tenth_of_the_minimum() -> None:
    assert wage(line(10, "1.00"), night=(0, 8)).night == Decimal("69.50")


def test_overtime_begins_when_the_full_hours_were_attended_not_when_they_went_by() -> None:
    """Two hours in the morning and seven in the evening: the ninth is the last one, whatever lies between."""
    spans = tuple((MORNING + timedelta(hours=a), MORNING + timedelta(hours=b)) for a, b in ((0, 2), (12, 19)))
    there = Attendance(came_at=spans[0][0], left_at=spans[1][1], spans=spans, attended_ms=9 * HOUR)
    paid = day_pay([line(800, "1.00", after=17.9), line(60, "1.00", after=18.1)], there, NCR)
    assert paid.overtime == Decimal("65.00")


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 3, 7), DayKind.ORDINARY),
        (date(2026, 3, 8), DayKind.REST_DAY),
        (date(2026, 3, 15), DayKind.HOLIDAY),  # a Sunday too
        (date(2026, 3, 16), DayKind.HOLIDAY),
    ],
)
def test_the_kind_of_a_day(day: date, kind: DayKind) -> None:
    rules = WageRules(since=date(2026, 1, 1), rest_weekdays=(7,))
    assert kind_of(day, rules, {date(2026, 3, 15), date(2026, 3, 16)}) is kind


@pytest.mark.parametrize(("currency", "smallest"), [("PHP", "0.01"), ("VND", "1"), ("", "0.01")])
def test_the_smallest_money(currency: str, smallest: str) -> None:
    assert smallest_of(currency) == Decimal(smallest)


@pytest.mark.parametrize(("kind", "total"), [(DayKind.REST_DAY, "1040.00"), (DayKind.HOLIDAY, "1600.00")])
def test_rest_days_and_holidays(kind: DayKind, total: str) -> None:
    assert wage(line(800, "1.00"), kind=kind).total == Decimal(total)


def test_a_bonus_for_efficiency() -> None:
    rules = WageRules(since=date(2026, 1, 1), bonus_from=Decimal(110), bonus=Decimal("0.10"))
    assert wage(line(528, "1.00"), rules=rules).bonus == Decimal("52.80")
    assert wage(line(527, "1.00"), rules=rules).bonus == 0


def test_what_is_held_is_shown_and_not_paid() -> None:
    paid = wage(line(700, "1.00", held=20))
    assert (paid.held, paid.total) == (Decimal(20), Decimal("700.00"))


def test_rounded_once_at_the_total_halves_up() -> None:
    paid = wage(line(1, "700.0025"), line(1, "0.0025"))
    assert (paid.earned, paid.total) == (Decimal("700.0050"), Decimal("700.01"))


def test_rules_hold_from_their_day_on() -> None:
    older = WageRules(since=date(2024, 7, 17), daily_minimum=Decimal(645))
    assert rules_at([NCR, older], date(2025, 7, 17)) == older
    assert rules_at([older, NCR], date(2025, 7, 18)) == NCR
    assert rules_at([NCR], date(2020, 1, 1)).daily_minimum is None


@given(
    st.lists(st.builds(line, st.integers(0, 500), st.sampled_from(["0.1250", "3.5000"]), after=st.floats(0, 14))),
    st.floats(0, 16),
    st.sampled_from(DayKind),
)
def test_the_floor_is_always_reached_and_nothing_is_below_zero(lines: list[Line], hours: float, kind: DayKind) -> None:
    paid = wage(*lines, hours=hours, kind=kind, night=(2, 10))
    assert min(paid.earned, paid.top_up, paid.overtime, paid.premium, paid.night, paid.bonus) >= 0
    floor = NCR.daily_minimum or Decimal(0)
    assert paid.earned + paid.top_up >= floor * min(Decimal(8), Decimal(round(hours * HOUR)) / HOUR) / 8 - Decimal(
        "1e-9"
    )
    assert hours > 8 or paid.top_up == 0 or paid.earned < floor
