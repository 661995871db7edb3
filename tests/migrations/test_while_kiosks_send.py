"""Migrations beside a server at work: nothing is lost, nobody waits long, and the server says whether it still fits."""

import ast
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from shutil import copytree
from threading import Event
from time import monotonic

import pytest
import requests
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from kiosk import wire
from kiosk.demo.premises import free_port
from kiosk.floor.ids import FactId
from kiosk.server import schema
from kiosk.server.db import connect
from kiosk.server.schema import Standing
from kiosk.sync.client import Server
from tests.make import Pen
from tests.processes import serving
from tests.sync.central import Central, central_on
from tests.until import until

LOCK_S = 2
LIMIT_S = LOCK_S + 2
"""Within which each request is answered, on a machine that is busy with other things too."""

EXPANDS = """
revision, down_revision, oldest_server = "9998", "{head}", "{head}"
def upgrade():
    op.execute("ALTER TABLE bundles ADD COLUMN note text")
    op.execute("ALTER TABLE facts ADD COLUMN note text")
"""
CONTRACTS = """
revision, down_revision = "9999", "9998"
def upgrade():
    op.execute("ALTER TABLE facts DROP COLUMN note")
"""


@pytest.mark.parametrize(
    ("revision", "oldest", "needed", "fits"),
    [
        ("0012", "0012", "0012", True),
        ("0014", "0012", "0012", True),
        ("0014", "0013", "0012", False),
        ("0011", "0011", "0012", False),
        ("0011", None, "0011", False),
        (None, None, "0012", False),
    ],
    ids=["same", "newer", "too-new", "older", "untold", "empty"],
)
def test_which_server_fits(revision: str | None, oldest: str | None, needed: str, fits: bool) -> None:
    assert Standing(revision, oldest).fits(needed) is fits


def test_a_database_that_was_told_nothing_suits_its_own_server_alone(engine: Engine) -> None:
    assert schema.standing(engine) == Standing(schema.head(), told_oldest())
    with engine.begin() as connection:
        connection.execute(text("COMMENT ON TABLE alembic_version IS NULL"))
    assert schema.standing(engine) == Standing(schema.head(), schema.head())


def told_oldest() -> str:
    found = ScriptDirectory(str(schema._folder())).walk_revisions()
    return max(getattr(one.module, "oldest_server", one.revision) for one in found)


def test_what_suits_older_servers_takes_nothing_away() -> None:
    """Revisions stand in their order as text; one that says older servers suit it only adds."""
    revisions = [*ScriptDirectory(str(schema._folder())).walk_revisions()]
    numbers = [one.revision for one in revisions]
    assert numbers == [f"{number:04}" for number in range(len(numbers), 0, -1)]
    for one in revisions:
        if getattr(one.module, "oldest_server", one.revision) != one.revision:
            said = ast.unparse(upgrade_of(Path(one.path))).upper()
            assert not [word for word in ("DROP", "RENAME", "SET NOT NULL") if word in said], one.revision


def upgrade_of(file: Path) -> ast.FunctionDef:
    found = [node for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)]
    return next(node for node in found if node.name == "upgrade")


@pytest.fixture
def central(postgres: str) -> Iterator[Central]:
    with central_on(postgres, "moving_room") as made:
        made.begin()
        yield made


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For this process, not for the server's, there is a newer version."""
    head, history = schema.head(), tmp_path / "history" / "server"
    copytree(schema._folder(), history)
    for name, body in (("9998_expands", EXPANDS), ("9999_contracts", CONTRACTS)):
        (history / "versions" / f"{name}.py").write_text("from alembic import op\n" + body.format(head=head))
    monkeypatch.setattr(schema, "_folder", lambda: history)


def test_kiosks_send_while_the_tables_change(central: Central, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """A report that reads for long holds the migration up, and the migration holds up nobody."""
    paired, port = central.pair(), free_port()
    address = f"http://127.0.0.1:{port}"
    sent: dict[FactId, wire.Body] = {}
    enough = Event()

    def send() -> float:
        server, pen, slowest = Server(address, paired.token), Pen(paired.device, paired.station), 0.0
        while not enough.is_set():
            facts = [wire.body_of(pen.later(seconds=1).done("shoulders", 1)) for _ in range(3)]
            began = monotonic()
            receipt = server.send(facts)
            slowest = max(slowest, monotonic() - began)
            assert {one.verdict for one in receipt.verdicts} == {wire.Verdict.TAKEN}
            sent.update({FactId(body["id"]): body for body in facts})
        return slowest

    with serving(central.database, port, tmp_path / "log"), ThreadPoolExecutor(2) as pool:
        request.getfixturevalue("later")
        sending = pool.submit(send)
        try:
            moved = held_up(central, pool)
            beside = len(sent)
            until(lambda: len(sent) > beside + 20)
            assert moved.result(60) is None
            assert schema.standing(central.engine).revision == "9998"
            assert requests.get(address + "/readyz", timeout=5).json()["schema"] == "9998"
            schema.upgrade(central.engine)
            answer = requests.get(address + "/readyz", timeout=5)
            assert (answer.status_code, "Install the newer version." in answer.json()["error"]) == (503, True)
        finally:
            enough.set()
        assert sending.result(20) < LIMIT_S
    assert central.facts() == sent


def held_up(central: Central, pool: ThreadPoolExecutor) -> Future[None]:
    """The migration, once it has met a report that reads the facts and given way to the kiosks."""
    own = connect(central.database)
    with central.engine.begin() as report:
        report.execute(text("SELECT count(*) FROM facts"))
        moved = pool.submit(schema.upgrade, own, "9998")
        waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'")
        with central.engine.connect() as other:
            until(lambda: other.scalar(waits))
            until(lambda: not other.scalar(waits))
        assert not moved.done()
    moved.add_done_callback(lambda _: own.dispose())
    return moved
