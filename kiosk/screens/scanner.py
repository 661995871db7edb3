"""The scanner's codes on the window's thread: each is asked for when the last one came."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.camera.showing import Showing
from kiosk.screens.lane import Done, Failed, Runs


class ScannerCodes(QObject):
    """`next_code` waits a moment for the next code, on a `lane` of its own, and raises Trouble while there is no
    scanner: after a pause, so that asking on does not spin.
    """

    read = Signal(str)
    lost = Signal(bool)

    def __init__(
        self, next_code: Callable[[], str | None], *, lane: Runs, monotonic_s: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._next, self._lane, self._now_s = next_code, lane, monotonic_s
        self._showing = Showing()
        self._is_open = self._is_lost = False

    @Slot()
    def open(self) -> None:
        if not self._is_open:
            self._is_open = True
            self._ask()

    @Slot()
    def close(self) -> None:
        self._is_open = False

    def _ask(self) -> None:
        if self._is_open:
            self._lane.run(self._next, then=self._came)

    def _came(self, outcome: Done[str | None] | Failed) -> None:
        if not self._is_open:
            return
        is_lost = isinstance(outcome, Failed)
        if is_lost is not self._is_lost:
            self._is_lost = is_lost
            self.lost.emit(is_lost)
        if isinstance(outcome, Done) and outcome.value and self._showing.is_new(outcome.value, self._now_s()):
            self.read.emit(outcome.value)
        self._ask()
