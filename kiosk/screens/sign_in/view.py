"""Nobody is signed in: what to do about it, in a picture and a few words."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from kiosk.screens import icons, paint
from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.painted import Painted
from kiosk.screens.tap import Tap
from kiosk.screens.words.labels import Label

SIDE, FINDER = 17, 5
"""Modules of the drawn code and of its three corners."""


class BadgePrompt(Card):
    by_name = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._by_name = Tap(Icon.PERSON, height=72)
        self._by_name.clicked.connect(self.by_name)
        self._badge = BadgePicture()
        self._title = Caption(Text.BIG, wraps=True)
        self._how = Caption(Text.BODY, "soft", wraps=True)
        for caption in (self._title, self._how):
            caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._column.addWidget(self._badge, 6)
        self._column.addWidget(self._title)
        self._column.addWidget(self._how)
        self._column.addStretch(1)
        self._column.addWidget(self._by_name)

    def dress(self, look: Look) -> None:
        super().dress(look)
        pad = look.px(28)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(look.px(14))

    def say(self) -> None:
        """In the language of the screen."""
        self._title.setText(Label.SHOW_BADGE.said)
        self._how.setText(Label.SHOW_BADGE_HOW.said)
        self._by_name.say(Label.BY_NAME.said)


class BadgePicture(Painted):
    """A badge on its ribbon, with a code of no meaning."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = min(self.height(), self.width() * 1.35, self.look.px(350))
        height = whole * 0.82
        badge = QRectF(0, 0, height * 0.72, height)
        badge.moveCenter(QPointF(self.width() / 2, self.height() / 2 + (whole - height) / 2))
        self._paint_ribbon(painter, badge)
        self._paint_badge(painter, badge)

    def _paint_ribbon(self, painter: QPainter, badge: QRectF) -> None:
        accent = QColor(self.look.colours.accent)
        hook = QPointF(badge.center().x(), badge.top() + badge.height() * 0.05)
        rise, spread = badge.height() * 0.2, badge.width() * 0.2
        for side in (-1, 1):
            end = QPointF(hook.x() + side * spread, hook.y() - rise)
            paint.tick(painter, hook, end, accent, badge.width() * 0.055)

    def _paint_badge(self, painter: QPainter, badge: QRectF) -> None:
        c, unit = self.look.colours, badge.width() / 20
        paint.box(painter, badge, 1.6 * unit, QColor("#ffffff"), QColor(c.edge))
        head = QRectF(badge.left() + unit, badge.top() + unit, 18 * unit, 4 * unit)
        paint.box(painter, head, unit, QColor(c.accent))
        hole = QRectF(badge.center().x() - 2.2 * unit, badge.top() + 2 * unit, 4.4 * unit, 1.4 * unit)
        paint.box(painter, hole, 0.7 * unit, QColor(c.card))
        face = QRectF(badge.left() + 2 * unit, badge.top() + 6 * unit, 5 * unit, 5 * unit)
        icons.draw(painter, Icon.PERSON, face, QColor("#1f4f8f"))
        for n, length in enumerate((9, 6)):
            stroke = QRectF(badge.left() + 8.5 * unit, badge.top() + (7 + 2.2 * n) * unit, length * unit, 1.1 * unit)
            paint.box(painter, stroke, 0.5 * unit, QColor("#c3cad4"))
        self._paint_code(painter, QRectF(badge.left() + 4.5 * unit, badge.top() + 13 * unit, 11 * unit, 11 * unit))

    def _paint_code(self, painter: QPainter, square: QRectF) -> None:
        """Finder corners and a scatter of modules: plainly a code, and not one that could be read."""
        module, ink = square.width() / SIDE, QColor("#18202b")
        for row in range(SIDE):
            for column in range(SIDE):
                if _is_dark(row, column):
                    x, y = square.left() + column * module, square.top() + row * module
                    painter.fillRect(QRectF(x, y, module + 0.4, module + 0.4), ink)


def _is_dark(row: int, column: int) -> bool:
    far = SIDE - FINDER
    for top, left in ((0, 0), (0, far), (far, 0)):
        r, c = row - top, column - left
        if -1 <= r <= FINDER and -1 <= c <= FINDER:
            ring = max(abs(r - FINDER // 2), abs(c - FINDER // 2))
            return ring in (0, FINDER // 2)
    return (row * row * 3 + column * column * 5 + row * column * 7 + row) % 9 % 2 == 0
