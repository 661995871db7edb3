"""A kiosk that was let in is known for a moment, and no longer once it was removed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from kiosk.floor.bundles import Department
from kiosk.floor.ids import DeviceId, StationId
from kiosk.server import tables as t
from kiosk.server.device import Device
from kiosk.server.let_in import LASTS, MOST, LetIn
from tests.make import MORNING, WORKSPACE
from tests.server.conftest import House

KIOSK = Device(DeviceId("k1"), WORKSPACE, StationId("s1"), None, Department.SEWING)


@pytest.mark.parametrize(("later", "is_known"), [(0, True), (9.9, True), (10, False), (-1, False)])
def test_for_so_long(later: float, *, is_known: bool) -> None:
    now = [MORNING]
    let_in = LetIn(lambda: now[0])
    let_in.keep(b"token", "1", KIOSK)
    now[0] += timedelta(seconds=later)
    assert (let_in.find(b"token", "1") == KIOSK) is is_known
    assert let_in.find(b"token", "2") is None, "a new version is noted"
    assert let_in.find(b"other", "1") is None


def test_it_never_grows_without_end() -> None:
    let_in = LetIn(lambda: MORNING)
    for n in range(MOST + 1):
        let_in.keep(b"%d" % n, "", replace(KIOSK, id=DeviceId(str(n))))
    assert (let_in.find(b"0", ""), let_in.find(b"%d" % MOST, "")) == (None, replace(KIOSK, id=DeviceId(str(MOST))))


def test_a_kiosk_removed_here_is_out_at_once(house: House) -> None:
    device, headers = house.pair()
    assert house.client.get("/api/sync/changes", headers=headers).status_code == 200
    house.client.post(f"/api/devices/{device}/revoke", headers=house.sign_in())
    assert house.client.get("/api/sync/changes", headers=headers).status_code == 403


def test_a_kiosk_removed_elsewhere_is_out_within_seconds(house: House) -> None:
    _, headers = house.pair()
    assert house.client.get("/api/sync/changes", headers=headers).status_code == 200
    with house.engine.begin() as connection:
        connection.execute(update(t.Device).values(revoked_at=house.now))
    house.now += LASTS
    assert house.client.get("/api/sync/changes", headers=headers).status_code == 403
