"""What was recorded last, newest first: the hour, the work, its bundle and the pieces."""

from typing import cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from kiosk.screens import paint
from kiosk.screens.look import Text
from kiosk.screens.roll import Brush, Index, Roll
from kiosk.screens.rows import ROW, Rows
from kiosk.screens.scan.face import EntryFace

ROW_PX, LEAST_ROW_PX = 64, 50
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class Entries(Roll):
    def __init__(self) -> None:
        super().__init__(Rows(EntryFace), EntryBrush(ROW_PX, LEAST_ROW_PX))


class EntryBrush(Brush):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, rect = cast("EntryFace", index.data(ROW)), QRectF(option.rect)
        c, look = self.look.colours, self.look
        if index.row():
            paint.rule(painter, rect, QColor(c.edge))
        words = rect.adjusted(look.px(84), look.px(4), -look.px(72), -look.px(4))
        upper = QRectF(words.left(), words.top(), words.width(), words.height() / 2)
        lower = QRectF(words.left(), words.center().y(), words.width(), words.height() / 2)
        small, cut = look.font(Text.SMALL), Qt.TextElideMode.ElideMiddle
        paint.line(painter, rect, LEFT, entry.hour, small, QColor(c.soft))
        paint.line(painter, upper, LEFT, entry.operation, look.font(Text.LABEL), QColor(c.ink))
        paint.line(painter, lower, LEFT, entry.bundle, small, QColor(c.soft), cut)
        paint.line(painter, rect, RIGHT, entry.pieces, look.font(Text.STRONG), QColor(c.ink))
