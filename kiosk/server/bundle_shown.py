"""A bundle, its progress and its history in the shapes that the existing front end reads."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Connection, RowMapping, Select, select

from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t


class Brand(BaseModel):
    name: str
    code: str


class LineItem(BaseModel):
    description: str
    garment_type: str


class OrderShown(BaseModel):
    id: str
    order_number: str
    brand: Brand
    line_items: list[LineItem]


class LayShown(BaseModel):
    id: str
    marker_name: str | None


class Bundle(BaseModel):
    """`qty` are the pieces in it by now. `qr_code` is what a scanner reads: an ERP's text, else our ticket's code."""

    id: str
    code: str
    qr_code: str
    order_id: str | None
    size_code: str
    colour: str
    product_type: str
    qty: int
    status: str
    location: str | None
    place: str | None
    order: OrderShown | None
    lay: LayShown | None
    created_at: datetime


class Progress(BaseModel):
    operation_id: str
    operation_name: str
    status: str
    units_completed: int
    completed_at: datetime | None


class Change(BaseModel):
    """`at` is the kiosk's clock, `received_at` the server's."""

    id: str
    from_status: str | None
    to_status: str
    from_location: str | None
    to_location: str | None
    from_place: str | None
    to_place: str | None
    changed_by: str | None
    employee_id: str | None
    employee_name: str | None
    change_reason: str | None
    scanned_at: datetime | None
    scanner_device: str | None
    source: str
    received_at: datetime


BUNDLES_SHOWN: Select[*tuple[Any, ...]] = (
    select(
        t.Bundle.id,
        t.Bundle.code,
        t.Bundle.qr_code,
        t.Bundle.order_id,
        t.Bundle.size,
        t.Bundle.colour,
        t.Bundle.product_type,
        t.Bundle.pieces,
        t.Bundle.pieces_now,
        t.Bundle.status,
        t.Bundle.location,
        t.Bundle.place,
        t.Bundle.created_at,
        t.Bundle.lay_id,
        t.Lay.marker_name,
        t.Order.order_number,
        t.Order.client,
        t.Order.road,
    )
    .outerjoin(t.Order, (t.Order.workspace_id == t.Bundle.workspace_id) & (t.Order.id == t.Bundle.order_id))
    .outerjoin(t.Lay, (t.Lay.workspace_id == t.Bundle.workspace_id) & (t.Lay.id == t.Bundle.lay_id))
)
"""All that `shown` reads."""


def shown(row: RowMapping) -> Bundle:
    return Bundle(
        id=row["id"],
        code=row["code"],
        qr_code=row["qr_code"] or row["code"],
        order_id=row["order_id"],
        size_code=row["size"],
        colour=row["colour"],
        product_type=row["product_type"],
        qty=row["pieces"] if row["pieces_now"] is None else row["pieces_now"],
        status=row["status"],
        location=row["location"],
        place=row["place"],
        order=order_shown(row) if row["order_id"] else None,
        lay=LayShown(id=row["lay_id"], marker_name=row["marker_name"]) if row["lay_id"] else None,
        created_at=row["created_at"],
    )


def order_shown(row: RowMapping) -> OrderShown:
    """Of a row with `order_id`, `order_number`, `client` and `product_type`."""
    item = LineItem(description=row["product_type"], garment_type=row["product_type"])
    return OrderShown(
        id=row["order_id"], order_number=row["order_number"], brand=brand(row["client"]), line_items=[item]
    )


def brand(client: str) -> Brand:
    """An order here knows its client alone."""
    return Brand(name=client, code="".join(word[0] for word in client.split()).upper()[:4])


def progress_of(connection: Connection, workspace: WorkspaceId, bundle: str) -> list[Progress]:
    """Of its latest run, in sequence; empty before any work."""
    done, run, op = t.SewingRunOperation, t.SewingRun, t.SewingOperation
    query = (
        select(done.operation_id, op.name, done.status, done.units_completed, done.completed_at)
        .join(run, (run.workspace_id == done.workspace_id) & (run.id == done.sewing_run_id))
        .join(op, (op.workspace_id == done.workspace_id) & (op.id == done.operation_id))
        .where(done.workspace_id == workspace, done.bundle_id == bundle)
        .order_by(run.run_number.desc(), op.sequence_number, op.id)
    )
    return [
        Progress(operation_id=id_, operation_name=name, status=status, units_completed=units, completed_at=at)
        for id_, name, status, units, at in connection.execute(query)
    ]


def changes_of(workspace: WorkspaceId, bundle: str) -> Select[*tuple[Any, ...]]:
    history, worker = t.BundleStatusHistory, t.Employee
    own = [getattr(history, name) for name in Change.model_fields if name != "employee_name"]
    name = (worker.first_name + " " + worker.last_name).label("employee_name")
    return (
        select(*own, name)
        .outerjoin(worker, (worker.workspace_id == history.workspace_id) & (worker.id == history.employee_id))
        .where(history.workspace_id == workspace, history.bundle_id == bundle)
    )


def change_of(row: RowMapping) -> Change:
    return Change(**{name: row[name] for name in Change.model_fields})
