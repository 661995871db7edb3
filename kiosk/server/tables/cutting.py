"""Cutting runs: who cut which lay, how much, how well. Folded from the facts of the lay."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Index, Numeric, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.server.tables.base import Base, Big, Id, Moment, Now, Percent, Row, to

Wide = Numeric(28, 4)
"""Whatever somebody tells fits: it is judged by a flag, not by the width of a column."""


class CuttingRun(Row, Base):
    """`cutter_id` is whoever began it, None where no badge was shown; like everybody whom a fact names it is no
    reference. `helpers`: their ids. `flags`: `[{"fact", "kind", "at", "amount"}, …]`.
    """

    __tablename__ = "cutting_runs"
    __table_args__ = (
        to("lays", "lay_id"),
        to("machines", "machine_id"),
        UniqueConstraint("workspace_id", "run_number"),
        Index(None, "workspace_id", "lay_id"),
        Index(None, "workspace_id", "cutter_id"),
        Index(None, "workspace_id", "status"),
        Index(None, "workspace_id", "start_time"),
    )

    lay_id: Mapped[Id]
    run_number: Mapped[str]
    cutter_id: Mapped[Id | None]
    helpers: Mapped[list[str]] = mapped_column(JSONB, server_default="[]")
    machine_id: Mapped[Id | None]
    start_time: Mapped[Moment]
    end_time: Mapped[Moment | None]
    duration_minutes: Mapped[Big | None]
    plies_cut: Mapped[Big]
    units_cut: Mapped[Big]
    defective_units: Mapped[Big] = mapped_column(server_default="0")
    standard_minutes: Mapped[Decimal | None] = mapped_column(Wide)
    actual_minutes: Mapped[Decimal | None] = mapped_column(Wide)
    efficiency: Mapped[Percent | None]
    fabric_used_kg: Mapped[Decimal | None] = mapped_column(Wide)
    wastage_kg: Mapped[Decimal | None] = mapped_column(Wide)
    wastage_percent: Mapped[Percent | None]
    status: Mapped[str] = mapped_column(server_default="IN_PROGRESS")
    notes: Mapped[str | None]
    flags: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]")
    created_at: Mapped[Now]
    updated_at: Mapped[Now]
