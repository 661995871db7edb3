"""`GET /api/sewing/dashboard`: the sewing page's six tiles."""

from datetime import datetime

from pydantic import BaseModel
from sqlalchemy import Connection, func, select

from kiosk.floor.bundles import BundleStatus
from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from kiosk.server.dashboard.figures import IS_OPEN, Days, sewn
from kiosk.server.house import known

READY = (BundleStatus.CUT.value, BundleStatus.PRINTED.value)
"""Before sewing, with nothing left to wait for."""


class Tiles(BaseModel):
    """Of today's production date. `active_runs` and `todays_completed` count operations of bundles, which the front end
    calls runs; `pending_bundles` are ready and nobody has begun to sew them; `avg_efficiency` is weighted by minutes.
    """

    active_runs: int
    todays_completed: int
    operators_working: int
    avg_efficiency: int
    pending_bundles: int
    total_pieces_today: int


def tiles_of(connection: Connection, workspace: WorkspaceId, now: datetime) -> Tiles:
    calendar = known(connection, workspace).calendar
    today = Days.until(calendar, now)
    done = sewn(connection, workspace, today)
    op, bundle, state = t.SewingRunOperation, t.Bundle, t.StationState

    active = select(func.count()).where(op.workspace_id == workspace, op.status == "IN_PROGRESS")
    completed = select(func.count()).where(
        op.workspace_id == workspace, op.completed_at >= today.begin, op.completed_at < today.end
    )
    working = select(func.count(func.distinct(state.employee_id))).where(
        state.workspace_id == workspace, state.at >= calendar.day_of(now).starts_at
    )
    ready = select(func.count()).where(bundle.workspace_id == workspace, bundle.status.in_(READY), IS_OPEN)
    return Tiles(
        active_runs=connection.scalar(active) or 0,
        todays_completed=connection.scalar(completed) or 0,
        operators_working=connection.scalar(working) or 0,
        avg_efficiency=round(done.effort.percent),
        pending_bundles=connection.scalar(ready) or 0,
        total_pieces_today=done.pieces,
    )
