"""The central database's history: from nothing to head and back, with rows in it."""

from datetime import UTC, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, func, inspect, select, text
from sqlalchemy.exc import ProgrammingError
from uuid_utils.compat import uuid7

from kiosk.server import schema
from kiosk.server import tables as t
from kiosk.server.db import connect
from tests.make import Pen
from tests.server.factory import build
from tests.server.test_intake import send


def ours(_thing: object, name: str | None, kind: str, *_: object) -> bool:
    return kind != "table" or "_y" not in (name or "")


def test_head_is_what_the_tables_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": ours, "compare_server_default": False, "compare_type": True}
        )
        assert compare_metadata(context, t.Base.metadata) == []


def test_up_down_and_up_again_with_rows(empty_database: str) -> None:
    engine = connect(empty_database)
    for _ in range(2):
        schema.upgrade(engine)
        assert schema.current(engine) == schema.head()
        build(engine)
        send(engine, Pen().done("shoulders"))
        schema.downgrade(engine, "base")
        assert schema.current(engine) is None
        left = inspect(engine)
        assert left.get_table_names() == ["alembic_version"]
        with engine.connect() as connection:
            functions = "SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
            assert connection.scalar(text(functions)) == 0
    engine.dispose()


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


def test_a_version_stands_alone(empty_database: str) -> None:
    """Half a migration is none: what fails leaves the database as it was."""
    engine = connect(empty_database)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE bundles (id int)"))
    with pytest.raises(ProgrammingError, match="bundles"):
        schema.upgrade(engine)
    assert inspect(engine).get_table_names() == ["bundles"]
    engine.dispose()
