"""`GET /api/dashboard/floor-status`: every station, department, person and open bundle as they are now.

The front end's type and its only caller read different keys; both are served. Work orders are of machines' repair, for
which this product has no source: the list is empty.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from kiosk.floor.board import Board
from kiosk.floor.bundles import BundleStatus, Department
from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from kiosk.server.board import board_of
from kiosk.server.dashboard.figures import IS_OPEN, Days, Looks, Sewn, looks, sewn
from kiosk.server.dashboard.lists import bundles, people
from kiosk.server.dashboard.shapes import Alert, DepartmentNow, FloorStatus, Overall, StationNow
from kiosk.server.dashboard.stations import kind_of, stations
from kiosk.server.house import known


def floor_status_of(connection: Connection, workspace: WorkspaceId, now: datetime) -> FloorStatus:
    """Its cost grows with stations, people and open bundles, never with history."""
    calendar = known(connection, workspace).calendar
    shift, today = calendar.day_of(now), Days.until(calendar, now)
    places = stations(connection, workspace, shift)
    board, done = board_of(connection, workspace, now), sewn(connection, workspace, today)
    return FloorStatus(
        floor_stations=places,
        departments=_departments(connection, workspace, places, done, looks(connection, workspace, today)),
        overall_status=_overall(places, board, done, calendar.zone),
        alerts=_alerts(board),
        bundles=bundles(connection, workspace),
        employees=people(connection, workspace, shift),
    )


def _departments(
    connection: Connection, workspace: WorkspaceId, places: Sequence[StationNow], done: Sewn, seen: Looks
) -> list[DepartmentNow]:
    """Those that have a station. Efficiency is told of sewing alone, and a pass rate of QC."""
    running, heads = _running(connection, workspace), _heads(connection, workspace)
    found = []
    for department in Department:
        own, is_qc = [place for place in places if place.type == kind_of(department)], department is Department.QC
        if own:
            now = DepartmentNow(
                name=department.value,
                active_runs=0 if is_qc else running[department],
                active_inspections=running[department] if is_qc else 0,
                employees_count=heads[department],
                efficiency=done.effort.percent if department is Department.SEWING else 0,
                pass_rate=seen.percent if is_qc else 0,
                status="ACTIVE" if any(place.status == "ACTIVE" for place in own) else "IDLE",
            )
            found.append(now)
    return found


def _running(connection: Connection, workspace: WorkspaceId) -> Counter[str]:
    """Open bundles by the department that has them just now; of cutting, the runs that are not over."""
    bundle, run = t.Bundle, t.CuttingRun
    entered = {BundleStatus(f"IN_{place.value}"): place for place in Department if place is not Department.PACKING}
    query = select(bundle.status, func.count()).where(
        bundle.workspace_id == workspace, bundle.status.in_(entered), IS_OPEN
    )
    found = Counter({entered[BundleStatus(s)].value: n for s, n in connection.execute(query.group_by(bundle.status))})
    cutting = select(func.count()).where(run.workspace_id == workspace, run.status == "IN_PROGRESS")
    found[Department.CUTTING] = connection.scalar(cutting) or 0
    return found


def _heads(connection: Connection, workspace: WorkspaceId) -> Counter[str]:
    employee, name = t.Employee, func.upper(t.Employee.department)
    query = select(name.label("name"), func.count().label("heads")).where(
        employee.workspace_id == workspace, employee.is_active, name.is_not(None)
    )
    return Counter({row.name: row.heads for row in connection.execute(query.group_by(name))})


def _overall(places: Sequence[StationNow], board: Board, done: Sewn, zone: str) -> Overall:
    starts, ends = (moment.astimezone(ZoneInfo(zone)).strftime("%H:%M") for moment in (board.starts_at, board.ends_at))
    return Overall(
        total_active_stations=sum(place.status == "ACTIVE" for place in places),
        total_stations=len(places),
        overall_efficiency=done.effort.percent,
        units_produced_today=done.garments,
        shift=board.shift,
        shift_start=starts,
        shift_end=ends,
    )


def _alerts(board: Board) -> list[Alert]:
    """Open calls, the longest first."""
    return [
        Alert(
            level="WARNING",
            station=call.station,
            message=f"Waits for help: {call.needs.value.replace('_', ' ').lower()}.",
            timestamp=call.at,
        )
        for call in board.calls
    ]
