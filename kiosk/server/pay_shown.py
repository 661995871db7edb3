"""Pay as the office reads it: every line with its reason, every day with its parts and with what is missing."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel

from kiosk.floor.pay import State
from kiosk.floor.progress import minutes
from kiosk.floor.wages import DayKind, DayPay
from kiosk.server.pay_lines import PaidLine
from kiosk.server.payroll import WorkerDay

Money = Annotated[Decimal, AfterValidator(lambda amount: amount.quantize(Decimal("0.0001")))]
"""On the wire: text with four places."""

_NOTHING = Decimal("0.0000")

TAKEN_BACK = "TAKEN_BACK"
"""The reason of a line that was paid, and whose deed was taken back since."""


class Missing(StrEnum):
    """What somebody has to tell before a day's wage is whole."""

    NO_WAGE_RULE = "NO_WAGE_RULE"  # then there is no total
    NO_MINIMUM = "NO_MINIMUM"  # nothing is topped up
    NO_RATE = "NO_RATE"  # the pieces of some lines are held


class ShownLine(BaseModel):
    """`amount` is what its good pieces are worth, `paid` what closed periods paid for it, None where none held it."""

    fact: str
    day: date
    at: datetime | None = None
    bundle: str = ""
    operation: str = ""
    good: int = 0
    held: int = 0
    lost: int = 0
    rate: Decimal | None = None
    amount: Money = _NOTHING
    held_amount: Money = _NOTHING
    paid: Money | None = None
    state: State
    reasons: list[str]
    is_disputed: bool = False


class Sums(BaseModel):
    """`settled` was paid, `accrued` is to be paid yet and below zero where too much was, `held` may be."""

    accrued: Money
    held: Money
    settled: Money

    @classmethod
    def of(cls, lines: Iterable[ShownLine]) -> Self:
        lines = list(lines)
        settled = sum((line.paid or Decimal(0) for line in lines), Decimal(0))
        return cls(
            accrued=sum((line.amount for line in lines), Decimal(0)) - settled,
            held=sum((line.held_amount for line in lines), Decimal(0)),
            settled=settled,
        )


class Wage(BaseModel):
    """The parts explain the total, which alone is rounded to money."""

    earned: Money
    top_up: Money
    overtime: Money
    premium: Money
    night: Money
    bonus: Money
    total: Money

    @classmethod
    def of(cls, pay: DayPay) -> Self:
        return cls(**{name: getattr(pay, name) for name in cls.model_fields})


class ShownDay(BaseModel):
    """`wage` is what the facts say now, None without a wage rule; `paid` what closed periods paid."""

    day: date
    kind: DayKind
    came_at: datetime | None
    left_at: datetime | None
    attended_minutes: Decimal
    idle_minutes: Decimal
    efficiency: Decimal | None
    is_exempt: bool
    lines: list[ShownLine]
    sums: Sums
    wage: Wage | None
    paid: Money | None
    missing: list[Missing]


def shown_line(one: PaidLine, operations: Mapping[str, str]) -> ShownLine:
    """`operations`: their names by id."""
    line = one.line
    return ShownLine(
        fact=line.fact,
        day=one.day,
        at=line.at,
        bundle=one.bundle_code,
        operation=operations.get(line.operation, line.operation),
        good=line.good,
        held=line.held,
        lost=line.lost,
        rate=line.rate,
        amount=line.amount,
        held_amount=line.held_amount,
        paid=one.paid,
        state=one.state,
        reasons=[why.value for why in line.reasons],
        is_disputed=line.is_disputed,
    )


def gone_line(fact: str, day: date, paid: Decimal) -> ShownLine:
    """Of a deed that was taken back after it was paid."""
    return ShownLine(fact=fact, day=day, paid=paid, state=State.REFUSED, reasons=[TAKEN_BACK])


def shown_day(one: WorkerDay, gone: Iterable[ShownLine], operations: Mapping[str, str]) -> ShownDay:
    lines = [*(shown_line(line, operations) for line in one.lines), *gone]
    there = one.attendance
    return ShownDay(
        day=one.day,
        kind=one.kind,
        came_at=there.came_at,
        left_at=there.left_at,
        attended_minutes=minutes(there.attended_ms),
        idle_minutes=minutes(there.idle_ms),
        efficiency=one.pay.efficiency,
        is_exempt=one.is_exempt,
        lines=lines,
        sums=Sums.of(lines),
        wage=Wage.of(one.pay) if one.has_rules else None,
        paid=one.paid,
        missing=_missing(one),
    )


def _missing(one: WorkerDay) -> list[Missing]:
    so = {
        Missing.NO_WAGE_RULE: not one.has_rules,
        Missing.NO_MINIMUM: one.has_rules and not one.is_exempt and not one.pay.is_minimum_known,
        Missing.NO_RATE: any(line.line.rate is None and line.line.held for line in one.lines),
    }
    return [what for what, is_so in so.items() if is_so]
