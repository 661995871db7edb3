"""The tables' history: a new file gets the newest at once, an older one is backed up and brought up to date."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text

from kiosk.store.engine import engine_on, for_writing
from kiosk.store.tables import APPLICATION_ID, REVISION, Table


@dataclass(frozen=True, slots=True)
class Schema:
    """The revision that the program works with, and the folder of Alembic's scripts that lead to it."""

    revision: str
    history: Path


def _history() -> Path:
    """An installed package carries its history with it; in a checkout it stands beside the package."""
    package = Path(__file__).parents[1]
    carried = package / "_data" / "migrations" / "store"
    return carried if carried.is_dir() else package.parent / "migrations" / "store"


OURS = Schema(REVISION, _history())


def create(connection: Connection) -> None:
    """All tables in an empty file. `migrations/store` leads to the same ones; a test holds the two together."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    Table.metadata.create_all(connection)
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISION,))


def upgrade(path: Path, schema: Schema) -> Path:
    """Backs the file up, then changes it in one transaction. Everything is fetched from the server again, because the
    older release may have passed over what it did not know. Returns the backup.
    """
    backup = _back_up(path, path.with_name(f"{path.name}.before-{schema.revision}"))
    engine = engine_on(path, foreign_keys=False)  # tables are built anew under rows that point to them
    try:
        with for_writing(engine).begin() as connection:
            migrate(connection, schema.history, schema.revision)
            connection.execute(text("UPDATE kiosk SET cursor = ''"))
    finally:
        engine.dispose()
    return backup


def migrate(connection: Connection, history: Path, revision: str, *, down: bool = False) -> None:
    from alembic import command  # noqa: PLC0415 - heavy, and hardly ever needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(history).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    go = command.downgrade if down else command.upgrade
    go(config, revision)


def _back_up(path: Path, backup: Path) -> Path:
    part = backup.with_name(backup.name + ".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)  # it holds the key of the tickets, like the file itself
    with closing(sqlite3.connect(path)) as file, closing(sqlite3.connect(part)) as copy:
        file.backup(copy)
    return part.replace(backup)
