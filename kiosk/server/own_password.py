"""Everybody changes their own password."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy import select

from kiosk.server import tables as t
from kiosk.server.audit import note
from kiosk.server.doors import Doors
from kiosk.server.passwords import is_right
from kiosk.server.sessions import Person
from kiosk.server.sign_in import WRONG, person
from kiosk.server.sorry import Refusal
from kiosk.server.throttle import Throttle, growing
from kiosk.server.users import Said, Secret, hash_of, put


class OwnPassword(BaseModel):
    current: Secret
    password: Secret


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api/auth", tags=["sign-in"])
    signed = Depends(person(doors))
    accounts = Throttle(doors, "account", growing)

    @router.post("/password")
    def own_password(asked_: OwnPassword, who: Annotated[Person, signed]) -> Said:
        """With the current one, whose wrong tries count like those of signing in. Every session ends, this one too."""
        if left := accounts.count(who.email):
            raise Refusal(423, f"Too many wrong tries. Try again in {left} seconds.", retry_after_s=left)
        ours = (t.User.workspace_id == who.workspace) & (t.User.id == who.id)
        with doors.transaction(who.workspace) as connection:
            kept = connection.scalar(select(t.User.password_hash).where(ours))
        if not is_right(asked_.current, kept):
            raise Refusal(401, WRONG)
        accounts.forgive(who.email)
        hash_ = hash_of(asked_.password, who.email)
        with doors.transaction(who.workspace) as connection:
            put(connection, who, who.id, password_hash=hash_)
            note(connection, doors, who.workspace, act="changed the own password", user=who.id, subject=who.id)
        return Said(message="The password was changed. Sign in with the new one.")

    return router
