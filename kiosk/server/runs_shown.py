"""Sewing runs in the shapes that the existing front end reads: its run is one operation of ours on one bundle."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel
from sqlalchemy import ColumnElement, RowMapping, Select, func, or_, select

from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from kiosk.server.bundle_shown import OrderShown, order_shown
from kiosk.server.sorry import Refusal

STATUSES = {"PENDING": "CREATED", "IN_PROGRESS": "IN_PROGRESS", "COMPLETED": "DONE"}
"""Ours, and what the front end calls them."""

_OURS = (
    {theirs: ours for ours, theirs in STATUSES.items()} | {ours: ours for ours in STATUSES} | {"PAUSED": "IN_PROGRESS"}
)
ALL = frozenset({"", "all"})


class Operator(BaseModel):
    id: str
    first_name: str
    last_name: str
    employee_number: str


class BundleShown(BaseModel):
    id: str
    size_code: str
    qty: int
    qr_code: str


class RoutingStep(BaseModel):
    id: str
    step_name: str
    estimated_hours: float


class Shown(BaseModel):
    """`piece_rate_pay` is what its good pieces are worth by now."""

    id: str
    operation_id: str
    operation_name: str
    status: str
    order: OrderShown | None
    operator: Operator | None
    bundle: BundleShown
    routing_step: RoutingStep
    qty_good: int
    qty_reject: int
    earned_minutes: float
    actual_minutes: float | None
    efficiency_pct: float | None
    piece_rate_pay: float
    started_at: datetime | None
    ended_at: datetime | None
    created_at: datetime
    updated_at: datetime
    reject_reason: str | None = None
    reject_photo_url: str | None = None


_DONE, _RUN, _BUNDLE, _OP, _WORKER, _LINE = (
    t.SewingRunOperation,
    t.SewingRun,
    t.Bundle,
    t.SewingOperation,
    t.Employee,
    t.PayLine,
)


def _sum_of(column: Any) -> ColumnElement[Any]:
    """Over the pay lines of the operation on the bundle."""
    of_op = (_LINE.workspace_id == _DONE.workspace_id) & (_LINE.bundle_id == _DONE.bundle_id)
    query = select(func.coalesce(func.sum(column), 0)).where(of_op, _LINE.operation_id == _DONE.operation_id)
    return query.correlate(_DONE).scalar_subquery()


RUNS: Select[*tuple[Any, ...]] = (
    select(
        _DONE.id,
        _DONE.operation_id,
        _OP.name.label("operation_name"),
        _OP.standard_minutes,
        _DONE.status,
        _DONE.bundle_id,
        _DONE.units_completed,
        _DONE.earned_minutes,
        _DONE.actual_minutes,
        _DONE.efficiency,
        _DONE.started_at,
        _DONE.completed_at,
        _RUN.created_at,
        _BUNDLE.code,
        _BUNDLE.qr_code,
        _BUNDLE.size,
        _BUNDLE.pieces,
        _BUNDLE.pieces_now,
        _BUNDLE.product_type,
        _BUNDLE.order_id,
        t.Order.order_number,
        t.Order.client,
        _WORKER.id.label("worker"),
        _WORKER.first_name,
        _WORKER.last_name,
        _WORKER.employee_number,
        _sum_of(_LINE.amount).label("pay"),
        _sum_of(_LINE.lost).label("lost"),
    )
    .join(_RUN, (_RUN.workspace_id == _DONE.workspace_id) & (_RUN.id == _DONE.sewing_run_id))
    .join(_BUNDLE, (_BUNDLE.workspace_id == _DONE.workspace_id) & (_BUNDLE.id == _DONE.bundle_id))
    .join(_OP, (_OP.workspace_id == _DONE.workspace_id) & (_OP.id == _DONE.operation_id))
    .outerjoin(t.Order, (t.Order.workspace_id == _BUNDLE.workspace_id) & (t.Order.id == _BUNDLE.order_id))
    .outerjoin(_WORKER, (_WORKER.workspace_id == _DONE.workspace_id) & (_WORKER.id == _DONE.operator_id))
)
"""All that `shown` reads."""

BY = (_RUN.created_at, _DONE.id)
"""Newest first."""


def filtered(
    workspace: WorkspaceId,
    *,
    status: str = "",
    operator: str = "",
    operation: str = "",
    order: str = "",
    search: str = "",
) -> Select[*tuple[Any, ...]]:
    """Raises Refusal 400 for an unknown status. An operator is named by id or number, an operation by id or name."""
    query = RUNS.where(_DONE.workspace_id == workspace)
    if status.casefold() not in ALL:
        ours = _OURS.get(status.strip().upper().replace("-", "_"))
        if ours is None:
            raise Refusal(400, "There is no such status.")
        query = query.where(_DONE.status == ours)
    if operator.casefold() not in ALL:
        query = query.where(or_(_WORKER.id == operator, _WORKER.employee_number == operator))
    if operation.casefold() not in ALL:
        query = query.where(or_(_OP.id == operation, func.lower(_OP.name) == operation.strip().lower()))
    if order.casefold() not in ALL:
        query = query.where(_BUNDLE.order_id == order)
    if said := search.strip():
        names = (t.Order.order_number, _OP.name, _WORKER.first_name, _WORKER.last_name, _BUNDLE.code, _BUNDLE.qr_code)
        query = query.where(or_(*(name.icontains(said, autoescape=True) for name in names)))
    return query


def shown(row: RowMapping) -> Shown:
    return Shown(
        id=row["id"],
        operation_id=row["operation_id"],
        operation_name=row["operation_name"],
        status=STATUSES[row["status"]],
        order=order_shown(row) if row["order_id"] else None,
        operator=_operator(row) if row["worker"] else None,
        bundle=BundleShown(
            id=row["bundle_id"],
            size_code=row["size"],
            qty=row["pieces"] if row["pieces_now"] is None else row["pieces_now"],
            qr_code=row["qr_code"] or row["code"],
        ),
        routing_step=RoutingStep(
            id=row["operation_id"],
            step_name=row["operation_name"],
            estimated_hours=float(row["standard_minutes"] * row["pieces"] / 60),
        ),
        qty_good=row["units_completed"],
        qty_reject=int(row["lost"]),
        earned_minutes=float(row["earned_minutes"]),
        actual_minutes=_float(row["actual_minutes"]),
        efficiency_pct=_float(row["efficiency"]),
        piece_rate_pay=float(row["pay"]),
        started_at=row["started_at"],
        ended_at=row["completed_at"],
        created_at=row["created_at"],
        updated_at=row["completed_at"] or row["started_at"] or row["created_at"],
    )


def _operator(row: RowMapping) -> Operator:
    return Operator(
        id=row["worker"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        employee_number=row["employee_number"],
    )


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
