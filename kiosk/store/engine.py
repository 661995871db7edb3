"""How every connection to the file is set: write-ahead log, each commit flushed to the disk, keys enforced."""

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_MS = 10_000
"""How long one lane waits for the other's transaction before it calls the disk out of order."""

_BEGIN = "kiosk_begin"


def engine_on(path: Path, *, foreign_keys: bool = True) -> Engine:
    """Transactions begin as readers; those of `for_writing` take the file for themselves at once, so that two lanes
    queue up instead of failing half way.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        _set(connection, foreign_keys=foreign_keys)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))

    return engine


def for_writing(engine: Engine) -> Engine:
    """The same pool of connections, for transactions that write."""
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


def driver_connection(path: Path) -> sqlite3.Connection:
    """A connection without SQLAlchemy's layers, set like all others, for the one road where each microsecond counts."""
    connection = sqlite3.connect(path, check_same_thread=False)
    _set(connection, foreign_keys=True)
    return connection


def _set(connection: sqlite3.Connection, *, foreign_keys: bool) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")
