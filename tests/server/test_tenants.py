"""One factory asks for another's things by their ids, at every door there is: it sees nothing and changes nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, update

from kiosk.floor.ids import WorkspaceId, run_id, run_operation_id
from kiosk.server import tables as t
from kiosk.server.app import build as build_app
from kiosk.server.settings import Settings
from tests.make import MORNING, SHOULDERS, Pen, bundle
from tests.server.conftest import HASH, SECRET, House
from tests.server.factory import build
from tests.server.payday import FIRST_HALF
from tests.server.test_intake import send

MARK = "only-the-first-factory-knows"
RUN = run_operation_id(run_id(bundle().id, 1), SHOULDERS.id)
IDS = ("b1", "ana", "shoulders", "admin", RUN, "order-1", "s1", "line-1", "2026-03-03")
OPEN = {"/healthz", "/readyz", "/docs", "/openapi.json", "/api/floor/stream"}
"""What says nothing of any factory; and a stream, which ends with whoever watches (`test_stream.py`)."""

BODY: dict[str, Any] = {
    "status": "ON_HOLD",
    "qty_good": 5,
    "bundle_id": "b1",
    "operator_id": "ana",
    "operation_name": "Shoulders",
    "station_id": "s1",
    "code": "00000000B1",
    "pin": "2580",
    "product_type": "T-SHIRT",
    "name": "Shoulders",
    "standard_minutes": 1,
    **FIRST_HALF,
}


def doors(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Every method of every path, as the server's own description of itself lists them."""
    for path, methods in app.openapi()["paths"].items():
        if path not in OPEN:
            yield from ((method.upper(), path) for method in methods)


@pytest.fixture
def two(house: House) -> House:
    """The first factory has work in it, and its mark on whatever people read; the second asks."""
    send(house.engine, Pen().done("shoulders", 5))
    with house.engine.begin() as connection:
        for column in (t.Employee.last_name, t.Order.client, t.WorkStation.name, t.SewingOperation.name):
            connection.execute(update(column.class_).values({column.key: column + MARK}))
        connection.execute(update(t.Bundle).values(colour=MARK))
        connection.execute(update(t.Workspace).values(name=MARK))
    build(house.engine, workspace=WorkspaceId("w2"))
    with house.engine.begin() as connection:
        connection.execute(update(t.User).values(password_hash=HASH))
    return house


def test_no_door_leads_into_another_factory(two: House, database: str) -> None:
    app = build_app(Settings(database_url=database, secret=SECRET), clock=lambda: MORNING)
    headers, before = two.sign_in("admin@w2.example"), _stands(two)
    asked = 0
    for method, path in doors(app):
        for id_ in IDS if "{id}" in path or "{day}" in path else IDS[:1]:
            url = path.replace("{id}", id_).replace("{day}", id_)
            query = {"id": RUN, "run_id": RUN, "qr_code": "00000000B1", "code": "00000000B1", "qrCode": "00000000B1"}
            query |= {"search": MARK[:5], "year": "2026", "first_day": "2026-03-01", "last_day": "2026-03-15"}
            json = None if method == "GET" else BODY
            answer = two.client.request(method, url, params=query, json=json, headers=headers)
            assert answer.status_code < 500, f"{method} {url}: {answer.text}"
            assert MARK not in answer.text, f"{method} {url}"
            asked += 1
    assert asked > 60, "the doors were found"
    assert _stands(two) == before


def test_every_door_but_the_front_one_is_locked(two: House, database: str) -> None:
    app = build_app(Settings(database_url=database, secret=SECRET), clock=lambda: MORNING)
    for method, path in doors(app):
        if path in {"/api/auth/login", "/api/devices/pair"}:
            continue
        url = path.replace("{id}", "b1").replace("{day}", "2026-03-03")
        answer = two.client.request(method, url, json=None if method == "GET" else BODY)
        assert answer.status_code in {400, 401}, f"{method} {url}: {answer.status_code}"
        assert MARK not in answer.text


def _stands(two: House) -> dict[str, Any]:
    """All that the first factory has, by number and by mark."""
    said: dict[str, Any] = {}
    with two.engine.connect() as connection:
        for table in t.Base.metadata.sorted_tables:
            if "workspace_id" in table.columns and table.name not in {"audit_entries", "users"}:
                count = select(func.count()).select_from(table).where(table.c.workspace_id == "w1")
                said[table.name] = connection.scalar(count)
        statuses = select(t.Bundle.id, t.Bundle.status, t.Bundle.place).where(t.Bundle.workspace_id == "w1")
        said["moved"] = sorted(map(tuple, connection.execute(statuses)), key=repr)
        pins = select(t.Employee.id, t.Employee.pin_hash).where(t.Employee.workspace_id == "w1")
        said["pins"] = sorted(map(tuple, connection.execute(pins)), key=repr)
    return said
