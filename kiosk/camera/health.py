"""How the camera does: what comes, how much of it is read, and its states, in figures and in the log."""

from dataclasses import dataclass, replace

from kiosk.camera.light import Light
from kiosk.camera.notice import Notice
from kiosk.camera.rate import Rate
from kiosk.camera.sight import Sight
from kiosk.camera.webcam import Frame

LATEST = 0.1
"""The weight of the newest reading in the cost of a reading."""


@dataclass(frozen=True, slots=True)
class Health:
    """Since the start: pictures looked at, showings counted, pictures with an unread code; lately: a reading's cost,
    the size that came and how many a second; all 0 before the first.
    """

    glances: int = 0
    reads: int = 0
    misses: int = 0
    decode_ms: float = 0.0
    width: int = 0
    height: int = 0
    fps: float = 0.0


class Checkup:
    """Hears of each picture. What lasts is logged when it begins and when it ends."""

    def __init__(self) -> None:
        self.health = Health()
        self._rate = Rate()
        self._dark = Notice("The camera is covered or in the dark", "The camera sees again")
        self._slow = Notice("The camera sends few pictures", "The camera sends pictures as it should again")

    @property
    def is_slow(self) -> bool:
        return self._rate.is_slow

    def note(self, frame: Frame, light: Light, sight: Sight, *, has_counted: bool) -> None:
        self._rate.note(frame.number, frame.at_s)
        self._dark.note(light in {Light.DARK, Light.COVERED}, frame.at_s)
        self._slow.note(self.is_slow, frame.at_s)
        self.health = replace(
            self.health,
            glances=self.health.glances + 1,
            reads=self.health.reads + has_counted,
            misses=self.health.misses + bool(sight.unread),
            width=frame.picture.shape[1],
            height=frame.picture.shape[0],
            fps=self._rate.fps,
        )

    def took(self, ms: float) -> None:
        """A reading did."""
        before_ms = self.health.decode_ms or ms
        self.health = replace(self.health, decode_ms=before_ms + LATEST * (ms - before_ms))
