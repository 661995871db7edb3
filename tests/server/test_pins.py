"""PINs at the office: set, told to the kiosks as a hash, never told to anybody else."""

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from kiosk import wire
from kiosk.server import tables as t
from tests.server.conftest import House


def put(house: House, pin: object, *, who: str = "ana") -> int:
    asked = house.client.put(f"/api/employees/{who}/pin", json={"pin": pin}, headers=house.sign_in())
    return asked.status_code


def told(house: House, headers: dict[str, str], cursor: str = "") -> wire.Changes:
    return wire.Changes.model_validate(house.client.get(f"/api/sync/changes?after={cursor}", headers=headers).json())


def test_a_kiosk_is_told_the_hash_at_its_next_round(house: House) -> None:
    _, headers = house.pair()
    first = told(house, headers)
    assert {pin.hash for pin in first.pins} == {None}
    assert put(house, "2580") == 200
    (pin,) = told(house, headers, first.cursor).pins
    assert pin.id == "ana"
    assert pin.hash is not None
    assert PasswordHasher().verify(pin.hash, "2580")


def test_it_can_be_taken_away(house: House) -> None:
    _, headers = house.pair()
    put(house, "2580")
    assert house.client.delete("/api/employees/ana/pin", headers=house.sign_in()).status_code == 200
    assert {pin.hash for pin in told(house, headers).pins} == {None}


@pytest.mark.parametrize(("pin", "status"), [("1234", 422), ("", 422), ("abcd", 422), (2580, 400), ("2" * 41, 400)])
def test_what_is_no_pin(house: House, pin: object, status: int) -> None:
    assert put(house, pin) == status


def test_only_an_admin_of_the_same_factory(house: House) -> None:
    assert put(house, "2580", who="nobody") == 404
    assert house.client.put("/api/employees/ana/pin", json={"pin": "2580"}).status_code == 401
    with house.engine.begin() as connection:
        connection.execute(update(t.User).values(role="SUPERVISOR"))
    assert put(house, "2580") == 403


def test_it_stands_in_the_trail_without_the_pin(house: House) -> None:
    put(house, "2580")
    with house.engine.connect() as connection:
        row = connection.execute(select(t.AuditEntry).where(t.AuditEntry.act == "set a PIN")).one()
    assert (row.subject, row.detail) == ("ana", None)
