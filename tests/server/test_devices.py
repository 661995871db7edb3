from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from fastapi.testclient import TestClient
from sqlalchemy import select, update

from kiosk import wire
from kiosk.server import tables as t
from kiosk.server.app import build as build_app
from kiosk.server.devices import GUESSES
from kiosk.server.settings import Settings
from tests.make import MORNING, Pen
from tests.server.conftest import SECRET, House


def new_code(house: House, station: str = "s1") -> str:
    answer = house.client.post("/api/devices/pairing-codes", json={"station_id": station}, headers=house.sign_in())
    assert answer.status_code == 201
    return str(answer.json()["code"])


def pair(house: House, code: str) -> int:
    asked = {"code": code, "name": "Kiosk", "version": "0.1.0"}
    return house.client.post("/api/devices/pair", json=asked).status_code


def test_a_kiosk_is_paired_once_and_then_known(house: House) -> None:
    id_, headers = house.pair()
    assert house.client.get("/api/sync/changes", headers=headers).status_code == 200
    (row,) = house.client.get("/api/devices", headers=house.sign_in()).json()["data"]
    assert (row["id"], row["station"], row["revoked_at"]) == (id_, "Station s1", None)
    assert row["last_seen_at"] is not None
    with house.engine.connect() as connection:
        assert headers["Authorization"].removeprefix("Bearer ").encode() != connection.scalar(
            select(t.Device.token_hash)
        )


def test_a_code_is_good_for_one_kiosk(house: House) -> None:
    code = new_code(house)
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: pair(house, code), range(12)))
    assert sorted(answers) == [200] + [410] * 11


def test_fifty_tries_of_one_code_at_once_pair_one_kiosk(house: House) -> None:
    code = new_code(house)
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: pair(house, code), range(50)))
    assert answers.count(200) == 1
    assert set(answers) == {200, 410, 429}
    assert len(house.client.get("/api/devices", headers=house.sign_in()).json()["data"]) == 1


def test_a_kiosk_is_noted_as_seen_once_a_minute(house: House) -> None:
    """And its version stands, though not every request tells it."""
    id_, headers = house.pair()
    seen = []
    for version, seconds in (("0.2.0", 0), ("0.2.0", 50), ("", 50), ("", 1), ("0.3.0", 1)):
        house.later(seconds=seconds)
        house.client.get("/api/sync/changes", headers=headers | ({"X-Kiosk-Version": version} if version else {}))
        with house.engine.connect() as connection:
            row = connection.execute(select(t.Device.last_seen_at, t.Device.version).where(t.Device.id == id_)).one()
        seen.append((row.last_seen_at - MORNING, row.version))
    spans = [timedelta(seconds=s) for s in (0, 0, 100, 100, 102)]
    assert seen == list(zip(spans, ["0.2.0", "0.2.0", "0.2.0", "0.2.0", "0.3.0"], strict=True))


def test_a_code_grows_old(house: House) -> None:
    code = new_code(house)
    house.later(minutes=10, seconds=1)
    assert pair(house, code) == 410


def test_a_guesser_is_stopped(house: House) -> None:
    answers = [pair(house, f"{n:08}") for n in range(GUESSES + 5)]
    assert answers == [401] * GUESSES + [429] * 5
    house.later(minutes=11)
    assert pair(house, "00000000") == 401


def test_guesses_count_in_every_server_process(house: House, database: str) -> None:
    other = build_app(Settings(database_url=database, secret=SECRET), clock=lambda: house.now)
    with TestClient(other) as second:
        there = replace(house, client=second)
        answers = [pair((house, there)[n % 2], f"{n:08}") for n in range(GUESSES + 2)]
    assert answers == [401] * GUESSES + [429] * 2


def test_one_guesser_does_not_stop_the_others(house: House) -> None:
    code = new_code(house)
    for n in range(GUESSES + 1):
        pair(house, f"{n:08}")
    elsewhere = TestClient(house.client.app, client=("10.0.0.7", 1))
    assert pair(replace(house, client=elsewhere), code) == 200


def test_many_right_codes_are_no_guesses(house: House) -> None:
    """A factory that pairs all its kiosks in one morning."""
    assert [pair(house, new_code(house)) for _ in range(GUESSES + 1)] == [200] * (GUESSES + 1)


def test_the_last_number_that_came_from_a_kiosk_is_known(house: House) -> None:
    id_, headers = house.pair()
    pen = Pen(id_, now=house.now)
    facts = [wire.body_of(pen.done("shoulders", 1)) for _ in range(3)]
    assert house.client.post("/api/sync/facts", json={"facts": facts}, headers=headers).status_code == 200
    house.later(minutes=2)
    house.client.get("/api/sync/changes", headers=headers)
    (row,) = house.client.get("/api/devices", headers=house.sign_in()).json()["data"]
    assert row["last_number"] == 3


def test_a_revoked_kiosk_is_told_so(house: House) -> None:
    id_, headers = house.pair()
    admin = house.sign_in()
    assert house.client.post(f"/api/devices/{id_}/revoke", headers=admin).json() == {"success": True}
    assert house.client.get("/api/sync/changes", headers=headers).status_code == 403
    assert house.client.post(f"/api/devices/{id_}/revoke", headers=admin).status_code == 404


def test_only_an_admin_pairs(house: House) -> None:
    with house.engine.begin() as connection:
        connection.execute(update(t.User).values(role="SUPERVISOR"))
    headers = house.sign_in()
    assert house.client.get("/api/devices", headers=headers).status_code == 403
    answer = house.client.post("/api/devices/pairing-codes", json={"station_id": "s1"}, headers=headers)
    assert answer.status_code == 403
    assert "pair a kiosk" in answer.json()["error"]


def test_what_is_not_there(house: House) -> None:
    admin = house.sign_in()
    answer = house.client.post("/api/devices/pairing-codes", json={"station_id": "nowhere"}, headers=admin)
    assert answer.status_code == 404
    assert house.client.get("/api/sync/changes", headers={"Authorization": "Bearer nothing"}).status_code == 401
    assert house.client.get("/api/sync/changes", headers={"Authorization": b"Bearer \xff"}).status_code == 401


def test_a_kiosk_gets_another_name(house: House) -> None:
    id_, _ = house.pair()
    headers = house.sign_in()
    assert house.client.put(f"/api/devices/{id_}", json={"name": " By the door "}, headers=headers).status_code == 200
    (row,) = house.client.get("/api/devices", headers=headers).json()["data"]
    assert row["name"] == "By the door"
    for path, name, status in ((id_, "   ", 400), (id_, "x" * 81, 400), ("nobody", "X", 404)):
        assert house.client.put(f"/api/devices/{path}", json={"name": name}, headers=headers).status_code == status
