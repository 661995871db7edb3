"""What stands on a receipt: days and lines, as they were paid or as they are worth by now."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pydantic import BaseModel
from sqlalchemy import Connection, func, select

from kiosk.floor.ids import WorkspaceId
from kiosk.floor.period import Period
from kiosk.server import tables as t
from kiosk.server.closing import PARTS, late_days
from kiosk.server.doors import Doors
from kiosk.server.late import Late, late_of
from kiosk.server.pay_lines import lines_of_facts
from kiosk.server.pay_shown import Money, ShownLine, Wage, gone_line, shown_line
from kiosk.server.payroll import Terms
from kiosk.server.worker_days import days_of, operation_names


class ReceiptDay(BaseModel):
    """`wage` of an adjusted day is the difference; None where no wage rule is in force."""

    day: date
    is_adjustment: bool
    wage: Wage | None


class ReceiptLine(BaseModel):
    """`amount` is what this receipt pays for the line, which tells what the facts say of it now."""

    amount: Money
    is_adjustment: bool
    line: ShownLine


Parts = tuple[list[ReceiptDay], list[ReceiptLine]]


def paid_parts(connection: Connection, workspace: WorkspaceId, worker: str, period: str) -> Parts:
    """As a closed period paid them."""
    day, line = t.SettledDay, t.SettledLine
    wages = [getattr(day, name) for name in PARTS]
    of_day = (day.workspace_id == workspace) & (day.period_id == period) & (day.employee_id == worker)
    days = connection.execute(select(day.day, day.is_adjustment, *wages).where(of_day).order_by(day.day))
    of_line = (line.workspace_id == workspace) & (line.period_id == period) & (line.employee_id == worker)
    query = select(line.fact_id, line.day, line.amount, line.is_adjustment).where(of_line)
    lines = [(row.fact_id, row.day, row.amount, row.is_adjustment) for row in connection.execute(query)]
    return (
        [ReceiptDay(day=one, is_adjustment=is_late, wage=_wage(parts)) for one, is_late, *parts in days],
        _with_lines(connection, workspace, lines),
    )


def worth_parts(
    connection: Connection,
    doors: Doors,
    workspace: WorkspaceId,
    told: Terms,
    worker: str,
    span: Period,
    *,
    is_due: bool,
) -> Parts:
    """As they are worth by now. `is_due`: as a close would pay them, with what changed of earlier days."""
    found = days_of(connection, workspace, told, worker, (span.first, span.last), doors)
    days = [ReceiptDay(day=one.shown.day, is_adjustment=False, wage=one.shown.wage) for one in found]
    lines = [
        ReceiptLine(amount=line.amount, is_adjustment=False, line=line)
        for one in found
        for line in one.shown.lines
        if not is_due or line.paid is None
    ]
    if not is_due:
        return days, lines
    late = late_of(connection, workspace, span, told.calendar, only=worker)
    late.days = {day: {worker} for day in late.days}
    changed = [
        ReceiptDay(day=one.day, is_adjustment=True, wage=_wage([one.parts[name] for name in PARTS]))
        for one in late_days(connection, workspace, told, late, doors.clock())
    ]
    return [*changed, *days], [*_late_lines(connection, workspace, late), *lines]


def _late_lines(connection: Connection, workspace: WorkspaceId, late: Late) -> list[ReceiptLine]:
    lines = [(one.adjustment.fact, one.day, one.adjustment.amount, True) for one in late.lines]
    return _with_lines(connection, workspace, lines)


def _with_lines(
    connection: Connection, workspace: WorkspaceId, amounts: Sequence[tuple[str, date, Decimal, bool]]
) -> list[ReceiptLine]:
    """Each with what the facts say of it now."""
    facts, names = [fact for fact, *_ in amounts], operation_names(connection, workspace)
    now: dict[str, ShownLine] = {
        one.line.fact: shown_line(one, names) for one in lines_of_facts(connection, workspace, facts)
    }
    gone = _paid(connection, workspace, [fact for fact in facts if fact not in now])
    found = [
        ReceiptLine(amount=amount, is_adjustment=is_late, line=now.get(fact) or gone_line(fact, day, gone[fact]))
        for fact, day, amount, is_late in amounts
    ]
    return sorted(found, key=lambda one: (one.line.day, one.line.fact))


def _paid(connection: Connection, workspace: WorkspaceId, facts: Sequence[str]) -> dict[str, Decimal]:
    settled = t.SettledLine
    query = select(settled.fact_id, func.sum(settled.amount)).group_by(settled.fact_id)
    found = connection.execute(query.where(settled.workspace_id == workspace, settled.fact_id.in_(facts)))
    return {fact: Decimal(paid) for fact, paid in found}


def _wage(parts: list[Decimal]) -> Wage:
    return Wage(**dict(zip(PARTS, parts, strict=True)))
