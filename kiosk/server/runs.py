"""Sewing runs, as the front end lists and works them. A run there is one operation on one bundle here."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from sqlalchemy import Connection

from kiosk.floor import progress
from kiosk.floor.access import Act
from kiosk.server import run_deeds as deeds
from kiosk.server import tables as t
from kiosk.server.doors import Doors
from kiosk.server.paging import Asked, Place, asked, page_of
from kiosk.server.run_entries import Entry, Reject, entries_of, rejects_of
from kiosk.server.runs_shown import BY, Shown, filtered, shown
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require
from kiosk.server.sorry import Refusal

Text = Annotated[str, Query(max_length=120)]


class Listed(BaseModel):
    success: bool = True
    data: list[Shown]
    next: str | None


class Answer(BaseModel):
    """`id` stands here too, where the front end looks for it after a run was made."""

    success: bool = True
    id: str
    data: Shown
    message: str = ""


class Entries(BaseModel):
    success: bool = True
    data: list[Entry]


class Rejects(BaseModel):
    success: bool = True
    data: list[Reject]


class Efficiency(BaseModel):
    """Minutes and pay of one run, against its standard for all pieces of the bundle."""

    current_efficiency: float
    target_efficiency: float = 100.0
    pieces_completed: int
    pieces_target: int
    time_worked_minutes: float
    time_target_minutes: float
    earned_pay: float
    projected_pay: float
    trend: str
    trend_percentage: float


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api/sewing", tags=["sewing"])
    signed = Depends(person(doors))

    @router.get("/runs")
    def listed(
        who: Annotated[Person, signed],
        wanted: Annotated[Asked, Depends(asked)],
        search: Text = "",
        status: Text = "",
        operator_id: Text = "",
        operator: Text = "",
        operation: Text = "",
        order_id: Text = "",
    ) -> Listed:
        """Newest first."""
        require(who, Act.SEE_WORK)
        query = filtered(
            who.workspace,
            status=status,
            operator=operator_id or operator,
            operation=operation,
            order=order_id,
            search=search,
        )
        with doors.snapshot(who.workspace) as connection:
            found, after = page_of(connection, query, Place("runs", who.workspace, doors.secret, BY), wanted)
            return Listed(data=[shown(row) for row in found], next=after)

    @router.get("/runs/{id}")
    def one(id: str, who: Annotated[Person, signed]) -> Answer:  # noqa: A002 - the word in the path
        require(who, Act.SEE_WORK)
        with doors.snapshot(who.workspace) as connection:
            return Answer(id=id, data=run_by_id(connection, who, id))

    @router.get("/runs/{id}/time-entries")
    def entries(id: str, who: Annotated[Person, signed]) -> Entries:  # noqa: A002 - the word in the path
        require(who, Act.SEE_WORK)
        with doors.snapshot(who.workspace) as connection:
            work, worker = deeds.work_of(connection, doors, who, id, lock=False)
            return Entries(data=entries_of(connection, who.workspace, work, worker))

    @router.get("/runs/{id}/rejects")
    def rejects(id: str, who: Annotated[Person, signed]) -> Rejects:  # noqa: A002 - the word in the path
        require(who, Act.SEE_WORK)
        with doors.snapshot(who.workspace) as connection:
            work, _ = deeds.work_of(connection, doors, who, id, lock=False)
            return Rejects(data=rejects_of(work))

    @router.get("/efficiency")
    def efficiency(who: Annotated[Person, signed], run_id: Text) -> dict[str, Any]:
        require(who, Act.SEE_WORK)
        with doors.snapshot(who.workspace) as connection:
            work, _ = deeds.work_of(connection, doors, who, run_id, lock=False)
            return {"success": True, "efficiency": _efficiency(work, run_by_id(connection, who, run_id), doors.clock())}

    return router


def run_by_id(connection: Connection, who: Person, id_: str) -> Shown:
    """Raises Refusal 404."""
    found = connection.execute(filtered(who.workspace).where(t.SewingRunOperation.id == id_)).mappings().one_or_none()
    if found is None:
        raise Refusal(404, "There is no such run.")
    return shown(found)


def _efficiency(work: deeds.Work, run: Shown, now: datetime) -> Efficiency:
    """The trend is the last deed's efficiency against that of all."""
    op = work.run.stands[work.operation.id]
    standard = work.operation.standard_at(now)
    rate = standard.piece_rate or Decimal(0)
    last = op.counted[-1] if op.counted else None
    latest = progress.efficiency(last.earned_min, last.worked_ms) if last and last.worked_ms else None
    trend = float((latest or Decimal(0)) - (op.efficiency or Decimal(0))) if latest is not None else 0.0
    return Efficiency(
        current_efficiency=run.efficiency_pct or 0.0,
        pieces_completed=run.qty_good,
        pieces_target=work.run.pieces,
        time_worked_minutes=run.actual_minutes or 0.0,
        time_target_minutes=float(standard.smv_min * work.run.pieces),
        earned_pay=run.piece_rate_pay,
        projected_pay=float(rate * work.run.pieces),
        trend="stable" if abs(trend) < 1 else "up" if trend > 0 else "down",
        trend_percentage=round(trend, 2),
    )
