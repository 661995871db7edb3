"""The factory's people, as the front end lists them: never a PIN, never a badge's code."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel
from sqlalchemy import Connection, RowMapping, Select, func, or_, select

from kiosk.floor.access import Act
from kiosk.server import tables as t
from kiosk.server.doors import Doors
from kiosk.server.paging import Asked, Place, asked, page_of
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require
from kiosk.server.sorry import Refusal

ALL = frozenset({"", "all"})
STATUSES = {"active": True, "inactive": False}
Text = Annotated[str, Query(max_length=120)]


class Shown(BaseModel):
    """`has_pin` and `has_badge` say that there is one, and nothing of it."""

    id: str
    employee_number: str
    first_name: str
    last_name: str
    name: str
    role: str
    department: str | None
    position: str | None
    line_id: str | None
    skill_level: str | None
    language: str
    is_active: bool
    status: str
    has_pin: bool
    has_badge: bool
    created_at: datetime


class Listed(BaseModel):
    success: bool = True
    data: list[Shown]
    next: str | None


class Answer(BaseModel):
    success: bool = True
    data: Shown


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api/employees", tags=["people"])
    signed = Depends(person(doors))

    @router.get("")
    def listed(
        who: Annotated[Person, signed],
        wanted: Annotated[Asked, Depends(asked)],
        department: Text = "",
        status: Text = "",
        position: Text = "",
        search: Text = "",
    ) -> Listed:
        """Newest first. 'Sewing' and 'SEWING' are one department."""
        require(who, Act.SEE_WORK)
        query = _filtered(who, department, status, position, search)
        with doors.snapshot(who.workspace) as connection:
            place = Place("employees", who.workspace, doors.secret, (t.Employee.created_at, t.Employee.id))
            found, after = page_of(connection, query, place, wanted)
            return Listed(data=[_shown(row) for row in found], next=after)

    @router.get("/{id}")
    def one(id: str, who: Annotated[Person, signed]) -> Answer:  # noqa: A002 - the word in the path
        require(who, Act.SEE_WORK)
        with doors.transaction(who.workspace) as connection:
            return Answer(data=_shown(_one(connection, who, id)))

    return router


_PLAIN = [
    getattr(t.Employee, name) for name in Shown.model_fields if name not in {"name", "status", "has_pin", "has_badge"}
]
_EMPLOYEES: Select[*tuple[Any, ...]] = select(
    *_PLAIN,
    t.Employee.pin_hash.is_not(None).label("has_pin"),
    t.Employee.badge_code.is_not(None).label("has_badge"),
)


def _filtered(who: Person, department: str, status: str, position: str, search: str) -> Select[*tuple[Any, ...]]:
    """Raises Refusal 400 for an unknown status."""
    worker = t.Employee
    query = _EMPLOYEES.where(worker.workspace_id == who.workspace)
    for column, said in ((worker.department, department), (worker.position, position)):
        if said.strip().casefold() not in ALL:
            query = query.where(func.lower(column) == said.strip().lower())
    if status.strip().casefold() not in ALL:
        is_active = STATUSES.get(status.strip().casefold())
        if is_active is None:
            raise Refusal(400, "There is no such status.")
        query = query.where(worker.is_active.is_(is_active))
    if said := search.strip():
        names = (worker.first_name, worker.last_name, worker.employee_number)
        query = query.where(or_(*(name.icontains(said, autoescape=True) for name in names)))
    return query


def _one(connection: Connection, who: Person, id_: str) -> RowMapping:
    """Raises Refusal 404."""
    query = _EMPLOYEES.where(t.Employee.workspace_id == who.workspace, t.Employee.id == id_)
    found = connection.execute(query).mappings().one_or_none()
    if found is None:
        raise Refusal(404, "There is no such person.")
    return found


def _shown(row: RowMapping) -> Shown:
    return Shown(
        **{name: row[name] for name in Shown.model_fields if name not in {"name", "status"}},
        name=f"{row['first_name']} {row['last_name']}".strip(),
        status="ACTIVE" if row["is_active"] else "INACTIVE",
    )
