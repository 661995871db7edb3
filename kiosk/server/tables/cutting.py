"""Cutting runs: who cut which lay, how much, how well."""

from decimal import Decimal

from sqlalchemy import Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.server.tables.base import Base, Id, Moment, Now, Percent, Row, to


class CuttingRun(Row, Base):
    __tablename__ = "cutting_runs"
    __table_args__ = (
        to("lays", "lay_id"),
        to("employees", "cutter_id"),
        to("machines", "machine_id"),
        UniqueConstraint("workspace_id", "run_number"),
        Index(None, "workspace_id", "lay_id"),
        Index(None, "workspace_id", "cutter_id"),
        Index(None, "workspace_id", "status"),
        Index(None, "workspace_id", "start_time"),
    )

    lay_id: Mapped[Id]
    run_number: Mapped[str]
    cutter_id: Mapped[Id]
    machine_id: Mapped[Id | None]
    start_time: Mapped[Moment]
    end_time: Mapped[Moment | None]
    duration_minutes: Mapped[int | None]
    plies_cut: Mapped[int]
    units_cut: Mapped[int]
    defective_units: Mapped[int] = mapped_column(server_default="0")
    standard_minutes: Mapped[Decimal | None] = mapped_column(Numeric(12, 4))
    actual_minutes: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    efficiency: Mapped[Percent | None]
    fabric_used_kg: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    wastage_kg: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    wastage_percent: Mapped[Percent | None]
    status: Mapped[str] = mapped_column(server_default="IN_PROGRESS")
    notes: Mapped[str | None]
    created_at: Mapped[Now]
    updated_at: Mapped[Now]
