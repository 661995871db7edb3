"""One line's shift: the bars above, its stations below."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.screens.board.bars import Bars
from kiosk.screens.board.face import LineFace
from kiosk.screens.board.stations import Stations
from kiosk.screens.look import Look

GAP, LEAST_BARS = 14, 180


class Shift(QWidget):
    """Stations take whole rows of tiles, the bars what is left; no layout of Qt's shares like that."""

    def __init__(self) -> None:
        super().__init__()
        self._look = Look()
        self.bars, self.stations = Bars(), Stations()
        self.bars.setParent(self)
        self.stations.setParent(self)

    def dress(self, look: Look) -> None:
        self._look = look
        self._share()

    def show_line(self, line: LineFace | None) -> None:
        self.bars.show_hours(line.hours if line else ())
        self.stations.show_tiles(line.stations if line else ())
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        gap, width = self._look.px(GAP), self.width()
        room = QSize(width, self.height() - gap - self._look.px(LEAST_BARS))
        low = self.stations.height_in(room)
        self.bars.setGeometry(0, 0, width, self.height() - gap - low)
        self.stations.setGeometry(0, self.height() - low, width, low)
