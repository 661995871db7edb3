import numpy as np
import pytest

from kiosk.camera.light import Light, light_of
from kiosk.camera.motion import small_copy
from kiosk.camera.reader import look
from kiosk.demo.table import draw


@pytest.mark.parametrize("size", [(1280, 720), (640, 480)])
def test_a_table_has_its_size_and_nothing_code_like_on_it(size: tuple[int, int]) -> None:
    picture = np.asarray(draw(size, seed=3), np.uint8)
    assert picture.shape == (size[1], size[0], 3)
    assert look(picture).is_empty
    assert light_of(small_copy(picture)) is Light.OK


def test_a_seed_is_a_table() -> None:
    assert np.array_equal(draw((320, 180), seed=1), draw((320, 180), seed=1))
    assert not np.array_equal(draw((320, 180), seed=1), draw((320, 180), seed=2))
