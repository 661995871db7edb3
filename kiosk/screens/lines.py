"""A list to choose from: an icon, a title, a detail, the hour; the line that was tapped stands out."""

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from kiosk.screens import icons, paint
from kiosk.screens.icons import Icon
from kiosk.screens.look import Text
from kiosk.screens.roll import Brush, Index, Roll
from kiosk.screens.rows import ROW, Rows

ROW_PX, LEAST_ROW_PX = 84, 64
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class LineFace:
    """`id` is what is told when it is tapped."""

    id: str
    icon: Icon
    hour: str
    title: str
    detail: str
    is_chosen: bool = False


class Lines(Roll):
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(Rows(LineFace), LineBrush(ROW_PX, LEAST_ROW_PX))
        self.clicked.connect(self._choose)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(cast("LineFace", index.data(ROW)).id)


class LineBrush(Brush):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect = cast("LineFace", index.data(ROW)), QRectF(option.rect)
        c, look = self.look.colours, self.look
        if line.is_chosen:
            paint.box(painter, rect.adjusted(0, 2, 0, -2), look.px(12), QColor(c.pressed))
        elif index.row():
            paint.rule(painter, rect, QColor(c.edge))
        side, pad = look.px(34), look.px(16)
        icons.draw(painter, line.icon, QRectF(rect.left() + pad, rect.top(), side, rect.height()), QColor(c.ink))
        room = rect.adjusted(2 * pad + side, look.px(8), -look.px(92), -look.px(8))
        upper = QRectF(room.left(), room.top(), room.width(), room.height() / 2)
        lower = QRectF(room.left(), room.center().y(), room.width(), room.height() / 2)
        cut = Qt.TextElideMode.ElideRight
        paint.line(painter, upper, LEFT, line.title, look.font(Text.LABEL), QColor(c.ink), cut)
        paint.line(painter, lower, LEFT, line.detail, look.font(Text.SMALL), QColor(c.soft), cut)
        hour = rect.adjusted(0, 0, -pad, 0)
        paint.line(painter, hour, RIGHT, line.hour, look.font(Text.SMALL), QColor(c.soft))
