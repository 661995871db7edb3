"""What a finger taps: large, with an icon and a word, plain about being pressed, off, or chosen by the Tab key."""

from enum import Enum, auto

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy

from kiosk.screens import icons, paint
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.painted import PaintedButton


class Weight(Enum):
    """How much a button asks for: one MAIN on a screen at most; PLAIN; QUIET without a surface of its own."""

    MAIN = auto()
    PLAIN = auto()
    QUIET = auto()


class Tap(PaintedButton):
    """`height` is in px at 1280 x 800 and never less than a finger needs, more where it `grows` into its room;
    `stacked` puts the icon over the word.
    """

    def __init__(
        self,
        icon: Icon | None,
        *,
        weight: Weight = Weight.PLAIN,
        height: int = 64,
        stacked: bool = False,
        grows: bool = False,
        text: Text = Text.LABEL,
    ) -> None:
        super().__init__()
        self.icon_name, self._weight, self._height, self._stacked, self._text = icon, weight, height, stacked, text
        upward = QSizePolicy.Policy.MinimumExpanding if grows else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, upward)

    def say(self, word: str) -> None:
        if word == self.text():
            return
        self.setText(word)
        self.setAccessibleName(word)
        self.updateGeometry()

    def weigh(self, weight: Weight) -> None:
        self._weight = weight
        self.update()

    def dress(self, look: Look) -> None:
        super().dress(look)
        self.setMinimumHeight(look.target(self._height))
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        side = self.look.target(self._height)
        if not self.text():
            return QSize(side, side)
        words = self.text().split() if self._stacked else [self.text()]  # under an icon they stand below each other
        metrics = QFontMetricsF(self.look.font(self._text))
        word = max(metrics.horizontalAdvance(one) for one in words)
        beside = 0 if self._stacked or self.icon_name is None else self._icon_px() + self.look.px(10)
        return QSize(max(side, int(word + beside + self.look.px(40))), side)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        side = self.look.target(self._height)
        return QSize(side, side)

    def draw(self, painter: QPainter) -> None:
        self._paint_surface(painter)
        ink = self._ink()
        if self._stacked:
            self._paint_stacked(painter, ink)
        else:
            self._paint_beside(painter, ink)

    def _ink(self) -> QColor:
        c = self.look.colours
        if not self.isEnabled():
            faint = QColor(c.soft)
            faint.setAlphaF(0.5)
            return faint
        return QColor(c.on_accent if self._weight is Weight.MAIN else c.ink)

    def _paint_surface(self, painter: QPainter) -> None:
        c, rect = self.look.colours, QRectF(self.rect())
        fill = {Weight.MAIN: c.accent, Weight.PLAIN: c.plain, Weight.QUIET: ""}[self._weight]
        if not self.isEnabled():
            fill = c.idle
        elif self.isDown() and self._weight is not Weight.MAIN:
            fill = c.pressed
        radius = self.look.px(16)
        if fill:
            paint.box(painter, rect, radius, QColor(fill))
        if self.isDown() and self._weight is Weight.MAIN:
            shade = QColor(c.ink)
            shade.setAlphaF(0.25)
            paint.box(painter, rect, radius, shade)
        if self.hasFocus():
            self._paint_focus(painter, rect, radius)

    def _paint_focus(self, painter: QPainter, rect: QRectF, radius: float) -> None:
        width = self.look.px(4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = painter.pen()
        pen.setColor(QColor(self.look.colours.ink))
        pen.setWidth(width)
        pen.setStyle(Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        inset = width / 2
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)

    def _paint_stacked(self, painter: QPainter, ink: QColor) -> None:
        """Icon and word as one group, in the middle of the height."""
        room, side, gap = self._room(), self._icon_px(), self.look.px(6)
        words = QRectF(room.left(), 0, room.width(), room.height() - side - gap)
        font = paint.fitted(self.text(), self.look.font(self._text), words)
        height = paint.height_of(self.text(), font, room.width())
        top = room.center().y() - (side + gap + height) / 2
        if self.icon_name is not None:
            icons.draw(painter, self.icon_name, QRectF(room.left(), top, room.width(), side), ink)
        words = QRectF(room.left(), top + side + gap, room.width(), height)
        flags = paint.WRAPPED | int(Qt.AlignmentFlag.AlignCenter.value)
        paint.text(painter, words, flags, self.text(), font, ink)

    def _paint_beside(self, painter: QPainter, ink: QColor) -> None:
        """Icon and word as one group, in the middle of the width."""
        room, side = self._room(), self._icon_px()
        if self.icon_name is None or not self.text():
            self._paint_alone(painter, room, ink)
            return
        gap = self.look.px(10)
        words = QRectF(0, room.top(), room.width() - side - gap, room.height())
        font = paint.fitted(self.text(), self.look.font(self._text), words)
        width = min(words.width(), QFontMetricsF(font).horizontalAdvance(self.text()) + 1)
        left = room.center().x() - (side + gap + width) / 2
        icons.draw(painter, self.icon_name, QRectF(left, room.top(), side, room.height()), ink)
        words = QRectF(left + side + gap, room.top(), width, room.height())
        flags = paint.WRAPPED | int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)
        paint.text(painter, words, flags, self.text(), font, ink)

    def _paint_alone(self, painter: QPainter, room: QRectF, ink: QColor) -> None:
        if self.icon_name is not None:
            side = self._icon_px()
            square = QRectF(0, 0, side, side)
            square.moveCenter(room.center())
            icons.draw(painter, self.icon_name, square, ink)
            return
        font = paint.fitted(self.text(), self.look.font(self._text), room)
        paint.text(painter, room, paint.WRAPPED | int(Qt.AlignmentFlag.AlignCenter.value), self.text(), font, ink)

    def _room(self) -> QRectF:
        side = self.look.px(8)
        return QRectF(self.rect()).adjusted(side, 0, -side, 0)

    def _icon_px(self) -> int:
        return max(26, self.look.px(34 if self._stacked else 30))
