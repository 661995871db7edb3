"""Pay: what each deed is worth by the facts, the rules of a day's wage, and what was paid at a period's close."""

from datetime import date, time
from decimal import Decimal

from sqlalchemy import Index, Numeric, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.server.tables.base import Base, Big, Id, Minutes, Moment, Names, Now, Rate, Row, Tenant, to, to_workspace

Amount = Numeric(28, 4)
"""Wide enough for whatever somebody claims: it is refused by a flag, not by the width of a column."""


class PayLine(Row, Base):
    """`floor.pay.Line`, folded from the facts; `id` is the deed's. `day` and `shift` are of the moment that pays."""

    __tablename__ = "pay_lines"
    __table_args__ = (
        to("bundles", "bundle_id"),
        Index(None, "workspace_id", "employee_id", "day"),
        Index(None, "workspace_id", "day"),
        Index(None, "workspace_id", "bundle_id"),
    )

    employee_id: Mapped[Id | None]
    bundle_id: Mapped[Id]
    operation_id: Mapped[Id]
    day: Mapped[date]
    shift: Mapped[str]
    at: Mapped[Moment]
    good: Mapped[Big]
    held: Mapped[Big]
    lost: Mapped[Big]
    rate: Mapped[Rate | None]
    amount: Mapped[Decimal] = mapped_column(Amount)
    held_amount: Mapped[Decimal] = mapped_column(Amount)
    earned_minutes: Mapped[Minutes]
    state: Mapped[str]
    reasons: Mapped[Names]
    is_disputed: Mapped[bool]


class WageRule(Row, Base):
    """`floor.wages.WageRules`, from a day on. Never overwritten: wages were paid by it."""

    __tablename__ = "wage_rules"
    __table_args__ = (to_workspace(), to("users", "created_by"), UniqueConstraint("workspace_id", "since"))

    since: Mapped[date]
    region: Mapped[str]
    daily_minimum: Mapped[Decimal | None] = mapped_column(Amount)
    full_hours: Mapped[Rate]
    overtime: Mapped[Rate]
    overtime_off: Mapped[Rate]
    rest_day: Mapped[Rate]
    holiday: Mapped[Rate]
    night: Mapped[Rate]
    night_from: Mapped[time]
    night_until: Mapped[time]
    bonus_from: Mapped[Rate | None]
    bonus: Mapped[Rate]
    rest_weekdays: Mapped[list[int]] = mapped_column(JSONB, server_default="[]")
    is_exempt: Mapped[bool]
    created_by: Mapped[Id]
    created_at: Mapped[Now]


class Holiday(Tenant, Base):
    """A day that pays by the rules' multiplier for holidays."""

    __tablename__ = "holidays"
    __table_args__ = (to_workspace(), to("users", "created_by"))

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str]
    created_by: Mapped[Id]
    created_at: Mapped[Now]


class PayPeriod(Row, Base):
    """A closed one. What it paid stands in `settled_lines` and `settled_days`, and is never written again: a trigger
    refuses it.
    """

    __tablename__ = "pay_periods"
    __table_args__ = (to_workspace(), to("users", "closed_by"), UniqueConstraint("workspace_id", "first_day"))

    first_day: Mapped[date]
    last_day: Mapped[date]
    closed_at: Mapped[Moment]
    closed_by: Mapped[Id]


class SettledLine(Row, Base):
    """What a deed was paid in a period: at its close, or as an adjustment in a later one."""

    __tablename__ = "settled_lines"
    __table_args__ = (
        to("pay_periods", "period_id"),
        UniqueConstraint("workspace_id", "period_id", "fact_id"),
        Index(None, "workspace_id", "fact_id"),
        Index(None, "workspace_id", "employee_id"),
    )

    period_id: Mapped[Id]
    fact_id: Mapped[Id]
    employee_id: Mapped[Id | None]
    day: Mapped[date]
    is_adjustment: Mapped[bool]
    amount: Mapped[Decimal] = mapped_column(Amount)


class SettledDay(Row, Base):
    """What a worker's day was paid in a period: at its close, or as an adjustment in a later one. The parts, to four
    places, explain the `total`, which is what is paid. `is_exempt`: whether the pieces alone were paid.
    """

    __tablename__ = "settled_days"
    __table_args__ = (
        to("pay_periods", "period_id"),
        UniqueConstraint("workspace_id", "period_id", "employee_id", "day"),
        Index(None, "workspace_id", "employee_id", "day"),
    )

    period_id: Mapped[Id]
    employee_id: Mapped[Id]
    day: Mapped[date]
    is_adjustment: Mapped[bool]
    is_exempt: Mapped[bool]
    earned: Mapped[Decimal] = mapped_column(Amount)
    top_up: Mapped[Decimal] = mapped_column(Amount)
    overtime: Mapped[Decimal] = mapped_column(Amount)
    premium: Mapped[Decimal] = mapped_column(Amount)
    night: Mapped[Decimal] = mapped_column(Amount)
    bonus: Mapped[Decimal] = mapped_column(Amount)
    total: Mapped[Decimal] = mapped_column(Amount)
