"""Where a code may be when no reader located one: much detail both ways, as codes have and stripes have not.

Cheap enough for every picture: 0.4 ms for 1280×720.
"""

from enum import IntEnum, auto
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.camera.picture import Grey
from kiosk.camera.sight import Outline

SIZED_PX = 640
"""Judged on a copy whose longer side is this, or the nearest half, third ... that is not less."""
CELL_PX = 8
REACH = 0.4
"""How far down from the busiest cell's detail to the ground's a place reaches."""
FAINT, LIKELY, CLEAR = 1.0, 3.0, 4.5
"""How far a place stands out from its ground, in shares of the ground's own detail: a bare table stays below FAINT,
nine in ten cloths and prints below LIKELY, nearly all below CLEAR. Measured on the frames of the camera's bench.
"""
CALM = 5
"""Levels of detail of a ground before which a FAINT place is worth a look; before a livelier one it must be LIKELY."""
STARK = 45
"""Levels of detail that cloth does not have, and black print on white does: always worth a look."""
DIM, DIM_FAINT = 45, 0.12
"""In the dark the camera's own grain is most of the detail."""
LEAST_CELLS, FILLED, SLIM = 2, 0.4, 3.5
"""A code's place is no speck, fills its box even when turned by 45 degrees, and is not many times as long as wide."""
_ALONG, _DOWN = np.ones((1, 3), np.uint8), np.ones((3, 1), np.uint8)
_GRAIN = 4


class Effort(IntEnum):
    """How long a look a place is worth, and a way of looking takes."""

    BRIEF = auto()
    FAIR = auto()
    LONG = auto()


class Place(NamedTuple):
    outline: Outline
    worth: Effort


def busy_places(grey: Grey) -> list[Place]:
    """The most likely first; none in a picture with nothing that stands out."""
    step = max(max(grey.shape) // SIZED_PX, 1)
    if min(grey.shape) // step < CELL_PX:
        return []
    small = _sized(grey, step)
    detail = _detail(small)
    ground, peak = _middle(detail), float(detail.max())
    if peak <= STARK and peak - ground < _least_share(small, ground) * (ground + _GRAIN):
        return []
    found = _above(detail, ground, ground + REACH * (peak - ground), step * CELL_PX)
    return found if found or peak <= STARK else [all_of(grey, Effort.LONG)]


def all_of(grey: Grey, worth: Effort) -> Place:
    """The whole picture as a place."""
    height, width = grey.shape
    return Place(((0, 0), (width, 0), (width, height), (0, height)), worth)


def _sized(grey: Grey, step: int) -> Grey:
    if step == 1:
        return grey
    return np.asarray(cv2.resize(grey, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA), np.uint8)


def _least_share(small: Grey, ground: float) -> float:
    if float(small[::CELL_PX, ::CELL_PX].mean()) < DIM:
        return DIM_FAINT
    return FAINT if ground <= CALM else LIKELY


def _detail(small: Grey) -> NDArray[np.float32]:
    """For each cell how much brightness changes along and down, whichever is less."""
    cells = (small.shape[1] // CELL_PX, small.shape[0] // CELL_PX)
    along = cv2.resize(cv2.morphologyEx(small, cv2.MORPH_GRADIENT, _ALONG), cells, interpolation=cv2.INTER_AREA)
    down = cv2.resize(cv2.morphologyEx(small, cv2.MORPH_GRADIENT, _DOWN), cells, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.blur(np.minimum(along, down), (3, 3)), np.float32)


def _middle(detail: NDArray[np.float32]) -> float:
    """As good as the median, which takes five times as long."""
    return float(np.partition(detail, detail.size // 2, axis=None)[detail.size // 2])


def _above(detail: NDArray[np.float32], ground: float, least: float, cell_px: int) -> list[Place]:
    _, labels, boxes, _ = cv2.connectedComponentsWithStats((detail > least).astype(np.uint8))
    found: list[tuple[float, Place]] = []
    for label, (x, y, width, height, cells) in enumerate(boxes[1:].tolist(), 1):
        if min(width, height) < LEAST_CELLS or max(width, height) > SLIM * min(width, height):
            continue
        if cells < FILLED * width * height:
            continue
        own = detail[y : y + height, x : x + width][labels[y : y + height, x : x + width] == label]
        left, top, right, bottom = (cell_px * edge for edge in (x, y, x + width, y + height))
        outline: Outline = ((left, top), (right, top), (right, bottom), (left, bottom))
        found.append((cells * (float(own.mean()) - ground), Place(outline, _worth(float(own.max()), ground))))
    return [place for _, place in sorted(found, key=lambda one: -one[0])]


def _worth(peak: float, ground: float) -> Effort:
    share = (peak - ground) / (ground + _GRAIN)
    if peak > STARK or share > CLEAR:
        return Effort.LONG
    return Effort.FAIR if share > LIKELY else Effort.BRIEF
