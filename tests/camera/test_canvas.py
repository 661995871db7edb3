import numpy as np

from kiosk.camera.canvas import canvas
from tests.camera.pictures import table


def test_colours_stay_and_every_pixel_is_opaque() -> None:
    picture = table(width=40, height=30)
    made = canvas(picture)
    assert made.shape == (30, 40, 4)
    assert np.array_equal(made[..., :3], picture)
    assert made[..., 3].min() == 255


def test_a_slice_turned_around_lies_close_together() -> None:
    turned = table(width=40, height=30)[::-1, 5:25]
    made = canvas(turned)
    assert made.flags.c_contiguous
    assert np.array_equal(made[..., :3], turned)
