"""PINs of those who show a badge: set by an admin, kept as a hash, and told to the kiosks of the factory."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from sqlalchemy import Connection, update

from kiosk.floor.access import PIN_DIGITS, Act, is_guessable
from kiosk.server import tables as t
from kiosk.server.audit import note
from kiosk.server.doors import Doors
from kiosk.server.passwords import hash_password
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require
from kiosk.server.sorry import Refusal

GUESSABLE = (
    f"A PIN has {PIN_DIGITS[0]} to {PIN_DIGITS[-1]} digits, not all the same and not in a row, such as 1111 or 1234."
)


class NewPin(BaseModel):
    pin: str = Field(max_length=40, repr=False)


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api/employees", tags=["people"])
    signed = Depends(person(doors))

    @router.put("/{id}/pin")
    def set_pin(id: str, asked: NewPin, who: Annotated[Person, signed]) -> dict[str, object]:  # noqa: A002 - the word in the path
        """The kiosks know it at their next round; wrong tries on the one before are forgotten."""
        require(who, Act.SET_PIN)
        if is_guessable(asked.pin):
            raise Refusal(422, GUESSABLE)
        hash_ = hash_password(asked.pin)  # slow on purpose: not while rows are locked
        with doors.transaction(who.workspace) as connection:
            _put(connection, doors, who, id, hash_, "set a PIN")
        return {"success": True}

    @router.delete("/{id}/pin")
    def forget_pin(id: str, who: Annotated[Person, signed]) -> dict[str, object]:  # noqa: A002 - the word in the path
        """Then the badge alone signs in, and does nothing that asks for a PIN."""
        require(who, Act.SET_PIN)
        with doors.transaction(who.workspace) as connection:
            _put(connection, doors, who, id, None, "removed a PIN")
        return {"success": True}

    return router


def _put(connection: Connection, doors: Doors, who: Person, id_: str, hash_: str | None, act: str) -> None:
    ours = (t.Employee.workspace_id == who.workspace) & (t.Employee.id == id_)
    put = update(t.Employee).where(ours).values(pin_hash=hash_).returning(t.Employee.id)
    if connection.execute(put).first() is None:
        raise Refusal(404, "There is no such person.")
    note(connection, doors, who.workspace, act=act, user=who.id, subject=id_)
