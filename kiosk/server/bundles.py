"""Bundles: looked up by whatever is printed on them, followed through their history, moved by a person's word."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from sqlalchemy import Connection, RowMapping

from kiosk.floor import codes
from kiosk.floor.access import Act
from kiosk.floor.bundle_facts import BundleMoved
from kiosk.floor.bundles import BundleStatus, may_follow, status_of
from kiosk.floor.facts import Fact
from kiosk.floor.ids import BundleId, WorkspaceId
from kiosk.floor.stamp import Stamp
from kiosk.server import rows
from kiosk.server import tables as t
from kiosk.server.bundle_shown import (
    BUNDLES_SHOWN,
    Bundle,
    Change,
    Progress,
    change_of,
    changes_of,
    progress_of,
    shown,
)
from kiosk.server.doors import Doors
from kiosk.server.office import record
from kiosk.server.paging import Asked, Place, asked, page_of
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require
from kiosk.server.sorry import Refusal
from kiosk.server.tickets import called, kind_of

Code = Annotated[str, Query(min_length=1, max_length=codes.LONGEST)]


class Scanned(BaseModel):
    """`data` holds the same once more, for callers that look there."""

    success: bool = True
    bundle: Bundle
    progress: list[Progress]
    data: dict[str, Any]


class Listed(BaseModel):
    success: bool = True
    data: list[Bundle]
    next: str | None


class History(BaseModel):
    success: bool = True
    data: list[Change]
    next: str | None


class NewStatus(BaseModel):
    status: str = Field(max_length=40)
    notes: str | None = Field(None, max_length=400)
    location: str | None = Field(None, max_length=80)


class Shown(BaseModel):
    code: str = Field(min_length=1, max_length=codes.LONGEST)


def routes(doors: Doors, touched: Callable[[WorkspaceId], None]) -> APIRouter:
    """`touched` is told of a workspace whenever facts of it were committed."""
    router = APIRouter(prefix="/api", tags=["bundles"])
    signed = Depends(person(doors))

    def scanned(who: Person, code: str) -> Scanned:
        require(who, Act.SEE_WORK)
        with doors.snapshot(who.workspace) as connection:
            found = shown(bundle_called(connection, who.workspace, code))
            progress = progress_of(connection, who.workspace, found.id)
        both = {"bundle": found, "progress": progress}
        return Scanned(bundle=found, progress=progress, data=both)

    @router.get("/bundles/by-qr")
    def by_qr(qr_code: Code, who: Annotated[Person, signed]) -> Scanned:
        return scanned(who, qr_code)

    @router.get("/bundles/scan")
    def scan(code: Code, who: Annotated[Person, signed]) -> Scanned:
        return scanned(who, code)

    @router.get("/cutting/bundles/scan")
    def scan_at_cutting(who: Annotated[Person, signed], qr_code: Annotated[Code, Query(alias="qrCode")]) -> Scanned:
        return scanned(who, qr_code)

    @router.post("/mobile/scan")
    def scan_anything(said: Shown, who: Annotated[Person, signed]) -> dict[str, object]:
        """What kind of thing a code is, and the bundle where it is one."""
        require(who, Act.SEE_WORK)
        kind = kind_of(said.code)
        if kind != "bundle":
            return {"success": True, "kind": kind, "data": None}
        return {"success": True, "kind": kind, "data": scanned(who, said.code).bundle}

    @router.get("/bundles")
    def listed(
        who: Annotated[Person, signed],
        wanted: Annotated[Asked, Depends(asked)],
        status: Annotated[str, Query(max_length=40)] = "",
        order_id: Annotated[str, Query(max_length=80)] = "",
    ) -> Listed:
        """Newest first."""
        require(who, Act.SEE_WORK)
        with doors.snapshot(who.workspace) as connection:
            found, after = _listed(connection, doors, who, wanted, status, order_id)
            return Listed(data=found, next=after)

    @router.get("/bundles/{id}/history")
    def history(id: str, who: Annotated[Person, signed], wanted: Annotated[Asked, Depends(asked)]) -> History:  # noqa: A002 - the word in the path
        """Every status that it came to, newest first, by whom, and by both clocks."""
        require(who, Act.SEE_WORK)
        with doors.snapshot(who.workspace) as connection:
            bundle_by_id(connection, who.workspace, id)
            history = t.BundleStatusHistory
            place = Place(f"history {id}", who.workspace, doors.secret, (history.at, history.id))
            found, after = page_of(connection, changes_of(who.workspace, id), place, wanted)
            return History(data=[change_of(row) for row in found], next=after)

    @router.put("/bundles/{id}/status")
    def move(id: str, said: NewStatus, who: Annotated[Person, signed]) -> dict[str, object]:  # noqa: A002 - the word in the path
        require(who, Act.HOLD)
        with doors.transaction(who.workspace) as connection:
            bundle = _move(connection, doors, who, id, said)
        touched(who.workspace)
        return {"success": True, "data": bundle, "message": "The bundle was moved."}

    return router


def bundle_called(connection: Connection, workspace: WorkspaceId, text: str) -> RowMapping:
    """Raises Refusal 404, or 400 for another thing than a bundle."""
    found = connection.execute(called(BUNDLES_SHOWN, workspace, text)).mappings().one_or_none()
    if found is None:
        raise Refusal(404, "No bundle goes by this code.")
    return found


def bundle_by_id(connection: Connection, workspace: WorkspaceId, id_: str, *, lock: bool = False) -> RowMapping:
    """Raises Refusal 404."""
    query = BUNDLES_SHOWN.where(t.Bundle.workspace_id == workspace, t.Bundle.id == id_)
    found = connection.execute(query.with_for_update(of=t.Bundle) if lock else query).mappings().one_or_none()
    if found is None:
        raise Refusal(404, "There is no such bundle.")
    return found


def _listed(
    connection: Connection, doors: Doors, who: Person, wanted: Asked, status: str, order: str
) -> tuple[list[Bundle], str | None]:
    query = BUNDLES_SHOWN.where(t.Bundle.workspace_id == who.workspace)
    if status and status.casefold() != "all":
        ours = status_of(status)
        if ours is None:
            raise Refusal(400, "There is no such status.")
        query = query.where(t.Bundle.status == ours.value)
    if order:
        query = query.where(t.Bundle.order_id == order)
    place = Place("bundles", who.workspace, doors.secret, (t.Bundle.created_at, t.Bundle.id))
    found, after = page_of(connection, query, place, wanted)
    return [shown(row) for row in found], after


def _move(connection: Connection, doors: Doors, who: Person, id_: str, said: NewStatus) -> Bundle:
    """Raises Refusal: 400 for an unknown status, 409 where the road does not lead there."""
    to_status = status_of(said.status)
    if to_status is None:
        raise Refusal(400, "There is no such status.")
    found = bundle_by_id(connection, who.workspace, id_, lock=True)
    stands, road = BundleStatus(found["status"]), rows.road_of(found["road"])
    if stands is not to_status and not may_follow(stands, to_status, road):
        raise Refusal(409, f"A bundle does not go from {stands.value} to {to_status.value}.")

    def moved(stamp: Stamp) -> Fact:
        return BundleMoved(
            stamp=stamp, bundle=BundleId(id_), to_status=to_status, reason=said.notes, place=said.location
        )

    record(connection, doors, who, moved)
    return shown(bundle_by_id(connection, who.workspace, id_))
