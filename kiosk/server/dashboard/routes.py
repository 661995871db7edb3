"""The dashboards' doors."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from kiosk.floor.access import Act
from kiosk.server.dashboard.floor_status import floor_status_of
from kiosk.server.dashboard.overview import RANGES, Overview, overview_of
from kiosk.server.dashboard.sewing import Tiles, tiles_of
from kiosk.server.dashboard.shapes import FloorStatus
from kiosk.server.doors import Doors
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require
from kiosk.server.sorry import Refusal


class SewingAnswer(BaseModel):
    success: bool = True
    data: Tiles


class OverviewAnswer(BaseModel):
    success: bool = True
    data: Overview
    generated_at: datetime


class FloorAnswer(BaseModel):
    success: bool = True
    data: FloorStatus
    last_updated: datetime


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api", tags=["dashboards"])
    signed = Depends(person(doors))

    @router.get("/sewing/dashboard")
    def sewing(who: Annotated[Person, signed]) -> SewingAnswer:
        """Today in sewing, in six numbers."""
        require(who, Act.SEE_WORK)
        now = doors.clock()
        return SewingAnswer(data=doors.lately(who.workspace, lambda found: tiles_of(found, who.workspace, now)))

    @router.get("/dashboard/overview")
    def overview(
        who: Annotated[Person, signed], range_: Annotated[str, Query(alias="range", max_length=20)] = "30d"
    ) -> OverviewAnswer:
        """The last 7, 30 or 90 production dates."""
        require(who, Act.SEE_BOARD)
        if range_ not in RANGES:
            raise Refusal(400, "Ask for a range of 7d, 30d or 90d.")
        now = doors.clock()
        data = doors.lately(who.workspace, lambda found: overview_of(found, who.workspace, range_, now))
        return OverviewAnswer(data=data, generated_at=now)

    @router.get("/dashboard/floor-status")
    def floor_status(who: Annotated[Person, signed]) -> FloorAnswer:
        """The whole floor as it is now."""
        require(who, Act.SEE_BOARD)
        now = doors.clock()
        data = doors.lately(who.workspace, lambda found: floor_status_of(found, who.workspace, now))
        return FloorAnswer(data=data, last_updated=now)

    return router
