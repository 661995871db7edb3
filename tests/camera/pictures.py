"""Pictures for the camera's tests: printed codes lying on a grey table, held badly in every way."""

from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
import segno
from numpy.typing import NDArray

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


def film(path: Path, pictures: Iterable[Picture], *, fps: float = 100) -> Path:
    """Writes a Motion JPEG film, as a recorder would."""
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
