"""Batches that the database keeps waiting."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select, text, update

from kiosk import wire
from kiosk.floor import codes
from kiosk.floor.ids import WorkspaceId
from kiosk.server import sync
from kiosk.server import tables as t
from kiosk.server.turns import AT_ONCE
from tests.make import KEY, Pen, bundle
from tests.server.conftest import House
from tests.server.factory import build
from tests.server.test_intake import send
from tests.until import until


def post(house: House, pen: Pen, headers: dict[str, str]) -> int:
    body = {"facts": [wire.body_of(pen.done("shoulders", 1))]}
    return house.client.post("/api/sync/facts", json=body, headers=headers).status_code


@contextmanager
def stalled(house: House) -> Iterator[None]:
    """Nobody gets a fact into the table."""
    with house.engine.begin() as connection:
        connection.execute(text("LOCK TABLE facts IN EXCLUSIVE MODE"))
        yield


def test_a_kiosk_gone_wild_is_told_to_wait_and_no_other(house: House) -> None:
    (wild_id, wild_headers), (calm_id, calm_headers) = house.pair(), house.pair("s2")
    wild, calm = Pen(wild_id), Pen(calm_id, "s2")
    with ThreadPoolExecutor(8) as pool:
        with stalled(house):
            many = [pool.submit(post, house, wild, wild_headers) for _ in range(AT_ONCE + 3)]
            until(lambda: sum(one.done() for one in many) == 3)
            other = pool.submit(post, house, calm, calm_headers)
        assert sorted(one.result(20) for one in many) == [200] * AT_ONCE + [429] * 3
        assert other.result(20) == 200
    assert post(house, wild, wild_headers) == 200


def test_who_lost_patience_is_told_when_to_come_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    device, headers = house.pair()
    body = {"facts": [wire.body_of(Pen(device).done("shoulders", 1))]}
    with stalled(house), monkeypatch.context() as patch:
        patch.setattr(sync, "PATIENCE_S", 0.2)
        answer = house.client.post("/api/sync/facts", json=body, headers=headers)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(sync.AGAIN_S))
    again = house.client.post("/api/sync/facts", json=body, headers=headers)
    assert again.json()["verdicts"][0]["verdict"] in {"taken", "known"}
    with house.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(t.Fact)) == 1


def asked(house: House, headers: dict[str, str], ticket: str) -> tuple[int, object]:
    answer = house.client.get("/api/sync/bundles", params={"ticket": ticket}, headers=headers)
    sheet = answer.json().get("sheet")
    return answer.status_code, sheet and (sheet["bundle"]["id"], [fact["kind"] for fact in sheet["facts"]])


def test_a_kiosk_may_ask_of_any_bundle_of_its_factory(house: House) -> None:
    """An inspector's kiosk, of one that is still sewn; by our ticket, and by an ERP's."""
    headers = house.pair("qc")[1]
    send(house.engine, Pen().done("shoulders", 5))
    build(house.engine, bundle("b7"), workspace=WorkspaceId("w2"))
    with house.engine.begin() as connection:
        connection.execute(update(t.Bundle).where(t.Bundle.id == "b1").values(qr_code="ASH-1-2"))
    known = ("b1", ["work-done"])
    assert asked(house, headers, codes.ticket_text(bundle().code, 20, KEY)) == (200, known)
    assert asked(house, headers, "ASH-1-2") == (200, known)
    assert asked(house, headers, codes.ticket_text(bundle("b7").code, 20, KEY)) == (200, None)
    assert asked(house, headers, "A1/DONE") == (400, None)
    assert asked(house, headers, "x" * 5000)[0] == 400
    assert asked(house, house.sign_in(), "ASH-1-2")[0] == 401
