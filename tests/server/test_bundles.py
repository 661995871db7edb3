"""Bundles by the API: found by whatever is printed on them, followed, and moved by a person's word."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from kiosk.floor.codes import ticket_text
from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from kiosk.server.paging import Place, values_of
from kiosk.server.sorry import Refusal
from tests.make import KEY, MORNING, Pen, bundle
from tests.server.conftest import HASH, House
from tests.server.factory import add_bundles, build
from tests.server.test_intake import send
from tests.server.test_recount import differences

QR = "ASH-o1-l2-M-7-1700000000000"


def ask(house: House, path: str, **query: str | int) -> Any:
    return house.client.get(f"/api/{path}", params=query, headers=house.sign_in())


def move(house: House, **said: str) -> Any:
    return house.client.put("/api/bundles/b1/status", json=said, headers=house.sign_in())


def with_qr(house: House) -> None:
    with house.engine.begin() as connection:
        connection.execute(update(t.Bundle).values(qr_code=QR))


@pytest.mark.parametrize(
    "text", [QR, f" {QR}\n", f"ash://bundle/{QR}", "00000000B1", "00000000b1", ticket_text("00000000B1", 20, KEY)]
)
def test_it_is_found_by_whatever_is_printed_on_it(house: House, text: str) -> None:
    with_qr(house)
    for path, name in (("bundles/by-qr", "qr_code"), ("bundles/scan", "code"), ("cutting/bundles/scan", "qrCode")):
        said = ask(house, path, **{name: text}).json()
        assert (said["success"], said["bundle"]["id"], said["data"]["bundle"]) == (True, "b1", said["bundle"])


def test_the_shape_that_the_front_end_reads(house: House) -> None:
    send(house.engine, Pen().done("shoulders"), Pen().done("sleeves", 12))
    said = ask(house, "bundles/by-qr", qr_code="00000000B1").json()
    found = said["bundle"]
    assert (found["size_code"], found["qty"], found["status"], found["qr_code"]) == ("M", 20, "IN_SEWING", "00000000B1")
    assert found["order"] == {
        "id": "order-1",
        "order_number": "PO-1",
        "brand": {"name": "Client", "code": "C"},
        "line_items": [{"description": "T-SHIRT", "garment_type": "T-SHIRT"}],
    }
    assert [(one["operation_name"], one["status"]) for one in said["progress"]] == [
        ("Shoulders", "COMPLETED"),
        ("Sleeves", "IN_PROGRESS"),
        ("Hem", "PENDING"),
    ]
    assert said["progress"][0]["completed_at"] is not None


@pytest.mark.parametrize(
    ("code", "status"),
    [("nothing", 404), ("B1/XXXXXXXXXX/1/AAAAAA", 404), ("ORD-17", 400), ("<script>", 400), ("=cmd()", 400), ("", 400)],
)
def test_what_is_no_bundle_is_said_and_never_invented(house: House, code: str, status: int) -> None:
    answer = ask(house, "bundles/scan", code=code)
    assert (answer.status_code, answer.json()["success"], answer.json()["error"][-1]) == (status, False, ".")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("00000000B1", "bundle"),
        ("ORDER-7", "order"),
        ("SKU-1", "finished_unit"),
        ("ctn-4", "carton"),
        ("§§", "unknown"),
    ],
)
def test_what_kind_of_thing_a_code_is(house: House, code: str, kind: str) -> None:
    said = house.client.post("/api/mobile/scan", json={"code": code}, headers=house.sign_in()).json()
    assert (said["kind"], said["data"] is not None) == (kind, kind == "bundle")


def test_a_person_s_word_moves_it_and_is_history(house: House) -> None:
    send(house.engine, Pen().done("shoulders"))
    house.later(minutes=5)
    said = move(house, status="on-hold", notes="Shade", location="Rack 3").json()
    assert (said["success"], said["data"]["status"], said["data"]["place"]) == (True, "ON_HOLD", "Rack 3")
    newest, oldest = ask(house, "bundles/b1/history").json()["data"]
    assert (newest["from_status"], newest["to_status"], newest["changed_by"]) == ("IN_SEWING", "ON_HOLD", "admin")
    assert (newest["change_reason"], newest["to_place"], newest["source"]) == ("Shade", "Rack 3", "BY_HAND")
    assert (oldest["employee_name"], oldest["changed_by"]) == ("Ana Reyes", None)
    assert differences(house.engine) == []


def test_two_words_of_one_person_are_two_numbered_facts(house: House) -> None:
    for status in ("ON_HOLD", "CUT"):
        house.later(minutes=1)
        assert move(house, status=status).status_code == 200
    with house.engine.connect() as connection:
        numbers = connection.scalars(select(t.Fact.number).where(t.Fact.device_id == "office-admin")).all()
    assert sorted(numbers) == [1, 2]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"status": "FLYING"}, 400),
        ({"status": "DONE"}, 409),
        ({"status": "ON_HOLD", "notes": "\x00"}, 400),
        ({"status": "x" * 41}, 400),
        ({}, 400),
    ],
)
def test_a_word_that_cannot_be_changes_nothing(house: House, said: dict[str, str], status: int) -> None:
    answer = move(house, **said)
    assert (answer.status_code, answer.json()["error"][-1]) == (status, "."), answer.text
    assert ask(house, "bundles/scan", code="00000000B1").json()["bundle"]["status"] == "CUT"


def test_pages_follow_each_other_without_a_gap_while_bundles_come(house: House) -> None:
    with house.engine.begin() as connection:
        add_bundles(connection, [bundle(f"x{n:02}") for n in range(25)])
    first = ask(house, "bundles", limit=10).json()
    with house.engine.begin() as connection:
        add_bundles(connection, [bundle("z99")], made_at=house.now)
    second = ask(house, "bundles", limit=10, cursor=first["next"]).json()
    third = ask(house, "bundles", limit=10, cursor=second["next"]).json()
    ids = [one["id"] for page in (first, second, third) for one in page["data"]]
    assert (len(ids), len(set(ids)), third["next"]) == (26, 26, None)
    assert [one["id"] for one in ask(house, "bundles", limit=10, page=2).json()["data"]] != ids[:10]


def test_filters(house: House) -> None:
    send(house.engine, Pen().done("shoulders"))
    counts = [len(ask(house, "bundles", status=said).json()["data"]) for said in ("in sewing", "all", "", "CUT")]
    assert counts == [1, 1, 1, 0]
    assert ask(house, "bundles", status="flying").status_code == 400
    assert ask(house, "bundles", order_id="order-2").json()["data"] == []


@pytest.mark.parametrize(
    "query", [{"limit": 10**9}, {"limit": 0}, {"limit": -1}, {"page": 0}, {"page": 10**6}, {"cursor": "x" * 601}]
)
def test_absurd_pages_are_refused(house: House, query: dict[str, int | str]) -> None:
    assert ask(house, "bundles", **query).status_code == 400


def test_a_cursor_is_good_for_its_own_list_and_factory_alone(house: House) -> None:
    build(house.engine, workspace=WorkspaceId("w2"))
    with house.engine.begin() as connection:
        connection.execute(update(t.User).values(password_hash=HASH))
        add_bundles(connection, [bundle("x1")])
    cursor = ask(house, "bundles", limit=1).json()["next"]
    assert ask(house, "bundles/b1/history", cursor=cursor).status_code == 400
    other = house.sign_in("admin@w2.example")
    assert house.client.get("/api/bundles", params={"cursor": cursor}, headers=other).status_code == 400
    assert house.client.get("/api/bundles/b1/history", headers=other).json()["data"] == []
    assert house.client.get("/api/bundles/x1/history", headers=other).status_code == 404


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_no_text_is_a_cursor(text: str) -> None:
    place = Place("bundles", WorkspaceId("w1"), "a secret", (t.Bundle.created_at, t.Bundle.id))
    with pytest.raises(Refusal):
        values_of(place, text)


def test_who_may_not(house: House) -> None:
    with house.engine.begin() as connection:
        connection.execute(update(t.User).values(role="OPERATOR"))
    assert ask(house, "bundles").status_code == 403
    assert move(house, status="ON_HOLD").status_code == 403
    assert house.client.get("/api/bundles").status_code == 401
    assert house.now == MORNING
