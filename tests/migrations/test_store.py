"""The history of the kiosk's own file leads to `tables.py`, and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, insert

from kiosk.store import tables as t
from kiosk.store.engine import engine_on, for_writing
from kiosk.store.schema import OURS, create, migrate

FACT = {"number": 1, "id": "f", "device": "d", "subject": "bundle:b", "at": t._EPOCH, "body": "{}", "seal": "0"}
ROWS = {
    t.OwnFact: FACT,
    t.Waiting: {"number": 1, "state": "waiting", "tries": 0, "failures": 0},
    t.ConfirmedFact: FACT,
    t.Bundle: {"id": "b", "code": "c", "body": "{}", "seal": "0"},
    t.Kiosk: {"id": 1, "file_id": "x", "cursor": "7", "last_number": 1},
}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_on(tmp_path / "kiosk.db")
    yield for_writing(engine)
    engine.dispose()


def up(connection: Connection) -> None:
    migrate(connection, OURS.history, OURS.revision)


def down(connection: Connection) -> None:
    migrate(connection, OURS.history, "base", down=True)


def schema_of(connection: Connection) -> list[str]:
    """Every statement that made this schema, but for Alembic's own table."""
    found = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'alembic_version'"
    )
    return sorted(" ".join(sql.split()) for sql in found.scalars())


def test_the_program_s_revision_is_the_head_of_the_history() -> None:
    config = Config()
    config.set_main_option("script_location", str(OURS.history))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [OURS.revision]
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert revisions == sorted(revisions, reverse=True), "a later revision has a higher number: that is how it is known"


def test_from_empty_to_head_equals_the_tables(engine: Engine, tmp_path: Path) -> None:
    with engine.begin() as connection:
        up(connection)
        migrated = schema_of(connection)
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, t.Table.metadata) == []
    direct = engine_on(tmp_path / "direct.db")
    with direct.begin() as connection:
        create(connection)
        assert schema_of(connection) == migrated
    direct.dispose()


def test_up_down_and_up_again_with_rows(engine: Engine) -> None:
    for _ in range(2):
        with engine.begin() as connection:
            up(connection)
            for table, row in ROWS.items():
                connection.execute(insert(table), row)
        with engine.begin() as connection:
            up(connection)
            assert connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar() == 1
        with engine.begin() as connection:
            down(connection)
            assert schema_of(connection) == []
