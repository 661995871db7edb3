"""The days that pay as holidays. They may be told and withdrawn as long as they were not paid."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from sqlalchemy import Connection, delete, insert, select

from kiosk.floor.access import Act
from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from kiosk.server.audit import note
from kiosk.server.books import books
from kiosk.server.doors import Doors
from kiosk.server.house import told_anew
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require
from kiosk.server.sorry import Refusal
from kiosk.server.wage_rules import Day, check_open


class Told(BaseModel):
    day: Day
    name: str = Field(min_length=1, max_length=80)


class Listed(BaseModel):
    success: bool = True
    data: list[Told]


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api/pay/holidays", tags=["pay"])
    signed = Depends(person(doors))

    @router.get("")
    def of_year(who: Annotated[Person, signed], year: Annotated[int, Query(ge=1970, le=2199)]) -> Listed:
        require(who, Act.SEE_PAY)
        with doors.transaction(who.workspace) as connection:
            return Listed(data=_between(connection, who.workspace, date(year, 1, 1), date(year, 12, 31)))

    @router.post("", status_code=201)
    def add(asked: Told, who: Annotated[Person, signed]) -> dict[str, object]:
        require(who, Act.SET_WAGES)
        with books(doors, who.workspace) as connection:
            _add(connection, doors, who, asked)
        return {"success": True}

    @router.delete("/{day}")
    def withdraw(day: Day, who: Annotated[Person, signed]) -> dict[str, object]:
        require(who, Act.SET_WAGES)
        with books(doors, who.workspace) as connection:
            _withdraw(connection, doors, who, day)
        return {"success": True}

    return router


def holidays(connection: Connection, workspace: WorkspaceId) -> frozenset[date]:
    """All that were ever told: some twenty a year."""
    return frozenset(connection.scalars(select(t.Holiday.day).where(t.Holiday.workspace_id == workspace)))


def _between(connection: Connection, workspace: WorkspaceId, first: date, last: date) -> list[Told]:
    query = select(t.Holiday.day, t.Holiday.name).where(t.Holiday.workspace_id == workspace)
    found = connection.execute(query.where(t.Holiday.day.between(first, last)).order_by(t.Holiday.day))
    return [Told(day=day, name=name) for day, name in found]


def _add(connection: Connection, doors: Doors, who: Person, asked: Told) -> None:
    check_open(connection, who.workspace, asked.day)
    if _between(connection, who.workspace, asked.day, asked.day):
        raise Refusal(409, f"{asked.day} is a holiday already.")
    ours = {"workspace_id": who.workspace, "created_by": who.id, "created_at": doors.clock()}
    connection.execute(insert(t.Holiday.sheet()).values(ours | asked.model_dump()))
    told_anew(connection, who.workspace)
    note(connection, doors, who.workspace, act="added a holiday", user=who.id, subject=str(asked.day))


def _withdraw(connection: Connection, doors: Doors, who: Person, day: date) -> None:
    check_open(connection, who.workspace, day)
    ours = (t.Holiday.workspace_id == who.workspace) & (t.Holiday.day == day)
    if connection.execute(delete(t.Holiday).where(ours)).rowcount == 0:
        raise Refusal(404, f"{day} is no holiday.")
    told_anew(connection, who.workspace)
    note(connection, doors, who.workspace, act="withdrew a holiday", user=who.id, subject=str(day))
