"""A line of text in the kiosk's type and colours."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel

from kiosk.screens import paint
from kiosk.screens.look import Look, Text


class Caption(QLabel):
    """`ink` is the name of one of `look.Colours`. Text is shown as it is, whatever stands in it."""

    def __init__(self, kind: Text, ink: str = "ink", *, wraps: bool = False) -> None:
        super().__init__()
        self._kind, self._ink = kind, ink
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)

    def dress(self, look: Look) -> None:
        self.setFont(look.font(self._kind))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(getattr(look.colours, self._ink)))
        self.setPalette(palette)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line may be cut: a long name must not push its neighbours out of the window."""
        hint = super().minimumSizeHint()
        return hint if self.wordWrap() else QSize(0, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self.wordWrap():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        paint.line(painter, QRectF(self.rect()), self.alignment(), self.text(), self.font(), ink)
        painter.end()
