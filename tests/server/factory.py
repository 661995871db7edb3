"""The small factory of `tests/make.py`, put into a real database."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Engine, insert

from kiosk.floor.bundles import Bundle, Department
from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from tests.make import ANA, BEN, CALENDAR, KEY, LINE, MORNING, T_SHIRT, WORKSPACE, bundle


def build(engine: Engine, *bundles: Bundle, workspace: WorkspaceId = WORKSPACE) -> None:
    """A workspace with a line of two stations, a QC station, two workers, the T-shirt, and the bundles (b1 if none)."""
    with engine.begin() as connection:
        _people(connection, workspace)
        _places(connection, workspace)
        _sewing(connection, workspace)
        add_bundles(connection, bundles or [bundle()], workspace)


def add_bundles(
    connection: Connection,
    bundles: Iterable[Bundle],
    workspace: WorkspaceId = WORKSPACE,
    made_at: datetime | None = None,
) -> None:
    rows = [
        {
            "workspace_id": workspace,
            "id": one.id,
            "code": one.code,
            "product_type": one.product_type,
            "size": one.size,
            "colour": one.colour,
            "pieces": one.pieces,
            "order_id": "order-1",
            "line_id": one.line,
            "base_status": one.status.value,
            "status": one.status.value,
            "created_at": made_at or one.made_at,
        }
        for one in bundles
    ]
    connection.execute(insert(t.Bundle), rows)


def _people(connection: Connection, workspace: WorkspaceId) -> None:
    shifts = [
        {"name": s.name, "starts": s.starts.isoformat("minutes"), "ends": s.ends.isoformat("minutes")}
        for s in CALENDAR.shifts
    ]
    connection.execute(
        insert(t.Workspace).values(
            id=workspace,
            name="Test Factory",
            time_zone=CALENDAR.zone,
            currency="PHP",
            ticket_key=KEY,
            shifts=shifts,
        )
    )
    connection.execute(
        insert(t.User).values(
            workspace_id=workspace,
            id="admin",
            email=f"admin@{workspace}.example",
            name="Admin",
            role="ADMIN",
            password_hash="",
            is_active=True,
        )
    )
    for worker in (ANA, BEN):
        first, _, last = worker.name.partition(" ")
        connection.execute(
            insert(t.Employee).values(
                workspace_id=workspace,
                id=worker.id,
                employee_number=worker.number,
                first_name=first,
                last_name=last,
                badge_code=worker.badge,
                language="en",
                department="SEWING",
                position="Operator",
            )
        )


def _places(connection: Connection, workspace: WorkspaceId) -> None:
    connection.execute(insert(t.ProductionLine).values(workspace_id=workspace, id=LINE, name="Line 1"))
    for id_, department in (("s1", Department.SEWING), ("s2", Department.SEWING), ("qc", Department.QC)):
        line = LINE if department is Department.SEWING else None
        connection.execute(
            insert(t.WorkStation).values(
                workspace_id=workspace,
                id=id_,
                name=f"Station {id_}",
                department=department.value,
                line_id=line,
                operations=[],
                starts=False,
            )
        )


def _sewing(connection: Connection, workspace: WorkspaceId) -> None:
    for op in T_SHIRT:
        standard = op.standards[-1]
        ours = {"workspace_id": workspace, "created_by": "admin"}
        minutes = {"standard_minutes": standard.smv_min, "piece_rate": standard.piece_rate}
        connection.execute(
            insert(t.SewingOperation).values(
                id=op.id,
                product_type=op.product_type,
                name=op.name,
                sequence_number=op.sequence,
                depends_on=list(op.depends_on),
                **ours,
                **minutes,
            )
        )
        connection.execute(
            insert(t.SewingOperationStandard).values(
                id=f"{op.id}-1", operation_id=op.id, valid_from=standard.since, reason="first", **ours, **minutes
            )
        )
    connection.execute(
        insert(t.Order).values(
            workspace_id=workspace,
            id="order-1",
            order_number="PO-1",
            client="Client",
            product_type="T-SHIRT",
            pieces=200,
            road=[d.value for d in Department if d is not Department.PRINTING],
            created_at=MORNING,
        )
    )
