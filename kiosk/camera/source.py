"""Where pictures come from: a device by its number or name, a film, a row of pictures, an address."""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import cv2

from kiosk.camera.devices import Devices

TIMEOUT_MS = 2000
"""How long OpenCV may wait for an address to open or to send the next frame (30 s unless told)."""
FILE_NAME = re.compile(r"[/\\%]|\.\w*[A-Za-z]\w*$")
"""A path, a row of pictures, or an ending: what has none of them and is no file may be a camera's name."""


@dataclass(frozen=True, slots=True)
class Source:
    """A camera's place: `0` or `"0"` is a device, `Logitech` the first one with that in its name, `frames/f%03d.png` a
    row of pictures, `http://…` an address.
    """

    place: str | int

    @classmethod
    def of(cls, place: str | int) -> "Source":
        return cls(int(place) if isinstance(place, str) and place.isdecimal() else place)

    @property
    def is_address(self) -> bool:
        return isinstance(self.place, str) and "://" in self.place

    @property
    def is_name(self) -> bool:
        """A part of a camera's name; the device is looked for at each opening, for its number changes."""
        if isinstance(self.place, int) or self.is_address or not self.place:
            return False
        return not FILE_NAME.search(self.place) and not Path(self.place).exists()

    @property
    def is_device(self) -> bool:
        return isinstance(self.place, int) or self.place.startswith("/dev/") or self.is_name

    @property
    def is_film(self) -> bool:
        """A film or a row of pictures: it can end, and it has to be paced to behave like a camera."""
        return not self.is_device and not self.is_address

    def __str__(self) -> str:
        """For the log: an address without user, password and query."""
        if not self.is_address:
            return str(self.place)
        parts = urlsplit(str(self.place))
        return f"{parts.scheme}://{(parts.netloc.rpartition('@'))[2]}{parts.path}"

    def open(self, devices: Devices) -> cv2.VideoCapture | None:
        """None when nothing answers there."""
        hush()
        capture = self._capture(devices)
        if capture is None or not capture.isOpened():
            if capture is not None:
                capture.release()
            return None
        return capture

    def _capture(self, devices: Devices) -> cv2.VideoCapture | None:
        if isinstance(self.place, int):
            # Media Foundation takes up to 20 s to open some cameras on Windows, DirectShow does not.
            return cv2.VideoCapture(self.place, cv2.CAP_DSHOW if sys.platform == "win32" else cv2.CAP_ANY)
        if self.is_address:
            limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, TIMEOUT_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, TIMEOUT_MS]
            return cv2.VideoCapture(self.place, cv2.CAP_ANY, limits)
        if self.is_name:
            node = devices.node(self.place)
            return None if node is None else cv2.VideoCapture(node, cv2.CAP_ANY)
        return cv2.VideoCapture(self.place, cv2.CAP_IMAGES if "%" in self.place else cv2.CAP_ANY)


def hush() -> None:
    """OpenCV and FFmpeg write each failed opening to stderr; a lost camera is said once, in our log.

    FFmpeg's variable is read when it is first used, be it to write a film: who does so before asks for this first.
    """
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
