"""Operations as the front end has them, and edits that never change what was sewn before."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select, update

from kiosk.server import tables as t
from tests.make import MORNING, Pen
from tests.server.conftest import House
from tests.server.test_intake import send
from tests.server.test_recount import differences

PATH = "/api/sewing/operations"
PRESS = {"product_type": "t-shirt", "name": "Press", "standard_minutes": 0.75, "piece_rate": "0.125"}


def get(house: House, **query: str) -> dict[str, Any]:
    answer = house.client.get(PATH, params=query, headers=house.sign_in())
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def add(house: House, **said: Any) -> Any:
    return house.client.post(PATH, json=PRESS | said, headers=house.sign_in())


def change(house: House, id_: str, **said: Any) -> Any:
    return house.client.put(f"{PATH}/{id_}", json=PRESS | said, headers=house.sign_in())


def test_the_list_has_what_the_front_end_reads(house: House) -> None:
    first, *_ = data = get(house)["data"]
    assert [op["name"] for op in data] == ["Shoulders", "Sleeves", "Hem"]
    assert (first["id"], first["product_type"], first["depends_on"]) == ("shoulders", "T-SHIRT", [])
    assert isinstance(first["standard_minutes"], float)
    assert isinstance(first["piece_rate"], float)
    assert data[1]["depends_on"] == ["Shoulders"]
    assert {"created_at", "updated_at"} <= first.keys()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"product_type": "all"}, 3),
        ({"product_type": ""}, 3),
        ({"product_type": "T Shirt"}, 3),
        ({"product_type": "Hoodie"}, 0),
        ({"search": "SLEEV"}, 1),
        ({"search": "%"}, 0),
        ({"search": "'; DROP TABLE facts --"}, 0),
    ],
)
def test_filters_as_the_front_end_sends_them(house: House, query: dict[str, str], count: int) -> None:
    said = get(house, **query)
    assert len(said["data"]) == count
    assert (said["message"] is None) is (count > 0), "an empty list says why"


def test_one_is_added_by_names_or_ids(house: House) -> None:
    said = add(house, depends_on=["hem", "Sleeves"]).json()
    assert (said["success"], said["data"]["depends_on"]) == (True, ["Hem", "Sleeves"])
    assert (said["data"]["piece_rate"], said["data"]["sequence_number"]) == (0.125, 4)
    assert get(house)["data"][-1]["name"] == "Press"


BAD: dict[str, tuple[dict[str, Any], int]] = {
    "no such operation": ({"depends_on": ["Collar"]}, 400),
    "a name that is there": ({"name": "hem"}, 409),
    "no minutes": ({"standard_minutes": 0}, 400),
    "minutes below zero": ({"standard_minutes": -1}, 400),
    "a rate below zero": ({"piece_rate": -0.5}, 400),
    "too fine a rate": ({"piece_rate": "0.00001"}, 400),
    "not a number": ({"standard_minutes": "NaN"}, 400),
    "no name": ({"name": ""}, 400),
    "a line break": ({"name": "a\nb"}, 400),
    "an unknown skill": ({"skill_level": "WIZARD"}, 400),
}


@pytest.mark.parametrize(("said", "status"), BAD.values(), ids=BAD)
def test_bad_operations_are_refused_in_one_sentence(house: House, said: dict[str, Any], status: int) -> None:
    answer = add(house, **said)
    assert (answer.status_code, answer.json()["success"]) == (status, False), answer.text
    assert answer.json()["error"].endswith(".")
    assert answer.json()["error"] == answer.json()["message"]
    assert len(get(house)["data"]) == 3


def test_a_ring_is_refused(house: House) -> None:
    press = add(house, depends_on=["Hem"]).json()["data"]["id"]
    answer = change(house, "shoulders", name="Shoulders", depends_on=["Press"])
    assert (answer.status_code, "ring" in answer.json()["error"]) == (400, True)
    assert change(house, press, depends_on=[press]).status_code == 400, "nor may it wait for itself"


def test_a_new_rate_pays_from_now_on(house: House) -> None:
    pen = Pen()
    send(house.engine, pen.done("shoulders", 5))
    house.now = MORNING + timedelta(hours=1)
    assert change(house, "shoulders", name="Shoulders", standard_minutes="1.5", piece_rate="2.5").status_code == 200
    later = Pen("kiosk-2", "s2", house.now + timedelta(minutes=1)).done("shoulders", 3)
    send(house.engine, later, device="kiosk-2", now=house.now + timedelta(minutes=2))
    with house.engine.connect() as connection:
        rates = dict(map(tuple, connection.execute(select(t.PayLine.good, t.PayLine.rate))))
        count = connection.scalar(select(func.count()).where(t.SewingOperationStandard.operation_id == "shoulders"))
    assert rates == {5: Decimal("1.0000"), 3: Decimal("2.5000")}
    assert count == 2
    assert differences(house.engine) == []


def test_what_it_waits_for_stays_once_there_is_work(house: House) -> None:
    assert change(house, "hem", name="Hem", depends_on=[]).status_code == 200
    send(house.engine, Pen().done("shoulders", 5))
    refused = change(house, "hem", name="Hem", depends_on=["Shoulders"])
    assert (refused.status_code, "Retire it" in refused.json()["error"]) == (409, True)
    assert change(house, "hem", name="Hem bottom", depends_on=[]).status_code == 200
    assert differences(house.engine) == []


def test_a_retired_name_is_free_again(house: House) -> None:
    send(house.engine, Pen().done("shoulders", 5))
    house.now = MORNING + timedelta(hours=2)
    answer = house.client.delete(f"{PATH}/hem", headers=house.sign_in())
    assert (answer.status_code, answer.json()["success"]) == (200, True)
    assert house.client.delete(f"{PATH}/hem", headers=house.sign_in()).status_code == 404
    assert add(house, name="Hem").status_code == 201
    assert differences(house.engine) == [], "the run that has begun keeps it"


def test_who_may_not(house: House) -> None:
    with house.engine.begin() as connection:
        connection.execute(update(t.User).values(role="SUPERVISOR"))
    assert len(get(house)["data"]) == 3
    for answer in (add(house), change(house, "hem"), house.client.delete(f"{PATH}/hem", headers=house.sign_in())):
        assert answer.status_code == 403
    assert house.client.get(PATH).status_code == 401
