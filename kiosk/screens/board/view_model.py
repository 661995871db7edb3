"""The board's state: boards as they are told, the kiosk's own numbers while nobody tells any, and how old they are."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.floor.board import Board
from kiosk.floor.ids import LineId
from kiosk.floor.people import Station
from kiosk.screens.board.face import Face, face_of, first_line
from kiosk.screens.clock import WallClock
from kiosk.screens.lane import Done, Failed, Runs
from kiosk.screens.place import Place
from kiosk.station.board import FRESH, BoardDesk, Shown

TICK_MS = 1000
ASK_AGAIN = FRESH / 2
"""Numbers of this age are asked for anew, well before they would be called old."""


class BoardViewModel(QObject):
    """`desk` is asked on the `store` lane."""

    face_changed = Signal(object)  # a Face
    go = Signal(object)  # a Place

    def __init__(self, desk: BoardDesk, *, store: Runs, clock: WallClock) -> None:
        super().__init__()
        self._desk, self._store, self._clock = desk, store, clock
        self._shown: Shown | None = None
        self._own: LineId | None = None
        self._chosen: LineId | None = None
        self._is_asking = False
        self.face = Face()
        self.ticking = QTimer(self, interval=TICK_MS)
        self.ticking.timeout.connect(self.tick)

    @Slot(object)
    def told(self, board: Board) -> None:
        """The server's board has changed."""
        self._store.run(lambda: self._desk.told(board), then=self._show)

    @Slot(object)
    def placed(self, station: Station) -> None:
        """The station where this kiosk stands: its line is shown first."""
        self._own = station.line
        self.tick()

    @Slot(str)
    def choose(self, line: LineId) -> None:
        """The line to show at length."""
        self._chosen = line
        self._draw()

    @Slot()
    def refresh(self) -> None:
        """Asks for the numbers anew, unless they are on their way."""
        if not self._is_asking:
            self._is_asking = True
            self._store.run(self._desk.board, then=self._asked)

    @Slot()
    def open(self) -> None:
        """The board is in view: from now on it looks after its age."""
        self.refresh()
        self.ticking.start()

    @Slot()
    def close(self) -> None:
        self.ticking.stop()

    @Slot()
    def go_back(self) -> None:
        self.go.emit(Place.BACK)

    @Slot()
    def tick(self) -> None:
        board = self._shown.board if self._shown else None
        if self.ticking.isActive() and (board is None or self._clock.now() - board.at >= ASK_AGAIN):
            self.refresh()
        self._draw()

    def _asked(self, outcome: Done[Shown] | Failed) -> None:
        self._is_asking = False
        self._show(outcome)

    def _show(self, outcome: Done[Shown] | Failed) -> None:
        """After a failure the last numbers stay and grow old in plain sight."""
        if isinstance(outcome, Done):
            self._shown = outcome.value
        self._draw()

    def _draw(self) -> None:
        board = self._shown.board if self._shown else None
        chosen = self._chosen or (first_line(board, self._own) if board else None)
        face = face_of(self._shown, chosen, self._clock)
        if face != self.face:
            self.face = face
            self.face_changed.emit(face)
