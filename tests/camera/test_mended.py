"""A ticket of which a corner is lost: reading it by the two finder patterns that are left."""

import cv2
import numpy as np
import pytest

from kiosk.camera import mended
from kiosk.camera.finders import finders
from kiosk.camera.scan import scan
from kiosk.camera.sight import box
from tests.camera.pictures import BUNDLE, Picture, laid, printed, table, tilted

SIDE, QUIET = 25 * 8, 4 * 8
SMALL = table(width=360, height=360)


def without(corner: str, share: float) -> Picture:
    """A ticket on a table with a square hole of `share` of its side in one of its corners."""
    code = printed(BUNDLE, module_px=8)
    hole = round(share * SIDE)
    low, high = QUIET, QUIET + SIDE - hole
    x, y = {"upper left": (low, low), "upper right": (high, low), "lower left": (low, high)}[corner]
    code[y : y + hole, x : x + hole] = 255
    return code


def grey(code: Picture) -> Picture:
    return np.ascontiguousarray(laid(code, 40, 40, on=SMALL)[..., 0])


@pytest.mark.parametrize("corner", ["upper left", "upper right", "lower left"])
@pytest.mark.parametrize("turns", range(4))
def test_a_ticket_without_a_corner(corner: str, turns: int) -> None:
    picture = grey(np.ascontiguousarray(np.rot90(without(corner, 0.3), turns)))
    assert scan(picture).texts == ()
    (code,) = mended.read(picture)
    assert code.text == BUNDLE
    assert box(code.outline) == pytest.approx((72, 72, 272, 272), abs=6)


@pytest.mark.parametrize("degrees", [10, 25, 40])
def test_a_tilted_ticket_without_a_corner(degrees: int) -> None:
    picture = np.ascontiguousarray(tilted(without("upper left", 0.28), degrees)[180:540, 460:820, 0])
    assert [code.text for code in mended.read(picture)] == [BUNDLE]


@pytest.mark.parametrize("text", ["A1/UNDO", BUNDLE, "https://example.com/" + "a" * 60, "b" * 90])
def test_codes_of_every_size(text: str) -> None:
    code = printed(text, module_px=6, error="h")
    code[24 : 24 + 42, 24 : 24 + 42] = 255
    picture = np.full((code.shape[0] + 80, code.shape[1] + 80), 110, np.uint8)
    picture[40:-40, 40:-40] = code
    assert [found.text for found in mended.read(picture)] == [text]


def test_the_finders_of_a_ticket_are_found_where_they_are() -> None:
    found = finders(grey(printed(BUNDLE, module_px=8)))
    middles = sorted((round(finder.middle[0]), round(finder.middle[1])) for finder in found)
    near, far = 40 + QUIET + 28, 40 + QUIET + SIDE - 28
    assert np.abs(np.array(middles) - np.array([(near, near), (near, far), (far, near)])).max() <= 2
    assert [finder.side_px for finder in found] == pytest.approx([55, 55, 55], abs=3)


@pytest.mark.parametrize("seed", range(12))
def test_squares_in_squares_are_no_code(seed: int) -> None:
    rng = np.random.default_rng(seed)
    picture = np.full((300, 300), 220, np.uint8)
    for _ in range(12):
        x, y, side = (int(n) for n in rng.integers((0, 0, 21), (240, 240, 70)))
        for inset, level in ((0, 20), (side // 7, 220), (2 * side // 7, 20)):
            cv2.rectangle(picture, (x + inset, y + inset), (x + side - inset, y + side - inset), level, -1)
    assert mended.read(picture) == ()


@pytest.mark.parametrize("shape", [(8, 8), (9, 300), (300, 9)])
def test_the_smallest_pictures_raise_nothing(shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)
    assert mended.read(noise) == ()
