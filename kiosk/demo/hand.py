"""A hand that pinches a card, drawn from tapered limbs under a lamp: no photograph, and every skin."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]
"""One value a pixel."""
Colours = NDArray[np.float32]
"""BGR, 0 to 255, (height, width, 3)."""

PX_PER_MM = 4
REACH_MM = (76.0, 30.0, 78.0, 250.0)
"""How far the drawing goes left of, above, right of and below the point where thumb and finger meet."""


@dataclass(frozen=True, slots=True)
class Tone:
    """A skin by three colours, BGR: in the shade, in plain light, where the lamp shines."""

    shade: tuple[int, int, int]
    plain: tuple[int, int, int]
    light: tuple[int, int, int]


TONES = (
    Tone((62, 82, 150), (138, 168, 224), (196, 216, 246)),
    Tone((44, 66, 128), (104, 142, 204), (166, 194, 234)),
    Tone((30, 48, 100), (70, 106, 168), (130, 164, 212)),
    Tone((20, 32, 66), (48, 74, 124), (104, 132, 178)),
)
SLEEVES = ((118, 84, 58), (84, 96, 62), (70, 58, 122), (128, 122, 112), (96, 66, 92))


@dataclass(frozen=True, slots=True)
class Limb:
    """A tapered stretch of the hand in mm from the pinch: x right, y down; radius and height over the card at both ends."""

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
    """The colours of a hand, and how much of each pixel is hand (0 to 1): all of it, and the thumb that lies on the card."""

    colours: Colours
    whole: Plane
    thumb: Plane


def draw(tone: Tone, sleeve: tuple[int, int, int], seed: int) -> Hand:
    """A right hand reaching up from below, `PX_PER_MM` fine, with `REACH_MM` around the pinch."""
    rng = np.random.default_rng(seed)
    x, y = _millimetres()
    height, inside = _relief((*PALM, *FINGERS, *THUMB), x, y)
    _, on_card = _relief(THUMB, x, y)
    height -= _wrinkles(x, y)
    colours = _skin(height, tone, rng)
    _redden(colours, x, y)
    _nail(colours, height, x, y, tone)
    cloth, cover = _sleeve(x, y, sleeve, rng)
    colours += (cloth - colours) * cover[..., None]
    return Hand(colours, np.maximum(inside, cover), on_card * (1 - cover))


def _millimetres() -> tuple[Plane, Plane]:
    left, above, right, below = REACH_MM
    xs = np.arange(-left, right, 1 / PX_PER_MM, dtype=np.float32)
    ys = np.arange(-above, below, 1 / PX_PER_MM, dtype=np.float32)
    x, y = np.meshgrid(xs, ys)
    return x, y


def _relief(limbs: tuple[Limb, ...], x: Plane, y: Plane) -> tuple[Plane, Plane]:
    """Height of the skin in mm, where limbs flow into each other, and how much of each pixel they cover."""
    heights, edges = zip(*(_surface(limb, x, y) for limb in limbs), strict=True)
    soft = 2.2
    height = soft * np.logaddexp.reduce(np.stack(heights) / soft, axis=0)
    edge = -1.6 * np.logaddexp.reduce(-np.stack(edges) / 1.6, axis=0)
    return height.astype(np.float32), np.clip(0.5 - edge * PX_PER_MM / 1.5, 0, 1).astype(np.float32)


def _surface(limb: Limb, x: Plane, y: Plane) -> tuple[Plane, Plane]:
    """A limb's own height, falling steeply beside it, and the distance to its edge (negative inside)."""
    (x0, y0), (x1, y1) = limb.start, limb.end
    dx, dy = x1 - x0, y1 - y0
    along = np.clip(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0, 1)
    radius = limb.radii[0] + along * (limb.radii[1] - limb.radii[0])
    middle = limb.heights[0] + along * (limb.heights[1] - limb.heights[0])
    beside = np.hypot(x - x0 - along * dx, y - y0 - along * dy)
    edge = beside - radius
    round_top = np.sqrt(np.maximum(radius * radius - beside * beside, 0))
    return middle + round_top - 5 * np.maximum(edge, 0), edge


