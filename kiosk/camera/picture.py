"""Any array as a grey picture: what a camera, a file or a mistaken caller may hand in."""

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]

SMALLEST_PX = 8
LARGEST_PX = 32_000
"""Beyond this side OpenCV's warps give up."""
_GREY_OF = {3: cv2.COLOR_BGR2GRAY, 4: cv2.COLOR_BGRA2GRAY}


def grey_of(frame: NDArray[np.generic]) -> Grey | None:
    """One brightness a pixel, rows close together; None for what is no picture.

    `frame`: height×width, or that ×1 (grey), ×3 (BGR) or ×4 (BGRA). What is not 8-bit is brought to 8 bits: booleans
    are black and white, 16-bit keeps its upper byte (or all, where only the lower is in use), everything else is
    stretched from its least to its greatest finite value.
    """
    if frame.ndim not in (2, 3) or not SMALLEST_PX <= min(frame.shape[:2]) <= max(frame.shape[:2]) <= LARGEST_PX:
        return None
    channels = frame.shape[2] if frame.ndim == 3 else 1
    if channels not in (1, 3, 4) or frame.dtype.kind not in "buif":
        return None
    picture = np.ascontiguousarray(_in_8_bits(frame))
    if channels == 1:
        return picture.reshape(picture.shape[:2])
    return np.asarray(cv2.cvtColor(picture, _GREY_OF[channels]), np.uint8)


def _in_8_bits(frame: NDArray[np.generic]) -> Grey:
    match frame.dtype.kind, frame.dtype.itemsize:
        case "u", 1:
            return np.asarray(frame, np.uint8)
        case "b", _:
            return np.where(frame, 255, 0).astype(np.uint8)
        case "u", 2:
            wide = np.asarray(frame, np.uint16)
            return (wide >> 8 if wide.max() > 255 else wide).astype(np.uint8)
        case _:
            return _stretched(frame)


def _stretched(frame: NDArray[np.generic]) -> Grey:
    """Of one brightness, or of no number, comes black."""
    with np.errstate(all="ignore"):  # a signalling NaN, or a longer float than a double
        values = np.asarray(frame, np.float64)
    known = np.isfinite(values)
    low = float(values.min(where=known, initial=np.inf))
    high = float(values.max(where=known, initial=-np.inf))
    if not low < high:
        return np.zeros(frame.shape, np.uint8)
    halves = np.where(known, values, low) / 2  # the difference of two doubles may be no double
    share = (halves - low / 2) / max(high / 2 - low / 2, np.finfo(np.float64).tiny)
    return (255 * np.clip(share, 0, 1)).astype(np.uint8)
