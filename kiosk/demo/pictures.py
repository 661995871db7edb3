"""The floor board as a picture, drawn by the kiosk's own screen."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from kiosk.floor.board import Board
from kiosk.screens import look
from kiosk.screens.board.view import BoardView
from kiosk.screens.board.view_model import BoardViewModel
from kiosk.screens.clock import WallClock
from kiosk.screens.lane import Done, Failed, outcome
from kiosk.screens.language import speak
from kiosk.screens.link import StripViewModel
from kiosk.screens.place import Place
from kiosk.screens.window import Window
from kiosk.station.board import BoardDesk
from kiosk.store.ledger import Ledger

SIZE = QSize(1280, 800)
T = TypeVar("T")


class AtOnce:
    """A lane for drawing a single picture: its jobs are done when they are asked for."""

    def run(self, job: Callable[[], T], then: Callable[[Done[T] | Failed], None]) -> None:
        then(outcome(job, "drawing"))


def board_picture(board: Board, ledger: Ledger, zone: str, path: Path) -> None:
    """Raises OSError when it cannot be written."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if isinstance(app, QApplication):
        look.prepare(app)
        speak(app)
    wall = WallClock(lambda: board.at, ZoneInfo(zone))
    clock: Callable[[], datetime] = wall.now
    model = BoardViewModel(BoardDesk(ledger, clock), store=AtOnce(), clock=wall)
    window = Window(StripViewModel(wall))
    window.add(Place.BOARD, BoardView(model))
    window.resize(SIZE)
    model.told(board)
    app.processEvents()
    window.save_picture(path)
    window.close()
