"""A card in a hand: drawn once for a showing, then laid on picture after picture as it moves."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.demo.card import PINCHES_MM, Card
from kiosk.demo.hand import PX_PER_MM, REACH_MM, Colours, Hand, Picture, Plane

Way = NDArray[np.float64]
"""A 3×3 matrix that takes places on one picture to places on another."""

Part = tuple[slice, slice]
"""Rows and columns of a picture."""

EXTENT_MM = (-72, -66, 112, 208)
"""What of card and hand is kept: left, top, right and bottom from the card's middle."""
FOCAL_PX = 1500.0
SMEARS_PX = (1, 9, 21, 45, 91)
"""Lengths of motion blur that are kept ready, along the arm, in pixels of the drawing."""
RIM_PX = 60
"""Around the card, as far as its shadow reaches."""
COARSE = 4
"""Shadows are soft, and so are made this much smaller."""
DROP_MM = (11.0, 15.0)
"""Where the shadow falls on the table."""


@dataclass(frozen=True, slots=True)
class Pose:
    """How a card is held: its middle on the picture, picture pixels a mm, how far it is pulled back along the arm."""

    x: float
    y: float
    zoom: float
    lean_deg: float
    tilt_x_deg: float
    tilt_y_deg: float
    pulled_mm: float = 0.0


