import numpy as np
import pytest

from kiosk.camera.motion import CELLS, MotionGate, small_copy
from tests.camera.pictures import BUNDLE, laid, printed, table


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (640, 480), (160, 120), (9, 7)])
def test_the_small_copy_is_always_the_same_size(width: int, height: int) -> None:
    assert small_copy(table(width=width, height=height)).shape == CELLS[::-1]


def test_noise_is_no_motion() -> None:
    gate, rng = MotionGate(), np.random.default_rng(1)
    stirs = []
    for _ in range(30):
        noisy = np.clip(rng.normal(110, 9, (720, 1280, 3)), 0, 255).astype(np.uint8)
        stirs.append(gate.lets_through(small_copy(noisy)))
    assert stirs == [True] + [False] * 29


def test_a_ticket_the_size_of_a_thumbnail_is_motion() -> None:
    gate = MotionGate()
    gate.lets_through(small_copy(table()))
    assert gate.lets_through(small_copy(laid(printed(BUNDLE, module_px=2), 700, 400)))


def test_a_slow_change_adds_up() -> None:
    gate = MotionGate()
    stirs = [gate.lets_through(small_copy(table(level))) for level in range(100, 140, 2)]
    assert 4 <= sum(stirs) <= 8
