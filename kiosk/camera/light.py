"""Is there light enough to read by?"""

from enum import StrEnum, auto

import numpy as np
from numpy.typing import NDArray


class Light(StrEnum):
    """What the picture's brightness says. The sentence for it stands in `screens/words.py`."""

    OK = auto()
    DARK = auto()
    COVERED = auto()
    GLARING = auto()


BLACK, DIM, WHITE = 14, 42, 232
"""Mean brightness (0 to 255) below which a lens is covered or a room dark, and above which print is washed out."""
FLAT = 5
"""A picture with less spread than this, and not bright, shows a finger, a cloth or a cap on the lens."""
SHADED = 90


def light_of(small: NDArray[np.uint8]) -> Light:
    """Judged on the small grey copy."""
    mean, spread = float(small.mean()), float(small.std())
    if mean < BLACK or (mean < SHADED and spread < FLAT):
        return Light.COVERED
    if mean < DIM:
        return Light.DARK
    return Light.GLARING if mean > WHITE else Light.OK
