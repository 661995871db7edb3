"""One glance at a time: the newest picture, what is in it, what counts, and what would help the hand."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kiosk.camera.coach import Coach, Hint
from kiosk.camera.health import Checkup, Health
from kiosk.camera.held import Held
from kiosk.camera.light import Light, light_of
from kiosk.camera.motion import MotionGate, Small, small_copy
from kiosk.camera.pace import Pace
from kiosk.camera.sight import Code, Sight
from kiosk.camera.steady import Steady
from kiosk.camera.track import Tracker
from kiosk.camera.webcam import Frame


class Frames(Protocol):
    """Where pictures come from; `Webcam` is one."""

    def newest(self, after: int = 0) -> Frame | None: ...


@dataclass(frozen=True, slots=True, eq=False)
class Glance:
    """What the screen shows of one moment.

    `picture` is BGR as captured; `outlines` are in its pixels, with text None where a code stayed unread. `counted` is
    the text of a showing that counts now; `choose` the texts in view together, of which none counts. `hint`: what
    would help the hand whose code cannot be read. `is_slow`: few pictures come. `is_still`: nothing has stirred
    since the last glance, and nothing is in view. `at_s` is the picture's monotonic second.
    """

    picture: NDArray[np.uint8]
    outlines: tuple[Code, ...]
    counted: str | None
    choose: tuple[str, ...]
    light: Light
    hint: Hint | None
    is_slow: bool
    is_still: bool
    at_s: float


class Eye:
    """Belongs to the camera lane: one glance after the other, never two at once. `spent_s`: how long this thread has
    worked so far, by which a reading's cost is told; a machine that was busy with others does not count.
    """

    def __init__(self, frames: Frames, *, spent_s: Callable[[], float] = time.thread_time) -> None:
        self._frames, self._spent_s = frames, spent_s
        self._number = 0
        self._gate = MotionGate()
        self._sight = Sight()
        self._steady = Steady()
        self._held = Held()
        self._tracker = Tracker()
        self._pace = Pace()
        self._coach = Coach()
        self._last: Glance | None = None
        self._checkup = Checkup()

    @property
    def health(self) -> Health:
        return self._checkup.health

    def glance(self) -> Glance:
        """The newest picture's glance; the last one again, counting nothing, when no new picture came in time.

        Raises Trouble: NO_CAMERA or CAMERA_LOST. Ask again: the camera comes back by itself.
        """
        frame = self._frames.newest(self._number)
        if frame is None and self._last is not None:
            return replace(self._last, counted=None)
        while frame is None:
            frame = self._frames.newest(self._number)
        self._number = frame.number
        self._last = self._glance_at(frame)
        return self._last

    def settle(self) -> None:
        """A finger has decided about the codes in view: none of them counts before it was gone."""
        self._steady = self._steady.settled()

    def _glance_at(self, frame: Frame) -> Glance:
        small = small_copy(frame.picture)
        stirs = self._gate.lets_through(small) or not self._sight.is_empty
        if self._pace.is_due(frame.at_s, stirs=stirs):
            self._sight = self._look(frame, small)
        held = self._held.still(self._sight, frame.picture, self._steady.texts)
        seen = self._steady.after(self._sight.texts, frame.at_s, held=held)
        self._steady = seen.steady
        light = light_of(small)
        self._checkup.note(frame, light, self._sight, has_counted=seen.counted is not None)
        return Glance(
            picture=frame.picture,
            outlines=self._sight.codes,
            counted=seen.counted,
            choose=seen.choose,
            light=light,
            hint=self._coach.hint(frame.picture, small, self._sight, frame.at_s),
            is_slow=self._checkup.is_slow,
            is_still=not stirs and self._sight.is_empty,
            at_s=frame.at_s,
        )

    def _look(self, frame: Frame, small: Small) -> Sight:
        start_s = self._spent_s()
        sight = self._tracker.look(frame.picture, small, frame.at_s, counted=self._steady.counted)
        took_s = self._spent_s() - start_s
        self._pace.looked(frame.at_s, took_s, has_read=bool(sight.read))
        self._checkup.took(1000 * took_s)
        return sight