def _wrinkles(x: Plane, y: Plane) -> Plane:
    """Furrows in mm across the joints of thumb and forefinger, and the fold of skin between the two."""
    furrows = np.zeros_like(x)
    for cx, cy, lean, width in ((-10, 20, -0.12, 8), (33, 15, -0.5, 7), (48, 27, -0.5, 7), (-15, 52, -0.2, 8)):
        across = (x - cx) * np.cos(lean) + (y - cy) * np.sin(lean)
        along = (y - cy) * np.cos(lean) - (x - cx) * np.sin(lean) + 0.05 * across * across / width
        window = np.exp(-((across / width) ** 2) * 1.6)
        for step in (-3.2, -1.1, 0.9, 3.1):
            furrows += 0.34 * window * np.exp(-(((along - step) / 0.55) ** 2))
    return furrows


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
        spot = np.exp(-(((x - cx) ** 2 + (y - cy) ** 2) / wide**2))[..., None]
        colours *= 1 - spot * np.array([0.13, 0.10, 0.0], dtype=np.float32)


def _nail(colours: Colours, height: Plane, x: Plane, y: Plane, tone: Tone) -> None:
    """The thumbnail: a paler plate with a gleam, a darker rim and a moon at its root."""
    lean = np.arctan2(6.5, 27.0)
    across = (x + 4.6) * np.cos(lean) + (y + 4.5) * np.sin(lean)
    along = (y + 4.5) * np.cos(lean) - (x + 4.6) * np.sin(lean)
    shape = (np.abs(across) / 5.6) ** 2.6 + (np.abs(along) / 7.4) ** 2.6
    plate = np.clip((1 - shape) * 4, 0, 1)[..., None]
    rim = np.exp(-(((shape - 1) / 0.16) ** 2))[..., None]
    pale = 0.55 * np.array(tone.light, dtype=np.float32) + 0.45 * np.array((198, 196, 236), dtype=np.float32)
    shine = np.exp(-(((across + 1.6) / 1.3) ** 2) - ((along + 0.5) / 4.2) ** 2)[..., None]
    curve = (1 - 0.16 * (across / 5.6) ** 2)[..., None]
    colours += (pale * curve * 0.93 + 34 * shine - colours) * plate * 0.62
    colours *= 1 - 0.22 * rim


def _sleeve(x: Plane, y: Plane, colour: tuple[int, int, int], rng: np.random.Generator) -> tuple[Colours, Plane]:
    """A cuff with its seam at the wrist, then folds up the arm; and how much of each pixel it covers."""
    middle = 13 + 0.06 * (y - 110)
    half = 34 + 0.09 * (y - 110)
    sideways = (x - middle) / half
    hem = 110 + 5.5 * sideways**2
    cover = np.clip((1 - np.abs(sideways)) * half * PX_PER_MM / 2, 0, 1) * np.clip((y - hem) * PX_PER_MM / 2, 0, 1)
    waves = cv2.resize(rng.normal(0, 1, (15, 4)).astype(np.float32), x.shape[::-1], interpolation=cv2.INTER_CUBIC)
    folds = cv2.Sobel(cv2.GaussianBlur(waves, (0, 0), 9), cv2.CV_32F, 0, 1, scale=3.2)
    weave = 0.035 * np.sin(2 * np.pi * x * 1.1) * np.sin(2 * np.pi * y * 1.1)
    round_arm = np.sqrt(np.maximum(1 - sideways**2, 0.02))
    lit = 0.42 + 0.62 * round_arm - 0.22 * sideways + 0.5 * np.clip(folds, -0.3, 0.3) + weave
    seam = np.exp(-(((y - hem - 17) / 0.9) ** 2)) + 0.6 * np.exp(-(((y - hem - 0.8) / 1.1) ** 2))
    dashes = np.exp(-(((y - hem - 14.5) / 0.5) ** 2)) * (np.sin(2 * np.pi * x / 3.4) > -0.2)
    cloth = (lit - 0.30 * seam)[..., None] * np.array(colour, dtype=np.float32) + 60 * dashes[..., None]
    return np.clip(cloth, 0, 255).astype(np.float32), cover.astype(np.float32)
