"""Numbers made ready: cached dashboards and the metrics of a production date and shift."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Index, Numeric, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.server.tables.base import Base, Moment, Now, Percent, Row, to_workspace


class DashboardCache(Row, Base):
    __tablename__ = "dashboard_caches"
    __table_args__ = (
        to_workspace(),
        UniqueConstraint("workspace_id", "cache_key"),
        Index(None, "workspace_id", "expires_at"),
    )

    cache_key: Mapped[str]
    cache_data: Mapped[object] = mapped_column(JSONB)
    expires_at: Mapped[Moment]
    created_at: Mapped[Now]


class ProductionMetrics(Row, Base):
    """`date` is the production date: a night shift belongs to the date it began. No shift: the whole date."""

    __tablename__ = "production_metrics"
    __table_args__ = (
        to_workspace(),
        UniqueConstraint("workspace_id", "date", "shift", postgresql_nulls_not_distinct=True),
    )

    date: Mapped[date]
    shift: Mapped[str | None]
    cutting_efficiency: Mapped[Percent | None]
    printing_efficiency: Mapped[Percent | None]
    sewing_efficiency: Mapped[Percent | None]
    overall_efficiency: Mapped[Percent]
    units_cut: Mapped[int] = mapped_column(server_default="0")
    units_printed: Mapped[int] = mapped_column(server_default="0")
    units_sewn: Mapped[int] = mapped_column(server_default="0")
    units_completed: Mapped[int] = mapped_column(server_default="0")
    qc_pass_rate: Mapped[Percent | None]
    defect_rate: Mapped[Percent | None]
    rework_rate: Mapped[Percent | None]
    employees_present: Mapped[int] = mapped_column(server_default="0")
    overtime_hours: Mapped[Decimal | None] = mapped_column(Numeric(8, 2))
    revenue_generated: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    created_at: Mapped[Now]
    updated_at: Mapped[Now]
