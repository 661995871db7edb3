"""The cameras plugged in, by the names that their makers gave them, and what is asked of one when it opens."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

import cv2

SIZES = ((1920, 1080), (1280, 720))
"""In the order wished for: a ticket's code has more pixels in the first."""
LEAST_FPS = 15
"""A camera that is slower at a size is asked for the next: a hand waits for the second glance."""
MANUAL, AUTOMATIC = 1, 3
"""What Video4Linux calls the two ways of exposure."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What to ask of a camera. `exposure` and `focus` in the driver's own units, None to leave them automatic."""

    sizes: tuple[tuple[int, int], ...] = SIZES
    fps: float = 30
    exposure: float | None = None
    focus: float | None = None


PLAIN = Wishes()
"""The best picture, all else automatic."""


class Camera(NamedTuple):
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Devices:
    """Where Linux tells of its cameras, and where they are opened. Elsewhere there are none by name."""

    names: Path = Path("/sys/class/video4linux")
    nodes: Path = Path("/dev")

    def cameras(self) -> list[Camera]:
        """By number. A camera has several nodes; the first of each gives pictures."""
        return sorted(camera for camera, index in self._nodes() if index == 0)

    def node(self, name: str) -> str | None:
        """The path of the first camera with `name` in its name, in whatever case; None while there is none."""
        wanted = name.strip().casefold()
        found = (camera for camera in self.cameras() if wanted and wanted in camera.name.casefold())
        first = next(found, None)
        return None if first is None else str(self.nodes / f"video{first.number}")

    def _nodes(self) -> Iterator[tuple[Camera, int]]:
        for folder in self.names.glob("video*"):
            number = folder.name.removeprefix("video")
            if number.isdecimal():
                index = _line(folder / "index")
                camera = Camera(int(number), _line(folder / "name"))
                yield camera, int(index) if index.isdecimal() else 0


PLUGGED_IN = Devices()
"""Those of this machine."""


class Driver(Protocol):
    """What is asked of `cv2.VideoCapture` here."""

    def get(self, prop: int, /) -> float: ...

    def set(self, prop: int, value: float, /) -> bool: ...


def ask(driver: Driver, wishes: Wishes) -> tuple[str, ...]:
    """Asks for pictures as wished. Returns the names of the wishes that this driver does not know."""
    # Motion JPEG first: uncompressed, a USB 2 camera reaches only a few frames a second at 720p.
    driver.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    driver.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    _ask_size(driver, wishes)
    unknown = []
    if wishes.exposure is not None:
        driver.set(cv2.CAP_PROP_AUTO_EXPOSURE, MANUAL)
        if not driver.set(cv2.CAP_PROP_EXPOSURE, wishes.exposure):
            driver.set(cv2.CAP_PROP_AUTO_EXPOSURE, AUTOMATIC)
            unknown.append("exposure")
    if wishes.focus is not None:
        driver.set(cv2.CAP_PROP_AUTOFOCUS, 0)
        if not driver.set(cv2.CAP_PROP_FOCUS, wishes.focus):
            driver.set(cv2.CAP_PROP_AUTOFOCUS, 1)
            unknown.append("focus")
    return tuple(unknown)


def _ask_size(driver: Driver, wishes: Wishes) -> None:
    """The first size that comes as wished and fast enough; else the last, whatever comes of it."""
    for width, height in wishes.sizes:
        driver.set(cv2.CAP_PROP_FRAME_WIDTH, width)
        driver.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
        driver.set(cv2.CAP_PROP_FPS, wishes.fps)
        came = round(driver.get(cv2.CAP_PROP_FRAME_WIDTH)), round(driver.get(cv2.CAP_PROP_FRAME_HEIGHT))
        fps = driver.get(cv2.CAP_PROP_FPS)
        # A driver that does not tell its rate says 0.
        if came == (width, height) and not 0 < fps < LEAST_FPS:
            return


def _line(file: Path) -> str:
    """Empty where the driver tells nothing, or was unplugged meanwhile."""
    try:
        return file.read_text("utf-8", "replace").strip()
    except OSError:
        return ""
