import pytest

from kiosk.floor.ids import DeviceId
from kiosk.server.sorry import Refusal
from kiosk.server.turns import AT_ONCE, Turns

WILD, CALM = DeviceId("wild"), DeviceId("calm")


def test_a_kiosk_waits_for_its_turn_and_no_other_for_its() -> None:
    turns = Turns()
    for _ in range(AT_ONCE):
        turns.take(WILD)
    with pytest.raises(Refusal) as refused:
        turns.take(WILD)
    assert (refused.value.status, refused.value.retry_after_s) == (429, 1)
    turns.take(CALM)
    turns.give_back(WILD)
    turns.take(WILD)
