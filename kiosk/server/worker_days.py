"""A worker's days between two dates, computed from the facts whenever somebody asks."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy import Connection, func, select

from kiosk.floor.access import Act
from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from kiosk.server.doors import Doors
from kiosk.server.house import known
from kiosk.server.pay_shown import ShownDay, ShownLine, gone_line, shown_day
from kiosk.server.payroll import Terms, WorkerDay, terms_of, worker_days
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require
from kiosk.server.sorry import Refusal
from kiosk.server.wage_rules import Day

LONGEST = 31
"""Days asked for at once."""


class Whose(BaseModel):
    id: str
    name: str
    number: str


class Days(BaseModel):
    """Those of the days asked for on which the worker came, earned or was paid anything."""

    success: bool = True
    worker: Whose
    currency: str
    data: list[ShownDay]


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api/pay/workers", tags=["pay"])
    signed = Depends(person(doors))

    @router.get("/{id}/days")
    def days(id: str, first_day: Day, last_day: Day, who: Annotated[Person, signed]) -> Days:  # noqa: A002 - the word in the path
        require(who, Act.SEE_PAY)
        if not 0 <= (last_day - first_day).days < LONGEST:
            raise Refusal(422, f"Ask for 1 to {LONGEST} days, the first of them first.")
        with doors.snapshot(who.workspace) as connection:
            told = terms_of(connection, who.workspace)
            worker = worker_by_id(connection, who.workspace, id)
            found = days_of(connection, who.workspace, told, id, (first_day, last_day), doors)
            return Days(worker=worker, currency=told.currency, data=[one.shown for one in found])

    return router


@dataclass(frozen=True, slots=True)
class OneDay:
    exact: WorkerDay
    shown: ShownDay


def worker_by_id(connection: Connection, workspace: WorkspaceId, id_: str) -> Whose:
    """Raises Refusal 404."""
    worker = t.Employee
    query = select(worker.first_name, worker.last_name, worker.employee_number)
    found = connection.execute(query.where(worker.workspace_id == workspace, worker.id == id_)).one_or_none()
    if found is None:
        raise Refusal(404, "There is no such person.")
    first, last, number = found
    return Whose(id=id_, name=f"{first} {last}".strip(), number=number)


def days_of(
    connection: Connection, workspace: WorkspaceId, told: Terms, worker: str, span: tuple[date, date], doors: Doors
) -> list[OneDay]:
    names = operation_names(connection, workspace)
    gone = _gone(connection, workspace, worker, *span)
    return [
        OneDay(one, shown_day(one, gone[one.day], names))
        for one in worker_days(connection, workspace, told, [worker], span, doors.clock())
    ]


def operation_names(connection: Connection, workspace: WorkspaceId) -> dict[str, str]:
    return {op.id: op.name for op in known(connection, workspace).operations}


def _gone(
    connection: Connection, workspace: WorkspaceId, worker: str, first: date, last: date
) -> dict[date, list[ShownLine]]:
    """What was paid for deeds that were taken back since, and not yet taken off again."""
    settled, line = t.SettledLine, t.PayLine
    stands = select(line.id).where(line.workspace_id == workspace, line.id == settled.fact_id).exists()
    theirs = (settled.workspace_id == workspace) & (settled.employee_id == worker)
    query = (
        select(settled.fact_id, func.max(settled.day), func.sum(settled.amount))
        .where(theirs, settled.day.between(first, last), ~stands)
        .group_by(settled.fact_id)
        .having(func.sum(settled.amount) != 0)
    )
    found: dict[date, list[ShownLine]] = defaultdict(list)
    for fact, day, paid in connection.execute(query):
        found[day].append(gone_line(fact, day, Decimal(paid)))
    return found
