"""Where a code may be, when no reader located one."""

import numpy as np
import pytest

from kiosk.camera.places import Effort, busy_places
from kiosk.camera.sight import box, covers
from tests.camera.pictures import BUNDLE, Picture, blurred, laid, printed, table


def grey(picture: Picture) -> Picture:
    return np.ascontiguousarray(picture[..., 0])


@pytest.mark.parametrize(("x", "y"), [(0, 0), (300, 200), (1000, 500)])
@pytest.mark.parametrize("module_px", [3, 5, 8])
def test_the_first_place_is_where_the_code_lies(x: int, y: int, module_px: int) -> None:
    code = printed(BUNDLE, module_px=module_px)[:220, :280]
    place = busy_places(grey(laid(code, x, y)))[0]
    assert covers(place.outline, (x + code.shape[1] // 2, y + code.shape[0] // 2))
    assert place.worth is Effort.LONG
    left, top, right, bottom = box(place.outline)
    assert max(right - left, bottom - top) < 1.6 * max(code.shape)


def test_two_codes_are_two_places() -> None:
    picture = laid(printed(BUNDLE), 800, 300, on=laid(printed(BUNDLE), 200, 100))
    assert len(busy_places(grey(picture))) == 2


def test_a_blurred_code_is_a_place_still() -> None:
    picture = blurred(laid(printed(BUNDLE), 300, 200), 5)
    assert covers(busy_places(grey(picture))[0].outline, (400, 300))


def test_in_a_photograph_of_a_large_size_it_takes_no_longer_copy() -> None:
    picture = np.full((3000, 4000), 120, np.uint8)
    code = printed(BUNDLE, module_px=12)
    picture[1000 : 1000 + code.shape[0], 2000 : 2000 + code.shape[1]] = code
    assert covers(busy_places(picture)[0].outline, (2000 + code.shape[1] // 2, 1000 + code.shape[0] // 2))


@pytest.mark.parametrize("level", [60, 110, 240])
def test_a_bare_table_has_none(level: int) -> None:
    assert busy_places(grey(table(level))) == []


def test_stripes_and_the_grain_of_darkness_are_worth_a_brief_look_at_most() -> None:
    striped = table()
    striped[:, ::16] = striped[:, 1::16] = 0
    for picture in (striped, table(20)):
        assert {place.worth for place in busy_places(grey(picture))} <= {Effort.BRIEF}


@pytest.mark.parametrize("shape", [(8, 8), (8, 3000), (3000, 8), (9, 40)])
def test_the_smallest_pictures_raise_nothing(shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)
    assert isinstance(busy_places(noise), list)
