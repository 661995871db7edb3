"""The floor board from the rollups: its cost grows with lines and stations, never with history."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select

from kiosk.floor.board import Board, Floor, Seen, board
from kiosk.floor.ids import LineId, OperationId, StationId, WorkspaceId
from kiosk.floor.people import Station
from kiosk.floor.shift import WorkingDay
from kiosk.floor.tally import Queue, Slot, Tally, Waiting
from kiosk.server import rows
from kiosk.server import tables as t
from kiosk.server.calls import open_calls
from kiosk.server.house import known

_SUMS = [getattr(t.HourTally, name) for name in Tally.__slots__]


def board_of(connection: Connection, workspace: WorkspaceId, now: datetime) -> Board:
    """The whole floor in the shift of `now`."""
    house = known(connection, workspace)
    day = house.calendar.day_of(now)
    floor = Floor(
        day=day,
        lines=_lines(connection, workspace),
        stations=_stations(connection, workspace),
        operations={op.id: op for op in house.operations},
        tallies=_tallies(connection, workspace, day),
        waiting=_waiting(connection, workspace),
        seen=_seen(connection, workspace, day),
        calls=open_calls(connection, workspace),
    )
    return replace(board(floor, now), zone=house.calendar.zone)


def _lines(connection: Connection, workspace: WorkspaceId) -> Mapping[LineId, str]:
    line = t.ProductionLine
    found = connection.execute(select(line.id, line.name).where(line.workspace_id == workspace, line.is_active))
    return {LineId(id_): name for id_, name in found}


def _stations(connection: Connection, workspace: WorkspaceId) -> list[Station]:
    found = connection.execute(rows.STATIONS.where(t.WorkStation.workspace_id == workspace))
    return [rows.station_of(row) for row in found.mappings()]


def _tallies(connection: Connection, workspace: WorkspaceId, day: WorkingDay) -> dict[Slot, Tally]:
    tally = t.HourTally
    query = select(tally.hour, tally.line_id, tally.station_id, tally.operation_id, *_SUMS)
    in_shift = (tally.workspace_id == workspace) & (tally.day == day.date) & (tally.shift == day.shift)
    return {
        Slot(day.date, day.shift, hour, line or None, station or None, operation): Tally(*sums)
        for hour, line, station, operation, *sums in connection.execute(query.where(in_shift, tally.scans > 0))
    }


def _waiting(connection: Connection, workspace: WorkspaceId) -> dict[Queue, Waiting]:
    queue = t.QueueTally
    query = select(queue.line_id, queue.operation_id, queue.pieces, queue.minutes)
    found = connection.execute(query.where(queue.workspace_id == workspace, queue.pieces > 0))
    return {
        Queue(LineId(line) if line else None, OperationId(operation)): Waiting(pieces, minutes)
        for line, operation, pieces, minutes in found
    }


def _seen(connection: Connection, workspace: WorkspaceId, day: WorkingDay) -> dict[StationId, Seen]:
    """Of this shift only: who sat there yesterday is not present."""
    state = t.StationState
    query = (
        select(state.station_id, state.at, t.Employee.first_name, t.Employee.last_name, t.Bundle.code)
        .outerjoin(t.Employee, (t.Employee.workspace_id == state.workspace_id) & (t.Employee.id == state.employee_id))
        .outerjoin(t.Bundle, (t.Bundle.workspace_id == state.workspace_id) & (t.Bundle.id == state.bundle_id))
        .where(state.workspace_id == workspace, state.at >= day.starts_at)
    )
    return {
        StationId(station): Seen(StationId(station), at, f"{first or ''} {last or ''}".strip(), code or "")
        for station, at, first, last, code in connection.execute(query)
    }
