"""Dims numbers that are too old to act on, and lets taps through."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from kiosk.screens.painted import Painted

THICKNESS = 0.5


class Veil(Painted):
    """Covers `over`, whatever size that takes."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return super().eventFilter(watched, event)

    def fall(self, *, is_down: bool) -> None:
        self.setVisible(is_down)
        self.raise_()

    def draw(self, painter: QPainter) -> None:
        shade = QColor(self.look.colours.ground)
        shade.setAlphaF(THICKNESS)
        painter.fillRect(self.rect(), shade)
