"""The tables of the kiosk's own file. What the server told and what was done here stand apart; what is shown is the
fold of both.

Rows that came over the wire, or will go over it, keep their JSON in `body`; the columns beside it are those that are
looked up by. `seal` is a checksum of the body, so that a flipped bit is found at the next start and never sent on.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import CheckConstraint, Dialect, ForeignKey, Index, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from kiosk.floor.ids import BundleId, WorkerId

REVISION = "0003"
"""The newest revision in `migrations/store`. Revisions are numbered, so that a later one is known by its number."""

APPLICATION_ID = 0x46_4B_4F_31
"""In the header of every file of ours ('FKO1'): another program's file is told at once."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def ticks(moment: datetime) -> int:
    """Whole microseconds since 1970, UTC. Raises ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be kept")
    return (moment - _EPOCH) // _TICK


class UtcTime(TypeDecorator[datetime]):
    """An aware moment, kept as whole microseconds and given back in UTC."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - the base's signature
        return None if value is None else ticks(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base's signature
        return None if value is None else _EPOCH + value * _TICK


class Table(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map = {str: Text, BundleId: Text, WorkerId: Text, datetime: UtcTime}  # noqa: RUF012 - read once, by the base class


_STRICT = {"sqlite_strict": True}
_BY_TEXT = {"sqlite_strict": True, "sqlite_with_rowid": False}
"""One tree instead of two where the key is a text."""


class Told(Table):
    """A row of the server's, with its own id."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
    body: Mapped[str] = mapped_column(sort_order=1)
    seal: Mapped[str] = mapped_column(sort_order=2)


class Workspace(Told):
    __tablename__ = "workspace"
    __table_args__ = _BY_TEXT


class Line(Told):
    __tablename__ = "lines"
    __table_args__ = _BY_TEXT


class Station(Told):
    __tablename__ = "stations"
    __table_args__ = _BY_TEXT


class Worker(Told):
    __tablename__ = "workers"
    __table_args__ = _BY_TEXT

    badge: Mapped[str] = mapped_column(index=True)
    number: Mapped[str] = mapped_column(index=True)


class Pin(Told):
    """The argon2 hash of a worker's PIN; `id` is the worker's."""

    __tablename__ = "pins"
    __table_args__ = _BY_TEXT


class PinTries(Table):
    """Wrong PINs in a row at this kiosk. `pin` is the seal of the hash they were tried on: a new PIN begins anew."""

    __tablename__ = "pin_tries"
    __table_args__ = (CheckConstraint("wrong >= 0", "wrong"), _BY_TEXT)

    worker: Mapped[WorkerId] = mapped_column(primary_key=True)
    pin: Mapped[str]
    wrong: Mapped[int]
    last_at: Mapped[datetime]


class Operation(Told):
    """`product` is `route.product_key` of its product type."""

    __tablename__ = "operations"
    __table_args__ = _BY_TEXT

    product: Mapped[str] = mapped_column(index=True)


class Bundle(Told):
    """`gone_at`: since when it is out of this kiosk's reach, or closed."""

    __tablename__ = "bundles"
    __table_args__ = _BY_TEXT

    code: Mapped[str] = mapped_column(index=True)
    qr_code: Mapped[str | None] = mapped_column(index=True)
    gone_at: Mapped[datetime | None] = mapped_column(index=True)


class Lay(Told):
    """A lay that is cut at this kiosk's tables; `body` is its sheet without the facts."""

    __tablename__ = "lays"
    __table_args__ = _BY_TEXT


class ConfirmedFact(Told):
    """A fact that the server holds. `subject`: what it is about, as `str(Subject)`; so too below."""

    __tablename__ = "confirmed_facts"
    __table_args__ = (Index(None, "worker", "at"), _BY_TEXT)

    device: Mapped[str]
    number: Mapped[int]
    subject: Mapped[str] = mapped_column(index=True)
    worker: Mapped[WorkerId | None]
    at: Mapped[datetime] = mapped_column(index=True)


class OwnFact(Table):
    """A fact made here. It stays until the server's copy of it came down, so that nothing shown ever flickers.

    `body` and `seal` stand last and side by side: so they lie in the file's bytes, and salvage finds them there.
    """

    __tablename__ = "own_facts"
    __table_args__ = _STRICT

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    device: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    worker: Mapped[WorkerId | None]
    at: Mapped[datetime] = mapped_column(index=True)
    body: Mapped[str]
    seal: Mapped[str]


class Waiting(Table):
    """An own fact that the server has not taken yet. `tries`: sent, and neither taken nor refused; `failures`: the
    server broke on it alone. `reason` is why it was set aside.
    """

    __tablename__ = "outbox"
    __table_args__ = (CheckConstraint("state IN ('waiting', 'set_aside')", "state"), _STRICT)

    number: Mapped[int] = mapped_column(ForeignKey(OwnFact.number), primary_key=True)
    state: Mapped[str]
    tries: Mapped[int]
    failures: Mapped[int]
    reason: Mapped[str | None]


class RunOperation(Table):
    """How far a bundle is, by all facts known here: the rows of every run that has begun."""

    __tablename__ = "run_operations"
    __table_args__ = (CheckConstraint("units >= 0", "units"), _BY_TEXT)

    bundle: Mapped[BundleId] = mapped_column(primary_key=True)
    operation: Mapped[str] = mapped_column(primary_key=True)
    units: Mapped[int]
    status: Mapped[str]
    last_at: Mapped[datetime | None]


class Kiosk(Table):
    """The one row about this file: how far the mirror is, the last running number and which device wrote it."""

    __tablename__ = "kiosk"
    __table_args__ = (CheckConstraint("id = 1", "one_row"), _STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[str]
    cursor: Mapped[str]
    last_number: Mapped[int]
    device: Mapped[str | None]
