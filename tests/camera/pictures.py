"""Pictures for the camera's tests: printed codes lying on a grey table, held badly in every way."""

from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
import segno
from numpy.typing import NDArray

from kiosk.camera.source import hush

Picture = NDArray[np.uint8]

BUNDLE = "B1/7K3MQ9TX2A/24/4F9K2C"
BADGE = "W1/0A12BC34DE/9QK2M4"


def printed(text: str | bytes, *, module_px: int = 6, error: str = "q", micro: bool = False) -> Picture:
    """A code with its quiet zone, grey, black on white. Micro QR only when it is asked for."""
    code = segno.make_micro(text) if micro else segno.make_qr(text, error=error)
    rows = np.array([list(row) for row in code.matrix_iter(scale=module_px, border=4)], np.uint8)
    return (255 - 235 * rows).astype(np.uint8)


def table(level: int = 110, *, width: int = 1280, height: int = 720) -> Picture:
    """An empty grey table with some noise, BGR."""
    noise = np.random.default_rng(7).normal(level, 3, (height, width, 3))
    return np.clip(noise, 0, 255).astype(np.uint8)


def laid(code: Picture, x: int, y: int, on: Picture | None = None) -> Picture:
    """A table with the code's upper left corner at x, y."""
    picture = table() if on is None else on.copy()
    picture[y : y + code.shape[0], x : x + code.shape[1]] = code[..., None]
    return picture


def turned(code: Picture, degrees: float) -> Picture:
    """On a table, turned around the middle of the picture."""
    whole = laid(code, 640 - code.shape[1] // 2, 360 - code.shape[0] // 2)
    turn = cv2.getRotationMatrix2D((640, 360), degrees, 1)
    return np.asarray(cv2.warpAffine(whole, turn, (1280, 720), borderMode=cv2.BORDER_REFLECT), np.uint8)


def tilted(code: Picture, degrees: float) -> Picture:
    """On a table, its upper edge leaning away from the camera by so much."""
    lean, far = np.deg2rad(degrees), 3.0
    half = code.shape[0] / 2
    up, depth = np.cos(lean), np.sin(lean)
    corners = [(-1, -up, depth), (1, -up, depth), (1, up, -depth), (-1, up, -depth)]
    places = [(640 + half * x * far / (far + z), 360 + half * y * far / (far + z)) for x, y, z in corners]
    side = code.shape[0]
    square = np.array([(0, 0), (side, 0), (side, side), (0, side)], np.float32)
    way = cv2.getPerspectiveTransform(square, np.array(places, np.float32))
    paper = cv2.warpPerspective(code, way, (1280, 720))
    cover = cv2.warpPerspective(np.full_like(code, 255), way, (1280, 720))
    return np.where(cover[..., None] > 127, paper[..., None], table()).astype(np.uint8)


def blurred(picture: Picture, sigma: float) -> Picture:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)


def ticket(text: str = BUNDLE, *, module_px: int = 6) -> Picture:
    """A printed ticket, grey: the code, three lines of print beside it, on paper that a camera shows as light grey."""
    code = printed(text, module_px=module_px)
    side, edge = code.shape[0], 2 * module_px
    paper = np.full((side + 2 * edge, 2 * side), 225, np.uint8)
    paper[edge : edge + side, edge : edge + side] = (30 + (code.astype(int) - 20) * 195 // 235).astype(np.uint8)
    for line in range(3):
        place = (side + edge, edge + 7 * module_px * (line + 1))
        cv2.putText(paper, "BUNDLE 20", place, cv2.FONT_HERSHEY_SIMPLEX, module_px / 10, 60, 2)
    return paper


def moved(picture: Picture, px: int, degrees: float) -> Picture:
    """A hand moved so far while the shutter was open, in that direction."""
    trail = np.zeros((px, px), np.float32)
    trail[px // 2] = 1 / px
    middle = (px / 2 - 0.5, px / 2 - 0.5)
    trail = np.asarray(cv2.warpAffine(trail, cv2.getRotationMatrix2D(middle, degrees, 1), (px, px)), np.float32)
    return np.asarray(cv2.filter2D(picture, -1, trail / trail.sum()), np.uint8)


def shining(picture: Picture, x: int, y: int, radius_px: float) -> Picture:
    """A lamp mirrored there."""
    down, across = np.mgrid[: picture.shape[0], : picture.shape[1]]
    light = 510 * np.exp(-((across - x) ** 2 + (down - y) ** 2) / (2 * radius_px**2))
    return np.clip(picture + light[..., None], 0, 255).astype(np.uint8)


def darkened(picture: Picture, share: float, *, noise: float = 6) -> Picture:
    """With so much of the light left, and a sensor's noise."""
    grain = np.random.default_rng(5).normal(0, noise, picture.shape)
    return np.clip(picture * share + grain, 0, 255).astype(np.uint8)


def film(path: Path, pictures: Iterable[Picture], *, fps: float = 100) -> Path:
    """Writes a Motion JPEG film, as a recorder would."""
    hush()
    writer = None
    for picture in pictures:
        if writer is None:
            size = (picture.shape[1], picture.shape[0])
            writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, size)
        writer.write(picture)
    assert writer is not None, "a film needs a picture"
    writer.release()
    return path


def plain(level: int) -> Picture:
    """A small picture of one brightness, by which a frame can be told from others."""
    return np.full((48, 64, 3), level, np.uint8)
