"""What docs/scale.md promises: tables that can be spread by factory, and connections that remember nothing."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text

import kiosk.server
from kiosk.server import tables as t
from kiosk.server.app import build as build_app
from kiosk.server.board import board_of
from kiosk.server.settings import Settings
from tests.make import MORNING, WORKSPACE, Pen
from tests.server.conftest import SECRET, House
from tests.server.test_intake import NOW, send
from tests.until import until

DOC = Path(__file__).parents[2] / "docs" / "scale.md"

UNIQUE = """
SELECT c.conrelid::regclass::text, c.conname, c.contype::text, array_agg(a.attname::text)
  FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid AND NOT r.relispartition
  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
 WHERE c.contype IN ('p', 'u', 'f') AND c.connamespace = 'public'::regnamespace GROUP BY 1, 2, 3
UNION ALL
SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, 'u', array_agg(a.attname::text)
  FROM pg_index i JOIN pg_class r ON r.oid = i.indrelid AND NOT r.relispartition
  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
 WHERE i.indisunique AND r.relnamespace = 'public'::regnamespace GROUP BY 1, 2
"""

REMEMBERED = re.compile(
    r"\bSET\s+(?!LOCAL\b|TRANSACTION\b)(SESSION\s+)?\w[\w.]*\s*(=|TO\b)|\bpg_(try_)?advisory_lock|\bTEMP(ORARY)?\s+TABLE\b"
    r"|\bPREPARE\s+\w+\s+AS\b|\bWITH\s+HOLD\b|\bset_config\([^)]*\bfalse\s*\)"
)


def test_every_table_has_its_line_and_every_line_its_table() -> None:
    lines = re.findall(r"^\| `(\w+)` \| `(\w+)` \|", DOC.read_text(), re.MULTILINE)
    assert sorted(lines) == sorted((table.name, "workspace_id") for table in t.Base.metadata.sorted_tables)


def test_every_key_and_reference_of_the_database_has_the_workspace(engine: Engine) -> None:
    """As the migrations made them, whatever the classes say."""
    with engine.connect() as connection:
        found = connection.execute(text(UNIQUE)).all()
    assert {kind for _, _, kind, _ in found} == {"p", "u", "f"}
    without = [(of, name) for of, name, _, columns in found if "workspace_id" not in columns]
    assert without == [("alembic_version", "alembic_version_pkc"), ("alembic_version", "alembic_version_pkc")]


@pytest.mark.parametrize(
    ("statement", "is_remembered"),
    [
        ("SET search_path TO x", True),
        ("SET SESSION lock_timeout = '1s'", True),
        ("SELECT pg_advisory_lock(1)", True),
        ("SELECT pg_try_advisory_lock(1)", True),
        ("CREATE TEMP TABLE x (y int)", True),
        ("SELECT set_config('role', 'x', false)", True),
        ("SET LOCAL lock_timeout = '1s'", False),
        ("SELECT pg_advisory_xact_lock(1)", False),
        ("SELECT set_config('role', 'x', true)", False),
    ],
)
def test_what_a_connection_would_remember(statement: str, is_remembered: bool) -> None:
    assert bool(REMEMBERED.search(statement)) is is_remembered


def test_no_statement_of_the_server_is_remembered() -> None:
    said = [(file.name, words) for file in Path(kiosk.server.__file__).parent.rglob("*.py") for words in texts(file)]
    assert [one for one in said if REMEMBERED.search(one[1])] == []
    assert [file for file, words in said if words.startswith("LISTEN ")] == ["hub.py"]


def texts(file: Path) -> Iterator[str]:
    """Every text and every name that it speaks of, such as a function of the database."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Attribute):
            yield node.attr


def test_a_used_connection_is_like_a_new_one(house: House) -> None:
    before = remembered(house.engine)
    for doing in (house.doors().transaction, house.doors().alone, house.doors().snapshot):
        with doing(WORKSPACE) as connection:
            board_of(connection, WORKSPACE, MORNING)
    send(house.engine, Pen(now=NOW).done("shoulders", 5))
    assert remembered(house.engine) == before


def remembered(engine: Engine) -> list[str]:
    """What the pool's connection, which is one and the same, was told for longer than a transaction. The settings named
    after the transaction end with it.
    """
    told = """
    SELECT 'setting ' || name FROM pg_settings WHERE source = 'session' AND name NOT LIKE 'transaction%'
    UNION ALL SELECT 'lock ' || objid FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()
    UNION ALL SELECT 'listens ' || name FROM pg_listening_channels() AS name
    UNION ALL SELECT 'table ' || relname FROM pg_class WHERE relpersistence = 't' AND pg_table_is_visible(oid)
    UNION ALL SELECT 'role ' || current_user
    """
    with engine.connect() as connection:
        return sorted(connection.scalars(text(told)))


def test_what_listens_may_go_another_way(database: str, caplog: pytest.LogCaptureFixture) -> None:
    """Past a pooler that lends a connection for one transaction only."""
    told = Settings(database_url=database, listen_url="postgresql://kiosk@127.0.0.1:1/none", secret=SECRET)
    with TestClient(build_app(told, clock=lambda: MORNING)) as client:
        until(lambda: "the live board lost the database" in caplog.text)
        assert client.get("/readyz").status_code == 200
