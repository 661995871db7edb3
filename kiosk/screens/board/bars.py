"""Garments by the hour, painted: a bar for what was made, a line across it for what was due."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from kiosk.screens import paint
from kiosk.screens.board.face import HourBar
from kiosk.screens.card import Card
from kiosk.screens.look import Mood, Text
from kiosk.screens.words import board as words
from kiosk.screens.words import numbers

CENTRE = Qt.AlignmentFlag.AlignHCenter


class Bars(Card):
    """A bar that stays below its line is amber and open at the top to it; one that reaches it is green."""

    def __init__(self) -> None:
        super().__init__()
        self._hours: tuple[HourBar, ...] = ()

    def show_hours(self, hours: tuple[HourBar, ...]) -> None:
        self._hours = hours
        said = (f"{bar.hour} {bar.made} / {bar.target}" for bar in hours)
        self.setAccessibleName(", ".join((words.by_hour(), *said)))
        self.update()

    def draw(self, painter: QPainter) -> None:
        super().draw(painter)
        look, pad = self.look, self.look.px(20)
        room = QRectF(self.rect()).adjusted(pad, look.px(12), -pad, -look.px(10))
        head = QRectF(room.left(), room.top(), room.width(), look.px(32))
        self._paint_head(painter, head)
        room.setTop(head.bottom() + look.px(4))
        if any(bar.made or bar.target for bar in self._hours):
            self._paint_bars(painter, room)
        else:
            ink = QColor(look.colours.soft)
            paint.line(painter, room, CENTRE, words.nothing_sewn(), look.font(Text.BODY), ink)

    def _paint_head(self, painter: QPainter, head: QRectF) -> None:
        look, c = self.look, self.look.colours
        title, small = look.font(Text.LABEL), look.font(Text.SMALL)
        paint.line(painter, head, Qt.AlignmentFlag.AlignLeft, words.by_hour(), title, QColor(c.soft))
        x, side, gap = head.right(), look.px(18), look.px(8)
        for word, is_line in ((words.target(), True), (words.made(), False)):
            width = QFontMetricsF(small).horizontalAdvance(word) + 1
            room = QRectF(x - width, head.top(), width, head.height())
            paint.line(painter, room, Qt.AlignmentFlag.AlignRight, word, small, QColor(c.soft))
            mark = QRectF(x - width - gap - side, head.center().y() - side / 2, side, side)
            if is_line:
                middle = QPointF(0, side / 2)
                paint.tick(painter, mark.topLeft() + middle, mark.topRight() + middle, QColor(c.ink), look.px(4))
            else:
                paint.box(painter, mark, look.px(4), look.fill(Mood.RIGHT))
            x = mark.left() - look.px(24)

    def _paint_bars(self, painter: QPainter, room: QRectF) -> None:
        look = self.look
        foot, top = look.px(28), look.px(30)
        most = max(max(bar.made, bar.target) for bar in self._hours)
        field = QRectF(room.left(), room.top() + top, room.width(), room.height() - top - foot)
        step = field.width() / len(self._hours)
        for n, bar in enumerate(self._hours):
            slot = QRectF(field.left() + n * step, field.top(), step, field.height())
            self._paint_bar(painter, slot, bar, most)
            hour = QRectF(slot.left(), field.bottom(), step, foot)
            paint.line(painter, hour, CENTRE, bar.hour, look.font(Text.SMALL), QColor(look.colours.soft))
        base = look.px(2)
        paint.tick(painter, field.bottomLeft(), field.bottomRight(), QColor(look.colours.edge), base)

    def _paint_bar(self, painter: QPainter, slot: QRectF, bar: HourBar, most: int) -> None:
        look, c = self.look, self.look.colours
        width = min(slot.width() * 0.62, look.px(88))
        height = slot.height() * bar.made / most
        due = slot.bottom() - slot.height() * bar.target / most
        body = QRectF(slot.center().x() - width / 2, slot.bottom() - height, width, height)
        mood = Mood.RIGHT if bar.made >= bar.target else Mood.ASK
        if height > 1:
            paint.box(painter, body, min(look.px(6), height / 2), look.fill(mood))
        if bar.target:
            reach = width / 2 + look.px(6)
            left, right = QPointF(slot.center().x() - reach, due), QPointF(slot.center().x() + reach, due)
            paint.tick(painter, left, right, QColor(c.card), look.px(7))
            paint.tick(painter, left, right, QColor(c.ink), look.px(3))
        above = min(body.top(), due if bar.target else body.top()) - look.px(4)
        room = QRectF(slot.left(), above - look.px(28), slot.width(), look.px(28))
        paint.line(painter, room, CENTRE, numbers.number(bar.made), look.font(Text.LABEL), QColor(c.ink))
