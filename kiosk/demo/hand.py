"""A hand that pinches a card, drawn from tapered limbs under a lamp: no photograph, and every skin."""

from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike

Plane = MatLike
"""One float32 a pixel."""
Colours = MatLike
"""BGR, float32 from 0 to 255."""

Picture = MatLike
"""BGR or BGRA, uint8."""

PX_PER_MM = 4
REACH_MM = (78.0, 30.0, 176.0)
"""How far the drawing goes to both sides of, above and below the pinch, where thumb and forefinger meet."""


WRIST_MM = 110.0
HEIGHT_FLOW_MM, EDGE_FLOW_MM = 2.2, 1.6
"""How softly one limb passes into the next, in height and in outline."""
FAR_BELOW = 1e-12
"""Keeps the logarithm of nothing finite."""


@dataclass(frozen=True, slots=True)
class Tone:
    """A skin by three colours, BGR: in the shade, in plain light, where the lamp shines."""

    shade: tuple[int, int, int]
    plain: tuple[int, int, int]
    light: tuple[int, int, int]


TONES = (
    Tone((44, 66, 128), (104, 142, 204), (166, 194, 234)),
    Tone((20, 32, 66), (48, 74, 124), (104, 132, 178)),
    Tone((62, 82, 150), (138, 168, 224), (196, 216, 246)),
    Tone((30, 48, 100), (70, 106, 168), (130, 164, 212)),
)
SLEEVES = ((118, 84, 58), (84, 96, 62), (70, 58, 122), (128, 122, 112), (96, 66, 92))


@dataclass(frozen=True, slots=True)
class Limb:
    """A tapered stretch of the hand in mm from the pinch, x right and y down; heights are over the card."""

    start: tuple[float, float]
    end: tuple[float, float]
    radii: tuple[float, float]
    heights: tuple[float, float]


THUMB = (
    Limb((-2, 84), (-15, 52), (19, 14.5), (2, 8)),
    Limb((-15, 52), (-10, 19), (13, 11.2), (8, 9)),
    Limb((-10, 19), (-3.5, -8), (11.4, 9.0), (9, 5)),
)
PALM = (
    Limb((13, 118), (13, 96), (25, 26), (-16, -12)),
    Limb((13, 96), (28, 56), (28, 24), (-12, -10)),
    Limb((0, 88), (22, 50), (20, 17), (-6, -6)),
    Limb((22, 106), (48, 72), (20, 15), (-16, -17)),
)
FINGERS = (
    Limb((34, 50), (33, 14), (13.5, 11), (-2, -4)),
    Limb((33, 14), (10, -6), (10.8, 9.5), (-4, -8)),
    Limb((46, 60), (48, 26), (13, 11), (-10, -12)),
    Limb((48, 26), (28, 2), (10.5, 9), (-12, -14)),
    Limb((52, 74), (57, 42), (12.5, 10.5), (-19, -20)),
    Limb((57, 42), (42, 18), (10, 9), (-20, -22)),
)


@dataclass(frozen=True, slots=True, eq=False)
class Hand:
    """The colours of a hand, and how much of each pixel is hand (0 to 1): all of it, and the thumb that is on the card.

    `layer` is all of it again, BGRA and already multiplied by its cover.
    """

    colours: Colours
    whole: Plane
    thumb: Plane
    layer: Picture


def draw(tone: Tone, sleeve: tuple[int, int, int], seed: int, *, is_left: bool = False) -> Hand:
    """A hand reaching up from below, `PX_PER_MM` fine, with `REACH_MM` around the pinch."""
    rng = np.random.default_rng(seed)
    x, y = _millimetres()
    if is_left:
        x = x[:, ::-1]
    bare = slice(0, _row(WRIST_MM + 12))
    dressed = slice(_row(WRIST_MM - 2), None)
    colours, whole, thumb = (np.zeros((*x.shape, 3), np.float32), np.zeros_like(x), np.zeros_like(x))
    colours[bare], whole[bare], thumb[bare] = _bare_hand(x[bare], y[bare], tone, rng)
    cloth, cover = _sleeve(x[dressed], y[dressed], sleeve, rng)
    colours[dressed] += (cloth - colours[dressed]) * cover[..., None]
    whole[dressed] = np.maximum(whole[dressed], cover)
    layer = np.dstack((colours * whole[..., None], 255 * whole))
    return Hand(colours, whole, thumb, np.clip(layer, 0, 255).astype(np.uint8))


def _row(y_mm: float) -> int:
    return round((REACH_MM[1] + y_mm) * PX_PER_MM)


