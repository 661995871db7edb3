"""Pay lines as they stand by the facts, each with what closed periods paid for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from kiosk.floor.ids import WorkspaceId
from kiosk.floor.pay import Line, State, Why
from kiosk.floor.period import state_of
from kiosk.server import tables as t


@dataclass(frozen=True, slots=True)
class PaidLine:
    """`paid` None: no closed period held it."""

    line: Line
    day: date
    shift: str
    bundle_code: str
    paid: Decimal | None

    @property
    def state(self) -> State:
        return state_of(self.line, self.paid)


def lines_between(
    connection: Connection, workspace: WorkspaceId, workers: Collection[str | None], first: date, last: date
) -> list[PaidLine]:
    """In the order of their moments. None among the `workers`: work that names nobody."""
    line = t.PayLine
    theirs: ColumnElement[bool] = line.employee_id.in_([worker for worker in workers if worker is not None])
    if None in workers:
        theirs |= line.employee_id.is_(None)
    query = _lines(workspace).where(theirs, line.day.between(first, last)).order_by(line.at, line.id)
    return [_line(row) for row in connection.execute(query)]


def lines_of_facts(connection: Connection, workspace: WorkspaceId, facts: Collection[str]) -> list[PaidLine]:
    return [_line(row) for row in connection.execute(_lines(workspace).where(t.PayLine.id.in_(facts)))]


def _lines(workspace: WorkspaceId) -> Select[t.PayLine, Decimal, str]:
    line, settled = t.PayLine, t.SettledLine
    of_line = (settled.workspace_id == line.workspace_id) & (settled.fact_id == line.id)
    paid = select(func.sum(settled.amount)).where(of_line).scalar_subquery()
    of_bundle = (t.Bundle.workspace_id == line.workspace_id) & (t.Bundle.id == line.bundle_id)
    query = select(line, paid.label("paid"), t.Bundle.code.label("bundle_code")).join(t.Bundle, of_bundle)
    return query.where(line.workspace_id == workspace)


def _line(row: Row[t.PayLine, Decimal, str]) -> PaidLine:
    line = Line(
        fact=row.id,
        worker=row.employee_id,
        bundle=row.bundle_id,
        operation=row.operation_id,
        at=row.at,
        good=row.good,
        held=row.held,
        lost=row.lost,
        rate=row.rate,
        earned_min=row.earned_minutes,
        reasons=tuple(Why(reason) for reason in row.reasons),
        is_disputed=row.is_disputed,
    )
    return PaidLine(line, row.day, row.shift, row.bundle_code, row.paid)
