"""A bundle's paper ticket and a worker's badge, as they come out of the printer."""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
import segno
from cv2.typing import MatLike

from kiosk.demo.hand import PX_PER_MM, Colours, Plane

FINE = 2
"""Cards are drawn this much finer and then shrunk, so that print and edges come out smooth."""
SIZES_MM = {"ticket": (100, 62), "badge": (62, 92)}
PINCHES_MM = {"ticket": (25.0, 33.0), "badge": (9.0, 48.0)}
"""Where thumb and finger meet, from the card's middle: under the printed lines, clear of the code."""
INK = (44, 38, 36)
PALE_INK = (116, 108, 104)
BANDS = ((122, 92, 36), (74, 110, 62), (62, 66, 150), (120, 70, 96))
ERROR_LEVEL = "q"
QUIET_MODULES = 4


@dataclass(frozen=True, slots=True)
class Showing:
    """What a hand shows to the camera: the code's text, and what is printed beside it."""

    text: str
    title: str
    lines: tuple[str, ...]
    kind: Literal["ticket", "badge"]


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """A printed card, `PX_PER_MM` fine, and how much of each pixel it covers (round corners, a punched hole)."""

    colours: Colours
    cover: Plane


class _Sheet:
    """Blank paper to print on; places and sizes are millimetres from the middle."""

    def __init__(self, width_mm: int, height_mm: int, rng: np.random.Generator) -> None:
        self._px = PX_PER_MM * FINE
        self._middle = np.array((width_mm / 2, height_mm / 2))
        shape = (height_mm * self._px, width_mm * self._px)
        fibre = cv2.GaussianBlur(rng.normal(0, 5.0, shape).astype(np.float32), (0, 0), 1.3)
        paper = fibre[..., None] + np.array((241, 245, 247), dtype=np.float32)
        self.image: MatLike = np.clip(paper, 0, 255).astype(np.uint8)
        self.cover: MatLike = np.zeros(shape, np.uint8)

    def at(self, x_mm: float, y_mm: float) -> tuple[int, int]:
        x, y = (np.array((x_mm, y_mm)) + self._middle) * self._px
        return round(x), round(y)

    def length(self, mm: float) -> int:
        return round(mm * self._px)

    def cut(self, corner_mm: float) -> None:
        """Trims the sheet to its outline with round corners."""
        (left, top), (right, bottom) = self.at(*-self._middle), self.at(*self._middle)
        r = self.length(corner_mm)
        cv2.rectangle(self.cover, (left + r, top), (right - r - 1, bottom - 1), 255, -1)
        cv2.rectangle(self.cover, (left, top + r), (right - 1, bottom - r - 1), 255, -1)
        for x in (left + r, right - r - 1):
            for y in (top + r, bottom - r - 1):
                cv2.circle(self.cover, (x, y), r, 255, -1, cv2.LINE_AA)

    def fill(self, left: float, top: float, right: float, bottom: float, colour: tuple[int, int, int]) -> None:
        cv2.rectangle(self.image, self.at(left, top), self.at(right, bottom), colour, -1)

    def dot(self, x: float, y: float, radius: float, colour: tuple[int, int, int]) -> None:
        cv2.circle(self.image, self.at(x, y), self.length(radius), colour, -1, cv2.LINE_AA)

    def hole(self, x: float, y: float, half_width: float, half_height: float) -> None:
        radius = min(half_width, half_height)
        dx, dy = half_width - radius, half_height - radius
        cv2.line(self.cover, self.at(x - dx, y - dy), self.at(x + dx, y + dy), 0, self.length(2 * radius), cv2.LINE_AA)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float,
        width: float,
        weight: int = 400,
        ink: tuple[int, int, int] = INK,
    ) -> None:
        """One line on the base line `y`, `size` mm to the em, smaller where it would be wider than `width`."""
        face = cv2.FontFace("sans")
        px = self.length(size)
        _, _, wide, _ = cv2.getTextSize((0, 0), text, (0, 0), face, px, weight)
        px = min(px, int(px * self.length(width) / max(wide, 1)))
        cv2.putText(self.image, text, self.at(x, y), ink, face, px, weight)

    def code(self, text: str, x: float, y: float, side: float) -> None:
        """The QR code (never Micro QR) with its quiet zone, as large as whole pixels allow, in a box of `side` mm."""
        matrix = np.array([list(row) for row in segno.make_qr(text, error=ERROR_LEVEL).matrix], np.uint8)
        dots = np.pad(matrix, QUIET_MODULES)
        scale = max(self.length(side) // dots.shape[0], 1)
        dots = np.kron(dots, np.ones((scale, scale), np.uint8))
        left, top = self.at(x - dots.shape[1] / self._px / 2, y - dots.shape[0] / self._px / 2)
        self.image[top : top + dots.shape[0], left : left + dots.shape[1]][dots > 0] = INK

    def card(self) -> Card:
        shrunk = (self.cover.shape[1] // FINE, self.cover.shape[0] // FINE)
        image = cv2.resize(self.image, shrunk, interpolation=cv2.INTER_AREA).astype(np.float32)
        cover = cv2.resize(self.cover, shrunk, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        return Card(image, cover)


def draw(showing: Showing, seed: int) -> Card:
    """The card of a showing. Paper grain, and a badge's colour, follow the seed."""
    rng = np.random.default_rng(seed)
    sheet = _Sheet(*SIZES_MM[showing.kind], rng)
    if showing.kind == "ticket":
        _print_ticket(sheet, showing)
    else:
        _print_badge(sheet, showing, BANDS[rng.integers(len(BANDS))])
    return sheet.card()


def _print_ticket(sheet: _Sheet, showing: Showing) -> None:
    sheet.cut(1.2)
    sheet.hole(43, -25, 2.4, 2.4)
    sheet.code(showing.text, -24, -2, 50)
    sheet.write(showing.text, -46, 28, size=3.2, width=42, ink=PALE_INK)
    sheet.write(showing.title, 3, -13, size=8.2, width=43, weight=800)
    sheet.fill(3, -9.6, 46, -9.0, INK)
    for n, line in enumerate(showing.lines[:4]):
        sheet.write(line, 3, -3 + 6 * n, size=4.8, width=43, weight=450)


def _print_badge(sheet: _Sheet, showing: Showing, band: tuple[int, int, int]) -> None:
    sheet.cut(3.5)
    sheet.fill(-31, -46, 31, -35, band)
    sheet.hole(0, -41, 7, 1.6)
    _portrait(sheet, -20.5, -25.5, band)
    sheet.write(showing.title, -10.5, -26, size=6.4, width=38, weight=700)
    for n, line in enumerate(showing.lines[:2]):
        sheet.write(line, -10.5, -20.5 + 4.8 * n, size=4.0, width=38, ink=PALE_INK)
    sheet.code(showing.text, 0, 7, 44)
    sheet.fill(-31, 42, 31, 46, band)


def _portrait(sheet: _Sheet, x: float, y: float, band: tuple[int, int, int]) -> None:
    pale = (int(band[0] * 0.3 + 168), int(band[1] * 0.3 + 168), int(band[2] * 0.3 + 168))
    sheet.dot(x, y, 7.6, pale)
    sheet.dot(x, y - 1.6, 2.9, band)
    centre = sheet.at(x, y + 6.4)
    cv2.ellipse(sheet.image, centre, (sheet.length(5.0), sheet.length(4.2)), 0, 180, 360, band, -1, cv2.LINE_AA)
