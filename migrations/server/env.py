"""Runs the central database's history. A migration that cannot get its lock gives up instead of stopping the floor."""

from typing import Any, Literal

from alembic import context
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, event

from kiosk.server.tables import Base
from kiosk.server.tables.base import TransactionId, UtcTime


def plain(kind: str, thing: object, _context: object) -> str | Literal[False]:
    """Types of ours are written as the database's own, so that an old migration needs no code of today."""
    if kind == "type" and isinstance(thing, UtcTime):
        return "sa.DateTime(timezone=True)"
    return "xid8()" if kind == "type" and isinstance(thing, TransactionId) else False


def is_ours(_thing: object, name: str | None, kind: str, *_: object) -> bool:
    """Partitions come and go by `make_month` and by retention; the history of the tables does not speak of them."""
    return kind != "table" or (name or "").partition("_y")[0] == name


def say_who_fits(ctx: MigrationContext, heads: tuple[str, ...], **_: Any) -> None:
    """The oldest server that works with these tables, in the revision's own transaction: see `schema.standing`."""
    applied = [one for head in heads for one in context.script.iterate_revisions(head, "base")]
    oldest = max((getattr(one.module, "oldest_server", one.revision) for one in applied), default="")
    if ctx.connection is not None:
        ctx.connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS 'oldest server: {oldest}'")


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transaction_per_migration=True,
        render_item=plain,
        include_object=is_ours,
        on_version_apply=say_who_fits,
    )
    with context.begin_transaction():
        context.run_migrations()


def lose_patience(connection: Connection) -> None:
    """Each revision is a transaction of its own, and forgets what was set in the one before."""
    connection.exec_driver_sql("SET LOCAL lock_timeout = '2s'")


engine: Engine = context.config.attributes["engine"]
with engine.connect() as connection:
    event.listen(connection, "begin", lose_patience)
    run(connection)
    connection.commit()