def _bare_hand(x: Plane, y: Plane, tone: Tone, rng: np.random.Generator) -> tuple[Colours, Plane, Plane]:
    height, whole = _relief((*PALM, *FINGERS, *THUMB), x, y)
    _, thumb = _relief(THUMB, x, y)
    _wrinkle(height, x, y)
    colours = _skin(height, tone, rng)
    _redden(colours, x, y)
    _nail(colours, x, y, tone)
    return colours, whole, thumb


def _millimetres() -> tuple[Plane, Plane]:
    aside, above, below = REACH_MM
    xs = np.arange(-aside, aside + 1 / PX_PER_MM, 1 / PX_PER_MM, dtype=np.float32)
    ys = np.arange(-above, below, 1 / PX_PER_MM, dtype=np.float32)
    x, y = np.meshgrid(xs, ys)
    return x, y


def _relief(limbs: tuple[Limb, ...], x: Plane, y: Plane) -> tuple[Plane, Plane]:
    """Height of the skin in mm, where limbs flow into each other, and how much of each pixel they cover."""
    heights, edges = np.zeros_like(x), np.zeros_like(x)
    for limb in limbs:
        height, edge = _surface(limb, x, y)
        heights += np.exp(height / HEIGHT_FLOW_MM)
        edges += np.exp(-edge / EDGE_FLOW_MM)
    height = HEIGHT_FLOW_MM * np.log(heights + FAR_BELOW)
    edge = -EDGE_FLOW_MM * np.log(edges + FAR_BELOW)
    return height, np.clip(0.5 - edge * PX_PER_MM / 1.5, 0, 1)


def _surface(limb: Limb, x: Plane, y: Plane) -> tuple[Plane, Plane]:
    """A limb's own height, falling steeply beside it, and the distance to its edge (negative inside)."""
    (x0, y0), (x1, y1) = limb.start, limb.end
    dx, dy = x1 - x0, y1 - y0
    along = np.clip(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0, 1)
    radius = limb.radii[0] + along * (limb.radii[1] - limb.radii[0])
    middle = limb.heights[0] + along * (limb.heights[1] - limb.heights[0])
    beside = np.sqrt((x - x0 - along * dx) ** 2 + (y - y0 - along * dy) ** 2)
    edge = beside - radius
    round_top = np.sqrt(np.maximum(radius * radius - beside * beside, 0))
    return middle + round_top - 5 * np.maximum(edge, 0), edge


def _near(x: Plane, y: Plane, middle: tuple[float, float], reach_mm: float) -> tuple[slice, slice]:
    """Rows and columns of a square around a place: most marks on a hand are small."""
    columns = np.flatnonzero(np.abs(x[0] - middle[0]) <= reach_mm)
    rows = np.flatnonzero(np.abs(y[:, 0] - middle[1]) <= reach_mm)
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def _wrinkle(height: Plane, x: Plane, y: Plane) -> None:
    """Furrows across the joints of thumb and fingers."""
    for cx, cy, lean, width in ((-10, 20, -0.12, 8), (33, 15, -0.5, 7), (48, 27, -0.5, 7), (-15, 52, -0.2, 8)):
        part = _near(x, y, (cx, cy), 2 * width)
        across = (x[part] - cx) * np.cos(lean) + (y[part] - cy) * np.sin(lean)
        along = (y[part] - cy) * np.cos(lean) - (x[part] - cx) * np.sin(lean) + 0.05 * across * across / width
        window = np.exp(-((across / width) ** 2) * 1.6)
        for step in (-3.2, -1.1, 0.9, 3.1):
            height[part] -= 0.34 * window * np.exp(-(((along - step) / 0.55) ** 2))


def _skin(height: Plane, tone: Tone, rng: np.random.Generator) -> Colours:
    """A lamp from the upper left, soft light from everywhere, less of it in the folds."""
    smooth = cv2.GaussianBlur(np.maximum(height, -40), (0, 0), 1.6)
    slope_x = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, scale=PX_PER_MM / 8)
    slope_y = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, scale=PX_PER_MM / 8)
    length = np.sqrt(slope_x**2 + slope_y**2 + 1)
    lamp = (0.38 * slope_x + 0.50 * slope_y + 0.78) / length
    folds = np.clip((cv2.GaussianBlur(smooth, (0, 0), 14) - smooth) / 14, 0, 1)
    rough = cv2.resize(rng.normal(0, 1, (90, 50)).astype(np.float32), height.shape[::-1], interpolation=cv2.INTER_CUBIC)
    lit = np.clip(0.30 + 0.62 * lamp - 0.55 * folds + 0.018 * rough, 0, 1)
    return _ramp(lit.astype(np.float32), tone)


