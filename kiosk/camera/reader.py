"""The whole reading pipeline: a picture in, every distinct text in view out.

First zxing-cpp, which costs little where nothing is in view. Only where it met a code and could not read it, that place
gets a closer look. What is tried there may grow; what a picture with a good code, or none, costs may not.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.camera.closer import busiest_square, look_closer
from kiosk.camera.scan import Grey, scan
from kiosk.camera.sight import Code, Sight, sight

SMALLEST_PX = 8
PLACES = 4
"""No more places than these are looked at again in one picture."""


def read(frame: NDArray[np.generic]) -> list[str]:
    """Every distinct text in view, once. `frame`: BGR or grey `uint8`; what is no picture gives an empty list."""
    return list(look(frame).texts)


def look(frame: NDArray[np.generic]) -> Sight:
    """What `read` gives, with outlines, and with the places of codes that stayed unread. Never raises."""
    grey = _grey(frame)
    if grey is None:
        return Sight()
    first, has_lost = scan(grey)
    if not first.unread and not has_lost:
        return first
    return _with_closer_looks(grey, first, has_lost=has_lost)


def _with_closer_looks(grey: Grey, first: Sight, *, has_lost: bool) -> Sight:
    found: list[Code] = list(first.read)
    unread = list(first.unread)
    guesses = [busiest_square(grey)] if has_lost and not unread else []
    for place in (*first.unread, *guesses)[:PLACES]:
        code = look_closer(grey, place, known={code.text for code in found})
        if code:
            found.append(code)
            if place in unread:
                unread.remove(place)
    return sight(found, unread)


def _grey(frame: NDArray[np.generic]) -> Grey | None:
    """One brightness a pixel, rows close together; None for what is no picture of 8-bit brightnesses."""
    if frame.dtype != np.uint8 or frame.ndim not in (2, 3):
        return None
    if min(frame.shape[:2]) < SMALLEST_PX:
        return None
    picture = np.ascontiguousarray(frame, dtype=np.uint8)
    match picture.shape[2:]:
        case () | (1,):
            return picture.reshape(picture.shape[:2])
        case (3,):
            return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
        case (4,):
            return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGRA2GRAY), dtype=np.uint8)
        case _:
            return None
