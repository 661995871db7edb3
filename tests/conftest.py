"""What every room's tests may ask for: a real Postgres, in a cluster of this run's own."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from sqlalchemy import Engine, text

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from kiosk.server import schema
from kiosk.server.cluster import Cluster
from kiosk.server.db import connect
from kiosk.server.partitions import make_months
from tests.make import MORNING

settings.register_profile("house", deadline=None)  # a machine with much to do gives no wrong answer
settings.load_profile("house")

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a cluster with a migrated database `template`, which has the months around `tests.make.MORNING`.
    Without Postgres' programs the tests fail.
    """
    with TemporaryDirectory(prefix="kiosk-test-") as folder:
        Path(folder).chmod(0o711)
        cluster = Cluster(Path(folder) / "pg", durable=False)
        url = cluster.start()
        _sql(url, "CREATE DATABASE template")
        engine = connect(_database(url, "template"))
        schema.upgrade(engine)
        list(make_months(engine, MORNING))
        engine.dispose()
        yield url
        cluster.stop(at_once=True)


@pytest.fixture
def empty_database(postgres: str) -> Iterator[str]:
    """The address of a database without a table."""
    yield from _fresh(postgres, "template0")


@pytest.fixture
def database(postgres: str) -> Iterator[str]:
    """The address of a database with this version's tables, empty."""
    yield from _fresh(postgres, "template")


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    made = connect(database)
    yield made
    made.dispose()


def _fresh(postgres: str, template: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    _sql(postgres, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _database(postgres, name)
    _sql(postgres, f"DROP DATABASE {name} WITH (FORCE)")


def _database(url: str, name: str) -> str:
    return url.replace("/postgres?", f"/{name}?")


def _sql(url: str, statement: str) -> None:
    engine = connect(url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))
    engine.dispose()
