"""What light, hands and the camera do to a print. Fields are float32 brightness, 0 to 255; lengths in pixels."""

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.bench.frames.ground import Field, noise

Homography = NDArray[np.float64]
Box = tuple[int, int, int, int]

FAR = 3.5
"""The camera's distance in sides of a code: how strongly tilt narrows the far edge."""


def pose(side_px: float, turn_deg: float, tilt_deg: float, lean_deg: float) -> Homography:
    """From a unit square to pixels, both round the origin: tilted about an axis at `lean_deg`, then turned."""
    unit = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)], np.float32)
    tilt = np.deg2rad(tilt_deg)
    along = unit @ _turned(-lean_deg)
    near = FAR / (FAR + along[:, 1:] * np.sin(tilt))
    seen = (along * near * (1, np.cos(tilt))) @ _turned(lean_deg + turn_deg)
    return np.asarray(cv2.getPerspectiveTransform(unit, (side_px * seen).astype(np.float32)), np.float64)


def _turned(degrees: float) -> NDArray[np.float64]:
    """For points as rows."""
    turn = np.deg2rad(degrees)
    return np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])


def crumpled(ink: Field, amount: float, wave: float, rng: np.random.Generator) -> Field:
    """Cloth or paper pushed into folds `wave` wide: shifted by up to about `amount`, and shaded by the slope."""
    height, width = ink.shape
    rough = rng.normal(0, 1, (2, int(height / wave) + 3, int(width / wave) + 3)).astype(np.float32)
    shift = [cv2.resize(one, (width, height), interpolation=cv2.INTER_CUBIC) for one in rough]
    down, along = np.mgrid[0:height, 0:width].astype(np.float32)
    moved = cv2.remap(ink, along + amount * shift[0], down + amount * shift[1], cv2.INTER_LINEAR, borderValue=240)
    slope = cv2.Sobel(shift[0], cv2.CV_32F, 1, 1, ksize=5)
    shade = 1 - 0.12 * min(amount / wave * 6, 2) * slope / (abs(slope).max() + 1e-6)
    return np.asarray(moved * shade, np.float32)


def faded(ink: Field, left: float, rng: np.random.Generator) -> Field:
    """Of the ink's darkness only `left` (0 to 1) is left, in patches more or less."""
    patches = cv2.resize(rng.uniform(0.75, 1.25, (5, 5)).astype(np.float32), ink.shape[::-1])
    return np.asarray(240 - (240 - ink) * np.clip(left * patches, 0, 1), np.float32)


def soiled(ink: Field, box: Box, share: float, rng: np.random.Generator) -> Field:
    """Spots and threads over about `share` of the box (left, top, right, bottom)."""
    left, top, right, bottom = box
    covered = np.zeros(ink.shape, np.uint8)
    side = right - left
    while (covered[top:bottom, left:right] > 0).mean() < share:
        at = (int(rng.uniform(left, right)), int(rng.uniform(top, bottom)))
        shade = int(rng.choice([30, 90, 200, 235])) + 1
        if rng.random() < 0.6:
            axes = (int(rng.uniform(0.01, 0.05) * side) + 1, int(rng.uniform(0.01, 0.05) * side) + 1)
            cv2.ellipse(covered, at, axes, rng.uniform(0, 180), 0, 360, shade, -1)
        else:
            points = np.cumsum(rng.normal(0, 0.12 * side, (5, 2)), axis=0) + at
            cv2.polylines(covered, [points.astype(np.int32)], isClosed=False, color=shade, thickness=max(side // 90, 1))
    return np.where(covered > 0, covered, ink).astype(np.float32)


def glare(field: Field, at: tuple[float, float], radius: float, rng: np.random.Generator) -> Field:
    """A lamp's reflection that bleaches the middle of its spot."""
    spot = np.zeros(field.shape, np.float32)
    axes = (max(int(radius * rng.uniform(0.7, 1.4)), 1), max(int(radius * rng.uniform(0.5, 1)), 1))
    cv2.ellipse(spot, (int(at[0]), int(at[1])), axes, rng.uniform(0, 180), 0, 360, 420, -1)
    return np.asarray(field + cv2.GaussianBlur(spot, (0, 0), max(radius / 4, 1)), np.float32)


def smeared(field: Field, length: float, direction_deg: float) -> Field:
    """Moved by `length` pixels while the shutter was open."""
    size = 2 * int(np.ceil(length / 2)) + 3
    strip = np.zeros((8 * size, 8 * size), np.float32)
    reach = 4 * length * np.array([np.cos(np.deg2rad(direction_deg)), np.sin(np.deg2rad(direction_deg))])
    middle = np.array([4 * size, 4 * size])
    start, end = (middle - reach).round().astype(int), (middle + reach).round().astype(int)
    cv2.line(strip, tuple(map(int, start)), tuple(map(int, end)), 1.0, 8)
    kernel = cv2.resize(strip, (size, size), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.filter2D(field, -1, kernel / kernel.sum()), np.float32)


def exposed(field: Field, brightness: float, grain: float, rng: np.random.Generator) -> Field:
    """In `brightness` of good light, with the sensor's grain, which is finer where there is less of light."""
    lit = field * brightness
    return np.asarray(lit + noise(rng) * grain * (0.5 + 0.5 * np.sqrt(np.clip(lit, 0, 255) / 128)), np.float32)


def compressed(picture: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
