"""Glances as the eye gives them, of a plain grey picture unless told."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kiosk.camera.eye import Glance
from kiosk.camera.light import Light
from kiosk.camera.sight import Code

GREY: NDArray[np.uint8] = np.full((72, 128, 3), 128, dtype=np.uint8)
PLACE = ((10, 10), (30, 10), (30, 30), (10, 30))
UNREAD = Code(None, PLACE)


def glance(at_s: float = 0.0, **changes: Any) -> Glance:
    plain: dict[str, Any] = {
        "picture": GREY,
        "outlines": (),
        "counted": None,
        "choose": (),
        "light": Light.OK,
        "hint": None,
        "is_slow": False,
        "is_still": False,
    }
    return Glance(**(plain | changes), at_s=at_s)
