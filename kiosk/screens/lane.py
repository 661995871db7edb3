"""The one pattern for threads: a lane runs what waits, one job at a time, and answers on the window's thread."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import Generic, Protocol, TypeVar
from zlib import crc32

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kiosk.floor.codes import ALPHABET
from kiosk.trouble import Trouble

T = TypeVar("T")

CLOSES_IN_S = 5.0
"""How long the end of a program waits for a lane, unless told."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bug:
    """An exception that nobody foresaw. `code` is what the screen says and what the log has beside the trace."""

    code: str


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    value: T


@dataclass(frozen=True, slots=True)
class Failed:
    error: Trouble | Bug


class Runs(Protocol):
    """What a view-model needs of a lane."""

    def run(self, job: Callable[[], T], then: Callable[[Done[T] | Failed], None]) -> None: ...


def outcome(job: Callable[[], T], lane: str) -> Done[T] | Failed:
    """Does the job here and now. Trouble is an answer; anything else is logged once and becomes a Bug."""
    try:
        return Done(job())
    except Trouble as trouble:
        return Failed(trouble)
    except Exception as error:  # noqa: BLE001 - this is the place where nothing is lost
        bug = Bug(_code_of(error))
        _log.error("Bug %s on the %s lane", bug.code, lane, exc_info=error)
        return Failed(bug)


class Lane(QObject):
    """One background thread, one job at a time, in order. Made, used and answered on the window's thread."""

    _answered = Signal(object)  # a call without arguments, to be made on the window's thread

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._closed = False
        self._dropping = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        # A daemon, so that a job which never returns cannot keep the program from ending.
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def run(self, job: Callable[[], T], then: Callable[[Done[T] | Failed], None]) -> None:
        """Queues `job`; `then` gets its answer on the window's thread. After `close` both are passed over."""

        def do() -> None:
            answer = outcome(job, self._name)
            self._answered.emit(lambda: then(answer))

        if not self._closed:
            self._jobs.put(do)

    def close(self, *, finish: bool = True, wait_s: float = CLOSES_IN_S) -> bool:
        """Ends the lane; jobs still queued are done (`finish`) or dropped, and no answer is delivered any more.

        Waits `wait_s` at most. False when a job was still at work then: its thread is left behind.
        """
        self._closed, self._dropping = True, self._dropping or not finish
        self._jobs.put(None)
        self._thread.join(wait_s)
        if self._thread.is_alive():
            self._dropping = True
            _log.warning("The %s lane did not end within %.0f s", self._name, wait_s)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while job := self._jobs.get():
            if not self._dropping:
                job()

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()


def _code_of(error: Exception) -> str:
    """Four signs that are the same whenever the same line of code fails in the same way."""
    frames = extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    digest = crc32(f"{type(error).__name__} {place}".encode())
    return "".join(ALPHABET[digest >> shift & 31] for shift in (15, 10, 5, 0))


class Lanes:
    """The threads that wait, so that the window's never does."""

    def __init__(self) -> None:
        self.camera, self.network, self.store, self.watch = map(Lane, ("camera", "network", "store", "board"))
        self.scanner = Lane("scanner")

    def close(self) -> None:
        """In the order camera, network, store, waiting for each: what a hand has shown is recorded to the end."""
        for lane in (self.camera, self.scanner, self.watch, self.network):
            lane.close(finish=False)
        self.store.close()
