"""The close of a period: what every line and day of it pays, and what changed of earlier ones, written for good."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import Connection, Table, func, insert, select

from kiosk.floor.ids import WorkspaceId
from kiosk.floor.period import Period, settle
from kiosk.server import tables as t
from kiosk.server.derive import Row
from kiosk.server.doors import Doors
from kiosk.server.late import Late, late_of
from kiosk.server.pay_lines import PaidLine, lines_between
from kiosk.server.payroll import Terms, WorkerDay, terms_of, worker_days

TOGETHER = 50
"""Workers whose days are held in memory at once."""

PARTS = ("earned", "top_up", "overtime", "premium", "night", "bonus", "total")
"""Of a day's wage, as `floor.wages.DayPay` and the table of settled days name them."""

_PLACES = Decimal("0.0001")

Parts = dict[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """What a worker's day is worth less what was paid for it, in its parts."""

    worker: str
    day: date
    is_exempt: bool
    parts: Parts


def close(
    connection: Connection, doors: Doors, workspace: WorkspaceId, id_: str, period: Period, now: datetime
) -> None:
    """Writes what the period pays; its own row `id_` stands already. The books are ours alone meanwhile."""
    told = terms_of(connection, workspace)
    told = replace(told, begins=min(told.begins or period.first, period.first))
    late = late_of(connection, workspace, period, told.calendar)
    row = {"workspace_id": workspace, "period_id": id_}
    _put(connection, doors, t.SettledLine.sheet(), row, _late_lines(late))
    _put(connection, doors, t.SettledDay.sheet(), row, map(_day_row, late_days(connection, workspace, told, late, now)))
    nobodys = lines_between(connection, workspace, [None], period.first, period.last)
    _put(connection, doors, t.SettledLine.sheet(), row, _new_lines(nobodys))
    for some in _batched(_workers(connection, workspace, period)):
        days = worker_days(connection, workspace, told, some, (period.first, period.last), now)
        _put(connection, doors, t.SettledLine.sheet(), row, _new_lines(line for day in days for line in day.lines))
        _put(connection, doors, t.SettledDay.sheet(), row, (_day_row(day, is_new=True) for day in due_days(days, {})))


def late_days(
    connection: Connection, workspace: WorkspaceId, told: Terms, late: Late, now: datetime
) -> Iterator[DueDay]:
    """The differences of days that were paid already."""
    for day, workers in sorted(late.days.items()):
        days = worker_days(connection, workspace, told, workers, (day, day), now)
        yield from due_days(days, _paid_parts(connection, workspace, workers, day))


def due_days(days: Iterable[WorkerDay], paid: dict[str, Parts]) -> Iterator[DueDay]:
    """Those that make a difference. `paid`: for each worker of them, all days being the same one."""
    for one in days:
        before = paid.get(one.worker, {})
        parts = {name: _part(one, name) - before.get(name, Decimal(0)) for name in PARTS}
        if any(parts.values()):
            yield DueDay(worker=one.worker, day=one.day, is_exempt=one.is_exempt, parts=parts)


def _part(one: WorkerDay, name: str) -> Decimal:
    return Decimal(getattr(one.pay, name)).quantize(_PLACES, ROUND_HALF_UP)


def _paid_parts(
    connection: Connection, workspace: WorkspaceId, workers: Collection[str], day: date
) -> dict[str, Parts]:
    settled = t.SettledDay
    sums = [func.sum(getattr(settled, name)).label(name) for name in PARTS]
    theirs = (settled.workspace_id == workspace) & settled.employee_id.in_(workers) & (settled.day == day)
    found = connection.execute(select(settled.employee_id, *sums).where(theirs).group_by(settled.employee_id))
    return {worker: dict(zip(PARTS, parts, strict=True)) for worker, *parts in found}


def _workers(connection: Connection, workspace: WorkspaceId, period: Period) -> list[str]:
    """Everybody who may have a day in it, known to us or not."""
    line = t.PayLine
    theirs = (line.workspace_id == workspace) & line.day.between(period.first, period.last)
    with_lines = connection.scalars(select(line.employee_id).where(theirs, line.employee_id.is_not(None)).distinct())
    known = connection.scalars(select(t.Employee.id).where(t.Employee.workspace_id == workspace))
    return sorted({str(worker) for worker in (*with_lines, *known)})


def _new_lines(lines: Iterable[PaidLine]) -> Iterator[Row]:
    """What was paid before, on another day, makes an adjustment instead."""
    new = {one.line.fact: one for one in lines if one.paid is None}
    for settled in settle(one.line for one in new.values()):
        yield {
            "fact_id": settled.fact,
            "employee_id": settled.worker,
            "day": new[settled.fact].day,
            "is_adjustment": False,
            "amount": settled.amount,
        }


def _late_lines(late: Late) -> Iterator[Row]:
    for one in late.lines:
        yield {
            "fact_id": one.adjustment.fact,
            "employee_id": one.adjustment.worker,
            "day": one.day,
            "is_adjustment": True,
            "amount": one.adjustment.amount,
        }


def _day_row(due: DueDay, *, is_new: bool = False) -> Row:
    key = {"employee_id": due.worker, "day": due.day, "is_adjustment": not is_new, "is_exempt": due.is_exempt}
    return key | due.parts


def _put(connection: Connection, doors: Doors, table: Table, of: Row, rows: Iterable[Row]) -> None:
    if put := [of | {"id": doors.new_id()} | row for row in rows]:
        connection.execute(insert(table), put)


def _batched(workers: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(workers), TOGETHER):
        yield workers[start : start + TOGETHER]
