"""The server as a whole: what every door does with what it should not be given."""

import gzip
import json

import pytest
from sqlalchemy import text

from kiosk import wire
from kiosk.floor.facts import SignedIn
from kiosk.server.gate import LONGEST
from tests.make import Pen
from tests.server.conftest import House


def test_alive_and_ready(house: House) -> None:
    assert house.client.get("/healthz").json()["status"] == "alive"
    assert house.client.get("/readyz").json()["status"] == "ready"


def test_not_ready_with_the_tables_of_another_version(house: House) -> None:
    with house.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'older'"))
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


def test_unknown_roads(house: House) -> None:
    assert house.client.get("/api/nothing").json()["error"] == "Not Found"
    assert house.client.post("/api/auth/login", json={}).status_code == 400
    assert house.client.post("/api/auth/login", json={"email": "a\x00", "password": "b"}).status_code == 400
