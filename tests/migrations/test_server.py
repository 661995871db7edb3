"""The central database's history: from nothing to head and back, with rows in it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    Engine,
    Integer,
    LargeBinary,
    Numeric,
    Table,
    Text,
    Time,
    Uuid,
    event,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import ProgrammingError
from uuid_utils.compat import uuid7

from kiosk import wire
from kiosk.server import schema
from kiosk.server import tables as t
from kiosk.server.db import connect
from kiosk.server.tables.base import UtcTime
from kiosk.wire import Verdict
from tests.make import MORNING, Pen
from tests.server.factory import build
from tests.server.test_intake import send, send_raw


def ours(_thing: object, name: str | None, kind: str, *_: object) -> bool:
    return kind != "table" or "_y" not in (name or "")


def test_head_is_what_the_tables_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": ours, "compare_server_default": False, "compare_type": True}
        )
        assert compare_metadata(context, t.Base.metadata) == []


def test_up_down_and_up_again_with_a_row_in_every_table(empty_database: str) -> None:
    engine = connect(empty_database)
    for _ in range(2):
        schema.upgrade(engine)
        assert schema.current(engine) == schema.head()
        with engine.begin() as connection:
            for table in t.Base.metadata.sorted_tables:
                connection.execute(insert(table).values(a_row(table)))
                assert connection.scalar(select(func.count()).select_from(table)) == 1, table.name
        schema.downgrade(engine, "base")
        assert schema.current(engine) is None
        assert inspect(engine).get_table_names() == ["alembic_version"]
        with engine.connect() as connection:
            functions = "SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
            assert connection.scalar(text(functions)) == 0
    engine.dispose()


def a_row(table: Table) -> dict[str, object]:
    """A value in every column. Every id is the same text, so that every reference finds its row."""
    return {column.name: VALUES[type(column.type)] for column in table.columns if column.name != "tx"}


VALUES: dict[type, object] = {
    Text: "x",
    UtcTime: MORNING,
    Date: MORNING.date(),
    Time: MORNING.time(),
    Integer: 1,
    BigInteger: 2**40,
    Numeric: Decimal("0.1255"),
    Boolean: True,
    LargeBinary: b"x",
    JSONB: [],
    Uuid: str(uuid7()),
}


def test_each_revision_waits_only_so_long_for_a_lock(
    empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not only the first, and from a folder of an odd name."""
    history = tmp_path / "100%s" / "server"
    copytree(schema._folder(), history)
    later = f"revision = '9999'; down_revision = '{schema.head()}'\ndef upgrade(): op.execute('SELECT 2')\n"
    (history / "versions" / "9999_later.py").write_text("from alembic import op\n" + later)
    monkeypatch.setattr(schema, "_folder", lambda: history)
    engine, seen = connect(empty_database), []

    @event.listens_for(engine, "before_cursor_execute")
    def _look(_connection: object, cursor: Any, statement: str, *_: object) -> None:
        if statement.lstrip().startswith(("CREATE TABLE workspaces", "SELECT 2")):
            seen.extend(cursor.execute("SHOW lock_timeout").fetchone())

    schema.upgrade(engine)
    engine.dispose()
    assert seen == ["2s", "2s"]


def test_every_key_begins_with_the_workspace() -> None:
    """So that any table can be spread over several machines by workspace."""
    for table in t.Base.metadata.tables.values():
        keys = [c for c in table.constraints if type(c).__name__ in {"PrimaryKeyConstraint", "UniqueConstraint"}]
        keys += [index for index in table.indexes if index.unique]
        for key in keys:
            assert next(iter(key.columns)).name == "workspace_id", f"{table.name}: {key.name}"


def test_nothing_is_deleted_beneath_anything(engine: Engine) -> None:
    rules = "SELECT DISTINCT confdeltype FROM pg_constraint WHERE contype = 'f'"
    with engine.connect() as connection:
        assert connection.scalars(text(rules)).all() == ["r"]


def test_a_fact_lies_in_the_month_of_its_id(engine: Engine) -> None:
    now = datetime.now(UTC)
    build(engine)
    early = Pen(now=now - timedelta(days=2000))
    strange = early.done("shoulders")
    send(engine, strange, Pen("kiosk-1", now=now).done("hem"))
    with engine.connect() as connection:
        part = text("SELECT tableoid::regclass::text FROM facts WHERE id = :id")
        assert connection.scalar(part, {"id": strange.stamp.id}) == f"facts_y{now:%Y}m{now:%m}"
        assert connection.scalar(select(func.count()).select_from(t.Fact)) == 2
        history = select(func.count()).select_from(t.BundleStatusHistory)
        assert connection.scalar(history) == 1
        first = connection.scalar(text("SELECT first_id('2026-11-01T00:00:00Z')"))
    assert str(first) < str(uuid7())


def test_months_are_made_once_however_often_they_are_asked_for(engine: Engine) -> None:
    with engine.begin() as connection:
        for _ in range(2):
            connection.execute(text("SELECT make_month('2031-01-01'), make_month('2031-02-17')"))
        made = "SELECT count(*) FROM pg_class WHERE relname LIKE 'facts\\_y2031%' AND relkind = 'r'"
        assert connection.scalar(text(made)) == 2


def test_a_month_takes_over_what_clocks_ahead_of_it_left(engine: Engine) -> None:
    """A kiosk whose clock ran years ahead wrote into a month that had no partition yet."""
    ahead = datetime(2041, 1, 15, tzinfo=UTC)
    build(engine)
    fact = wire.body_of(Pen(now=ahead).done("shoulders"))
    with engine.begin() as connection:
        id_ = str(connection.scalar(text("SELECT first_id(:at)"), {"at": ahead}))
    assert send_raw(engine, [fact | {"id": id_}]) == [Verdict.TAKEN]
    with engine.begin() as connection:
        connection.execute(text("SELECT make_month('2041-01-01')"))
        for name in ("facts", "bundle_status_history"):
            where = connection.scalars(text(f"SELECT tableoid::regclass::text FROM {name}")).all()
            assert where == [f"{name}_y2041m01"]
    assert send_raw(engine, [fact | {"id": id_}]) == [Verdict.KNOWN]


def test_a_version_stands_alone(empty_database: str) -> None:
    """Half a migration is none: what fails leaves the database as it was."""
    engine = connect(empty_database)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE bundles (id int)"))
    with pytest.raises(ProgrammingError, match="bundles"):
        schema.upgrade(engine)
    assert inspect(engine).get_table_names() == ["bundles"]
    engine.dispose()
