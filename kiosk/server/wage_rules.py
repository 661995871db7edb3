"""Wage rules: each from a day on, never overwritten, and never under a day that was paid already."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Self

from fastapi import APIRouter, Depends
from pydantic import AfterValidator, BaseModel, Field, model_validator
from sqlalchemy import Connection, func, insert, select

from kiosk import wire
from kiosk.floor.access import Act
from kiosk.floor.ids import WorkspaceId
from kiosk.floor.wages import WageRules
from kiosk.server import tables as t
from kiosk.server.audit import note
from kiosk.server.books import books
from kiosk.server.doors import Doors
from kiosk.server.house import told_anew
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require
from kiosk.server.sorry import Refusal

LISTED = 200

Day = Annotated[date, Field(ge=date(wire.FIRST_YEAR, 1, 1), le=date(wire.LAST_YEAR, 12, 31))]
"""One on which a kiosk's clock may say that somebody worked."""

Money = Annotated[Decimal, Field(ge=0, le=10**9, decimal_places=4)]
Multiplier = Annotated[Decimal, Field(ge=1, le=10, decimal_places=4)]


def _wall(said: time) -> time:
    if said.tzinfo is not None:
        raise ValueError("The factory's own clock is meant, without a zone.")
    return said


Wall = Annotated[time, AfterValidator(_wall)]
Weekday = Annotated[int, Field(ge=1, le=7)]


class NewRules(BaseModel):
    """`daily_minimum` none: nobody told it, and nothing is topped up. The rest as `floor.wages.WageRules`."""

    since: Day
    region: str = Field("", max_length=80)
    daily_minimum: Money | None = None
    full_hours: Decimal = Field(Decimal(8), gt=0, le=24, decimal_places=4)
    overtime: Multiplier = Decimal("1.25")
    overtime_off: Multiplier = Decimal("1.30")
    rest_day: Multiplier = Decimal("1.30")
    holiday: Multiplier = Decimal("2.00")
    rest_weekdays: list[Weekday] = Field([], max_length=7)
    night: Decimal = Field(Decimal("0.10"), ge=0, le=10, decimal_places=4)
    night_from: Wall = time(22)
    night_until: Wall = time(6)
    bonus_from: Decimal | None = Field(None, ge=0, le=1000, decimal_places=4)
    bonus: Decimal = Field(Decimal(0), ge=0, le=10, decimal_places=4)
    is_exempt: bool = False

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if self.night_from == self.night_until:
            raise ValueError("A night ends at another hour than it begins.")
        return self


@dataclass(frozen=True, slots=True)
class ShownRules:
    id: str
    created_by: str
    rules: WageRules


class Listed(BaseModel):
    success: bool = True
    data: list[ShownRules]


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api/pay/rules", tags=["pay"])
    signed = Depends(person(doors))

    @router.get("")
    def all_rules(who: Annotated[Person, signed]) -> Listed:
        """The latest first."""
        require(who, Act.SEE_PAY)
        with doors.transaction(who.workspace) as connection:
            return Listed(data=_listed(connection, who.workspace))

    @router.post("", status_code=201)
    def add(asked: NewRules, who: Annotated[Person, signed]) -> dict[str, object]:
        require(who, Act.SET_WAGES)
        with books(doors, who.workspace) as connection:
            return {"success": True, "id": _add(connection, doors, who, asked)}

    return router


def wage_rules(connection: Connection, workspace: WorkspaceId) -> list[WageRules]:
    """All there ever were: which is in force on a day says `floor.wages.rules_at`."""
    return [shown.rules for shown in _listed(connection, workspace, limit=None)]


def check_open(connection: Connection, workspace: WorkspaceId, day: date) -> None:
    """Raises Refusal 409 for a day that was paid, or lies before one that was."""
    closed = connection.scalar(select(func.max(t.PayPeriod.last_day)).where(t.PayPeriod.workspace_id == workspace))
    if closed is not None and day <= closed:
        raise Refusal(409, f"Pay is closed up to {closed}: take a later day.")


def _listed(connection: Connection, workspace: WorkspaceId, limit: int | None = LISTED) -> list[ShownRules]:
    query = select(t.WageRule).where(t.WageRule.workspace_id == workspace).order_by(t.WageRule.since.desc())
    return [
        ShownRules(
            row.id,
            row.created_by,
            WageRules(
                since=row.since,
                region=row.region,
                daily_minimum=row.daily_minimum,
                full_hours=row.full_hours,
                overtime=row.overtime,
                overtime_off=row.overtime_off,
                rest_day=row.rest_day,
                holiday=row.holiday,
                rest_weekdays=tuple(row.rest_weekdays),
                night=row.night,
                night_from=row.night_from,
                night_until=row.night_until,
                bonus_from=row.bonus_from,
                bonus=row.bonus,
                is_exempt=row.is_exempt,
            ),
        )
        for row in connection.execute(query.limit(limit))
    ]


def _add(connection: Connection, doors: Doors, who: Person, asked: NewRules) -> str:
    check_open(connection, who.workspace, asked.since)
    there = (t.WageRule.workspace_id == who.workspace) & (t.WageRule.since == asked.since)
    if connection.scalar(select(t.WageRule.id).where(there)) is not None:
        raise Refusal(409, f"There is a wage rule from {asked.since} on already, and none is overwritten.")
    id_, said = doors.new_id(), asked.model_dump() | {"rest_weekdays": sorted(set(asked.rest_weekdays))}
    ours = {"workspace_id": who.workspace, "id": id_, "created_by": who.id, "created_at": doors.clock()}
    connection.execute(insert(t.WageRule.sheet()).values(ours | said))
    detail = asked.model_dump(mode="json")
    told_anew(connection, who.workspace)
    note(connection, doors, who.workspace, act="added a wage rule", user=who.id, subject=id_, detail=detail)
    return id_
