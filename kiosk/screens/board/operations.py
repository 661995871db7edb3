"""The operations of a line: pieces so far, pieces waiting, and which one holds the others up."""

from typing import cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QVBoxLayout

from kiosk.screens import icons, paint
from kiosk.screens.board.face import OperationRow
from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Mood, Text
from kiosk.screens.roll import Brush, Index, Roll
from kiosk.screens.rows import ROW, Rows
from kiosk.screens.words import board as words

ROW_PX, LEAST_ROW_PX = 68, 52
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class Operations(Card):
    def __init__(self) -> None:
        super().__init__()
        self._title = Caption(Text.LABEL, "soft")
        self._pieces = Caption(Text.SMALL, "soft")
        self._nothing = Caption(Text.BODY, "soft", wraps=True)
        self._roll = Roll(Rows(OperationRow), OperationBrush(ROW_PX, LEAST_ROW_PX))
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._pieces)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._nothing)
        self._column.addWidget(self._roll, 1)

    def dress(self, look: Look) -> None:
        super().dress(look)
        side = look.px(12)
        self._column.setContentsMargins(side, side, side, side)
        self._head.setContentsMargins(look.px(8), 0, look.px(8), 0)
        self._nothing.setContentsMargins(look.px(8), 0, look.px(8), 0)
        self._column.setSpacing(look.px(6))

    def show_rows(self, rows: tuple[OperationRow, ...]) -> None:
        self._title.setText(words.operations())
        self._pieces.setText(words.pieces())
        self._pieces.setVisible(bool(rows))
        self._nothing.setText(words.no_operations())
        self._nothing.setVisible(not rows)
        self._roll.rows.show_rows(rows)


class OperationBrush(Brush):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, look = cast("OperationRow", index.data(ROW)), self.look
        rect = QRectF(option.rect).adjusted(0, look.px(2), 0, -look.px(2))
        ink, soft = QColor(look.colours.ink), QColor(look.colours.soft)
        if row.bottleneck:
            paint.box(painter, rect, look.px(12), look.fill(Mood.ASK))
            ink = soft = look.on_fill(Mood.ASK)
        elif index.row():
            paint.rule(painter, QRectF(option.rect), QColor(look.colours.edge))
        room = rect.adjusted(look.px(8), look.px(3), -look.px(8), -look.px(3))
        pieces = look.font(Text.STRONG)
        wide = QFontMetricsF(pieces).horizontalAdvance(row.pieces) + look.px(10)
        paint.line(painter, room, RIGHT, row.pieces, pieces, ink)
        words_room = room.adjusted(0, 0, -wide, 0)
        upper = QRectF(words_room.left(), words_room.top(), words_room.width(), words_room.height() / 2)
        lower = QRectF(words_room.left(), words_room.center().y(), words_room.width(), words_room.height() / 2)
        paint.line(painter, upper, LEFT, row.name, look.font(Text.LABEL), ink)
        self._paint_waiting(painter, lower, row, soft)

    def _paint_waiting(self, painter: QPainter, room: QRectF, row: OperationRow, ink: QColor) -> None:
        look = self.look
        words_font = look.font(Text.LABEL if row.bottleneck else Text.SMALL)
        text = f"{row.bottleneck} · {row.waiting}" if row.bottleneck else row.waiting
        if row.bottleneck:
            side = look.px(22)
            icons.draw(painter, Icon.HOURGLASS, QRectF(room.left(), room.top(), side, room.height()), ink)
            room = room.adjusted(side + look.px(6), 0, 0, 0)
        paint.line(painter, room, LEFT, text, words_font, ink)
