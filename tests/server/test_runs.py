"""Sewing runs by the API, in the front end's shapes: worked by facts alone, and by the floor's own rules."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from kiosk.floor.bundles import BundleStatus
from kiosk.floor.ids import WorkspaceId, run_id, run_operation_id
from kiosk.server import tables as t
from tests.make import ANA, BEN, SHOULDERS, SLEEVES, Pen, bundle, defect
from tests.server.conftest import HASH, House
from tests.server.factory import build
from tests.server.test_intake import send
from tests.server.test_recount import differences

RUN = run_operation_id(run_id(bundle().id, 1), SHOULDERS.id)
NEXT = run_operation_id(run_id(bundle().id, 1), SLEEVES.id)
NEW = {
    "order_id": "order-1",
    "bundle_id": "b1",
    "routing_step_id": "temp-routing-step",
    "operation_name": "shoulders",
    "operator_id": ANA.id,
}


def get(house: House, path: str = "", **query: str | int) -> Any:
    return house.client.get(f"/api/sewing/runs{path}", params=query, headers=house.sign_in())


def post(house: House, path: str = "", **said: Any) -> Any:
    return house.client.post(f"/api/sewing/runs{path}", json=said, headers=house.sign_in())


def put(house: House, id_: str, **said: Any) -> Any:
    return house.client.put("/api/sewing/runs", params={"id": id_}, json=said, headers=house.sign_in())


def kinds(house: House) -> list[str]:
    with house.engine.connect() as connection:
        return list(connection.scalars(select(t.Fact.kind).order_by(t.Fact.number)))


def test_a_run_from_its_beginning_to_its_end(house: House) -> None:
    begun = post(house, **NEW)
    said = begun.json()
    assert (begun.status_code, said["id"], said["data"]["id"]) == (201, RUN, RUN), begun.text
    assert said["data"]["status"] == "IN_PROGRESS"
    house.later(minutes=10)
    assert post(house, f"/{RUN}/pause", reason="MACHINE").status_code == 200
    house.later(minutes=5)
    assert post(house, f"/{RUN}/resume").status_code == 200
    house.later(minutes=5)
    part = post(house, f"/{RUN}/progress", qty_good=12, notes="so far").json()["data"]
    assert (part["qty_good"], part["operator"]["employee_number"]) == (12, ANA.number)
    house.later(minutes=5)
    done = post(house, f"/{RUN}/complete").json()["data"]
    assert (done["status"], done["qty_good"], done["piece_rate_pay"]) == ("DONE", 20, 20.0)
    assert done["ended_at"] is not None
    assert [one["action"] for one in get(house, f"/{RUN}/time-entries").json()["data"]] == [
        "START",
        "PAUSE",
        "RESUME",
        "COMPLETE",
        "COMPLETE",
    ]
    assert kinds(house) == ["work-started", "work-paused", "work-resumed", "work-done", "work-done"]
    assert differences(house.engine) == []


def test_the_list_has_what_the_front_end_reads(house: House) -> None:
    send(house.engine, Pen().done("shoulders", began=house.now - timedelta(minutes=15)), Pen().done("sleeves", 12))
    rows = get(house, page=1, limit=10).json()["data"]
    assert {row["operation_name"]: row["status"] for row in rows} == {
        "Shoulders": "DONE",
        "Sleeves": "IN_PROGRESS",
        "Hem": "CREATED",
    }
    row = next(row for row in rows if row["operation_name"] == "Shoulders")
    assert row["order"]["order_number"] == "PO-1"
    assert row["order"]["brand"] == {"name": "Client", "code": "C"}
    assert row["operator"]["first_name"] == "Ana"
    assert row["bundle"] == {"id": "b1", "size_code": "M", "qty": 20, "qr_code": "00000000B1"}
    assert isinstance(row["qty_good"], int)
    assert (row["actual_minutes"], row["efficiency_pct"]) == (15.0, pytest.approx(133.33, abs=1))
    one = get(house, f"/{row['id']}").json()
    assert one["data"]["order"]["line_items"] == [{"description": "T-SHIRT", "garment_type": "T-SHIRT"}]
    assert one["data"]["routing_step"]["step_name"] == "Shoulders"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"status": "DONE"}, 1),
        ({"status": "completed"}, 1),
        ({"status": "all"}, 3),
        ({"operation": "SLEEVES"}, 1),
        ({"operator": "1001"}, 2),
        ({"operator_id": "ana"}, 2),
        ({"order_id": "order-1"}, 3),
        ({"search": "reyes"}, 2),
        ({"search": "PO-"}, 3),
        ({"search": "100%"}, 0),
        ({"priority": "HIGH"}, 3),
        ({"limit": 2}, 2),
    ],
)
def test_filters_as_the_front_end_sends_them(house: House, query: dict[str, Any], count: int) -> None:
    send(house.engine, Pen().done("shoulders"), Pen().done("sleeves", 12))
    with house.engine.begin() as connection:
        connection.execute(update(t.Employee).where(t.Employee.id == ANA.id).values(employee_number="1001"))
    assert len(get(house, **query).json()["data"]) == count


BAD: dict[str, tuple[dict[str, Any], int]] = {
    "no bundle": ({"bundle_id": "b9"}, 404),
    "no operation": ({"operation_name": "Fly"}, 404),
    "no operator": ({"operator_id": "nobody"}, 404),
    "nothing ready": ({"operation_name": "Hem"}, 409),
    "nothing said": ({"operation_name": "", "routing_step_id": ""}, 404),
    "a long name": ({"operation_name": "x" * 121}, 400),
}


@pytest.mark.parametrize(("said", "status"), BAD.values(), ids=BAD)
def test_what_cannot_begin_is_said_and_records_nothing(house: House, said: dict[str, Any], status: int) -> None:
    answer = post(house, **(NEW | said))
    assert (answer.status_code, answer.json()["error"][-1]) == (status, "."), answer.text
    assert kinds(house) == []


def test_the_floor_s_rules_hold_here_too(house: House) -> None:
    send(house.engine, Pen().done("shoulders", 12))
    waits = post(house, **(NEW | {"operation_name": "Hem"})).json()["error"]
    assert waits == "Hem waits for Sleeves: 0 of 20 done."
    assert post(house, **(NEW | {"operation_name": "Sleeves", "operator_id": BEN.id})).status_code == 201
    more = post(house, f"/{NEXT}/progress", qty_good=13)
    assert (more.status_code, more.json()["error"]) == (409, "No more than 12 pieces can be done now.")
    assert post(house, f"/{NEXT}/progress", qty_good=0).status_code == 409
    assert post(house, f"/{NEXT}/progress", qty_good=-1).status_code == 400
    send(house.engine, Pen("kiosk-3").moved(BundleStatus.ON_HOLD), device="kiosk-3")
    assert post(house, f"/{NEXT}/complete").json()["error"] == "This bundle is on hold."
    assert differences(house.engine) == []


def test_put_as_the_front_end_does_it(house: House) -> None:
    post(house, **NEW)
    house.later(minutes=5)
    assert put(house, RUN, qty_good=5).json()["data"]["qty_good"] == 5
    house.later(minutes=5)
    assert put(house, RUN, status="DONE").json()["data"]["status"] == "DONE"
    assert put(house, RUN, status="FLYING").status_code == 400
    assert put(house, "none", status="DONE").status_code == 404


def test_a_run_is_called_off_until_pieces_are_done(house: House) -> None:
    post(house, **NEW)
    path = {"url": "/api/sewing/runs", "headers": house.sign_in()}
    assert house.client.delete(**path, params={"id": RUN}).json()["success"] is True
    assert house.client.delete(**path, params={"id": RUN}).status_code == 404, "it never was"
    house.later(minutes=1)
    post(house, **NEW)
    put(house, RUN, qty_good=1)
    assert house.client.delete(**path, params={"id": RUN}).status_code == 400
    assert differences(house.engine) == []


def test_rejects_are_those_charged_to_it(house: House) -> None:
    pen = Pen()
    done = [pen.later(minutes=20).done(op) for op in ("shoulders", "sleeves", "hem")]
    send(house.engine, *done, pen.later(minutes=5).found(defect("OPEN-SEAM", 3, op="sleeves")))
    assert get(house, f"/{RUN}/rejects").json()["data"] == []
    (one,) = get(house, f"/{NEXT}/rejects").json()["data"]
    assert (one["qty"], one["reason"]) == (3, "OPEN-SEAM")


def test_efficiency_of_a_run(house: House) -> None:
    send(house.engine, Pen().done("shoulders", 10, began=house.now - timedelta(minutes=20)))
    answer = house.client.get("/api/sewing/efficiency", params={"run_id": RUN}, headers=house.sign_in())
    said = answer.json()["efficiency"]
    assert (said["pieces_completed"], said["pieces_target"], said["trend"]) == (10, 20, "stable")
    assert (said["current_efficiency"], said["earned_pay"], said["projected_pay"]) == (50.0, 10.0, 20.0)


def test_another_factory_sees_and_does_nothing_here(house: House) -> None:
    build(house.engine, workspace=WorkspaceId("w2"))
    with house.engine.begin() as connection:
        connection.execute(update(t.User).values(password_hash=HASH))
    send(house.engine, Pen().done("shoulders", 5))
    other = house.sign_in("admin@w2.example")
    assert house.client.get("/api/sewing/runs", headers=other).json()["data"] == []
    for path in ("", "/time-entries", "/rejects"):
        assert house.client.get(f"/api/sewing/runs/{RUN}{path}", headers=other).status_code == 404
    for deed in ("start", "pause", "resume", "complete"):
        assert house.client.post(f"/api/sewing/runs/{RUN}/{deed}", headers=other).status_code == 404


def test_who_may_not(house: House) -> None:
    with house.engine.begin() as connection:
        connection.execute(update(t.User).values(role="QC"))
    assert get(house).status_code == 200
    assert post(house, **NEW).status_code == 403
    assert house.client.get("/api/sewing/runs").status_code == 401
