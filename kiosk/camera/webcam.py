"""A device's newest frame: one thread keeps reading, whoever asks gets the latest picture."""

import itertools
import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.camera.devices import PLAIN, PLUGGED_IN, Devices, Wishes, ask
from kiosk.camera.source import TIMEOUT_MS, Source
from kiosk.trouble import Reason, Trouble

SILENT_S = 3.0
"""A camera that has sent nothing for so long is lost, also when its driver still blocks."""
FIRST_WAIT_S = 0.25
LONGEST_WAIT_S = 5.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture as captured: BGR `uint8` (height, width, 3), its running number from 1, its monotonic second."""

    picture: NDArray[np.uint8]
    number: int
    at_s: float


@dataclass(frozen=True, slots=True)
class _Now:
    """What the capture thread knows, swapped as a whole. `heard_s`: when the last frame came, or the wait began."""

    frame: Frame | None = None
    trouble: Reason | None = None
    ended: bool = False
    heard_s: float = field(default_factory=time.monotonic)


class Webcam:
    """Reads `source` on a thread of its own and keeps only the newest frame; opens again by itself, ever more patient.

    A film plays at its own frame rate, that of `wishes` where it has none. With `loop` it begins again, else `ended`
    turns true and its last frame stays. This is the room's one thread beside the lanes, because a device's `read`
    cannot be given a time limit; the condition below is all that the two share.
    """

    def __init__(
        self,
        source: str | int,
        *,
        wishes: Wishes = PLAIN,
        loop: bool = False,
        devices: Devices = PLUGGED_IN,
    ) -> None:
        self._source, self._wishes, self._devices, self._loop = Source.of(source), wishes, devices, loop
        self._unheard: tuple[str, ...] = ()
        self._now = _Now()
        self._told: Reason | None = None
        self._changed = threading.Condition()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="webcam", daemon=True)
        self._thread.start()

    @property
    def ended(self) -> bool:
        """The film is over and does not loop."""
        return self._now.ended

    def newest(self, after: int = 0, *, wait_s: float = 0.5) -> Frame | None:
        """The newest frame numbered above `after`, or None when none came within `wait_s`.

        Raises Trouble: NO_CAMERA while none has ever sent a picture, CAMERA_LOST when it stopped. A trouble is raised
        at once when it is news and then after each `wait_s`, so a caller that simply asks again does not spin.
        A closed webcam is no camera.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._has_news(after), wait_s)
            if self._closing.is_set():
                raise Trouble(Reason.NO_CAMERA, f"{self._source} is closed")
            now = self._now
            if now.frame and now.frame.number > after:
                self._told = None
                return now.frame
            if not now.ended and not now.trouble and time.monotonic() - now.heard_s > SILENT_S:
                now = self._lose("sends nothing")
            self._told = now.trouble
            if now.trouble:
                raise Trouble(now.trouble, str(self._source))
            return None

    def close(self) -> None:
        """Ends the thread; a read that hangs in an address is given its time-out, and never more than 3 s in all."""
        self._closing.set()
        with self._changed:
            self._changed.notify_all()
        self._thread.join(TIMEOUT_MS / 1000 + 1)
        if self._thread.is_alive():
            _log.warning("Camera %s still blocks and is left behind", self._source)

    def _has_news(self, after: int) -> bool:
        now = self._now
        is_new = now.frame is not None and now.frame.number > after
        return is_new or now.trouble not in (None, self._told) or self._closing.is_set()

    def _run(self) -> None:
        numbers = itertools.count(1)
        waits = _growing_waits()
        while not self._closing.is_set():
            if self._play(numbers):
                waits = _growing_waits()
                if self._source.is_film and self._loop:
                    continue
                if self._source.is_film:
                    self._publish(replace(self._now, ended=not self._closing.is_set()))
                    return
            with self._changed:
                self._lose("cannot be opened" if self._now.frame is None else "has stopped")
            self._closing.wait(next(waits))

    def _play(self, numbers: Iterator[int]) -> bool:
        """Opens the source and publishes its frames until it stops. False when not a single one came."""
        came = False
        capture = None
        try:
            capture = self._source.open(self._devices)
            if capture is not None:
                self._ask(capture)
                for picture in self._pictures(capture):
                    came = True
                    self._publish(_Now(Frame(picture, next(numbers), time.monotonic())))
        except cv2.error:
            # A driver that was unplugged in the midst of a call; the next try opens it anew.
            _log.debug("Camera %s failed", self._source, exc_info=True)
        finally:
            if capture is not None:
                capture.release()
        return came

    def _ask(self, capture: cv2.VideoCapture) -> None:
        """Logs what this camera does not know, once."""
        if not self._source.is_device:
            return
        unheard = ask(capture, self._wishes)
        if unheard and unheard != self._unheard:
            _log.info("Camera %s has no setting for %s", self._source, " and ".join(unheard))
        self._unheard = unheard

    def _pictures(self, capture: cv2.VideoCapture) -> Iterator[NDArray[np.uint8]]:
        period_s = _period_s(capture, self._wishes.fps) if self._source.is_film else 0.0
        due_s = time.monotonic()
        while not self._closing.is_set():
            good, picture = capture.read()
            if not good:
                return
            if period_s:
                # On a machine too slow for it a film plays slower, so that no showing is missed.
                due_s = max(due_s, time.monotonic() - period_s) + period_s
                self._closing.wait(due_s - time.monotonic())
            yield np.asarray(picture, dtype=np.uint8)

    def _publish(self, now: _Now) -> None:
        with self._changed:
            if self._now.trouble and not now.trouble:
                _log.info("Camera %s is back", self._source)
            self._now = now
            self._changed.notify_all()

    def _lose(self, what: str) -> _Now:
        """Call it holding the condition. Logs the first time only."""
        if not self._now.trouble and not self._closing.is_set():
            _log.warning("Camera %s %s", self._source, what)
            trouble = Reason.CAMERA_LOST if self._now.frame else Reason.NO_CAMERA
            self._now = replace(self._now, trouble=trouble)
            self._changed.notify_all()
        return self._now


def _growing_waits() -> Iterator[float]:
    """Seconds before each new try."""
    wait_s = FIRST_WAIT_S
    while True:
        yield wait_s
        wait_s = min(2 * wait_s, LONGEST_WAIT_S)


def _period_s(capture: cv2.VideoCapture, fps: float) -> float:
    """Seconds a frame. A row of pictures has no rate of its own, and damaged films claim absurd ones."""
    own = capture.get(cv2.CAP_PROP_FPS)
    return 1 / (own if 1 <= own <= 240 else fps)
