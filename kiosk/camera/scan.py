"""One pass of zxing-cpp over a grey picture."""

import zxingcpp

from kiosk.camera.picture import Grey
from kiosk.camera.sight import Code, Outline, Sight, side_px, sight

LEAST_CODE_PX = 21
"""A code has at least so many modules a side: what seems smaller is none."""
FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])
"""The wider QR format takes Micro QR too, and reads numbers into smudges."""
LOCAL = zxingcpp.Binarizer.LocalAverage
MIDDLE = zxingcpp.Binarizer.FixedThreshold
"""Dark is what is darker than half of white: for pictures that are black and white already, or were made so."""


def scan(grey: Grey, *, binarizer: zxingcpp.Binarizer = LOCAL, inverted: bool = False, smaller: bool = False) -> Sight:
    """`inverted`: also white codes on black; `smaller`: also at a half, a quarter ... of the size; at a pass each."""
    found = zxingcpp.read_barcodes(
        grey,
        formats=FORMATS,
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=True,
        binarizer=binarizer,
        try_rotate=False,  # for bar codes: QR codes are found at any angle without it, a tenth faster
        try_invert=inverted,
        try_downscale=smaller,
    )
    good = [Code(code.text, _outline(code.position)) for code in found if code.valid and code.text]
    bad = [_outline(code.position) for code in found if not code.valid]
    return sight(good, [outline for outline in bad if side_px(outline) >= LEAST_CODE_PX])


def _outline(position: zxingcpp.Position) -> Outline:
    top_left, top_right = position.top_left, position.top_right
    bottom_right, bottom_left = position.bottom_right, position.bottom_left
    return (
        (top_left.x, top_left.y),
        (top_right.x, top_right.y),
        (bottom_right.x, bottom_right.y),
        (bottom_left.x, bottom_left.y),
    )
