"""A day's wage: piece earnings, brought up to what the law asks for. The rules are data, each from a day on.

Sources: FORMULAS D4 (Philippine Labor Code, its implementing rules VII-A, the regional wage orders).
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from kiosk.floor import progress
from kiosk.floor.attendance import Attendance
from kiosk.floor.pay import Line, total

_MS_AN_HOUR = Decimal(3_600_000)
_UNDIVIDED = frozenset({"VND", "JPY", "KRW", "CLP", "PYG", "ISK", "UGX", "RWF"})


class DayKind(StrEnum):
    ORDINARY = "ORDINARY"
    REST_DAY = "REST_DAY"
    HOLIDAY = "HOLIDAY"


@dataclass(frozen=True, slots=True, kw_only=True)
class WageRules:
    """In force from `since` on, until the next ones. `daily_minimum` is for `full_hours`; None where nobody told it.
    Multipliers are of piece earnings. `rest_weekdays`: days off, Monday is 1. `bonus_from`: efficiency in percent from
    which `bonus` of the earnings is added. `is_exempt`: paid by results outside the hours-of-work chapter, which HR
    decides (Art. 82).
    """

    since: date
    region: str = ""
    daily_minimum: Decimal | None = None
    full_hours: Decimal = Decimal(8)
    overtime: Decimal = Decimal("1.25")
    rest_day: Decimal = Decimal("1.30")
    holiday: Decimal = Decimal("2.00")
    rest_weekdays: tuple[int, ...] = ()
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
    bonus: Decimal
    efficiency: Decimal | None
    is_minimum_known: bool
    smallest: Decimal

    @property
    def total(self) -> Decimal:
        exact = self.earned + self.top_up + self.overtime + self.premium + self.bonus
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
    smallest: Decimal = Decimal("0.01"),
) -> DayPay:
    """One worker's day. `lines` are those of the day."""
    lines = list(lines)
    earned = total(lines)
    hours = Decimal(attendance.attended_ms) / _MS_AN_HOUR
    earned_min = sum((line.earned_min for line in lines), Decimal(0))
    efficiency = progress.efficiency(earned_min, attendance.attended_ms)
    return DayPay(
        earned=earned,
        held=sum((line.held_amount for line in lines), Decimal(0)),
        top_up=_top_up(earned, hours, rules),
        overtime=_overtime(lines, attendance, hours, rules),
        premium=earned * (_multiplier(kind, rules) - 1),
        bonus=_bonus(earned, efficiency, rules),
        efficiency=efficiency,
        is_minimum_known=rules.daily_minimum is not None,
        smallest=smallest,
    )


def _top_up(earned: Decimal, hours: Decimal, rules: WageRules) -> Decimal:
    """max(0, daily minimum x hours / 8 - piece earnings); hours beyond the eighth are overtime."""
    if rules.daily_minimum is None or rules.is_exempt:
        return Decimal(0)
    floor = rules.daily_minimum * min(hours, rules.full_hours) / rules.full_hours
    return max(Decimal(0), floor - earned)


def _overtime(lines: list[Line], attendance: Attendance, hours: Decimal, rules: WageRules) -> Decimal:
    """An hour of overtime pays (piece earnings of the first eight hours / 8) x 1.25. What the pieces of that time
    earned is part of it, so only the difference is added; that the pieces may be worth more, and then stay, is ours.
    """
    over, full_at = hours - rules.full_hours, attendance.reached(int(rules.full_hours * _MS_AN_HOUR))
    if over <= 0 or rules.is_exempt or full_at is None:
        return Decimal(0)
    first = total(line for line in lines if line.at <= full_at)
    later = total(line for line in lines if line.at > full_at)
    return max(Decimal(0), first / rules.full_hours * rules.overtime * over - later)


def _multiplier(kind: DayKind, rules: WageRules) -> Decimal:
    if rules.is_exempt:
        return Decimal(1)
    return {DayKind.ORDINARY: Decimal(1), DayKind.REST_DAY: rules.rest_day, DayKind.HOLIDAY: rules.holiday}[kind]


def _bonus(earned: Decimal, efficiency: Decimal | None, rules: WageRules) -> Decimal:
    if rules.bonus_from is None or efficiency is None or efficiency < rules.bonus_from:
        return Decimal(0)
    return earned * rules.bonus
