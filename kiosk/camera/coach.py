"""What would help the hand: why the code in view cannot be read, judged on its cut-out alone."""

from enum import StrEnum, auto

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.camera.motion import GREEN, Small
from kiosk.camera.newcomer import Newcomers, find
from kiosk.camera.sight import Outline, Sight, box, side_px


class Hint(StrEnum):
    """What the hand should do. The sentence for it stands in `screens/words/coaching.py`."""

    LIGHT = auto()
    TILT = auto()
    CLOSER = auto()
    STILL = auto()
    FLAT = auto()


NEAR_PX = 100
"""The side of a ticket's code, 25 modules, at 4 pixels a module: what stays unread below that is too far away."""
DIM = 70
"""The brightest parts of a code in the dark are below this, of 255."""
BURNT, MOST_BURNT = 250, 0.01
"""The brightness at which print is washed out, and the share of the cut-out that may lie in burnt spots."""
SPOT = 0.2
"""A burnt spot is as large as this share of the cut-out: no part of a code is so bright without a dark module in it."""
TINY_PX = 45
"""Below this side even a sharp code looks blurred, and a blurred one is too far away in the first place."""
SHARP = 0.2
"""The strongest edges of a sharp cut-out, from pixel to pixel, as a share of its contrast."""
SLANTED = 0.55
"""Shorter by its longer side: a code that leans away."""
AROUND = 0.3
"""What is busy ends where a glare begins: it is looked for so far around, as a share of the longer side."""
PACE_S = 0.1
"""No more often is looked for a code that no reader found."""
INNER = 0.2
"""What is nearer to the edge than this share of the picture is not being shown."""


class Coach:
    """Sees one picture after the other, and gives no hint where something was read."""

    def __init__(self) -> None:
        self._newcomers = Newcomers()
        self._found_s = float("-inf")
        self._found: Outline | None = None

    def hint(self, picture: NDArray[np.uint8], small: Small, sight: Sight, at_s: float) -> Hint | None:
        new = self._newcomers.cells(small, at_s)
        if sight.read:
            self._found = None
            return None
        if sight.unread:
            return hint_for(picture, max(sight.unread, key=side_px), around=0)
        if not 0 <= at_s - self._found_s < PACE_S:
            self._found_s = at_s
            new = _inner(new)
            self._found = find(picture, new) if new.any() else None
        return hint_for(picture, self._found) if self._found else None


def hint_for(picture: NDArray[np.uint8], outline: Outline, *, around: float = AROUND) -> Hint:
    """Why what lies within the outline is not read. The first reason that applies is the one to mend first.

    `around`: a glare may lie beside the outline as well, so far as this share of its side.
    """
    code = _cut(picture, outline, 0)
    dark, bright = (float(value) for value in np.percentile(code, (5, 95)))
    left, top, right, bottom = box(outline)
    sides = sorted((right - left, bottom - top))
    if bright < DIM:
        return Hint.LIGHT
    if _burnt(_cut(picture, outline, around), sides[1]) > MOST_BURNT:
        return Hint.TILT
    if sides[1] < TINY_PX:
        return Hint.CLOSER
    if _edge(code) < SHARP * (bright - dark):
        return Hint.STILL
    if sides[0] < SLANTED * sides[1]:
        return Hint.FLAT
    return Hint.CLOSER if sides[1] < NEAR_PX else Hint.FLAT


def _burnt(cut: NDArray[np.uint8], side_px: int) -> float:
    """The share of it that lies in burnt spots."""
    spot = max(round(SPOT * side_px), 1)
    return float((cv2.erode(np.ascontiguousarray(cut), np.ones((spot, spot), np.uint8)) >= BURNT).mean())


def _edge(cut: NDArray[np.uint8]) -> float:
    """The strongest steps between neighbours, of the weaker direction: a hand moves one way."""
    smooth = cv2.blur(cut, (2, 2)).astype(np.int16)
    across = np.percentile(np.abs(np.diff(smooth, axis=1)), 95)
    down = np.percentile(np.abs(np.diff(smooth, axis=0)), 95)
    return float(min(across, down))


def _cut(picture: NDArray[np.uint8], outline: Outline, around: float) -> NDArray[np.uint8]:
    """The box round the outline and a share of its side around it, as far as it lies in the picture; never empty."""
    height, width = picture.shape[:2]
    left, top, right, bottom = box(outline)
    margin = round(around * max(right - left, bottom - top))
    left, top = min(max(left - margin, 0), width - 2), min(max(top - margin, 0), height - 2)
    return picture[top : max(bottom + margin, top + 2), left : max(right + margin, left + 2), GREEN]


def _inner(new: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Without what lies near the edge."""
    rows, columns = (round(INNER * cells) for cells in new.shape)
    kept = np.zeros_like(new)
    kept[rows:-rows, columns:-columns] = new[rows:-rows, columns:-columns]
    return kept
