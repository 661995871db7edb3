"""The second wall: statements that say nothing of a factory, as a forgotten filter would leave them."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, Table, delete, func, insert, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from kiosk import wire
from kiosk.floor.ids import WorkspaceId
from kiosk.server import schema
from kiosk.server import tables as t
from kiosk.server.app import build as build_app
from kiosk.server.db import connect
from kiosk.server.settings import Settings
from kiosk.server.walls import NO_FACTORY, see_all, shut_in
from kiosk.trouble import Reason, Trouble
from tests.make import MORNING, WORKSPACE, Pen
from tests.server.conftest import SECRET, House
from tests.server.factory import build
from tests.server.test_intake import send

SECOND = WorkspaceId("w2")
OF_A_FACTORY = [table for table in t.Base.metadata.sorted_tables if "workspace_id" in table.columns]
WALLS = "SELECT relname FROM pg_class WHERE relrowsecurity AND NOT relispartition"


@pytest.fixture
def two(house: House) -> House:
    send(house.engine, Pen().done("shoulders", 5))
    build(house.engine, workspace=SECOND)
    return house


def test_every_table_of_a_factory_has_its_wall(engine: Engine) -> None:
    with engine.connect() as connection:
        walled = set(connection.scalars(text(WALLS)))
    assert walled == {table.name for table in OF_A_FACTORY}


@pytest.mark.parametrize("table", OF_A_FACTORY, ids=lambda table: table.name)
def test_a_query_without_a_filter_sees_one_factory(two: House, table: Table) -> None:
    ours = select(func.count()).select_from(table).where(table.c.workspace_id == SECOND)
    with two.engine.connect() as connection:
        there = connection.scalar(ours)
    with two.doors().transaction(SECOND) as connection:
        assert connection.scalar(select(func.count()).select_from(table)) == there
    with two.doors().snapshot(NO_FACTORY) as connection:
        assert not connection.scalar(select(func.count()).select_from(table).where(table.c.workspace_id != NO_FACTORY))


def test_what_is_changed_without_a_filter_is_of_one_factory(two: House) -> None:
    with two.doors().transaction(SECOND) as connection:
        connection.execute(update(t.Employee).values(first_name="Changed"))
        connection.execute(delete(t.Flag))
    with two.engine.connect() as connection:
        names = connection.scalars(select(t.Employee.first_name).where(t.Employee.workspace_id == WORKSPACE)).all()
    assert "Changed" not in names


def test_nothing_is_written_into_another_factory(two: House) -> None:
    row = {"workspace_id": WORKSPACE, "id": "x", "name": "Line X"}
    with pytest.raises(ProgrammingError, match="row-level security"), two.doors().alone(SECOND) as connection:
        connection.execute(insert(t.ProductionLine).values(row))


@pytest.mark.parametrize("statement", ["DELETE FROM facts", "UPDATE facts SET number = 0", "DELETE FROM audit_entries"])
def test_the_servers_role_does_not_undo_what_was_recorded(two: House, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), two.doors().transaction(WORKSPACE) as connection:
        connection.exec_driver_sql(statement)


def test_no_part_of_a_table_is_a_way_round_its_wall(two: House) -> None:
    with two.engine.connect() as connection:
        parts = connection.scalars(text("SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r'")).all()
    assert parts
    for part in parts:
        with pytest.raises(ProgrammingError, match="permission denied"), two.doors().transaction(SECOND) as connection:
            connection.exec_driver_sql(f"SELECT 1 FROM {part}")


def test_the_servers_role_owns_nothing_and_is_above_no_rule(engine: Engine) -> None:
    owned = "SELECT relname FROM pg_class WHERE relowner = 'kiosk_server'::regrole"
    rights = "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolcanlogin FROM pg_roles"
    with engine.connect() as connection:
        assert connection.execute(text(owned)).all() == []
        assert connection.scalar(text(f"{rights} WHERE rolname = 'kiosk_server'")) is False


def test_a_connection_remembers_no_factory(two: House) -> None:
    with two.engine.connect() as connection:
        with connection.begin():
            shut_in(connection, SECOND)
        said = connection.execute(text("SELECT current_user, current_setting('kiosk.workspace', true)")).one()
    assert said[0] != "kiosk_server"
    assert not said[1]


@pytest.fixture
def account(two: House, database: str) -> Iterator[str]:
    """The address of the database for an account that may be nothing but the server."""
    with two.engine.begin() as connection:
        connection.exec_driver_sql("CREATE ROLE till LOGIN IN ROLE kiosk_server")
    yield make_url(database).set(username="till").render_as_string()
    with two.engine.begin() as connection:
        connection.exec_driver_sql("DROP ROLE till")


def test_an_account_that_owns_nothing_serves_a_kiosk_and_a_person(two: House, account: str) -> None:
    device, kiosk = two.pair()
    app = build_app(Settings(database_url=account, secret=SECRET), clock=lambda: MORNING)
    with TestClient(app, raise_server_exceptions=False) as client:
        two.client = client
        assert client.get("/readyz").json()["status"] == "ready"
        sent = {"facts": [wire.body_of(Pen(device).done("shoulders", 5))]}
        receipt = client.post("/api/sync/facts", json=sent, headers=kiosk).json()
        assert [one["verdict"] for one in receipt["verdicts"]] == ["taken"]
        assert client.get("/api/sync/changes", headers=kiosk).json()["operations"]
        runs = client.get("/api/sewing/runs", headers=two.sign_in()).json()["data"]
    assert [run["qty_good"] for run in runs if run["qty_good"]] == [10]


def test_a_program_of_the_owner_says_so_when_it_is_not(account: str) -> None:
    engine = connect(account)
    with pytest.raises(Trouble) as refused, engine.connect() as connection:
        see_all(connection)
    engine.dispose()
    assert refused.value.reason is Reason.NOT_THE_OWNER


def test_the_owner_of_the_tables_needs_no_more_than_that(engine: Engine, empty_database: str) -> None:
    """As `docs/install.md` has the accounts: no superuser, and the server's role is there already."""
    name = make_url(empty_database).database
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE ROLE landlord LOGIN IN ROLE kiosk_server")
        connection.exec_driver_sql(f"ALTER DATABASE {name} OWNER TO landlord")
    landlord = connect(make_url(empty_database).set(username="landlord").render_as_string())
    schema.upgrade(landlord)
    with landlord.connect() as connection:
        see_all(connection)
    schema.downgrade(landlord, "base")
    landlord.dispose()
    theirs = connect(empty_database)
    with theirs.begin() as connection:
        connection.exec_driver_sql("REASSIGN OWNED BY landlord TO kiosk")
        connection.exec_driver_sql("DROP OWNED BY landlord")
    theirs.dispose()
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP ROLE landlord")
