from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import select, update

from kiosk.server import tables as t
from kiosk.server.devices import GUESSES
from tests.make import MORNING
from tests.server.conftest import House


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
    assert sorted(answers) == [200] + [401] * 11


def test_fifty_tries_of_one_code_at_once_pair_one_kiosk(house: House) -> None:
    code = new_code(house)
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: pair(house, code), range(50)))
    assert answers.count(200) == 1
    assert set(answers) == {200, 401, 429}
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
    assert pair(house, code) == 401


def test_a_guesser_is_stopped(house: House) -> None:
    answers = [pair(house, f"{n:08}") for n in range(GUESSES + 5)]
    assert answers == [401] * GUESSES + [429] * 5
    house.later(minutes=11)
    assert pair(house, "00000000") == 401


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
