"""Where pictures come from: a device by its index, a film, a row of pictures, an address."""

import os
import sys
from dataclasses import dataclass
from urllib.parse import urlsplit

import cv2

TIMEOUT_MS = 2000
"""How long OpenCV may wait for an address to open or to send the next frame (30 s unless told)."""


@dataclass(frozen=True, slots=True)
class Source:
    """A camera's place: `0` or `"0"` is a device, `frames/f%03d.png` a row of pictures, `http://…` an address."""

    place: str | int

    @classmethod
    def of(cls, place: str | int) -> "Source":
        return cls(int(place) if isinstance(place, str) and place.isdecimal() else place)

    @property
    def is_address(self) -> bool:
        return isinstance(self.place, str) and "://" in self.place

    @property
    def is_film(self) -> bool:
        """A film or a row of pictures: it can end, and it has to be paced to behave like a camera."""
        is_device = isinstance(self.place, int) or self.place.startswith("/dev/")
        return not is_device and not self.is_address

    def __str__(self) -> str:
        """For the log: an address without user, password and query."""
        if not self.is_address:
            return str(self.place)
        parts = urlsplit(str(self.place))
        return f"{parts.scheme}://{(parts.netloc.rpartition('@'))[2]}{parts.path}"

    def open(self, *, width: int, height: int, fps: float) -> cv2.VideoCapture | None:
        """None when nothing answers there. Size and rate are wishes, and only a device hears them."""
        _hush()
        capture = self._capture()
        if not capture.isOpened():
            capture.release()
            return None
        if not self.is_film and not self.is_address:
            _ask(capture, width=width, height=height, fps=fps)
        return capture

    def _capture(self) -> cv2.VideoCapture:
        if isinstance(self.place, int):
            # Media Foundation takes up to 20 s to open some cameras on Windows, DirectShow does not.
            return cv2.VideoCapture(self.place, cv2.CAP_DSHOW if sys.platform == "win32" else cv2.CAP_ANY)
        if self.is_address:
            limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, TIMEOUT_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, TIMEOUT_MS]
            return cv2.VideoCapture(self.place, cv2.CAP_ANY, limits)
        return cv2.VideoCapture(self.place, cv2.CAP_IMAGES if "%" in self.place else cv2.CAP_ANY)


def _ask(capture: cv2.VideoCapture, *, width: int, height: int, fps: float) -> None:
    """Motion JPEG first: uncompressed, a USB 2 camera reaches only a few frames a second at 720p."""
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
    capture.set(cv2.CAP_PROP_FPS, fps)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)


def _hush() -> None:
    """OpenCV and FFmpeg write each failed opening to stderr; a lost camera is said once, in our log.

    FFmpeg's variable is read at the first opening, so this comes early enough here, and no import order matters.
    """
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
