"""The server's boards while the board is in view: each is asked for when the last one was shown."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.floor.board import Board
from kiosk.screens.lane import Done, Failed, Runs

AGAIN_MS = 2000
"""The pause before the line is tried again."""


class LiveBoards(QObject):
    """`next_board` waits for the next board, on a `lane` of its own."""

    told = Signal(object)  # a Board

    def __init__(self, next_board: Callable[[], Board], *, lane: Runs) -> None:
        super().__init__()
        self._next, self._lane = next_board, lane
        self._is_open = False
        self._is_asking = False
        self.again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self.again.timeout.connect(self._ask)

    @Slot()
    def open(self) -> None:
        self._is_open = True
        self._ask()

    @Slot()
    def close(self) -> None:
        """What is on its way still comes; no more is asked for."""
        self._is_open = False
        self.again.stop()

    @Slot()
    def _ask(self) -> None:
        if self._is_open and not self._is_asking:
            self._is_asking = True
            self._lane.run(self._next, then=self._came)

    def _came(self, outcome: Done[Board] | Failed) -> None:
        self._is_asking = False
        if isinstance(outcome, Done):
            self.told.emit(outcome.value)
            self._ask()
        elif self._is_open:
            self.again.start()
