"""Codes that were read and cannot be read any more: are they still held where they were seen last?"""

from collections.abc import Iterable
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.camera.motion import GREEN
from kiosk.camera.sight import Outline, Sight, box, covers, middle

Patch = NDArray[np.float32]

CELLS = (16, 16)
"""Coarse enough that a trembling hand changes little."""
FAINT = 4.0
"""Levels of spread; a plain table has less, and is like nothing."""
ALIKE = 0.6
"""The correlation above which two looks at a spot show the same thing; a thumb on a corner leaves it above."""


class Spot(NamedTuple):
    """A code's outline, and how the picture looked there."""

    outline: Outline
    patch: Patch


class Held:
    """Knows the spot of each code that was read lately."""

    def __init__(self) -> None:
        self._spots: dict[str, Spot] = {}

    def still(self, sight: Sight, picture: NDArray[np.uint8], lately: Iterable[str]) -> list[str]:
        """Which of the codes seen `lately` and not read in this picture are still there, and notes those that were.

        A code is there when something code-like stays unread at its spot, or the spot still looks the same.
        """
        kept = {text: self._spots[text] for text in lately}
        held = {}
        for text in kept.keys() - set(sight.texts):
            spot = _still(kept[text], sight.unread, picture)
            if spot is not None:
                held[text] = spot
        read = {code.text: Spot(code.outline, patch(picture, code.outline)) for code in sight.read if code.text}
        self._spots = kept | held | read
        return list(held)


def patch(picture: NDArray[np.uint8], outline: Outline) -> Patch:
    """The box round the outline, as far as it lies in the picture, in few cells, less its mean."""
    left, top, right, bottom = box(outline)
    cut = picture[max(top, 0) : max(bottom, 1), max(left, 0) : max(right, 1), GREEN]
    if cut.size == 0:
        return np.zeros(CELLS, np.float32)
    cells = cv2.resize(np.ascontiguousarray(cut), CELLS, interpolation=cv2.INTER_AREA).astype(np.float32)
    return np.asarray(cells - cells.mean(), np.float32)


def is_alike(one: Patch, other: Patch) -> bool:
    if min(float(one.std()), float(other.std())) < FAINT:
        return False
    return float((one * other).mean() / (one.std() * other.std())) >= ALIKE


def _still(spot: Spot, unread: Iterable[Outline], picture: NDArray[np.uint8]) -> Spot | None:
    for outline in unread:
        if covers(spot.outline, middle(outline)):
            return Spot(outline, patch(picture, outline))
    return spot if is_alike(spot.patch, patch(picture, spot.outline)) else None
