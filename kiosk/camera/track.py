"""A held ticket is looked at where it was: a small cut-out costs a tenth of the whole picture."""

from collections.abc import Collection

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.camera import reader
from kiosk.camera.motion import STIRRED, Small
from kiosk.camera.sight import Code, Sight, box, placed

MARGIN = 0.5
"""A cut-out is larger than its code by this share of its side, on each side: so far a hand moves between glances."""
WHOLE_S = 0.1
"""The whole picture is read at least so often, and at once when something stirs outside the cut-out."""

Cut = tuple[int, int, int, int]
"""Left, top, right, bottom in the picture's pixels."""


class Tracker:
    """Reads one picture after the other. Nothing is cut out before a code has counted: until then every glance takes
    in the whole picture, so that a second code beside it is not overlooked.
    """

    def __init__(self) -> None:
        self._sight = Sight()
        self._whole_s = float("-inf")
        self._whole: Small | None = None

    def look(self, picture: NDArray[np.uint8], small: Small, at_s: float, *, counted: Collection[str]) -> Sight:
        """`counted` are the codes in view whose showing has counted already, `small` is the picture's small copy."""
        cut = self._cut(picture, small, at_s, counted)
        sight = _look_at(picture, cut) if cut else Sight()
        if cut is None or sight.texts != self._sight.texts:
            self._whole_s, self._whole = at_s, small
            sight = reader.look(picture)
        self._sight = sight
        return sight

    def _cut(self, picture: NDArray[np.uint8], small: Small, at_s: float, counted: Collection[str]) -> Cut | None:
        """Where to look, if the whole need not be read."""
        sight = self._sight
        if len(sight.read) != 1 or sight.unread or sight.read[0].text not in counted:
            return None
        height, width = picture.shape[:2]
        cut = _round(sight.read[0], width, height)
        is_due = not 0 <= at_s - self._whole_s < WHOLE_S
        return None if is_due or self._stirs_outside(cut, small, width, height) else cut

    def _stirs_outside(self, cut: Cut, small: Small, width: int, height: int) -> bool:
        if self._whole is None:
            return True
        changed = cv2.absdiff(small, self._whole)
        rows, columns = changed.shape
        left, top, right, bottom = cut
        changed[
            top * rows // height : -(-bottom * rows // height), left * columns // width : -(-right * columns // width)
        ] = 0
        return int(changed.max()) >= STIRRED


def _round(code: Code, width: int, height: int) -> Cut:
    left, top, right, bottom = box(code.outline)
    margin = round(MARGIN * max(right - left, bottom - top))
    return max(left - margin, 0), max(top - margin, 0), min(right + margin, width), min(bottom + margin, height)


def _look_at(picture: NDArray[np.uint8], cut: Cut) -> Sight:
    left, top, right, bottom = cut
    sight = reader.look(picture[top:bottom, left:right])
    read = tuple(Code(code.text, placed(code.outline, dx=left, dy=top)) for code in sight.read)
    return Sight(read, tuple(placed(outline, dx=left, dy=top) for outline in sight.unread))
