"""Where work is done: lines, stations, machines, and the kiosks that stand there."""

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.server.tables.base import Base, Big, Id, Moment, Now, Row, Synced, to, to_workspace


class ProductionLine(Row, Synced, Base):
    __tablename__ = "production_lines"
    __table_args__ = (
        to_workspace(),
        UniqueConstraint("workspace_id", "name"),
        Index(None, "workspace_id", "tx", "id"),
    )

    name: Mapped[str]
    is_active: Mapped[bool] = mapped_column(server_default="true")
    created_at: Mapped[Now]


class WorkStation(Row, Synced, Base):
    """`operations`: ids of what is sewn there, empty for anything. `starts`: work is scanned at its beginning too."""

    __tablename__ = "work_stations"
    __table_args__ = (
        to_workspace(),
        to("production_lines", "line_id"),
        Index(None, "workspace_id", "tx", "id"),
        Index(None, "workspace_id", "line_id"),
    )

    name: Mapped[str]
    department: Mapped[str]
    line_id: Mapped[Id | None]
    operations: Mapped[list[str]] = mapped_column(JSONB, server_default="[]")
    starts: Mapped[bool] = mapped_column(server_default="false")
    is_active: Mapped[bool] = mapped_column(server_default="true")
    created_at: Mapped[Now]


class Machine(Row, Base):
    __tablename__ = "machines"
    __table_args__ = (to("work_stations", "station_id"), UniqueConstraint("workspace_id", "name"))

    name: Mapped[str]
    machine_type: Mapped[str]
    station_id: Mapped[Id | None]
    is_active: Mapped[bool] = mapped_column(server_default="true")


class Device(Row, Base):
    """A kiosk. Of its token only the hash is kept."""

    __tablename__ = "devices"
    __table_args__ = (
        to("work_stations", "station_id"),
        UniqueConstraint("workspace_id", "token_hash"),
        Index("ix_devices_token_hash", "token_hash"),
    )

    name: Mapped[str]
    station_id: Mapped[Id]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    paired_at: Mapped[Moment]
    revoked_at: Mapped[Moment | None]
    last_seen_at: Mapped[Moment | None]
    version: Mapped[str | None]
    last_number: Mapped[Big] = mapped_column(server_default="0")


class PairingCode(Row, Base):
    """Shown to an admin once, good for one kiosk and a few minutes; only its hash is kept."""

    __tablename__ = "pairing_codes"
    __table_args__ = (
        to("work_stations", "station_id"),
        to("users", "created_by"),
        Index("ix_pairing_codes_code_hash", "code_hash"),
    )

    code_hash: Mapped[bytes] = mapped_column(LargeBinary)
    station_id: Mapped[Id]
    created_by: Mapped[Id]
    created_at: Mapped[Now]
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]
