"""Has anything moved? A small grey copy of the picture tells, at a fraction of what reading costs."""

import cv2
import numpy as np
from numpy.typing import NDArray

Small = NDArray[np.uint8]

CELLS = (64, 36)
SAMPLED_PX = 640
"""Only every few pixels are looked at, as many as make a picture about this wide."""
GREEN = 1
STIRRED = 8
"""Levels of 255 by which a cell must change; noise, averaged over a cell, stays well below."""


def small_copy(picture: NDArray[np.uint8]) -> Small:
    """64×36 cells of a BGR picture, each the mean of its samples; green stands for brightness, at no cost."""
    step = max(picture.shape[1] // SAMPLED_PX, 1)
    samples = np.ascontiguousarray(picture[::step, ::step, GREEN])
    return np.asarray(cv2.resize(samples, CELLS, interpolation=cv2.INTER_AREA), np.uint8)


class MotionGate:
    """Compares with the picture that it last let through, so that a slow change adds up and is seen too."""

    def __init__(self) -> None:
        self._before: Small | None = None

    def lets_through(self, small: Small) -> bool:
        if self._before is not None and int(cv2.absdiff(small, self._before).max()) < STIRRED:
            return False
        self._before = small
        return True
