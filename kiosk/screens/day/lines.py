"""The list: how a line stands, the hour, what was done, why some of it does not pay, and the money."""

from typing import cast

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from kiosk.screens import icons, paint
from kiosk.screens.day.face import RowFace
from kiosk.screens.look import Text
from kiosk.screens.roll import Brush, Index, Roll
from kiosk.screens.rows import ROW, Rows

ROW_PX, LEAST_ROW_PX = 72, 64
LEAST_MONEY_PX = 136
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class Lines(Roll):
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(Rows(RowFace), LineBrush(ROW_PX, LEAST_ROW_PX))
        self.clicked.connect(self._choose)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(cast("RowFace", index.data(ROW)).id)


class LineBrush(Brush):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect = cast("RowFace", index.data(ROW)), QRectF(option.rect)
        c, look = self.look.colours, self.look
        ink, soft, small = QColor(c.ink), QColor(c.soft), look.font(Text.SMALL)
        if line.is_chosen:
            paint.box(painter, rect.adjusted(0, 2, 0, -2), look.px(12), QColor(c.pressed))
        elif index.row():
            paint.rule(painter, rect, QColor(c.edge))
        pad, side = look.px(12), look.px(28)
        room = rect.adjusted(pad, look.px(6), -pad, -look.px(6))
        icons.draw(painter, line.icon, QRectF(room.left(), room.top(), side, room.height()), ink)
        width = QFontMetricsF(small).horizontalAdvance(line.hour)
        hour = QRectF(room.left() + side + pad, room.top(), width + 1, room.height())
        paint.line(painter, hour, LEFT, line.hour, small, soft)
        words = QRectF(hour.right() + pad, room.top(), 0, room.height())
        money = QRectF(room.right() - self._money_px(line), room.top(), self._money_px(line), room.height())
        words.setRight(money.left() - pad)
        self._paint_title(painter, line, _upper(words))
        paint.line(painter, _lower(words), LEFT, line.detail, small, soft)
        paint.line(painter, _upper(money) if line.held else money, RIGHT, line.amount, look.font(Text.LABEL), ink)
        paint.line(painter, _lower(money), RIGHT, line.held, small, soft)

    def _money_px(self, line: RowFace) -> float:
        """Money is never cut; the words beside it are."""
        texts = ((line.amount, Text.LABEL), (line.held, Text.SMALL))
        widths = (QFontMetricsF(self.look.font(kind)).horizontalAdvance(words) + 1 for words, kind in texts)
        return max(self.look.px(LEAST_MONEY_PX), *widths)

    def _paint_title(self, painter: QPainter, line: RowFace, room: QRectF) -> None:
        """A long name gives way to the number of pieces."""
        font, small, ink = self.look.font(Text.LABEL), self.look.font(Text.SMALL), QColor(self.look.colours.ink)
        gap, count = self.look.px(12), QFontMetricsF(small).horizontalAdvance(line.pieces) + 1
        width = min(room.width() - gap - count, QFontMetricsF(font).horizontalAdvance(line.title) + 1)
        paint.line(painter, QRectF(room.left(), room.top(), width, room.height()), LEFT, line.title, font, ink)
        pieces = QRectF(room.left() + width + gap, room.top(), count, room.height())
        paint.line(painter, pieces, LEFT, line.pieces, small, ink)


def _upper(rect: QRectF) -> QRectF:
    return QRectF(rect.left(), rect.top(), rect.width(), rect.height() / 2)


def _lower(rect: QRectF) -> QRectF:
    return QRectF(rect.left(), rect.center().y(), rect.width(), rect.height() / 2)