class Prop:
    """`defocus_px` is in pixels of the drawing. Raises nothing; off the picture it draws nothing."""

    def __init__(self, card: Card, hand: Hand, kind: str, *, defocus_px: float) -> None:
        layer = cv2.GaussianBlur(_compose(card, hand, kind), (0, 0), max(defocus_px, 0.3))
        self._layers = {SMEARS_PX[0]: layer}
        shade = cv2.resize(layer[..., 3], None, fx=1 / COARSE, fy=1 / COARSE, interpolation=cv2.INTER_AREA)
        self._shade = cv2.GaussianBlur(shade, (0, 0), 7)

    def lay_on(self, picture: Picture, pose: Pose, *, smear_px: float = 0.0) -> None:
        """Changes `picture` in place. `smear_px`: how far the hand moves along the arm while the shutter is open."""
        way = _way(pose)
        self._cast(picture, way, pose.zoom)
        seen = _seen(self._smeared(smear_px), way, picture.shape)
        if seen:
            above, part = seen
            see_through = cv2.cvtColor(cv2.bitwise_not(above[..., 3]), cv2.COLOR_GRAY2BGR)
            below = cv2.multiply(picture[part], see_through, scale=1 / 255)
            picture[part] = cv2.add(below, cv2.cvtColor(above, cv2.COLOR_BGRA2BGR))

    def _smeared(self, smear_px: float) -> Picture:
        length = min(SMEARS_PX, key=lambda kept: abs(kept - smear_px))
        if length not in self._layers:
            self._layers[length] = cv2.blur(self._layers[SMEARS_PX[0]], (1, length)).astype(np.uint8)
        return self._layers[length]

    def _cast(self, picture: Picture, way: Way, zoom: float) -> None:
        """The soft shadow on the table."""
        way = _moved(DROP_MM[0] * zoom, DROP_MM[1] * zoom) @ way
        small = np.diag((1 / COARSE, 1 / COARSE, 1.0)) @ way @ np.diag((COARSE, COARSE, 1.0))
        seen = _seen(self._shade, small, (picture.shape[0] // COARSE, picture.shape[1] // COARSE))
        if seen:
            shade, (rows, columns) = seen
            light = cv2.cvtColor(cv2.convertScaleAbs(shade, alpha=-0.5, beta=255), cv2.COLOR_GRAY2BGR)
            light = cv2.resize(light, None, fx=COARSE, fy=COARSE)
            part = (
                slice(rows.start * COARSE, rows.stop * COARSE),
                slice(columns.start * COARSE, columns.stop * COARSE),
            )
            picture[part] = cv2.multiply(picture[part], light, scale=1 / 255)


def _way(pose: Pose) -> Way:
    """From the drawing to the picture: turned in space, seen by a lens, shrunk to size."""
    x, y, z = np.deg2rad((pose.tilt_x_deg, pose.tilt_y_deg, pose.lean_deg))
    turn_x = np.array([[1, 0, 0], [0, np.cos(x), -np.sin(x)], [0, np.sin(x), np.cos(x)]])
    turn_y = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    turn_z = np.array([[np.cos(z), -np.sin(z), 0], [np.sin(z), np.cos(z), 0], [0, 0, 1]])
    # The card moves along the arm as it lies in the picture; only then comes the tilt around the card's own middle.
    turned = turn_x @ turn_y @ turn_z * (pose.zoom / PX_PER_MM)
    pulled = pose.pulled_mm * pose.zoom * turn_z[:2, 1]
    placed = np.column_stack((turned[:, 0], turned[:, 1], (0, 0, FOCAL_PX)))
    middle = _moved(EXTENT_MM[0] * PX_PER_MM, EXTENT_MM[1] * PX_PER_MM)
    way: Way = _moved(pose.x + pulled[0], pose.y + pulled[1]) @ np.diag((FOCAL_PX, FOCAL_PX, 1.0)) @ placed @ middle
    return way


def _moved(dx: float, dy: float) -> Way:
    return np.array([[1.0, 0, dx], [0, 1.0, dy], [0, 0, 1.0]])


def _seen(layer: Picture, way: Way, shape: tuple[int, ...]) -> tuple[Picture, Part] | None:
    """What a picture of `shape` shows of a layer, and where; None when the layer lies beside it."""
    height, width = layer.shape[:2]
    corners = np.array([[[0, 0], [width, 0], [width, height], [0, height]]], np.float64)
    places = cv2.perspectiveTransform(corners, way)[0]
    left, top = (max(int(edge), 0) for edge in places.min(axis=0))
    right, bottom = (min(int(edge) + 1, end) for edge, end in zip(places.max(axis=0), shape[1::-1], strict=True))
    if left >= right or top >= bottom:
        return None
    seen = cv2.warpPerspective(layer, _moved(-left, -top) @ way, (right - left, bottom - top))
    return seen, (slice(top, bottom), slice(left, right))


def _compose(card: Card, hand: Hand, kind: str) -> Picture:
    """Fingers behind the card, the card, the thumb over it: BGRA, already multiplied by its own cover."""
    left, top, right, bottom = (mm * PX_PER_MM for mm in EXTENT_MM)
    hand_at = [round((place - reach) * PX_PER_MM) for place, reach in zip(PINCHES_MM[kind], REACH_MM, strict=False)]
    layer = _window(hand.layer, left - hand_at[0], top - hand_at[1], right - left, bottom - top)
    height, width = (length + 2 * RIM_PX for length in card.cover.shape)
    skin = np.dstack((hand.colours, hand.whole, hand.thumb))
    skin = _window(skin, -width // 2 - hand_at[0], -height // 2 - hand_at[1], width, height)
    layer[-top - height // 2 :, -left - width // 2 :][:height, :width] = _pinched(card, skin)
    return layer


def _window(drawing: NDArray[Any], left: int, top: int, width: int, height: int) -> NDArray[Any]:
    """A part of a drawing, with emptiness where it reaches beyond it."""
    window = np.zeros((height, width, drawing.shape[2]), drawing.dtype)
    seen = drawing[max(top, 0) : max(top + height, 0), max(left, 0) : max(left + width, 0)]
    window[max(-top, 0) :, max(-left, 0) :][: seen.shape[0], : seen.shape[1]] = seen
    return window


def _pinched(card: Card, skin: Colours) -> Picture:
    """The part around the card, where hand and card shade each other. `skin`: BGR, whole hand, thumb."""
    colours, whole, thumb = skin[..., :3], skin[..., 3], skin[..., 4]
    paper = cv2.copyMakeBorder(
        np.dstack((card.colours, card.cover)), RIM_PX, RIM_PX, RIM_PX, RIM_PX, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0)
    )
    cover = paper[..., 3]
    behind = colours * (1 - 0.55 * _shadow_of(cover, 2.5, 3.5, 9) * (1 - thumb))[..., None]
    sheet = paper[..., :3] * (_curl(cover.shape) - 0.40 * _shadow_of(thumb, 2.5, 2.5, 7))[..., None]
    seen = behind * (whole * (1 - cover))[..., None] + sheet * (cover * (1 - thumb))[..., None]
    seen += colours * (thumb * cover)[..., None]
    layer: Picture = np.dstack((seen, 255 * np.maximum(whole, cover)))
    return np.clip(layer, 0, 255).astype(np.uint8)


def _shadow_of(cover: Plane, right_mm: float, down_mm: float, soft_px: float) -> Plane:
    moved = np.roll(cover, (round(down_mm * PX_PER_MM), round(right_mm * PX_PER_MM)), axis=(0, 1))
    return cv2.GaussianBlur(moved, (0, 0), soft_px).astype(np.float32)


def _curl(shape: tuple[int, ...]) -> Plane:
    """Paper is never flat: a little brighter to the upper left, and bent where it is pinched."""
    across = np.linspace(-1, 1, shape[1], dtype=np.float32)[None, :]
    down = np.linspace(-1, 1, shape[0], dtype=np.float32)[:, None]
    light: Plane = 0.95 - 0.05 * across - 0.05 * down - 0.05 * np.exp(-(((across - 0.5) / 0.3) ** 2)) * down
    return light
