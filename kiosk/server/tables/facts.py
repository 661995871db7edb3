"""The facts as they came, and what stands beside them: those set aside, flags, calls, and the sums of the boards."""

from datetime import date
from typing import Any

from sqlalchemy import Index, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.server.tables.base import Base, Big, Id, Json, Minutes, Moment, Row, Synced, Tenant, to, to_workspace


class Fact(Tenant, Base):
    """Append-only: a trigger refuses changes. Its id is a UUIDv7, whose first bits are time, so that months are ranges
    of ids and an id stays unique over all of them. It points at nothing by constraint: whatever the floor says is kept.
    `subject` is what it is about, as `str(floor.facts.Subject)`: the key of its fold.
    """

    __tablename__ = "facts"
    __table_args__ = (
        Index(None, "workspace_id", "subject"),
        Index(None, "workspace_id", "employee_id", "at"),
        Index(None, "workspace_id", "device_id", "number"),
        Index(None, "workspace_id", "user_id", postgresql_where=text("user_id IS NOT NULL")),
        Index(None, "received_at", postgresql_using="brin"),
        {"postgresql_partition_by": "RANGE (id)"},
    )

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True, sort_order=-1)
    kind: Mapped[str]
    device_id: Mapped[Id]
    number: Mapped[Big]
    station_id: Mapped[Id | None]
    user_id: Mapped[Id | None]
    employee_id: Mapped[Id | None]
    subject: Mapped[Id]
    at: Mapped[Moment]
    uptime_ms: Mapped[Big]
    received_at: Mapped[Moment]
    body: Mapped[Json]


class FactSetAside(Row, Base):
    """What no kiosk of ours can have made, or an id used twice; kept in sight with its reason."""

    __tablename__ = "facts_set_aside"
    __table_args__ = (to_workspace(), Index(None, "workspace_id", "received_at"))

    fact_id: Mapped[str] = mapped_column(Text)
    device_id: Mapped[Id]
    received_at: Mapped[Moment]
    reason: Mapped[str]
    body: Mapped[Json | None]


class Flag(Row, Base):
    """A fact that breaks a rule, until a supervisor settles it: `is_accepted` says how, `settled_fact` by which fact.
    `bundle_id` may be one that nobody told us of, and `pieces` is what the fact claims, however mad.
    """

    __tablename__ = "flags"
    __table_args__ = (
        to_workspace(),
        Index(None, "workspace_id", "at", "id", postgresql_where=text("settled_at IS NULL")),
        Index(None, "workspace_id", "bundle_id"),
    )

    fact_id: Mapped[Id]
    kind: Mapped[str]
    at: Mapped[Moment]
    pieces: Mapped[Big] = mapped_column(server_default="0")
    bundle_id: Mapped[Id | None]
    settled_at: Mapped[Moment | None]
    settled_by: Mapped[Id | None]
    settled_by_employee: Mapped[Id | None]
    is_accepted: Mapped[bool | None]
    settle_reason: Mapped[str | None]


class Inspection(Row, Base):
    """One look of an inspector at a bundle; `id` is its fact's. `operation_id`: the checkpoint, none at the
    department's own. `defects`: `[{"code", "count", "pieces", "rejected", "operation"}, …]`. `open_pieces` are still to
    be mended.
    """

    __tablename__ = "inspections"
    __table_args__ = (
        to("bundles", "bundle_id"),
        Index(None, "workspace_id", "at"),
        Index(None, "workspace_id", "bundle_id"),
    )

    bundle_id: Mapped[Id]
    operation_id: Mapped[Id | None]
    employee_id: Mapped[Id | None]
    station_id: Mapped[Id | None]
    line_id: Mapped[Id | None]
    at: Mapped[Moment]
    checked: Mapped[int]
    defective: Mapped[int]
    rejected: Mapped[int]
    open_pieces: Mapped[int]
    is_sample: Mapped[bool]
    defects: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)


class Call(Row, Base):
    """A station asks for help; `id` is the fact's that raised it. It points at nothing by constraint, like a fact."""

    __tablename__ = "calls"
    __table_args__ = (
        to_workspace(),
        Index(None, "workspace_id", "raised_at", postgresql_where=text("answered_at IS NULL")),
    )

    station_id: Mapped[Id | None]
    line_id: Mapped[Id | None]
    kind: Mapped[str]
    note: Mapped[str]
    raised_at: Mapped[Moment]
    raised_by: Mapped[Id | None]
    answered_at: Mapped[Moment | None]
    answered_by: Mapped[Id | None]


class Subject(Row, Synced, Base):
    """A person or a call that facts are about, touched whenever one comes in, so that the kiosks of the line fetch
    them; and a bundle that is none after all, so that they let go of it. `id` is the facts' `subject`; `received_at`
    when the last of them came.
    """

    __tablename__ = "subjects"
    __table_args__ = (to_workspace(), Index(None, "workspace_id", "tx", "id"))

    line_id: Mapped[Id | None]
    received_at: Mapped[Moment]


class StationState(Tenant, Base):
    """The latest fact of a station, and who sits there by it."""

    __tablename__ = "station_states"
    __table_args__ = (to_workspace(),)

    station_id: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    at: Mapped[Moment]
    fact_id: Mapped[Id]
    employee_id: Mapped[Id | None]
    bundle_id: Mapped[Id | None]


class HourTally(Tenant, Base):
    """The rollup: `floor.tally.Tally` by `floor.tally.Slot`, with '' for no line and no station."""

    __tablename__ = "hour_tallies"
    __table_args__ = (to_workspace(),)

    day: Mapped[date] = mapped_column(primary_key=True)
    shift: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    hour: Mapped[Moment] = mapped_column(primary_key=True)
    line_id: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    station_id: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    operation_id: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    pieces: Mapped[Big]
    garments: Mapped[Big]
    earned_min: Mapped[Minutes]
    timed_earned_min: Mapped[Minutes]
    worked_ms: Mapped[Big]
    scans: Mapped[Big]
    offline: Mapped[Big]
    by_hand: Mapped[Big]
    confirmed: Mapped[Big]


class QueueTally(Tenant, Base):
    """Work that waits before an operation of a line."""

    __tablename__ = "queue_tallies"
    __table_args__ = (to_workspace(),)

    line_id: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    operation_id: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    pieces: Mapped[Big]
    minutes: Mapped[Minutes]
