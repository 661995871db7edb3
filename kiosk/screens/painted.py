"""Widgets that paint themselves in the look of the moment: they override `draw`, and are dressed like all others."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.screens.look import Look


class Painted(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look()

    def dress(self, look: Look) -> None:
        self.look = look
        self.update()

    def draw(self, painter: QPainter) -> None:
        raise NotImplementedError

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        self.draw(painter)
        painter.end()


class PaintedButton(QAbstractButton):
    """The Tab key reaches it, but a finger leaves no focus ring behind."""

    def __init__(self) -> None:
        super().__init__()
        self.look = Look()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def dress(self, look: Look) -> None:
        self.look = look
        self.update()

    def draw(self, painter: QPainter) -> None:
        raise NotImplementedError

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        self.draw(painter)
        painter.end()
