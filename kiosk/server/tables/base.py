"""What every central table has in common: names by convention, the tenant in every key, aware moments, opaque ids."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from sqlalchemy import BigInteger, DateTime, Dialect, ForeignKeyConstraint, MetaData, Numeric, Table, Text, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, UserDefinedType

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class _Xid8(UserDefinedType[str]):
    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "xid8"


ischema_names["xid8"] = _Xid8  # what SQLAlchemy takes it for when it reads a database's own tables


class UtcTime(TypeDecorator[datetime]):
    """An aware moment. A naive one is a bug and raises ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a stored moment has a time zone")
        return value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value is not None else None


class TransactionId(TypeDecorator[int]):
    """Postgres' `xid8`: the id of the transaction that last wrote a row, which never wraps round."""

    impl = _Xid8
    cache_ok = True

    def process_bind_param(self, value: int | None, _dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> int | None:
        return None if value is None else int(value)


Id = Annotated[str, mapped_column(Text(collation="C"))]
"""Opaque text, compared byte by byte."""

Rate = Annotated[Decimal, mapped_column(Numeric(12, 4))]
"""Money or standard minutes to four places: a rate of 0.125 is a real one."""

Minutes = Annotated[Decimal, mapped_column(Numeric(16, 4))]
Percent = Annotated[Decimal, mapped_column(Numeric(18, 2))]
"""Wide enough for whatever the clocks say: twenty pieces in a millisecond are some hundred million percent, and a row
that does not fit would hold up the whole batch it came with.
"""

Json = Annotated[dict[str, Any], mapped_column(JSONB)]
Names = Annotated[list[str], mapped_column(JSONB)]
Moment = Annotated[datetime, mapped_column(UtcTime)]
Now = Annotated[datetime, mapped_column(UtcTime, server_default=func.now())]
Big = Annotated[int, mapped_column(BigInteger)]


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text}

    @classmethod
    def sheet(cls) -> Table:
        """The table itself, for statements over many rows."""
        return cls.metadata.tables[cls.__tablename__]


class Tenant:
    """Every row belongs to a workspace, and every key begins with it: so tables can be spread by it."""

    workspace_id: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True, sort_order=-2)


class Row(Tenant):
    id: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True, sort_order=-1)


class Synced:
    """Rows that kiosks mirror. A trigger renews `tx` at every update; `changes.py` says why not a sequence."""

    tx: Mapped[int] = mapped_column(TransactionId, server_default=text("pg_current_xact_id()"))


def to(table: str, *columns: str) -> ForeignKeyConstraint:
    """A reference within the workspace. Nothing is ever deleted beneath another row: history outlives its people."""
    return ForeignKeyConstraint(
        ["workspace_id", *columns], [f"{table}.workspace_id", f"{table}.id"], ondelete="RESTRICT"
    )


def to_workspace() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace_id"], ["workspaces.workspace_id"], ondelete="RESTRICT")
