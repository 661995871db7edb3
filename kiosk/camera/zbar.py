"""The second opinion: zbar, which reads some codes that zxing-cpp only locates. Its library may be absent."""

import functools
import logging
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from kiosk.camera.sight import Code, Outline, Point

Found = tuple[bytes, list[Point]]

_log = logging.getLogger(__name__)


def read(grey: NDArray[np.uint8]) -> tuple[Code, ...]:
    """The QR codes in a cut-out. It takes thirteen times zxing-cpp's time, so never give it a whole picture.

    What is not UTF-8 is left out: zbar guesses at other encodings.
    """
    decode = _decoder()
    if decode is None:
        return ()
    height, width = grey.shape
    whole: Outline = ((0, 0), (width, 0), (width, height), (0, height))
    return tuple(Code(text, _outline(points, whole)) for raw, points in decode(grey) if (text := _text(raw)))


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return ""


def _outline(points: list[Point], whole: Outline) -> Outline:
    match points:
        case [a, b, c, d]:
            return a, b, c, d
        case _:
            return whole


@functools.cache
def _decoder() -> Callable[[NDArray[np.uint8]], list[Found]] | None:
    """Imported at the first need, because the import searches for libzbar and fails where there is none."""
    try:
        from pyzbar import pyzbar  # noqa: PLC0415  (see above)
    except (ImportError, OSError) as problem:
        _log.warning("zbar is not installed, so hard codes get no second opinion: %s", problem)
        return None

    def decode(grey: NDArray[np.uint8]) -> list[Found]:
        found = pyzbar.decode(grey, symbols=[pyzbar.ZBarSymbol.QRCODE])
        return [(code.data, [(point.x, point.y) for point in code.polygon]) for code in found]

    return decode
