"""One pass of zxing-cpp over a grey picture."""

from typing import NamedTuple

import numpy as np
import zxingcpp
from numpy.typing import NDArray

from kiosk.camera.sight import Code, Outline, Sight, side_px, sight

Grey = NDArray[np.uint8]

LEAST_CODE_PX = 21
"""A code has at least so many modules a side: what seems smaller is none."""
FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])
"""The wider QR format takes Micro QR too, and reads numbers into smudges."""


class Scan(NamedTuple):
    """`has_lost`: a code is somewhere, so strongly tilted that zxing-cpp can give neither its text nor its place."""

    sight: Sight
    has_lost: bool


def scan(grey: Grey) -> Scan:
    found = zxingcpp.read_barcodes(grey, formats=FORMATS, text_mode=zxingcpp.TextMode.Plain, return_errors=True)
    good = [Code(code.text, _outline(code.position)) for code in found if code.valid and code.text]
    bad = [_outline(code.position) for code in found if not code.valid]
    placed = [outline for outline in bad if side_px(outline) >= LEAST_CODE_PX]
    return Scan(sight(good, placed), has_lost=any(side_px(outline) == 0 for outline in bad))


def _outline(position: zxingcpp.Position) -> Outline:
    top_left, top_right = position.top_left, position.top_right
    bottom_right, bottom_left = position.bottom_right, position.bottom_left
    return (
        (top_left.x, top_left.y),
        (top_right.x, top_right.y),
        (bottom_right.x, bottom_right.y),
        (bottom_left.x, bottom_left.y),
    )
