"""Codes that lost a corner: under glare, dirt or a thumb, or beyond the picture's edge.

Two finder patterns, with their corners, tell the plane that the code lies in, but not which two of the three they are;
each guess is laid out flat, and the alignment pattern near the fourth corner shows how good it is. The flat code is
given fresh finder and timing patterns, so that a reader, whose error correction makes up for lost data, finds it.
"""

from collections.abc import Iterator
from itertools import combinations, islice
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.camera.finders import Finder, Points, finders
from kiosk.camera.picture import Grey
from kiosk.camera.scan import scan
from kiosk.camera.sight import Code, Outline

Corner = tuple[int, int]
"""A corner of the code: (0, 0) upper left, (1, 0) upper right, (0, 1) lower left."""
Guess = tuple[tuple[Corner, Finder], ...]

FINDERS, GUESSES, DECODED = 4, 24, 3
"""No more finders are combined, guesses laid out, and of these decoded, in one cut-out."""
MODULE_PX = 6
FINDER, ALIGNMENT = 7, 5
"""Modules a side. Source: ISO/IEC 18004, 6.3."""
SMALLEST = 21
"""Modules of a side of version 1, which has no alignment pattern."""
FROM_END = 6.5
"""Modules from the end to the middle of the last alignment pattern."""
UNLIKE = 2.0
MOST_VERSION = 12
LEAST_LIKENESS = 0.45
SEARCH = 7
"""Modules round its expected place in which the alignment pattern is searched."""


class Flat(NamedTuple):
    """A guess laid out: `way` leads from modules to the cut-out's pixels, `likeness` (to 1) is how sure it is."""

    grey: Grey
    side: int
    way: NDArray[np.float64]
    likeness: float


def read(grey: Grey) -> tuple[Code, ...]:
    flats = sorted(_flats(grey), key=lambda flat: -flat.likeness)
    for flat in flats[:DECODED]:
        for code in scan(_mended(flat)).read:
            return (Code(code.text, _outline(flat)),)
    return ()


def _flats(grey: Grey) -> Iterator[Flat]:
    for guess in islice(_guesses(finders(grey)[:FINDERS]), GUESSES):
        for side in _sides(guess):
            flat = _laid_out(grey, guess, side)
            if flat and flat.likeness >= LEAST_LIKENESS:
                yield flat


def _guesses(found: list[Finder]) -> Iterator[Guess]:
    """Which corners two finders of about one size may be."""
    for one, other in combinations(found, 2):
        if max(one.side_px, other.side_px) < UNLIKE * min(one.side_px, other.side_px):
            for a, b in ((one, other), (other, one)):
                yield ((0, 0), a), ((1, 0), b)
                yield ((0, 1), a), ((0, 0), b)
                yield ((1, 0), a), ((0, 1), b)


def _sides(guess: Guess) -> list[int]:
    """The nearest two sides in modules that the finders' distance allows: 21, 25, 29 ..."""
    (one, a), (other, b) = guess
    apart = float(np.hypot(*(b.middle - a.middle))) / float(np.hypot(one[0] - other[0], one[1] - other[1]))
    modules = FINDER * apart / ((a.side_px + b.side_px) / 2) + FINDER
    version = int((modules - 17) // 4)
    return [17 + 4 * one for one in (version, version + 1) if 1 <= one <= MOST_VERSION]


def _laid_out(grey: Grey, guess: Guess, side: int) -> Flat | None:
    pairs = _pairs(guess, side)
    way = _way(*pairs) if pairs else None
    if pairs is None or way is None:
        return None
    flat = _flat(grey, way, side)
    if side == SMALLEST:
        return Flat(flat, side, way, LEAST_LIKENESS)
    spot, likeness = _alignment(flat, side)
    modules, pixels = pairs
    seen = cv2.perspectiveTransform(np.array([[spot]]), way)[0]
    end = np.full((1, 2), side - FROM_END)
    weight = len(modules) // 2  # one point against many that lie close together at the other end
    better = _way(np.vstack((modules, *[end] * weight)), np.vstack((pixels, *[seen] * weight)))
    return None if better is None else Flat(_flat(grey, better, side), side, better, likeness)


def _pairs(guess: Guess, side: int) -> tuple[Points, Points] | None:
    """Points in modules and in pixels; None when the finders' own corners do not fit the guess."""
    (one, a), (other, b) = guess
    middles = [np.array(corner) * (side - FINDER) + FINDER / 2 for corner in (one, other)]
    turn = complex(*(b.middle - a.middle)) / complex(*(middles[1] - middles[0]))
    like = np.array([[turn.real, turn.imag], [-turn.imag, turn.real]])
    round_it = FINDER / 2 * np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    modules, pixels = [], []
    for middle, finder in zip(middles, (a, b), strict=True):
        away = np.linalg.norm(finder.corners[None] - (finder.middle + round_it @ like)[:, None], axis=2)
        first = int(away[0].argmin())
        if not np.array_equal(away.argmin(axis=1), (first + np.arange(4)) % 4):
            return None
        modules += [middle[None], middle + round_it]
        pixels += [finder.middle[None], np.roll(finder.corners, -first, axis=0)]
    return np.vstack(modules), np.vstack(pixels)


def _way(modules: Points, pixels: Points) -> NDArray[np.float64] | None:
    found = np.array(
        cv2.findHomography(modules, pixels)[0], np.float64
    )  # for points on a line None, which is no number
    return found if np.isfinite(found).all() else None


def _flat(grey: Grey, way: NDArray[np.float64], side: int) -> Grey:
    to_modules = np.diag([1 / MODULE_PX, 1 / MODULE_PX, 1.0])
    size = (side * MODULE_PX, side * MODULE_PX)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpPerspective(grey, way @ to_modules, size, flags=flags, borderValue=255), np.uint8)


