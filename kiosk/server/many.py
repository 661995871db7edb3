"""Many rows in one statement: they travel as one JSON text, which Postgres takes apart. One row or five hundred are one
way to the database; row by row, each would cost more than the database's own work on it. The statements are put into
words once for each table: to do so at each call costs as much again.
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    CursorResult,
    Dialect,
    Table,
    Text,
    bindparam,
    cast,
    column,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.sql.dml import Update, UpdateBase
from sqlalchemy.sql.selectable import TableValuedAlias

from kiosk.server.derive import Row

Names = tuple[str, ...]
Statement = Callable[[Table, Names], UpdateBase]


def put(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Each row is new, or stands instead of the one with its key. All have the same columns; no key comes twice."""
    run(connection, _putting, table, rows)


def add(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Each row is the first of its key, or its numbers are added to what stands there."""
    run(connection, _adding, table, rows)


def change(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Rows that are there get new values."""
    run(connection, _changing, table, rows)


def run(connection: Connection, statement: Statement, table: Table, rows: Sequence[Row]) -> CursorResult[Any] | None:
    """`statement` makes what is done with the rows, of their columns. Raises ValueError for a moment without a zone."""
    if not rows:
        return None
    words = _worded(connection.dialect, statement, table, tuple(rows[0]))
    return connection.exec_driver_sql(words, {"rows": json.dumps(rows, default=_plain)})


def inserting(table: Table, names: Names) -> Insert:
    """In the order of the rows: two that insert the same keys in one order never wait for each other in a ring."""
    given = _given(table, names)
    return insert(table).from_select(list(names), select(*(given.c[name] for name in names)))


@lru_cache(maxsize=256)
def _worded(dialect: Dialect, statement: Statement, table: Table, names: Names) -> str:
    return str(statement(table, names).compile(dialect=dialect))


def _putting(table: Table, names: Names) -> Insert:
    put_ = inserting(table, names)
    key = _key(table)
    return put_.on_conflict_do_update(
        index_elements=key, set_={name: put_.excluded[name] for name in names if name not in key}
    )


def _adding(table: Table, names: Names) -> Insert:
    put_ = inserting(table, names)
    key = _key(table)
    sums = {name: table.c[name] + put_.excluded[name] for name in names if name not in key}
    return put_.on_conflict_do_update(index_elements=key, set_=sums)


def _changing(table: Table, names: Names) -> Update:
    given, key = _given(table, names), _key(table)
    change_ = update(table).values({name: given.c[name] for name in names if name not in key})
    for name in key:
        change_ = change_.where(table.c[name] == given.c[name])
    return change_


def _given(table: Table, names: Names) -> TableValuedAlias:
    columns = [column(name, table.c[name].type) for name in names]
    text = cast(bindparam("rows", type_=Text), JSON)
    return func.json_to_recordset(text).table_valued(*columns).render_derived(name="given", with_types=True)


def _key(table: Table) -> list[str]:
    return [one.name for one in table.primary_key.columns]


def _plain(value: Any) -> str:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError("a stored moment has a time zone")
    return str(value)
