"""Cutting, as the office sees it: the lays that wait, and what was cut of them."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from sqlalchemy import Connection, RowMapping, Select, insert, select

from kiosk.floor.access import Act
from kiosk.floor.codes import MOST_PIECES
from kiosk.floor.ids import LayId
from kiosk.server import tables as t
from kiosk.server.audit import note
from kiosk.server.doors import Doors
from kiosk.server.lays import refold_lays
from kiosk.server.paging import Asked, Place, asked, page_of
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require
from kiosk.server.sorry import Refusal

Kg = Annotated[Decimal, Field(ge=0, le=10_000, decimal_places=4)]
Minutes = Annotated[Decimal, Field(ge=0, le=1000, decimal_places=4)]
Plain = Annotated[str, Field(max_length=80, pattern=r"^[^\x00-\x1f]*$")]


class Share(BaseModel):
    """Pieces of one size on each ply."""

    size: Plain = Field(min_length=1)
    per_ply: int = Field(ge=1, le=200)


class NewLay(BaseModel):
    """`per_bundle`: pieces in a bundle at most. Standard minutes are for a ply, for a good piece, or for both."""

    order_id: Plain
    plies: int = Field(ge=1, le=1000)
    sizes: list[Share] = Field(min_length=1, max_length=40)
    per_bundle: int = Field(20, ge=1, le=MOST_PIECES)
    marker_name: Plain | None = None
    colour: Plain = ""
    fabric_kg: Kg | None = None
    ply_smv_min: Minutes | None = None
    piece_smv_min: Minutes | None = None
    line_id: Plain | None = None


class LayShown(BaseModel):
    id: str
    order_id: str
    order_number: str
    product_type: str
    marker_name: str | None
    colour: str
    plies: int
    cut_plies: int
    sizes: list[Share]
    per_bundle: int
    fabric_kg: float | None
    line_id: str | None
    created_at: datetime


class RunShown(BaseModel):
    """As it was cut; `flags` say what is odd about it."""

    id: str
    lay_id: str
    run_number: str
    cutter_id: str | None
    status: str
    start_time: datetime
    end_time: datetime | None
    duration_minutes: int | None
    plies_cut: int
    units_cut: int
    defective_units: int
    standard_minutes: float | None
    actual_minutes: float | None
    efficiency: float | None
    fabric_used_kg: float | None
    wastage_kg: float | None
    wastage_percent: float | None
    notes: str | None
    flags: list[dict[str, Any]]


class Lays(BaseModel):
    success: bool = True
    data: list[LayShown]
    next: str | None


class Runs(BaseModel):
    success: bool = True
    data: list[RunShown]
    next: str | None


class Answer(BaseModel):
    success: bool = True
    id: str
    data: LayShown
    message: str = "The lay waits for the cutter."


_LAYS: Select[*tuple[Any, ...]] = select(
    *(getattr(t.Lay, name) for name in LayShown.model_fields if name not in {"order_number", "product_type"}),
    t.Order.order_number,
    t.Order.product_type,
).join(t.Order, (t.Order.workspace_id == t.Lay.workspace_id) & (t.Order.id == t.Lay.order_id))
_RUNS: Select[*tuple[Any, ...]] = select(*(getattr(t.CuttingRun, name) for name in RunShown.model_fields))


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api/cutting", tags=["cutting"])
    signed = Depends(person(doors))

    @router.get("/lays")
    def lays(who: Annotated[Person, signed], wanted: Annotated[Asked, Depends(asked)]) -> Lays:
        """Newest first."""
        require(who, Act.SEE_WORK)
        query = _LAYS.where(t.Lay.workspace_id == who.workspace)
        with doors.snapshot(who.workspace) as connection:
            place = Place("lays", who.workspace, doors.secret, (t.Lay.created_at, t.Lay.id))
            found, after = page_of(connection, query, place, wanted)
            return Lays(data=[_lay(row) for row in found], next=after)

    @router.post("/lays", status_code=201)
    def add(said: NewLay, who: Annotated[Person, signed]) -> Answer:
        """Its bundles are tied as it is cut."""
        require(who, Act.PLAN_WORK)
        with doors.transaction(who.workspace) as connection:
            id_ = _add(connection, doors, who, said)
            return Answer(id=id_, data=_lay(_one(connection, who, id_)))

    @router.get("/runs")
    def runs(
        who: Annotated[Person, signed],
        wanted: Annotated[Asked, Depends(asked)],
        lay_id: Annotated[str, Query(max_length=80)] = "",
    ) -> Runs:
        """Latest first."""
        require(who, Act.SEE_WORK)
        run = t.CuttingRun
        query = _RUNS.where(run.workspace_id == who.workspace, *([run.lay_id == lay_id] if lay_id else []))
        with doors.snapshot(who.workspace) as connection:
            place = Place("cutting runs", who.workspace, doors.secret, (run.start_time, run.id))
            found, after = page_of(connection, query, place, wanted)
            return Runs(
                data=[RunShown(**{name: row[name] for name in RunShown.model_fields}) for row in found], next=after
            )

    return router


def _add(connection: Connection, doors: Doors, who: Person, said: NewLay) -> str:
    _check(connection, who, t.Order, said.order_id, "There is no such order.")
    if said.line_id is not None:
        _check(connection, who, t.ProductionLine, said.line_id, "There is no such line.")
    id_ = LayId(doors.new_id())
    row = said.model_dump() | {"workspace_id": who.workspace, "id": id_, "created_at": doors.clock()}
    connection.execute(insert(t.Lay.sheet()).values(row))
    refold_lays(connection, who.workspace, [id_], doors.clock())
    note(connection, doors, who.workspace, act="planned a lay", user=who.id, subject=id_)
    return id_


def _check(connection: Connection, who: Person, table: type[t.Order | t.ProductionLine], id_: str, no: str) -> None:
    """Raises Refusal 404."""
    if connection.scalar(select(table.id).where(table.workspace_id == who.workspace, table.id == id_)) is None:
        raise Refusal(404, no)


def _one(connection: Connection, who: Person, id_: str) -> RowMapping:
    query = _LAYS.where(t.Lay.workspace_id == who.workspace, t.Lay.id == id_)
    return connection.execute(query).mappings().one()


def _lay(row: RowMapping) -> LayShown:
    return LayShown(**{name: row[name] for name in LayShown.model_fields})
