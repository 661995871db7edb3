"""The line in which what is being typed appears."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy

from kiosk.screens import paint
from kiosk.screens.look import Look, Text
from kiosk.screens.painted import Painted


class Slot(Painted):
    """Centred text with a cursor after it; long text keeps its end in view."""

    def __init__(self, kind: Text) -> None:
        super().__init__()
        self._kind, self._text = kind, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def dress(self, look: Look) -> None:
        super().dress(look)
        self.setFixedHeight(round(look.font(self._kind).pixelSize() * 1.4))

    def show_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def draw(self, painter: QPainter) -> None:
        c, rect, pad = self.look.colours, QRectF(self.rect()), self.look.px(16)
        paint.box(painter, rect, self.look.px(14), QColor(c.ground), QColor(c.edge))
        font = self.look.font(self._kind)
        room = rect.adjusted(pad, 0, -pad, 0)
        cut = Qt.TextElideMode.ElideLeft
        paint.line(painter, room, Qt.AlignmentFlag.AlignHCenter, self._text, font, QColor(c.ink), cut)
        width = min(room.width(), QFontMetricsF(font).horizontalAdvance(self._text))
        x = rect.center().x() + width / 2 + self.look.px(5)
        half = font.pixelSize() * 0.42
        top, bottom = QPointF(x, rect.center().y() - half), QPointF(x, rect.center().y() + half)
        paint.tick(painter, top, bottom, QColor(c.accent), self.look.px(3))
