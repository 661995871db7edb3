"""All the ways to look closer, in the order of what they earn for a millisecond. Measured with `./run bench camera`."""

import cv2
import numpy as np

from kiosk.camera import mended, zbar
from kiosk.camera.closer import Rung, at_most, to
from kiosk.camera.picture import Grey
from kiosk.camera.places import Effort
from kiosk.camera.scan import LOCAL, MIDDLE, scan
from kiosk.camera.sight import Code

LARGE_PX = 1200
"""A cut-out with a longer side than this has pixels to spare, and would take long."""
HUGE_PX = 4000


def _plain(grey: Grey) -> Grey:
    return grey


def _in_two(grey: Grey) -> Grey:
    """Black and white, parted where the brightnesses themselves fall apart: grain, darkness, the smear of a hand."""
    return np.asarray(cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)[1], np.uint8)


def _sharpened(grey: Grey) -> Grey:
    """Out of focus, far away, moved."""
    soft = cv2.GaussianBlur(grey, (0, 0), max(max(grey.shape) / 100, 1))
    return np.asarray(cv2.addWeighted(grey, 3, soft, -2, 0), np.uint8)


def _contrast_raised(grey: Grey) -> Grey:
    """Faint print, uneven light."""
    return np.asarray(cv2.createCLAHE(clipLimit=4.0, tileGridSize=(4, 4)).apply(grey), np.uint8)


def _lint_gone(grey: Grey) -> Grey:
    """Bright threads and specks."""
    size = min(max(grey.shape) // 100 + 1, 5)
    return np.asarray(cv2.morphologyEx(grey, cv2.MORPH_OPEN, np.ones((size, size), np.uint8)), np.uint8)


def _zxing(grey: Grey) -> tuple[Code, ...]:
    return scan(grey, binarizer=LOCAL).read


def _zxing_inverted(grey: Grey) -> tuple[Code, ...]:
    return scan(grey, binarizer=LOCAL, inverted=True).read


def _zxing_every_size(grey: Grey) -> tuple[Code, ...]:
    return scan(grey, binarizer=LOCAL, inverted=True, smaller=True).read


def _zxing_middle(grey: Grey) -> tuple[Code, ...]:
    return scan(grey, binarizer=MIDDLE).read


BRIEF, FAIR, LONG = Effort

LADDER = (
    Rung("two 128", to(128), _in_two, _zxing_middle, BRIEF),
    Rung("sharp 128", to(128), _sharpened, _zxing, BRIEF),
    Rung("contrast 200", to(200), _contrast_raised, _zxing, BRIEF),
    Rung("sharp 200", to(200), _sharpened, _zxing, FAIR),
    Rung("mended 300", to(300), _plain, mended.read, LONG),
    Rung("no lint 300", to(300), _lint_gone, _zxing, FAIR),
    Rung("middle, all", at_most(HUGE_PX), _plain, _zxing_middle, FAIR, is_wide=True),
    Rung("sharp 300", to(300), _sharpened, _zxing, FAIR),
    Rung("inverted 300", to(300), _plain, _zxing_inverted, FAIR),
    Rung("zbar two 300", to(300), _in_two, zbar.read, LONG),
    Rung("zbar contrast 300", to(300), _contrast_raised, zbar.read, LONG),
    Rung("sharp 450", to(450), _sharpened, _zxing, FAIR),
    Rung("as it is, all", at_most(HUGE_PX), _plain, _zxing_every_size, FAIR, is_wide=True),
    Rung("turned 450", to(450), _plain, _zxing, LONG, turn_deg=45),
    Rung("mended contrast 300", to(300), _contrast_raised, mended.read, LONG),
    Rung("zbar 300", to(300), _plain, zbar.read, LONG),
    Rung("turned 300", to(300), _plain, _zxing, LONG, turn_deg=22),
    Rung("contrast 450", to(450), _contrast_raised, _zxing, LONG),
    Rung("mended 600", to(600), _plain, mended.read, LONG),
    Rung("zbar 450", to(450), _plain, zbar.read, LONG),
    Rung("zbar turned 300", to(300), _plain, zbar.read, LONG, turn_deg=45),
    Rung("contrast, all", at_most(HUGE_PX), _contrast_raised, _zxing_inverted, LONG, is_wide=True),
    Rung("zbar, all", at_most(LARGE_PX), _plain, zbar.read, LONG, is_wide=True),
    Rung("sharp 1200", to(LARGE_PX), _sharpened, _zxing, LONG),
    Rung("zbar 1200", at_most(LARGE_PX), _plain, zbar.read, LONG),
    Rung("zbar, all of a large picture", at_most(HUGE_PX), _plain, zbar.read, LONG, is_wide=True),
)
