"""The open calls of the whole floor in one row, the longest first; gone while there are none."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy

from kiosk.screens import icons, paint
from kiosk.screens.board.face import CallFace
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.painted import Painted
from kiosk.screens.words import board as words

HEIGHT, PAD, SIDE, GAP = 56, 18, 26, 10
LEFT = Qt.AlignmentFlag.AlignLeft


class Calls(Painted):
    def __init__(self) -> None:
        super().__init__()
        self._calls: tuple[CallFace, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def dress(self, look: Look) -> None:
        super().dress(look)
        self.setFixedHeight(look.px(HEIGHT))

    def show_calls(self, calls: tuple[CallFace, ...]) -> None:
        self._calls = calls
        self.setVisible(bool(calls))
        self.setAccessibleName(", ".join(f"{call.words} {call.age}" for call in calls))
        self.update()

    def draw(self, painter: QPainter) -> None:
        """As many as fit; the last place tells how many more there are."""
        left, look = 0.0, self.look
        for n, call in enumerate(self._calls):
            rest = len(self._calls) - n
            more = words.more_calls(rest) if rest else ""
            room = self.width() - left - (self._wide(words.more_calls(rest - 1)) + look.px(GAP) if rest > 1 else 0)
            if n and self._wide(self._said(call)) > room:
                self._paint(painter, left, self.width() - left, more)
                return
            width = min(self._wide(self._said(call)), room)
            self._paint(painter, left, width, self._said(call))
            left += width + look.px(GAP)

    def _said(self, call: CallFace) -> str:
        return f"{call.words} · {call.age}"

    def _wide(self, said: str) -> float:
        look = self.look
        return paint.width_of(said, look.font(Text.LABEL)) + 2 + look.px(2 * PAD + SIDE + GAP)

    def _paint(self, painter: QPainter, left: float, width: float, said: str) -> None:
        look, c = self.look, self.look.colours
        rect = QRectF(left, 0, min(width, self._wide(said)), self.height())
        paint.box(painter, rect, rect.height() / 2, QColor(c.ask))
        icon = QRectF(rect.left() + look.px(PAD), 0, look.px(SIDE), rect.height())
        icons.draw(painter, Icon.BELL, icon, QColor(c.on_ask))
        room = rect.adjusted(look.px(PAD + SIDE + GAP), 0, -look.px(PAD), 0)
        paint.line(painter, room, LEFT, said, look.font(Text.LABEL), QColor(c.on_ask))
