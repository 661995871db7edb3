"""What a station's camera sees when no ticket is in view: cloth, table, hands, thread."""

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Field = NDArray[np.float32]

WIDTH, HEIGHT = 1280, 720


def ground(rng: np.random.Generator, clutter: int) -> Field:
    """HEIGHT×WIDTH of brightness; `clutter` 0 (a bare table) to 5 (printed cloth, hands and thread)."""
    level = rng.uniform(70, 170)
    field = np.full((HEIGHT, WIDTH), level, np.float32)
    field += _light(rng)
    if clutter:
        field += CLOTHS[int(rng.integers(len(CLOTHS)))](rng) * clutter / 5
    for _ in range(max(clutter - 2, 0)):
        _hand(field, rng)
    for _ in range(2 * max(clutter - 1, 0)):
        _thread(field, rng)
    return field


@cache
def _noise() -> Field:
    return np.random.default_rng(20).normal(0, 1, (2 * HEIGHT, 2 * WIDTH)).astype(np.float32)


def noise(rng: np.random.Generator) -> Field:
    """HEIGHT×WIDTH of mean 0 and spread 1; a window on one large field, which is much cheaper than drawing anew."""
    y, x = int(rng.integers(HEIGHT)), int(rng.integers(WIDTH))
    return _noise()[y : y + HEIGHT, x : x + WIDTH]


def _light(rng: np.random.Generator) -> Field:
    """A lamp to one side."""
    lean = rng.uniform(-35, 35, 2)
    down, along = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j].astype(np.float32)
    return np.asarray(lean[0] * down + lean[1] * along, np.float32)


def _woven(rng: np.random.Generator) -> Field:
    """Warp and weft, a few pixels wide."""
    pitch = rng.uniform(3, 14, 2)
    down, along = np.arange(HEIGHT, dtype=np.float32), np.arange(WIDTH, dtype=np.float32)
    weave = np.sin(2 * np.pi * down / pitch[0])[:, None] * np.sin(2 * np.pi * along / pitch[1])[None, :]
    return np.asarray(28 * weave + 8 * noise(rng), np.float32)


def _checked(rng: np.random.Generator) -> Field:
    """A checked shirt: squares the size of modules or of whole codes."""
    pitch = rng.uniform(8, 60)
    down = np.arange(HEIGHT) // pitch % 2
    along = np.arange(WIDTH) // pitch % 2
    return np.asarray(45 * (down[:, None] + along[None, :] - 1) + 6 * noise(rng), np.float32)


def _printed(rng: np.random.Generator) -> Field:
    """A print of blots."""
    blots = cv2.GaussianBlur(noise(rng), (0, 0), rng.uniform(3, 14))
    return np.asarray(50 * np.sign(blots - blots.mean()), np.float32)


def _denim(rng: np.random.Generator) -> Field:
    slub = cv2.GaussianBlur(noise(rng), (0, 0), sigmaX=0.7, sigmaY=6)
    return np.asarray(40 * slub / slub.std() * 0.6, np.float32)


def _striped(rng: np.random.Generator) -> Field:
    down, along = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    turn = rng.uniform(0, np.pi)
    wave = np.sin((np.cos(turn) * down + np.sin(turn) * along) * 2 * np.pi / rng.uniform(8, 80))
    return np.asarray(45 * np.sign(wave), np.float32)


CLOTHS = (_woven, _checked, _printed, _denim, _striped)


def _hand(field: Field, rng: np.random.Generator) -> None:
    """Fingers coming in from an edge, drawn in place."""
    at = np.array([rng.uniform(0, WIDTH), rng.choice([0, HEIGHT])])
    skin = float(rng.uniform(90, 200))
    for finger in range(4):
        reach = rng.uniform(120, 260) * (1 if at[1] == 0 else -1)
        tip = at + np.array([(finger - 1.5) * 55 + rng.uniform(-15, 15), reach])
        foot = at + np.array([(finger - 1.5) * 60, 0])
        _line(field, foot, tip, skin - 12, 54)
        _line(field, foot, tip, skin, 44)


def _thread(field: Field, rng: np.random.Generator) -> None:
    points = np.cumsum(rng.normal(0, 60, (8, 2)), axis=0) + rng.uniform((0, 0), (WIDTH, HEIGHT))
    shade, width = float(rng.uniform(10, 245)), int(rng.integers(1, 4))
    cv2.polylines(field, [points.astype(np.int32)], isClosed=False, color=shade, thickness=width, lineType=cv2.LINE_AA)


def _line(field: Field, a: NDArray[np.float64], b: NDArray[np.float64], shade: float, width: int) -> None:
    start, end = (int(a[0]), int(a[1])), (int(b[0]), int(b[1]))
    cv2.line(field, start, end, shade, width, cv2.LINE_AA)
