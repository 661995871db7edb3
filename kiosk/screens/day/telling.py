"""Sentences one under the other, smaller where there are many; what still finds no room is rolled into view."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScroller

from kiosk.screens import paint
from kiosk.screens.look import LEAST_TEXT_PX, Look, Text
from kiosk.screens.painted import Painted

LEFT = paint.WRAPPED | int(Qt.AlignmentFlag.AlignLeft.value)


class Telling(QScrollArea):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.setWidget(self.page)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.page.setAutoFillBackground(False)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.LeftMouseButtonGesture)

    def dress(self, _look: Look) -> None:
        self.page.fit(self.viewport().width(), self.viewport().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.page.fit(self.viewport().width(), self.viewport().height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What it tells does not ask for room: it takes what is left."""
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(0, 2 * self.page.look.px(Text.BODY.value[0]))

    def show_lines(self, lines: Sequence[str]) -> None:
        if lines != self.page.lines:
            self.page.lines = lines
            self.page.setAccessibleName(" ".join(lines))
            self.page.fit(self.viewport().width(), self.viewport().height())
            self.verticalScrollBar().setValue(0)


class Page(Painted):
    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[str] = ()
        self._font = QFont()

    def dress(self, look: Look) -> None:
        super().dress(look)
        self.fit(self.width(), self.height())

    def fit(self, width: int, height: int) -> None:
        """Into this room, or longer than it where even the least letters do not fit."""
        font = self.look.font(Text.BODY)
        while font.pixelSize() > LEAST_TEXT_PX and self._tall(font, width) > height:
            font.setPixelSize(font.pixelSize() - 1)
        self._font = font
        self.resize(width, max(height, int(self._tall(font, width)) + 1))
        self.update()

    def draw(self, painter: QPainter) -> None:
        top = 0.0
        for line in self.lines:
            height = paint.height_of(line, self._font, self.width())
            room = QRectF(0, top, self.width(), height)
            paint.text(painter, room, LEFT, line, self._font, QColor(self.look.colours.ink))
            top += height + _gap(self._font)

    def _tall(self, font: QFont, width: int) -> float:
        return sum(paint.height_of(line, font, width) + _gap(font) for line in self.lines)


def _gap(font: QFont) -> float:
    """Between two sentences: more than half a line."""
    return font.pixelSize() * 0.6
