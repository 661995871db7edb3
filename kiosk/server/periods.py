"""Pay periods: closed in order, once, for good."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from sqlalchemy import Connection, Select, func, insert, select

from kiosk.floor.access import Act
from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from kiosk.server.audit import note
from kiosk.server.books import books
from kiosk.server.closing import close
from kiosk.server.doors import Doors
from kiosk.server.house import known
from kiosk.server.pay_order import asked_period, check_order, is_over, next_period
from kiosk.server.pay_shown import Money
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require
from kiosk.server.sorry import Refusal
from kiosk.server.wage_rules import Day, wage_rules

LISTED = 100


class Span(BaseModel):
    """Both or neither: without them it is the next period, 1st to 15th or 16th to the end of its month."""

    first_day: Day | None = None
    last_day: Day | None = None


class Closed(BaseModel):
    """`total` is what was paid out, `adjusted` the part of it that is for days of earlier periods."""

    id: str
    first_day: date
    last_day: date
    closed_at: datetime
    closed_by: str
    workers: int
    total: Money
    adjusted: Money


class Next(BaseModel):
    """`is_over`: whether it can be closed now."""

    first_day: date
    last_day: date
    is_over: bool


class Listed(BaseModel):
    """Newest first; ask with the last `first_day` as `before` for more."""

    success: bool = True
    data: list[Closed]
    more: bool
    next: Next | None


class Answer(BaseModel):
    success: bool = True
    data: Closed


class Paid(BaseModel):
    """`name` and `number` are empty for somebody who is not on our list of people."""

    worker: str
    name: str
    number: str
    total: Money
    adjusted: Money


class Sheet(BaseModel):
    """By worker; ask with the last `worker` as `after` for more."""

    success: bool = True
    data: list[Paid]
    more: bool


Limit = Annotated[int, Query(ge=1, le=LISTED)]


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api/pay/periods", tags=["pay"])
    signed = Depends(person(doors))

    @router.get("")
    def closed_ones(who: Annotated[Person, signed], before: Day | None = None, limit: Limit = 24) -> Listed:
        require(who, Act.SEE_PAY)
        with doors.snapshot(who.workspace) as connection:
            return _listed(connection, who.workspace, before, limit, doors.clock())

    @router.post("", status_code=201)
    def close_one(asked: Span, who: Annotated[Person, signed]) -> Answer:
        require(who, Act.CLOSE_PAY)
        with books(doors, who.workspace) as connection:
            return Answer(data=_close(connection, doors, who, asked))

    @router.get("/{id}")
    def paid(id: str, who: Annotated[Person, signed], after: str = "", limit: Limit = LISTED) -> Sheet:  # noqa: A002 - the word in the path
        require(who, Act.SEE_PAY)
        with doors.snapshot(who.workspace) as connection:
            return _sheet(connection, who.workspace, period_by_id(connection, who.workspace, id).id, after, limit)

    return router


def period_by_id(connection: Connection, workspace: WorkspaceId, id_: str) -> Closed:
    """Raises Refusal 404."""
    found = connection.execute(_closed(workspace).where(t.PayPeriod.id == id_)).mappings().one_or_none()
    if found is None:
        raise Refusal(404, "There is no such closed period.")
    return Closed(**found)


def _listed(connection: Connection, workspace: WorkspaceId, before: date | None, limit: int, now: datetime) -> Listed:
    query = _closed(workspace).order_by(t.PayPeriod.first_day.desc()).limit(limit + 1)
    found = connection.execute(query if before is None else query.where(t.PayPeriod.first_day < before)).mappings()
    data = [Closed(**row) for row in found]
    period = next_period(connection, workspace)
    can_close = period is not None and is_over(period, known(connection, workspace).calendar, now)
    coming = Next(first_day=period.first, last_day=period.last, is_over=can_close) if period else None
    return Listed(data=data[:limit], more=len(data) > limit, next=coming)


def _close(connection: Connection, doors: Doors, who: Person, asked: Span) -> Closed:
    now = doors.clock()
    period = asked_period(connection, who.workspace, asked.first_day, asked.last_day)
    check_order(connection, who.workspace, period)
    if not is_over(period, known(connection, who.workspace).calendar, now):
        raise Refusal(409, f"This period lasts until the end of {period.last} and its last shift, and is not over yet.")
    if all(rule.since > period.first for rule in wage_rules(connection, who.workspace)):
        raise Refusal(409, f"No wage rule is in force on {period.first}: add one first.")
    id_ = doors.new_id()
    row = {"workspace_id": who.workspace, "id": id_, "closed_by": who.id, "closed_at": now}
    connection.execute(insert(t.PayPeriod.sheet()).values(row | {"first_day": period.first, "last_day": period.last}))
    close(connection, doors, who.workspace, id_, period, now)
    closed = period_by_id(connection, who.workspace, id_)
    detail = {"first_day": str(period.first), "last_day": str(period.last), "total": str(closed.total)}
    note(connection, doors, who.workspace, act="closed a pay period", user=who.id, subject=id_, detail=detail)
    return closed


def _closed(workspace: WorkspaceId) -> Select[tuple[object, ...]]:
    period, settled = t.PayPeriod, t.SettledDay
    of_period = (settled.workspace_id == period.workspace_id) & (settled.period_id == period.id)
    adjusted = func.sum(settled.total).filter(settled.is_adjustment)
    sums = (
        select(func.count(settled.employee_id.distinct())).where(of_period).scalar_subquery().label("workers"),
        select(func.coalesce(func.sum(settled.total), 0)).where(of_period).scalar_subquery().label("total"),
        select(func.coalesce(adjusted, 0)).where(of_period).scalar_subquery().label("adjusted"),
    )
    columns = (period.id, period.first_day, period.last_day, period.closed_at, period.closed_by)
    return select(*columns, *sums).where(period.workspace_id == workspace)


def _sheet(connection: Connection, workspace: WorkspaceId, id_: str, after: str, limit: int) -> Sheet:
    settled, person_ = t.SettledDay, t.Employee
    whose = (person_.workspace_id == settled.workspace_id) & (person_.id == settled.employee_id)
    name = func.trim(person_.first_name + " " + person_.last_name)
    adjusted = func.sum(settled.total).filter(settled.is_adjustment)
    query = (
        select(settled.employee_id.label("worker"), func.coalesce(name, "").label("name"))
        .add_columns(func.coalesce(person_.employee_number, "").label("number"))
        .add_columns(func.sum(settled.total).label("total"), func.coalesce(adjusted, 0).label("adjusted"))
        .outerjoin(person_, whose)
        .where(settled.workspace_id == workspace, settled.period_id == id_, settled.employee_id > after)
        .group_by(settled.employee_id, person_.first_name, person_.last_name, person_.employee_number)
        .order_by(settled.employee_id)
    )
    data = [Paid(**row) for row in connection.execute(query.limit(limit + 1)).mappings()]
    return Sheet(data=data[:limit], more=len(data) > limit)
