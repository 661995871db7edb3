"""Folders as Linux has them for its cameras, and drivers that know more or less."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import pytest

from kiosk.camera.devices import AUTOMATIC, MANUAL, Camera, Devices, Wishes, ask

Size = tuple[int, int]


def plug_in(folder: Path, number: int, name: str, *, index: int | None = 0) -> Path:
    """What the kernel tells of a node."""
    made = folder / f"video{number}"
    made.mkdir(parents=True)
    (made / "name").write_text(f"{name}\n")
    if index is not None:
        (made / "index").write_text(f"{index}\n")
    return made


@pytest.fixture
def devices(tmp_path: Path) -> Devices:
    names = tmp_path / "video4linux"
    plug_in(names, 0, "Integrated Camera: Integrated C")
    plug_in(names, 1, "Integrated Camera: Integrated C", index=1)
    plug_in(names, 10, "HD Pro Webcam C920")
    plug_in(names, 4, "Logitech BRIO", index=0)
    plug_in(names, 5, "Logitech BRIO", index=1)
    plug_in(names, 6, "Logitech StreamCam", index=None)
    (names / "video7").mkdir()
    (names / "videos").mkdir()
    (names / "vbi0").mkdir()
    return Devices(names, Path("/dev"))


@pytest.mark.parametrize(
    ("name", "node"),
    [
        ("Logitech", "/dev/video4"),
        ("logitech brio", "/dev/video4"),
        ("StreamCam", "/dev/video6"),
        ("  C920 ", "/dev/video10"),
        ("integrated", "/dev/video0"),
        ("Microsoft", None),
        ("", None),
        (" ", None),
    ],
)
def test_a_camera_is_found_by_a_part_of_its_name(devices: Devices, name: str, node: str | None) -> None:
    assert devices.node(name) == node


def test_cameras_are_listed_once_each_by_number(devices: Devices) -> None:
    assert devices.cameras() == [
        Camera(0, "Integrated Camera: Integrated C"),
        Camera(4, "Logitech BRIO"),
        Camera(6, "Logitech StreamCam"),
        Camera(7, ""),
        Camera(10, "HD Pro Webcam C920"),
    ]


def test_where_there_are_no_cameras_none_is_found(tmp_path: Path) -> None:
    assert Devices(tmp_path / "none").cameras() == []
    assert Devices(tmp_path / "none").node("Logitech") is None


@dataclass
class Driver:
    """Gives the largest of its modes that is no larger than asked, or its smallest; knows only its own settings."""

    modes: Mapping[Size, float]
    knows: Iterable[int] = ()
    state: dict[int, float] = field(default_factory=dict)

    def set(self, prop: int, value: float) -> bool:
        sized = {cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT, cv2.CAP_PROP_FPS}
        if prop not in {*sized, *self.knows}:
            return False
        self.state[prop] = value
        return True

    @property
    def mode(self) -> Size:
        asked = self.state.get(cv2.CAP_PROP_FRAME_WIDTH, 0), self.state.get(cv2.CAP_PROP_FRAME_HEIGHT, 0)
        fitting = [mode for mode in self.modes if mode[0] <= asked[0] and mode[1] <= asked[1]]
        return max(fitting, default=min(self.modes))

    def get(self, prop: int) -> float:
        width, height = self.mode
        told = {cv2.CAP_PROP_FRAME_WIDTH: float(width), cv2.CAP_PROP_FRAME_HEIGHT: float(height)}
        return told.get(prop, self.modes[self.mode])


@pytest.mark.parametrize(
    ("modes", "came"),
    [
        ({(1920, 1080): 30, (1280, 720): 30}, (1920, 1080)),
        ({(1920, 1080): 5, (1280, 720): 30}, (1280, 720)),
        ({(1280, 720): 30, (640, 480): 30}, (1280, 720)),
        ({(640, 480): 30}, (640, 480)),
        ({(1920, 1080): 0}, (1920, 1080)),
        ({(1920, 1080): 5, (1280, 720): 10, (640, 480): 30}, (1280, 720)),
        ({(3840, 2160): 30, (1280, 720): 30}, (1280, 720)),
    ],
    ids=["both", "slow", "small", "old", "tells no rate", "slow everywhere", "other large"],
)
def test_the_best_size_that_comes_fast_enough_is_taken(modes: Mapping[Size, float], came: Size) -> None:
    driver = Driver(modes)
    assert ask(driver, Wishes()) == ()
    assert driver.mode == came


EXPOSURES = (cv2.CAP_PROP_AUTO_EXPOSURE, cv2.CAP_PROP_EXPOSURE)
FOCI = (cv2.CAP_PROP_AUTOFOCUS, cv2.CAP_PROP_FOCUS)


@pytest.mark.parametrize(
    ("wishes", "knows", "unknown", "state"),
    [
        (Wishes(), (*EXPOSURES, *FOCI), (), (None, None, None, None)),
        (Wishes(exposure=156, focus=30), (*EXPOSURES, *FOCI), (), (MANUAL, 156, 0, 30)),
        (Wishes(exposure=156, focus=30), (), ("exposure", "focus"), (None, None, None, None)),
        (Wishes(exposure=156), EXPOSURES[:1], ("exposure",), (AUTOMATIC, None, None, None)),
        (Wishes(focus=0), FOCI, (), (None, None, 0, 0)),
        (Wishes(focus=30), FOCI[:1], ("focus",), (None, None, 1, None)),
    ],
    ids=["left alone", "set", "unknown to both", "no exposure", "far away", "no focus"],
)
def test_what_the_driver_knows_is_set_and_all_else_is_named(
    wishes: Wishes, knows: tuple[int, ...], unknown: tuple[str, ...], state: tuple[float | None, ...]
) -> None:
    driver = Driver({(1280, 720): 30}, knows)
    assert ask(driver, wishes) == unknown
    assert tuple(driver.state.get(prop) for prop in (*EXPOSURES, *FOCI)) == state
