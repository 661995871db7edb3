"""The server as a whole: what every door does with what it should not be given."""

import gzip
import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from kiosk import wire
from kiosk.floor.facts import SignedIn
from kiosk.server import schema
from kiosk.server.app import build as build_app
from kiosk.server.cluster import Cluster
from kiosk.server.db import connect
from kiosk.server.gate import LONGEST
from kiosk.server.settings import Settings
from tests.make import MORNING, Pen
from tests.server.conftest import SECRET, House


def test_alive_and_ready(house: House) -> None:
    assert house.client.get("/healthz").json()["status"] == "alive"
    assert house.client.get("/readyz").json()["status"] == "ready"


def test_not_ready_with_the_tables_of_another_version(house: House) -> None:
    with house.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    answer = house.client.get("/readyz")
    assert answer.status_code == 503
    assert "kiosk migrate" in answer.json()["error"]


def test_a_batch_over_http(house: House) -> None:
    id_, headers = house.pair()
    facts = [wire.body_of(SignedIn(Pen(id_).stamp())), wire.body_of(Pen(id_).done("shoulders"))]
    packed = gzip.compress(json.dumps({"facts": facts}).encode())
    headers |= {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    answer = house.client.post("/api/sync/facts", content=packed, headers=headers)
    assert [judged["verdict"] for judged in answer.json()["verdicts"]] == ["taken", "taken"]
    news = wire.Changes.model_validate(house.client.get("/api/sync/changes", headers=headers).json())
    assert [wire.fact_of(body) for body in news.bundles[0].facts] == [wire.fact_of(facts[1])]


@pytest.mark.parametrize(
    ("content", "encoding", "status"),
    [
        (b"", "identity", 400),
        (b"{", "identity", 400),
        (b"[]", "identity", 400),
        (b'{"facts": 7}', "identity", 400),
        (b'{"facts": [NaN]}', "identity", 400),
        (b"\xff\xfe", "identity", 400),
        (b"[" * 10_000 + b"]" * 10_000, "identity", 400),
        (b"not gzip", "gzip", 400),
        (b"{}", "br", 415),
        (b" " * (LONGEST + 1), "identity", 413),
        (gzip.compress(b" " * 200_000_000), "gzip", 413),
        (json.dumps({"facts": [{}] * (wire.BATCH + 1)}).encode(), "identity", 413),
    ],
    ids=["empty", "cut", "list", "number", "nan", "bytes", "deep", "no-gzip", "other", "long", "bomb", "many"],
)
def test_a_body_that_is_none(house: House, content: bytes, encoding: str, status: int) -> None:
    _, headers = house.pair()
    answer = house.client.post("/api/sync/facts", content=content, headers=headers | {"Content-Encoding": encoding})
    assert answer.status_code == status
    said = answer.json()
    assert said["success"] is False
    assert said["error"] == said["message"]


@pytest.mark.parametrize("cursor", ["x", "1.2.3", "-1.0.0.", "9" * 400, "1.1.1.\x00"])
def test_a_cursor_that_is_none(house: House, cursor: str) -> None:
    _, headers = house.pair()
    assert house.client.get("/api/sync/changes", params={"after": cursor}, headers=headers).status_code == 400


def test_the_database_goes_and_comes_back(house: House) -> None:
    """No answer tells of SQL, and nothing needs a restart."""
    id_, headers = house.pair()
    body = {"facts": [wire.body_of(SignedIn(Pen(id_).stamp()))]}
    with house.engine.begin() as connection:
        connection.execute(text("ALTER TABLE facts RENAME TO facts_away"))
    broken = house.client.post("/api/sync/facts", json=body, headers=headers)
    assert broken.status_code == 500
    assert "facts_away" not in broken.text
    assert "SELECT" not in broken.text.upper().replace("SELECTED", "")
    with house.engine.begin() as connection:
        connection.execute(text("ALTER TABLE facts_away RENAME TO facts"))
        others = "pid <> pg_backend_pid() AND datname = current_database()"
        connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))
    again = house.client.post("/api/sync/facts", json=body, headers=headers)
    assert again.json()["verdicts"][0]["verdict"] == "taken"


def test_postgres_ends_and_comes_back(place: Path) -> None:
    """Alive but not ready; a caller is told when to come again; nothing needs a restart."""
    cluster = Cluster(place / "pg", durable=False)
    url = cluster.start()
    engine = connect(url)
    schema.upgrade(engine)
    engine.dispose()
    app = build_app(Settings(database_url=url, secret=SECRET), clock=lambda: MORNING)
    login = {"email": "a@w1.example", "password": "b"}
    with TestClient(app, raise_server_exceptions=False) as client:
        assert client.get("/readyz").status_code == 200
        cluster.stop()
        for away in (client.get("/readyz"), client.post("/api/auth/login", json=login)):
            assert away.status_code == 503
            assert away.headers["Retry-After"].isdigit()
            assert away.json()["error"] == "The database does not answer. Nothing was lost; try again."
        assert client.get("/healthz").status_code == 200
        cluster.start()
        assert client.get("/readyz").status_code == 200
        assert client.post("/api/auth/login", json=login).status_code == 401
    cluster.stop(at_once=True)


@pytest.mark.parametrize("path", ["/api/auth/login", "/api/devices/pair", "/api/sync/facts"])
def test_no_door_takes_in_more_than_it_may(house: House, path: str) -> None:
    _, headers = house.pair()
    told = house.client.post(path, content=b"x" * (LONGEST + 1), headers=headers)
    untold = house.client.post(path, content=(b"x" * 65536 for _ in range(40)), headers=headers)
    odd = house.client.post(path, content=b"{}", headers=headers | {"Content-Length": "many"})
    assert (told.status_code, untold.status_code, odd.status_code) == (413, 413, 400)
    assert untold.json()["error"] == "The request is too long."


def test_every_answer_has_a_name_that_the_log_knows(house: House, caplog: pytest.LogCaptureFixture) -> None:
    names = [house.client.get("/healthz").headers["X-Request-ID"] for _ in range(2)]
    assert len(set(names)) == 2
    given = {"X-Request-ID": "from-the-proxy-7"}
    assert house.client.get("/healthz", headers=given).headers["X-Request-ID"] == "from-the-proxy-7"
    odd = house.client.get("/healthz", headers={"X-Request-ID": "x\tforged line"}).headers["X-Request-ID"]
    assert odd.isalnum()
    with house.engine.begin() as connection:
        connection.execute(text("ALTER TABLE users RENAME TO users_away"))
    broken = house.client.post("/api/auth/login", json={"email": "a", "password": "b"})
    assert broken.status_code == 500
    assert broken.headers["X-Request-ID"] in broken.json()["error"]
    assert broken.headers["X-Request-ID"] in caplog.text


def test_unknown_roads(house: House) -> None:
    assert house.client.get("/api/nothing").json()["error"] == "Not Found"
    assert house.client.post("/api/auth/login", json={}).status_code == 400
    assert house.client.post("/api/auth/login", json={"email": "a\x00", "password": "b"}).status_code == 400
