"""The sample factory into an empty central database. Passwords are made anew each time and kept nowhere but here."""

import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, insert

from kiosk.demo.sample import PIN, Sample, SampleOrder, SampleStation
from kiosk.floor.access import Role
from kiosk.floor.bundles import USUAL_ROAD, Bundle
from kiosk.floor.ids import UserId
from kiosk.floor.lays import Lay
from kiosk.floor.people import Worker
from kiosk.floor.route import Operation
from kiosk.floor.wages import WageRules
from kiosk.server import tables as t
from kiosk.server.passwords import hash_password

Row = dict[str, Any]

WAGES = WageRules(since=date(2025, 7, 18), region="NCR", daily_minimum=Decimal(695))
"""Source: Wage Order NCR-26."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who signs in with e-mail and password."""

    id: UserId
    email: str
    password: str
    role: Role


def accounts() -> tuple[Account, ...]:
    """One of each role that signs in, with new passwords."""
    names = ((Role.ADMIN, "admin"), (Role.SUPERVISOR, "supervisor"), (Role.OPERATOR, "operator"))
    return tuple(
        Account(UserId(f"user-{name}"), f"{name}@mayon.example", secrets.token_urlsafe(12), role)
        for role, name in names
    )


def seed(connection: Connection, sample: Sample, people: tuple[Account, ...], now: datetime) -> None:
    """Raises IntegrityError where the factory is there already."""
    for table, rows in _rows(sample, people, now):
        connection.execute(insert(table), [{"workspace_id": sample.workspace, **row} for row in rows])


def _rows(sample: Sample, people: tuple[Account, ...], now: datetime) -> Iterator[tuple[Any, list[Row]]]:
    """Table by table, those first that others point at."""
    yield t.Workspace, [_workspace(sample)]
    yield t.User, [_user(account) for account in people]
    yield t.ProductionLine, [{"id": line, "name": name} for line, name in sample.lines]
    yield t.WorkStation, [_station(station) for station in sample.stations]
    pin = hash_password(PIN)
    yield t.Employee, [_employee(worker) | {"pin_hash": pin} for worker in sample.workers]
    yield t.SewingOperation, [_operation(op, people[0]) for op in sample.operations]
    yield t.SewingOperationStandard, [_standard(op, people[0]) for op in sample.operations]
    yield t.WageRule, [asdict(WAGES) | {"id": "wages-1", "created_by": people[0].id}]
    yield t.Order, [_order(order, now) for order in sample.orders]
    yield t.Lay, [_lay(lay) for lay in sample.lays]
    yield t.Bundle, [_bundle(bundle) for bundle in sample.bundles]


def _workspace(sample: Sample) -> Row:
    shifts = [
        {"name": s.name, "starts": s.starts.isoformat("minutes"), "ends": s.ends.isoformat("minutes")}
        for s in sample.calendar.shifts
    ]
    zone = sample.calendar.zone
    return {
        "id": sample.workspace,
        "name": sample.name,
        "time_zone": zone,
        "currency": "PHP",
        "ticket_key": sample.ticket_key,
        "shifts": shifts,
    }


def _user(account: Account) -> Row:
    return {
        "id": account.id,
        "email": account.email,
        "name": account.role.value.capitalize(),
        "role": account.role.value,
        "password_hash": hash_password(account.password),
        "is_active": True,
    }


def _station(station: SampleStation) -> Row:
    return {
        "id": station.id,
        "name": station.name,
        "department": station.department.value,
        "line_id": station.line,
        "operations": list(station.operations),
        "starts": False,
    }


def _employee(worker: Worker) -> Row:
    first, _, last = worker.name.partition(" ")
    return {
        "id": worker.id,
        "employee_number": worker.number,
        "first_name": first,
        "last_name": last,
        "badge_code": worker.badge,
        "language": worker.language,
        "role": worker.role.value,
    }


def _operation(op: Operation, admin: Account) -> Row:
    standard = op.standards[-1]
    return {
        "id": op.id,
        "product_type": op.product_type,
        "name": op.name,
        "sequence_number": op.sequence,
        "standard_minutes": standard.smv_min,
        "piece_rate": standard.piece_rate,
        "depends_on": list(op.depends_on),
        "created_by": admin.id,
        "created_at": standard.since,
    }


def _standard(op: Operation, admin: Account) -> Row:
    standard = op.standards[-1]
    return {
        "id": f"{op.id}-1",
        "operation_id": op.id,
        "valid_from": standard.since,
        "standard_minutes": standard.smv_min,
        "piece_rate": standard.piece_rate,
        "created_by": admin.id,
        "reason": "First standard",
    }


def _order(order: SampleOrder, now: datetime) -> Row:
    return {
        "id": order.id,
        "order_number": order.number,
        "client": order.client,
        "product_type": order.product_type,
        "pieces": order.pieces,
        "road": [department.value for department in USUAL_ROAD],
        "created_at": now,
    }


def _lay(lay: Lay) -> Row:
    return {
        "id": lay.id,
        "order_id": lay.order,
        "marker_name": lay.marker_name,
        "plies": lay.plies,
        "colour": lay.colour,
        "sizes": [{"size": share.size, "per_ply": share.per_ply} for share in lay.sizes],
        "fabric_kg": lay.fabric_kg,
        "ply_smv_min": lay.ply_smv_min,
        "line_id": lay.line,
        "created_at": lay.made_at,
    }


def _bundle(bundle: Bundle) -> Row:
    return {
        "id": bundle.id,
        "code": bundle.code,
        "order_id": bundle.order,
        "product_type": bundle.product_type,
        "size": bundle.size,
        "colour": bundle.colour,
        "pieces": bundle.pieces,
        "line_id": bundle.line,
        "base_status": bundle.status.value,
        "status": bundle.status.value,
        "created_at": bundle.made_at,
    }
