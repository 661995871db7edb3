"""Lays are planned by the API, and cut by facts alone."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from kiosk.floor.facts import CutDone, CutStarted
from kiosk.floor.ids import LayId
from kiosk.server import tables as t
from tests.make import MORNING, Pen
from tests.server.conftest import House
from tests.server.test_intake import send
from tests.server.test_recount import differences

NEW: dict[str, Any] = {
    "order_id": "order-1",
    "plies": 10,
    "sizes": [{"size": "M", "per_ply": 2}, {"size": "L", "per_ply": 1}],
    "marker_name": "M-7",
    "line_id": "line-1",
}


def add(house: House, **said: Any) -> Any:
    return house.client.post("/api/cutting/lays", json=NEW | said, headers=house.sign_in())


def get(house: House, what: str, **query: str) -> Any:
    return house.client.get(f"/api/cutting/{what}", params=query, headers=house.sign_in()).json()["data"]


def cut(house: House, lay: str, plies: int = 10) -> None:
    pen = Pen(now=MORNING + timedelta(hours=1))
    begun = CutStarted(stamp=pen.stamp(), lay=LayId(lay), run_no=1)
    done = CutDone(
        stamp=pen.later(minutes=30).stamp(), lay=LayId(lay), run_no=1, plies=plies, units=3 * plies, defective=1
    )
    send(house.engine, begun, done)


def test_a_lay_is_planned_cut_and_becomes_bundles(house: House) -> None:
    answer = add(house)
    said = answer.json()
    assert (answer.status_code, said["data"]["order_number"], said["data"]["cut_plies"]) == (201, "PO-1", 0), (
        answer.text
    )
    cut(house, said["id"])
    (lay,), (run,) = get(house, "lays"), get(house, "runs", lay_id=said["id"])
    assert (lay["cut_plies"], run["units_cut"], run["defective_units"], run["actual_minutes"]) == (10, 30, 1, 30.0)
    with house.engine.connect() as connection:
        tied = select(func.count(), func.sum(t.Bundle.pieces)).where(t.Bundle.lay_id == said["id"])
        assert tuple(connection.execute(tied).one()) == (2, 29)
    assert differences(house.engine) == []


def test_what_is_odd_is_told(house: House) -> None:
    lay = add(house).json()["id"]
    cut(house, lay, plies=12)
    (run,) = get(house, "runs")
    assert [flag["kind"] for flag in run["flags"]] == ["EXCESS"]
    assert get(house, "runs", lay_id="another") == []


BAD: dict[str, tuple[dict[str, Any], int]] = {
    "no order": ({"order_id": "none"}, 404),
    "no line": ({"line_id": "none"}, 404),
    "no plies": ({"plies": 0}, 400),
    "too many plies": ({"plies": 1001}, 400),
    "no sizes": ({"sizes": []}, 400),
    "a size of nothing": ({"sizes": [{"size": "M", "per_ply": 0}]}, 400),
    "a nameless size": ({"sizes": [{"size": "", "per_ply": 1}]}, 400),
    "an endless bundle": ({"per_bundle": 10**6}, 400),
    "weight below zero": ({"fabric_kg": -1}, 400),
    "a control character": ({"marker_name": "M\u0000"}, 400),
}


@pytest.mark.parametrize(("said", "status"), BAD.values(), ids=BAD)
def test_bad_lays_are_refused_in_one_sentence(house: House, said: dict[str, Any], status: int) -> None:
    answer = add(house, **said)
    assert (answer.status_code, answer.json()["error"][-1]) == (status, "."), answer.text
    assert get(house, "lays") == []


def test_who_may_not(house: House) -> None:
    with house.engine.begin() as connection:
        connection.execute(update(t.User).values(role="SUPERVISOR"))
    assert add(house).status_code == 403
    assert get(house, "lays") == []
