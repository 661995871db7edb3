"""The finder patterns of codes: a dark ring round a light one round a dark square, as outlines inside outlines.

Readers look for brightness 1:1:3:1:1 along a row, and need all three patterns; outlines are found one by one.
"""

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.camera.picture import Grey

Points = NDArray[np.float64]

LEAST_PX2 = 60.0
CORE_SHARE = (0.06, 0.40)
"""Of the pattern's area the inner square has 9/49; blur and ink that ran make it more or less."""
SLIM = 3.2
OFF_MIDDLE = 0.2
HOLLOW = 1.35
"""A ring's hull has at most so much more area than the ring's own outline encloses."""


class Finder(NamedTuple):
    """`corners`: four points round its outer edge, clockwise in the picture; `side_px`: of a square as large."""

    middle: Points
    corners: Points
    side_px: float


def finders(grey: Grey) -> list[Finder]:
    """Each once, the largest first."""
    found: list[Finder] = []
    for dark in _dark(grey):
        for finder in _nested(dark):
            if all(_apart(finder, other) for other in found):
                found.append(finder)
    return sorted(found, key=lambda finder: -finder.side_px)


def _dark(grey: Grey) -> Iterator[Grey]:
    """What is darker than its surroundings, and what is darker than the whole's own threshold."""
    block = max(max(grey.shape) // 5 | 1, 3)
    local = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 5)
    yield np.asarray(local, np.uint8)
    yield np.asarray(cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU | cv2.THRESH_BINARY_INV)[1], np.uint8)


def _nested(dark: Grey) -> Iterator[Finder]:
    outlines, tree = cv2.findContours(dark, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return
    first_child = tree[0][:, 2].tolist()
    for outer, hole in enumerate(first_child):
        core = first_child[hole] if hole >= 0 else -1
        if core >= 0 and (finder := _finder(np.asarray(outlines[outer]), np.asarray(outlines[core]))):
            yield finder


def _finder(outer: NDArray[np.int32], core: NDArray[np.int32]) -> Finder | None:
    area, moments = cv2.contourArea(outer), cv2.moments(core)
    least, most = CORE_SHARE
    if area < LEAST_PX2 or moments["m00"] <= 0 or not least < moments["m00"] / area < most:
        return None
    hull = cv2.convexHull(outer)
    box = cv2.minAreaRect(outer)
    middle = np.array([moments["m10"], moments["m01"]]) / moments["m00"]
    away = float(np.hypot(*(middle - box[0])))
    if max(box[1]) > SLIM * min(box[1]) or away > OFF_MIDDLE * max(box[1]) or cv2.contourArea(hull) > HOLLOW * area:
        return None
    rough = cv2.approxPolyDP(hull, 0.08 * cv2.arcLength(hull, closed=True), closed=True)
    corners = rough[:, 0] if len(rough) == 4 else cv2.boxPoints(box)
    return Finder(middle, _clockwise(np.asarray(corners, np.float64)), float(np.sqrt(cv2.contourArea(hull))))


def _clockwise(corners: Points) -> Points:
    """As seen in the picture, where y grows downwards."""
    (ax, ay), (bx, by), (cx, cy) = corners[:3].tolist()
    return corners if (bx - ax) * (cy - by) - (by - ay) * (cx - bx) > 0 else corners[::-1].copy()


def _apart(one: Finder, other: Finder) -> bool:
    return float(np.hypot(*(one.middle - other.middle))) > max(one.side_px, other.side_px) / 2
