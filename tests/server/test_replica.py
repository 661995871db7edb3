"""Dashboards read a real streaming copy while it keeps up, and the database itself while it does not."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Connection, Engine, text, update

from kiosk.server import replica, schema
from kiosk.server import tables as t
from kiosk.server.app import build as build_app
from kiosk.server.cluster import Cluster
from kiosk.server.db import connect
from kiosk.server.doors import Doors
from kiosk.server.replica import AGAIN_S, Replica
from kiosk.server.settings import Settings
from tests.make import MORNING, WORKSPACE, Pen
from tests.server.conftest import HASH, SECRET, House
from tests.server.factory import build
from tests.server.standby import Standby, standby
from tests.server.test_intake import send
from tests.until import until

IS_COPY = text("SELECT pg_is_in_recovery()")
Copied = tuple[Engine, Standby]


@pytest.fixture
def copied(place: Path) -> Iterator[Copied]:
    """The factory's database, and its copy."""
    cluster = Cluster(place / "pg", durable=False)
    url = cluster.start()
    engine = connect(url)
    schema.upgrade(engine)
    build(engine)
    with standby(url, place / "copy") as copy:
        yield engine, copy
    engine.dispose()
    cluster.stop(at_once=True)


def doors_of(engine: Engine, copy: Replica) -> Doors:
    return Doors(engine=engine, clock=lambda: MORNING, new_id=str, secret=SECRET, replica=copy)


def answered_by_copy(connection: Connection) -> bool:
    return bool(connection.scalar(IS_COPY))


def test_the_copy_answers_until_it_falls_behind_or_goes(copied: Copied, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, copy = copied
    clock = [0.0]
    read = Replica(connect(copy.url, patience_s=1), lambda: clock[0])
    doors = doors_of(engine, read)

    def by_copy() -> bool:
        return doors.lately(WORKSPACE, answered_by_copy)

    send(engine, Pen().done("shoulders", 5))
    until(by_copy)
    with doors.transaction(WORKSPACE) as connection:
        assert not answered_by_copy(connection)
    monkeypatch.setattr(replica, "BEHIND_S", -1.0)
    assert not by_copy()
    monkeypatch.undo()

    copy.cluster.stop(at_once=True)
    assert not by_copy()
    copy.cluster.start()
    send(engine, Pen().done("shoulders", 5))
    assert not by_copy()  # it is left alone for a while, whether or not it has come back
    clock[0] += AGAIN_S
    until(followed(engine, by_copy))
    read.close()


def followed(engine: Engine, by_copy: Callable[[], bool]) -> Callable[[], bool]:
    """Whether the copy answers, while work goes on."""

    def is_so() -> bool:
        send(engine, Pen().done("shoulders", 1))
        return by_copy()

    return is_so


def test_a_copy_that_no_longer_plays_is_not_asked(copied: Copied, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would answer, with what was true when it stopped."""
    engine, copy = copied
    monkeypatch.setattr(replica, "BEHIND_S", 0.5)
    read = Replica(connect(copy.url))
    doors = doors_of(engine, read)
    until(followed(engine, lambda: doors.lately(WORKSPACE, answered_by_copy)))
    own = connect(copy.url)
    stand_still(engine, copy)
    send(engine, Pen().done("shoulders", 7))
    until(lambda: not doors.lately(WORKSPACE, answered_by_copy))
    facts = text("SELECT count(*) FROM facts")
    with engine.connect() as here, own.connect() as there:
        assert doors.lately(WORKSPACE, lambda found: found.scalar(facts)) == here.scalar(facts)
        assert there.scalar(facts) != here.scalar(facts)
    own.dispose()
    read.close()


def test_the_copy_is_behind_the_wall_too(copied: Copied) -> None:
    engine, copy = copied
    read = Replica(connect(copy.url))
    until(followed(engine, lambda: read.read(WORKSPACE, answered_by_copy) is not None))
    seen = read.read(WORKSPACE, lambda found: found.scalars(text("SELECT DISTINCT workspace_id FROM employees")).all())
    assert seen == ([WORKSPACE],)
    read.close()


@pytest.mark.parametrize(("is_there", "pieces"), [(True, 5), (False, 12)], ids=["copy", "no-copy"])
def test_dashboards_are_the_copys_work(copied: Copied, is_there: bool, pieces: int) -> None:
    """A copy that stands still shows what it shows; where there is none, the database answers."""
    engine, copy = copied
    with engine.begin() as connection:
        connection.execute(update(t.User).values(password_hash=HASH))
    url = engine.url.render_as_string(hide_password=False)
    read_url = copy.url if is_there else "postgresql://kiosk@127.0.0.1:1/none"
    app = build_app(Settings(database_url=url, read_url=read_url, secret=SECRET), clock=lambda: MORNING)
    with TestClient(app) as client:
        house = House(client, engine)
        send(engine, Pen().done("shoulders", 5))
        stand_still(engine, copy)
        send(engine, Pen().done("shoulders", 7))
        shown = client.get("/api/sewing/dashboard", headers=house.sign_in()).json()["data"]
    assert shown["total_pieces_today"] == pieces


def stand_still(engine: Engine, copy: Standby) -> None:
    """Once it has played all that there is."""
    own = connect(copy.url)
    played = text("SELECT pg_last_wal_replay_lsn() >= CAST(:lsn AS pg_lsn)")
    with engine.connect() as here, own.connect().execution_options(isolation_level="AUTOCOMMIT") as there:
        lsn = here.scalar(text("SELECT pg_current_wal_lsn()::text"))
        until(lambda: there.scalar(played, {"lsn": lsn}))
        there.execute(text("SELECT pg_wal_replay_pause()"))
    own.dispose()
