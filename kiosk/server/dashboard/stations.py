"""Every station of the floor as it is now."""

from decimal import Decimal

from sqlalchemy import Connection, RowMapping, and_, func, select

from kiosk.floor.bundles import Department
from kiosk.floor.ids import WorkspaceId
from kiosk.floor.shift import WorkingDay
from kiosk.server import tables as t
from kiosk.server.dashboard.figures import Effort
from kiosk.server.dashboard.shapes import StationNow


def kind_of(department: Department) -> str:
    """As the front end calls a department's stations."""
    return "QUALITY_CONTROL" if department is Department.QC else department.value


def stations(connection: Connection, workspace: WorkspaceId, shift: WorkingDay) -> list[StationNow]:
    """A station is active when somebody is signed in there in this shift."""
    place, state, who, bundle, tally = t.WorkStation, t.StationState, t.Employee, t.Bundle, t.HourTally
    here = and_(state.workspace_id == place.workspace_id, state.station_id == place.id, state.at >= shift.starts_at)
    done = (
        select(tally.station_id, func.sum(tally.pieces).label("pieces"))
        .add_columns(func.sum(tally.timed_earned_min).label("earned"), func.sum(tally.worked_ms).label("worked"))
        .where(tally.workspace_id == workspace, tally.day == shift.date, tally.shift == shift.shift)
        .group_by(tally.station_id)
        .subquery()
    )
    query = (
        select(place.id, place.name, place.department, state.employee_id, who.first_name, who.last_name)
        .add_columns(bundle.code, done.c.pieces, done.c.earned, done.c.worked)
        .outerjoin(state, here)
        .outerjoin(who, and_(who.workspace_id == place.workspace_id, who.id == state.employee_id))
        .outerjoin(bundle, and_(bundle.workspace_id == place.workspace_id, bundle.id == state.bundle_id))
        .outerjoin(done, done.c.station_id == place.id)
        .where(place.workspace_id == workspace, place.is_active)
        .order_by(place.name, place.id)
    )
    looked = _looked(connection, workspace, shift)
    return [_station(row, *looked.get(row["id"], (0, 0, 0))) for row in connection.execute(query).mappings()]


def _looked(connection: Connection, workspace: WorkspaceId, shift: WorkingDay) -> dict[str, tuple[int, int, int]]:
    """Inspections of this shift by station: how many, pieces checked, defective ones."""
    look = t.Inspection
    query = select(look.station_id, func.count(), func.sum(look.checked), func.sum(look.defective))
    ours = query.where(look.workspace_id == workspace, look.at >= shift.starts_at, look.station_id.is_not(None))
    found = connection.execute(ours.group_by(look.station_id))
    return {str(station): (count, int(checked), int(bad)) for station, count, checked, bad in found}


def _station(row: RowMapping, inspections: int, checked: int, defective: int) -> StationNow:
    name = f"{row['first_name'] or ''} {row['last_name'] or ''}".strip() or None
    is_qc = row["department"] == Department.QC
    return StationNow(
        station_id=row["id"],
        name=row["name"],
        type=kind_of(Department(row["department"])),
        status="ACTIVE" if row["employee_id"] else "IDLE",
        current_run=None if is_qc else row["code"],
        current_inspection=row["code"] if is_qc else None,
        operator=None if is_qc else name,
        inspector=name if is_qc else None,
        efficiency=Effort(row["earned"] or Decimal(0), int(row["worked"] or 0)).percent,
        pass_rate=round(100 * (checked - defective) / checked, 2) if checked else 0,
        units_today=int(row["pieces"] or 0),
        inspections_today=inspections,
    )
