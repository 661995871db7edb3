"""Sewing operations, as the front end lists and edits them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from kiosk.floor.access import Act
from kiosk.server import bulletin
from kiosk.server.bulletin import Shown, Told
from kiosk.server.doors import Doors
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require


class Listed(BaseModel):
    """`message` says why the list is empty."""

    success: bool = True
    data: list[Shown]
    message: str | None = None


class Answer(BaseModel):
    success: bool = True
    data: Shown
    message: str


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api/sewing/operations", tags=["sewing"])
    signed = Depends(person(doors))

    @router.get("")
    def listed(
        who: Annotated[Person, signed],
        product_type: Annotated[str, Query(max_length=120)] = "",
        search: Annotated[str, Query(max_length=120)] = "",
    ) -> Listed:
        """Those in force, by product and sequence. 'T-Shirt' and 't shirt' are one product."""
        require(who, Act.SEE_WORK)
        with doors.transaction(who.workspace) as connection:
            found = [op for op in bulletin.in_force(connection, who) if bulletin.is_of(op, product_type)]
            shown = [bulletin.shown(op, found) for op in found if search.strip().casefold() in op.name.casefold()]
        return Listed(data=shown, message=None if shown else "No operation is known for this.")

    @router.post("", status_code=201)
    def add(asked: Told, who: Annotated[Person, signed]) -> Answer:
        require(who, Act.EDIT_OPERATIONS)
        with doors.transaction(who.workspace) as connection:
            return Answer(data=bulletin.add(connection, doors, who, asked), message="The operation was added.")

    @router.put("/{id}")
    def change(id: str, asked: Told, who: Annotated[Person, signed]) -> Answer:  # noqa: A002 - the word in the path
        """Minutes and rate hold from now on."""
        require(who, Act.EDIT_OPERATIONS)
        with doors.transaction(who.workspace) as connection:
            return Answer(data=bulletin.change(connection, doors, who, id, asked), message="The operation was changed.")

    @router.delete("/{id}")
    def retire(id: str, who: Annotated[Person, signed]) -> dict[str, object]:  # noqa: A002 - the word in the path
        """Runs that have begun keep it; its name is free again."""
        require(who, Act.EDIT_OPERATIONS)
        with doors.transaction(who.workspace) as connection:
            bulletin.retire(connection, doors, who, id)
        return {"success": True, "message": "The operation is retired."}

    return router
