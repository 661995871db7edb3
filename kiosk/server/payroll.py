"""What workers' days are worth: pay lines, attendance and the rules in force, put together whenever somebody asks."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, func, select

from kiosk.floor import terms
from kiosk.floor.access import Role
from kiosk.floor.attendance import Attendance
from kiosk.floor.ids import WorkspaceId
from kiosk.floor.wages import DayKind, DayPay
from kiosk.server import tables as t
from kiosk.server.holidays import holidays
from kiosk.server.house import known
from kiosk.server.pay_lines import PaidLine, lines_between
from kiosk.server.presence import attendances
from kiosk.server.wage_rules import wage_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms(terms.Terms):
    """`operators` are paid by the piece with the law's floor beneath. `begins`: the first day of all closed periods;
    what comes late from before it is a wrong clock more often than a day of work, and gets the pieces alone too.
    """

    operators: frozenset[str]
    begins: date | None = None

    def is_exempt(self, worker: str, day: date) -> bool:
        return worker not in self.operators or (self.begins is not None and day < self.begins)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidDay:
    """What closed periods paid a worker for a day, all in all."""

    total: Decimal
    is_exempt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerDay:
    """`pay` is what the facts say now; `paid` what closed periods paid, None where none of them held the day."""

    worker: str
    day: date
    kind: DayKind
    attendance: Attendance
    lines: tuple[PaidLine, ...]
    pay: DayPay
    is_exempt: bool
    has_rules: bool
    paid: Decimal | None


def terms_of(connection: Connection, workspace: WorkspaceId) -> Terms:
    is_operator = (t.Employee.workspace_id == workspace) & (t.Employee.role == Role.OPERATOR.value)
    begins = select(func.min(t.PayPeriod.first_day)).where(t.PayPeriod.workspace_id == workspace)
    currency = connection.scalar(select(t.Workspace.currency).where(t.Workspace.id == workspace))
    return Terms(
        calendar=known(connection, workspace).calendar,
        currency=currency or "",
        rules=wage_rules(connection, workspace),
        holidays=holidays(connection, workspace),
        operators=frozenset(connection.scalars(select(t.Employee.id).where(is_operator))),
        begins=connection.scalar(begins),
    )


def worker_days(
    connection: Connection,
    workspace: WorkspaceId,
    told: Terms,
    workers: Collection[str],
    span: tuple[date, date],
    now: datetime,
) -> list[WorkerDay]:
    """Every day on which one of them came or has a line, by worker and day."""
    came = attendances(connection, workspace, workers, *span, told.calendar, now)
    paid = _paid(connection, workspace, workers, *span)
    lines: dict[tuple[str, date], list[PaidLine]] = defaultdict(list)
    for one in lines_between(connection, workspace, workers, *span):
        lines[one.line.worker or "", one.day].append(one)
    return [
        _day(told, key, lines[key], came.get(key, Attendance()), paid.get(key))
        for key in sorted(came.keys() | lines.keys() | paid.keys())
    ]


def _day(
    told: Terms, key: tuple[str, date], lines: Sequence[PaidLine], attendance: Attendance, paid: PaidDay | None
) -> WorkerDay:
    worker, day = key
    is_exempt = paid.is_exempt if paid else told.is_exempt(worker, day)
    return WorkerDay(
        worker=worker,
        day=day,
        kind=told.kind(day),
        attendance=attendance,
        lines=tuple(lines),
        pay=told.wage(day, [one.line for one in lines], attendance, is_exempt=is_exempt),
        is_exempt=is_exempt,
        has_rules=told.has_rules(day),
        paid=paid.total if paid else None,
    )


def _paid(
    connection: Connection, workspace: WorkspaceId, workers: Collection[str], first: date, last: date
) -> dict[tuple[str, date], PaidDay]:
    settled = t.SettledDay
    query = select(settled.employee_id, settled.day, func.sum(settled.total), func.bool_or(settled.is_exempt))
    theirs = (settled.workspace_id == workspace) & settled.employee_id.in_(workers)
    found = connection.execute(
        query.where(theirs, settled.day.between(first, last)).group_by(settled.employee_id, settled.day)
    )
    return {(worker, day): PaidDay(total=total, is_exempt=is_exempt) for worker, day, total, is_exempt in found}
