"""What a day's wage depends on besides the facts, told by the office; kiosk and server reckon with it alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kiosk.floor.attendance import Attendance
from kiosk.floor.pay import Line
from kiosk.floor.shift import Calendar
from kiosk.floor.wages import DayKind, DayPay, WageRules, day_pay, kind_of, rules_at, smallest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """`currency` is ISO 4217."""

    calendar: Calendar
    currency: str
    rules: Sequence[WageRules] = ()
    holidays: frozenset[date] = frozenset()

    def has_rules(self, day: date) -> bool:
        return any(rule.since <= day for rule in self.rules)

    def kind(self, day: date) -> DayKind:
        return kind_of(day, rules_at(self.rules, day), self.holidays)

    def wage(self, day: date, lines: Iterable[Line], attendance: Attendance, *, is_exempt: bool) -> DayPay:
        """A worker's production date. Before the first rules it is the pieces alone. `is_exempt` is about this worker:
        the law's floor is for those who are paid by the piece, and anybody else who sews gets the pieces.
        """
        rules = rules_at(self.rules, day)
        rules = replace(rules, is_exempt=rules.is_exempt or is_exempt)
        nights = self.calendar.nights(day, rules.night_from, rules.night_until)
        smallest = smallest_of(self.currency)
        return day_pay(lines, attendance, rules, kind=self.kind(day), nights=nights, smallest=smallest)
