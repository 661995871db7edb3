"""A day's wage: piece earnings, brought up to what the law asks for. The rules are data, each from a day on.

An hour's wage is what the pieces of the full hours earned, topped up to the minimum, by the hour. An hour of overtime
pays it 1.25 times, on a day off or a holiday the day's multiplier and 1.30 times; what its pieces earned is part of
that, and stays where it is more. Each hour of the night pays a tenth of it besides.

Sources: FORMULAS D4 (Philippine Labor Code, its implementing rules VII-A, the regional wage orders).
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from kiosk.floor import progress
from kiosk.floor.attendance import Attendance
from kiosk.floor.pay import Line, total
from kiosk.floor.shift import Span

_MS_AN_HOUR = Decimal(3_600_000)
_UNDIVIDED = frozenset({"VND", "JPY", "KRW", "CLP", "PYG", "ISK", "UGX", "RWF"})


class DayKind(StrEnum):
    ORDINARY = "ORDINARY"
    REST_DAY = "REST_DAY"
    HOLIDAY = "HOLIDAY"


@dataclass(frozen=True, slots=True, kw_only=True)
class WageRules:
    """In force from `since` on, until the next ones. `daily_minimum` is for `full_hours`; None where nobody told it.
    Multipliers are of the day's wage; `overtime_off` is that of overtime on a day off or a holiday. `rest_weekdays`:
    days off, Monday is 1. `night` of an hour's wage is added for each hour from `night_from` to `night_until` on the
    factory's clock. `bonus_from`: efficiency in percent from which `bonus` of the earnings is added. `is_exempt`: paid
    by results outside the hours-of-work chapter, which HR decides (Art. 82).
    """

    since: date
    region: str = ""
    daily_minimum: Decimal | None = None
    full_hours: Decimal = Decimal(8)
    overtime: Decimal = Decimal("1.25")
    overtime_off: Decimal = Decimal("1.30")
    rest_day: Decimal = Decimal("1.30")
    holiday: Decimal = Decimal("2.00")
    rest_weekdays: tuple[int, ...] = ()
    night: Decimal = Decimal("0.10")
    night_from: time = time(22)
    night_until: time = time(6)
    bonus_from: Decimal | None = None
    bonus: Decimal = Decimal(0)
    is_exempt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPay:
    """Each part for itself, exact; only `total` is rounded, once, halves up, to the currency's smallest unit.

    `held` is not part of the total. `is_minimum_known`: whether anybody told the minimum of that day.
    """

    earned: Decimal
    held: Decimal
    top_up: Decimal
    overtime: Decimal
    premium: Decimal
    night: Decimal
    bonus: Decimal
    efficiency: Decimal | None
    is_minimum_known: bool
    smallest: Decimal

    @property
    def total(self) -> Decimal:
        exact = self.earned + self.top_up + self.overtime + self.premium + self.night + self.bonus
        return exact.quantize(self.smallest, ROUND_HALF_UP)


def rules_at(rules: Sequence[WageRules], day: date) -> WageRules:
    """Those in force on a day; before the first, or with none at all, plain piece pay."""
    begun = [rule for rule in rules if rule.since <= day]
    return max(begun, key=lambda rule: rule.since) if begun else WageRules(since=day)


def kind_of(day: date, rules: WageRules, holidays: Container[date]) -> DayKind:
    """A holiday on a day off is a holiday."""
    if day in holidays:
        return DayKind.HOLIDAY
    return DayKind.REST_DAY if day.isoweekday() in rules.rest_weekdays else DayKind.ORDINARY


def smallest_of(currency: str) -> Decimal:
    """The currency's smallest unit by ISO 4217, for those that are not divided into a hundred."""
    return Decimal(1) if currency in _UNDIVIDED else Decimal("0.01")


def day_pay(
    lines: Iterable[Line],
    attendance: Attendance,
    rules: WageRules,
    *,
    kind: DayKind = DayKind.ORDINARY,
    nights: Sequence[Span] = (),
    smallest: Decimal = Decimal("0.01"),
) -> DayPay:
    """One worker's day. `lines` are those of the day, `nights` the spans that pay a night's premium."""
    lines = list(lines)
    hours = _hours(lines, attendance, rules, nights)
    earned_min = sum((line.earned_min for line in lines), Decimal(0))
    efficiency = progress.efficiency(earned_min, attendance.attended_ms)
    extra = _Extra() if rules.is_exempt else _extra(hours, kind, rules)
    return DayPay(
        earned=hours.earned,
        held=sum((line.held_amount for line in lines), Decimal(0)),
        top_up=extra.top_up,
        overtime=extra.overtime,
        premium=extra.premium,
        night=extra.night,
        bonus=_bonus(hours.earned, efficiency, rules),
        efficiency=efficiency,
        is_minimum_known=rules.daily_minimum is not None,
        smallest=smallest,
    )


@dataclass(frozen=True, slots=True)
class _Hours:
    """`first` and `later`: what the pieces of the `full` hours and of the hours `over` earned; hours of either that lie
    in the night.
    """

    first: Decimal
    later: Decimal
    full: Decimal
    over: Decimal
    night: Decimal
    night_over: Decimal

    @property
    def earned(self) -> Decimal:
        return self.first + self.later


@dataclass(frozen=True, slots=True)
class _Extra:
    """What the hours-of-work chapter adds to the pieces."""

    top_up: Decimal = Decimal(0)
    overtime: Decimal = Decimal(0)
    premium: Decimal = Decimal(0)
    night: Decimal = Decimal(0)


def _hours(lines: list[Line], attendance: Attendance, rules: WageRules, nights: Sequence[Span]) -> _Hours:
    full_ms = int(rules.full_hours * _MS_AN_HOUR)
    full_at = attendance.reached(full_ms) if attendance.attended_ms > full_ms else None
    later = total(line for line in lines if full_at is not None and line.at > full_at)
    night_ms = attendance.within_ms(nights, until=full_at)
    return _Hours(
        first=total(lines) - later,
        later=later,
        full=min(attendance.attended_ms, full_ms) / _MS_AN_HOUR,
        over=max(attendance.attended_ms - full_ms, 0) / _MS_AN_HOUR,
        night=night_ms / _MS_AN_HOUR,
        night_over=(attendance.within_ms(nights) - night_ms) / _MS_AN_HOUR,
    )


def _extra(hours: _Hours, kind: DayKind, rules: WageRules) -> _Extra:
    times = {DayKind.ORDINARY: Decimal(1), DayKind.REST_DAY: rules.rest_day, DayKind.HOLIDAY: rules.holiday}[kind]
    over = rules.overtime if kind is DayKind.ORDINARY else rules.overtime_off
    top_up = _top_up(hours, rules)
    hour = (hours.first + top_up) / hours.full if hours.full else Decimal(0)
    return _Extra(
        top_up=top_up,
        overtime=times * max(Decimal(0), hour * over * hours.over - hours.later),
        premium=(hours.earned + top_up) * (times - 1),
        night=times * rules.night * hour * (hours.night + over * hours.night_over),
    )


def _top_up(hours: _Hours, rules: WageRules) -> Decimal:
    """max(0, daily minimum x hours / 8 - piece earnings) of the full hours; those beyond are overtime."""
    if rules.daily_minimum is None:
        return Decimal(0)
    return max(Decimal(0), rules.daily_minimum * hours.full / rules.full_hours - hours.first)


def _bonus(earned: Decimal, efficiency: Decimal | None, rules: WageRules) -> Decimal:
    if rules.bonus_from is None or efficiency is None or efficiency < rules.bonus_from:
        return Decimal(0)
    return earned * rules.bonus