def _alignment(flat: Grey, side: int) -> tuple[tuple[float, float], float]:
    """Where the last alignment pattern is, in modules, and how much it looks like one."""
    low = max(round((side - FROM_END - SEARCH) * MODULE_PX), 0)
    alike = cv2.matchTemplate(flat[low:, low:], _drawn(_rings(ALIGNMENT), 0, 255), cv2.TM_CCOEFF_NORMED)
    _, likeness, _, (x, y) = cv2.minMaxLoc(alike)
    return ((low + x) / MODULE_PX + ALIGNMENT / 2, (low + y) / MODULE_PX + ALIGNMENT / 2), float(likeness)


def _mended(flat: Flat) -> Grey:
    """With fresh finder and timing patterns, and a quiet zone."""
    dark, light = (int(level) for level in np.percentile(flat.grey, (5, 95)))
    grey, last = flat.grey.copy(), flat.side - FINDER - 1
    finder = np.pad(_rings(FINDER), 1)  # with the light line that parts it from the data
    dashes = np.arange(FINDER + 1, last) % 2 == 0
    for x, y in ((-1, -1), (last, -1), (-1, last)):
        _put(grey, finder, x, y, dark, light)
    _put(grey, dashes[None], FINDER + 1, FINDER - 1, dark, light)
    _put(grey, dashes[:, None], FINDER - 1, FINDER + 1, dark, light)
    return np.pad(grey, 4 * MODULE_PX, constant_values=light)


def _put(grey: Grey, modules: NDArray[np.bool_], x: int, y: int, dark: int, light: int) -> None:
    """Draws at module x, y, as far as it lies in the code."""
    inside = modules[max(-y, 0) :, max(-x, 0) :]
    left, top = max(x, 0) * MODULE_PX, max(y, 0) * MODULE_PX
    into = grey[top : top + inside.shape[0] * MODULE_PX, left : left + inside.shape[1] * MODULE_PX]
    into[:] = _drawn(inside, dark, light)[: into.shape[0], : into.shape[1]]


def _rings(size: int) -> NDArray[np.bool_]:
    """A dark square in a light ring in a dark one, as finder and alignment patterns are."""
    from_edge = np.minimum(np.arange(size), np.arange(size)[::-1])
    return np.asarray(np.minimum(from_edge[:, None], from_edge[None]) != 1)


def _drawn(modules: NDArray[np.bool_], dark: int, light: int) -> Grey:
    shades = np.where(modules, dark, light).astype(np.uint8)
    return np.kron(shades, np.ones((MODULE_PX, MODULE_PX), np.uint8))


def _outline(flat: Flat) -> Outline:
    corners = np.array([[(0, 0), (flat.side, 0), (flat.side, flat.side), (0, flat.side)]], np.float64)
    (a, b, c, d) = cv2.perspectiveTransform(corners, flat.way)[0].round().astype(int).tolist()
    return (a[0], a[1]), (b[0], b[1]), (c[0], c[1]), (d[0], d[1])
