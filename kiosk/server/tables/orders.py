"""What is made: orders, lays of fabric, bundles and their history."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Index, Numeric, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.server.tables.base import Base, Id, Moment, Now, Rate, Row, Synced, to, to_workspace


class Order(Row, Base):
    """`road`: the departments that its bundles pass."""

    __tablename__ = "orders"
    __table_args__ = (to_workspace(), UniqueConstraint("workspace_id", "order_number"))

    order_number: Mapped[str]
    client: Mapped[str]
    product_type: Mapped[str]
    pieces: Mapped[int]
    due: Mapped[date | None]
    road: Mapped[list[str]] = mapped_column(JSONB)
    status: Mapped[str] = mapped_column(server_default="OPEN")
    created_at: Mapped[Now]


class Lay(Row, Synced, Base):
    """Stacked fabric to be cut. `sizes`: `[{"size", "per_ply"}, …]` in the order of the marker. `per_bundle`: pieces in
    a bundle at most. `cut_plies` is folded from the facts; its bundles are tied by them too.
    """

    __tablename__ = "lays"
    __table_args__ = (
        to("orders", "order_id"),
        to("production_lines", "line_id"),
        Index(None, "workspace_id", "order_id"),
        Index(None, "workspace_id", "tx", "id"),
    )

    order_id: Mapped[Id]
    marker_name: Mapped[str | None]
    plies: Mapped[int]
    colour: Mapped[str] = mapped_column(server_default="")
    sizes: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]")
    fabric_kg: Mapped[Decimal | None] = mapped_column(Numeric(16, 4))
    ply_smv_min: Mapped[Rate | None]
    piece_smv_min: Mapped[Rate | None]
    line_id: Mapped[Id | None]
    per_bundle: Mapped[int] = mapped_column(server_default="20")
    cut_plies: Mapped[int] = mapped_column(server_default="0")
    created_at: Mapped[Now]


class Bundle(Row, Synced, Base):
    """`cut_run_id`: the run that it was tied of, none where it came otherwise. `code` is printed on our ticket,
    `qr_code` on an ERP's. `base_status` is where it stood before any fact, with `pieces` in it; `status`, `location` (a
    station), `place` (in words) and `pieces_now` are folded from the facts.
    """

    __tablename__ = "bundles"
    __table_args__ = (
        to("orders", "order_id"),
        to("lays", "lay_id"),
        to("production_lines", "line_id"),
        UniqueConstraint("workspace_id", "code"),
        UniqueConstraint("workspace_id", "qr_code"),
        Index(None, "workspace_id", "tx", "id"),
        Index(
            "ix_bundles_open", "workspace_id", "line_id", postgresql_where=text("status NOT IN ('DONE', 'REJECTED')")
        ),
    )

    code: Mapped[str]
    qr_code: Mapped[str | None]
    order_id: Mapped[Id | None]
    lay_id: Mapped[Id | None]
    cut_run_id: Mapped[Id | None]
    product_type: Mapped[str]
    size: Mapped[str] = mapped_column(server_default="")
    colour: Mapped[str] = mapped_column(server_default="")
    pieces: Mapped[int]
    line_id: Mapped[Id | None]
    base_status: Mapped[str] = mapped_column(server_default="CREATED")
    status: Mapped[str] = mapped_column(server_default="CREATED")
    location: Mapped[Id | None]
    place: Mapped[str | None]
    pieces_now: Mapped[int | None]
    created_at: Mapped[Now]


class BundleStatusHistory(Row, Base):
    """Folded from the facts, a partition for each month. `at` is the kiosk's clock, `received_at` the server's.

    `changed_by` is a user, `employee_id` whoever showed a badge: most changes have the second only. Neither
    is a reference, because a fact may name anybody; a trigger keeps whoever a fact names from being deleted.
    """

    __tablename__ = "bundle_status_history"
    __table_args__ = (
        to("bundles", "bundle_id"),
        Index(None, "workspace_id", "bundle_id"),
        Index(None, "workspace_id", "created_at"),
        Index(None, "workspace_id", "to_status"),
        {"postgresql_partition_by": "RANGE (at)"},
    )

    at: Mapped[Moment] = mapped_column(primary_key=True)
    bundle_id: Mapped[Id]
    fact_id: Mapped[Id]
    from_status: Mapped[str | None]
    to_status: Mapped[str]
    from_location: Mapped[Id | None]
    to_location: Mapped[Id | None]
    from_place: Mapped[str | None]
    to_place: Mapped[str | None]
    changed_by: Mapped[Id | None]
    employee_id: Mapped[Id | None]
    change_reason: Mapped[str | None]
    scanned_at: Mapped[Moment | None]
    scanner_device: Mapped[str | None]
    source: Mapped[str]
    received_at: Mapped[Moment]
    created_at: Mapped[Now]
