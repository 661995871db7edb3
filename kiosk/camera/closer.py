"""A closer look at one place of a picture: a rung treats a cut-out in its own way and reads it anew."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.camera.picture import SMALLEST_PX, Grey
from kiosk.camera.places import Effort
from kiosk.camera.sight import Code, Outline, box, placed

MARGIN = 0.15
"""A cut-out is larger than its place by this share of its side: the quiet zone, and a guess that was a little off."""
RIM_PX = 24
"""White laid round a cut-out: the quiet zone of a code that the picture's edge, or a thumb, cut off."""

Size = Callable[[int], float]
Treat = Callable[[Grey], Grey]
Read = Callable[[Grey], tuple[Code, ...]]


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of a picture and where it was."""

    grey: Grey
    left: int = 0
    top: int = 0


@dataclass(frozen=True, slots=True)
class Rung:
    """One way to look at a cut-out: `size` tells by how much to scale a longer side of so many pixels.

    `is_wide` ways are for the whole picture.
    """

    name: str
    size: Size
    treat: Treat
    read: Read
    effort: Effort
    turn_deg: float = 0
    is_wide: bool = False

    def look(self, cut: Cut) -> list[Code]:
        """Codes in the whole picture's pixels."""
        scale = self.size(max(cut.grey.shape))
        treated = self.treat(sized(cut.grey, scale))
        turned, way = _turned(_rimmed(treated), self.turn_deg)
        return [Code(code.text, _back(code.outline, way, scale, cut)) for code in self.read(turned)]


def to(side_px: int) -> Size:
    """A code read at one size may fail at another: small ones gain from enlarging, noisy ones from shrinking."""
    return lambda now_px: side_px / now_px


def at_most(side_px: int) -> Size:
    return lambda now_px: min(side_px / now_px, 1.0)


def cut_out(grey: Grey, outline: Outline) -> Cut | None:
    """The place with its margin; None where it lies beside the picture."""
    left, top, right, bottom = box(outline)
    margin = round(MARGIN * max(right - left, bottom - top)) + SMALLEST_PX
    left, top = max(left - margin, 0), max(top - margin, 0)
    piece = grey[top : max(bottom + margin, 0), left : max(right + margin, 0)]
    return Cut(np.ascontiguousarray(piece), left, top) if min(piece.shape) >= SMALLEST_PX else None


def sized(grey: Grey, scale: float) -> Grey:
    if scale == 1:
        return grey
    way = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    width, height = (max(round(scale * px), 1) for px in grey.shape[::-1])
    return np.asarray(cv2.resize(grey, (width, height), interpolation=way), np.uint8)


def _rimmed(grey: Grey) -> Grey:
    sides = (RIM_PX, RIM_PX, RIM_PX, RIM_PX)
    return np.asarray(cv2.copyMakeBorder(grey, *sides, cv2.BORDER_CONSTANT, value=255), np.uint8)


def _turned(grey: Grey, degrees: float) -> tuple[Grey, NDArray[np.float64]]:
    """The picture turned about its middle with nothing cut off, and the way from its points to the turned ones."""
    height, width = grey.shape
    way = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1), np.float64)
    if not degrees:
        return grey, way
    along, down = abs(way[0, 0]), abs(way[0, 1])
    size = (round(height * down + width * along), round(height * along + width * down))
    way[:, 2] += size[0] / 2 - width / 2, size[1] / 2 - height / 2
    return np.asarray(cv2.warpAffine(grey, way, size, borderValue=255), np.uint8), way


def _back(outline: Outline, way: NDArray[np.float64], scale: float, cut: Cut) -> Outline:
    points = np.array([outline], np.float64)
    (a, b, c, d) = cv2.transform(points, cv2.invertAffineTransform(way))[0].round().astype(int).tolist()
    rimmed: Outline = ((a[0], a[1]), (b[0], b[1]), (c[0], c[1]), (d[0], d[1]))
    return placed(placed(rimmed, dx=-RIM_PX, dy=-RIM_PX), scale=1 / scale, dx=cut.left, dy=cut.top)
