"""Where a person can go. A screen says where as a value; only the window knows how, and the way back."""

from enum import Enum, auto


class Place(Enum):
    SCAN = auto()
    BOARD = auto()
    MATTERS = auto()
    CUTTING = auto()
    DAY = auto()
    BACK = auto()
