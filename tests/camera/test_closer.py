import numpy as np
import pytest

from kiosk.camera.closer import busiest_square, look_closer
from kiosk.camera.sight import Outline, covers
from tests.camera.pictures import BUNDLE, laid, printed, table

TICKET = np.ascontiguousarray(laid(printed(BUNDLE), 300, 200)[..., 0])
PLACE: Outline = ((324, 224), (474, 224), (474, 374), (324, 374))


def test_the_place_is_told_in_the_pictures_pixels() -> None:
    code = look_closer(TICKET, PLACE, known=())
    assert code is not None
    assert code.text == BUNDLE
    for (x, y), (wanted_x, wanted_y) in zip(code.outline, PLACE, strict=True):
        assert abs(x - wanted_x) <= 3
        assert abs(y - wanted_y) <= 3


def test_what_is_known_is_not_found_again() -> None:
    assert look_closer(TICKET, PLACE, known={BUNDLE}) is None


@pytest.mark.parametrize(
    "place",
    [
        ((-900, -900), (-800, -900), (-800, -800), (-900, -800)),
        ((5000, 5000), (5100, 5000), (5100, 5100), (5000, 5100)),
        ((100, 100), (100, 122), (100, 144), (100, 122)),
    ],
    ids=["above and left", "below and right", "a line"],
)
def test_a_place_beside_the_picture_gives_nothing(place: Outline) -> None:
    assert look_closer(TICKET, place, known=()) is None


@pytest.mark.parametrize(("x", "y"), [(0, 0), (300, 200), (1000, 500)])
def test_the_busiest_square_is_where_the_code_lies(x: int, y: int) -> None:
    code = printed(BUNDLE, module_px=5)
    picture = np.ascontiguousarray(laid(code, x, y)[..., 0])
    assert covers(busiest_square(picture), (x + code.shape[1] // 2, y + code.shape[0] // 2))


def test_the_smallest_picture_has_a_busiest_square() -> None:
    assert len(busiest_square(np.ascontiguousarray(table(width=8, height=8)[..., 0]))) == 4
