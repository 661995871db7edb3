"""Who is signed in, for an admin, who can end it."""

from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy import Connection, and_, select

from kiosk.floor.access import Act
from kiosk.server import sessions
from kiosk.server import tables as t
from kiosk.server.audit import note
from kiosk.server.doors import Doors
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require
from kiosk.server.sorry import Refusal

SHOWN = 500


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api/auth/sessions", tags=["sign-in"])
    signed = Depends(person(doors))

    @router.get("")
    def all_sessions(who: Annotated[Person, signed]) -> dict[str, object]:
        """Those that still open something, the newest first."""
        require(who, Act.END_SESSION)
        with doors.transaction(who.workspace) as connection:
            return {"success": True, "data": _listed(connection, doors, who)}

    @router.post("/{id}/end")
    def end(id: str, who: Annotated[Person, signed]) -> dict[str, object]:  # noqa: A002 - the word in the path
        """Its tokens open nothing from the next request on."""
        require(who, Act.END_SESSION)
        with doors.transaction(who.workspace) as connection:
            user = sessions.end(connection, doors, who.workspace, id)
            if user is None:
                raise Refusal(404, "There is no such session, or no longer.")
            detail = {"of": user}
            note(connection, doors, who.workspace, act=sessions.ENDED, user=who.id, subject=id, detail=detail)
        return {"success": True}

    return router


def _listed(connection: Connection, doors: Doors, who: Person) -> list[dict[str, object]]:
    session, user = t.Session, t.User
    theirs = and_(user.workspace_id == session.workspace_id, user.id == session.user_id)
    query = (
        select(session.id, session.user_id, user.name, user.email, user.role, session.began_at, session.renewed_at)
        .join(user, theirs)
        .where(session.workspace_id == who.workspace, sessions.live(doors.clock()))
        .order_by(session.began_at.desc(), session.id)
        .limit(SHOWN)
    )
    return [dict(row) for row in connection.execute(query).mappings()]
