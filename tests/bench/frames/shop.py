"""One frame of the shop floor from an axis, a severity of 1 to 5 and a seed; nothing else goes in."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.bench.frames import lens, paper
from tests.bench.frames.ground import HEIGHT, WIDTH, Field, ground
from tests.bench.frames.paper import Paper

FLAT_MODULE_PX = 12
"""Printed as finely as this, then taken down to what the camera sees."""
SEVERITIES = (1, 2, 3, 4, 5)
OFF_THE_EDGE = -1.0
"""`Shot.cut` of a ticket that is wholly in view."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """`picture`: 720×1280 BGR. `texts`: what stands printed in it, also where a part is out of the picture."""

    axis: str
    severity: int
    seed: int
    picture: NDArray[np.uint8]
    texts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shot:
    """How a frame is taken. Lengths named `_modules` are in modules of the code, `_px` in pixels of the frame."""

    module_px: float
    turn_deg: float
    tilt_deg: float
    lean_deg: float
    soft_px: float
    grain: float
    clutter: int
    tickets: int = 1
    strangers: int = 0
    smear_modules: float = 0
    brightness: float = 1
    ink_left: float = 1
    dirt: float = 0
    glare: float = 0
    crumple_modules: float = 0
    cut: float = OFF_THE_EDGE
    quality: int = 92


Harm = Callable[[Shot, int, np.random.Generator], Shot]


def _of(values: tuple[float, ...], field: str) -> Harm:
    """Severity n takes the n-th value, give or take a tenth, for the field."""
    return lambda shot, severity, rng: replace(shot, **{field: values[severity - 1] * rng.uniform(0.9, 1.1)})


def _defocus(shot: Shot, severity: int, rng: np.random.Generator) -> Shot:
    return replace(shot, soft_px=shot.module_px * (0.35, 0.5, 0.65, 0.8, 0.95)[severity - 1] * rng.uniform(0.9, 1.1))


def _dark(shot: Shot, severity: int, rng: np.random.Generator) -> Shot:
    light = (0.3, 0.16, 0.1, 0.07, 0.05)[severity - 1] * rng.uniform(0.9, 1.1)
    return replace(shot, brightness=light, grain=(2, 3, 4, 5, 6)[severity - 1])


def _rotation(shot: Shot, severity: int, rng: np.random.Generator) -> Shot:
    return replace(shot, turn_deg=9 * severity + rng.uniform(-4, 4) + 90 * int(rng.integers(4)))


def _jpeg(shot: Shot, severity: int, rng: np.random.Generator) -> Shot:
    quality = (40, 25, 16, 10, 6)[severity - 1]
    return replace(shot, quality=quality, module_px=shot.module_px * 0.75)


def _several(shot: Shot, severity: int, rng: np.random.Generator) -> Shot:
    return replace(shot, tickets=severity + 1, module_px=min(shot.module_px, 3.6))


def _none(shot: Shot, severity: int, rng: np.random.Generator) -> Shot:
    return replace(shot, tickets=0, clutter=severity)


def _strangers(shot: Shot, severity: int, rng: np.random.Generator) -> Shot:
    return replace(shot, tickets=0, strangers=1 + severity // 2, clutter=severity - 1)


AXES: dict[str, Harm] = {
    "easy": lambda shot, severity, rng: replace(shot, clutter=severity - 1),
    "distance": _of((3.0, 2.5, 2.1, 1.75, 1.45), "module_px"),
    "defocus": _defocus,
    "motion": _of((0.6, 1.0, 1.4, 1.8, 2.3), "smear_modules"),
    "dark": _dark,
    "glare": _of((0.06, 0.1, 0.15, 0.21, 0.28), "glare"),
    "tilt": _of((30, 42, 52, 58, 62), "tilt_deg"),
    "rotation": _rotation,
    "crumple": _of((0.15, 0.3, 0.5, 0.75, 1.1), "crumple_modules"),
    "faded": _of((0.5, 0.3, 0.18, 0.12, 0.08), "ink_left"),
    "dirt": _of((0.02, 0.04, 0.06, 0.09, 0.13), "dirt"),
    "jpeg": _jpeg,
    "several": _several,
    "cut": _of((-0.06, 0.01, 0.03, 0.06, 0.12), "cut"),
    "none": _none,
    "strangers": _strangers,
}
"""The last two hold no ticket: bare and cluttered ground; bar codes, Data Matrix, Aztec, PDF417 and Micro QR."""
EMPTY_AXES = ("none", "strangers")


def frame(axis: str, severity: int, seed: int) -> Frame:
    rng = np.random.default_rng([list(AXES).index(axis), severity, seed])
    shot = AXES[axis](_well_held(rng), severity, rng)
    field = ground(rng, shot.clutter)
    cells = _cells(rng)
    texts: set[str] = set()
    for n in range(shot.tickets + shot.strangers):
        printed = (paper.ticket if n < shot.tickets else paper.stranger)(rng, FLAT_MODULE_PX)
        spot = _spot(shot, printed, rng) if shot.cut > OFF_THE_EDGE else cells[n]
        field = _laid(field, printed, shot, spot, rng)
        texts |= {printed.text} if printed.text else set()
    if axis == "none" and severity > 2:
        field = _laid(field, _docket(rng), shot, cells[0], rng)
    return Frame(axis, severity, seed, _taken(field, shot, rng), frozenset(texts))


def picture_of(printed: Paper, shot: Shot, rng: np.random.Generator) -> NDArray[np.uint8]:
    """One given print in the middle of a frame, or over its edge."""
    spot = _spot(shot, printed, rng) if shot.cut > OFF_THE_EDGE else (WIDTH / 2, HEIGHT / 2)
    return _taken(_laid(ground(rng, shot.clutter), printed, shot, spot, rng), shot, rng)


def _well_held(rng: np.random.Generator) -> Shot:
    return Shot(
        module_px=rng.uniform(3.6, 6),
        turn_deg=rng.uniform(-25, 25),
        tilt_deg=rng.uniform(0, 15),
        lean_deg=rng.uniform(0, 180),
        soft_px=rng.uniform(0.4, 0.9),
        grain=rng.uniform(1, 4),
        clutter=int(rng.integers(0, 4)),
    )


def _cells(rng: np.random.Generator) -> list[tuple[float, float]]:
    """Six places beside each other, shuffled; the first few in use."""
    places = [(x + rng.uniform(-25, 25), y + rng.uniform(-15, 15)) for x in (220, 640, 1060) for y in (190, 530)]
    rng.shuffle(places)
    return places * 2


def _spot(shot: Shot, printed: Paper, rng: np.random.Generator) -> tuple[float, float]:
    """So far over an edge that about `cut` of the code's side is lost."""
    side = printed.code[2] / printed.module_px * shot.module_px
    inside = side * (0.5 - shot.cut)
    x, y = rng.uniform(side, WIDTH - side), rng.uniform(side, HEIGHT - side)
    return ((inside, y), (WIDTH - inside, y), (x, inside), (x, HEIGHT - inside))[int(rng.integers(4))]


