import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from kiosk.store.engine import BUSY_MS, driver_connection, engine_on, for_writing

WANTED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": BUSY_MS}


def test_every_connection_is_set_alike(tmp_path: Path) -> None:
    engine = engine_on(tmp_path / "kiosk.db")
    driver = driver_connection(tmp_path / "kiosk.db")
    with engine.connect() as one, engine.connect() as other:
        for pragma, value in WANTED.items():
            assert one.scalar(text(f"PRAGMA {pragma}")) == value
            assert other.scalar(text(f"PRAGMA {pragma}")) == value
            assert driver.execute(f"PRAGMA {pragma}").fetchone() == (value,)
    driver.close()
    engine.dispose()


def test_a_writer_takes_the_file_at_once_and_a_reader_never(tmp_path: Path) -> None:
    engine = engine_on(tmp_path / "kiosk.db")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
    impatient = sqlite3.connect(tmp_path / "kiosk.db", timeout=0, isolation_level=None)
    with engine.begin():
        impatient.execute("INSERT INTO t VALUES (1)")
    with for_writing(engine).begin(), pytest.raises(sqlite3.OperationalError, match="locked"):
        impatient.execute("INSERT INTO t VALUES (2)")
    impatient.close()
    engine.dispose()


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    engine = engine_on(tmp_path / "kiosk.db")

    def fail() -> None:
        with for_writing(engine).begin() as connection:
            connection.execute(text("CREATE TABLE t (x)"))
            connection.execute(text("INSERT INTO nowhere VALUES (1)"))

    with pytest.raises(OperationalError):
        fail()
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM sqlite_master")) == 0
    engine.dispose()
