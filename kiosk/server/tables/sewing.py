"""Sewing: what the operations are, and how far each bundle's run has come. The runs are folded from the facts."""

from decimal import Decimal

from sqlalchemy import Index, Numeric, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.server.tables.base import Base, Big, Id, Minutes, Moment, Now, Percent, Rate, Row, Synced, to, to_workspace


class SewingOperation(Row, Synced, Base):
    """`standard_minutes` and `piece_rate` are those in force now; their history is `SewingOperationStandard`.

    `depends_on` and `defect_codes` are lists of ids. A retired operation stays, and its name is free again.
    """

    __tablename__ = "sewing_operations"
    __table_args__ = (
        to_workspace(),
        to("users", "created_by"),
        UniqueConstraint("workspace_id", "product_type", "name", "retired_at", postgresql_nulls_not_distinct=True),
        Index(None, "workspace_id", "product_type"),
        Index(None, "workspace_id", "is_active"),
        Index(None, "workspace_id", "sequence_number"),
        Index(None, "workspace_id", "tx", "id"),
    )

    product_type: Mapped[str]
    name: Mapped[str]
    description: Mapped[str | None]
    sequence_number: Mapped[int]
    standard_minutes: Mapped[Rate]
    piece_rate: Mapped[Rate | None]
    machine_type: Mapped[str | None]
    skill_level: Mapped[str] = mapped_column(server_default="INTERMEDIATE")
    depends_on: Mapped[list[str]] = mapped_column(JSONB, server_default="[]")
    has_qc_checkpoint: Mapped[bool] = mapped_column(server_default="false")
    defect_codes: Mapped[list[str]] = mapped_column(JSONB, server_default="[]")
    is_active: Mapped[bool] = mapped_column(server_default="true")
    retired_at: Mapped[Moment | None]
    created_at: Mapped[Now]
    updated_at: Mapped[Now]
    created_by: Mapped[Id]


class SewingOperationStandard(Row, Base):
    """Standard minutes and rate from a day on, with who set them and why. Never overwritten: wages were paid by it."""

    __tablename__ = "sewing_operation_standards"
    __table_args__ = (
        to("sewing_operations", "operation_id"),
        to("users", "created_by"),
        UniqueConstraint("workspace_id", "operation_id", "valid_from"),
    )

    operation_id: Mapped[Id]
    valid_from: Mapped[Moment]
    standard_minutes: Mapped[Rate]
    piece_rate: Mapped[Rate | None]
    reason: Mapped[str]
    created_by: Mapped[Id]
    created_at: Mapped[Now]


class SewingRun(Row, Base):
    """One bundle's way through sewing; `run_number` 1 is the first, later ones are rework."""

    __tablename__ = "sewing_runs"
    __table_args__ = (
        to("bundles", "bundle_id"),
        to("orders", "order_id"),
        UniqueConstraint("workspace_id", "bundle_id", "run_number"),
        Index(None, "workspace_id", "status"),
        Index(None, "workspace_id", "created_at"),
    )

    order_id: Mapped[Id | None]
    bundle_id: Mapped[Id]
    run_number: Mapped[int]
    product_type: Mapped[str | None]
    total_operations: Mapped[int] = mapped_column(server_default="0")
    completed_ops: Mapped[int] = mapped_column(server_default="0")
    average_efficiency: Mapped[Percent | None]
    status: Mapped[str]
    started_at: Mapped[Moment | None]
    completed_at: Mapped[Moment | None]
    created_at: Mapped[Now]


class SewingRunOperation(Row, Base):
    """One operation of a run. `worked_ms` is exact; `actual_minutes` is the same to two places, for showing."""

    __tablename__ = "sewing_run_operations"
    __table_args__ = (
        to("sewing_runs", "sewing_run_id"),
        to("sewing_operations", "operation_id"),
        to("machines", "machine_id"),
        UniqueConstraint("workspace_id", "sewing_run_id", "operation_id"),
        Index(None, "workspace_id", "operation_id"),
        Index(None, "workspace_id", "operator_id"),
        Index(None, "workspace_id", "completed_at"),
        Index(None, "workspace_id", "status"),
    )

    sewing_run_id: Mapped[Id]
    bundle_id: Mapped[Id]
    operation_id: Mapped[Id]
    operator_id: Mapped[Id | None]
    machine_id: Mapped[Id | None]
    units_completed: Mapped[int] = mapped_column(server_default="0")
    actual_minutes: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    worked_ms: Mapped[Big] = mapped_column(server_default="0")
    earned_minutes: Mapped[Minutes] = mapped_column(server_default="0")
    efficiency: Mapped[Percent | None]
    defects_found: Mapped[int] = mapped_column(server_default="0")
    rework_units: Mapped[int] = mapped_column(server_default="0")
    status: Mapped[str] = mapped_column(server_default="PENDING")
    started_at: Mapped[Moment | None]
    completed_at: Mapped[Moment | None]
