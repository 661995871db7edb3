"""What a sewing run is worth, in the shape that the existing front end reads; and its operation's rate, set anew.

Pieces that were charged to the worker earn nothing and so stand in no earnings: the deduction says what they would have
been worth. Bonus, overtime and deductions belong to a person's day and period (`docs/pay.md`), and are 0 here.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from sqlalchemy import Connection, func, select

from kiosk.floor.access import Act
from kiosk.floor.ids import WorkspaceId
from kiosk.server import bulletin, run_deeds
from kiosk.server import tables as t
from kiosk.server.bulletin import Rate
from kiosk.server.doors import Doors
from kiosk.server.run_deeds import Work
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require


class PieceRate(BaseModel):
    """`potential_amount`: for all pieces at the rate in force. `total_earnings` holds what is held back as well."""

    operation_name: str
    standard_minutes: float
    base_rate: float
    pieces_completed: int
    pieces_target: int
    time_worked_minutes: float
    efficiency_percentage: float
    earned_amount: float
    potential_amount: float
    quality_deduction: float
    total_earnings: float
    bonus_multiplier: float = 1


class Payroll(BaseModel):
    base_earnings: float
    quality_penalty: float
    total_gross: float
    net_pay: float
    efficiency_bonus: float = 0
    overtime_bonus: float = 0
    deductions: float = 0


class Answer(BaseModel):
    success: bool = True
    piece_rate: PieceRate
    payroll: Payroll


class NewRate(BaseModel):
    base_rate: Rate
    reason: str = Field("", max_length=200)


def routes(doors: Doors, touched: Callable[[WorkspaceId], None]) -> APIRouter:
    router = APIRouter(prefix="/api/sewing/runs/{id}/piece-rates", tags=["sewing"])
    signed = Depends(person(doors))

    @router.get("")
    def worth(id: str, who: Annotated[Person, signed]) -> Answer:  # noqa: A002 - the word in the path
        require(who, Act.SEE_PAY)
        with doors.snapshot(who.workspace) as connection:
            return _worth(connection, doors, who, id)

    @router.put("")
    def set_rate(id: str, asked: NewRate, who: Annotated[Person, signed]) -> Answer:  # noqa: A002 - the word in the path
        """Of the run's operation, from now on: what was sewn before is paid as it was."""
        require(who, Act.EDIT_OPERATIONS)
        with doors.transaction(who.workspace) as connection:
            work, _ = run_deeds.work_of(connection, doors, who, id)
            bulletin.set_rate(connection, doors, who, work.operation.id, asked.base_rate, asked.reason)
            answer = _worth(connection, doors, who, id)
        touched(who.workspace)
        return answer

    return router


def _worth(connection: Connection, doors: Doors, who: Person, id_: str) -> Answer:
    """Raises Refusal 404."""
    work, _ = run_deeds.work_of(connection, doors, who, id_, lock=False)
    earned, held, lost = _earned(connection, who, work)
    standard, stands = work.operation.standard_at(doors.clock()), work.run.stands[work.operation.id]
    rate = standard.piece_rate or Decimal(0)
    rates = PieceRate(
        operation_name=work.operation.name,
        standard_minutes=float(standard.smv_min),
        base_rate=float(rate),
        pieces_completed=stands.done,
        pieces_target=work.run.pieces,
        time_worked_minutes=round(sum(one.worked_ms for one in stands.counted) / 60_000, 2),
        efficiency_percentage=float(stands.efficiency or 0),
        earned_amount=float(earned),
        potential_amount=float(rate * work.run.pieces),
        quality_deduction=float(lost),
        total_earnings=float(earned + held),
    )
    payroll = Payroll(
        base_earnings=float(earned), quality_penalty=float(lost), total_gross=float(earned), net_pay=float(earned)
    )
    return Answer(piece_rate=rates, payroll=payroll)


def _earned(connection: Connection, who: Person, work: Work) -> tuple[Decimal, Decimal, Decimal]:
    """What is accrued or settled, what is held, and what the lost pieces would have been worth."""
    line = t.PayLine
    sums = (func.sum(line.amount), func.sum(line.held_amount), func.sum(line.lost * line.rate))
    query = select(*(func.coalesce(one, 0) for one in sums)).where(
        line.workspace_id == who.workspace, line.bundle_id == work.run.bundle.id, line.operation_id == work.operation.id
    )
    earned, held, lost = connection.execute(query).one()
    return Decimal(earned), Decimal(held), Decimal(lost)
