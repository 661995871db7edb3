"""A worker's receipt: for a closed period what was paid, for a day or the open period what it is worth by now."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from sqlalchemy import Connection, select

from kiosk.floor.access import Act
from kiosk.floor.ids import WorkspaceId
from kiosk.floor.period import Period
from kiosk.floor.receipts import LONGEST, Told, read, text_of
from kiosk.floor.wages import smallest_of
from kiosk.server import tables as t
from kiosk.server.doors import Doors
from kiosk.server.pay_order import next_period
from kiosk.server.pay_shown import Money, Sums
from kiosk.server.payroll import terms_of
from kiosk.server.periods import period_by_id
from kiosk.server.receipt_parts import ReceiptDay, ReceiptLine, paid_parts, worth_parts
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require
from kiosk.server.sorry import Refusal
from kiosk.server.wage_rules import Day
from kiosk.server.worker_days import Whose, worker_by_id


class Receipt(BaseModel):
    """`period` is the closed one that paid this: then only what its lines say of today changes. `sums` are of the lines
    as they stand today, `adjusted` the part of the total for days of earlier periods, `disputed` the lines' facts.
    `total` and `text`, which is for the QR, are None while a day has no wage rule.
    """

    worker: Whose
    currency: str
    first_day: date
    last_day: date
    period: str | None
    days: list[ReceiptDay]
    lines: list[ReceiptLine]
    sums: Sums
    adjusted: Money
    disputed: list[str]
    total: Money | None
    text: str | None


class Answer(BaseModel):
    success: bool = True
    data: Receipt


class Shown(BaseModel):
    text: str = Field(max_length=LONGEST)


class Checked(BaseModel):
    """`total` is what the receipt says, `stands` what it would say now: None for an open period that was cut otherwise
    since. All is None for a text that is not ours.
    """

    is_genuine: bool
    worker: Whose | None = None
    first_day: date | None = None
    last_day: date | None = None
    told_at: datetime | None = None
    total: Money | None = None
    stands: Money | None = None


class Verdict(BaseModel):
    success: bool = True
    data: Checked


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api/pay", tags=["pay"])
    signed = Depends(person(doors))

    @router.get("/workers/{id}/receipt")
    def receipt(
        id: str,  # noqa: A002 - the word in the path
        who: Annotated[Person, signed],
        day: Day | None = None,
        period: str | None = None,
    ) -> Answer:
        """Of a day, of a closed period by its id, or of the open one so far."""
        require(who, Act.SEE_PAY)
        if day is not None and period is not None:
            raise Refusal(422, "A receipt is for a day or for a period, not for both.")
        with doors.snapshot(who.workspace) as connection:
            return Answer(data=_receipt(connection, doors, who.workspace, id, day=day, period=period))

    @router.post("/receipts/check")
    def check(asked: Shown, who: Annotated[Person, signed]) -> Verdict:
        """Whether the text of a receipt's QR was told by us, and whether it still stands."""
        require(who, Act.SEE_PAY)
        with doors.snapshot(who.workspace) as connection:
            return Verdict(data=_check(connection, doors, who.workspace, asked.text))

    return router


def _receipt(
    connection: Connection, doors: Doors, workspace: WorkspaceId, id_: str, *, day: date | None, period: str | None
) -> Receipt:
    worker, told = worker_by_id(connection, workspace, id_), terms_of(connection, workspace)
    if period is not None:
        closed = period_by_id(connection, workspace, period)
        span = Period(closed.first_day, closed.last_day)
        days, lines = paid_parts(connection, workspace, id_, period)
    else:
        span = Period(day, day) if day is not None else _open(connection, workspace)
        days, lines = worth_parts(connection, doors, workspace, told, id_, span, is_due=day is None)
    total = _total(days)
    money = None if total is None else total.quantize(smallest_of(told.currency))
    return Receipt(
        worker=worker,
        currency=told.currency,
        first_day=span.first,
        last_day=span.last,
        period=period,
        days=days,
        lines=lines,
        sums=Sums.of(one.line for one in lines),
        adjusted=sum((one.wage.total for one in days if one.is_adjustment and one.wage), Decimal(0)),
        disputed=[one.line.fact for one in lines if one.line.is_disputed],
        total=total,
        text=None
        if money is None
        else text_of(
            Told(worker.number, span.first, span.last, money, doors.clock()), workspace, _key(connection, workspace)
        ),
    )


def _open(connection: Connection, workspace: WorkspaceId) -> Period:
    period = next_period(connection, workspace)
    if period is None:
        raise Refusal(404, "Nobody has worked yet: there is no open period.")
    return period


def _total(days: list[ReceiptDay]) -> Decimal | None:
    wages = [one.wage for one in days]
    known = [wage.total for wage in wages if wage is not None]
    return sum(known, Decimal(0)) if len(known) == len(wages) else None


def _key(connection: Connection, workspace: WorkspaceId) -> bytes:
    return connection.execute(select(t.Workspace.ticket_key).where(t.Workspace.id == workspace)).scalar_one()


def _check(connection: Connection, doors: Doors, workspace: WorkspaceId, text: str) -> Checked:
    told = read(text, workspace, _key(connection, workspace))
    employee, closed = t.Employee, t.PayPeriod
    if told is None:
        return Checked(is_genuine=False)
    numbered = (employee.workspace_id == workspace) & (employee.employee_number == told.number)
    id_ = connection.scalar(select(employee.id).where(numbered))
    if id_ is None:
        return Checked(is_genuine=True, total=told.total, told_at=told.told_at)
    span = Period(told.first, told.last)
    is_it = (closed.first_day == span.first) & (closed.last_day == span.last)
    period = connection.scalar(select(closed.id).where(closed.workspace_id == workspace, is_it))
    is_told_of_now = period is not None or span.first == span.last or span == next_period(connection, workspace)
    day = span.first if span.first == span.last and period is None else None
    return Checked(
        is_genuine=True,
        worker=worker_by_id(connection, workspace, id_),
        first_day=span.first,
        last_day=span.last,
        told_at=told.told_at,
        total=told.total,
        stands=_receipt(connection, doors, workspace, id_, day=day, period=period).total if is_told_of_now else None,
    )
