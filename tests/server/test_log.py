"""What the log and the meters tell, and what they must not."""

import json
import logging
from pathlib import Path

import pytest
import requests
from fastapi.testclient import TestClient

from kiosk import wire
from kiosk.demo.premises import free_port
from kiosk.server.app import build as build_app
from kiosk.server.log import JsonLines
from kiosk.server.settings import Settings
from tests.make import MORNING, Pen
from tests.processes import serving
from tests.server.conftest import PASSWORD, SECRET, House
from tests.until import until

TOKEN = "a token for meters"


def test_a_line_is_json_whatever_is_said() -> None:
    record = logging.LogRecord("kiosk.x", logging.WARNING, "", 1, 'a "quoted"\nname: %s', ("ñ",), None)
    record.facts = {"status": 200}
    (line,) = JsonLines().format(record).splitlines()
    said = json.loads(line)
    assert (said["level"], said["where"], said["says"], said["status"]) == (
        "warning",
        "kiosk.x",
        'a "quoted"\nname: ñ',
        200,
    )


def test_a_request_is_told_of_by_its_door_and_nothing_more(house: House, caplog: pytest.LogCaptureFixture) -> None:
    headers = house.sign_in()
    with caplog.at_level(logging.INFO):
        house.client.get("/api/employees/ana?search=Reyes", headers=headers)
        house.client.get("/nowhere/at/all")
        house.client.get("/healthz")
        house.client.post("/api/auth/login", json={"email": "admin@w1.example", "password": "wrong one"})
    told = [record.facts for record in caplog.records if hasattr(record, "facts")]
    assert [(one["method"], one["door"], one["status"]) for one in told] == [
        ("GET", "/api/employees/{id}", 200),
        ("GET", "", 404),
        ("POST", "/api/auth/login", 401),
    ]
    assert all(one["ms"] >= 0 and len(one["request"]) >= 8 for one in told)
    ours = [JsonLines().format(record) for record in caplog.records if record.name.startswith("kiosk")]
    text = "".join(ours)
    for secret in ("Reyes", "wrong one", PASSWORD, headers["Authorization"]):
        assert secret not in text


@pytest.fixture
def metered(house: House, database: str) -> House:
    app = build_app(Settings(database_url=database, secret=SECRET, metrics_token=TOKEN), clock=lambda: MORNING)
    house.client = TestClient(app, raise_server_exceptions=False)
    return house


def meter(text: str, name: str) -> float:
    return sum(float(line.rpartition(" ")[2]) for line in text.splitlines() if line.startswith(name))


def test_the_meters_count(metered: House) -> None:
    with metered.client as client:
        shown = {"Authorization": f"Bearer {TOKEN}"}
        before = client.get("/metrics", headers=shown).text
        device, headers = metered.pair()
        body = {"facts": [wire.body_of(Pen(device).done("shoulders", 5)), {"id": "no fact"}]}
        client.post("/api/sync/facts", json=body, headers=headers)
        client.get("/no/such/door/1")
        client.get("/no/such/door/2")
        after = client.get("/metrics", headers=shown).text
    for name, more in (
        ('kiosk_facts_total{verdict="taken"}', 1),
        ('kiosk_facts_total{verdict="set_aside"}', 1),
        ('kiosk_requests_total{door="none",method="none",status="404"}', 2),
        ('kiosk_requests_total{door="/api/sync/facts",method="POST",status="200"}', 1),
    ):
        assert meter(after, name) - meter(before, name) == more, name
    assert meter(after, "kiosk_batches_at_work") == 0
    assert "/no/such" not in after


@pytest.mark.parametrize(("token", "status"), [("", 401), ("a wrong one", 401), (TOKEN, 200)])
def test_the_meters_ask_for_their_token(metered: House, token: str, status: int) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    assert metered.client.get("/metrics", headers=headers).status_code == status


def test_without_a_token_there_is_no_such_door(house: House) -> None:
    assert house.client.get("/metrics").status_code == 404


def test_several_processes_count_together(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_METRICS_TOKEN", TOKEN)
    port, log = free_port(), tmp_path / "server.log"
    name = 'kiosk_requests_total{door="/api/auth/me",method="GET",status="401"}'
    with serving(database, port, log, "--workers", "2"):
        address = f"http://127.0.0.1:{port}"
        for _ in range(20):
            requests.get(address + "/api/auth/me", timeout=10)
        headers = {"Authorization": f"Bearer {TOKEN}"}
        until(lambda: meter(requests.get(address + "/metrics", headers=headers, timeout=10).text, name) == 20)
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    assert sum(line.get("door") == "/api/auth/me" for line in lines) == 20
