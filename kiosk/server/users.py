"""Who signs in by password: made, changed and stopped by an admin. No answer holds a password, nor a hash of one."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from sqlalchemy import Connection, RowMapping, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.floor.access import Act, Role
from kiosk.server import tables as t
from kiosk.server.audit import note
from kiosk.server.doors import Doors
from kiosk.server.paging import Asked, Place, asked, page_of
from kiosk.server.passwords import LONGEST, hash_password, objection
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require
from kiosk.server.sorry import Refusal

EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
TAKEN = "Somebody has this e-mail already."
NOBODY = "There is no such user."
LAST_ADMIN = "This is the last admin. Make somebody else an admin first."
Text = Annotated[str, Query(max_length=120)]
Word = Annotated[str, Field(max_length=120)]
Secret = Annotated[str, Field(max_length=LONGEST, repr=False)]


class New(BaseModel):
    email: str = Field(max_length=200, pattern=EMAIL)
    name: str = Field(min_length=1, max_length=120)
    role: Role
    password: Secret
    department: Word | None = None
    position: Word | None = None


class Change(BaseModel):
    """What is not said stays. Who is not active cannot sign in, and every session ends."""

    name: str | None = Field(None, min_length=1, max_length=120)
    role: Role | None = None
    department: Word | None = None
    position: Word | None = None
    is_active: bool | None = None


class NewPassword(BaseModel):
    password: Secret


class Shown(BaseModel):
    id: str
    email: str
    name: str
    role: str
    department: str | None
    position: str | None
    is_active: bool
    last_login_at: datetime | None
    created_at: datetime


class Listed(BaseModel):
    success: bool = True
    data: list[Shown]
    next: str | None


class Answer(BaseModel):
    success: bool = True
    data: Shown


class Said(BaseModel):
    success: bool = True
    message: str


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api/users", tags=["users"])
    signed = Depends(person(doors))

    @router.get("")
    def listed(
        who: Annotated[Person, signed], wanted: Annotated[Asked, Depends(asked)], search: Text = "", role: Text = ""
    ) -> Listed:
        """Newest first; `search` in names and e-mails."""
        require(who, Act.EDIT_USERS)
        query = _USERS.where(t.User.workspace_id == who.workspace)
        if role.strip() and role.casefold() != "all":
            query = query.where(t.User.role == role.strip().upper())
        if said := search.strip():
            query = query.where(or_(*(c.icontains(said, autoescape=True) for c in (t.User.name, t.User.email))))
        place = Place("users", who.workspace, doors.secret, (t.User.created_at, t.User.id))
        with doors.snapshot(who.workspace) as connection:
            found, after = page_of(connection, query, place, wanted)
        return Listed(data=[_shown(row) for row in found], next=after)

    @router.post("", status_code=201)
    def make(asked_: New, who: Annotated[Person, signed]) -> Answer:
        require(who, Act.EDIT_USERS)
        hash_ = hash_of(asked_.password, asked_.email)
        try:
            with doors.transaction(who.workspace) as connection:
                return Answer(data=_make(connection, doors, who, asked_, hash_))
        except IntegrityError:
            raise Refusal(409, TAKEN) from None

    @router.get("/{id}")
    def one(id: str, who: Annotated[Person, signed]) -> Answer:  # noqa: A002 - the word in the path
        require(who, Act.EDIT_USERS)
        with doors.transaction(who.workspace) as connection:
            return Answer(data=_shown(_one(connection, who, id)))

    @router.put("/{id}")
    def change(id: str, asked_: Change, who: Annotated[Person, signed]) -> Answer:  # noqa: A002 - the word in the path
        require(who, Act.EDIT_USERS)
        with doors.transaction(who.workspace) as connection:
            return Answer(data=_change(connection, doors, who, id, asked_))

    @router.post("/{id}/password")
    def set_password(id: str, asked_: NewPassword, who: Annotated[Person, signed]) -> Said:  # noqa: A002 - the word in the path
        """For somebody who forgot theirs. Their sessions end."""
        require(who, Act.EDIT_USERS)
        with doors.transaction(who.workspace) as connection:
            email = _one(connection, who, id)["email"]
        hash_ = hash_of(asked_.password, email)
        with doors.transaction(who.workspace) as connection:
            put(connection, who, id, password_hash=hash_)
            note(connection, doors, who.workspace, act="set a password", user=who.id, subject=id)
        return Said(message="The password was set, and every session of this user has ended.")

    return router


_USERS = select(*(getattr(t.User, name) for name in Shown.model_fields))


def _shown(row: RowMapping) -> Shown:
    return Shown(**{name: row[name] for name in Shown.model_fields})


def hash_of(password: str, email: str) -> str:
    """Slow on purpose: not while rows are locked. Raises Refusal 422."""
    if why := objection(password, email):
        raise Refusal(422, why)
    return hash_password(password)


def _one(connection: Connection, who: Person, id_: str) -> RowMapping:
    """Raises Refusal 404."""
    query = _USERS.where(t.User.workspace_id == who.workspace, t.User.id == id_)
    found = connection.execute(query).mappings().one_or_none()
    if found is None:
        raise Refusal(404, NOBODY)
    return found


def _make(connection: Connection, doors: Doors, who: Person, asked_: New, hash_: str) -> Shown:
    """Raises IntegrityError for an e-mail that is taken."""
    id_, email = doors.new_id(), asked_.email.strip().lower()
    row = asked_.model_dump(exclude={"password", "email"}) | {"email": email, "password_hash": hash_}
    connection.execute(
        insert(t.User).values(
            workspace_id=who.workspace, id=id_, created_at=doors.clock(), **row | {"role": asked_.role}
        )
    )
    detail = {"email": email, "role": asked_.role.value}
    note(connection, doors, who.workspace, act="made a user", user=who.id, subject=id_, detail=detail)
    return _shown(_one(connection, who, id_))


def _change(connection: Connection, doors: Doors, who: Person, id_: str, asked_: Change) -> Shown:
    """Raises Refusal: 404, and 409 where nobody would be left to let others in."""
    new = asked_.model_dump(exclude_none=True)
    others = _other_admins(connection, who, id_)
    before = _one(connection, who, id_)
    is_admin = new.get("role", before["role"]) == Role.ADMIN and new.get("is_active", before["is_active"])
    if before["role"] == Role.ADMIN and before["is_active"] and not is_admin and not others:
        raise Refusal(409, LAST_ADMIN)
    if new:
        put(connection, who, id_, **new)
        detail = {name: [before[name], value] for name, value in new.items() if before[name] != value}
        note(connection, doors, who.workspace, act="changed a user", user=who.id, subject=id_, detail=detail)
    return _shown(_one(connection, who, id_))


def _other_admins(connection: Connection, who: Person, id_: str) -> bool:
    """Held until the transaction ends, so that two admins do not stop each other in the same moment."""
    admins = select(t.User.id).where(
        t.User.workspace_id == who.workspace, t.User.role == Role.ADMIN.value, t.User.is_active
    )
    return any(other != id_ for other in connection.scalars(admins.order_by(t.User.id).with_for_update()).all())


def put(connection: Connection, who: Person, id_: str, **values: object) -> None:
    """A trigger ends the sessions of who may not sign in any more, or has a new password."""
    theirs = (t.User.workspace_id == who.workspace) & (t.User.id == id_)
    connection.execute(update(t.User).where(theirs).values(**values))
