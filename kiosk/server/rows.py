"""Rows of the central tables read as the floor's own values."""

from collections.abc import Collection, Iterable
from datetime import time
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, RowMapping, select

from kiosk.floor.access import Role
from kiosk.floor.bundles import USUAL_ROAD, Bundle, BundleStatus, Department
from kiosk.floor.ids import OperationId, WorkspaceId
from kiosk.floor.people import Station, Worker
from kiosk.floor.policy import Policy
from kiosk.floor.route import Operation, Skill, Standard
from kiosk.floor.shift import Calendar, Rest, Shift
from kiosk.server import tables as t

BUNDLES = select(
    t.Bundle.id,
    t.Bundle.code,
    t.Bundle.pieces,
    t.Bundle.product_type,
    t.Bundle.size,
    t.Bundle.colour,
    t.Bundle.order_id,
    t.Order.order_number,
    t.Order.road,
    t.Bundle.line_id,
    t.Bundle.created_at,
    t.Bundle.base_status,
    t.Bundle.status,
    t.Bundle.qr_code,
).outerjoin(t.Order, (t.Order.workspace_id == t.Bundle.workspace_id) & (t.Order.id == t.Bundle.order_id))
"""All that `bundle_of` reads, and what a sheet needs besides."""


def bundle_of(row: RowMapping) -> Bundle:
    """The bundle as it stood before any fact: `status` is its `base_status`."""
    return Bundle(
        id=row["id"],
        code=row["code"],
        pieces=row["pieces"],
        product_type=row["product_type"],
        size=row["size"] or "",
        colour=row["colour"] or "",
        order=row["order_id"],
        order_number=row["order_number"] or "",
        line=row["line_id"],
        made_at=row["created_at"],
        status=BundleStatus(row["base_status"]),
        road=road_of(row["road"]),
    )


def road_of(told: Iterable[str] | None) -> tuple[Department, ...]:
    """The departments that an order's bundles pass; the usual ones where nobody told it."""
    return tuple(map(Department, told or ())) or USUAL_ROAD


def calendar_of(time_zone: str, shifts: Iterable[dict[str, Any]]) -> Calendar:
    """`shifts` as the workspace keeps them: see `tables.people.Workspace`."""
    return Calendar(time_zone, tuple(map(_shift, shifts)))


def _shift(told: dict[str, Any]) -> Shift:
    rests = (Rest(time.fromisoformat(starts), time.fromisoformat(ends)) for starts, ends in told.get("rests", ()))
    return Shift(told["name"], time.fromisoformat(told["starts"]), time.fromisoformat(told["ends"]), tuple(rests))


POLICIES: TypeAdapter[Policy] = TypeAdapter(Policy)
"""Reads what a workspace decided; what it did not decide is the policy's own."""


def operations(
    connection: Connection, workspace: WorkspaceId, only: Collection[str] | None = None
) -> tuple[Operation, ...]:
    """Every operation ever known with all its standards, or `only` those ids."""
    op, standard = t.SewingOperation, t.SewingOperationStandard
    of_op = (standard.workspace_id == op.workspace_id) & (standard.operation_id == op.id)
    query = (
        select(op.id, op.product_type, op.name, op.sequence_number, op.depends_on, op.retired_at)
        .add_columns(op.skill_level, op.has_qc_checkpoint, op.defect_codes)
        .add_columns(standard.valid_from, standard.standard_minutes, standard.piece_rate)
        .join(standard, of_op)
        .where(op.workspace_id == workspace)
        .order_by(op.id, standard.valid_from)
    )
    if only is not None:
        query = query.where(op.id.in_(only))
    standards: dict[str, list[Standard]] = {}
    rows = {}
    for row in connection.execute(query):
        rows[row.id] = row
        standards.setdefault(row.id, []).append(Standard(row.valid_from, row.standard_minutes, row.piece_rate))
    return tuple(
        Operation(
            id=row.id,
            product_type=row.product_type,
            name=row.name,
            sequence=row.sequence_number,
            standards=tuple(standards[row.id]),
            depends_on=tuple(row.depends_on or ()),
            until=row.retired_at,
            has_checkpoint=row.has_qc_checkpoint,
            skill=Skill[row.skill_level],
            defects=tuple(row.defect_codes or ()),
        )
        for row in rows.values()
    )


STATIONS = select(
    t.WorkStation.id,
    t.WorkStation.name,
    t.WorkStation.department,
    t.WorkStation.line_id,
    t.WorkStation.operations,
    t.WorkStation.starts,
    t.ProductionLine.name.label("line_name"),
).outerjoin(
    t.ProductionLine,
    (t.ProductionLine.workspace_id == t.WorkStation.workspace_id) & (t.ProductionLine.id == t.WorkStation.line_id),
)


def station_of(row: RowMapping) -> Station:
    return Station(
        id=row["id"],
        name=row["name"],
        department=Department(row["department"]),
        line=row["line_id"],
        line_name=row["line_name"] or "",
        operations=tuple(row["operations"] or ()),
        starts=row["starts"],
    )


EMPLOYEES = select(
    t.Employee.id,
    t.Employee.first_name,
    t.Employee.last_name,
    t.Employee.employee_number,
    t.Employee.badge_code,
    t.Employee.language,
    t.Employee.is_active,
    t.Employee.role,
    t.Employee.line_id,
    t.Employee.skill_level,
    t.Employee.skills,
    t.Employee.pin_hash,
)


def worker_of(row: RowMapping) -> Worker:
    return Worker(
        id=row["id"],
        name=f"{row['first_name']} {row['last_name']}".strip(),
        number=row["employee_number"],
        badge=row["badge_code"] or "",
        language=row["language"],
        is_active=row["is_active"],
        role=Role(row["role"]),
        line=row["line_id"],
        skill=Skill[row["skill_level"]] if row["skill_level"] else None,
        skills=tuple((OperationId(id_), Skill[level]) for id_, level in sorted(row["skills"].items())),
    )
