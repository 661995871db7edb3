"""Where something like a code is that no reader found: blurred, washed out, too small. It serves the coach alone."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.camera.motion import GREEN, STIRRED, Small
from kiosk.camera.sight import Outline

HALF = 2
"""Every so-manieth pixel is looked at, each way."""
WINDOW_PX = 17
"""Of the smaller picture: edges are counted in squares of this side, as large as a code that is just too far away."""
FAINTEST = 14.0
"""Mean edge, in levels of 255, of the busiest square of a picture with something like a code in it; noise has 10."""
SHARE = 0.4
"""The busy part is where edges are at least so strong, of the strongest: print beside a code is weaker."""
USUAL_S = 20.0
"""What stays in view for so long belongs to the place: a pattern, a poster, a table's edge."""


class Newcomers:
    """Which cells of the small copy differ from what is usually there."""

    def __init__(self) -> None:
        self._usual: NDArray[np.float32] | None = None
        self._at_s = 0.0

    def cells(self, small: Small, at_s: float) -> NDArray[np.bool_]:
        """True where something is new, in the shape of `small`."""
        now = small.astype(np.float32)
        if self._usual is None:
            self._usual, self._at_s = now, at_s
        share = min(max(at_s - self._at_s, 0.0) / USUAL_S, 1.0)
        self._at_s = at_s
        new = np.abs(now - self._usual) >= STIRRED
        self._usual += share * (now - self._usual)
        return np.asarray(new, np.bool_)


def find(picture: NDArray[np.uint8], new: NDArray[np.bool_]) -> Outline | None:
    """The box round the busiest new part of a BGR picture, or None where nothing new is busy enough.

    `new` has a cell for each part of the picture that may count.
    """
    height, width = picture.shape[:2]
    grey = np.ascontiguousarray(picture[::HALF, ::HALF, GREEN])
    edges = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    mask = cv2.resize(new.astype(np.uint8), (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_NEAREST)
    busy = cv2.blur(cv2.multiply(edges, mask), (WINDOW_PX, WINDOW_PX))
    _, most, _, (x, y) = cv2.minMaxLoc(busy)
    if most < FAINTEST:
        return None
    _, labels, stats, _ = cv2.connectedComponentsWithStats((busy >= SHARE * most).astype(np.uint8), connectivity=4)
    left, top, wide, high, _ = (HALF * int(value) for value in stats[labels[y, x]])
    half = HALF * WINDOW_PX // 2  # a square counts where its middle is, so the part seems larger by this on each side
    left, right = left + min(half, wide // 4), min(left + wide - min(half, wide // 4), width)
    top, bottom = top + min(half, high // 4), min(top + high - min(half, high // 4), height)
    return (left, top), (right, top), (right, bottom), (left, bottom)
