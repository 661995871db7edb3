"""What changed of days that were paid already: lines that came, went or were freed since, and late hours."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import Connection, Date, all_, and_, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from kiosk.floor.ids import FactId, WorkerId, WorkspaceId
from kiosk.floor.period import Adjustment, Period, Settled, adjustments
from kiosk.floor.shift import Calendar
from kiosk.server import tables as t
from kiosk.server.pay_lines import PaidLine, lines_of_facts

LONGEST_TAKING = timedelta(hours=1)
"""A fact may be committed so long after the moment at which it was received, and far sooner as a rule."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LateLine:
    """`day` is the one on which it stands now, or stood when it was paid."""

    adjustment: Adjustment
    day: date


@dataclass
class Late:
    """`days`: those before the period on which something may have changed, with the workers whom it touches."""

    lines: list[LateLine] = field(default_factory=list)
    days: dict[date, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True, slots=True)
class _Paid:
    settled: Settled
    days: list[date]


def late_of(
    connection: Connection,
    workspace: WorkspaceId,
    period: Period,
    calendar: Calendar,
    *,
    only: str | None = None,
) -> Late:
    """Against what was paid so far, as `period` would pay it. `only` one worker, or all."""
    paid = _changed(connection, workspace, period, only)
    facts = {*paid, *_never_paid(connection, workspace, period, only)}
    now = {one.line.fact: one for one in lines_of_facts(connection, workspace, facts) if one.day <= period.last}
    differences = adjustments((one.settled for one in paid.values()), (one.line for one in now.values()))
    found = Late([_late_line(one, now.get(one.fact), paid.get(one.fact)) for one in differences])
    touched = {(one.settled.worker, day) for one in paid.values() for day in one.days}
    touched |= {(one.line.worker, one.day) for one in now.values()}
    for worker, day in touched | _late_hours(connection, workspace, period, calendar, only):
        if worker is not None and day < period.first:
            found.days[day].add(worker)
    return found


def _late_line(adjustment: Adjustment, now: PaidLine | None, paid: _Paid | None) -> LateLine:
    days = [now.day] if now else paid.days if paid else []
    return LateLine(adjustment, max(days))


def _changed(connection: Connection, workspace: WorkspaceId, period: Period, only: str | None) -> dict[FactId, _Paid]:
    """What was paid for facts that are worth something else now, or on another day."""
    settled, line = t.SettledLine, t.PayLine
    ours = settled.workspace_id == workspace
    paid = (
        select(
            settled.fact_id,
            func.max(settled.employee_id).label("worker"),
            func.sum(settled.amount).label("amount"),
            func.array_agg(settled.day, type_=ARRAY(Date)).label("days"),
        )
        .where(ours if only is None else ours & (settled.employee_id == only))
        .group_by(settled.fact_id)
        .subquery()
    )
    of_fact = (line.workspace_id == workspace) & (line.id == paid.c.fact_id) & (line.day <= period.last)
    differs = or_(
        and_(line.id.is_(None), paid.c.amount != 0),
        line.amount != paid.c.amount,
        line.day != all_(paid.c.days),
    )
    found = connection.execute(select(paid).outerjoin(line, of_fact).where(differs))
    return {
        FactId(row.fact_id): _Paid(Settled(FactId(row.fact_id), row.worker, Decimal(row.amount)), row.days)
        for row in found
    }


def _never_paid(connection: Connection, workspace: WorkspaceId, period: Period, only: str | None) -> Collection[FactId]:
    """Lines of days before the period that no closed one held, because they came after its close."""
    settled, line = t.SettledLine, t.PayLine
    is_paid = select(settled.id).where(settled.workspace_id == workspace, settled.fact_id == line.id).exists()
    query = select(line.id).where(line.workspace_id == workspace, line.day < period.first, line.amount != 0, ~is_paid)
    return {FactId(id_) for id_ in connection.scalars(query if only is None else query.where(line.employee_id == only))}


def _late_hours(
    connection: Connection, workspace: WorkspaceId, period: Period, calendar: Calendar, only: str | None
) -> set[tuple[WorkerId | None, date]]:
    """Workers and closed days of whom a fact came in since the last close; a stay may touch the day beside it."""
    fact, closed = t.Fact, t.PayPeriod
    ends = select(func.min(closed.first_day).label("begins"), func.max(closed.closed_at).label("closed_at"))
    stands = connection.execute(ends.where(closed.workspace_id == workspace)).mappings().one()
    if stands["closed_at"] is None:
        return set()
    query = select(fact.employee_id, fact.at).where(
        fact.workspace_id == workspace,
        fact.received_at >= stands["closed_at"] - LONGEST_TAKING,
        fact.at < calendar.on(period.first + DAY)[0].starts_at,
        fact.employee_id.is_not(None) if only is None else fact.employee_id == only,
    )
    return {
        (WorkerId(str(worker)), day)
        for worker, at in connection.execute(query)
        for day in _beside(calendar, at)
        if stands["begins"] <= day < period.first
    }


def _beside(calendar: Calendar, at: datetime) -> tuple[date, date, date]:
    day = calendar.day_of(at).date
    return day - DAY, day, day + DAY