def _ramp(lit: Plane, tone: Tone) -> Colours:
    """From shade over plain to light."""
    stops = np.array([tone.shade, tone.plain, tone.light], dtype=np.float32)
    return np.stack([np.interp(lit, (0.08, 0.62, 1.0), stops[:, c]) for c in range(3)], axis=-1).astype(np.float32)


def _redden(colours: Colours, x: Plane, y: Plane) -> None:
    """Blood shows at the fingertip and over the knuckles."""
    for cx, cy, wide in ((-4, -6, 11), (-10, 20, 9), (33, 13, 9), (48, 25, 9), (57, 41, 9)):
        part = _near(x, y, (cx, cy), 2 * wide)
        spot = np.exp(-(((x[part] - cx) ** 2 + (y[part] - cy) ** 2) / wide**2))[..., None]
        colours[part] *= 1 - spot * np.array([0.13, 0.10, 0.0], dtype=np.float32)


def _nail(colours: Colours, x: Plane, y: Plane, tone: Tone) -> None:
    """The thumbnail: a paler plate with a gleam and a darker rim."""
    part = _near(x, y, (-4.6, -4.5), 10)
    lean = np.arctan2(6.5, 27.0)
    across = (x[part] + 4.6) * np.cos(lean) + (y[part] + 4.5) * np.sin(lean)
    along = (y[part] + 4.5) * np.cos(lean) - (x[part] + 4.6) * np.sin(lean)
    shape = (np.abs(across) / 5.6) ** 2.6 + (np.abs(along) / 7.4) ** 2.6
    plate = np.clip((1 - shape) * 4, 0, 1)[..., None]
    rim = np.exp(-(((shape - 1) / 0.16) ** 2))[..., None]
    pale = 0.6 * np.array(tone.light, dtype=np.float32) + 0.4 * np.array((196, 200, 240), dtype=np.float32)
    shine = np.exp(-(((across + 1.6) / 1.3) ** 2) - ((along + 0.5) / 4.2) ** 2)[..., None]
    curve = (1 - 0.16 * (across / 5.6) ** 2)[..., None]
    colours[part] += (pale * curve * 0.95 + 34 * shine - colours[part]) * plate * 0.6
    colours[part] *= 1 - 0.17 * rim


def _sleeve(x: Plane, y: Plane, colour: tuple[int, int, int], rng: np.random.Generator) -> tuple[Colours, Plane]:
    """A cuff with its seam at the wrist, then folds up the arm; and how much of each pixel it covers."""
    half = 31 + 0.11 * (y - WRIST_MM)
    sideways = (x - 13 - 0.06 * (y - WRIST_MM)) / half
    hem = WRIST_MM + 5.5 * sideways**2
    cover = np.clip((1 - np.abs(sideways)) * half * PX_PER_MM / 2, 0, 1) * np.clip((y - hem) * PX_PER_MM / 2, 0, 1)
    down = y - hem
    folds = _folds(sideways, down, rng) * np.clip((down - 17) / 12, 0, 1)
    weave = 0.03 * np.sin(2 * np.pi * x * 0.9) * np.sin(2 * np.pi * y * 0.9)
    lit = 0.44 + 0.60 * np.sqrt(np.maximum(1 - sideways**2, 0.03)) - 0.16 * sideways + folds + weave
    seam = 0.30 * np.exp(-(((down - 17) / 0.9) ** 2)) + 0.2 * np.exp(-(((down - 0.8) / 1.1) ** 2))
    dashes = np.exp(-(((down - 14.5) / 0.5) ** 2)) * (np.sin(2 * np.pi * x / 3.4) > -0.2)
    cloth = (lit - seam)[..., None] * np.array(colour, dtype=np.float32) + 60 * dashes[..., None]
    return np.clip(cloth, 0, 255).astype(np.float32), cover


def _folds(sideways: Plane, down: Plane, rng: np.random.Generator) -> Plane:
    """Soft creases that run slanting round the arm, each a bright ridge beside a dark valley."""
    folds = np.zeros_like(down)
    for start in np.arange(26, 150, 21) + rng.uniform(-6, 6, 6):
        slant, bend, reach = rng.uniform(-22, 22), rng.uniform(-9, 9), rng.uniform(-0.7, 0.7)
        along = down - start - slant * sideways - bend * sideways**2
        window = np.exp(-(((sideways - reach) / 0.75) ** 2))
        folds -= rng.uniform(0.10, 0.18) * window * (along / 5) * np.exp(-((along / 6.5) ** 2))
    return folds
