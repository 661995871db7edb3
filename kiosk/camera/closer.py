"""A closer look at one place of a picture, where a code was located and not read: the cheapest way first."""

from collections.abc import Callable, Container, Iterable, Iterator

import cv2
import numpy as np

from kiosk.camera import zbar
from kiosk.camera.scan import Grey, scan
from kiosk.camera.sight import Code, Outline, box, placed, side_px

SMALLEST_PX = 8
MARGIN = 0.35
"""A cut-out is larger than its code by this share of its side: the quiet zone, and a guess that was a little off."""
GOOD_SIDE_PX = 300
"""A code of this size is read best: a small blurred one gains from enlarging, a large noisy one from shrinking."""


def look_closer(grey: Grey, outline: Outline, *, known: Container[str | None]) -> Code | None:
    """The first code found at this place whose text is not known already."""
    return next((code for code in _found(grey, outline) if code.text not in known), None)


def busiest_square(grey: Grey) -> Outline:
    """Where a code most likely is when nothing tells: the square, a quarter of the picture high, with most contrast."""
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    edges = cv2.morphologyEx(small, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    side = min(grey.shape) // 4
    busy = cv2.boxFilter(edges, cv2.CV_32F, (max(side // 4, 1), max(side // 4, 1)))
    _, _, _, (x, y) = cv2.minMaxLoc(busy)
    left, top = 4 * x - side // 2, 4 * y - side // 2
    return (left, top), (left + side, top), (left + side, top + side), (left, top + side)


def _found(grey: Grey, outline: Outline) -> Iterator[Code]:
    left, top, right, bottom = box(outline)
    margin = round(MARGIN * max(right - left, bottom - top))
    left, top = max(left - margin, 0), max(top - margin, 0)
    cut = np.ascontiguousarray(grey[top : max(bottom + margin, 0), left : max(right + margin, 0)])
    if min(cut.shape) >= SMALLEST_PX:
        for way in WAYS:
            for code in way(cut, side_px(outline)):
                yield Code(code.text, placed(code.outline, dx=left, dy=top))


def _contrast_raised(cut: Grey, code_px: float) -> Iterable[Code]:
    """Faint print, uneven light, a lens out of focus."""
    scale = min(max(GOOD_SIDE_PX / code_px, 0.5), 3.0)
    way = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    sized = cv2.resize(cut, None, fx=scale, fy=scale, interpolation=way)
    raised = cv2.createCLAHE(clipLimit=4.0, tileGridSize=(4, 4)).apply(sized)
    for code in scan(np.asarray(raised, dtype=np.uint8)).sight.read:
        yield Code(code.text, placed(code.outline, scale=1 / scale))


def _other_reader(cut: Grey, _code_px: float) -> Iterable[Code]:
    """Strong tilt, broken finder patterns, crumpled paper."""
    return zbar.read(cut)


WAYS: tuple[Callable[[Grey, float], Iterable[Code]], ...] = (_contrast_raised, _other_reader)
