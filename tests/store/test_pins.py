"""PINs: counted before they are looked at, whatever is unplugged meanwhile."""

from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from kiosk import wire
from kiosk.floor.access import FREE_TRIES, LONGEST_WAIT_S, Tried
from kiosk.floor.ids import WorkspaceId
from kiosk.store import pins
from kiosk.store.pins import Pins
from tests.make import ANA, BEN, MORNING
from tests.store.site import Site, whole_factory

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def tell(site: Site, pin: str | None, cursor: str = "9") -> None:
    told = wire.Pin(ANA.id, CHEAP.hash(pin) if pin else None)
    site.mirror.apply(wire.Changes(cursor=cursor, pins=[told]))


@pytest.fixture
def kept(site: Site) -> Pins:
    tell(site, "2580")
    return Pins(site.file)


def wrong(kept: Pins, times: int) -> list[tuple[Tried, int]]:
    return [kept.take(ANA.id, "1111", MORNING) for _ in range(times)]


def test_the_right_one(kept: Pins) -> None:
    assert kept.take(ANA.id, "2580", MORNING) == (Tried.RIGHT, 0)


def test_none_is_set(kept: Pins, site: Site) -> None:
    assert kept.take(BEN.id, "2580", MORNING) == (Tried.NONE_SET, 0)
    tell(site, None, "10")
    assert kept.take(ANA.id, "2580", MORNING) == (Tried.NONE_SET, 0)


def test_after_five_wrong_ones_even_the_right_one_waits(kept: Pins) -> None:
    assert wrong(kept, FREE_TRIES) == [(Tried.WRONG, 0)] * (FREE_TRIES - 1) + [(Tried.WRONG, 30)]
    assert kept.take(ANA.id, "2580", MORNING + timedelta(seconds=10)) == (Tried.TOO_SOON, 20)
    assert kept.take(ANA.id, "1111", MORNING + timedelta(seconds=30)) == (Tried.WRONG, 60)
    assert kept.take(ANA.id, "2580", MORNING + timedelta(seconds=90)) == (Tried.RIGHT, 0)
    assert wrong(kept, 1) == [(Tried.WRONG, 0)], "the right one begins anew"


def test_tries_too_soon_do_not_make_it_longer(kept: Pins) -> None:
    wrong(kept, FREE_TRIES)
    assert wrong(kept, 3) == [(Tried.TOO_SOON, 30)] * 3


def test_a_clock_that_jumps_makes_nobody_wait_for_days(kept: Pins) -> None:
    wrong(kept, FREE_TRIES + 20)
    back = MORNING - timedelta(days=20000)
    tried, left = kept.take(ANA.id, "2580", back)
    assert tried is Tried.TOO_SOON
    assert left <= LONGEST_WAIT_S
    assert kept.take(ANA.id, "2580", MORNING + timedelta(days=20000)) == (Tried.RIGHT, 0)


def test_wrong_tries_outlive_the_program(site: Site, kept: Pins) -> None:
    wrong(kept, FREE_TRIES)
    site.file.close()
    again = Site(site.path)
    assert Pins(again.file).take(ANA.id, "2580", MORNING) == (Tried.TOO_SOON, 30)
    again.file.close()


def test_a_try_is_counted_before_it_is_looked_at(kept: Pins, monkeypatch: pytest.MonkeyPatch) -> None:
    def unplugged(*_: object) -> bool:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(pins, "_is_right", unplugged)
        for _ in range(FREE_TRIES):
            with pytest.raises(SystemExit):
                kept.take(ANA.id, "2580", MORNING)
    assert kept.take(ANA.id, "2580", MORNING) == (Tried.TOO_SOON, 30)


def test_a_new_pin_is_not_held_up_by_tries_on_the_old(kept: Pins, site: Site) -> None:
    wrong(kept, FREE_TRIES)
    tell(site, "7319", "10")
    assert kept.take(ANA.id, "7319", MORNING) == (Tried.RIGHT, 0)


def test_a_damaged_hash_is_a_wrong_pin(site: Site) -> None:
    site.mirror.apply(wire.Changes(cursor="9", pins=[wire.Pin(ANA.id, "no hash")]))
    assert Pins(site.file).take(ANA.id, "2580", MORNING) == (Tried.WRONG, 0)


def test_another_factory_s_pins_are_forgotten(site: Site, kept: Pins) -> None:
    other = whole_factory()
    assert other.workspace is not None
    elsewhere = replace(other.workspace, id=WorkspaceId("w2"))
    site.mirror.apply(other.model_copy(update={"workspace": elsewhere}))
    assert kept.take(ANA.id, "2580", MORNING) == (Tried.NONE_SET, 0)