def _docket(rng: np.random.Generator) -> Paper:
    """A sheet with nothing but words."""
    sheet = paper.words(rng, 700, 900)
    return Paper(sheet, None, FLAT_MODULE_PX, (100, 0, 700))


def _laid(field: Field, printed: Paper, shot: Shot, at: tuple[float, float], rng: np.random.Generator) -> Field:
    """The field with a print on it, its code's middle at `at`."""
    left, top, side = printed.code
    ink = _worn(printed, shot, rng)
    side_px = side / printed.module_px * shot.module_px
    flat = np.array([[1 / side, 0, -left / side - 0.5], [0, 1 / side, -top / side - 0.5], [0, 0, 1]])
    place = np.array([[1, 0, at[0]], [0, 1, at[1]], [0, 0, 1]])
    shrink = min(1.5 * shot.module_px / printed.module_px, 1.0)
    small = cv2.resize(ink, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    way = place @ lens.pose(side_px, shot.turn_deg, shot.tilt_deg, shot.lean_deg) @ flat
    way = way @ np.diag([ink.shape[1] / small.shape[1], ink.shape[0] / small.shape[0], 1])
    out = cv2.warpPerspective(small, way, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
    cover = cv2.warpPerspective(np.ones_like(small), way, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
    field = field * (1 - cover) + out
    return lens.glare(field, _on(at, side_px, rng), shot.glare * side_px, rng) if shot.glare else field


def _on(at: tuple[float, float], side_px: float, rng: np.random.Generator) -> tuple[float, float]:
    away = rng.uniform(-0.4, 0.4, 2) * side_px
    return at[0] + away[0], at[1] + away[1]


def _worn(printed: Paper, shot: Shot, rng: np.random.Generator) -> Field:
    ink = printed.ink.astype(np.float32)
    if shot.ink_left < 1:
        ink = lens.faded(ink, shot.ink_left, rng)
    if shot.dirt:
        left, top, side = (int(one) for one in printed.code)
        ink = lens.soiled(ink, (left, top, left + side, top + side), shot.dirt, rng)
    if shot.crumple_modules:
        wave = printed.module_px * rng.uniform(7, 12)
        ink = lens.crumpled(ink, shot.crumple_modules * printed.module_px, wave, rng)
    return ink


def _taken(field: Field, shot: Shot, rng: np.random.Generator) -> NDArray[np.uint8]:
    field = np.minimum(field, 255) if not shot.glare else field
    field = cv2.GaussianBlur(field, (0, 0), shot.soft_px)
    if shot.smear_modules:
        field = lens.smeared(field, shot.smear_modules * shot.module_px, rng.uniform(0, 180))
    field = lens.exposed(np.minimum(field, 255), shot.brightness, shot.grain, rng)
    tint = rng.uniform(0.85, 1, 3)
    picture = cv2.merge([np.clip(field * share, 0, 255).astype(np.uint8) for share in tint])
    return lens.compressed(np.asarray(picture, np.uint8), shot.quality)
