"""The audit trail, for an admin to read: who did what, when."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel
from sqlalchemy import and_, select

from kiosk.floor.access import Act
from kiosk.server import tables as t
from kiosk.server.doors import Doors
from kiosk.server.paging import Asked, Place, asked, page_of
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require

Text = Annotated[str, Query(max_length=120)]


class Entry(BaseModel):
    """`user` is a name, empty where a kiosk did it. `detail` says what was changed, and never holds a secret."""

    id: str
    at: datetime
    act: str
    user_id: str | None
    user: str
    device_id: str | None
    subject: str | None
    detail: dict[str, Any] | None


class Listed(BaseModel):
    success: bool = True
    data: list[Entry]
    next: str | None


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api/audit", tags=["audit"])
    signed = Depends(person(doors))

    @router.get("")
    def listed(
        who: Annotated[Person, signed],
        wanted: Annotated[Asked, Depends(asked)],
        act: Text = "",
        user: Text = "",
        subject: Text = "",
        since: AwareDatetime | None = None,
        until: AwareDatetime | None = None,
    ) -> Listed:
        """Newest first; by the very words of an act, by ids of who did it and of what to, between moments."""
        require(who, Act.SEE_TRAIL)
        entry = t.AuditEntry
        theirs = and_(t.User.workspace_id == entry.workspace_id, t.User.id == entry.user_id)
        query = select(*_SHOWN, t.User.name.label("user")).outerjoin(t.User, theirs)
        query = query.where(entry.workspace_id == who.workspace)
        for column, said in ((entry.act, act), (entry.user_id, user), (entry.subject, subject)):
            query = query.where(column == said) if said else query
        query = query.where(entry.at >= since) if since else query
        query = query.where(entry.at < until) if until else query
        with doors.snapshot(who.workspace) as connection:
            found, after = page_of(
                connection, query, Place("audit", who.workspace, doors.secret, (entry.at, entry.id)), wanted
            )
        return Listed(data=[Entry(**{**row, "user": row["user"] or ""}) for row in found], next=after)

    return router


_SHOWN = [getattr(t.AuditEntry, name) for name in Entry.model_fields if name != "user"]
