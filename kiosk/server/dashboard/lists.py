"""The open bundles and the people of the floor, no more of them than anybody can look through."""

from sqlalchemy import Connection, RowMapping, and_, select

from kiosk.floor.bundles import BundleStatus, Department, is_before, waits_for
from kiosk.floor.ids import WorkspaceId
from kiosk.floor.shift import WorkingDay
from kiosk.server import rows
from kiosk.server import tables as t
from kiosk.server.dashboard.figures import IS_OPEN
from kiosk.server.dashboard.shapes import BundleNow, PersonNow, Progress

LISTED = 200
"""Bundles and people shown at most; bundles those that were touched last."""


def bundles(connection: Connection, workspace: WorkspaceId) -> list[BundleNow]:
    bundle, order, run, who, state = t.Bundle, t.Order, t.SewingRun, t.Employee, t.StationState
    query = (
        select(bundle.id, bundle.code, bundle.qr_code, bundle.status, order.order_number, order.client, order.road)
        .add_columns(run.completed_ops, run.total_operations, who.first_name, who.last_name)
        .outerjoin(order, and_(order.workspace_id == bundle.workspace_id, order.id == bundle.order_id))
        .outerjoin(run, and_(run.workspace_id == bundle.workspace_id, run.bundle_id == bundle.id, run.run_number == 1))
        .outerjoin(state, and_(state.workspace_id == bundle.workspace_id, state.bundle_id == bundle.id))
        .outerjoin(who, and_(who.workspace_id == state.workspace_id, who.id == state.employee_id))
        .where(bundle.workspace_id == workspace, IS_OPEN)
        .order_by(bundle.tx.desc(), bundle.id)
        .limit(LISTED)
    )
    return list({row["id"]: _bundle(row) for row in connection.execute(query).mappings()}.values())


def _bundle(row: RowMapping) -> BundleNow:
    status, road = BundleStatus(row["status"]), rows.road_of(row["road"])
    department = waits_for(status, road)
    return BundleNow(
        id=row["id"],
        qr_code=row["qr_code"] or row["code"],
        order_number=row["order_number"] or "",
        client=row["client"] or "",
        status=status.value,
        current_stage=status.value,
        department=department.value if department else "",
        assigned_to=f"{row['first_name'] or ''} {row['last_name'] or ''}".strip() or None,
        progress=Progress(
            cutting=100 * (not is_before(status, BundleStatus.CUT)),
            printing=100 * (Department.PRINTING in road and not is_before(status, BundleStatus.PRINTED)),
            sewing=_sewn_percent(status, row),
        ),
    )


def _sewn_percent(status: BundleStatus, row: RowMapping) -> int:
    if not is_before(status, BundleStatus.SEWN):
        return 100
    return 100 * (row["completed_ops"] or 0) // row["total_operations"] if row["total_operations"] else 0


def people(connection: Connection, workspace: WorkspaceId, shift: WorkingDay) -> list[PersonNow]:
    """Those who are signed in somewhere work; what they do is where they do it."""
    who, state, place = t.Employee, t.StationState, t.WorkStation
    here = and_(state.workspace_id == who.workspace_id, state.employee_id == who.id, state.at >= shift.starts_at)
    query = (
        select(who.id, who.first_name, who.last_name, who.department, who.position, place.name.label("task"))
        .outerjoin(state, here)
        .outerjoin(place, and_(place.workspace_id == who.workspace_id, place.id == state.station_id))
        .where(who.workspace_id == workspace, who.is_active)
        .order_by(place.name.is_(None), who.last_name, who.first_name, who.id, state.at.desc())
        .limit(LISTED)
    )
    people = {row["id"]: row for row in reversed(connection.execute(query).mappings().all())}
    return [
        PersonNow(
            name=f"{row['first_name']} {row['last_name']}".strip(),
            department=row["department"] or "",
            position=row["position"] or "",
            status="working" if row["task"] else "available",
            current_task=row["task"],
        )
        for row in reversed(people.values())
    ]
